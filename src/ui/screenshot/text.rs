//! The screen as it stands, without a terminal: as text, and with the terminal's styles.

use ratatui::Terminal;
use ratatui::backend::{IntoCrossterm, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Style};

use crate::app::State;
use crate::base::measure::width;
use crate::ui::draw::draw;

/// A picture of the screen.
pub struct Screenshot {
    pub(in crate::ui) cells: Buffer,
    /// Where the cursor stands, if it shows.
    pub(in crate::ui) cursor: Option<Position>,
}

/// Cells beside each other that are drawn alike.
pub(in crate::ui) struct Run {
    pub(in crate::ui) column: u16,
    pub(in crate::ui) cells: u16,
    pub(in crate::ui) text: String,
    pub(in crate::ui) style: Style,
    pub(in crate::ui) shape: GlyphFit,
}

/// How the characters of a run fill their cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum GlyphFit {
    /// One cell each, in every font.
    Ascii,
    /// One cell each; a font may see that otherwise.
    Narrow,
    /// One cell each, which they fill: lines and blocks.
    Drawn,
    /// Two cells each.
    Wide,
    /// Several characters over two cells.
    Cluster,
}

impl GlyphFit {
    fn of(symbol: &str) -> Self {
        match (symbol.is_ascii(), width(symbol), symbol.chars().count()) {
            (true, ..) => Self::Ascii,
            (_, 1, 1) if "─│┌┐└┘█▀▄".contains(symbol) => Self::Drawn,
            (_, 2, 1) => Self::Wide,
            (_, 2, _) => Self::Cluster,
            _ => Self::Narrow,
        }
    }
}

impl Screenshot {
    /// What the screen shows now.
    pub fn of(state: &State) -> Self {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(state.size.width, state.size.height));
        let Ok(_) = terminal.draw(|frame| draw(state, frame));
        let screen = terminal.backend();
        let cursor = screen.cursor_visible().then(|| screen.cursor_position());
        Self { cells: screen.buffer().clone(), cursor }
    }

    /// Its text, a line a row, without the spaces at the ends.
    pub fn text(&self) -> String {
        let line = |row: Vec<Run>| {
            let text: String = row.into_iter().map(|run| run.text).collect();
            format!("{}\n", text.trim_end())
        };
        self.rows().map(line).collect()
    }

    /// Its text with colors and attributes, a line a row.
    pub fn styled(&self) -> String {
        let line = |row: Vec<Run>| {
            let runs = row.into_iter().map(|run| run.style.into_crossterm().apply(run.text).to_string());
            runs.chain(["\n".to_owned()]).collect::<String>()
        };
        self.rows().map(line).collect()
    }

    pub(in crate::ui) fn rows(&self) -> impl Iterator<Item = Vec<Run>> {
        let columns = usize::from(self.cells.area.width.max(1));
        self.cells.content.chunks(columns).map(runs)
    }
}

fn runs(row: &[Cell]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while let Some(cell) = row.get(usize::from(column)) {
        let (symbol, style, shape) = (cell.symbol(), style(cell), GlyphFit::of(cell.symbol()));
        let cells = if width(symbol) > 1 { 2 } else { 1 };
        match runs.last_mut() {
            Some(last) if last.style == style && last.shape == shape && shape != GlyphFit::Cluster => {
                last.text.push_str(symbol);
                last.cells += cells;
            }
            _ => runs.push(Run { column, cells, text: symbol.to_owned(), style, shape }),
        }
        column += cells;
    }
    runs
}

/// Only what differs from the terminal's own.
fn style(cell: &Cell) -> Style {
    let own = |color| Some(color).filter(|color| *color != Color::Reset);
    Style { fg: own(cell.fg), bg: own(cell.bg), ..Style::new().add_modifier(cell.modifier) }
}
