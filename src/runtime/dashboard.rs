//! The dashboard: startup, event loop, window and workers.

pub(super) mod event_loop;
pub(super) mod frame_limiter;
pub(super) mod start;
pub(super) mod window;
pub(super) mod workers;
