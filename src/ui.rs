//! Layer 5: how it looks. Reads the state, changes nothing.

mod aloud;
mod columns;
mod detail;
mod draw;
mod halves;
mod header;
mod line;
mod link;
mod login;
mod members;
mod menu;
mod messages;
mod mistakes;
mod motion;
mod narrow;
mod page;
mod palette;
mod pane;
mod person;
mod plain;
mod qr;
mod session;
mod setup;
mod sheet;
mod status;
mod still;
mod svg;
mod teams;
mod theme;
mod trouble;
pub mod words;

pub use draw::draw;
pub use halves::Halves;
pub use still::Still;
