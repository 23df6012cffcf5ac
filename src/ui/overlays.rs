//! The pictures of what lies over a screen.

pub(super) mod any;
pub(super) mod menu;
pub(super) mod messages;
pub(super) mod palette;
pub(super) mod qr;
pub(super) mod session;
pub(super) mod settings_errors;
