//! The state and the only way it changes: which screen, overlay or list an event belongs to.

mod caching;
pub(super) mod farewell;
pub(super) mod first_run;
mod input;
pub(super) mod leaving;
pub(super) mod messages;
pub(super) mod palette;
mod problems;
pub(super) mod session_panel;
pub(super) mod settings_errors;
pub mod stack;
pub(super) mod startup;
pub(super) mod state;
pub(super) mod terminal_options;
pub(super) mod wakeups;
pub mod workspace;
