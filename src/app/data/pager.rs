//! The pager: asks for the pages of a list by number, takes them in in order, and keeps each failure apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::tower::comment::CommentPage;
use crate::tower::json_api::MemberPage;
use crate::tower::todo::TodoPage;

/// How many requests for lists are on the wire at once.
pub const AT_ONCE: usize = 6;

/// More pages than any list has, so that a list without end does not go on for ever.
const PAGE_CAP: u32 = 500;

/// So many pages one after another that bring nothing are the end of a list that never says that it ends.
const EMPTY_PAGES: u32 = 3;

/// A page of a list, as far as the way through the list depends on it.
pub trait Page {
    /// Tower says that no page follows.
    fn is_last(&self) -> bool;

    /// How many pages Tower says there are.
    fn pages(&self) -> Option<u32> {
        None
    }
}

impl Page for MemberPage {
    fn is_last(&self) -> bool {
        self.is_last
    }

    fn pages(&self) -> Option<u32> {
        self.pages
    }
}

impl Page for CommentPage {
    fn is_last(&self) -> bool {
        self.is_last
    }
}

impl Page for TodoPage {
    fn is_last(&self) -> bool {
        self.is_last
    }
}

/// The way from the first page of a list to its last. Pages are counted; the links of an answer are never followed,
/// because they may lead anywhere (`docs/tower-api.md`, section 4).
///
/// A list that is wanted whole asks for [`Pager::ahead`], one that is read as somebody scrolls for [`Pager::one`].
#[derive(Debug)]
pub struct Pager<P> {
    /// The pages asked for.
    on_wire: BTreeSet<u32>,
    /// Pages that came before their turn.
    early: BTreeMap<u32, P>,
    /// Pages that did not come.
    failed: BTreeSet<u32>,
    /// How many pages have been taken in.
    taken: u32,
    /// The last page asked for.
    asked: u32,
    /// How many there are, if Tower said.
    pages: Option<u32>,
    /// How many of the last pages taken in brought nothing new.
    empty: u32,
    /// The end was found.
    over: bool,
    /// No page was asked for any more, whatever followed.
    cut: bool,
}

impl<P> Default for Pager<P> {
    fn default() -> Self {
        Self {
            on_wire: BTreeSet::new(),
            early: BTreeMap::new(),
            failed: BTreeSet::new(),
            taken: 0,
            asked: 0,
            pages: None,
            empty: 0,
            over: false,
            cut: false,
        }
    }
}

impl<P: Page> Pager<P> {
    /// Whether some of it is done and it is not over.
    pub fn is_under_way(&self) -> bool {
        self.taken > 0 && !self.over
    }

    /// How many pages have been taken in.
    pub fn taken(&self) -> u32 {
        self.taken
    }

    /// How many there are, if Tower said.
    pub fn pages(&self) -> Option<u32> {
        self.pages
    }

    /// The first page that did not come.
    pub fn failed(&self) -> Option<u32> {
        self.failed.first().copied()
    }

    /// Whether anything is on the wire.
    pub fn is_waiting(&self) -> bool {
        !self.on_wire.is_empty()
    }

    /// Whether it is over because no list is read any further, and not because it ends.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Whether the end was found, and all before it has come.
    pub fn is_whole(&self) -> bool {
        self.over && !self.cut
    }

    /// Whether the end was found.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The pages to ask for now: those that failed first, then as many more as may be on the wire. Until Tower
    /// has said how many there are, one at a time.
    pub fn ahead(&mut self) -> Vec<u32> {
        let mut asked: Vec<u32> = std::mem::take(&mut self.failed).into_iter().collect();
        let at_once = if self.pages.is_some() { AT_ONCE } else { 1 };
        // The last page worth asking for, as far as is known.
        let last = self.pages.unwrap_or(u32::MAX).max(self.taken + 1).min(PAGE_CAP);
        while !self.over && asked.len() + self.on_wire.len() < at_once && self.asked < last {
            self.asked += 1;
            asked.push(self.asked);
        }
        self.on_wire.extend(&asked);
        asked
    }

    /// This page is asked for by itself, whatever has come.
    pub fn one(&mut self, page: u32) {
        self.failed.clear();
        self.on_wire.insert(page);
    }

    /// Asks for the page that failed, where one `has_failed`, else for the first.
    pub fn failed_or_first(&mut self, has_failed: bool) -> u32 {
        let page = self.failed().filter(|_| has_failed).unwrap_or(1);
        self.one(page);
        page
    }

    /// Asks for the page that follows, where fewer than `wanted` have come and one may.
    pub fn following(&mut self, wanted: u32) -> Option<u32> {
        let page = self.taken + 1;
        let can_follow = self.taken > 0 && self.taken < wanted && !self.over;
        can_follow.then(|| {
            self.one(page);
            page
        })
    }

    /// Stops waiting: what was on the wire can be asked for again.
    pub fn give_up(&mut self) {
        self.failed.append(&mut self.on_wire);
    }

    /// A page did not come.
    pub fn lost(&mut self, page: u32) {
        self.failed.extend(self.on_wire.take(&page));
    }

    /// A page came that is taken in whatever its turn. Whether it was waited for.
    pub fn lands(&mut self, page: u32) -> bool {
        self.on_wire.remove(&page)
    }

    /// A page came.
    pub fn came(&mut self, number: u32, page: P) {
        if self.lands(number) {
            self.pages = page.pages().or(self.pages);
            self.early.insert(number, page);
        }
    }

    /// The page that is next in order, once it is there.
    pub fn next_in_order(&mut self) -> Option<P> {
        self.early.remove(&(self.taken + 1))
    }

    /// That page was taken in: how many things could be read of it, how many of them were new, and whether it says that it
    /// is the last, or that one follows: then one does, whatever it brings. Whether it only repeats what was there: then
    /// so does what could not be read of it.
    pub fn took(&mut self, had: usize, new: usize, is_last: bool, has_next: bool) -> bool {
        self.taken += 1;
        let repeats = had > 0 && new == 0;
        self.empty = if new == 0 && !has_next { self.empty + 1 } else { 0 };
        // Past the end the first page may come again: what is there already ends it, unless more are promised.
        let is_promised = has_next || self.pages.is_some_and(|pages| self.taken < pages);
        let begins_again = repeats && !is_promised;
        let is_end = is_last || begins_again || self.empty >= EMPTY_PAGES;
        self.cut = !is_end && self.taken >= PAGE_CAP;
        if is_end || self.cut {
            self.over = true;
            self.early.clear();
            self.failed.clear();
        }
        repeats
    }

    /// The first page came anew, and so many pages of the list stand behind it.
    pub fn begins_anew(&mut self, taken: u32, over: bool) {
        self.taken = taken;
        self.empty = 0;
        self.over = over;
        self.cut &= over;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Any;

    impl Page for Any {
        fn is_last(&self) -> bool {
            false
        }
    }

    #[test]
    fn a_page_without_anything_ends_no_list_and_one_that_begins_again_does() {
        for (pages, is_over) in [
            (&[(200, 200), (0, 0), (10, 10)][..], false),
            (&[(200, 200), (200, 200), (0, 0), (0, 0)], false),
            (&[(200, 200), (0, 0), (0, 0), (0, 0)], true),
            (&[(200, 200), (200, 0)], true),
            // Nothing of them can be read.
            (&[(0, 0), (0, 0), (10, 10)], false),
        ] {
            let mut pager: Pager<Any> = Pager::default();
            for (had, new) in pages {
                pager.took(*had, *new, false, false);
            }
            assert_eq!(pager.is_over(), is_over, "{pages:?}");
        }
    }

    struct OneOf(u32);

    impl Page for OneOf {
        fn is_last(&self) -> bool {
            false
        }

        fn pages(&self) -> Option<u32> {
            Some(self.0)
        }
    }

    #[test]
    fn a_page_that_came_twice_does_not_keep_back_the_pages_that_are_promised() {
        let mut pager: Pager<OneOf> = Pager::default();
        for (page, new, is_over) in [(1, 200, false), (2, 0, false), (3, 200, false), (4, 0, true)] {
            pager.one(page);
            pager.came(page, OneOf(4));
            pager.took(200, new, false, false);
            assert_eq!(pager.is_over(), is_over, "{page}");
        }
    }

    #[test]
    fn a_page_that_says_that_one_follows_ends_no_list_whatever_it_brings_and_the_cap_does() {
        for had in [0, 200] {
            let mut pager: Pager<Any> = Pager::default();
            while !pager.is_over() {
                pager.took(had, 0, false, true);
            }
            assert_eq!((pager.taken(), pager.is_cut(), pager.is_whole()), (PAGE_CAP, true, false), "{had}");
            pager.begins_anew(1, false);
            assert!(!pager.is_cut(), "it goes on from its beginning");
        }
        let mut pager: Pager<Any> = Pager::default();
        for page in 1..=PAGE_CAP {
            pager.took(1, 1, page == PAGE_CAP, page < PAGE_CAP);
        }
        assert!(pager.is_whole() && !pager.is_cut(), "it ends there by itself");
    }
}
