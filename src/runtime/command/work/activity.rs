//! `activity`: what happened in a team, for people, as Markdown, and as lines of JSON for scripts. It is written as it
//! comes, however much there is.

use std::io::{self, Write};

use super::projects::meant_project;
use crate::app::records::{FieldName, Record, Thing, named};
use crate::base::calendar::day_at_tower;
use crate::runtime::cli::ActivityArgs;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::members::meant;
use crate::runtime::command::output::Printer;
use crate::runtime::command::teams::all;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::event::{Event, EventPage, Feed, Trail};
use crate::tower::model::{MemberId, Team};
use crate::ui::markdown;
use crate::ui::words::Words;
use jiff::civil::Date;

/// Lists the events.
pub(in crate::runtime) fn activity(context: RunContext, asked: &ActivityArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let printer = Printer::of(Thing::Event, &asked.output, words)?;
    let last = context.store.last_team();
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let teams = all(headless).await?;
        let team = named::team(&teams, asked.team.team.as_deref(), last.as_ref())?;
        let member = match &asked.member {
            Some(asked) => Some(meant(headless, &team.id, asked, words).await?.id),
            None => None,
        };
        let project = match &asked.project {
            Some(asked) => Some(meant_project(headless, &team.id, asked).await?.id),
            None => None,
        };
        // Tower takes one of the two; the other is left to us.
        let (feed, by) = match (project, member) {
            (Some(project), member) => (Feed::Project(project), member),
            (None, Some(member)) => (Feed::Member(member), None),
            (None, None) => (Feed::Team, None),
        };
        let is_markdown = asked.output.md && asked.output.fields.is_empty();
        let mut written = Written { words, by, is_markdown, day: None, is_begun: false, printer };
        walk(headless, &team, &feed, asked.since, &mut written).await?;
        if !is_markdown {
            written.printer.finish()?;
        }
        Ok(())
    })
}

async fn walk(
    headless: &mut Headless,
    team: &Team,
    feed: &Feed,
    since: Option<Date>,
    written: &mut Written,
) -> Result<(), ExitError> {
    let mut trail = Trail::default();
    while !trail.is_over() {
        let after = trail.after().cloned();
        let call = Call::Events { team: team.id.clone(), feed: feed.clone(), after };
        let page =
            if let Reply::Events(page) = headless.call(call).await? { page } else { EventPage::default() };
        let new = trail.take(page);
        let is_before = |event: &Event| {
            let day = event.at.map(day_at_tower);
            since.is_some_and(|since| day.is_some_and(|day| day < since))
        };
        let is_end = !new.is_empty() && new.iter().all(is_before);
        let kept: Vec<&Event> = new.iter().filter(|event| !is_before(event)).collect();
        written.events(&kept)?;
        if is_end {
            break;
        }
    }
    Ok(())
}

/// What has been written so far.
struct Written {
    words: Words,
    /// Whose alone, where the feed has others' too.
    by: Option<MemberId>,
    /// It is written as Markdown, by day.
    is_markdown: bool,
    /// The day whose heading was written last; none where that is for what has no moment.
    day: Option<Date>,
    /// Whether there is a heading.
    is_begun: bool,
    printer: Printer,
}

impl Written {
    fn events(&mut self, events: &[&Event]) -> Result<(), ExitError> {
        let is_theirs =
            |event: &&&Event| self.by.is_none() || self.by.as_ref() == event.by.as_ref().map(|by| &by.id);
        let events: Vec<&Event> = events.iter().filter(is_theirs).copied().collect();
        if self.is_markdown {
            let mut out = io::BufWriter::new(io::stdout().lock());
            for event in events {
                self.markdown(&mut out, event)?;
            }
            return Ok(out.flush()?);
        }
        let words = self.words;
        let records: Vec<Record> = events.iter().map(|event| Record::event(event)).collect();
        self.printer.more(&records, &|at, field| match field {
            FieldName::CreatedAt if events.get(at)?.at.is_none() => Some(words.undated().into_owned()),
            FieldName::Member if events.get(at)?.by.is_none() => Some(words.somebody().into_owned()),
            _ => None,
        })
    }

    fn markdown(&mut self, out: &mut impl Write, event: &Event) -> io::Result<()> {
        let day = event.at.map(day_at_tower);
        if !self.is_begun || self.day != day {
            let gap = if self.is_begun { "\n" } else { "" };
            writeln!(out, "{gap}{}", markdown::day(self.words, day))?;
            (self.day, self.is_begun) = (day, true);
        }
        writeln!(out, "{}", markdown::event(self.words, event))
    }
}
