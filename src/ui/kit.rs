//! The parts that pictures are put together from.

pub(super) mod filter_line;
pub(super) mod header;
pub(super) mod line;
pub(super) mod link;
pub(super) mod member_label;
pub(super) mod page;
pub(super) mod pane;
pub(super) mod popup;
pub(super) mod remote_state;
pub(super) mod scene;
pub(super) mod spinner;
pub(super) mod todo_row;
