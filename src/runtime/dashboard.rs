//! The dashboard: its start, its loop, its window and its workers.

pub(super) mod event_loop;
pub(super) mod start;
pub(super) mod window;
pub(super) mod workers;
