//! Which fact answers an order to the session worker.

use tower_tui::session::{Fact, FileWork};

/// The kind of fact that answers an order to the session worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Seen,
    Locked,
    Saved,
    Reread,
    Removed,
}

impl Answer {
    /// The one to this work; none where nothing is answered.
    pub(crate) fn to(work: &FileWork) -> Option<Self> {
        match work {
            FileWork::Read => Some(Self::Seen),
            FileWork::TakeLock => Some(Self::Locked),
            FileWork::DropLock => None,
            FileWork::Save { .. } => Some(Self::Saved),
            FileWork::Reread(_) => Some(Self::Reread),
            FileWork::Remove(_) => Some(Self::Removed),
        }
    }

    /// The one that this is.
    pub(crate) fn of(fact: &Fact) -> Option<Self> {
        match fact {
            Fact::FileSeen(_) => Some(Self::Seen),
            Fact::Locked { .. } | Fact::LockBusy { .. } => Some(Self::Locked),
            Fact::Saved { .. } => Some(Self::Saved),
            Fact::Reread(_) => Some(Self::Reread),
            Fact::Removed(_) => Some(Self::Removed),
            _ => None,
        }
    }
}
