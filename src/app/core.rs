//! What goes in and what comes out: events, effects, what is told to the person, and what a screen is.

pub mod answers;
pub mod context;
pub(super) mod effect;
pub(super) mod event;
pub mod message_log;
pub mod notice;
pub(super) mod outbox;
pub mod screen;
