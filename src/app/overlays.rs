//! Overlays: what is drawn over a screen and closed first, a file each.

pub mod any;
pub mod messages;
pub mod palette;
pub mod session;
pub mod settings_errors;
