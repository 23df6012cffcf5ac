//! The client against the built-in Tower, over real HTTP: what goes out, and what each answer means.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "client/api.rs"]
mod api;
#[path = "client/driver.rs"]
mod driver;
#[path = "client/tokens.rs"]
mod tokens;
