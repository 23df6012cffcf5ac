//! `report`: what somebody did in a period and has left to do, as Markdown or lines of JSON.

use std::io::{self, Write};

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::app::data::pager::AT_ONCE;
use crate::base::calendar::day_at_tower;
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::runtime::cli::ReportArgs;
use crate::runtime::clock::{rfc3339, wall};
use crate::runtime::command::finding;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::members::{all_members, meant};
use crate::runtime::command::teams::all;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::json_api::Line;
use crate::tower::model::{Member, TeamId};
use crate::tower::todo::Todo;
use crate::tower::work::{Gathering, Item, Period, Report};
use crate::ui::markdown;
use crate::ui::words::Words;

/// Writes the report.
pub(in crate::runtime) fn report(context: RunContext, asked: &ReportArgs) -> Result<(), ExitError> {
    let Some(client) = context.client.clone() else { return Err(ExitError::NotSetUp) };
    let words = Words(context.lang);
    let last = context.store.last_team();
    let today = day_at_tower(wall());
    let period = period(asked, today)?;
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let teams = all(headless).await?;
        let team = finding::team(&teams, asked.team.as_deref(), last.as_ref())?;
        let members = members(headless, asked, &team.id, words).await?;
        let gather = |member: &Member| Gathering::new(team.id.clone(), member.id.clone(), period);
        let mut gatherings: Vec<Gathering> = members.iter().map(gather).collect();
        gather_all(headless, &mut gatherings).await?;
        let told: Vec<_> = members.iter().zip(&gatherings).collect();
        let mut out = io::BufWriter::new(io::stdout().lock());
        if asked.json {
            for (member, gathering) in told {
                for line in lines(&member.name, gathering, period, today) {
                    writeln!(out, "{}", Line { value: line }.to_json())?;
                }
            }
        } else {
            let reports = told.iter().map(|(member, gathering)| {
                markdown::report(words, &member.name, gathering, period, today, 1)
            });
            write!(out, "{}", reports.collect::<Vec<_>>().join("\n"))?;
        }
        Ok(out.flush()?)
    })
}

fn period(asked: &ReportArgs, today: Date) -> Result<Period, ExitError> {
    let Some(since) = asked.since else { return Ok(Period::week_of(today)) };
    let until = asked.until.unwrap_or(today.max(since));
    if until < since { Err(ExitError::EmptyPeriod) } else { Ok(Period { since, until }) }
}

/// Whom the report is about.
async fn members(
    headless: &mut Headless,
    asked: &ReportArgs,
    team: &TeamId,
    words: Words,
) -> Result<Vec<Member>, ExitError> {
    let Some(group) = asked.group.as_deref() else {
        return Ok(vec![meant(headless, team, asked.member.as_deref().unwrap_or("me"), words).await?]);
    };
    let everybody = all_members(headless, team, words).await?;
    let is_in = |member: &&Member| {
        member.is_active != Some(false) && member.groups.iter().any(|of| of.as_str() == group.trim())
    };
    let found: Vec<Member> = everybody.iter().filter(is_in).cloned().collect();
    if found.is_empty() {
        let mut groups: Vec<SafeText> = everybody.into_iter().flat_map(|member| member.groups).collect();
        groups.sort_by(|one, another| one.as_str().cmp(another.as_str()));
        groups.dedup();
        return Err(ExitError::NoSuchGroup { asked: SafeText::line(group, SafeText::NAME), groups });
    }
    Ok(found)
}

/// Reads all that the reports are made of. What Tower refuses is a gap in a report; an error is only what leaves nothing
/// to tell.
async fn gather_all(headless: &mut Headless, gatherings: &mut [Gathering]) -> Result<(), ExitError> {
    loop {
        let of_each = gatherings.iter().enumerate();
        let next = of_each.flat_map(|(place, gathering)| {
            gathering.calls().into_iter().map(move |(source, call)| (place, source, call))
        });
        let next: Vec<_> = next.take(AT_ONCE).collect();
        if next.is_empty() {
            break;
        }
        let calls = next.iter().map(|(_, _, call)| call.clone()).collect();
        for ((place, source, _), result) in next.into_iter().zip(headless.call_each(calls).await?) {
            if let Some(gathering) = gatherings.get_mut(place) {
                gathering.take(source, result);
            }
        }
    }
    let mut failures = gatherings.iter().map(Gathering::failure);
    match failures.clone().flatten().next() {
        Some(failure) if failures.all(|failure| failure.is_some()) => Err(ExitError::Call(failure.clone())),
        _ => Ok(()),
    }
}

/// The report of a member for a script: a line an item.
fn lines(
    whose: &SafeText,
    gathering: &Gathering,
    period: Period,
    today: Date,
) -> impl Iterator<Item = Map<String, Value>> {
    let report = Report::of(gathering.sources(), period, today);
    let at = |at: Option<Wall>| at.and_then(rfc3339);
    let todo = |item: Item, todo: &Todo| {
        let (name, at) = match item {
            Item::Done => ("done", at(todo.done())),
            Item::Overdue => ("overdue", None),
            Item::Open => ("open", None),
            Item::Created => ("created", at(todo.created)),
        };
        json!({
            "member": whose.as_str(), "item": name, "id": todo.id.0.as_str(), "number": todo.number,
            "title": todo.title.as_str(), "project": todo.project.as_ref().map(SafeText::as_str), "at": at,
            "due": todo.due.map(|due| due.day.to_string()),
        })
    };
    let items = report.projects.iter().flat_map(|part| &part.items);
    let mut lines: Vec<Value> = items.map(|(item, of)| todo(*item, of)).collect();
    lines.extend(report.events.iter().map(|event| {
        json!({
            "member": whose.as_str(), "item": "event", "id": event.id.0.as_str(),
            "action": event.action.as_str(), "title": event.title.as_str(),
            "project": event.place.as_ref().map(SafeText::as_str), "at": at(event.at),
        })
    }));
    lines.extend(gathering.gaps().iter().map(|(source, gap)| {
        let why = Words(Lang::En).gap(*source, gap);
        json!({ "member": whose.as_str(), "item": "missing", "list": source.name(), "title": why })
    }));
    lines.into_iter().filter_map(|line| match line {
        Value::Object(line) => Some(line),
        _ => None,
    })
}
