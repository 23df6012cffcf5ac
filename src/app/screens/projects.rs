//! The projects of a team, and what is in one of them.

mod all;
mod one;

pub use all::Projects;
pub use one::{ListLine, OneProject};
