//! What happened in a team, and the way through its list, which has a cursor in place of pages.

use std::collections::HashSet;

use super::model::{Id, MemberId, MemberRef, ProjectId};
use crate::base::text::SafeText;
use crate::base::time::Wall;

/// The id of an event: decimal digits, of which Tower's are higher the newer the event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EventId(pub Id);

/// Whose events.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Feed {
    /// All of a team's.
    Team,
    /// What this member did.
    Member(MemberId),
    /// What happened in this project.
    Project(ProjectId),
}

/// Something that happened. Tower does not say to which to-do or discussion, only what that is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Which event.
    pub id: EventId,
    /// When it happened.
    pub at: Option<Wall>,
    /// Who did it (`creator`).
    pub by: Option<MemberRef>,
    /// What they did: a Chinese phrase, as Tower words it. The set is open.
    pub action: SafeText,
    /// What they did it to, by name.
    pub title: SafeText,
    /// Where that is, such as the name of a project (`ancestor_name`).
    pub place: Option<SafeText>,
    /// What that place is, such as `Project` (`ancestor_type`). The set is open.
    pub place_kind: Option<SafeText>,
}

/// A part of the events of a feed, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventPage {
    /// The events in Tower's order.
    pub events: Vec<Event>,
    /// How many of the page could not be read and are left out.
    pub unreadable: usize,
}

/// The way through a feed: what has come of it, and where to go on.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    known: HashSet<EventId>,
    last: Option<EventId>,
    is_over: bool,
}

impl Trail {
    /// The event after which to go on; none for the newest.
    pub fn after(&self) -> Option<&EventId> {
        self.last.as_ref()
    }

    /// Whether nothing more is to be asked for. A feed never says that it ends: it does where a page brings nothing
    /// new, so that a cursor that repeats or does not move ends the list.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Takes the page that was asked for after [`after`](Self::after), and gives what of it is new.
    pub fn take(&mut self, page: EventPage) -> Vec<Event> {
        let last = page.events.last().map(|event| event.id.clone());
        let mut events = page.events;
        events.retain(|event| self.known.insert(event.id.clone()));
        self.is_over = events.is_empty() || last == self.last;
        self.last = last.or(self.last.take());
        events
    }

    /// Takes the newest page once more, and gives what of it is new, which goes before all that has come; none where
    /// the page does not reach down to that, as more has happened since than it holds.
    pub fn renew(&mut self, page: EventPage) -> Option<Vec<Event>> {
        if !page.events.iter().any(|event| self.known.contains(&event.id)) {
            return None;
        }
        let mut events = page.events;
        events.retain(|event| self.known.insert(event.id.clone()));
        Some(events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(ids: &[&str]) -> EventPage {
        let event = |id: &&str| Event {
            id: EventId(Id::parse(id).unwrap()),
            at: None,
            by: None,
            action: SafeText::line("完成了任务", SafeText::NAME),
            title: SafeText::line("周报", SafeText::TITLE),
            place: None,
            place_kind: None,
        };
        EventPage { events: ids.iter().map(event).collect(), unreadable: 0 }
    }

    fn ids(events: &[Event]) -> Vec<&str> {
        events.iter().map(|event| event.id.0.as_str()).collect()
    }

    #[test]
    fn a_feed_is_walked_to_the_page_that_brings_nothing_new() {
        let mut trail = Trail::default();
        assert_eq!((trail.after(), trail.is_over()), (None, false));
        assert_eq!(ids(&trail.take(page(&["9", "8", "8", "7"]))), ["9", "8", "7"]);
        assert_eq!(trail.after().map(|id| id.0.as_str()), Some("7"));
        assert_eq!(ids(&trail.take(page(&["7", "6"]))), ["6"], "the page before it had moved");
        assert!(!trail.is_over());
        assert!(trail.take(page(&[])).is_empty() && trail.is_over());
        assert_eq!(trail.after().map(|id| id.0.as_str()), Some("6"));
    }

    #[test]
    fn what_is_new_at_the_top_joins_what_has_come_or_begins_anew() {
        let mut trail = Trail::default();
        trail.take(page(&["9", "8"]));
        assert_eq!(trail.renew(page(&["11", "10", "9"])).as_deref().map(ids), Some(vec!["11", "10"]));
        assert_eq!(trail.after().map(|id| id.0.as_str()), Some("8"), "it goes on where it was");
        assert_eq!(trail.renew(page(&["20", "19"])), None);
    }

    #[test]
    fn a_cursor_that_repeats_or_stands_still_ends_it() {
        let mut trail = Trail::default();
        trail.take(page(&["9", "8"]));
        assert!(trail.take(page(&["9", "8"])).is_empty() && trail.is_over());
        let mut trail = Trail::default();
        trail.take(page(&["9", "8"]));
        assert_eq!(ids(&trail.take(page(&["10", "8"]))), ["10"]);
        assert!(trail.is_over(), "it would ask the same again");
    }
}
