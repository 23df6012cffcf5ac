//! The standup as a screen.

use std::time::Duration;

use crossterm::event::KeyEvent;
use jiff::civil::Date;

use super::people::{Attendee, Round, StandupStage};
use crate::app::core::context::Context;
use crate::app::core::effect::{Effect, Exported};
use crate::app::core::minutes::{Minutes, MinutesOf, StandupTurn};
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Flow, Screen, StandupOf};
use crate::app::data::member_list::MemberList;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::file_name::file_name;
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::base::calendar::day_at_tower;
use crate::base::measure::wrap;
use crate::base::text::SafeText;
use crate::tower::event::Feed;
use crate::tower::model::{MemberId, Team};
use crate::tower::work::{Standing, standup_since};

/// The most characters of a name in the name of a file.
const NAME: usize = 40;

/// A standup.
#[derive(Debug)]
pub struct Standup {
    /// The team.
    pub team: Team,
    /// Who is to take part.
    pub of: StandupOf,
    /// The day it is of, at Tower.
    pub today: Date,
    /// The first of its rows that shows.
    pub scroll: usize,
    /// A note is being typed.
    pub noting: bool,
    round: Round,
    /// How many files have been written, or were to be: none takes the place of another.
    files: usize,
    /// Whether the notes stand anywhere else.
    kept: NotesKept,
}

/// Whether the notes of a standup stand anywhere else than here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NotesKept {
    /// In the clipboard or in a file; or there are none.
    Yes,
    /// They are being written to a file.
    Writing,
    No,
}

impl Standup {
    /// A standup of these people of a team.
    pub(in crate::app) fn of(team: Team, of: StandupOf, today: Date) -> Self {
        let round = Round::default();
        Self { team, of, today, scroll: 0, noting: false, round, files: 0, kept: NotesKept::Yes }
    }

    /// Whether it is this one, and worth going on with.
    pub(in crate::app) fn goes_on(&self, team: &Team, of: &StandupOf, today: Date) -> bool {
        self.round.has_begun() && self.team.id == team.id && self.of == *of && self.today == today
    }

    /// Whether there are notes that would be lost with it.
    pub fn has_unkept_notes(&self) -> bool {
        self.kept != NotesKept::Yes && self.round.people.iter().any(|who| !who.note.text().trim().is_empty())
    }

    /// Whether its minutes are being written to a file.
    pub fn is_being_written(&self) -> bool {
        self.kept == NotesKept::Writing
    }

    /// Writes the minutes to a file.
    pub(in crate::app) fn write(&mut self, cx: &Context<'_>, out: &mut Outbox) {
        self.files += 1;
        self.kept = NotesKept::Writing;
        let content = Exported::Text(self.minutes(cx));
        out.run(Effect::Export { path: self.file(), content, count: None });
    }

    /// How far it has come.
    pub fn stage(&self) -> StandupStage {
        self.round.stage
    }

    /// Who takes part.
    pub fn people(&self) -> &[Attendee] {
        &self.round.people
    }

    /// Whether anybody's turn has come.
    pub fn has_begun(&self) -> bool {
        self.round.has_begun()
    }

    /// How long somebody has had.
    pub fn spent(&self, at: usize, now: Duration) -> Duration {
        self.round.spent(at, now)
    }

    /// How long all of them have had.
    pub fn total(&self, now: Duration) -> Duration {
        self.round.total(now)
    }

    /// What it is called: the group, or the team.
    pub fn name(&self) -> &SafeText {
        match &self.of {
            StandupOf::Group(group) => group,
            StandupOf::Everybody | StandupOf::These(_) => &self.team.name,
        }
    }

    /// The day from which on it tells what was done.
    pub fn since(&self) -> Date {
        standup_since(self.today)
    }

    /// The groups that the team has, as far as its members have come.
    pub fn groups(&self, data: &Data) -> Vec<SafeText> {
        let members = data.members(&self.team.id).list().into_iter().flat_map(MemberList::members);
        let mut groups: Vec<SafeText> = members.flat_map(|member| member.groups).collect();
        groups.sort();
        groups.dedup();
        groups
    }

    /// What somebody's lists and the feed of the team amount to; none where their lists have not come.
    pub fn standing<'a>(&self, who: &Attendee, data: &'a Data) -> Option<Standing<'a>> {
        let lists = data.standup(&who.member, self.since()).value()?;
        let events = data.feed(&self.team.id, &Feed::Team).rows();
        Some(Standing::of(lists, events, &who.member, self.today))
    }

    /// What a turn tells.
    fn turn<'a>(&'a self, who: &'a Attendee, data: &'a Data) -> StandupTurn<'a> {
        let lists = data.standup(&who.member, self.since());
        StandupTurn {
            since: self.since(),
            today: self.today,
            standing: self.standing(who, data),
            gaps: lists.value().map_or(&[], |lists| lists.gaps()),
            failure: lists.failure(),
            all_read: self.has_read_the_feed(data),
            note: who.note.text(),
        }
    }

    fn minutes(&self, cx: &Context<'_>) -> String {
        let people = self.round.people.iter().enumerate().map(|(at, who)| MinutesOf {
            name: &who.name,
            spent: self.round.spent(at, cx.now.mono),
            skipped: !who.seen,
            turn: self.turn(who, cx.data),
        });
        let minutes = Minutes {
            of: self.name(),
            today: self.today,
            since: self.since(),
            total: self.round.total(cx.now.mono),
            people: people.collect(),
        };
        cx.can.presenter.minutes(&minutes, cx.lang)
    }

    /// What shows, as text.
    fn text(&self, cx: &Context<'_>) -> String {
        match self.round.stage {
            StandupStage::Away => String::new(),
            StandupStage::At(at) => {
                let who = self.round.people.get(at);
                who.map_or_else(String::new, |who| {
                    cx.can.presenter.standup_turn(&self.turn(who, cx.data), cx.lang)
                })
            }
            StandupStage::Minutes => self.minutes(cx),
        }
    }

    /// Its rows, each of at most so many cells; those of a list begin with as many spaces as its first.
    pub fn rows_in(&self, cells: usize, cx: &Context<'_>) -> Vec<String> {
        let rows = |line: &str| {
            let text = line.trim_start_matches(' ');
            let indent = " ".repeat(line.len() - text.len());
            match text {
                "" => vec![String::new()],
                text => {
                    let cells = cells.saturating_sub(indent.len()).max(1);
                    wrap(text, cells).into_iter().map(|row| format!("{indent}{row}")).collect()
                }
            }
        };
        self.text(cx).lines().flat_map(rows).collect()
    }

    /// The cells and the rows of its text: within a border there is a space beside it. The line of a note that is typed
    /// stands below.
    pub fn room(&self, cx: &Context<'_>) -> (usize, usize) {
        let areas = self.areas(cx);
        let inside = Areas::inside(areas.list, areas.bordered);
        let beside = if areas.bordered { 2 } else { 0 };
        (usize::from(inside.width.saturating_sub(beside)), usize::from(inside.height))
    }

    /// Who is to take part, as far as is known.
    fn invited(&self, data: &Data) -> Vec<(MemberId, SafeText)> {
        let takes_part = |group: Option<&SafeText>| {
            let members = data.members(&self.team.id).list().into_iter().flat_map(MemberList::members);
            let is_in = move |groups: &[SafeText]| group.is_none_or(|group| groups.contains(group));
            members
                .filter(move |one| one.is_active != Some(false) && is_in(&one.groups))
                .map(|one| (one.id, one.name))
                .collect()
        };
        match &self.of {
            StandupOf::Everybody => takes_part(None),
            StandupOf::Group(group) => takes_part(Some(group)),
            StandupOf::These(people) => people.clone(),
        }
    }

    /// Whether the feed of the team has been read as far back as the standup goes.
    fn has_read_the_feed(&self, data: &Data) -> bool {
        let feed = data.feed(&self.team.id, &Feed::Team);
        let last = feed.rows().iter().rev().find_map(|event| event.at);
        feed.is_whole() || last.is_some_and(|at| day_at_tower(at) < self.since())
    }

    /// How many parts of it are wanted: as far back as the standup goes, and no more than there are people.
    fn parts(&self, data: &Data) -> u32 {
        let most = u32::try_from(self.round.people.len()).unwrap_or(u32::MAX).max(1);
        let taken = data.feed(&self.team.id, &Feed::Team).parts();
        if self.has_read_the_feed(data) { taken.max(1) } else { taken.saturating_add(1).min(most) }
    }

    fn who(&mut self) -> Option<&mut Attendee> {
        let at = self.round.at()?;
        self.round.people.get_mut(at)
    }

    /// The name of a file for the minutes, which has the day in it.
    fn file(&self) -> String {
        let name = file_name(self.name().as_str(), NAME);
        let name = if name.is_empty() { "standup" } else { &name };
        let nth = if self.files > 1 { format!(" {}", self.files) } else { String::new() };
        format!("{name} {}{nth}.md", self.today)
    }
}

impl Screen for Standup {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.noting { Mode::Note } else { Mode::Standup }
    }

    fn team(&self) -> Option<&Team> {
        Some(&self.team)
    }

    /// The line of the note that is typed takes the place of a filter's.
    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::todos(cx.size, PaneRequest { filter: self.noting, detail: false })
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let mut wants = Vec::new();
        if !matches!(self.of, StandupOf::These(_)) && !self.round.has_begun() {
            wants.push(Want::of(Resource::Members(self.team.id.clone())));
        }
        let since = self.since();
        let lists = |who: &Attendee| Want::of(Resource::Standup(who.member.clone(), since)).once();
        let mut near = self.round.near().map(lists);
        wants.extend(near.next());
        if self.round.stage != StandupStage::Minutes && !self.round.people.is_empty() {
            let feed = Resource::Events(self.team.id.clone(), Feed::Team);
            wants.push(Want::of(feed).pages(self.parts(cx.data)).once().quiet());
        }
        // Read ahead.
        wants.extend(near.map(|want| want.quiet().of_many()));
        wants
    }

    fn refit(&mut self, cx: &Context<'_>) {
        let people = self.invited(cx.data);
        self.round.invite(people);
        let (cells, height) = self.room(cx);
        if self.scroll > 0 {
            self.scroll = self.scroll.min(self.rows_in(cells, cx).len().saturating_sub(height));
        }
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let (cells, height) = self.room(cx);
        let rows = match self.round.stage {
            StandupStage::Away => self.round.people.len(),
            StandupStage::At(_) | StandupStage::Minutes => self.rows_in(cells, cx).len(),
        };
        let mut top = Cursor { selected: self.scroll, offset: 0 };
        // Every row that may be the first one.
        top.go(motion, rows.saturating_sub(height) + 1, height);
        self.scroll = top.selected;
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        if self.lacks(action, cx) {
            return Flow::Done;
        }
        let now = cx.now.mono;
        let before = self.round.stage;
        match action {
            Action::NextPerson => self.round.next(false, now),
            Action::SkipPerson => self.round.next(true, now),
            Action::PreviousPerson => self.round.back(now),
            Action::EndStandup => self.round.end(now),
            Action::Note => self.noting = true,
            Action::KeepNote => self.noting = false,
            Action::CopyName => {
                let said = SafeText::line(&format!("{} {}", self.name(), self.today), SafeText::NAME);
                if out.copy(cx.can.clipboard, self.minutes(cx), Copying::Asked(Some(said))) {
                    self.kept = NotesKept::Yes;
                }
            }
            Action::Export => self.write(cx, out),
            _ => {}
        }
        if self.round.stage != before {
            self.scroll = 0;
        }
        Flow::Done
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Context<'_>) {
        if self.who().is_some_and(|who| who.note.press(key)) {
            self.kept = NotesKept::No;
        }
    }

    fn paste(&mut self, text: &str, _cx: &Context<'_>) {
        let noting = self.noting;
        if let Some(who) = self.who().filter(|_| noting) {
            who.note.insert(&text.replace(['\r', '\n', '\t'], " "));
            self.kept = NotesKept::No;
        }
    }

    /// A note, or whose turn it is: what was noted stays.
    fn is_inside(&self) -> bool {
        self.noting || self.round.stage != StandupStage::Away
    }

    fn close(&mut self, cx: &Context<'_>) {
        if !std::mem::take(&mut self.noting) {
            self.round.pause(cx.now.mono);
            self.scroll = 0;
        }
    }

    fn exported(&mut self, written: bool) {
        if self.kept == NotesKept::Writing {
            self.kept = if written { NotesKept::Yes } else { NotesKept::No };
        }
    }

    fn clock(&self, now: Duration) -> Option<Duration> {
        self.round.at().map(|at| self.round.spent(at, now))
    }

    fn lacks(&self, action: Action, _cx: &Context<'_>) -> bool {
        let stage = self.round.stage;
        match action {
            Action::NextPerson => stage == StandupStage::Minutes || self.round.people.is_empty(),
            Action::PreviousPerson => stage == StandupStage::Away || self.round.people.is_empty(),
            Action::SkipPerson | Action::Note => self.round.at().is_none(),
            Action::EndStandup => stage == StandupStage::Minutes || !self.has_begun(),
            Action::CopyName | Action::Export => !self.has_begun(),
            _ => false,
        }
    }
}
