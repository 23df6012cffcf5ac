//! The terms of a filter on members: the words of what is typed, what each of them asks, and what nobody can have.

mod language;
mod mark;
mod numbers;
mod text;
mod unknown;
mod words;

pub(super) use language::Terms;
pub use mark::{Mark, mark_words};
pub(super) use numbers::{with_extension, without_country};
pub use unknown::UnknownTerm;
pub(super) use words::{one_line, words_of};
