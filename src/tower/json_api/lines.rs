//! Tower's things as lines for a script: every attribute as Tower named and wrote it, nothing cleaned or left out
//! but the signatures of addresses.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::document::text;
use super::json;

/// One resource of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id and its attributes under Tower's names; besides, by id and name, the groups of a member, and the
    /// assignee and the project of a to-do.
    pub value: Map<String, Value>,
}

impl Line {
    /// The id, as text.
    pub fn id(&self) -> Option<String> {
        text(self.value.get("id")?)
    }

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

/// Reads every resource of a document, of a list or by itself. What is no resource has no line.
pub(in crate::tower) fn lines(body: &[u8]) -> serde_json::Result<Vec<Line>> {
    let mut document = json::value(body)?;
    let data = match document.get_mut("data").map(Value::take) {
        Some(Value::Array(many)) => many,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let included = document.get("included").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let names: HashMap<(&str, &str), &Value> = included.iter().filter_map(name).collect();
    Ok(data.iter().filter(|one| one.is_object()).map(|resource| line(resource, &names)).collect())
}

/// The name of something that came along, by type and id.
fn name(resource: &Value) -> Option<((&str, &str), &Value)> {
    let kind = resource.get("type")?.as_str()?;
    let attribute = if kind == "members" { "/attributes/nickname" } else { "/attributes/name" };
    Some(((kind, resource.get("id")?.as_str()?), resource.pointer(attribute)?))
}

fn line(resource: &Value, names: &HashMap<(&str, &str), &Value>) -> Line {
    let mut value = Map::new();
    value.insert("id".to_owned(), resource.get("id").cloned().unwrap_or_default());
    let attributes = resource.get("attributes").and_then(Value::as_object);
    for (key, attribute) in attributes.into_iter().flatten().filter(|(key, _)| *key != "id") {
        value.insert(key.clone(), attribute.clone());
    }
    let with_name = |one: &Value, kind: &str| {
        let id = one.get("id")?.as_str()?;
        Some(json!({ "id": id, "name": names.get(&(kind, id)) }))
    };
    if let Some(groups) = resource.pointer("/relationships/groups/data").and_then(Value::as_array) {
        value.insert(
            "groups".to_owned(),
            groups.iter().filter_map(|one| with_name(one, "subgroups")).collect(),
        );
    }
    if resource.get("type").and_then(Value::as_str) == Some("todos") {
        let related = |name: &str| {
            let data = resource.pointer(&format!("/relationships/{name}/data"))?;
            data.as_array().map_or(Some(data), |many| many.first())
        };
        let related = |name: &str, kind: &str| related(name).and_then(|one| with_name(one, kind));
        value.insert("assignee".to_owned(), related("assignee", "members").unwrap_or_default());
        value.insert("project".to_owned(), related("project", "projects").unwrap_or_default());
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
        let page = lines(PAGE.as_bytes()).unwrap();
        let first = &page[0].value;
        assert_eq!(first["nickname"], "张\u{1b}[31m伟\u{9b}");
        assert_eq!((&first["phone"], &first["odd"]["x"][0]), (&Value::Null, &json!(1)));
        assert_eq!(first["groups"], json!([{ "id": "g1", "name": "后端" }, { "id": "gone", "name": null }]));
        let ids: Vec<_> = page.iter().map(Line::id).collect();
        assert_eq!(ids, [Some("m1".to_owned()), Some("7".to_owned())]);
    }

    #[test]
    fn a_to_do_has_its_people_and_its_project_by_name() {
        let one = lines(
            r#"{"data": {"id": "d1", "type": "todos", "attributes": {"content": "周报", "box": 1},
                  "relationships": {"assignee": {"data": {"id": "m1", "type": "members"}},
                    "project": {"data": {"id": "p1", "type": "projects"}}}},
                "included": [{"id": "m1", "type": "members", "attributes": {"nickname": "张伟"}}]}"#
                .as_bytes(),
        )
        .unwrap();
        let value = &one[0].value;
        assert_eq!((&value["content"], &value["box"]), (&json!("周报"), &json!(1)));
        assert_eq!(value["assignee"], json!({ "id": "m1", "name": "张伟" }));
        assert_eq!(value["project"], json!({ "id": "p1", "name": null }));
        let nobody = lines(br#"{"data": [{"id": "d2", "type": "todos"}, 7]}"#).unwrap();
        assert_eq!((nobody.len(), &nobody[0].value["assignee"]), (1, &Value::Null));
    }

    #[test]
    fn no_attribute_has_a_signed_address() {
        let signed = "https://files.example.com/a.png?OSSAccessKeyId=k&amp;Expires=1&amp;Signature=secret";
        let body = format!(
            r#"{{"data": [{{"id": "d1", "type": "todos", "attributes": {{"desc": "<img src='{signed}'>",
                "custom": [{{"link": "{signed}"}}]}}}}]}}"#
        );
        let json = lines(body.as_bytes()).unwrap()[0].to_json();
        assert!(
            !json.contains("secret") && json.contains("<img src='https://files.example.com/a.png'>"),
            "{json}"
        );
    }

    #[test]
    fn a_line_is_one_line_without_a_control_character_and_reads_back_the_same() {
        let page = lines(PAGE.as_bytes()).unwrap();
        let json = page[0].to_json();
        assert!(!json.contains(char::is_control), "{json}");
        let back: Map<String, Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(back, page[0].value);
    }
}
