//! The built-in Tower, used by the program itself.

pub(super) mod built_in;
pub mod player;
pub(super) mod scenes;
pub(super) mod sign_in;
