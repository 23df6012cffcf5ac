//! The network: HTTP client, the command that prints the secret, and the limit of open connections.

mod charset;
pub(super) mod fd_limit;
pub mod http;
pub(super) mod proxies;
pub(super) mod resolver;
pub(super) mod secret_command;
pub(super) mod thread;
