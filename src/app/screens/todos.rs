//! The to-dos of a member: how they are grouped, and where among them a person is.

mod copying;
mod groups;
mod one;
mod reader;
mod reading;
mod screen;
mod tab;

pub use copying::{CopyMenu, TodoPart};
pub use groups::{Group, Line, lines};
pub use one::{OneTodo, Standing};
pub use reader::{Reader, comments};
pub use reading::Reading;
pub use screen::Todos;
pub use tab::Tab;
