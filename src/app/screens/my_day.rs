//! What the account has to do, over all its teams.

pub mod export;
pub mod screen;
