//! The state and the only way it changes: which screen, overlay or list an event belongs to.

mod caching;
mod commands;
mod first_run;
mod going;
mod input;
mod leaving;
mod pasting;
mod problems;
mod quitting;
pub(super) mod refreshing;
pub mod stack;
mod standups;
pub(super) mod startup;
pub(super) mod state;
mod terminal_options;
mod unbound;
mod wakeups;
pub mod workspace;
