//! Every style, by what it means. The terminal's own 16 colors and attributes only, so that light and dark
//! backgrounds and the person's own palette all work; no meaning is in a color alone. `sheet` turns them into
//! those of the other themes.

use ratatui::style::{Color, Modifier, Style};

/// Text like any other.
pub(in crate::ui) const PLAIN: Style = Style::new();

/// What matters less. An attribute and not a grey: greys vanish in many palettes.
pub(in crate::ui) const DIM: Style = Style::new().add_modifier(Modifier::DIM);

/// A heading.
pub(in crate::ui) const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);

/// Whoever signed in: bold, because cyan on white is 2:1. A word says the same.
pub(in crate::ui) const OWN: Style = STRONG;

/// The border of what has the keys. The selected row says the same.
pub(in crate::ui) const ACCENT: Style = Style::new().fg(Color::Cyan);

/// The row the person is on.
pub(in crate::ui) const SELECTED: Style = Style::new().add_modifier(Modifier::REVERSED);

/// What the filter found.
pub(in crate::ui) const FOUND: Modifier = Modifier::BOLD.union(Modifier::UNDERLINED);

/// Something went well.
pub(in crate::ui) const OK: Style = Style::new().fg(Color::Green);

/// Something needs an eye. Both colors are set, so that it reads on any background.
pub(in crate::ui) const WARN: Style = Style::new().fg(Color::Black).bg(Color::Yellow);

/// Something failed.
pub(in crate::ui) const ERROR: Style =
    Style::new().fg(Color::White).bg(Color::Red).add_modifier(Modifier::BOLD);

/// A day that has passed. It says so in a word as well.
pub(in crate::ui) const OVERDUE: Style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);

/// A QR code: black on white and nothing else. Two of the 256 colors that no palette changes, because a
/// camera has to read it on a dark screen as well.
pub(in crate::ui) const QR: Style = Style::new().fg(Color::Indexed(16)).bg(Color::Indexed(231));

/// The same the other way round: a dark module is the ground of its cell, because glyphs leave a light line between rows
/// that are higher than they are.
pub(in crate::ui) const QR_DARK: Style = Style::new().fg(Color::Indexed(231)).bg(Color::Indexed(16));

/// A thing to press.
pub(in crate::ui) const KEY: Style = Style::new().add_modifier(Modifier::BOLD);
