//! The member table and what stands beside it.

pub(in crate::ui) mod columns;
pub(in crate::ui) mod detail;
pub(in crate::ui) mod table;
pub(in crate::ui) mod todo_summary;
