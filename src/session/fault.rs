//! What goes wrong with a session, distinguished by what the person does next.

use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::verdict::{Misconfigured, Transient};
use strum::IntoStaticStr;

/// Why there is no token.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SignOut {
    /// Nobody has signed in on this machine.
    #[strum(serialize = "never signed in")]
    Never,
    /// The person signed out here.
    ByYou,
    /// The session file is gone: signed out in another window, or by a command.
    Elsewhere,
    /// Tower does not take the refresh token any more.
    EndedByServer,
    /// Tower ended it well before its time: a login somewhere else took its place.
    Replaced,
    /// A renewal was cut off on the way, and Tower had already spent the refresh token.
    CutOff {
        /// When it went out, by this machine's clock.
        at: Wall,
    },
    /// Another account signed in, in another window or in Tower's own answer.
    #[strum(serialize = "another account")]
    OtherAccount {
        /// That account.
        email: SafeText,
    },
    /// The token ended and Tower had given nothing to renew it with.
    NotRenewable,
    /// There is a session file, and it cannot be used.
    #[strum(transparent)]
    StoreUnusable(StoreFault),
}

/// Why a session file cannot be used. It is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum StoreFault {
    /// It could not be read.
    #[strum(serialize = "session file unreadable")]
    Unreadable {
        /// Where it is.
        path: String,
        /// What the system said.
        why: String,
    },
    /// It belongs to somebody else.
    #[strum(serialize = "session file not ours")]
    NotOurs {
        /// Where it is.
        path: String,
    },
    /// It is not a session file, or a part of one.
    #[strum(serialize = "session file damaged")]
    Damaged {
        /// Where it is.
        path: String,
    },
    /// A newer version of this program wrote it.
    #[strum(serialize = "session file of a newer version")]
    Newer {
        /// Where it is.
        path: String,
        /// The format it has.
        format: u64,
    },
}

impl StoreFault {
    /// Whether it is nobody's here to write over: then nothing is renewed that could only be kept in memory.
    pub(super) fn bars(&self) -> bool {
        matches!(self, Self::Newer { .. } | Self::NotOurs { .. })
    }
}

impl SaveFault {
    /// Whether what is in the way is nobody's here to write over.
    pub(super) fn bars(&self) -> bool {
        matches!(self, Self::InTheWay(fault) if fault.bars())
    }
}

/// Why something could not be written to its file.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SaveFault {
    /// The system refused.
    #[strum(serialize = "refused by the system")]
    System {
        /// What it said.
        why: String,
    },
    /// A file is in the way that is not to be written over.
    #[strum(transparent)]
    InTheWay(StoreFault),
    /// What was to be written does not read back as it should.
    #[strum(serialize = "not readable again")]
    NotReadable,
}

/// A problem to point out although the session works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The token could not be stored: it lives in this window only.
    Unsaved(SaveFault),
    /// The file system has no locks, so two windows may get in each other's way.
    NoLocks {
        /// What the system said.
        why: String,
    },
    /// A person has signed out, and the session file is still there.
    NotRemoved(SaveFault),
    /// Others on this machine could read the session file until now.
    WasOpen {
        /// Which file.
        path: String,
    },
    /// Others on this machine may replace the session file: its directory is open to them.
    DirOpen {
        /// Which directory.
        path: String,
    },
    /// The file on the disk cannot be used; what this window knows holds.
    FileUnusable(StoreFault),
    /// The file on the disk is an older one, as from a backup; what this window knows holds.
    FileOlder,
    /// Tower gives tokens that hardly live, so they are renewed only when one is refused.
    ShortLives,
    /// This machine's clock and Tower's differ by so many seconds; positive: ahead of Tower.
    ClockWrong(i64),
}

impl Warning {
    /// Whether writing the file anew repairs it.
    pub(super) fn is_of_content(&self) -> bool {
        matches!(self, Self::FileUnusable(_) | Self::FileOlder)
    }
}

/// What went wrong with a try to sign in, and so what the person does next.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Trouble {
    /// The code is used, too old, or another application's.
    CodeNotTaken,
    /// Nothing was sent, for this reason: the same code can be tried again.
    NotSent(SafeText),
    /// It was sent and the answer was lost. Codes work once, so a new one is needed.
    AnswerLost,
    /// Tower does not take the application.
    #[strum(transparent)]
    Misconfigured(Misconfigured),
    /// Tower could not answer just now: the same code can be tried again.
    #[strum(transparent)]
    Passing(Transient),
}
