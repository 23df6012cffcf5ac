//! The client against the built-in Tower, over real HTTP: what goes out, and what each answer means.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

mod api;
mod driver;
#[cfg(unix)]
mod secret_command;
mod tokens;
