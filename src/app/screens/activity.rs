//! What happened in a team or a project, or what a member did: by day, the newest first, further back as one scrolls.

use jiff::civil::Date;

use crate::app::core::context::Context;
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, FeedOf, Flow, Screen};
use crate::app::data::feed::EventFeed;
use crate::app::data::remote::Fetch;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::kit::cursor::Motion;
use crate::app::kit::headed::{Headed, HeadedLine};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::kit::more::More;
use crate::app::search::Filter;
use crate::base::calendar::day_at_tower;
use crate::base::text::SafeText;
use crate::tower::event::{Event, EventId, Feed};
use crate::tower::model::Team;
use crate::tower::work::Period;

/// A line of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedLine {
    /// A day at Tower; none where no moment came.
    Day(Option<Date>),
    /// The event at this place of the feed.
    Event(usize),
}

impl FeedLine {
    fn place(self) -> Option<usize> {
        match self {
            Self::Day(_) => None,
            Self::Event(place) => Some(place),
        }
    }
}

impl HeadedLine for FeedLine {
    fn is_heading(&self) -> bool {
        self.place().is_none()
    }
}

/// What happened.
#[derive(Debug)]
pub struct Activity {
    /// The team.
    pub team: Team,
    /// What of it.
    pub of: FeedOf,
    /// What is typed to find something.
    pub filter: Filter,
    /// The events that show, under their days.
    pub shown: Headed<FeedLine, EventId>,
    more: More,
}

/// The lines of a feed, each day's heading above what happened on it. A day that comes back, as Tower's order is not
/// that of the moments everywhere, has its heading again.
fn lines(events: &[Event], keeps: impl Fn(&Event) -> bool) -> Vec<FeedLine> {
    let mut lines = Vec::new();
    let mut before = None;
    for (place, event) in events.iter().enumerate().filter(|(_, event)| keeps(event)) {
        let day = event.at.map(day_at_tower);
        if before != Some(day) {
            lines.push(FeedLine::Day(day));
            before = Some(day);
        }
        lines.push(FeedLine::Event(place));
    }
    lines
}

/// The id of the event on a line.
fn id_in(events: &[Event], line: FeedLine) -> Option<&EventId> {
    Some(&events.get(line.place()?)?.id)
}

/// What an event says.
fn parts(event: &Event) -> Vec<&str> {
    let by = event.by.as_ref().and_then(|by| by.name.as_ref());
    let parts = [by, Some(&event.action), Some(&event.title), event.place.as_ref()];
    parts.into_iter().flatten().map(SafeText::as_str).collect()
}

/// An event in one line, as it is copied and found.
fn told(event: &Event) -> String {
    parts(event).join(" ")
}

impl Activity {
    /// The feed of a team, or of something of it.
    pub(super) fn of(team: Team, of: FeedOf) -> Self {
        Self { team, of, filter: Filter::default(), shown: Headed::default(), more: More::default() }
    }

    fn feed(&self) -> Feed {
        match &self.of {
            FeedOf::Team => Feed::Team,
            FeedOf::Member(member, _) => Feed::Member(member.clone()),
            FeedOf::Project(project, _) => Feed::Project(project.clone()),
        }
    }

    /// What has come of it.
    pub fn events<'a>(&self, data: &'a Data) -> &'a EventFeed {
        data.feed(&self.team.id, &self.feed())
    }

    /// The selected event.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Event> {
        self.events(data).rows().get(self.shown.selected()?.place()?)
    }

    /// Works out anew which lines show.
    fn refit_to(&mut self, events: &[Event], height: usize) {
        let lines = lines(events, |event| self.filter.keeps_name(&told(event)));
        let id = |line: &FeedLine| id_in(events, *line);
        self.shown.replace(lines, height, id);
        self.shown.pin(height, id);
    }

    fn is_near_the_end(&self, cx: &Context<'_>) -> bool {
        self.shown.cursor.selected + self.areas(cx).rows() >= self.shown.lines.len()
    }
}

impl Screen for Activity {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.filter.editing { Mode::Filter } else { Mode::Activity }
    }

    fn team(&self) -> Option<&Team> {
        Some(&self.team)
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::todos(cx.size, PaneRequest { filter: self.filter.shows(), detail: false })
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let come = self.events(cx.data).parts();
        let parts = self.more.pages(come, !self.filter.is_empty(), self.is_near_the_end(cx));
        vec![Want::of(Resource::Events(self.team.id.clone(), self.feed())).pages(parts)]
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.refit_to(self.events(cx.data).rows(), self.areas(cx).rows());
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let events = self.events(cx.data).rows();
        self.shown.go(motion, self.areas(cx).rows(), |line| id_in(events, *line));
        self.waits(true, cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        let events = self.events(cx.data).rows();
        self.shown.select_line(row, self.areas(cx).rows(), |line| id_in(events, *line));
        self.waits(true, cx);
    }

    fn first_row(&self) -> usize {
        self.shown.cursor.offset
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        let (events, rows) = (self.events(cx.data).rows(), self.areas(cx).rows());
        let rank = |line: &FeedLine| Some(self.filter.rank_of(&parts(events.get(line.place()?)?)));
        self.shown.find(!self.filter.is_empty(), rows, rank, |line| id_in(events, *line));
    }

    fn forget_found(&mut self) {
        self.shown.forget_found();
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        let events = self.events(cx.data).rows();
        let line = self.shown.cursor.selected;
        self.shown.select_line(line, self.areas(cx).rows(), |line| id_in(events, *line));
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        if let FeedOf::Member(member, name) = self.of.clone() {
            match action {
                Action::Report => {
                    let week = Period::week_of(cx.today());
                    return Flow::Open(Destination::Report { member, name, week });
                }
                Action::NextTab => return Flow::Swap(Destination::Todos { member, name, last: false }),
                Action::PreviousTab => return Flow::Swap(Destination::Todos { member, name, last: true }),
                _ => {}
            }
        }
        if action == Action::CopyName
            && let Some(event) = self.selected(cx.data)
        {
            let text = told(event);
            let said = SafeText::line(&text, SafeText::NAME);
            out.copy(cx.can.clipboard, text, Copying::Asked(Some(said)));
        }
        Flow::Done
    }

    fn waits(&mut self, waits: bool, cx: &Context<'_>) {
        let feed = self.events(cx.data);
        let can_follow = feed.events.fetch == Fetch::Idle && self.is_near_the_end(cx);
        self.more = More::waiting(waits, can_follow, feed.parts());
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        let events = &self.events(cx.data).events;
        let lacks = match action {
            Action::CopyName => self.selected(cx.data).is_none(),
            Action::Report | Action::NextTab | Action::PreviousTab => {
                return !matches!(self.of, FeedOf::Member(..));
            }
            Action::Go(_) => events.value().is_none_or(Vec::is_empty),
            _ => false,
        };
        lacks && !events.is_awaited()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Wall;
    use crate::tower::model::{Id, TeamId};

    /// 28 August 2026, 00:00 at Tower.
    const MIDNIGHT: i64 = 1_787_846_400_000;

    fn event(name: &str, at: Option<i64>) -> Event {
        Event {
            id: EventId(Id::parse(name).unwrap()),
            at: at.map(Wall),
            by: None,
            action: SafeText::line("完成了任务", SafeText::NAME),
            title: SafeText::line(name, SafeText::TITLE),
            place: None,
            place_kind: None,
        }
    }

    fn opened(events: &[Event]) -> Activity {
        let id = TeamId(Id::parse("t1").unwrap());
        let team = Team { id, name: SafeText::line("t", 1), created: None };
        let mut opened = Activity::of(team, FeedOf::Team);
        opened.refit_to(events, 9);
        opened
    }

    fn at<'a>(opened: &Activity, events: &'a [Event]) -> Option<&'a str> {
        let place = opened.shown.selected()?.place()?;
        Some(events[place].id.0.as_str())
    }

    #[test]
    fn a_day_begins_at_midnight_at_tower_and_what_has_no_moment_has_its_own_heading() {
        let events = [event("c", Some(MIDNIGHT)), event("b", Some(MIDNIGHT - 1)), event("a", None)];
        let days: Vec<Option<String>> = lines(&events, |_| true)
            .into_iter()
            .filter_map(|line| {
                if let FeedLine::Day(day) = line { Some(day.map(|day| day.to_string())) } else { None }
            })
            .collect();
        assert_eq!(days, [Some("2026-08-28".to_owned()), Some("2026-08-27".to_owned()), None]);
    }

    #[test]
    fn the_selection_is_never_on_a_day_and_stays_on_its_event() {
        let before = [event("b", Some(MIDNIGHT)), event("a", Some(MIDNIGHT - 1))];
        let mut opened = opened(&before);
        assert_eq!(at(&opened, &before), Some("b"));
        opened.shown.go(Motion::Down, 9, |line| id_in(&before, *line));
        assert_eq!(at(&opened, &before), Some("a"));
        opened.shown.select_line(0, 9, |line| id_in(&before, *line));
        assert_eq!(at(&opened, &before), Some("a"), "a day cannot be selected");
        let after = [event("c", Some(MIDNIGHT)), event("b", Some(MIDNIGHT)), event("a", Some(MIDNIGHT - 1))];
        opened.refit_to(&after, 9);
        assert_eq!((at(&opened, &after), opened.shown.position(), opened.shown.count()), (Some("a"), 2, 3));
        opened.refit_to(&[], 9);
        assert_eq!((opened.shown.count(), opened.shown.position()), (0, 0));
        opened.refit_to(&after, 9);
        assert_eq!(at(&opened, &after), Some("a"), "it is back");
    }
}
