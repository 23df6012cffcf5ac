//! Finding people: what is typed into the filter, what it means, what of a person it is compared with, and the
//! order people stand in.

mod facets;
mod filter;
mod folding;
mod phrase;
mod place;
mod sort;
mod sought;
mod spelling;
mod terms;

pub use facets::{Facet, What, facets};
pub use filter::Filter;
pub use folding::{folded, narrow};
pub use phrase::Phrase;
pub use place::Place;
pub use sort::Sort;
pub use sought::{Sought, role_word};
pub use terms::Key;
