//! A terminal's screen as an SVG picture, cell by cell, so that wide characters line up with the borders
//! whatever font shows it.

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

/// The size of a cell and of the letters in it, in pixels.
const CELL: (u16, u16) = (9, 20);
const LETTERS: u16 = 15;
const MARGIN: u16 = 12;
const PAPER: &str = "#1d1f21";
const INK: &str = "#d6d6d6";
/// The 16 colors of the palette.
const PALETTE: [&str; 16] = [
    "#1d1f21", "#cc6666", "#a8c373", "#e6c547", "#81a2be", "#b294bb", "#8abeb7", "#d6d6d6", "#767876",
    "#d54e53", "#b9ca4a", "#e7c547", "#7aa6da", "#c397d8", "#70c0b1", "#ffffff",
];

/// The picture.
pub(crate) fn draw(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'Noto Sans Mono CJK SC', 'Sarasa Mono SC', Menlo, Consolas, 'DejaVu Sans Mono', monospace\" \
         font-size=\"{LETTERS}\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for row in 0..rows {
        for column in 0..columns {
            if let Some(cell) = screen.cell(row, column)
                && !cell.is_wide_continuation()
            {
                cell_at(&mut svg, cell, row, column);
            }
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn cell_at(svg: &mut String, cell: &Cell, row: u16, column: u16) {
    let (x, y) = (MARGIN + column * CELL.0, MARGIN + row * CELL.1);
    let width = if cell.is_wide() { 2 * CELL.0 } else { CELL.0 };
    let (ink, paper) = (color(cell.fgcolor(), INK), color(cell.bgcolor(), PAPER));
    let (ink, paper) = if cell.inverse() { (paper, ink) } else { (ink, paper) };
    if paper != PAPER {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    let text = cell.contents();
    if text.trim().is_empty() {
        return;
    }
    let bold = if cell.bold() { " font-weight=\"bold\"" } else { "" };
    let dim = if cell.dim() { " opacity=\"0.6\"" } else { "" };
    let base = y + CELL.1 - 5;
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{base}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{bold}{dim}>{text}</text>"
    );
}

fn color(color: Color, default: &'static str) -> &'static str {
    match color {
        Color::Default => default,
        Color::Idx(number) => PALETTE.get(usize::from(number)).copied().unwrap_or(default),
        Color::Rgb(..) => default,
    }
}
