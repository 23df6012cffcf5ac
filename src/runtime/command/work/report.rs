//! `report`: what somebody did in a period and has left to do, as Markdown or lines of JSON.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::app::data::pager::AT_ONCE;
use crate::app::records::{Record, Thing, named};
use crate::base::calendar::day_at_tower;
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::runtime::cli::ReportArgs;
use crate::runtime::clock::wall;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::members::{all_members, meant};
use crate::runtime::command::output::Printer;
use crate::runtime::command::teams::all;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::model::{Member, TeamId};
use crate::tower::work::{Gathering, Period, Report};
use crate::ui::markdown;
use crate::ui::words::Words;

/// Writes the report.
pub(in crate::runtime) fn report(context: RunContext, asked: &ReportArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let printer = Printer::of(Thing::ReportItem, &asked.output, words)?;
    let last = context.store.last_team();
    let today = day_at_tower(wall());
    let period = period(asked, today)?;
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let teams = all(headless).await?;
        let team = named::team(&teams, asked.team.team.as_deref(), last.as_ref())?;
        let members = members(headless, asked, &team.id, words).await?;
        let gather = |member: &Member| Gathering::new(team.id.clone(), member.id.clone(), period);
        let mut gatherings: Vec<Gathering> = members.iter().map(gather).collect();
        gather_all(headless, &mut gatherings).await?;
        let told: Vec<_> = members.iter().zip(&gatherings).collect();
        let output = &asked.output;
        if output.is_for_people() || (output.md && output.fields.is_empty()) {
            let reports = told.iter().map(|(member, gathering)| {
                markdown::report(words, &member.name, gathering, period, today, 1)
            });
            let mut out = io::stdout().lock();
            return Ok(write!(out, "{}", reports.collect::<Vec<_>>().join("\n"))?);
        }
        let items = told.iter().flat_map(|(member, gathering)| records(member, gathering, period, today));
        printer.print(&items.collect::<Vec<Record>>(), &|_, _| None)
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

/// Reads all that the reports are made of. What Tower refuses, or does not answer, is a gap in a report; an error is
/// only what leaves nothing to tell.
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
        for ((place, source, _), result) in next.into_iter().zip(headless.call_some(calls).await?) {
            if let Some(gathering) = gatherings.get_mut(place) {
                gathering.take(source, result);
            }
        }
    }
    let mut failures = gatherings.iter().map(Gathering::failure);
    match failures.clone().flatten().next() {
        Some(failure) if failures.all(|failure| failure.is_some()) => Err(headless.told(failure.clone())),
        _ => Ok(()),
    }
}

/// The report of a member, item by item.
fn records(member: &Member, gathering: &Gathering, period: Period, today: Date) -> Vec<Record> {
    let report = Report::of(gathering.sources(), period, today);
    let items = report.projects.iter().flat_map(|part| &part.items);
    let items = items.map(|(item, todo)| Record::reported(member, *item, todo));
    let events = report.events.iter().map(|event| Record::reported_event(member, event));
    let gaps = gathering
        .gaps()
        .iter()
        .map(|(source, gap)| Record::missing(member, source.name(), &Words(Lang::En).gap(*source, gap)));
    items.chain(events).chain(gaps).collect()
}
