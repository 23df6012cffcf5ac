//! A feed of what happened, as far as it has come.

use super::remote::{Fetch, Remote};
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::event::{Event, EventId, EventPage, Trail};
use crate::tower::failure::Failure;

/// A feed, as far as it has come.
#[derive(Debug, Default)]
pub struct EventFeed {
    /// Its events, in Tower's order.
    pub events: Remote<Vec<Event>>,
    trail: Trail,
    /// How many parts have come.
    parts: u32,
    /// The part that was asked for last, counted from 1.
    asked: u32,
    /// How many events could not be read.
    pub unreadable: usize,
}

impl EventFeed {
    /// Whether all of it has come.
    pub fn is_whole(&self) -> bool {
        self.trail.is_over()
    }

    /// Its events, as far as they have come.
    pub fn rows(&self) -> &[Event] {
        self.events.value().map_or(&[], Vec::as_slice)
    }

    /// How many parts have come.
    pub(in crate::app) fn parts(&self) -> u32 {
        self.parts
    }

    /// The event after which a part begins; none for the newest.
    pub(super) fn after(&self, part: u32) -> Option<EventId> {
        self.trail.after().filter(|_| part > 1).cloned()
    }

    /// Whether more of it can be asked for.
    pub(super) fn has_more(&self) -> bool {
        !self.is_whole() && self.parts > 0 && self.events.fetch == Fetch::Idle
    }

    /// Asks for the part that follows.
    pub(super) fn ask_for_more(&mut self) -> u32 {
        self.asked = self.parts.saturating_add(1);
        self.asked
    }

    /// Asks for the part that failed, else for the newest.
    pub(super) fn ask(&mut self) -> u32 {
        self.asked = if self.events.failure().is_some() { self.asked.max(1) } else { 1 };
        self.asked
    }

    /// A part was asked for.
    pub(super) fn begin(&mut self, request: RequestId, now: Now) {
        self.events.begin(request, now);
    }

    /// A part of it came, or did not.
    pub(super) fn settle(&mut self, part: u32, result: Result<EventPage, Failure>, now: Now, jitter: f64) {
        match result {
            Ok(page) => self.came(part, page, now),
            Err(why) => self.events.failed(why, now, jitter),
        }
    }

    /// Stops waiting.
    pub(super) fn give_up(&mut self) {
        self.events.give_up();
    }

    /// The newest part, asked for anew, keeps what has come below it: what happened stays as it is.
    fn came(&mut self, part: u32, page: EventPage, now: Now) {
        let mut before = self.events.value_mut().map(std::mem::take).unwrap_or_default();
        let unreadable = page.unreadable;
        let events = if part > 1 {
            self.parts = self.parts.max(part);
            self.unreadable = self.unreadable.saturating_add(unreadable);
            before.extend(self.trail.take(page));
            before
        } else if self.parts > 0
            && let Some(mut new) = self.trail.renew(page.clone())
        {
            new.append(&mut before);
            new
        } else {
            self.trail = Trail::default();
            self.parts = 1;
            self.unreadable = unreadable;
            self.trail.take(page)
        };
        self.events.arrived(events, now);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::model::Id;

    const NOW: Now = Now { mono: Duration::ZERO, wall: Wall(0) };

    fn page(names: &str) -> EventPage {
        let event = |name: char| Event {
            id: EventId(Id::parse(&name.to_string()).unwrap()),
            at: None,
            by: None,
            action: SafeText::line("x", 1),
            title: SafeText::line("x", 1),
            place: None,
            place_kind: None,
        };
        EventPage { events: names.chars().map(event).collect(), unreadable: 0 }
    }

    fn feed(parts: &[(u32, &str)]) -> EventFeed {
        let mut feed = EventFeed::default();
        for (part, names) in parts {
            feed.settle(*part, Ok(page(names)), NOW, 0.5);
        }
        feed
    }

    fn names(feed: &EventFeed) -> String {
        feed.rows().iter().map(|event| event.id.0.as_str()).collect()
    }

    #[test]
    fn a_feed_grows_below_and_is_renewed_above() {
        let feed = feed(&[(1, "fedc"), (2, "ba"), (1, "hgfe")]);
        assert_eq!((names(&feed).as_str(), feed.parts(), feed.is_whole()), ("hgfedcba", 2, false));
        assert_eq!(feed.after(3).map(|id| id.0.as_str().to_owned()).as_deref(), Some("a"));
        assert_eq!(feed.after(1), None);
    }

    #[test]
    fn more_than_a_part_that_happened_meanwhile_begins_it_anew() {
        let feed = feed(&[(1, "fedc"), (2, "ba"), (1, "xyz")]);
        assert_eq!((names(&feed).as_str(), feed.parts()), ("xyz", 1));
    }

    #[test]
    fn a_cursor_that_brings_nothing_new_ends_it_and_what_failed_is_asked_for_again() {
        let mut feed = feed(&[(1, "dc")]);
        assert_eq!(feed.ask_for_more(), 2);
        feed.settle(2, Err(Failure::Forbidden), NOW, 0.5);
        assert_eq!((feed.ask(), names(&feed).as_str()), (2, "dc"));
        feed.settle(2, Ok(page("dc")), NOW, 0.5);
        assert!(feed.is_whole() && !feed.has_more());
        assert_eq!(feed.ask(), 1);
    }
}
