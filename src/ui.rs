//! Layer 5: how it looks. Reads the state, changes nothing.

mod draw;
mod filters;
mod kit;
pub mod markdown;
mod minutes;
mod overlays;
mod presenter;
mod screens;
mod screenshot;
mod spoken;
mod status_bar;
mod theme;
pub mod words;

pub use draw::{draw, meant, place};
pub use filters::wide_cells::WideCellRepair;
pub use presenter::Painter;
pub use screenshot::text::Screenshot;
