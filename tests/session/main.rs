//! Sessions over real HTTP against the built-in Tower, with real files and locks: the client's calls, and the
//! table of faults of the session's specification. A test's name begins with the row it is about.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod answer;
mod api;
mod bench;
#[path = "../support/disk.rs"]
mod disk;
mod driver;
mod exchange;
mod held;
mod load;
mod properties;
mod raw;
mod renewal;
#[cfg(unix)]
mod secret_command;
mod t1_replies;
mod t2_transport;
mod t3_store;
mod t4_windows;
mod t5_clock;
mod t6_api;
mod t8_secrecy;
mod t9_load;
mod t9_tls;
mod t9_token_server;
mod todos;
#[path = "../support/token_server.rs"]
mod token_server;
mod view;
