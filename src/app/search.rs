//! Finding people: what is typed into the filter, what it means, what of a person it is compared with, and the
//! order people stand in.

#[cfg(test)]
mod brute_force;
mod completion;
mod facets;
mod filter;
mod folding;
mod index;
mod member_field;
mod pinyin;
mod query;
mod rank;
mod sort;
mod spelled;
mod terms;

pub use facets::{Facet, FacetKind, facets};
pub use filter::Filter;
pub use folding::{folded, narrow};
pub use index::{SearchIndex, role_word};
pub use member_field::MemberField;
pub use query::Phrase;
pub use rank::Rank;
pub use sort::Sort;
pub use terms::{TermKey, mark_words};
