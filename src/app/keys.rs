//! Keys: the table of bindings, the names of keys and actions, and the person's own keys.

mod aliases;
pub mod key;
pub mod keymap;
mod lists;
pub mod mode_row;
pub mod names;
pub(super) mod paste_detector;
pub mod steps;
pub mod table;
