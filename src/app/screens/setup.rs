//! The first run.

pub mod form;
