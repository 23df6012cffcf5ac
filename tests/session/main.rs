//! Sessions over real HTTP against the built-in Tower, with real files and locks: the client's calls, and the rows T
//! of `docs/faults.md`. A test's name begins with its row.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod answer;
mod api;
mod bench;
mod clock;
#[path = "../support/disk.rs"]
mod disk;
mod doubt;
mod driver;
mod exchange;
mod happenings;
mod held;
mod in_flight;
mod plans;
mod properties;
mod raw;
mod refused_tokens;
mod renewal;
mod secrecy;
#[cfg(unix)]
mod secret_command;
mod store;
mod team;
mod todos;
mod token_replies;
#[path = "../support/token_server.rs"]
mod token_server;
mod token_server_load;
mod token_server_rules;
mod token_server_throughput;
mod token_server_tls;
mod traffic;
mod transport;
mod view;
mod windows;
