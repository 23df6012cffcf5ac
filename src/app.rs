//! Layer 4: what the program knows and decides. Facts in, effects out; no clock, socket, file or terminal.
//!
//! An *event* is a fact that happened, an *action* is what the person wants, an *effect* is work for the
//! runtime.

pub mod core;
pub mod data;
pub mod keys;
pub mod kit;
pub mod overlays;
pub mod records;
pub mod router;
pub mod screens;
pub mod search;

pub use core::effect::{Effect, Exported};
pub use core::event::Event;
pub use core::screen::StandupAsked;
pub use router::startup::Startup;
pub use router::state::{Stage, State};
