//! The lists of a member, each on its tab.

use crate::tower::model::MemberId;
use crate::tower::todo::{Todo, Which};

/// One of a member's lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Theirs to do.
    #[default]
    Open,
    /// What they had to do, and is done.
    Done,
    /// What they made.
    Created,
    /// What they made and others have to do.
    Assigned,
}

impl Tab {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Open, Self::Done, Self::Created, Self::Assigned];

    /// The list of Tower's in which it is.
    pub fn which(self) -> Which {
        match self {
            Self::Open => Which::Open,
            Self::Done => Which::Done,
            Self::Created | Self::Assigned => Which::Created,
        }
    }

    /// Whether a to-do of that list is on the tab of this member.
    pub fn has(self, todo: &Todo, member: &MemberId) -> bool {
        let is_anothers = || todo.assignee.as_ref().is_some_and(|assignee| assignee.id != *member);
        self != Self::Assigned || is_anothers()
    }

    /// The next one, or the one before; none beyond the ends, where what they did stands.
    pub fn turned(self, back: bool) -> Option<Self> {
        let at = Self::ALL.iter().position(|tab| *tab == self)?;
        let to = if back { at.checked_sub(1)? } else { at + 1 };
        Self::ALL.get(to).copied()
    }

    /// The first, or the last.
    pub(in crate::app) fn at_the_end(last: bool) -> Self {
        if last { Self::Assigned } else { Self::Open }
    }
}
