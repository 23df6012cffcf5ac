//! Windows as real processes over one session file: many at once, killed, and stopped.
//!
//! The short form runs with all tests. The long form is the acceptance run of the session:
//! `cargo test --release --test processes -- --ignored --skip child`.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]
#![cfg(unix)]

mod child;
mod home;
mod kills;
#[expect(dead_code, reason = "these tests do not look at its log")]
#[path = "../support/token_server.rs"]
mod token_server;
mod windows;
