//! The built-in Tower over real sockets: status, headers and bytes as Tower's own server sends them.

mod api;
mod faults;
mod refresh;
mod refusals;
mod shapes;
mod sign_in;
mod token;
mod wire;
