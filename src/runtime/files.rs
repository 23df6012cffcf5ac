//! Files: private ones, the session and its lock, caches and exports.

#[cfg(windows)]
pub(super) mod acl;
pub(super) mod cache;
pub(super) mod export;
pub(super) mod host;
pub(super) mod lock;
pub(super) mod paths;
pub(super) mod private_file;
pub(super) mod secret_file;
pub mod session_worker;
pub(super) mod store;
pub(super) mod unread;
pub(super) mod watch;
pub(super) mod xlsx;
