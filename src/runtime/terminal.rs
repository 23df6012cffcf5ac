//! The terminal: taken, asked, drawn on, read from, and given back.

pub(super) mod background;
pub mod guard;
pub(super) mod hyperlinks;
pub(super) mod input;
pub(super) mod late_replies;
pub(super) mod queries;
pub(super) mod replies;
pub(super) mod screen;
pub(super) mod signals;
