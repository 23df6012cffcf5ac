//! The members of a team: what has come of them, and what is asked for.

use super::member_list::{ColumnWidths, MemberList, Progress};
use super::pager::Pager;
use super::remote::Remote;
use super::team_cache::{CachedPart, CachedTeam};
use crate::app::search::{Filter, LookedThrough, UnknownTerm};
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::failure::Failure;
use crate::tower::json_api::MemberPage;
use crate::tower::model::MemberId;

/// What Tower has said of a team's members.
#[derive(Debug, Default)]
pub struct TeamMembers {
    /// Those who have come.
    pub list: Remote<MemberList>,
    /// Counts the lists that have taken each other's place. Whoever works something out of a list does so anew when this
    /// has changed, and goes on where more members have come behind the others.
    pub revision: u64,
    pager: Pager<MemberPage>,
    /// The pages of a refresh, until they make a whole list that can replace the one on the screen.
    behind: Option<MemberList>,
    /// The members that the last refresh added or changed, until they are taken.
    changed: Vec<MemberId>,
}

impl TeamMembers {
    /// The members of a team as they were cached.
    pub(super) fn of_cache(cached: CachedTeam) -> Self {
        let mut list = MemberList::default();
        list.widen(cached.widest);
        cached.members.into_iter().for_each(|block| list.push(block));
        let is_whole = list.len() == cached.all;
        let filling = Progress::Filling { all: cached.all, inactive: cached.inactive };
        let list = list.having_come(if is_whole { Progress::Whole } else { filling });
        Self { list: Remote::of_cache(list, cached.at), revision: 1, ..Self::default() }
    }

    /// Takes in what was read next of the cache, as long as nothing better has come.
    pub(super) fn fill(&mut self, part: CachedPart) {
        if self.filling().is_none() {
            return;
        }
        match (part, self.list.value_mut()) {
            (CachedPart::Damaged, _) => {
                self.list.forget();
                self.revision += 1;
            }
            (CachedPart::Members(blocks), Some(list)) => {
                for block in blocks {
                    list.push(block);
                }
            }
            (CachedPart::End, Some(list)) => list.progress = Progress::Whole,
            (_, None) => {}
        }
    }

    /// How many members are in the cache and how many of them no longer take part, while they are read.
    pub fn filling(&self) -> Option<(usize, usize)> {
        match self.list.value()?.progress {
            Progress::Filling { all, inactive } => Some((all, inactive)),
            Progress::Whole | Progress::Partial => None,
        }
    }

    /// How many take part; none where not all of them are known.
    pub fn count(&self) -> Option<usize> {
        let whole = || self.list().filter(|_| self.is_whole()).map(|list| (list.len(), list.inactive()));
        let (all, inactive) = self.filling().or_else(whole)?;
        Some(all.saturating_sub(inactive))
    }

    /// Those who have come, in Tower's order; none where nobody has.
    pub(in crate::app) fn list(&self) -> Option<&MemberList> {
        self.list.value()
    }

    /// The list that stays until another one is whole.
    fn stands(&self) -> bool {
        self.is_whole() || self.filling().is_some()
    }

    /// Whether all members have come.
    pub fn is_whole(&self) -> bool {
        self.list.value().is_some_and(|list| list.progress == Progress::Whole)
    }

    /// Whether some have come and others have not.
    pub fn is_partial(&self) -> bool {
        self.list.value().is_some_and(|list| list.progress == Progress::Partial)
    }

    /// The first term of a filter that means nothing in this team, where the filter leaves so many of it; of roles and
    /// groups it is known once all members have come.
    pub fn unknown_term(&self, filter: &Filter, left: usize) -> Option<UnknownTerm> {
        let unknown = filter.unknown();
        // Who is left out by what means nothing is not seen by how many are left.
        let may_be = unknown.is_some() || left == 0 || filter.is_lenient();
        match self.list().filter(|_| may_be && self.is_whole()) {
            Some(list) => filter.unknown_among(&list.indices()),
            None => unknown,
        }
    }

    /// Every member, where all of them are there and from Tower itself.
    pub(in crate::app) fn all_if_whole(&self) -> Option<&MemberList> {
        self.list().filter(|_| self.is_whole() && !self.list.is_cached())
    }

    /// How many pages have come and how many there are.
    pub fn pages(&self) -> (u32, Option<u32>) {
        (self.pager.taken(), self.pager.pages())
    }

    /// The first page that did not come.
    pub fn failed_page(&self) -> Option<u32> {
        self.pager.failed()
    }

    /// Whether pages are on the wire.
    pub fn is_loading(&self) -> bool {
        self.pager.is_waiting()
    }

    /// What a search looks through, with this member for the account's own.
    pub(in crate::app) fn looked_through(&self, own: Option<&MemberId>) -> LookedThrough {
        LookedThrough { revision: self.revision, members: self.loaded(), own: own.cloned() }
    }

    /// How many members have come.
    pub fn loaded(&self) -> usize {
        self.list().map_or(0, MemberList::len)
    }

    /// Whether there may be more members at Tower than are read.
    pub fn is_cut(&self) -> bool {
        self.list.value().is_some_and(|list| list.is_cut)
    }

    /// How many entries of the list could not be read and are not among them.
    pub fn unreadable(&self) -> usize {
        self.list.value().map_or(0, |list| list.unreadable)
    }

    /// The cells of the widest texts that have come, whether they show or not.
    pub fn widest(&self) -> ColumnWidths {
        self.list.value().map_or_else(ColumnWidths::default, MemberList::widest)
    }

    /// Whether asking again asks only for the page that failed: the requests under way stay.
    pub(super) fn mends(&self) -> bool {
        self.goes_on() && self.pager.failed().is_some()
    }

    /// Whether what has come of a list is kept, and not given up for its first page.
    fn goes_on(&self) -> bool {
        self.pager.is_under_way() && (!self.stands() || self.list.failure().is_some())
    }

    /// The pages to ask for when it is asked for: from the first, or those that are missing.
    pub(super) fn ask(&mut self) -> Vec<u32> {
        if !self.goes_on() {
            self.pager = Pager::default();
            self.behind = self.stands().then(MemberList::default);
        }
        self.pager.ahead()
    }

    /// A page was asked for.
    pub(super) fn begin(&mut self, request: RequestId, now: Now) {
        self.list.begin(request, now);
    }

    /// A page came, or did not. Returns the pages that are asked for next; none at all where the list is over.
    pub(super) fn settle(
        &mut self,
        page: u32,
        result: Result<MemberPage, Failure>,
        now: Now,
        jitter: f64,
    ) -> Option<Vec<u32>> {
        match result {
            Ok(came) => {
                self.pager.came(page, came);
                self.take_in(now);
            }
            Err(why) => {
                self.pager.lost(page);
                // It is retried later or by the person; the other requests go on.
                self.list.failed(why, now, jitter);
            }
        }
        if self.pager.is_over() {
            self.pager.give_up();
            return None;
        }
        Some(if self.pager.failed().is_some() { Vec::new() } else { self.pager.ahead() })
    }

    /// Shows what came, in order; during a refresh it is collected until the new list is whole.
    fn take_in(&mut self, now: Now) {
        let failure = self.list.fetch.clone();
        let behind = self.behind.take();
        let is_behind = behind.is_some();
        let shown = || self.list.value_mut().map(std::mem::take).unwrap_or_default();
        let mut list = behind.unwrap_or_else(shown);
        let before = self.list.value().map_or(&[][..], MemberList::blocks);
        let mut new = 0;
        while let Some(page) = self.pager.next_in_order() {
            let had = page.members.len();
            let of_page = list.add(page.members, before);
            if !self.pager.took(had, of_page, page.is_last || list.is_full(), page.has_next) {
                list.unreadable = list.unreadable.saturating_add(page.unreadable);
            }
            list.is_cut |= !page.is_last && (list.is_full() || self.pager.is_cut());
            new += of_page;
        }
        if self.pager.is_over() {
            let shows_others = is_behind && (self.filling().is_some() || !list.is_as(before));
            if shows_others && !self.list.is_cached() {
                self.changed = list.changed_since(before);
            }
            self.revision += u64::from(shows_others);
            self.list.arrived(list.having_come(Progress::Whole), now);
        } else if is_behind {
            self.behind = Some(list);
        } else if new > 0 {
            self.list.arrived(list, now);
            self.list.fetch = failure;
        } else if let Some(shown) = self.list.value_mut() {
            *shown = list;
        }
    }

    /// Takes the members that the last refresh changed. A list that replaces a cached one counts none as changed.
    pub(super) fn take_changed(&mut self) -> Vec<MemberId> {
        std::mem::take(&mut self.changed)
    }

    /// Stops waiting for what is on the wire.
    pub(super) fn give_up(&mut self) {
        self.list.give_up();
        self.pager.give_up();
    }
}
