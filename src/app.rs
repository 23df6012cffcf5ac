//! Layer 4: what the program knows and decides. Facts in, effects out; no clock, socket, file or terminal.
//!
//! An *event* is a fact that happened, an *action* is what the person wants, an *effect* is work for the
//! runtime.

mod act;
pub mod answers;
pub mod areas;
mod burst;
pub mod cached;
mod caching;
mod choosing;
pub mod clipboard;
pub mod columns;
pub mod command_line;
mod copying;
pub mod cursor;
pub mod desk;
mod effect;
mod event;
pub mod export;
mod exporting;
pub mod field;
pub mod finding;
mod first_run;
pub mod key;
pub mod keyboard;
pub mod keymap;
mod loading;
pub mod login;
pub mod look;
mod manners;
pub mod members;
pub mod menu;
pub mod messages;
mod mistakes;
pub mod naming;
pub mod notice;
mod numbering;
mod opening;
pub mod over;
mod pace;
mod palette;
pub mod qr;
pub mod remote;
pub mod roster;
mod session_panel;
pub mod setup;
mod shelf;
mod state;
pub mod table;
pub mod teams;
mod telling;
pub mod todos;
mod todos_acts;
mod todos_loading;
mod walk;

pub use effect::Effect;
pub use event::Event;
pub use opening::Opening;
pub use over::Over;
pub use state::{Stage, State};
