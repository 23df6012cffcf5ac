//! The built-in Tower over real sockets: status, headers and bytes as Tower's own server sends them.

mod api;
#[path = "../search/every_reading.rs"]
mod every_reading;
mod faults;
mod refresh;
mod refusals;
mod search;
mod shapes;
mod sign_in;
mod token;
mod wire;
