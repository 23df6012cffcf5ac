//! Documents with projects and their lists.

use std::collections::HashSet;

use super::document::{Included, List, Resource};
use super::todos::todo_of;
use crate::tower::html;
use crate::tower::model::{Id, ProjectId, TodolistId};
use crate::tower::project::{Project, ProjectList, Todolist, Todolists};
use crate::tower::todo::Todo;

/// Reads a team's projects.
pub(in crate::tower) fn projects(body: &[u8]) -> serde_json::Result<ProjectList> {
    let list = List::read(body)?;
    let projects = list.resources.into_iter().map(project).collect();
    Ok(ProjectList { projects, unreadable: list.unreadable, has_next: list.paging.has_next })
}

/// Reads the lists of a project, with the to-dos beside them.
pub(in crate::tower) fn todolists(body: &[u8], project: &ProjectId) -> serde_json::Result<Todolists> {
    let list = List::read(body)?;
    let lists = list.resources.iter().map(|one| todolist(one, &list.included, project)).collect();
    Ok(Todolists { lists, unreadable: list.unreadable, has_next: list.paging.has_next })
}

fn project(one: Resource) -> Project {
    Project {
        name: one.name("name"),
        description: one.text("desc").and_then(|desc| html::text_of(&desc)),
        is_pinned: one.flag("is_pinned") == Some(true),
        is_archived: one.flag("is_archived") == Some(true),
        id: ProjectId(one.id),
    }
}

fn todolist(one: &Resource, included: &Included, project: &ProjectId) -> Todolist {
    let named = one.related("todos");
    let known: HashSet<&Id> = named.iter().collect();
    // Tower need not name what is done among a list's to-dos: such a one names its list.
    let others = included.of_type("todos").filter(|todo| {
        let lists = || ["todolists", "todolist"].into_iter().flat_map(|name| todo.related(name));
        !known.contains(&todo.id) && lists().any(|list| list == one.id)
    });
    let came: Vec<&Resource> = named.iter().filter_map(|id| included.find("todos", id)).collect();
    let missing = named.len() - came.len();
    let name = one.name("name");
    let inside = |todo: &Resource| Todo {
        project_id: Some(project.clone()),
        list_id: Some(TodolistId(one.id.clone())),
        list: Some(name.clone()).filter(|name| !name.is_empty()),
        ..todo_of(todo, included)
    };
    Todolist {
        id: TodolistId(one.id.clone()),
        is_default: one.flag("is_default") == Some(true),
        is_archived: one.flag("is_archived") == Some(true),
        todos: came.into_iter().chain(others).map(inside).collect(),
        missing,
        name: name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;

    #[test]
    fn projects_are_read_in_towers_order() {
        let list = projects(
            r#"{"data": [{"id": "p1", "attributes": {"name": "移动端", "desc": "a &amp; b", "is_pinned": true, "is_archived": false}},
                {"id": "p2", "attributes": {"name": "旧", "desc": "", "is_archived": true}}, {"id": "p3"}, 7]}"#
                .as_bytes(),
        )
        .unwrap();
        let told = |project: &Project| (project.name.to_string(), project.is_pinned, project.is_archived);
        assert_eq!(
            list.projects.iter().map(told).collect::<Vec<_>>(),
            [
                ("移动端".to_owned(), true, false),
                ("旧".to_owned(), false, true),
                (String::new(), false, false),
            ]
        );
        let description = list.projects[0].description.as_ref().map(SafeText::as_str);
        assert_eq!((description, &list.projects[1].description, list.unreadable), (Some("a & b"), &None, 1));
    }

    #[test]
    fn a_projects_lists_come_with_what_is_open_and_done_in_them() {
        let lists = todolists(
            r#"{"data": [{"id": "l1", "attributes": {"name": "登录", "is_default": true},
                  "relationships": {"todos": {"data": [{"id": "d2", "type": "todos"}, {"id": "lost", "type": "todos"}]}}},
                {"id": "l2", "attributes": null}],
              "included": [{"id": "d2", "type": "todos", "attributes": {"content": "二"},
                  "relationships": {"assignee": {"data": {"id": "m1", "type": "members"}}}},
                {"id": "d3", "type": "todos", "attributes": {"content": "三", "is_completed": true},
                  "relationships": {"todolists": {"data": [{"id": "l1", "type": "todolists"}]}}},
                {"id": "d9", "type": "todos", "attributes": {"content": "九"}},
                {"id": "m1", "type": "members", "attributes": {"nickname": "张伟"}}]}"#
                .as_bytes(),
            &ProjectId(Id::parse("p1").unwrap()),
        )
        .unwrap();
        let [first, second] = &lists.lists[..] else { panic!("{lists:?}") };
        let todos: Vec<_> = first.todos.iter().map(|todo| (todo.title.as_str(), todo.is_completed)).collect();
        assert_eq!((todos, first.missing), (vec![("二", false), ("三", true)], 1));
        assert_eq!(first.todos[0].list.as_ref().map(SafeText::as_str), Some("登录"));
        assert_eq!(first.todos[1].project_id.as_ref().map(|id| id.0.as_str()), Some("p1"));
        let assignee = first.todos[0].assignee.as_ref().and_then(|assignee| assignee.name.as_ref());
        assert_eq!(assignee.map(SafeText::as_str), Some("张伟"));
        assert!(first.is_default && second.todos.is_empty() && second.name.is_empty());
    }
}
