//! The terminal: taken, asked, drawn on, read from, and given back.

pub(super) mod background;
#[cfg(any(windows, test))]
mod console_keys;
mod control_sequence;
pub(super) mod decoder;
pub mod guard;
pub(super) mod hyperlinks;
mod input;
pub(super) mod queries;
pub(super) mod replies;
pub(super) mod screen;
pub(super) mod signals;
pub(super) mod size;
pub(super) mod tty;
pub(super) mod watch;
