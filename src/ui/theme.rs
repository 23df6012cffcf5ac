//! Every style, and what the themes make of it.

pub(super) mod styles;
pub(super) mod themes;
