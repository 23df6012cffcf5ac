//! The terms of the core: events, effects, notices and messages, and the traits of screens and overlays.

pub mod answers;
pub mod command;
pub mod context;
pub(super) mod effect;
mod error_code;
pub(super) mod event;
pub mod message_log;
pub mod minutes;
pub mod notice;
pub(super) mod outbox;
pub(super) mod overlay;
pub mod preferences;
pub(super) mod presence;
pub mod screen;
pub mod settings_error;
pub mod view;

pub use error_code::ErrorCode;
