//! The screen as an SVG picture. Every character keeps to its cells whatever font shows it, so that wide
//! characters line up with the borders.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier};

use super::text::{GlyphFit, Run, Screenshot};

/// The size of a cell, in pixels.
const CELL: (u16, u16) = (9, 20);
/// The font size, in pixels.
const LETTERS: u16 = 15;
/// The distance of the baseline from the top of the cell.
const FOOT: u16 = 15;
const MARGIN: u16 = 12;

/// In the order of preference; one of them has Chinese on every system.
const FONTS: &str = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', \
                     'PingFang SC', 'Microsoft YaHei', monospace";

/// The terminal's own colors: text, background, and the palette of 16.
const INK: u32 = 0xd6_d6d6;
const PAPER: u32 = 0x1d_1f21;
const PALETTE: [u32; 16] = [
    0x1d_1f21, 0xcc_6666, 0xa8_c373, 0xe6_c547, 0x81_a2be, 0xb2_94bb, 0x8a_beb7, 0xd6_d6d6, 0x76_7876,
    0xd5_4e53, 0xb9_ca4a, 0xe7_c547, 0x7a_a6da, 0xc3_97d8, 0x70_c0b1, 0xff_ffff,
];

impl Screenshot {
    /// The screen as SVG.
    pub fn svg(&self) -> String {
        let area = self.cells.area;
        let (width, height) = (x(area.width) + MARGIN, y(area.height) + MARGIN);
        // The end of the last row is plain in every theme, and a theme of our own fills it as well.
        let plain = self.cells.content.last();
        let paper = plain.and_then(|cell| rgb(cell.bg)).unwrap_or(PAPER);
        let ink = plain.and_then(|cell| rgb(cell.fg)).unwrap_or(INK);
        let mut pen = Pen { ink, paper, elements: Vec::new(), lines: BTreeMap::new() };
        for (row, runs) in (0..).zip(self.rows()) {
            for run in runs {
                pen.run(row, &run);
            }
        }
        if let Some(cursor) = self.cursor {
            pen.context(cursor.x, cursor.y, 2, ink);
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"{LETTERS}\" \
             fill=\"#{ink:06x}\" xml:space=\"preserve\">\n\
             <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#{paper:06x}\"/>\n{}</svg>\n",
            pen.finish()
        )
    }
}

fn x(column: u16) -> u16 {
    MARGIN.saturating_add(column.saturating_mul(CELL.0))
}

fn y(row: u16) -> u16 {
    MARGIN.saturating_add(row.saturating_mul(CELL.1))
}

/// The parts of a character that is lines and blocks: where each begins in its cell, and how large it is.
/// No font joins them over the whole height of a cell.
const fn parts(char: char) -> Option<&'static [[u16; 4]]> {
    Some(match char {
        '─' => &[[0, 10, 9, 1]],
        '│' => &[[4, 0, 1, 20]],
        '┌' => &[[4, 10, 5, 1], [4, 10, 1, 10]],
        '┐' => &[[0, 10, 5, 1], [4, 10, 1, 10]],
        '└' => &[[4, 10, 5, 1], [4, 0, 1, 10]],
        '┘' => &[[0, 10, 5, 1], [4, 0, 1, 10]],
        '█' => &[[0, 0, 9, 20]],
        '▀' => &[[0, 0, 9, 10]],
        '▄' => &[[0, 10, 9, 10]],
        _ => return None,
    })
}

/// Draws runs; `ink` and `paper` are what it draws with and on where nothing else is said.
struct Pen {
    ink: u32,
    paper: u32,
    elements: Vec<String>,
    /// Lines and blocks: how they look, and the parts of their path.
    lines: BTreeMap<String, Vec<String>>,
}

impl Pen {
    fn run(&mut self, row: u16, run: &Run) {
        let attributes = run.style.add_modifier;
        let ink = run.style.fg.and_then(rgb).unwrap_or(self.ink);
        let paper = run.style.bg.and_then(rgb).unwrap_or(self.paper);
        let reversed = attributes.contains(Modifier::REVERSED);
        let (ink, paper) = if reversed { (paper, ink) } else { (ink, paper) };
        if paper != self.paper {
            self.context(run.column, row, run.cells * CELL.0, paper);
        }
        let mut look = if ink == self.ink { String::new() } else { format!(" fill=\"#{ink:06x}\"") };
        for (attribute, says) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::DIM, " opacity=\".6\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        ] {
            look.push_str(if attributes.contains(attribute) { says } else { "" });
        }
        if run.shape == GlyphFit::Drawn {
            self.draw(row, run, look);
        } else {
            self.write(row, run, &look);
        }
    }

    fn context(&mut self, column: u16, row: u16, width: u16, color: u32) {
        let (x, y, height) = (x(column), y(row), CELL.1);
        self.elements.push(format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#{color:06x}\"/>\n"
        ));
    }

    fn draw(&mut self, row: u16, run: &Run, look: String) {
        let path = self.lines.entry(look).or_default();
        let chars: Vec<char> = run.text.chars().collect();
        let mut column = run.column;
        for same in chars.chunk_by(PartialEq::eq) {
            let count = u16::try_from(same.len()).unwrap_or(u16::MAX);
            for [left, top, width, height] in same.first().and_then(|char| parts(*char)).unwrap_or_default() {
                let top = y(row) + top;
                // What goes through from cell to cell is one line.
                let (times, width) = if *width == CELL.0 { (1, width * count) } else { (count, *width) };
                for left in (0..times).map(|nth| x(column + nth) + left) {
                    path.push(format!("M{left} {top}h{width}v{height}h-{width}z"));
                }
            }
            column += count;
        }
    }

    fn write(&mut self, row: u16, run: &Run, look: &str) {
        let text = run.text.trim_matches(' ');
        if text.is_empty() {
            return;
        }
        let spaces = |text: &str| u16::try_from(run.text.len() - text.len()).unwrap_or(u16::MAX);
        let cells = run.cells.saturating_sub(spaces(text));
        let column = run.column + spaces(run.text.trim_start_matches(' '));
        let (left, width) = (x(column), cells * CELL.0);
        let place = match run.shape {
            GlyphFit::Ascii if cells == 1 => format!("x=\"{left}\""),
            GlyphFit::Ascii => format!("x=\"{left}\" textLength=\"{width}\""),
            GlyphFit::Wide => {
                let places = (0..cells / 2).map(|nth| x(column + 2 * nth).to_string());
                format!("x=\"{}\"", places.collect::<Vec<_>>().join(" "))
            }
            GlyphFit::Narrow | GlyphFit::Cluster | GlyphFit::Drawn => {
                format!("x=\"{left}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"")
            }
        };
        let (foot, text) = (y(row) + FOOT, text.replace('&', "&amp;").replace('<', "&lt;"));
        self.elements.push(format!("<text {place} y=\"{foot}\"{look}>{text}</text>\n"));
    }

    fn finish(self) -> String {
        let path = |(look, parts): (String, Vec<String>)| format!("<path{look} d=\"{}\"/>\n", parts.concat());
        self.elements.into_iter().chain(self.lines.into_iter().map(path)).collect()
    }
}

/// A color as `0xRRGGBB`; none for the terminal's own.
fn rgb(color: Color) -> Option<u32> {
    let of_palette = |number: usize| PALETTE.get(number).copied();
    match color {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some(u32::from_be_bytes([0, red, green, blue])),
        Color::Black => of_palette(0),
        Color::Red => of_palette(1),
        Color::Green => of_palette(2),
        Color::Yellow => of_palette(3),
        Color::Blue => of_palette(4),
        Color::Magenta => of_palette(5),
        Color::Cyan => of_palette(6),
        Color::Gray => of_palette(7),
        Color::DarkGray => of_palette(8),
        Color::LightRed => of_palette(9),
        Color::LightGreen => of_palette(10),
        Color::LightYellow => of_palette(11),
        Color::LightBlue => of_palette(12),
        Color::LightMagenta => of_palette(13),
        Color::LightCyan => of_palette(14),
        Color::White => of_palette(15),
        Color::Indexed(16) => Some(0),
        Color::Indexed(231) => Some(0xff_ffff),
        Color::Indexed(number) => of_palette(number.into()),
    }
}
