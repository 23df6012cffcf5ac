//! What the session file was found to hold, and what came of writing it.

use super::fault::{SaveFault, StoreFault, Warning};
use super::stored::Stored;

/// What a session file holds; none if there is no file.
pub type Read = Result<Option<Box<Stored>>, StoreFault>;

/// A look at the session file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it holds.
    pub read: Read,
    /// What was found about its safety.
    pub warning: Option<Warning>,
}

/// What came of writing the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is on the disk.
    Kept,
    /// Something else stands there than what it was to take the place of, and was left.
    Superseded(Option<Box<Stored>>),
    /// It could not be written; what was there is untouched.
    Failed(SaveFault),
}
