//! The way through the pages of a list: six on the wire at once, taken in in order, each failure its own.

use std::collections::BTreeMap;

use super::members::MemberList;
use crate::base::request::{Ids, RequestId};
use crate::tower::model::MemberPage;

/// How many pages are on the wire at once.
const AT_ONCE: usize = 6;

/// More pages than any team has: a Tower that never ends its list does not keep us for ever.
const PAGE_CAP: u32 = 500;

/// A walk from the first page to the last. Pages are counted; the links of an answer are never followed, because
/// they may lead anywhere (section 4 of the API's contract).
#[derive(Debug, Default)]
pub(in crate::app) struct Pager {
    /// The pages asked for, by the request that asks.
    on_wire: BTreeMap<RequestId, u32>,
    /// Pages that came before their turn.
    early: BTreeMap<u32, MemberPage>,
    /// Pages that did not come.
    failed: Vec<u32>,
    /// How many pages have been taken in.
    taken: u32,
    /// The last page asked for.
    asked: u32,
    /// How many there are, if Tower said.
    pages: Option<u32>,
    /// The end was found.
    over: bool,
    /// What is collected behind a list that is whole and stays on the screen until the new one is.
    pub(in crate::app) behind: Option<MemberList>,
}

impl Pager {
    /// A walk from the beginning; behind the list on the screen, if that is whole.
    pub(in crate::app) fn new(behind: bool) -> Self {
        Self { behind: behind.then(MemberList::default), ..Self::default() }
    }

    /// Whether some of it is done and it is not over.
    pub(in crate::app) fn is_under_way(&self) -> bool {
        self.taken > 0 && !self.over
    }

    /// How many pages have been taken in, and how many there are if Tower said.
    pub(in crate::app) fn progress(&self) -> (u32, Option<u32>) {
        (self.taken, self.pages)
    }

    /// The first page that did not come.
    pub(in crate::app) fn failed(&self) -> Option<u32> {
        self.failed.iter().min().copied()
    }

    /// Whether an answer to this request is waited for.
    pub(in crate::app) fn waits_for(&self, request: RequestId) -> bool {
        self.on_wire.contains_key(&request)
    }

    /// Whether anything is on the wire.
    pub(in crate::app) fn is_waiting(&self) -> bool {
        !self.on_wire.is_empty()
    }

    /// Stops waiting. Returns what was on the wire, whose pages can be asked for again.
    pub(in crate::app) fn give_up(&mut self) -> Vec<RequestId> {
        let dropped = std::mem::take(&mut self.on_wire);
        self.failed.extend(dropped.values());
        dropped.into_keys().collect()
    }

    /// The pages to ask for now: those that failed first, then as many more as may be on the wire. Until Tower
    /// has said how many there are, one at a time.
    pub(in crate::app) fn ask(&mut self, ids: &mut Ids) -> Vec<(RequestId, u32)> {
        let mut pages = std::mem::take(&mut self.failed);
        pages.sort_unstable();
        while !self.over && pages.len() + self.on_wire.len() < self.at_once() && self.asked < self.last() {
            self.asked += 1;
            pages.push(self.asked);
        }
        let asked: Vec<(RequestId, u32)> = pages.into_iter().map(|page| (ids.take(), page)).collect();
        self.on_wire.extend(asked.iter().copied());
        asked
    }

    fn at_once(&self) -> usize {
        if self.pages.is_some() { AT_ONCE } else { 1 }
    }

    /// The last page worth asking for, as far as is known.
    fn last(&self) -> u32 {
        self.pages.unwrap_or(u32::MAX).max(self.taken + 1).min(PAGE_CAP)
    }

    /// A page did not come.
    pub(in crate::app) fn lost(&mut self, request: RequestId) {
        self.failed.extend(self.on_wire.remove(&request));
    }

    /// A page came.
    pub(in crate::app) fn came(&mut self, request: RequestId, page: MemberPage) {
        if let Some(number) = self.on_wire.remove(&request) {
            self.pages = page.pages.or(self.pages);
            self.early.insert(number, page);
        }
    }

    /// The page that is next in order, once it is there.
    pub(in crate::app) fn next(&mut self) -> Option<MemberPage> {
        self.early.remove(&(self.taken + 1))
    }

    /// That page was taken in, and so many of its members were new.
    pub(in crate::app) fn took(&mut self, new: usize, is_last: bool) {
        self.taken += 1;
        // A page past the end may say that the first one follows: only new members carry the walk on.
        if is_last || new == 0 || self.taken >= PAGE_CAP {
            self.over = true;
            self.early.clear();
            self.failed.clear();
        }
    }

    /// Whether no page is asked for any more, whatever follows.
    pub(in crate::app) fn is_at_cap(&self) -> bool {
        self.taken >= PAGE_CAP
    }

    /// Whether the end was found.
    pub(in crate::app) fn is_over(&self) -> bool {
        self.over
    }
}
