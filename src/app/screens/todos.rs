//! The to-dos of members: what has come of them, how they are grouped, and where among them a person is.

mod all;
mod groups;
mod opened;
mod shelf;

pub use all::{TABS, Todos};
pub use groups::{Group, Line, lines};
pub use opened::Opened;
pub use shelf::{List, Want};
