//! The members of a team: pages as they come, and for each member the search index and the widths of texts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::disk_cache::CachedTeam;
use super::pager::Pager;
use super::remote::Remote;
use crate::app::search::SearchIndex;
use crate::base::measure::width;
use crate::base::request::RequestId;
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::tower::failure::Failure;
use crate::tower::model::{Member, MemberId, MemberPage, Role};

/// What Tower has said of a team's members.
#[derive(Debug, Default)]
pub struct TeamMembers {
    /// Those who have come.
    pub list: Remote<MemberList>,
    /// Counts the changes of the list, so that whoever works something out of it knows when to do so anew.
    pub revision: u64,
    pager: Pager<MemberPage>,
    /// The pages of a refresh, until they make a whole list that can replace the one on the screen.
    behind: Option<MemberList>,
    /// The members that the last refresh added or changed, until they are taken.
    changed: Vec<MemberId>,
}

/// The members that have come.
#[derive(Debug, Default)]
pub struct MemberList {
    rows: Vec<Row>,
    /// Who is in it, while more may come.
    known: HashSet<MemberId>,
    widest: ColumnWidths,
    /// How far the list has come.
    pub progress: Progress,
    /// There may be more at Tower, and no more are taken.
    pub is_cut: bool,
    /// How many entries of it could not be read.
    pub unreadable: usize,
}

/// The most members that are kept: more than any team has, and few enough for memory and for every key press.
pub const MOST_MEMBERS: usize = 100_000;

/// How far a list has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// All pages are here.
    Whole,
    /// Some are here.
    #[default]
    Partial,
}

/// How many cells the texts of a member take, or the widest of many members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColumnWidths {
    /// The name.
    pub name: usize,
    /// The role, where it is not one of Tower's own.
    pub role: usize,
    /// The groups, one after another.
    pub groups: usize,
    /// The telephone number.
    pub phone: usize,
    /// The email address.
    pub email: usize,
    /// The note.
    pub note: usize,
    /// The id.
    pub id: usize,
}

/// One member. It is shared: with the cache while that is written, and with the list that takes this one's place.
#[derive(Clone, Debug)]
pub(in crate::app) struct Row {
    pub(in crate::app) member: Arc<Member>,
    pub(in crate::app) sought: SearchIndex,
}

impl TeamMembers {
    /// The members of a team as they were cached.
    pub(super) fn of_cache(cached: CachedTeam) -> Self {
        let mut list = MemberList::default();
        list.add(cached.members, &[]);
        let list = Remote::of_cache(list.having_come(Progress::Whole), cached.at);
        Self { list, revision: 1, ..Self::default() }
    }

    /// Those who have come, in Tower's order.
    pub(in crate::app) fn rows(&self) -> &[Row] {
        self.list.value().map_or(&[], MemberList::rows)
    }

    /// Whether all members have come.
    pub fn is_whole(&self) -> bool {
        self.list.value().is_some_and(|list| list.progress == Progress::Whole)
    }

    /// Whether some have come and others have not.
    pub fn is_partial(&self) -> bool {
        self.list.value().is_some_and(|list| list.progress == Progress::Partial)
    }

    /// Every member, where all of them are there and from Tower itself.
    pub(in crate::app) fn all_if_whole(&self) -> Option<Vec<Arc<Member>>> {
        let whole = self.is_whole() && !self.list.is_cached();
        whole.then(|| self.rows().iter().map(|row| Arc::clone(&row.member)).collect())
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

    /// How many members have come.
    pub fn loaded(&self) -> usize {
        self.rows().len()
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
        self.pager.is_under_way() && (!self.is_whole() || self.list.failure().is_some())
    }

    /// The pages to ask for when it is asked for: from the first, or those that are missing.
    pub(super) fn ask(&mut self) -> Vec<u32> {
        if !self.goes_on() {
            self.pager = Pager::default();
            self.behind = self.is_whole().then(MemberList::default);
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
        let before = self.list.value().map_or(&[][..], MemberList::rows);
        let mut new = 0;
        while let Some(page) = self.pager.next_in_order() {
            let of_page = list.add(page.members, before);
            list.unreadable = list.unreadable.saturating_add(page.unreadable);
            self.pager.took(of_page, page.is_last || list.is_full());
            list.is_cut |= !page.is_last && (list.is_full() || self.pager.is_at_cap());
            new += of_page;
        }
        if self.pager.is_over() {
            if is_behind && !self.list.is_cached() {
                self.changed = list.changed_since(before);
            }
            self.list.arrived(list.having_come(Progress::Whole), now);
        } else if is_behind {
            self.behind = Some(list);
        } else if new > 0 {
            self.list.arrived(list, now);
            self.list.fetch = failure;
        } else if let Some(shown) = self.list.value_mut() {
            *shown = list;
        }
        self.revision += 1;
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

impl MemberList {
    /// The members, in Tower's order.
    pub(in crate::app) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of the widest texts.
    pub(in crate::app) fn widest(&self) -> ColumnWidths {
        self.widest
    }

    /// Whether no more are taken.
    pub(in crate::app) fn is_full(&self) -> bool {
        self.rows.len() >= MOST_MEMBERS
    }

    /// The members that are new or differ from those of the list before. Shared rows are equal and need no comparison.
    fn changed_since(&self, before: &[Row]) -> Vec<MemberId> {
        let is_shared =
            |at: usize, row: &Row| before.get(at).is_some_and(|old| Arc::ptr_eq(&old.member, &row.member));
        let others: Vec<&Row> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(at, row)| !is_shared(*at, row))
            .map(|(_, row)| row)
            .collect();
        if others.is_empty() {
            return Vec::new();
        }
        let known: HashMap<&MemberId, &Member> =
            before.iter().map(|row| (&row.member.id, &*row.member)).collect();
        let changed = others.into_iter().filter(|row| known.get(&row.member.id) != Some(&&*row.member));
        changed.map(|row| row.member.id.clone()).collect()
    }

    /// This list, loaded this far.
    #[must_use]
    pub(in crate::app) fn having_come(self, progress: Progress) -> Self {
        let known = if progress == Progress::Whole { HashSet::new() } else { self.known };
        Self { known, progress, ..self }
    }

    /// Adds the members who are not in it yet at the end, and says how many that are. One who stands at the same
    /// place in the list `before` and has not changed is taken from there, so that a list and the one that takes its
    /// place are not twice in memory.
    pub(in crate::app) fn add(
        &mut self,
        members: impl IntoIterator<Item = impl Into<Arc<Member>>>,
        before: &[Row],
    ) -> usize {
        let had = self.rows.len();
        for member in members.into_iter().map(Into::into) {
            if self.known.contains(&member.id) {
                continue;
            }
            if self.is_full() {
                self.is_cut = true;
                break;
            }
            self.widest = self.widest.or(ColumnWidths::of(&member));
            let same = before.get(self.rows.len()).filter(|row| row.member == member);
            let row = same.cloned().unwrap_or_else(|| Row::of(member));
            self.known.insert(row.member.id.clone());
            self.rows.push(row);
        }
        self.rows.len() - had
    }
}

impl ColumnWidths {
    fn of(member: &Member) -> Self {
        let optional = |text: &Option<SafeText>| text.as_ref().map_or(0, |text| width(text.as_str()));
        let role = if let Role::Other(word) = &member.role { width(word.as_str()) } else { 0 };
        Self {
            name: width(member.name.as_str()),
            role,
            groups: width(&member.groups_in_a_row()),
            phone: optional(&member.phone),
            email: optional(&member.email),
            note: optional(&member.note),
            id: width(member.id.0.as_str()),
        }
    }

    /// The wider of each.
    fn or(self, other: Self) -> Self {
        Self {
            name: self.name.max(other.name),
            role: self.role.max(other.role),
            groups: self.groups.max(other.groups),
            phone: self.phone.max(other.phone),
            email: self.email.max(other.email),
            note: self.note.max(other.note),
            id: self.id.max(other.id),
        }
    }
}

impl Row {
    fn of(member: Arc<Member>) -> Self {
        Self { sought: SearchIndex::of(&member), member }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::Id;

    fn member(id: &str, name: &str) -> Arc<Member> {
        let name = SafeText::line(name, SafeText::NAME);
        Arc::new(Member::bare(MemberId(Id::parse(id).unwrap()), name))
    }

    #[test]
    fn who_has_not_changed_is_in_memory_once() {
        let mut before = MemberList::default();
        before.add([member("1", "张伟"), member("2", "王芳"), member("1", "张伟"), member("3", "李娜")], &[]);
        let mut after = MemberList::default();
        after.add([member("1", "张伟")], before.rows());
        let new = after.add([member("1", "张伟"), member("2", "王方"), member("3", "李娜")], before.rows());
        assert_eq!(new, 2, "the first was known");
        let shared = |place: usize| Arc::ptr_eq(&before.rows[place].member, &after.rows[place].member);
        assert_eq!([shared(0), shared(1), shared(2)], [true, false, true]);
        assert_eq!(after.rows[1].member.name.as_str(), "王方");
        assert_eq!(after.widest(), before.widest());
    }

    #[test]
    fn no_more_are_kept_than_can_be_borne_and_that_is_known() {
        let people = |count| (0..count).map(|nth| member(&nth.to_string(), "a"));
        let mut all = MemberList::default();
        all.add(people(MOST_MEMBERS), &[]);
        assert!(all.is_full() && !all.is_cut, "nobody is left out yet");
        assert_eq!(all.add(people(MOST_MEMBERS + 1), &[]), 0);
        assert!(all.is_cut);
        assert_eq!(all.rows().len(), MOST_MEMBERS);
    }
}
