//! Records, made of Tower's things.

use serde_json::{Map, Value, json};

use super::FieldName;
use super::thing::Thing;
use crate::base::calendar::at_tower;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::comment::{Attachment, Comment};
use crate::tower::event::Event;
use crate::tower::model::{Member, MemberRef, Team};
use crate::tower::project::Project;
use crate::tower::todo::{Due, Priority, Step, Todo, TodoBox};
use crate::tower::work::{Item, Section, Workload};

/// The values of a thing's fields. What Tower did not say is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it is.
    pub thing: Thing,
    /// Every field of the thing, in the order of [`Thing::fields`].
    values: Vec<Value>,
    /// What else Tower said of it, under Tower's names.
    pub(super) rest: Map<String, Value>,
}

/// What was written below a to-do.
#[derive(Clone, Copy, Debug)]
pub struct Comments<'a>(pub &'a [Comment]);

impl Record {
    /// What stands in a field.
    pub fn get(&self, field: FieldName) -> &Value {
        let at = self.thing.fields().iter().position(|one| *one == field);
        at.and_then(|at| self.values.get(at)).unwrap_or(&Value::Null)
    }

    /// A record whose fields `value` knows.
    fn of(thing: Thing, value: impl Fn(FieldName) -> Value) -> Self {
        Self { thing, values: thing.fields().iter().map(|field| value(*field)).collect(), rest: Map::new() }
    }

    /// The record, with whatever Tower said of the thing that is none of its fields.
    #[must_use]
    pub fn with_all(mut self, mut attributes: Map<String, Value>) -> Self {
        attributes.retain(|name, _| self.thing.fields().iter().all(|field| field.name() != name));
        self.rest = attributes;
        self
    }

    /// A team.
    pub fn team(team: &Team) -> Self {
        Self::of(Thing::Team, |field| match field {
            FieldName::Id => json!(team.id.0.as_str()),
            FieldName::Name => json!(team.name.as_str()),
            FieldName::CreatedAt => json!(team.created.map(|day| day.to_string())),
            _ => Value::Null,
        })
    }

    /// A member.
    pub fn member(member: &Member) -> Self {
        Self::of(Thing::Member, |field| match field {
            FieldName::Id => json!(member.id.0.as_str()),
            FieldName::Nickname => json!(member.name.as_str()),
            FieldName::Role => json!(member.role.word()),
            FieldName::Groups => texts(&member.groups),
            FieldName::Phone => text(member.phone.as_ref()),
            FieldName::Mailbox => text(member.email.as_ref()),
            FieldName::Comment => text(member.note.as_ref()),
            FieldName::IsActive => json!(member.is_active),
            FieldName::IsIncomplete => json!(member.is_incomplete),
            FieldName::IsLocked => json!(member.is_locked),
            FieldName::CreatedAt => json!(member.joined.map(|day| day.to_string())),
            FieldName::UpdatedAt => json!(member.updated.map(|day| day.to_string())),
            FieldName::Gavatar => text(member.avatar.as_ref()),
            _ => Value::Null,
        })
    }

    /// A to-do as lists have it.
    pub fn todo(todo: &Todo) -> Self {
        Self::of(Thing::Todo, |field| of_todo(todo, field))
    }

    /// A to-do with all that belongs to it.
    pub fn whole_todo(todo: &Todo, comments: Comments<'_>) -> Self {
        Self::of(Thing::WholeTodo, |field| match field {
            FieldName::IsDeleted => json!(todo.is_deleted),
            FieldName::Closer => whom(todo.closer.as_ref()),
            FieldName::Parent => json!(todo.parent.as_ref().map(|parent| {
                json!({ "id": parent.id.0.as_str(), "content": text(parent.title.as_ref()) })
            })),
            FieldName::Steps => list(&todo.steps, |step: &Step| {
                let id = step.todo.as_ref().map(|todo| todo.0.as_str());
                json!({ "content": step.title.as_str(), "is_completed": step.is_completed, "id": id })
            }),
            FieldName::Fields => list(
                &todo.fields,
                |field| json!({ "name": field.name.as_str(), "values": texts(&field.values) }),
            ),
            FieldName::Attachments => list(&todo.attachments, attachment),
            FieldName::Comments => list(comments.0, |comment: &Comment| {
                json!({
                    "id": comment.id.0.as_str(), "creator": whom(comment.author.as_ref()),
                    "created_at": moment(comment.created), "content": text(comment.text.as_ref()),
                })
            }),
            _ => of_todo(todo, field),
        })
    }

    /// A to-do of the account's day, in one of its teams.
    pub fn day_todo(section: Section, todo: &Todo, team: &Team) -> Self {
        Self::of(Thing::DayTodo, |field| match field {
            FieldName::Section => json!(section.name()),
            FieldName::Team => json!({ "id": team.id.0.as_str(), "name": team.name.as_str() }),
            _ => of_todo(todo, field),
        })
    }

    /// How much a member has to do; of the days, today is the first.
    pub fn load(member: &Member, load: &Workload) -> Self {
        Self::of(Thing::Load, |field| match field {
            FieldName::Id => json!(member.id.0.as_str()),
            FieldName::Nickname => json!(member.name.as_str()),
            FieldName::Open => json!(load.open),
            FieldName::Overdue => json!(load.overdue),
            FieldName::DueToday => json!(load.due_today),
            FieldName::DueIn7Days => json!(load.due_in_7_days),
            FieldName::NoDate => json!(load.no_date),
            FieldName::Days => json!(load.days),
            FieldName::Partial => json!(load.partial),
            _ => Value::Null,
        })
    }

    /// Something that happened.
    pub fn event(event: &Event) -> Self {
        Self::of(Thing::Event, |field| match field {
            FieldName::Id => json!(event.id.0.as_str()),
            FieldName::CreatedAt => moment(event.at),
            FieldName::Member => whom(event.by.as_ref()),
            FieldName::Action => json!(event.action.as_str()),
            FieldName::Title => json!(event.title.as_str()),
            FieldName::Ancestor => text(event.place.as_ref()),
            _ => Value::Null,
        })
    }

    /// A to-do in a member's report.
    pub fn reported(member: &Member, item: Item, todo: &Todo) -> Self {
        let (name, at) = match item {
            Item::Done => ("done", todo.done()),
            Item::Overdue => ("overdue", None),
            Item::Open => ("open", None),
            Item::Created => ("created", todo.created),
        };
        Self::of(Thing::ReportItem, |field| match field {
            FieldName::Member => of_member(member),
            FieldName::Item => json!(name),
            FieldName::At => moment(at),
            _ => of_todo(todo, field),
        })
    }

    /// Something that happened, in a member's report.
    pub fn reported_event(member: &Member, event: &Event) -> Self {
        Self::of(Thing::ReportItem, |field| match field {
            FieldName::Member => of_member(member),
            FieldName::Item => json!("event"),
            FieldName::At => moment(event.at),
            FieldName::Id => json!(event.id.0.as_str()),
            FieldName::Content => json!(event.title.as_str()),
            FieldName::Project => place(None, event.place.as_ref()),
            FieldName::Action => json!(event.action.as_str()),
            _ => Value::Null,
        })
    }

    /// A list that is missing in a member's report, and why.
    pub fn missing(member: &Member, list: &str, why: &str) -> Self {
        Self::of(Thing::ReportItem, |field| match field {
            FieldName::Member => of_member(member),
            FieldName::Item => json!("missing"),
            FieldName::List => json!(list),
            FieldName::Content => json!(why),
            _ => Value::Null,
        })
    }

    /// A project.
    pub fn project(project: &Project) -> Self {
        Self::of(Thing::Project, |field| match field {
            FieldName::Id => json!(project.id.0.as_str()),
            FieldName::Name => json!(project.name.as_str()),
            FieldName::Desc => text(project.description.as_ref()),
            FieldName::IsPinned => json!(project.is_pinned),
            FieldName::IsArchived => json!(project.is_archived),
            _ => Value::Null,
        })
    }
}

fn of_todo(todo: &Todo, field: FieldName) -> Value {
    match field {
        FieldName::Id => json!(todo.id.0.as_str()),
        FieldName::TeamWideId => json!(todo.number),
        FieldName::Content => json!(todo.title.as_str()),
        FieldName::IsCompleted => json!(todo.is_completed),
        FieldName::Priority => json!(todo.priority.as_ref().map(Priority::word)),
        FieldName::Box => json!(todo.todo_box.and_then(box_name)),
        FieldName::Assignee => whom(todo.assignee.as_ref()),
        FieldName::Creator => whom(todo.creator.as_ref()),
        FieldName::Project => place(todo.project_id.as_ref().map(|id| id.0.as_str()), todo.project.as_ref()),
        FieldName::Todolist => place(todo.list_id.as_ref().map(|id| id.0.as_str()), todo.list.as_ref()),
        FieldName::StartAt => json!(todo.start.map(due)),
        FieldName::DueAt => json!(todo.due.map(due)),
        FieldName::ClosedAt => moment(todo.closed),
        FieldName::CreatedAt => moment(todo.created),
        FieldName::Labels => texts(&todo.labels),
        FieldName::Desc => text(todo.description.as_ref()),
        _ => Value::Null,
    }
}

fn attachment(file: &Attachment) -> Value {
    json!({
        "id": file.id.as_str(), "name": file.name.as_str(), "bytes": file.bytes,
        "content_type": text(file.kind.as_ref()),
    })
}

fn text(text: Option<&SafeText>) -> Value {
    json!(text.map(SafeText::as_str))
}

fn texts(texts: &[SafeText]) -> Value {
    list(texts, |text| json!(text.as_str()))
}

fn list<T>(all: &[T], one: impl Fn(&T) -> Value) -> Value {
    all.iter().map(one).collect()
}

fn of_member(member: &Member) -> Value {
    json!({ "id": member.id.0.as_str(), "name": member.name.as_str() })
}

fn whom(member: Option<&MemberRef>) -> Value {
    let whom = |of: &MemberRef| json!({ "id": of.id.0.as_str(), "name": text(of.name.as_ref()) });
    json!(member.map(whom))
}

/// A project or a list, as a to-do names it.
fn place(id: Option<&str>, name: Option<&SafeText>) -> Value {
    if id.is_none() && name.is_none() { Value::Null } else { json!({ "id": id, "name": text(name) }) }
}

fn box_name(of: TodoBox) -> Option<&'static str> {
    match of {
        TodoBox::Today => Some("today"),
        TodoBox::Next => Some("next"),
        TodoBox::Later => Some("later"),
        TodoBox::New => Some("new"),
        TodoBox::Other => None,
    }
}

/// `2026-11-29`, or `2026-11-29T18:00:00+08:00` where it is due at a time of that day.
fn due(due: Due) -> String {
    match due.time {
        Some(time) => format!("{}T{}+08:00", due.day, time.strftime("%H:%M:%S")),
        None => due.day.to_string(),
    }
}

/// A moment as Tower writes one, in its own zone.
fn moment(at: Option<Wall>) -> Value {
    json!(at.map(|at| at_tower(at).strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string()))
}
