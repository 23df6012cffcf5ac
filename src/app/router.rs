//! The state and the only way it changes: which screen, overlay or list an event belongs to.

pub(super) mod actions;
pub(super) mod choosing;
pub(super) mod copying;
pub(super) mod disk_cache;
pub(super) mod exporting;
pub(super) mod farewell;
pub(super) mod first_run;
pub(super) mod leaving;
pub(super) mod loading;
pub(super) mod numbering;
pub(super) mod palette;
pub(super) mod problems;
pub(super) mod session_panel;
pub(super) mod settings_errors;
pub(super) mod startup;
pub(super) mod state;
pub(super) mod terminal_options;
pub(super) mod todos_acts;
pub(super) mod todos_loading;
pub(super) mod wakeups;
pub mod workspace;
