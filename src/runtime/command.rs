//! The commands: what the program does without its screen, for people in a hurry and for scripts.

mod login;
mod logout;
mod status;

pub(super) use login::login;
pub(super) use logout::logout;
pub(super) use status::status;
