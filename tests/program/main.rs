//! The whole program in a real pseudo-terminal of Unix, used as a person uses it.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]
#![cfg(unix)]

mod cache;
mod commands;
mod demo;
mod designs;
mod doctor;
mod failures;
mod guide;
mod happened;
mod kept;
mod leaving;
#[cfg(unix)]
#[path = "../support/line.rs"]
mod line;
mod log;
mod looks;
mod palette;
mod renewal;
mod secrecy;
mod session;
mod snapshot;
mod start;
#[path = "../support/terminal.rs"]
mod terminal;
mod todos;
mod token_server;
mod tools;
mod tower;
#[cfg(unix)]
mod troubled_terminal;
mod work;
