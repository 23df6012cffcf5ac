//! A member's to-dos and one of them in full.

pub(in crate::ui) mod detail;
pub(in crate::ui) mod list;
