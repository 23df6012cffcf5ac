//! Layer 6: the world. Terminal, network, disk and clock; it decides nothing about Tower.

mod appearance;
mod cli;
mod clock;
mod command;
mod core_dumps;
mod dashboard;
pub mod demo;
mod desktop;
mod exit_error;
pub mod files;
mod log;
pub mod network;
mod run_context;
mod settings;
mod shutdown;
mod start;
pub mod terminal;
mod threads;

pub use start::start;
