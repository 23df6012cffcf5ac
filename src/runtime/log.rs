//! The log: what the program did and what came of it, for whoever looks for a fault. It takes entries made of our own
//! types and no text, so that no token, no code, no secret and nobody's name can get into it.

mod came;
mod entry;
mod file;
mod journal;
mod level;
mod naming;
mod standing;
mod writer;

pub(super) use came::Came;
pub(super) use entry::Entry;
pub(super) use journal::{Log, NAME};
pub(super) use level::Level;
