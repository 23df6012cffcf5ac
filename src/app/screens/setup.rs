//! The first run.

pub mod answers;
pub mod form;
