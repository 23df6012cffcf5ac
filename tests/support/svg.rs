//! A terminal's screen as an SVG picture, cell by cell, so that wide characters line up with the borders
//! whatever font shows it.

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
        for run in runs(screen, row, columns) {
            svg.push_str(&run.picture(row));
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Cells beside each other that look alike, without a space among them.
struct Run {
    column: u16,
    cells: u16,
    text: String,
    look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: &'static str,
    paper: &'static str,
    bold: bool,
    dim: bool,
    /// A wide character stands alone, so that it keeps to its two cells.
    wide: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (ink, paper) = (color(cell.fgcolor(), INK), color(cell.bgcolor(), PAPER));
        let (ink, paper) = if cell.inverse() { (paper, ink) } else { (ink, paper) };
        Self { ink, paper, bold: cell.bold(), dim: cell.dim(), wide: cell.is_wide() }
    }
}

fn runs(screen: &Screen, row: u16, columns: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation()) else {
            continue;
        };
        let (look, text) = (Look::of(cell), cell.contents());
        let blank = text.trim().is_empty();
        if blank && look.paper == PAPER {
            continue;
        }
        let joins = |last: &&mut Run| {
            let blank_too = last.text.trim().is_empty() == blank;
            !look.wide && last.look == look && last.column + last.cells == column && blank_too
        };
        if let Some(last) = runs.last_mut().filter(joins) {
            last.text.push_str(text);
            last.cells += 1;
        } else {
            runs.push(Run { column, cells: if look.wide { 2 } else { 1 }, text: text.to_owned(), look });
        }
    }
    runs
}

impl Run {
    fn picture(&self, row: u16) -> String {
        let (x, y, width) = (MARGIN + self.column * CELL.0, MARGIN + row * CELL.1, self.cells * CELL.0);
        let Look { ink, paper, bold, dim, .. } = self.look;
        let mut parts = Vec::new();
        if paper != PAPER {
            let height = CELL.1;
            parts.push(format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
            ));
        }
        if !self.text.trim().is_empty() {
            let bold = if bold { " font-weight=\"bold\"" } else { "" };
            let dim = if dim { " opacity=\"0.6\"" } else { "" };
            let base = y + CELL.1 - 5;
            let text = self.text.replace('&', "&amp;").replace('<', "&lt;");
            parts.push(format!(
                "<text x=\"{x}\" y=\"{base}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" \
                 fill=\"{ink}\"{bold}{dim}>{text}</text>\n"
            ));
        }
        parts.concat()
    }
}

fn color(color: Color, default: &'static str) -> &'static str {
    match color {
        Color::Idx(number) => PALETTE.get(usize::from(number)).copied().unwrap_or(default),
        // The program keeps to the palette.
        Color::Default | Color::Rgb(..) => default,
    }
}
