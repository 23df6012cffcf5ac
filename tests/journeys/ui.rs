//! The picture: sizes, languages, widths, themes, the screen reader.

mod accessible;
mod fitting;
mod languages;
mod looks;
mod small_screens;
mod status_bar;
pub(crate) mod wide;
