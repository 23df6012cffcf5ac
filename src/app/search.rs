//! Search: the terms of a filter, the text of a member they are compared with, pinyin, facets and sorting.

mod completion;
mod facets;
mod filter;
mod folding;
mod found;
mod hearing;
mod index;
mod member_field;
mod pinyin;
mod project_term;
mod query;
mod rank;
mod sort;
mod spelled;
mod term_key;
mod terms;
mod todo_terms;

pub use completion::{member_term_completions, todo_term_completions};
pub use facets::{Facet, FacetKind, facets};
pub use filter::Filter;
pub use folding::{folded, narrow};
pub use found::{Found, LookedThrough};
pub use index::SearchIndex;
pub use member_field::MemberField;
pub use project_term::ProjectTerm;
pub use query::Phrase;
pub use rank::Rank;
pub use sort::Sort;
pub use spelled::Speller;
pub use term_key::TermKey;
pub use terms::{Mark, UnknownTerm, mark_words};
pub use todo_terms::{TodoFilter, TodoKey};
