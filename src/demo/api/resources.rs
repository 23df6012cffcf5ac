//! The resources of Tower's API, written from the made-up world.

use std::collections::BTreeSet;

use jiff::ToSpan;
use serde_json::{Value, json};

use super::comments;
use super::document::{Resource, many, one, one_or_none};
use crate::demo::world::Happening;
use crate::demo::world::Person;
use crate::demo::world::{EMAIL, NICKNAME, Team, World};
use crate::demo::world::{GROUPS, Oddity};
use crate::demo::world::{Project, Todo, Todolist};

/// A group that is never side-loaded.
const LOST_GROUP: usize = 99;

/// `null` for the empty text.
fn text(value: &str) -> Value {
    if value.is_empty() { Value::Null } else { json!(value) }
}

pub(in crate::demo) fn user(world: &World) -> Resource {
    let at = "2014-05-15T10:00:00.000+08:00";
    let attributes = vec![
        ("nickname", json!(NICKNAME)),
        ("email", json!(EMAIL)),
        ("gavatar", json!("https://avatars.example.com/letter_avatars/1_linxiaobei")),
        ("created_at", json!(at)),
        ("updated_at", json!(at)),
    ];
    Resource::new("users", &world.account, attributes)
}

pub(in crate::demo) fn team(team: &Team) -> Resource {
    let attributes = vec![
        ("name", json!(team.name)),
        ("created_at", json!(team.created_at)),
        ("updated_at", json!(team.created_at)),
    ];
    Resource::new("teams", &team.id, attributes)
}

pub(in crate::demo) fn subgroup(team: &Team, place: usize, name: &str) -> Resource {
    let attributes = vec![("name", json!(name)), ("position", json!(place))];
    Resource::new("subgroups", &team.group_id(place), attributes)
}

/// The groups of these people, as far as they are side-loaded.
pub(in crate::demo) fn subgroups<'people>(
    team: &Team,
    people: impl IntoIterator<Item = &'people Person>,
) -> Vec<Resource> {
    let used: BTreeSet<usize> = people.into_iter().flat_map(|person| person.groups.iter().copied()).collect();
    let used = GROUPS.iter().enumerate().filter(|(place, _)| used.contains(place));
    used.map(|(place, name)| subgroup(team, place, name)).collect()
}

/// A member as side-loaded: four attributes, no relationships.
pub(in crate::demo) fn slim_member(person: &Person) -> Resource {
    let short: String = person.id.chars().take(8).collect();
    let gavatar = format!("https://avatars.example.com/letter_avatars/{short}_{}", person.mail);
    let attributes = vec![
        ("nickname", json!(person.nickname)),
        ("is_active", json!(person.is_active)),
        ("gavatar", json!(gavatar)),
        ("role", json!(person.role)),
    ];
    Resource { id: member_id(person), ..Resource::new("members", &person.id, attributes) }
}

/// A member as a primary resource, with all attributes.
pub(in crate::demo) fn member(team: &Team, person: &Person) -> Resource {
    let mut member = slim_member(person);
    let told = &mut member.attributes.0;
    if person.oddity != Oddity::Bare {
        let mailbox =
            if person.mail.is_empty() { Value::Null } else { json!(format!("{}@example.com", person.mail)) };
        told.extend([("comment", text(person.note)), ("phone", text(&person.phone)), ("mailbox", mailbox)]);
        told.push(("is_incomplete_from_wxwork", json!(person.oddity == Oddity::Incomplete)));
        told.push(("is_locked_by_free_team_quota", json!(person.oddity == Oddity::Locked)));
    }
    if person.oddity == Oddity::Extra {
        told.extend([("level", json!(3)), ("pronoun", Value::Null), ("badges", json!([{ "name": "十年" }]))]);
    }
    let lost = (person.oddity == Oddity::LostGroup).then_some(LOST_GROUP);
    let groups = person.groups.iter().copied().chain(lost).map(|place| team.group_id(place));
    member.related(vec![("team", one("teams", &team.id)), ("groups", many("subgroups", groups))])
}

fn member_id(person: &Person) -> Value {
    match person.id.parse::<u64>() {
        Ok(number) if person.oddity == Oddity::NumericId => json!(number),
        _ => json!(person.id),
    }
}

/// A project in a team's list.
pub(in crate::demo) fn listed_project(place: usize, project: &Project) -> Resource {
    let attributes = vec![
        ("name", json!(project.name)),
        ("desc", json!(project.desc)),
        ("is_pinned", json!(project.is_pinned)),
        ("is_archived", json!(project.is_archived)),
        ("color_id", json!(place)),
        ("icon_id", json!(place + 1)),
    ];
    Resource::new("projects", &project.id, attributes)
        .related(vec![("project_groups", many("project_groups", []))])
}

/// A project for itself.
pub(in crate::demo) fn project(team: &Team, place: usize, project: &Project) -> Resource {
    let attributes = vec![
        ("name", json!(project.name)),
        ("desc", json!(project.desc)),
        ("is_archived", json!(project.is_archived)),
        ("created_at", json!(team.created_at)),
        ("updated_at", json!(team.created_at)),
    ];
    let lists = team.work().lists.iter().filter(|list| list.project == place).map(|list| list.id.clone());
    Resource::new("projects", &project.id, attributes).related(vec![
        ("team", one("teams", &team.id)),
        ("creator", one("members", &team.person(0).id)),
        ("todolists", many("todolists", lists)),
    ])
}

/// Whether a to-do was done so lately that it comes along with the lists of its project.
pub(in crate::demo) fn is_recent(team: &Team, todo: &Todo) -> bool {
    let since = team.today.saturating_sub(7.days()).to_string();
    todo.closed_at.as_ref().is_some_and(|at| *at > since)
}

/// A to-do list; its position only stands in lists of lists.
pub(in crate::demo) fn todolist(team: &Team, place: usize, list: &Todolist, listed: bool) -> Resource {
    let work = team.work();
    let mut attributes = vec![
        ("name", json!(list.name)),
        ("desc", Value::Null),
        ("is_active", json!(true)),
        ("is_archived", json!(false)),
        ("is_default", json!(list.position == 0)),
        ("completed_at", Value::Null),
        ("created_at", json!(team.created_at)),
        ("updated_at", json!(team.created_at)),
    ];
    if listed {
        attributes.push(("position", json!(list.position)));
    }
    let shown =
        |todo: &&Todo| todo.list == place && (todo.closed_at.is_none() || (listed && is_recent(team, todo)));
    let todos = work.todos.iter().filter(shown);
    let mut relationships = vec![
        ("todos", many("todos", todos.map(|todo| todo.id.clone()))),
        ("creator", one("members", &team.person(0).id)),
        ("archiver", one_or_none("members", None)),
        ("comments", many("comments", [])),
    ];
    if let Some(project) = work.projects.get(list.project) {
        relationships.push(("project", one("projects", &project.id)));
    }
    Resource::new("todolists", &list.id, attributes).related(relationships)
}

/// A to-do as lists have it.
pub(in crate::demo) fn slim_todo(team: &Team, todo: &Todo) -> Resource {
    let attributes = vec![
        ("content", json!(todo.content)),
        ("desc", json!(todo.desc)),
        ("is_active", json!(true)),
        ("is_completed", json!(todo.closed_at.is_some())),
        ("due_at", json!(todo.due_at)),
        ("closed_at", json!(todo.closed_at)),
    ];
    let assignee = todo.assignee.map(|place| team.person(place).id);
    let closer = todo.closer.map(|place| team.person(place).id).or_else(|| assignee.clone());
    let closer = closer.as_deref().filter(|_| todo.closed_at.is_some());
    Resource::new("todos", &todo.id, attributes).related(vec![
        ("creator", one("members", &team.person(todo.creator).id)),
        ("assignee", one_or_none("members", assignee.as_deref())),
        ("closer", one_or_none("members", closer)),
    ])
}

/// A to-do for itself.
pub(in crate::demo) fn todo(team: &Team, place: usize, todo: &Todo) -> Resource {
    let mut full = slim_todo(team, todo);
    full.attributes.0.extend([
        ("team_wide_id", json!(todo.number)),
        ("priority", json!(todo.priority)),
        ("start_at", json!(todo.start_at)),
        ("created_at", json!(todo.created_at)),
        ("updated_at", json!(todo.closed_at.as_ref().unwrap_or(&todo.created_at))),
        ("labels", json!(todo.labels)),
    ]);
    let work = team.work();
    let parent = todo.parent.and_then(|parent| work.todos.get(parent)).map(|parent| parent.id.as_str());
    let children =
        work.todos.iter().filter(|child| child.parent == Some(place)).map(|child| child.id.clone());
    let fields = custom_fields_id(todo);
    full.relationships.0.extend([
        ("parent", one_or_none("todos", parent)),
        ("sub_todos", many("todos", children)),
        ("comments", many("comments", comments::ids(team, place, todo))),
        ("attachments", many("attachments", comments::file_ids(team, place, todo))),
        ("custom_field_value", one_or_none("todos_custom_field_values", fields.as_deref())),
    ]);
    if !todo.check_items.is_empty() {
        full.relationships.0.push(("todos_check_items", many("todos_check_items", check_item_ids(todo))));
    }
    if let Some(list) = work.lists.get(todo.list) {
        full.relationships.0.push(("todolists", many("todolists", [list.id.clone()])));
        full.relationships.0.push(("todolist", one("todolists", &list.id)));
        if let Some(project) = work.projects.get(list.project) {
            full.relationships.0.push(("project", one("projects", &project.id)));
        }
    }
    full
}

fn check_item_ids(todo: &Todo) -> impl Iterator<Item = String> {
    (0..todo.check_items.len()).map(|nth| (80_000_000 + todo.number * 100 + nth as u64).to_string())
}

/// The lines of a to-do's check list, as samples of 2018 have them.
pub(in crate::demo) fn check_items(team: &Team, todo: &Todo) -> Vec<Resource> {
    let item = |(id, (name, done)): (String, &(&str, bool))| {
        let completed_at = done.then_some(&todo.created_at);
        let attributes = vec![
            ("name", json!(name)),
            ("is_completed", json!(done)),
            ("due_at", Value::Null),
            ("completed_at", json!(completed_at)),
        ];
        Resource::new("todos_check_items", &id, attributes).related(vec![
            ("creator", one("members", &team.person(todo.creator).id)),
            ("assignee", one_or_none("members", None)),
            ("closer", one_or_none("members", None)),
        ])
    };
    check_item_ids(todo).zip(todo.check_items).map(item).collect()
}

/// The custom fields of a to-do; only those with labels have some.
pub(in crate::demo) fn custom_fields(todo: &Todo) -> Option<Resource> {
    let fields = json!({
        "string_C4SJPfKe": { "name": "版本", "field_type": "string", "value": "12.32" },
        "member_hA92mFqL": { "name": "测试", "field_type": "member", "value": [] },
        "hyperlink_jzXUYBJ6": { "name": "链接", "field_type": "hyperlink", "value": null },
    });
    let id = custom_fields_id(todo)?;
    Some(Resource::new("todos_custom_field_values", &id, vec![("custom_fields", fields)]))
}

fn custom_fields_id(todo: &Todo) -> Option<String> {
    (!todo.labels.is_empty()).then(|| (70_000_000 + todo.number).to_string())
}

/// An event: what happened, in whose project, but not to which object.
pub(in crate::demo) fn event(team: &Team, event: &Happening) -> Resource {
    let scene = team.work().projects.get(event.project);
    let attributes = vec![
        ("ancestor_type", json!("Project")),
        ("ancestor_name", json!(scene.map_or("", |project| project.name))),
        ("created_at", json!(event.created_at)),
        ("action", json!(event.action)),
        ("title", json!(event.title)),
    ];
    let creator = one("members", &team.person(event.creator).id);
    Resource::new("events", &event.id, attributes).related(vec![("creator", creator)])
}

/// A notification; what it is about stands in its progress.
pub(in crate::demo) fn notification(team: &Team, news: &Happening) -> Resource {
    let attributes = vec![
        ("notifyable_type", json!(if news.code.starts_with("todo") { "Todo" } else { "Message" })),
        ("read", json!(news.age > 4)),
        ("target_guid", json!(news.target.clone().unwrap_or_else(|| gone(team, news)))),
        ("created_at", json!(news.created_at)),
        ("extra_info", json!({})),
    ];
    Resource::new("notifications", &team.rng.id("notification", (team.place << 32) + news.age), attributes)
        .related(vec![("progress", one("progresses", &news.id))])
}

/// The id of something that was deleted, or that is no to-do.
fn gone(team: &Team, news: &Happening) -> String {
    team.rng.id("target", (team.place << 32) + news.age)
}

/// The words of a notification.
pub(in crate::demo) fn progress(team: &Team, news: &Happening) -> Resource {
    let person = team.person(news.creator);
    let attributes = vec![
        ("nickname", json!(person.nickname)),
        ("avatar", json!(format!("https://avatars.example.com/letter_avatars/0_{}", person.mail))),
        ("subject_str", json!(news.title)),
        ("action_str", json!(news.action)),
        ("content_str", json!(news.text)),
        ("progress_ty", json!(news.code)),
    ];
    Resource::new("progresses", &news.id, attributes)
}
