//! The screen without a terminal, as text and as SVG.

pub(super) mod svg;
pub(super) mod text;
