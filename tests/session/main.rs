//! Sessions over real HTTP against the built-in Tower, with real files and locks: the client's calls, and the rows T
//! of `docs/faults.md`. A test's name begins with its row.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

#[path = "harness/answer.rs"]
mod answer;
mod api;
#[path = "harness/bench.rs"]
mod bench;
mod clock;
#[path = "../support/disk.rs"]
mod disk;
#[path = "files/doubt.rs"]
mod doubt;
#[path = "harness/driver.rs"]
mod driver;
#[path = "network/exchange.rs"]
mod exchange;
#[path = "files/foreign.rs"]
mod foreign;
#[path = "harness/happenings.rs"]
mod happenings;
mod held;
mod in_flight;
#[path = "harness/plans.rs"]
mod plans;
mod properties;
#[path = "harness/raw.rs"]
mod raw;
#[path = "network/refused_tokens.rs"]
mod refused_tokens;
mod renewal;
mod secrecy;
#[cfg(unix)]
#[path = "network/secret_command.rs"]
mod secret_command;
#[path = "files/store.rs"]
mod store;
mod team;
mod todos;
#[path = "network/token_replies.rs"]
mod token_replies;
#[path = "../support/token_server.rs"]
mod token_server;
#[path = "token_server/load.rs"]
mod token_server_load;
#[path = "token_server/rules.rs"]
mod token_server_rules;
#[path = "token_server/throughput.rs"]
mod token_server_throughput;
#[path = "token_server/tls.rs"]
mod token_server_tls;
#[path = "harness/traffic.rs"]
mod traffic;
#[path = "network/transport.rs"]
mod transport;
mod view;
#[path = "files/windows.rs"]
mod windows;
