//! Keys: their one table, their names, and what the settings change in them.

pub mod key;
pub mod keymap;
pub mod mode;
pub mod names;
pub(super) mod paste_detector;
pub mod table;
