//! How much each member of a team has to do.

pub mod screen;
pub mod tally;
