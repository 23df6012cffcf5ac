//! `activity`: what happened in a team, for people, as Markdown, and as lines of JSON for scripts. It is written as it
//! comes, however much there is.

use std::collections::HashMap;
use std::io::{self, Write};

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::projects::meant_project;
use crate::base::calendar::{at_tower, day_at_tower};
use crate::base::text::SafeText;
use crate::runtime::cli::ActivityArgs;
use crate::runtime::command::finding;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::members::meant;
use crate::runtime::command::teams::all;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::event::{Event, EventPage, Feed, Trail};
use crate::tower::json_api::Line;
use crate::tower::model::{MemberId, Team};
use crate::ui::markdown;
use crate::ui::words::Words;

/// Lists the events.
pub(in crate::runtime) fn activity(context: RunContext, asked: &ActivityArgs) -> Result<(), ExitError> {
    let Some(client) = context.client.clone() else { return Err(ExitError::NotSetUp) };
    let words = Words(context.lang);
    let last = context.store.last_team();
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let teams = all(headless).await?;
        let team = finding::team(&teams, asked.team.as_deref(), last.as_ref())?;
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
        let mut page = Written { asked, words, by, day: None, is_begun: false };
        walk(headless, &team, &feed, &mut page).await
    })
}

async fn walk(
    headless: &mut Headless,
    team: &Team,
    feed: &Feed,
    written: &mut Written<'_>,
) -> Result<(), ExitError> {
    let mut trail = Trail::default();
    while !trail.is_over() {
        let after = trail.after().cloned();
        let call = Call::Events { team: team.id.clone(), feed: feed.clone(), after };
        let Reply::Lines { lines, of } = headless.call(Call::Lines(Box::new(call))).await? else { break };
        let page = if let Reply::Events(page) = *of { page } else { EventPage::default() };
        let lines: HashMap<String, Line> =
            lines.into_iter().filter_map(|line| Some((line.id()?, line))).collect();
        let new = trail.take(page);
        let is_before = |event: &Event| {
            let day = event.at.map(day_at_tower);
            written.asked.since.is_some_and(|since| day.is_some_and(|day| day < since))
        };
        let is_end = !new.is_empty() && new.iter().all(is_before);
        let kept: Vec<&Event> = new.iter().filter(|event| !is_before(event)).collect();
        let mut out = io::BufWriter::new(io::stdout().lock());
        for event in kept {
            written.event(&mut out, event, lines.get(event.id.0.as_str()))?;
        }
        out.flush()?;
        if is_end {
            break;
        }
    }
    Ok(())
}

/// What has been written so far.
struct Written<'a> {
    asked: &'a ActivityArgs,
    words: Words,
    /// Whose alone, where the feed has others' too.
    by: Option<MemberId>,
    /// The day whose heading was written last; none where that is for what has no moment.
    day: Option<Date>,
    /// Whether there is a heading.
    is_begun: bool,
}

impl Written<'_> {
    fn event(&mut self, out: &mut impl Write, event: &Event, line: Option<&Line>) -> io::Result<()> {
        let by = event.by.as_ref();
        if self.by.is_some() && self.by.as_ref() != by.map(|by| &by.id) {
            return Ok(());
        }
        if self.asked.json {
            return writeln!(out, "{}", as_json(event, line).to_json());
        }
        let day = event.at.map(day_at_tower);
        if self.asked.md {
            if !self.is_begun || self.day != day {
                let gap = if self.is_begun { "\n" } else { "" };
                writeln!(out, "{gap}{}", markdown::day(self.words, day))?;
                (self.day, self.is_begun) = (day, true);
            }
            return writeln!(out, "{}", markdown::event(self.words, event));
        }
        let words = self.words;
        let at = event.at.map_or_else(
            || words.undated().into_owned(),
            |at| at_tower(at).strftime("%Y-%m-%d %H:%M").to_string(),
        );
        let by = by
            .and_then(|by| by.name.as_ref())
            .map_or_else(|| words.somebody().into_owned(), ToString::to_string);
        let place = event.place.as_ref().map(|place| format!("  ({place})")).unwrap_or_default();
        writeln!(out, "{}", format!("{at}  {by}  {}  {}{place}", event.action, event.title).trim_end())
    }
}

fn as_json(event: &Event, line: Option<&Line>) -> Line {
    let told = |name: &str| line.and_then(|line| line.value.get(name)).cloned().unwrap_or_default();
    let name = event.by.as_ref().and_then(|by| by.name.as_ref()).map(SafeText::as_str);
    let fields = [
        ("id", json!(event.id.0.as_str())),
        ("created_at", told("created_at")),
        ("member", json!(name)),
        ("action", told("action")),
        ("title", told("title")),
        ("ancestor", told("ancestor_name")),
    ];
    let fields: Map<String, Value> =
        fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
    Line { value: fields }
}
