//! Tower's lists as lines for a script: every attribute as Tower named and wrote it, nothing cleaned or left out.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::document;
use super::model::Member;

/// One resource of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id and its attributes under Tower's names, and its groups by id and name.
    pub value: Map<String, Value>,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Its resources, in Tower's order.
    pub lines: Vec<Line>,
    /// The same as members, where they are members that can be used, with the line each stands on.
    pub members: Vec<(usize, Member)>,
    /// How many pages Tower says there are.
    pub pages: Option<u32>,
    /// Tower says that no page follows.
    pub is_last: bool,
}

impl Line {
    /// The line as JSON. Besides what JSON itself escapes, DEL and the C1 controls are escaped: a terminal would
    /// obey them.
    pub fn to_json(&self) -> String {
        let text = Value::Object(self.value.clone()).to_string();
        text.chars().flat_map(escaped).collect()
    }
}

/// A character, or its escape where it is one that a terminal obeys.
fn escaped(char: char) -> impl Iterator<Item = char> {
    let code = matches!(char, '\u{7f}'..='\u{9f}').then_some(u32::from(char));
    let digit = |half: u32| char::from_digit(half & 15, 16).unwrap_or('0');
    let escape = code.map(|code| ['\\', 'u', '0', '0', digit(code >> 4), digit(code)]);
    let plain = escape.is_none().then_some(char);
    escape.into_iter().flatten().chain(plain)
}

/// Reads a list that is all on one page.
pub(super) fn list(body: &[u8]) -> serde_json::Result<Lines> {
    Ok(Lines { lines: read(body)?, is_last: true, ..Lines::default() })
}

/// Reads a page of members.
pub(super) fn members(body: &[u8]) -> serde_json::Result<Lines> {
    let lines = read(body)?;
    let page = document::member_page(body)?;
    let id = |line: &Line| {
        line.value.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
    };
    let places: HashMap<String, usize> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((id(line)?, at))).collect();
    let place = |member: Member| Some((*places.get(member.id.0.as_str())?, member));
    let members = page.members.into_iter().filter_map(place).collect();
    Ok(Lines { lines, members, pages: page.pages, is_last: page.is_last })
}

fn read(body: &[u8]) -> serde_json::Result<Vec<Line>> {
    let document: Value = serde_json::from_slice(body)?;
    let list = |key: &str| document.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let names: HashMap<&str, &Value> = list("included").iter().filter_map(name).collect();
    Ok(list("data").iter().map(|resource| line(resource, &names)).collect())
}

/// The id and name of a group that came along.
fn name(resource: &Value) -> Option<(&str, &Value)> {
    let is_group = resource.get("type").and_then(Value::as_str) == Some("subgroups");
    let name = resource.pointer("/attributes/name").filter(|_| is_group)?;
    Some((resource.get("id")?.as_str()?, name))
}

fn line(resource: &Value, names: &HashMap<&str, &Value>) -> Line {
    let mut value = Map::new();
    value.insert("id".to_owned(), resource.get("id").cloned().unwrap_or_default());
    let attributes = resource.get("attributes").and_then(Value::as_object);
    for (key, attribute) in attributes.into_iter().flatten().filter(|(key, _)| *key != "id") {
        value.insert(key.clone(), attribute.clone());
    }
    if let Some(groups) = resource.pointer("/relationships/groups/data").and_then(Value::as_array) {
        let group = |group: &Value| {
            let id = group.get("id")?.as_str()?;
            Some(json!({ "id": id, "name": names.get(id) }))
        };
        value.insert("groups".to_owned(), groups.iter().filter_map(group).collect());
    }
    Line { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{
        "data": [
            {"id": "m1", "type": "members", "attributes": {"nickname": "张\u001b[31m伟\u009b", "phone": null, "odd": {"x": [1]}},
             "relationships": {"groups": {"data": [{"id": "g1", "type": "subgroups"}, {"id": "gone", "type": "subgroups"}]}}},
            {"id": 7, "attributes": {"nickname": "七"}}
        ],
        "included": [{"id": "g1", "type": "subgroups", "attributes": {"name": "后端"}}],
        "links": {"next": null, "last": "https://tower.im/x?page%5Bnumber%5D=3"}
    }"#;

    #[test]
    fn every_attribute_comes_as_tower_wrote_it_and_groups_by_name() {
        let page = members(PAGE.as_bytes()).unwrap();
        let first = &page.lines[0].value;
        assert_eq!(first["nickname"], "张\u{1b}[31m伟\u{9b}");
        assert_eq!((&first["phone"], &first["odd"]["x"][0]), (&Value::Null, &json!(1)));
        assert_eq!(first["groups"], json!([{ "id": "g1", "name": "后端" }, { "id": "gone", "name": null }]));
        assert_eq!((page.pages, page.is_last, page.lines.len()), (Some(3), true, 2));
        assert_eq!(page.members[0].0, 0);
    }

    #[test]
    fn a_line_is_one_line_without_a_control_character_and_reads_back_the_same() {
        let page = members(PAGE.as_bytes()).unwrap();
        let json = page.lines[0].to_json();
        assert!(!json.contains(char::is_control), "{json}");
        let back: Map<String, Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(back, page.lines[0].value);
    }
}
