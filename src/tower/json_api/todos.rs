//! Documents with to-dos. No sample of a member's lists is public, so whatever comes of a to-do is taken from it.

use serde_json::Value;

use super::comments::{attachments, comment};
use super::document::{Included, List, Resource, Single, filled, text};
use crate::base::text::SafeText;
use crate::tower::html;
use crate::tower::model::{Id, ProjectId, TodolistId};
use crate::tower::todo::{CustomField, Due, Priority, Step, Todo, TodoBox, TodoId, TodoPage, TodoRef};

/// Where a to-do says in which list it is. Tower means to do away with `todolist`; the newer one comes first.
const LISTS: [&str; 2] = ["todolists", "todolist"];

/// Reads one page of to-dos, or a list that is all on one.
pub(in crate::tower) fn todo_page(body: &[u8]) -> serde_json::Result<TodoPage> {
    let list = List::read(body)?;
    Ok(TodoPage {
        todos: list.resources.iter().map(|one| todo_of(one, &list.included)).collect(),
        is_last: list.paging.is_last,
        has_next: list.paging.has_next,
        unreadable: list.unreadable,
    })
}

/// Reads a document that holds one to-do.
pub(in crate::tower) fn todo(body: &[u8]) -> serde_json::Result<Todo> {
    let found = Single::read(body)?;
    let (one, included) = (&found.resource, &found.included);
    let comments = included.all(one, "comments", "comments").map(|one| comment(one, included)).collect();
    Ok(Todo { comments, ..todo_of(one, included) })
}

pub(super) fn todo_of(one: &Resource, included: &Included) -> Todo {
    let list = LISTS.into_iter().find_map(|relationship| included.all(one, relationship, "todolists").next());
    let project_id = one.related_one("project").or_else(|| list?.related_one("project")).map(ProjectId);
    let labels = one.attributes.get("labels").and_then(Value::as_array);
    let title = one.filled("content");
    Todo {
        number: one.number("team_wide_id"),
        priority: one.filled("priority").map(|word| Priority::parse(&word)),
        todo_box: one.text("box").map(|number| TodoBox::of_box(&number)),
        is_completed: one.flag("is_completed") == Some(true),
        is_deleted: one.flag("is_active") == Some(false),
        assignee: included.member(one, "assignee"),
        closer: included.member(one, "closer"),
        closed: one.moment("closed_at"),
        start: due(one, "start_at"),
        due: due(one, "due_at"),
        labels: labels.into_iter().flatten().filter_map(filled).collect(),
        project: project_id.as_ref().and_then(|id| included.find("projects", &id.0)?.filled("name")),
        project_id,
        list_id: list.map(|list| list.id.clone()).or_else(|| related_list(one)).map(TodolistId),
        list: list.and_then(|list| list.filled("name")),
        creator: included.member(one, "creator"),
        created: one.moment("created_at"),
        updated: one.moment("updated_at"),
        description: one.text("desc").and_then(|desc| html::text_of(&desc)),
        parent: one.related_one("parent").map(|id| parent(id, included)),
        steps: steps(one, included),
        fields: fields(one, included),
        attachments: attachments(one, included),
        comment_count: one.related("comments").len(),
        ..Todo::bare(TodoId(one.id.clone()), title.unwrap_or_else(|| SafeText::line("", SafeText::TITLE)))
    }
}

/// The list that it names first, where none came along.
fn related_list(one: &Resource) -> Option<Id> {
    LISTS.into_iter().find_map(|relationship| one.related_one(relationship))
}

fn due(one: &Resource, name: &str) -> Option<Due> {
    Due::parse(&one.text(name)?)
}

fn parent(id: Id, included: &Included) -> TodoRef {
    let title = included.find("todos", &id).and_then(|parent| parent.filled("content"));
    TodoRef { id: TodoId(id), title }
}

/// The to-dos below it and the lines of its check list, of which only samples of 2018 know. One of whom nothing was
/// sent along is left out.
fn steps(one: &Resource, included: &Included) -> Vec<Step> {
    let kinds = [("sub_todos", "todos", "content"), ("todos_check_items", "todos_check_items", "name")];
    let of = |(relationship, kind, title): (&str, &'static str, &'static str)| {
        let step = |step: &Resource| {
            step.filled(title).map(|title| Step {
                title,
                is_completed: step.flag("is_completed") == Some(true),
                todo: (kind == "todos").then(|| TodoId(step.id.clone())),
                assignee: included.member(step, "assignee"),
                due: due(step, "due_at"),
            })
        };
        included.all(one, relationship, kind).filter_map(step).collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of).collect()
}

/// The fields of its team's own that have a value.
fn fields(one: &Resource, included: &Included) -> Vec<CustomField> {
    let values = included.all(one, "custom_field_value", "todos_custom_field_values");
    let fields = values.filter_map(|values| values.attributes.get("custom_fields")?.as_object());
    let field = |(key, field): (&String, &Value)| {
        let name = field.get("name").and_then(filled);
        let value = field.get("value")?;
        let all = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
        let values: Vec<SafeText> = all.iter().filter_map(|value| field_value(value, included)).collect();
        (!values.is_empty()).then(|| CustomField {
            name: name.unwrap_or_else(|| SafeText::line(key, SafeText::NAME)),
            kind: field.get("field_type").and_then(filled).unwrap_or_else(|| SafeText::line("", 0)),
            values,
        })
    };
    fields.flatten().filter_map(field).collect()
}

/// A value of such a field: text, yes or no, the id of a member, or an address with a name.
fn field_value(value: &Value, included: &Included) -> Option<SafeText> {
    if let Value::Bool(yes) = value {
        return Some(SafeText::line(if *yes { "true" } else { "false" }, SafeText::NAME));
    }
    if let Some(link) = value.get("link") {
        let link = text(link)?;
        let name = value.get("name").and_then(text).filter(|name| !name.trim().is_empty() && *name != link);
        let both = name.map_or_else(|| link.clone(), |name| format!("{name} <{link}>"));
        return Some(SafeText::line(&both, SafeText::TITLE)).filter(|both| !both.is_empty());
    }
    let id = value.as_str().and_then(Id::parse);
    let member = id.and_then(|id| included.find("members", &id)?.filled("nickname"));
    member.or_else(|| filled(value))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::Wall;
    use crate::tower::model::MemberRef;

    fn texts(all: &[SafeText]) -> Vec<&str> {
        all.iter().map(SafeText::as_str).collect()
    }

    const FULL: &str = r#"{"data": {"id": "d1", "type": "todos", "attributes": {
        "content": "修复登录超时", "desc": "<p>安卓 14<br>见 <a href=\"https://example.com\">日志</a></p>",
        "is_active": true, "is_completed": false, "due_at": "2026-08-28T18:00:00.000+08:00", "closed_at": "2026-08-01T00:00:00Z",
        "team_wide_id": 4116, "priority": "highest", "start_at": "2026-08-20", "labels": ["缺陷", 12, null, "v12.32"],
        "created_at": "1970-01-01T08:00:01.000+08:00", "box": 1},
      "relationships": {"creator": {"data": {"id": "m1", "type": "members"}}, "assignee": {"data": {"id": "m2", "type": "members"}},
        "closer": {"data": null}, "parent": {"data": {"id": "d0", "type": "todos"}},
        "comments": {"data": [{"id": "c1", "type": "comments"}, {"id": "c2", "type": "comments"}]},
        "attachments": {"data": [{"id": "f1", "type": "attachments"}]},
        "custom_field_value": {"data": {"id": "7", "type": "todos_custom_field_values"}},
        "todolists": {"data": [{"id": "lost", "type": "todolists"}, {"id": "l1", "type": "todolists"}]},
        "sub_todos": {"data": [{"id": "d2", "type": "todos"}, {"id": "nowhere", "type": "todos"}]},
        "todos_check_items": {"data": [{"id": "77", "type": "todos_check_items"}]}}},
      "included": [{"id": "m1", "type": "members", "attributes": {"nickname": "张伟"}},
        {"id": "l1", "type": "todolists", "attributes": {"name": "登录"},
          "relationships": {"project": {"data": {"id": "p1", "type": "projects"}}}},
        {"id": "p1", "type": "projects", "attributes": {"name": "移动端"}},
        {"id": "c1", "type": "comments", "attributes": {"content": "好"}},
        {"id": "f1", "type": "attachments", "attributes": {"filename": "a.png", "url": "https://x/?Signature=secret"}},
        {"id": "7", "type": "todos_custom_field_values", "attributes": {"custom_fields": {
            "string_a": {"name": "版本", "field_type": "string", "value": "12.32"},
            "member_b": {"name": "测试", "field_type": "member", "value": ["m1", "m9"]},
            "select_c": {"name": "空", "field_type": "select", "value": null},
            "boolean_d": {"field_type": "boolean", "value": true}, "odd_e": 7,
            "hyperlink_f": {"name": "链接", "field_type": "hyperlink", "value": [
                {"name": "文档", "link": "https://example.com/?a=1"}, {"link": "https://x/y?Signature=secret"}, {"name": "x"}]}}}},
        {"id": "d2", "type": "todos", "attributes": {"content": "复现", "is_completed": true}},
        {"id": 77, "type": "todos_check_items", "attributes": {"name": "回归测试", "is_completed": null}}],
      "jsonapi": {"version": "1.0"}}"#;

    #[test]
    fn a_to_do_is_read_with_all_that_stands_beside_it() {
        let todo = todo(FULL.as_bytes()).unwrap();
        assert_eq!(todo.name(), "#4116 修复登录超时");
        assert_eq!((&todo.priority, todo.todo_box), (&Some(Priority::Highest), Some(TodoBox::Today)));
        let due = Due { day: date(2026, 8, 28), time: Some(time(18, 0, 0, 0)) };
        assert_eq!((todo.is_completed, todo.due), (false, Some(due)), "when it was closed decides nothing");
        assert_eq!(texts(&todo.labels), ["缺陷", "12", "v12.32"]);
        let project =
            (todo.project_id.as_ref().map(|id| id.0.as_str()), todo.project.as_ref().map(SafeText::as_str));
        assert_eq!(project, (Some("p1"), Some("移动端")), "by its list, where the to-do does not say");
        assert_eq!(todo.list.as_ref().map(SafeText::as_str), Some("登录"));
        let name = |member: &Option<MemberRef>| {
            member.as_ref().map(|member| (member.id.0.as_str().to_owned(), member.name.clone()))
        };
        assert_eq!(name(&todo.creator), Some(("m1".to_owned(), Some(SafeText::line("张伟", 9)))));
        assert_eq!(name(&todo.assignee), Some(("m2".to_owned(), None)), "known by id alone");
        assert_eq!((&todo.closer, todo.done()), (&None, None), "it was closed, and is open again");
        assert_eq!(todo.start, Due::parse("2026-08-20"));
        assert_eq!(todo.parent.as_ref().map(|parent| parent.id.0.as_str()), Some("d0"));
        assert_eq!((todo.comment_count, todo.comments.len(), todo.attachments.len()), (2, 1, 1));
        assert_eq!(todo.created, Some(Wall(1000)));
        let described = todo.description.as_ref().map(SafeText::as_str);
        assert_eq!(described, Some("安卓 14\n见 日志 <https://example.com>"));
        let steps: Vec<_> = todo.steps.iter().map(|step| (step.title.as_str(), step.is_completed)).collect();
        assert_eq!(steps, [("复现", true), ("回归测试", false)]);
        let subtasks: Vec<_> = todo.steps.iter().map(|step| step.todo.is_some()).collect();
        assert_eq!(subtasks, [true, false]);
    }

    #[test]
    fn fields_of_the_teams_own_have_names_and_nothing_that_lets_anybody_in() {
        let todo = todo(FULL.as_bytes()).unwrap();
        let fields: Vec<_> =
            todo.fields.iter().map(|field| (field.name.as_str(), texts(&field.values))).collect();
        assert_eq!(
            fields,
            [
                ("boolean_d", vec!["true"]),
                ("链接", vec!["文档 <https://example.com/?a=1>", "https://x/y"]),
                ("测试", vec!["张伟", "m9"]),
                ("版本", vec!["12.32"]),
            ]
        );
        assert!(!format!("{todo:?}").contains("secret"), "no signed address is kept");
    }

    #[test]
    fn nothing_but_an_id_is_owed() {
        let page = todo_page(
            br#"{"data": [{"id": "d1"}, {"id": 42, "attributes": null}, {"attributes": {"content": "x"}}, 7, {"id": "a/b"}]}"#,
        );
        let TodoPage { todos, is_last, unreadable, .. } = page.unwrap();
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
            let attributes = [
                "content",
                "desc",
                "is_completed",
                "is_active",
                "due_at",
                "start_at",
                "closed_at",
                "team_wide_id",
                "priority",
                "labels",
                "box",
            ];
            let attributes = attributes.map(|name| format!(r#""{name}": {odd}"#)).join(", ");
            let relationships = [
                "creator",
                "assignee",
                "closer",
                "parent",
                "comments",
                "attachments",
                "custom_field_value",
                "todolists",
                "todolist",
                "project",
                "sub_todos",
            ];
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
