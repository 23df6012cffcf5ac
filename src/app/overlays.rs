//! Overlays: what is drawn over a screen and closed first.

pub mod stack;
