//! A QR code: a phone reads the address off the screen, where there is no browser at hand.

use qrcode::{Color, EcLevel, QrCode};
use ratatui::layout::Size;

/// The light modules around the code (the quiet zone), so that a camera finds it.
const QUIET: usize = 2;

/// A code with the light edge around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    modules: Vec<bool>,
    width: usize,
}

impl Qr {
    /// The code of a text; none when it is too long for one. With the least redundancy: a screen has no
    /// scratches, and fewer modules fit on more screens.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        let modules = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Some(Self { modules, width: code.width() })
    }

    /// The cells it takes: one for two modules, one above the other.
    pub fn size(&self) -> Size {
        let side = self.width + 2 * QUIET;
        let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        Size { width: cells(side), height: cells(side.div_ceil(2)) }
    }

    /// Whether it fits on a screen.
    pub fn fits(&self, screen: Size) -> bool {
        let size = self.size();
        size.width <= screen.width && size.height <= screen.height
    }

    /// Whether the module at `x` and `y` from the corner of the light edge is dark.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.width);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.modules.get(y * self.width + x) == Some(&true),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_175_characters_takes_53_by_27_cells() {
        let qr = Qr::of(&"a".repeat(175)).unwrap();
        assert_eq!(qr.size(), Size { width: 53, height: 27 });
        assert!(qr.fits(Size { width: 53, height: 27 }));
        assert!(!qr.fits(Size { width: 52, height: 27 }) && !qr.fits(Size { width: 53, height: 26 }));
    }

    #[test]
    fn the_code_stands_within_a_light_edge() {
        let qr = Qr::of("https://tower.im").unwrap();
        let side = usize::from(qr.size().width);
        let edge = |at: usize| at < QUIET || at >= side - QUIET;
        for (x, y) in (0..side + 2).flat_map(|x| (0..side + 2).map(move |y| (x, y))) {
            assert!(!(qr.is_dark(x, y) && (edge(x) || edge(y))), "{x} {y}");
        }
        for (x, y) in [(QUIET, QUIET), (side - QUIET - 1, QUIET), (QUIET, side - QUIET - 1)] {
            assert!(qr.is_dark(x, y), "a corner by which a camera finds it: {x} {y}");
        }
    }

    #[test]
    fn a_text_too_long_for_any_code_has_none() {
        assert_eq!(Qr::of(&"a".repeat(5000)), None);
    }
}
