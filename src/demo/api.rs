//! The reading half of Tower's API over the made-up world.

mod comments;
mod document;
mod reading;
mod resources;

pub(in crate::demo) use reading::Reading;
pub use reading::document;
