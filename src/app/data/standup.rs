//! What a standup tells of somebody, and what is being read for it.

use jiff::civil::Date;

use super::remote::Remote;
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use crate::tower::model::MemberId;
use crate::tower::work::{STANDUP_SOURCES, Source, StandupLists};

/// The lists of somebody for a standup, once both have come.
#[derive(Debug, Default)]
pub struct StandupReading {
    /// What has come; whatever is missing of it is known.
    pub lists: Remote<StandupLists>,
    /// What is coming. The lists are asked for as pages: 1 is the first list.
    coming: Option<StandupLists>,
}

/// The list that is asked for as this page.
fn source(page: u32) -> Option<Source> {
    let at = usize::try_from(page.checked_sub(1)?).ok()?;
    STANDUP_SOURCES.get(at).copied()
}

/// The call for a page.
pub(super) fn call(member: &MemberId, page: u32) -> Call {
    StandupLists::call(member, source(page).unwrap_or(Source::Open))
}

impl StandupReading {
    /// Begins to read what was done since a day.
    pub(super) fn start(&mut self, since: Date) {
        self.coming = Some(StandupLists::new(since));
    }

    /// The pages to ask for.
    pub(super) fn pages() -> Vec<u32> {
        (1..).take(STANDUP_SOURCES.len()).collect()
    }

    /// A page was asked for.
    pub(super) fn begin(&mut self, request: RequestId, now: Now) {
        // One wait for both.
        if self.lists.request().is_none() {
            self.lists.begin(request, now);
        }
    }

    /// A page came, or did not. Returns no more pages; none at all once both are there.
    pub(super) fn settle(
        &mut self,
        page: u32,
        result: Result<Reply, Failure>,
        now: Now,
        jitter: f64,
    ) -> Option<Vec<u32>> {
        let (lists, source) = (self.coming.as_mut()?, source(page)?);
        // It says nothing of the list.
        if result == Err(Failure::NoToken) {
            self.coming = None;
            self.lists.failed(Failure::NoToken, now, jitter);
            return None;
        }
        lists.take(source, result);
        if !lists.is_over() {
            return Some(Vec::new());
        }
        let lists = self.coming.take()?;
        match lists.failure().cloned() {
            Some(why) => self.lists.failed(why, now, jitter),
            None => self.lists.arrived(lists, now),
        }
        None
    }

    /// Stops waiting.
    pub(super) fn give_up(&mut self) {
        self.coming = None;
        self.lists.give_up();
    }
}
