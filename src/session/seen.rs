//! The results of reading and writing the session file.

use super::fault::{SaveFault, StoreFault, Warning};
use super::stored::{Mark, Stored};

/// What a session file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InFile {
    /// There is no file, and nothing that says why.
    Nothing,
    /// Somebody has removed it on purpose.
    SignedOut(Mark),
    /// A session.
    Session(Box<Stored>),
}

impl InFile {
    /// The session, if it is one.
    pub fn session(self) -> Option<Box<Stored>> {
        match self {
            Self::Session(stored) => Some(stored),
            Self::Nothing | Self::SignedOut(_) => None,
        }
    }
}

/// What came of reading a session file.
pub type Read = Result<InFile, StoreFault>;

/// The session file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it holds.
    pub read: Read,
    /// What was found about its safety.
    pub warning: Option<Warning>,
}

/// The result of writing the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is on the disk.
    Kept,
    /// Something else stands there than what it was to take the place of, and was left.
    Superseded(InFile),
    /// It could not be written; what was there is untouched.
    Failed(SaveFault),
    /// It could not be written where it belongs, and waits in another place, where the next start finds it.
    Elsewhere(SaveFault),
}

/// What came of removing the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The session that was to go; none where the file held another one, or none.
    pub held: Option<Box<Stored>>,
    /// Why it is still there.
    pub fault: Option<SaveFault>,
}
