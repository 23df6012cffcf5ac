//! `todos`: a member's to-dos, for people, reports, spreadsheets and scripts.

use std::collections::HashSet;
use std::io::{self, Write};

use jiff::civil::Date;

use super::attributes::Attributes;
use super::headless::Headless;
use super::output::Printer;
use super::teams::{self, all};
use super::{members, todo_text};
use crate::app::data::pager::Pager;
use crate::app::records::{FieldName, Record, Thing, named};
use crate::app::search::TodoFilter;
use crate::base::calendar::day_at_tower;
use crate::base::text::SafeText;
use crate::runtime::cli::TodosArgs;
use crate::runtime::clock;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::model::{MemberId, TeamId};
use crate::tower::todo::{Todo, TodoPage, Which};
use crate::ui::words::Words;

/// Lists the to-dos.
pub(in crate::runtime) fn todos(context: RunContext, asked: &TodosArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let filter = TodoFilter::of(asked.filter.as_deref().unwrap_or_default());
    if let Some((key, value)) = filter.unknown() {
        return Err(ExitError::NoSuchValue { key, value: SafeText::line(value, SafeText::NAME) });
    }
    let words = Words(context.lang);
    let printer = Printer::of(Thing::Todo, &asked.output, words)?;
    let last = context.store.last_team();
    let today = day_at_tower(clock::wall());
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let team = named::team(&all(headless).await?, asked.team.team.as_deref(), last.as_ref())?;
        let member = whose(headless, &team.id, asked.member.as_deref(), words).await?;
        let mut attributes = Attributes::of(printer.wants_all());
        let mut found = load(headless, &member, asked, &mut attributes).await?;
        found.retain(|todo| is_wanted(todo, asked, today) && filter.keeps(todo, today));
        if asked.which.list() == Which::Done {
            found.sort_by_key(|todo| std::cmp::Reverse(todo.done()));
        }
        print(&found, asked, &mut attributes, printer, today, words)
    })
}

fn print(
    found: &[Todo],
    asked: &TodosArgs,
    attributes: &mut Attributes,
    printer: Printer,
    today: Date,
    words: Words,
) -> Result<(), ExitError> {
    if asked.output.md && asked.output.fields.is_empty() {
        let todos: Vec<&Todo> = found.iter().collect();
        let mut out = io::stdout().lock();
        return Ok(write!(out, "{}", todo_text::markdown(&todos, words))?);
    }
    let record = |todo: &Todo| attributes.complete(todo.id.0.as_str(), Record::todo(todo));
    let records: Vec<Record> = found.iter().map(record).collect();
    printer.print(&records, &|at, field| {
        let todo = found.get(at).filter(|_| field == FieldName::DueAt)?;
        Some(words.day_of(todo, today).into_owned())
    })
}

/// The member who is asked for; without one, the account's own.
async fn whose(
    headless: &mut Headless,
    team: &TeamId,
    asked: Option<&str>,
    words: Words,
) -> Result<MemberId, ExitError> {
    let Some(asked) = asked else {
        let own = teams::own(headless, team).await?;
        return own.map(|own| own.id).ok_or(ExitError::NoOwnMember);
    };
    Ok(members::meant(headless, team, asked, words).await?.id)
}

fn is_wanted(todo: &Todo, asked: &TodosArgs, today: Date) -> bool {
    let due = todo.due.map(|due| due.day);
    if asked.which.overdue {
        return todo.is_overdue(today);
    }
    match (asked.which.done_since, asked.which.due_before) {
        (Some(since), _) => todo.done().is_some_and(|at| day_at_tower(at) >= since),
        (None, Some(before)) => todo.is_open() && due.is_some_and(|due| due < before),
        (None, None) => todo.is_open(),
    }
}

/// The list, each to-do once. Of what is done, no page follows one on which everything was done before.
async fn load(
    headless: &mut Headless,
    member: &MemberId,
    asked: &TodosArgs,
    attributes: &mut Attributes,
) -> Result<Vec<Todo>, ExitError> {
    let which = asked.which.list();
    let mut found: Vec<Todo> = Vec::new();
    let mut seen = HashSet::new();
    let mut pager: Pager<TodoPage> = Pager::default();
    while !pager.is_over() {
        let page = pager.taken() + 1;
        let call = attributes.along(Call::Todos { member: member.clone(), which, page });
        let Reply::Todos(came) = attributes.out_of(headless.call(call).await?) else { break };
        let (before, had) = (found.len(), came.todos.len());
        found.extend(came.todos.into_iter().filter(|todo| seen.insert(todo.id.clone())));
        let is_long_ago = |todo: &Todo| {
            let done = todo.done().map(day_at_tower);
            asked.which.done_since.zip(done).is_some_and(|(since, done)| done < since)
        };
        let new = found.get(before..).unwrap_or_default();
        let is_past = !new.is_empty() && new.iter().all(is_long_ago);
        let is_end = which != Which::Done || came.is_last || is_past;
        if pager.took(had, new.len(), is_end, came.has_next) {
            headless.had_counted(came.unreadable);
        }
    }
    if pager.is_cut() {
        headless.is_cut_after(found.len());
    }
    Ok(found)
}
