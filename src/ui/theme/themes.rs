//! What the styles of `theme` become in every theme but the terminal's: one pass over the finished picture.
//!
//! The selected row stays reversed in all of them, and every badge has its word: no meaning is in a color.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

use super::styles;
use crate::app::kit::appearance::Theme;

/// A theme: what each meaning looks like, with its own attributes added to those it was drawn with.
struct ThemeStyles {
    plain: Style,
    dim: Style,
    strong: Style,
    accent: Style,
    ok: Style,
    warn: Style,
    error: Style,
    overdue: Style,
    qr: Style,
    qr_dark: Style,
}

const BADGE: Style = Style::new().add_modifier(Modifier::REVERSED);
const STRONG_BADGE: Style = BADGE.add_modifier(Modifier::BOLD);

const MONO: ThemeStyles = ThemeStyles {
    plain: styles::PLAIN,
    dim: styles::DIM,
    strong: styles::PLAIN,
    accent: styles::PLAIN,
    ok: styles::PLAIN,
    warn: BADGE,
    error: STRONG_BADGE,
    overdue: styles::STRONG,
    // Light around the modules in a dark terminal; cameras that read a dark edge as well read it in a light one.
    qr: BADGE,
    qr_dark: styles::PLAIN,
};

const HIGH_CONTRAST: ThemeStyles = ThemeStyles {
    plain: styles::PLAIN,
    dim: styles::PLAIN,
    strong: styles::PLAIN,
    accent: styles::STRONG,
    ok: styles::STRONG,
    warn: on(Color::Black, Color::LightYellow).add_modifier(Modifier::BOLD),
    error: STRONG_BADGE,
    overdue: styles::STRONG,
    qr: styles::QR,
    qr_dark: styles::QR_DARK,
};

/// A ground of their own: an ink is readable for certain only on a paper that is known.
const TOWER_DARK: ThemeStyles = tower(&ThemeColors {
    paper: 0x1c_2128,
    ink: 0xd5_dae1,
    dim: 0x9a_a4b2,
    strong: 0x8a_b4f8,
    accent: 0x5f_c9d8,
    ok: 0x7e_c699,
    warn: (0x1c_2128, 0xe5_b567),
    error: (0xff_ffff, 0xb3_261e),
    overdue: 0xff_9a8f,
});

const TOWER_LIGHT: ThemeStyles = tower(&ThemeColors {
    paper: 0xfb_fbf9,
    ink: 0x24_292f,
    dim: 0x5c_6570,
    strong: 0x0b_57d0,
    accent: 0x00_697a,
    ok: 0x1a_6b3c,
    warn: (0x24_292f, 0xff_d166),
    error: (0xff_ffff, 0xb3_261e),
    overdue: 0xb3_261e,
});

/// The colors of a theme of our own, as `0xRRGGBB`.
struct ThemeColors {
    paper: u32,
    ink: u32,
    dim: u32,
    strong: u32,
    accent: u32,
    ok: u32,
    /// Ink and paper.
    warn: (u32, u32),
    error: (u32, u32),
    overdue: u32,
}

const fn tower(inks: &ThemeColors) -> ThemeStyles {
    let paper = Color::from_u32(inks.paper);
    ThemeStyles {
        plain: on(Color::from_u32(inks.ink), paper),
        dim: on(Color::from_u32(inks.dim), paper),
        strong: on(Color::from_u32(inks.strong), paper),
        accent: on(Color::from_u32(inks.accent), paper),
        ok: on(Color::from_u32(inks.ok), paper),
        warn: on(Color::from_u32(inks.warn.0), Color::from_u32(inks.warn.1)),
        error: on(Color::from_u32(inks.error.0), Color::from_u32(inks.error.1)),
        overdue: on(Color::from_u32(inks.overdue), paper).add_modifier(Modifier::BOLD),
        qr: styles::QR,
        qr_dark: styles::QR_DARK,
    }
}

const fn on(ink: Color, paper: Color) -> Style {
    Style::new().fg(ink).bg(paper)
}

/// Redraws the finished picture in a theme.
pub(in crate::ui) fn apply(theme: Theme, picture: &mut Buffer) {
    let sheet = match theme {
        Theme::Terminal => return,
        Theme::HighContrast => HIGH_CONTRAST,
        Theme::Mono => MONO,
        Theme::TowerDark => TOWER_DARK,
        Theme::TowerLight => TOWER_LIGHT,
    };
    for cell in &mut picture.content {
        let style = sheet.of(cell);
        cell.fg = style.fg.unwrap_or_default();
        cell.bg = style.bg.unwrap_or_default();
        cell.modifier = cell.modifier.difference(Modifier::DIM) | style.add_modifier;
    }
}

impl ThemeStyles {
    /// What a cell means, by what it was drawn with.
    fn of(&self, cell: &Cell) -> Style {
        let drawn =
            |style: Style| cell.fg == style.fg.unwrap_or_default() && cell.bg == style.bg.unwrap_or_default();
        match cell.modifier {
            _ if drawn(styles::WARN) => self.warn,
            _ if drawn(styles::ERROR) => self.error,
            _ if drawn(styles::OK) => self.ok,
            _ if drawn(styles::ACCENT) => self.accent,
            _ if drawn(styles::OVERDUE) => self.overdue,
            _ if drawn(styles::QR) => self.qr,
            _ if drawn(styles::QR_DARK) => self.qr_dark,
            attributes if attributes.contains(Modifier::DIM) => self.dim,
            attributes if attributes.contains(Modifier::BOLD) => self.strong,
            _ => self.plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least contrast of small text (WCAG 2.2, 1.4.3).
    const LEAST: f64 = 4.5;

    /// How bright a color is, 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(color: Color) -> f64 {
        let (red, green, blue) = match color {
            Color::Rgb(red, green, blue) => (red, green, blue),
            Color::Indexed(16) => (0, 0, 0),
            Color::Indexed(231) => (255, 255, 255),
            other => panic!("{other:?} looks as the terminal likes"),
        };
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(style: Style) -> f64 {
        let (ink, paper) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
        (ink.max(paper) + 0.05) / (ink.min(paper) + 0.05)
    }

    #[test]
    fn black_on_white_is_the_most_there_is() {
        assert!((contrast(styles::QR) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn every_pair_of_our_own_colors_can_be_read() {
        for ThemeStyles { plain, dim, strong, accent, ok, warn, error, overdue, qr, qr_dark } in
            [TOWER_DARK, TOWER_LIGHT]
        {
            for style in [plain, dim, strong, accent, ok, warn, error, overdue, qr, qr_dark] {
                assert!(contrast(style) >= LEAST, "{style:?} {}", contrast(style));
            }
        }
    }

    #[test]
    fn a_theme_without_colors_has_none() {
        let ThemeStyles { plain, dim, strong, accent, ok, warn, error, overdue, qr, qr_dark } = MONO;
        for style in [plain, dim, strong, accent, ok, warn, error, overdue, qr, qr_dark] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_ne!(warn, plain, "a badge stands out");
        assert_ne!(error, warn);
    }
}
