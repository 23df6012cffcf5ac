//! What happened in a team, or what one of its members did: by day, the newest first, further back as one scrolls.

use jiff::civil::Date;

use crate::app::core::context::Context;
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, Flow, Screen};
use crate::app::data::feed::EventFeed;
use crate::app::data::remote::Fetch;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::search::Filter;
use crate::base::calendar::day_at_tower;
use crate::base::text::SafeText;
use crate::tower::event::{Event, EventId, Feed};
use crate::tower::model::{MemberId, Team};
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

/// When what follows is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ahead {
    /// Where the end of what has come is near.
    #[default]
    AsNeeded,
    /// So many parts, even where a filter hides how near the end is.
    Parts(u32),
    /// Not before the person moves: they did not want to wait for it.
    Stopped,
}

/// What happened.
#[derive(Debug)]
pub struct Activity {
    /// The team.
    pub team: Team,
    /// The member whose doing it is; none for everybody's.
    pub of: Option<(MemberId, SafeText)>,
    /// What is typed to find something.
    pub filter: Filter,
    /// The lines, days and all.
    pub lines: Vec<FeedLine>,
    /// The selected line and the first that shows.
    pub cursor: Cursor,
    ahead: Ahead,
    selected: Option<EventId>,
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

/// An event in one line, as it is copied and found.
fn told(event: &Event) -> String {
    let by = event.by.as_ref().and_then(|by| by.name.as_ref());
    let parts = [by, Some(&event.action), Some(&event.title), event.place.as_ref()];
    let parts: Vec<&str> = parts.into_iter().flatten().map(SafeText::as_str).collect();
    parts.join(" ")
}

impl Activity {
    /// The feed of a team, or of one of its members.
    pub(super) fn of(team: Team, of: Option<(MemberId, SafeText)>) -> Self {
        Self {
            team,
            of,
            filter: Filter::default(),
            lines: Vec::new(),
            cursor: Cursor::default(),
            ahead: Ahead::default(),
            selected: None,
        }
    }

    fn feed(&self) -> Feed {
        self.of.as_ref().map_or(Feed::Team, |(member, _)| Feed::Member(member.clone()))
    }

    /// What has come of it.
    pub fn events<'a>(&self, data: &'a Data) -> &'a EventFeed {
        data.feed(&self.team.id, &self.feed())
    }

    /// The selected event.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Event> {
        self.events(data).rows().get(self.lines.get(self.cursor.selected)?.place()?)
    }

    /// How many events show.
    pub fn count(&self) -> usize {
        self.lines.iter().filter(|line| line.place().is_some()).count()
    }

    /// Where among them the selected one is, counted from 0.
    pub fn position(&self) -> usize {
        self.lines.iter().take(self.cursor.selected).filter(|line| line.place().is_some()).count()
    }

    /// The lines that show, from the first on the screen, each with whether it is the selected one.
    pub fn visible(&self) -> impl Iterator<Item = (FeedLine, bool)> {
        let lines = self.lines.iter().enumerate().skip(self.cursor.offset);
        lines.map(|(at, line)| (*line, at == self.cursor.selected))
    }

    /// Selects the event that is this one of those that show, counted from 0.
    fn select_nth(&mut self, nth: usize, events: &[Event], rows: usize) {
        let with_event = self.lines.iter().enumerate().filter(|(_, line)| line.place().is_some());
        if let Some(line) = with_event.map(|(at, _)| at).nth(nth) {
            self.select_line(line, events, rows);
        }
    }

    fn select_line(&mut self, line: usize, events: &[Event], rows: usize) {
        let place = self.lines.get(line).and_then(|line| line.place());
        if let Some(event) = place.and_then(|place| events.get(place)) {
            self.cursor.selected = line;
            self.selected = Some(event.id.clone());
            self.cursor.fit(self.lines.len(), rows);
            // The day above the first that shows.
            let is_under_day = line.checked_sub(1).and_then(|above| self.lines.get(above));
            let is_under_day = is_under_day.is_some_and(|above| above.place().is_none());
            if is_under_day && rows > 1 && self.cursor.offset == line {
                self.cursor.offset -= 1;
            }
        }
    }

    /// Works out anew which lines show. The selection stays on its event, or goes to the nearest one left.
    fn refit_to(&mut self, events: &[Event], rows: usize) {
        let before = self.position();
        self.lines = lines(events, |event| self.filter.keeps_name(&told(event)));
        let is_it = |line: &FeedLine| {
            let event = line.place().and_then(|place| events.get(place));
            event.is_some_and(|event| Some(&event.id) == self.selected.as_ref())
        };
        let line = self.selected.as_ref().and_then(|_| self.lines.iter().position(is_it));
        match line {
            Some(line) => self.select_line(line, events, rows),
            None => {
                let kept = self.selected.take();
                self.cursor.fit(self.lines.len(), rows);
                self.select_nth(before.min(self.count().saturating_sub(1)), events, rows);
                // It may come back.
                self.selected = self.selected.take().or(kept);
            }
        }
    }

    fn is_near_the_end(&self, cx: &Context<'_>) -> bool {
        self.cursor.selected + self.areas(cx).rows() >= self.lines.len()
    }

    /// How many parts are wanted now.
    fn parts(&self, cx: &Context<'_>) -> u32 {
        match self.ahead {
            // A filter that leaves little would ask for all there ever was.
            Ahead::AsNeeded | Ahead::Parts(_) if self.filter.is_empty() && self.is_near_the_end(cx) => {
                self.events(cx.data).parts().saturating_add(1)
            }
            Ahead::Parts(parts) => parts,
            Ahead::AsNeeded | Ahead::Stopped => 1,
        }
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
        vec![Want::of(Resource::Events(self.team.id.clone(), self.feed())).pages(self.parts(cx))]
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.refit_to(self.events(cx.data).rows(), self.areas(cx).rows());
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let rows = self.areas(cx).rows();
        let mut among = Cursor { selected: self.position(), offset: 0 };
        among.go(motion, self.count(), rows);
        self.select_nth(among.selected, self.events(cx.data).rows(), rows);
        self.waits(true, cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.select_line(row, self.events(cx.data).rows(), self.areas(cx).rows());
        self.waits(true, cx);
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        if action == Action::Report
            && let Some((member, name)) = self.of.clone()
        {
            return Flow::Open(Destination::Report { member, name, week: Period::week_of(cx.today()) });
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
        self.ahead = match waits {
            false => Ahead::Stopped,
            true if can_follow => Ahead::Parts(feed.parts().saturating_add(1)),
            true => Ahead::AsNeeded,
        };
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        let events = &self.events(cx.data).events;
        let lacks = match action {
            Action::CopyName => self.selected(cx.data).is_none(),
            Action::Report => self.of.is_none(),
            Action::Go(_) => events.value().is_none_or(Vec::is_empty),
            _ => false,
        };
        let coming = events.value().is_none() && events.request().is_some();
        lacks && !coming
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
        let mut opened = Activity::of(team, None);
        opened.refit_to(events, 9);
        opened
    }

    fn at<'a>(opened: &Activity, events: &'a [Event]) -> Option<&'a str> {
        let place = opened.lines.get(opened.cursor.selected)?.place()?;
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
        opened.select_nth(1, &before, 9);
        assert_eq!(at(&opened, &before), Some("a"));
        opened.select_line(0, &before, 9);
        assert_eq!(at(&opened, &before), Some("a"), "a day cannot be selected");
        let after = [event("c", Some(MIDNIGHT)), event("b", Some(MIDNIGHT)), event("a", Some(MIDNIGHT - 1))];
        opened.refit_to(&after, 9);
        assert_eq!((at(&opened, &after), opened.position(), opened.count()), (Some("a"), 2, 3));
        opened.refit_to(&[], 9);
        assert_eq!((opened.count(), opened.position()), (0, 0));
        opened.refit_to(&after, 9);
        assert_eq!(at(&opened, &after), Some("a"), "it is back");
    }
}
