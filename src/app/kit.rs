//! Parts that screens and overlays share: cursor, text field, layout, appearance.

pub mod appearance;
pub mod clipboard;
pub mod command_line;
pub mod cursor;
pub mod fields;
pub mod file_name;
pub mod headed;
pub mod layout;
pub mod more;
pub mod text_field;
