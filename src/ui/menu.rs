//! A list of choices over the member table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::words::{Text, Words};
use super::{line, pane, theme};
use crate::app::State;
use crate::app::areas::Areas;
use crate::app::members::Members;
use crate::app::menu::{Choice, OpenMenu};
use crate::base::measure::width;

/// The fewest cells between what is chosen and its count.
const GAP: usize = 2;
/// The cells of the borders, of the mark of the row and of the mark of what is chosen.
const FRAME: usize = 8;

/// Draws the open menu.
pub(super) fn draw(state: &State, members: &Members, open: OpenMenu, words: Words, frame: &mut Frame<'_>) {
    let choices: Vec<Shown> = members.choices().iter().map(|choice| Shown::of(choice, words)).collect();
    let rows = choices.len().min(Areas::menu_rows(state.size));
    let widest = |part: fn(&Shown) -> &str| choices.iter().map(|one| width(part(one))).max().unwrap_or(0);
    let (title, close) = (words.menu_title(open.menu), words.help_close());
    let counts = widest(|one| &one.count);
    let cells = (widest(|one| &one.text) + GAP + counts).max(width(&title) + width(&close));
    let bordered = Areas::picker(state.size, false).bordered;
    let height = rows + if bordered { 2 } else { 0 };
    let area = Areas::over(state.size, cells_of(cells + FRAME), cells_of(height));
    pane::clear(frame, area);
    let mut cursor = open.cursor;
    cursor.fit(choices.len(), rows);
    let labels = pane::Labels {
        title: pane::title(title),
        top_right: if rows < choices.len() {
            format!("{}/{}", cursor.selected + 1, choices.len())
        } else {
            String::new()
        },
        bottom_right: vec![Span::styled(close, theme::DIM)],
    };
    let inside = pane::draw(frame, area, bordered, labels);
    let shown = choices.iter().enumerate().skip(cursor.offset);
    for ((row, choice), y) in shown.zip(0..inside.height) {
        line::put(frame, inside, y, &choice.line(row == cursor.selected, usize::from(inside.width), counts));
    }
}

fn cells_of(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// A choice as it is shown.
struct Shown {
    text: Text,
    count: String,
    /// Whether it is chosen, where that can be.
    chosen: Option<bool>,
}

impl Shown {
    fn of(choice: &Choice, words: Words) -> Self {
        match choice {
            Choice::Facet(facet) => Self {
                text: words.facet(&facet.what),
                count: facet.count.to_string(),
                chosen: Some(facet.chosen),
            },
            Choice::ByWidth { chosen } => {
                Self { text: words.by_width(), count: String::new(), chosen: Some(*chosen) }
            }
            Choice::Column { column, chosen } => {
                Self { text: words.column(*column), count: String::new(), chosen: Some(*chosen) }
            }
            Choice::Copy(part) => Self { text: words.part(*part), count: String::new(), chosen: None },
        }
    }

    fn line(&self, selected: bool, cells: usize, counts: usize) -> Line<'static> {
        let style = if selected { theme::SELECTED } else { theme::PLAIN };
        let mark = match self.chosen {
            Some(true) => "x ",
            Some(false) => "  ",
            None => "",
        };
        let text = line::cell(&self.text, cells.saturating_sub(2 + width(mark) + counts + 1), style);
        let count = Span::styled(format!("{:>counts$} ", self.count), style);
        Line::from(vec![
            Span::styled(if selected { "› " } else { "  " }, style),
            Span::styled(mark, style),
            text,
            count,
        ])
    }
}

/// Where a file's name is typed: a box of this many rows.
const ASKED_ROWS: u16 = 4;

/// Draws the question where to write the members that show.
pub(super) fn ask(state: &State, members: &Members, words: Words, frame: &mut Frame<'_>) {
    let Some(asked) = &members.exporting else { return };
    let bordered = Areas::picker(state.size, false).bordered;
    let height = if bordered { ASKED_ROWS } else { ASKED_ROWS - 2 };
    let area = Areas::over(state.size, 64, height);
    pane::clear(frame, area);
    let labels = pane::Labels {
        title: pane::title(words.export_title(members.count())),
        bottom_right: vec![Span::styled(words.help_close(), theme::DIM)],
        ..pane::Labels::default()
    };
    let inside = pane::draw(frame, area, bordered, labels);
    line::field(frame, Rect { height: 1, ..inside }, &asked.field, true);
    line::put(frame, inside, 1, &Line::styled(format!(" {}", words.export_hint()), theme::DIM));
}
