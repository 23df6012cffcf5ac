//! `today`: what the account has to do, over all its teams, for people, scripts and reports.

use std::io::{self, Write};

use crate::app::data::pager::AT_ONCE;
use crate::app::records::{FieldName, Record, Thing};
use crate::app::screens::my_day::export;
use crate::base::calendar::day_at_tower;
use crate::runtime::cli::TodayArgs;
use crate::runtime::clock::Clock;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::output::Printer;
use crate::runtime::command::teams::all;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use crate::tower::model::Team;
use crate::tower::todo::{Todo, Which};
use crate::tower::work::{Section, my_day};
use crate::ui::words::Words;

/// Lists what there is to do.
pub(in crate::runtime) fn today(context: RunContext, asked: &TodayArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let printer = Printer::of(Thing::DayTodo, &asked.output, words)?;
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        list(headless, asked, printer, words).await
    })
}

async fn list(
    headless: &mut Headless,
    asked: &TodayArgs,
    printer: Printer,
    words: Words,
) -> Result<(), ExitError> {
    let teams = all(headless).await?;
    let Asked { todos, missing } = ask(headless, &teams).await?;
    let today = day_at_tower(Clock::start().now().wall);
    let day = my_day(todos.iter().map(|(team, todo)| (todo, *team)), today);
    let output = &asked.output;
    if output.md && output.fields.is_empty() {
        markdown(&day, words)?;
    } else {
        let records: Vec<Record> =
            day.iter().map(|(section, todo, team)| Record::day_todo(*section, todo, team)).collect();
        // Whoever looks is told in a word that there is nothing.
        if !(records.is_empty() && printer.is_for_people()) {
            printer.print(&records, &|at, field| {
                let (section, todo, _) = day.get(at)?;
                match field {
                    FieldName::Section => Some(words.section(*section).into_owned()),
                    FieldName::DueAt => Some(words.due(todo, today).into_owned()),
                    _ => None,
                }
            })?;
        }
    }
    match missing {
        Some((count, why)) => Err(ExitError::ListsMissing { missing: count, all: teams.len(), why }),
        None => {
            // Nothing is printed for a script or a report; a person gets a sentence.
            match (day.is_empty(), !output.is_for_people()) {
                (true, true) => writeln!(io::stderr(), "{}", words.nothing_to_do())?,
                (true, false) => writeln!(io::stdout(), "{}", words.nothing_to_do())?,
                (false, _) => {}
            }
            Ok(())
        }
    }
}

/// A task list by section.
fn markdown(day: &[(Section, &Todo, &Team)], words: Words) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut before = None;
    for (section, todo, team) in day {
        let above = before.replace(*section);
        if above != Some(*section) {
            let gap = if above.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}## {}\n", words.section(*section))?;
        }
        write!(out, "{}", export::task(todo, team))?;
    }
    out.flush()
}

/// What came of asking every team.
struct Asked<'a> {
    todos: Vec<(&'a Team, Todo)>,
    /// How many teams did not come, and why the first.
    missing: Option<(usize, Failure)>,
}

/// What is to be done in each of these teams, six calls on the wire at once.
async fn ask<'a>(headless: &mut Headless, teams: &'a [Team]) -> Result<Asked<'a>, ExitError> {
    let mut todos = Vec::new();
    let mut missing: Option<(usize, Failure)> = None;
    for some in teams.chunks(AT_ONCE) {
        let who = some.iter().map(|team| Call::OwnMember(team.id.clone())).collect();
        let mut lists = Vec::new();
        for (team, result) in some.iter().zip(headless.call_each(who).await?) {
            match result {
                Ok(Reply::OwnMember(Some(own))) => lists.push((team, own.id)),
                Ok(_) => {}
                Err(why) => missing.get_or_insert((0, why)).0 += 1,
            }
        }
        let list =
            |(_, own): &(&Team, _)| Call::Todos { member: Clone::clone(own), which: Which::Open, page: 1 };
        let results = headless.call_each(lists.iter().map(list).collect()).await?;
        for ((team, _), result) in lists.into_iter().zip(results) {
            match result {
                Ok(Reply::Todos(page)) => todos.extend(page.todos.into_iter().map(|todo| (team, todo))),
                Ok(_) => {}
                Err(why) => missing.get_or_insert((0, why)).0 += 1,
            }
        }
    }
    Ok(Asked { todos, missing })
}
