//! Search: the terms of a filter, the text of a member they are compared with, pinyin, facets and sorting.

mod facets;
mod filter;
mod folding;
mod index;
mod member_field;
mod pinyin;
mod query;
mod sort;
mod terms;
mod todo_terms;

pub use facets::{Facet, FacetKind, facets};
pub use filter::Filter;
pub use folding::{folded, narrow};
pub use index::{SearchIndex, role_word};
pub use member_field::MemberField;
pub use query::Phrase;
pub use sort::Sort;
pub use terms::TermKey;
pub use todo_terms::{TodoFilter, TodoKey};
