//! Passes over a finished frame, for screen readers and for terminals with other ideas of width.

pub(super) mod ambiguous_width;
pub(super) mod multiplexed;
pub(super) mod screen_reader;
pub(super) mod wide_cells;
