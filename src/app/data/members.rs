//! The members of a team that have come, each with what is worked out once about how it looks and is found.

use std::collections::HashSet;
use std::sync::Arc;

use crate::app::search::SearchIndex;
use crate::base::measure::width;
use crate::base::text::SafeText;
use crate::tower::model::{Member, MemberId, Role};

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

/// The most members that are kept: more than any team has, and not more than memory and keys can bear.
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
    /// The address for mail.
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

    /// The same, having come this far.
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
