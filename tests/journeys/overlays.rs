//! What stands over a screen.

mod messages;
mod palette;
pub(crate) mod settings_errors;
mod views;
