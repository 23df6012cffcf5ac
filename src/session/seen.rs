//! The results of reading and writing the session file.

use super::fault::{SaveFault, StoreFault, Warning};
use super::stored::Stored;

/// What a session file holds; none if there is no file.
pub type Read = Result<Option<Box<Stored>>, StoreFault>;

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
    /// The file holds something else than what was to be replaced; it was left as it is.
    Superseded(Option<Box<Stored>>),
    /// It could not be written; what was there is untouched.
    Failed(SaveFault),
}
