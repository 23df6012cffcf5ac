//! The rows that a refresh has changed and that have not been seen since.

use std::collections::{HashMap, HashSet};

use crate::tower::model::MemberId;
use crate::tower::todo::{Todo, TodoId};

/// A row that can change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChangedRow {
    /// A to-do, wherever it is listed.
    Todo(TodoId),
    /// A member, as the list of members has them.
    Member(MemberId),
    /// What a member has to do.
    Load(MemberId),
}

/// The rows that have changed and have not been seen.
#[derive(Debug, Default)]
pub struct Changes(HashSet<ChangedRow>);

impl Changes {
    /// Whether there are none.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this one has.
    pub fn has(&self, mark: &ChangedRow) -> bool {
        self.0.contains(mark)
    }

    /// Somebody has seen these.
    pub(in crate::app) fn see(&mut self, marks: &[ChangedRow]) {
        for mark in marks {
            self.0.remove(mark);
        }
    }

    /// A list of a member's came anew.
    pub(super) fn note(&mut self, member: &MemberId, before: &[Todo], after: &[Todo]) {
        let known: HashMap<&TodoId, &Todo> = before.iter().map(|todo| (&todo.id, todo)).collect();
        let other = after.iter().filter(|todo| known.get(&todo.id).is_none_or(|known| known != todo));
        let marks: Vec<ChangedRow> = other.map(|todo| ChangedRow::Todo(todo.id.clone())).collect();
        if !marks.is_empty() || before.len() != after.len() {
            self.0.insert(ChangedRow::Load(member.clone()));
        }
        self.0.extend(marks);
    }

    /// A refresh has added or changed these members.
    pub(super) fn note_members(&mut self, changed: Vec<MemberId>) {
        self.0.extend(changed.into_iter().map(ChangedRow::Member));
    }

    /// Nothing of it is kept any more.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::Id;

    fn todo(id: &str, title: &str) -> Todo {
        Todo::bare(TodoId(Id::parse(id).unwrap()), SafeText::line(title, 9))
    }

    #[test]
    fn what_is_new_or_other_is_marked_until_it_is_seen() {
        let member = MemberId(Id::parse("m").unwrap());
        let mut changes = Changes::default();
        let before = [todo("a", "x"), todo("b", "x")];
        changes.note(&member, &before, &before);
        assert!(!changes.has(&ChangedRow::Load(member.clone())));
        changes.note(&member, &before, &[todo("a", "x"), todo("b", "y"), todo("c", "x")]);
        let mark = |id: &str| ChangedRow::Todo(TodoId(Id::parse(id).unwrap()));
        assert_eq!(["a", "b", "c"].map(|id| changes.has(&mark(id))), [false, true, true]);
        changes.see(&[mark("a"), mark("b")]);
        assert_eq!(["b", "c"].map(|id| changes.has(&mark(id))), [false, true]);
        assert!(changes.has(&ChangedRow::Load(member.clone())));
        changes.see(&[ChangedRow::Load(member.clone())]);
        changes.note(&member, &before, &before[..1]);
        assert!(changes.has(&ChangedRow::Load(member)), "one is gone");
    }
}
