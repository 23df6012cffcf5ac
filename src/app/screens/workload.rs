//! How much each member of a team has to do.

pub mod export;
pub mod screen;
pub mod tally;
