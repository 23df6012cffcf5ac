//! What holds on every screen: keys and mouse, refreshing, waiting, failing.

mod idle;
mod mouse;
mod refreshing;
mod trouble;
mod unbound;
