//! The log: what the program did and with what result, for finding faults. It takes entries made of our own
//! types and no text, so that no token, no code, no secret and nobody's name can get into it.

mod entry;
mod file;
mod handle;
mod level;
mod names;
mod outcome;
pub(super) mod panics;
mod phase;
mod writer;

pub(super) use entry::LogEntry;
pub(super) use handle::{LogHandle, NAME};
pub(super) use level::Level;
pub(super) use outcome::Came;
