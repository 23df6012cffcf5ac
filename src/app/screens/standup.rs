//! A standup: one person after another, what they have done and have to do, notes, a clock each, and the minutes.

mod left;
mod people;
mod screen;

pub use left::LeftStandups;
pub use people::{Attendee, StandupStage};
pub use screen::Standup;
