//! A member's to-dos and one of them in full.

pub(in crate::ui) mod detail;
mod facts;
pub(in crate::ui) mod list;
mod one;
mod prose;
pub(in crate::ui) mod tabs;
mod thread;
