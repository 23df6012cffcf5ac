//! The members of a team as they have come: page after page, each as it is kept and as it is searched.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::app::search::{SearchIndex, Speller};
use crate::base::measure::width;
use crate::tower::json_api::{Roster, RosterLine, RosterTexts};
use crate::tower::model::{Member, MemberId};

/// The most members that are kept: more than any team has, and few enough for memory and for every key press.
pub const MOST_MEMBERS: usize = 100_000;

/// Members that came together. They are shared: with the cache while that is written, and with the list that takes this
/// one's place.
#[derive(Debug)]
pub struct Block {
    index: SearchIndex,
    widest: ColumnWidths,
    /// Those who no longer take part, as places in it.
    inactive: Box<[usize]>,
}

/// How many cells the texts of a member take, or the widest of many members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// How far a list has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// All pages are here.
    Whole,
    /// Some are here.
    #[default]
    Partial,
    /// It is read from the cache, in which so many members are, and so many of them no longer take part.
    Filling {
        /// All of them.
        all: usize,
        /// Those who no longer take part.
        inactive: usize,
    },
}

/// The members that have come.
#[derive(Debug, Default)]
pub struct MemberList {
    blocks: Vec<Arc<Block>>,
    /// Where each block ends, counted in members.
    ends: Vec<usize>,
    /// Who is in it, while more may come; worked out once a page came that is not as it was before.
    known: Option<HashSet<MemberId>>,
    widest: ColumnWidths,
    /// Whether each still takes part: asked of everybody at every letter of a search.
    takes_part: Vec<bool>,
    inactive: usize,
    /// How far the list has come.
    pub progress: Progress,
    /// There may be more at Tower, and no more are taken.
    pub is_cut: bool,
    /// How many entries of it could not be read.
    pub unreadable: usize,
}

impl Block {
    /// Works out what is known of these members.
    pub fn of(roster: Roster, speller: &mut Speller) -> Self {
        let left = |(_, line): &(usize, RosterLine<'_>)| line.is_active() == Some(false);
        let inactive = roster.lines().enumerate().filter(left).map(|(at, _)| at).collect();
        let mut widest = ColumnWidths::default();
        let index = SearchIndex::looking(roster, speller, |texts| widest = widest.or(texts));
        Self { index, widest, inactive }
    }

    /// The members.
    pub fn roster(&self) -> &Roster {
        self.index.roster()
    }
}

impl PartialEq for Block {
    fn eq(&self, other: &Self) -> bool {
        self.roster() == other.roster()
    }
}

impl MemberList {
    /// The blocks, in Tower's order.
    pub(super) fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// What is searched of them, block by block.
    pub(in crate::app) fn indices(&self) -> impl Iterator<Item = &SearchIndex> + Clone {
        self.blocks.iter().map(|block| &block.index)
    }

    /// How many members have come.
    pub(in crate::app) fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// How many of them no longer take part.
    pub(in crate::app) fn inactive(&self) -> usize {
        self.inactive
    }

    /// The cells of the widest texts.
    pub(in crate::app) fn widest(&self) -> ColumnWidths {
        self.widest
    }

    /// Whether no more are taken.
    pub(in crate::app) fn is_full(&self) -> bool {
        self.len() >= MOST_MEMBERS
    }

    fn find(&self, place: usize) -> Option<(&Block, usize)> {
        let at = self.ends.partition_point(|end| *end <= place);
        let block = self.blocks.get(at)?;
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some((block, place - from))
    }

    /// The member at a place.
    pub(in crate::app) fn get(&self, place: usize) -> Option<Member> {
        let (block, at) = self.find(place)?;
        block.roster().get(at)
    }

    /// What is known of the member at a place.
    pub(in crate::app) fn line(&self, place: usize) -> Option<RosterLine<'_>> {
        let (block, at) = self.find(place)?;
        block.roster().line(at)
    }

    /// The same of all.
    pub(in crate::app) fn lines(&self) -> impl Iterator<Item = RosterLine<'_>> + Clone {
        self.blocks.iter().flat_map(|block| block.roster().lines())
    }

    /// All members.
    pub(in crate::app) fn members(&self) -> impl Iterator<Item = Member> {
        self.blocks.iter().flat_map(|block| block.roster().iter())
    }

    /// The place of a member, who was at `guess` before.
    pub(in crate::app) fn place_of(&self, id: &MemberId, guess: usize) -> Option<usize> {
        let is_it = |line: RosterLine<'_>| line.id() == id.0.as_str();
        self.line(guess).filter(|line| is_it(*line)).map(|_| guess).or_else(|| self.lines().position(is_it))
    }

    /// The places of those who take part, or of all.
    pub(in crate::app) fn places(&self, with_inactive: bool) -> Vec<u32> {
        let all = self.takes_part.iter().zip(0..);
        all.filter(|(takes_part, _)| **takes_part || with_inactive).map(|(_, place)| place).collect()
    }

    /// Whether the member at a place still takes part.
    pub(in crate::app) fn takes_part(&self, place: u32) -> bool {
        self.takes_part.get(place as usize).copied().unwrap_or(false)
    }

    /// This list, loaded this far.
    #[must_use]
    pub(super) fn having_come(self, progress: Progress) -> Self {
        let known = if progress == Progress::Whole { None } else { self.known };
        Self { known, progress, ..self }
    }

    /// Adds a block of which nobody is in it yet.
    pub(super) fn push(&mut self, block: Arc<Block>) {
        let first = self.len();
        let end = first + block.roster().len();
        self.takes_part.resize(end, true);
        for at in &block.inactive {
            if let Some(takes_part) = self.takes_part.get_mut(first + at) {
                *takes_part = false;
            }
        }
        self.ends.push(end);
        self.widest = self.widest.wider(block.widest);
        self.inactive += block.inactive.len();
        self.blocks.push(block);
    }

    /// Shows columns that are as wide as these, whatever has come.
    pub(super) fn widen(&mut self, widest: ColumnWidths) {
        self.widest = self.widest.wider(widest);
    }

    /// Adds the members who are not in it yet at the end, and says how many that are. Those who stand at the same place
    /// in the list `before` and have not changed are taken from there, so that a list and the one that takes its place
    /// are not twice in memory.
    pub(super) fn add(&mut self, page: Roster, before: &[Arc<Block>]) -> usize {
        let same = before.get(self.blocks.len()).filter(|block| *block.roster() == page);
        if let (Some(same), None, false) = (same, &self.known, page.is_empty()) {
            self.push(Arc::clone(same));
            return page.len();
        }
        let known = self.known.get_or_insert_with(|| {
            let all = self.blocks.iter().flat_map(|block| block.roster().iter());
            all.map(|member| member.id).collect()
        });
        let room = MOST_MEMBERS.saturating_sub(self.ends.last().copied().unwrap_or(0));
        let all = page.len();
        let mut new: Vec<Member> = page.iter().filter(|member| known.insert(member.id.clone())).collect();
        self.is_cut |= new.len() > room;
        new.truncate(room);
        let count = new.len();
        if count > 0 {
            let page = if count == all { page } else { new.into_iter().collect() };
            let same = before.get(self.blocks.len()).filter(|block| *block.roster() == page);
            let block = same.cloned().unwrap_or_else(|| Arc::new(Block::of(page, &mut Speller::default())));
            self.push(block);
        }
        count
    }

    /// Whether it is made of the same blocks.
    pub(super) fn is_as(&self, before: &[Arc<Block>]) -> bool {
        self.blocks.len() == before.len() && self.blocks.iter().zip(before).all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// Who is new in it or not as they were before. What is shared with that list needs no look.
    pub(super) fn changed_since(&self, before: &[Arc<Block>]) -> Vec<MemberId> {
        let is_shared =
            |at: usize, block: &Arc<Block>| before.get(at).is_some_and(|old| Arc::ptr_eq(old, block));
        let others = self.blocks.iter().enumerate().filter(|(at, block)| !is_shared(*at, block));
        let others: Vec<&Block> = others.map(|(_, block)| &**block).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let all = before.iter().flat_map(|block| block.roster().lines());
        let known: HashMap<&str, RosterLine<'_>> = all.map(|line| (line.id(), line)).collect();
        let is_new = |block: &Block, at: usize| {
            block.roster().line(at).is_some_and(|line| known.get(line.id()) != Some(&line))
        };
        let changed = others.into_iter().flat_map(|block| {
            let changed = (0..block.roster().len()).filter(move |at| is_new(block, *at));
            changed.filter_map(|at| Some(block.roster().get(at)?.id)).collect::<Vec<_>>()
        });
        changed.collect()
    }
}

impl ColumnWidths {
    /// The wider of each of these and a member's.
    fn or(self, texts: &RosterTexts<'_>) -> Self {
        // No character takes more cells than bytes.
        let wider = |most: usize, text: &str| if text.len() > most { most.max(width(text)) } else { most };
        let is_known = matches!(texts.role, "owner" | "admin" | "member");
        let groups = texts.groups.iter().map(|group| width(group) + 2).sum::<usize>();
        Self {
            name: wider(self.name, texts.name),
            role: if is_known { self.role } else { wider(self.role, texts.role) },
            groups: self.groups.max(groups.saturating_sub(2)),
            phone: wider(self.phone, texts.phone),
            email: wider(self.email, texts.email),
            note: wider(self.note, texts.note),
            id: wider(self.id, texts.id),
        }
    }

    /// The wider of each.
    fn wider(self, other: Self) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::Id;

    fn member(id: &str, name: &str) -> Member {
        let name = SafeText::line(name, SafeText::NAME);
        Member::bare(MemberId(Id::parse(id).unwrap()), name)
    }

    fn page(members: &[(&str, &str)]) -> Roster {
        members.iter().map(|(id, name)| member(id, name)).collect()
    }

    #[test]
    fn who_has_not_changed_is_in_memory_once() {
        let mut before = MemberList::default();
        before.add(page(&[("1", "张伟"), ("2", "王芳"), ("1", "张伟")]), &[]);
        before.add(page(&[("3", "李娜")]), &[]);
        assert_eq!(before.len(), 3, "nobody is in it twice");
        let mut after = MemberList::default();
        after.add(page(&[("1", "张伟"), ("2", "王芳")]), before.blocks());
        let new = after.add(page(&[("1", "张伟"), ("3", "李雪")]), before.blocks());
        assert_eq!(new, 1, "the first was known");
        let shared = |at: usize| Arc::ptr_eq(&before.blocks[at], &after.blocks[at]);
        assert_eq!([shared(0), shared(1)], [true, false]);
        assert_eq!(after.get(2).unwrap().name.as_str(), "李雪");
        assert_eq!(after.widest(), before.widest());
        let changed: Vec<String> =
            after.changed_since(before.blocks()).iter().map(|id| id.0.as_str().to_owned()).collect();
        assert_eq!(changed, ["3"]);
        assert!(!after.is_as(before.blocks()) && before.is_as(before.blocks()));
    }

    #[test]
    fn no_more_are_kept_than_can_be_borne_and_that_is_known() {
        let people = |count| (0..count).map(|nth: usize| member(&nth.to_string(), "a")).collect::<Roster>();
        let mut all = MemberList::default();
        all.add(people(MOST_MEMBERS), &[]);
        assert!(all.is_full() && !all.is_cut, "nobody is left out yet");
        assert_eq!(all.add(people(MOST_MEMBERS + 1), &[]), 0);
        assert!(all.is_cut);
        assert_eq!(all.len(), MOST_MEMBERS);
    }
}
