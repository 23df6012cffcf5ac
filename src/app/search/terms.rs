//! The terms of a filter on members: the words of what is typed, what each of them asks, and what nobody can have.

mod language;
mod unknown;
mod words;

pub(super) use language::Terms;
pub use language::mark_words;
pub use unknown::UnknownTerm;
pub(super) use words::{without_country, words_of};
