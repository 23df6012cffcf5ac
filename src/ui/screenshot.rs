//! The screen without a terminal, as text and as a picture.

pub(super) mod svg;
pub(super) mod text;
