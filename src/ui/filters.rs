//! Passes over the finished picture, for terminals and readers that need it otherwise.

pub(super) mod ambiguous_width;
pub(super) mod screen_reader;
pub(super) mod wide_cells;
