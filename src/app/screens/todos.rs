//! The to-dos of a member: how they are grouped, and where among them a person is.

mod groups;
mod screen;

pub use groups::{Group, Line, lines};
pub use screen::{TABS, Todos};
