//! The calls of Tower's API that this program makes: where each goes, what its answer holds, and what follows it.

mod endpoints;
mod following;

pub use endpoints::{Call, PAGE, Reply};
