//! What every screen and overlay is put together from: cursors, text fields, where things are.

pub mod appearance;
pub mod clipboard;
pub mod command_line;
pub mod cursor;
pub mod layout;
pub mod text_field;
