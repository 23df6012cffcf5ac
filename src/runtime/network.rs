//! The network: HTTP, and what belongs to it on this machine.

pub(super) mod fd_limit;
pub mod http;
pub(super) mod proxies;
pub(super) mod secret_command;
