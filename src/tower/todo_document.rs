//! Documents with to-dos, read leniently: what is missing or of another type than expected is absent, never an
//! error. No sample of a member's lists is public, so whatever comes of a to-do is taken from it.

use std::collections::HashMap;

use serde::de::Error;
use serde_json::Value;

use super::html;
use super::model::Id;
use super::todo::{Due, Priority, Step, Todo, TodoId, TodoPage, Tray, wall};
use crate::base::text::SafeText;

/// Reads one page of to-dos, or a list that is all on one.
pub fn todo_page(body: &[u8]) -> serde_json::Result<TodoPage> {
    let document: Value = serde_json::from_slice(body)?;
    let beside = Beside::of(&document);
    let data = document.get("data").and_then(Value::as_array).ok_or_else(|| no_document("a list"))?;
    let is_last = document.get("links").is_some_and(|links| text_in(links, "next").is_none());
    Ok(TodoPage { todos: data.iter().filter_map(|one| todo_of(one, &beside)).collect(), is_last })
}

/// Reads a document that holds one to-do.
pub fn todo(body: &[u8]) -> serde_json::Result<Todo> {
    let document: Value = serde_json::from_slice(body)?;
    let data =
        document.get("data").filter(|data| data.is_object()).ok_or_else(|| no_document("an object"))?;
    todo_of(data, &Beside::of(&document)).ok_or_else(|| no_document("a to-do with an id"))
}

fn no_document(wanted: &str) -> serde_json::Error {
    serde_json::Error::custom(format!("`data` is not {wanted}"))
}

/// What stands beside the to-dos, by type and id. A relationship may lead to nothing of it.
struct Beside<'a>(HashMap<(&'a str, Id), &'a Value>);

impl<'a> Beside<'a> {
    fn of(document: &'a Value) -> Self {
        let included = document.get("included").and_then(Value::as_array).into_iter().flatten();
        Self(included.filter_map(|one| Some(((one.get("type")?.as_str()?, id_of(one)?), one))).collect())
    }

    fn find(&self, kind: &'a str, id: &Id) -> Option<&'a Value> {
        self.0.get(&(kind, id.clone())).copied()
    }

    /// The name of the first that a relationship leads to, under the name of its attribute.
    fn name(&self, one: &Value, relationship: &str, kind: &'a str, attribute: &str) -> Option<SafeText> {
        related(one, relationship).iter().find_map(|id| filled(self.find(kind, id)?, attribute))
    }
}

fn todo_of(one: &Value, beside: &Beside<'_>) -> Option<Todo> {
    let (id, title) = (TodoId(id_of(one)?), filled(one, "content"));
    // Tower means to do away with `project` and `todolist`; the newer relationship comes first.
    let list = ["todolists", "todolist"].into_iter().find_map(|relationship| {
        related(one, relationship).into_iter().find_map(|id| beside.find("todolists", &id))
    });
    let project_id = related(one, "project")
        .into_iter()
        .next()
        .or_else(|| list.and_then(|list| related(list, "project").into_iter().next()));
    let attribute = |name| attribute(one, name);
    let labels =
        one.get("attributes").and_then(|attributes| attributes.get("labels")).and_then(Value::as_array);
    Some(Todo {
        number: attribute("team_wide_id").and_then(|number| number.parse().ok()),
        priority: filled(one, "priority").map(|word| Priority::parse(&word)),
        tray: attribute("box").map(|number| Tray::of_box(&number)),
        is_completed: flag(one, "is_completed") == Some(true),
        due: attribute("due_at").and_then(|due| Due::parse(&due)),
        labels: labels.into_iter().flatten().filter_map(|label| safe(&text(label)?)).collect(),
        project: project_id.as_ref().and_then(|id| filled(beside.find("projects", id)?, "name")),
        project_id,
        list: list.and_then(|list| filled(list, "name")),
        creator: beside.name(one, "creator", "members", "nickname"),
        created: attribute("created_at").and_then(|at| wall(&at)),
        description: attribute("desc").and_then(|desc| html::text_of(&desc)),
        steps: steps(one, beside),
        ..Todo::bare(id, title.unwrap_or_else(|| SafeText::line("", SafeText::TITLE)))
    })
}

/// The to-dos below it and the lines of its check list, of which only samples of 2018 know. One of whom nothing was
/// sent along is left out.
fn steps(one: &Value, beside: &Beside<'_>) -> Vec<Step> {
    let kinds = [("sub_todos", "todos", "content"), ("todos_check_items", "todos_check_items", "name")];
    let of = |(relationship, kind, title): (&str, &'static str, &'static str)| {
        let found = related(one, relationship).into_iter().filter_map(|id| beside.find(kind, &id));
        let step = |step| {
            let is_completed = flag(step, "is_completed") == Some(true);
            filled(step, title).map(|title| Step { title, is_completed })
        };
        found.filter_map(step).collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of).collect()
}

/// The ids that a relationship names, to one or to many.
fn related(one: &Value, relationship: &str) -> Vec<Id> {
    let data = one.get("relationships").and_then(|all| all.get(relationship)?.get("data"));
    match data {
        Some(Value::Array(many)) => many.iter().filter_map(id_of).collect(),
        Some(one) => id_of(one).into_iter().collect(),
        None => Vec::new(),
    }
}

fn id_of(one: &Value) -> Option<Id> {
    Id::parse(&text_in(one, "id")?)
}

fn attribute(one: &Value, name: &str) -> Option<String> {
    text_in(one.get("attributes")?, name)
}

fn flag(one: &Value, name: &str) -> Option<bool> {
    one.get("attributes")?.get(name)?.as_bool()
}

/// A title or a name, where there is something to see of it.
fn filled(one: &Value, name: &str) -> Option<SafeText> {
    safe(&attribute(one, name)?)
}

fn safe(text: &str) -> Option<SafeText> {
    let text = SafeText::line(text, SafeText::TITLE);
    (!text.is_empty()).then_some(text)
}

fn text_in(object: &Value, name: &str) -> Option<String> {
    text(object.get(name)?)
}

/// A string, or a number read as one.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::Wall;

    fn texts(all: &[SafeText]) -> Vec<&str> {
        all.iter().map(SafeText::as_str).collect()
    }

    const FULL: &str = r#"{"data": {"id": "d1", "type": "todos", "attributes": {
        "content": "修复登录超时", "desc": "<p>安卓 14<br>见 <a href=\"https://example.com\">日志</a></p>",
        "is_active": true, "is_completed": false, "due_at": "2026-08-28T18:00:00.000+08:00", "closed_at": "2026-08-01T00:00:00Z",
        "team_wide_id": 4116, "priority": "highest", "start_at": null, "labels": ["缺陷", 12, null, "v12.32"],
        "created_at": "1970-01-01T08:00:01.000+08:00", "box": 1},
      "relationships": {"creator": {"data": {"id": "m1", "type": "members"}}, "assignee": {"data": null},
        "todolists": {"data": [{"id": "lost", "type": "todolists"}, {"id": "l1", "type": "todolists"}]},
        "sub_todos": {"data": [{"id": "d2", "type": "todos"}, {"id": "nowhere", "type": "todos"}]},
        "todos_check_items": {"data": [{"id": "77", "type": "todos_check_items"}]}}},
      "included": [{"id": "m1", "type": "members", "attributes": {"nickname": "张伟"}},
        {"id": "l1", "type": "todolists", "attributes": {"name": "登录"},
          "relationships": {"project": {"data": {"id": "p1", "type": "projects"}}}},
        {"id": "p1", "type": "projects", "attributes": {"name": "移动端"}},
        {"id": "d2", "type": "todos", "attributes": {"content": "复现", "is_completed": true}},
        {"id": 77, "type": "todos_check_items", "attributes": {"name": "回归测试", "is_completed": null}}],
      "jsonapi": {"version": "1.0"}}"#;

    #[test]
    fn a_to_do_is_read_with_all_that_stands_beside_it() {
        let todo = todo(FULL.as_bytes()).unwrap();
        assert_eq!(todo.name(), "#4116 修复登录超时");
        assert_eq!((&todo.priority, todo.tray), (&Some(Priority::Highest), Some(Tray::Today)));
        let due = Due { day: date(2026, 8, 28), time: Some(time(18, 0, 0, 0)) };
        assert_eq!((todo.is_completed, todo.due), (false, Some(due)), "when it was closed decides nothing");
        assert_eq!(texts(&todo.labels), ["缺陷", "12", "v12.32"]);
        let project = (todo.project_id.as_ref().map(Id::as_str), todo.project.as_ref().map(SafeText::as_str));
        assert_eq!(project, (Some("p1"), Some("移动端")), "by its list, where the to-do does not say");
        assert_eq!(todo.list.as_ref().map(SafeText::as_str), Some("登录"));
        assert_eq!(todo.creator.as_ref().map(SafeText::as_str), Some("张伟"));
        assert_eq!(todo.created, Some(Wall(1000)));
        let described = todo.description.as_ref().map(SafeText::as_str);
        assert_eq!(described, Some("安卓 14\n见 日志 <https://example.com>"));
        let steps: Vec<_> = todo.steps.iter().map(|step| (step.title.as_str(), step.is_completed)).collect();
        assert_eq!(steps, [("复现", true), ("回归测试", false)]);
    }

    #[test]
    fn nothing_but_an_id_is_owed() {
        let page = todo_page(
            br#"{"data": [{"id": "d1"}, {"id": 42, "attributes": null}, {"attributes": {"content": "x"}}, 7, {"id": "a/b"}]}"#,
        );
        let TodoPage { todos, is_last } = page.unwrap();
        assert_eq!(todos.iter().map(|todo| todo.id.0.as_str()).collect::<Vec<_>>(), ["d1", "42"]);
        let [first, ..] = &todos[..] else { panic!("{todos:?}") };
        assert_eq!(*first, Todo::bare(first.id.clone(), SafeText::line("", 1)));
        assert!(!is_last, "nobody said so");
    }

    #[test]
    fn the_links_say_whether_a_page_follows() {
        for (links, last) in [
            (r#"{"next": null}"#, true),
            (r#"{"next": "https://elsewhere/?page%5Bnumber%5D=2"}"#, false),
            ("null", true),
            ("7", true),
        ] {
            let body = format!(r#"{{"data": [], "links": {links}}}"#);
            assert_eq!(todo_page(body.as_bytes()).unwrap().is_last, last, "{links}");
        }
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        for body in ["", "[]", "7", "<html>", r#"{"data": 7}"#, r#"{"errors": []}"#, r#"{"data": null}"#] {
            assert!(todo_page(body.as_bytes()).is_err(), "{body}");
            assert!(todo(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn an_attribute_of_another_type_is_absent_and_never_fatal() {
        for odd in ["null", "7", "-1.5", "true", "[1, [2]]", r#"{"a": {"b": 1}}"#, r#""odd""#, r#""""#] {
            let attributes =
                ["content", "desc", "is_completed", "due_at", "team_wide_id", "priority", "labels", "box"];
            let attributes = attributes.map(|name| format!(r#""{name}": {odd}"#)).join(", ");
            let relationships = ["creator", "todolists", "todolist", "project", "sub_todos"];
            let one = relationships.map(|name| format!(r#""{name}": {odd}"#)).join(", ");
            let two = relationships.map(|name| format!(r#""{name}": {{"data": {odd}}}"#)).join(", ");
            for relationships in [odd, &format!("{{{one}}}"), &format!("{{{two}}}")] {
                let body = format!(
                    r#"{{"data": [{{"id": "d1", "type": {odd}, "attributes": {{{attributes}}},
                      "relationships": {relationships}}}, {{"id": "d2", "attributes": {odd}}}],
                      "included": [{odd}, {{"id": {odd}, "type": {odd}}}], "links": {{"next": {odd}}}}}"#
                );
                assert_eq!(todo_page(body.as_bytes()).unwrap().todos.len(), 2, "{body}");
            }
        }
    }

    #[test]
    fn remote_text_is_made_safe_here() {
        let body = r#"{"data": {"id": "d1", "attributes": {"content": "A\u001b[31mB\u202eC\nD",
            "desc": "<b>E\u001b]0;x\u0007F</b>&#27;[1m", "labels": ["\u0007bell"], "priority": "odd\u0000"}}}"#;
        let todo = todo(body.as_bytes()).unwrap();
        assert_eq!((todo.title.as_str(), texts(&todo.labels)), ("ABC D", vec!["bell"]));
        assert_eq!(todo.description.as_ref().map(SafeText::as_str), Some("EF"));
        assert_eq!(todo.priority, Some(Priority::Other(SafeText::line("odd", SafeText::NAME))));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(cut in 0..FULL.len(), put in any::<Vec<u8>>()) {
            let (head, tail) = FULL.as_bytes().split_at(cut);
            let tail = tail.get(put.len().min(tail.len())..).unwrap_or_default();
            let body = [head, &put[..], tail].concat();
            let both = (todo(&body).is_ok(), todo_page(&body).is_ok());
            prop_assert!(!(both.0 && both.1), "a list is no object");
        }
    }
}
