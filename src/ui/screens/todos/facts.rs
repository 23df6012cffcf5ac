//! What is known of a to-do in a word each, from who is to do it down to when it was made.

use ratatui::style::Style;

use crate::app::core::context::Context;
use crate::base::text::SafeText;
use crate::tower::model::MemberRef;
use crate::tower::todo::Todo;
use crate::ui::kit::{member_label, todo_row};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// What stands between two values of one fact.
const BETWEEN: &str = " ∙ ";

/// One of them.
pub(super) struct TodoFact {
    pub(super) label: Text,
    pub(super) text: String,
    pub(super) style: Style,
}

/// Those that Tower told.
pub(super) fn facts(todo: &Todo, cx: &Context<'_>, words: Words) -> Vec<TodoFact> {
    let (today, now, zone) = (cx.today(), cx.now, cx.can.zone);
    let plain = |label: Text, text: Option<String>| {
        text.filter(|text| !text.is_empty()).map(|text| TodoFact { label, text, style: styles::PLAIN })
    };
    let joined = |texts: &mut dyn Iterator<Item = &SafeText>, between: &str| {
        let texts: Vec<&str> = texts.map(SafeText::as_str).collect();
        Some(texts.join(between))
    };
    let priority = todo.priority.as_ref().map(|priority| {
        let (word, mark) = (words.priority_of(priority), todo_row::mark(todo));
        format!("{word} {mark}").trim_end().to_owned()
    });
    let due = todo.due.map(|_| words.due_whole(todo, today, zone).into_owned());
    let is_overdue = todo.is_overdue(today);
    let due = plain(words.due_on(), due)
        .map(|fact| TodoFact { style: if is_overdue { styles::OVERDUE } else { styles::PLAIN }, ..fact });
    let start = todo.start.map(|start| words.moment(start, today, zone));
    let first = [
        plain(words.state(), todo.is_deleted.then(|| words.deleted().into_owned())),
        plain(words.assignee(), name(todo.assignee.as_ref())),
        plain(words.done_on(), done(todo, cx, words)),
        plain(words.priority(), priority),
        plain(words.project(), joined(&mut todo.project.iter().chain(&todo.list), " › ")),
        plain(words.start_on(), start),
        due,
        plain(words.labels(), joined(&mut todo.labels.iter(), "  ")),
    ];
    let fields = todo.fields.iter().map(|field| {
        let label = member_label::name(&field.name).to_owned();
        plain(label.into(), joined(&mut field.values.iter(), ", "))
    });
    let parent = todo.parent.as_ref().and_then(|parent| parent.title.as_ref());
    let last = [
        plain(words.parent(), parent.map(ToString::to_string)),
        plain(words.creator(), name(todo.creator.as_ref())),
        plain(words.created_on(), todo.created.map(|at| words.ago(at, now).into_owned())),
    ];
    first.into_iter().chain(fields).chain(last).flatten().collect()
}

/// When it was done and by whom, as far as Tower said.
fn done(todo: &Todo, cx: &Context<'_>, words: Words) -> Option<String> {
    let at = todo.done().map(|at| words.moment_of(at, cx.today(), cx.can.zone));
    let parts: Vec<String> = at.into_iter().chain(name(todo.closer.as_ref())).collect();
    let said = if parts.is_empty() { words.yes().into_owned() } else { parts.join(BETWEEN) };
    todo.is_completed.then_some(said)
}

/// A member by name, where that was sent along.
pub(super) fn name(member: Option<&MemberRef>) -> Option<String> {
    member.and_then(|member| member.name.as_ref()).map(|name| member_label::name(name).to_owned())
}
