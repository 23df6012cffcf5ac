//! The HTTP server: threads and sockets, what goes wrong on them, and who answers what.

mod reply;
mod routes;
mod serve;

pub use serve::{BuiltIn, announce, start, start_in_shape};
