//! What goes in and what comes out: events, effects, and what is told to the person.

pub(super) mod effect;
pub(super) mod event;
pub mod message_log;
pub mod notice;
