//! The to-dos of a member: how they are grouped, and where among them a person is.

mod groups;
mod reader;
mod screen;

pub use groups::{Group, Line, lines};
pub use reader::{Reader, comments};
pub use screen::{TABS, Todos};
