//! The second halves of wide characters. A terminal that is sent another character over the first half of a wide one
//! blanks the second half itself, and some do so in the style of the new character: underlined, say, where nothing is.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use crate::base::measure::width;

/// What shows on a blank.
const SHOWS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Where the wide characters of the last frame were.
#[derive(Debug, Default)]
pub struct Halves {
    area: Rect,
    wide: Vec<bool>,
}

impl Halves {
    /// Has the second half of a wide character drawn anew where a styled one takes the place of the first: a narrow one,
    /// or a wide one that begins a cell before it.
    pub fn mend(&self, frame: &mut Buffer) {
        if self.area != frame.area {
            return;
        }
        let gives_way = |(at, was_wide): (usize, &bool)| was_wide.then_some(at);
        for at in self.wide.iter().enumerate().filter_map(gives_way) {
            let before = at.checked_sub(1).and_then(|before| frame.content.get(before));
            let over = before.filter(|cell| is_wide(cell)).or_else(|| frame.content.get(at));
            let stays = frame.content.get(at).is_some_and(is_wide);
            let shows = !stays && over.is_some_and(shows_on_blank);
            if let Some(next) = frame.content.get_mut(at + 1).filter(|_| shows)
                && next.diff_option == CellDiffOption::None
            {
                next.diff_option = CellDiffOption::AlwaysUpdate;
            }
        }
    }

    /// Remembers the frame that is on the screen now.
    pub fn remember(&mut self, frame: &Buffer) {
        self.area = frame.area;
        self.wide.clear();
        self.wide.extend(frame.content.iter().map(is_wide));
    }
}

fn is_wide(cell: &Cell) -> bool {
    // Most cells are a single byte, and no wide character is.
    cell.symbol().len() > 1 && width(cell.symbol()) > 1
}

fn shows_on_blank(cell: &Cell) -> bool {
    cell.bg != Color::Reset || cell.modifier.intersects(SHOWS)
}
