//! Documents with to-dos. No sample of a member's lists is public, so whatever comes of a to-do is taken from it.

use serde_json::Value;

use super::document::{Included, List, Resource, Single, filled};
use crate::base::text::SafeText;
use crate::tower::html;
use crate::tower::todo::{Due, Priority, Step, Todo, TodoId, TodoPage, Tray};

/// Reads one page of to-dos, or a list that is all on one.
pub(in crate::tower) fn todo_page(body: &[u8]) -> serde_json::Result<TodoPage> {
    let list = List::read(body)?;
    Ok(TodoPage {
        todos: list.resources.iter().map(|one| todo_of(one, &list.included)).collect(),
        is_last: list.paging.is_last,
        unreadable: list.unreadable,
    })
}

/// Reads a document that holds one to-do.
pub(in crate::tower) fn todo(body: &[u8]) -> serde_json::Result<Todo> {
    let found = Single::read(body)?;
    Ok(todo_of(&found.resource, &found.included))
}

fn todo_of(one: &Resource, included: &Included) -> Todo {
    // Tower means to do away with `project` and `todolist`; the newer relationship comes first.
    let list = ["todolists", "todolist"]
        .into_iter()
        .find_map(|relationship| included.all(one, relationship, "todolists").next());
    let project_id = one.related_one("project").or_else(|| list?.related_one("project"));
    let labels = one.attributes.get("labels").and_then(Value::as_array);
    let title = one.filled("content");
    Todo {
        number: one.number("team_wide_id"),
        priority: one.filled("priority").map(|word| Priority::parse(&word)),
        tray: one.text("box").map(|number| Tray::of_box(&number)),
        is_completed: one.flag("is_completed") == Some(true),
        due: one.text("due_at").and_then(|due| Due::parse(&due)),
        labels: labels.into_iter().flatten().filter_map(filled).collect(),
        project: project_id.as_ref().and_then(|id| included.find("projects", id)?.filled("name")),
        project_id,
        list: list.and_then(|list| list.filled("name")),
        creator: included.member(one, "creator").and_then(|creator| creator.name),
        created: one.moment("created_at"),
        description: one.text("desc").and_then(|desc| html::text_of(&desc)),
        steps: steps(one, included),
        ..Todo::bare(TodoId(one.id.clone()), title.unwrap_or_else(|| SafeText::line("", SafeText::TITLE)))
    }
}

/// The to-dos below it and the lines of its check list, of which only samples of 2018 know. One of whom nothing was
/// sent along is left out.
fn steps(one: &Resource, included: &Included) -> Vec<Step> {
    let kinds = [("sub_todos", "todos", "content"), ("todos_check_items", "todos_check_items", "name")];
    let of = |(relationship, kind, title): (&str, &'static str, &'static str)| {
        let step = |step: &Resource| {
            let is_completed = step.flag("is_completed") == Some(true);
            step.filled(title).map(|title| Step { title, is_completed })
        };
        included.all(one, relationship, kind).filter_map(step).collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::Wall;
    use crate::tower::model::Id;

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
        let TodoPage { todos, is_last, unreadable } = page.unwrap();
        assert_eq!(todos.iter().map(|todo| todo.id.0.as_str()).collect::<Vec<_>>(), ["d1", "42"]);
        let [first, ..] = &todos[..] else { panic!("{todos:?}") };
        assert_eq!(*first, Todo::bare(first.id.clone(), SafeText::line("", 1)));
        assert!(!is_last, "nobody said so");
        assert_eq!(unreadable, 3);
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
