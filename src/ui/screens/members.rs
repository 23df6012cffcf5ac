//! The member table and the panes beside it.

pub(in crate::ui) mod columns;
pub(in crate::ui) mod detail;
pub(in crate::ui) mod table;
pub(in crate::ui) mod todo_summary;
