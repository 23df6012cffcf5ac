//! The terminal: taken, asked, drawn on, read from, and given back.

pub(super) mod background;
pub(super) mod decoder;
pub mod guard;
pub(super) mod hyperlinks;
pub(super) mod queries;
pub(super) mod replies;
pub(super) mod screen;
pub(super) mod signals;
pub(super) mod tty;
pub(super) mod watch;
