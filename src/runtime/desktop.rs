//! The person's other programs: browser and clipboard.

pub(super) mod browser;
pub(super) mod clipboard;
