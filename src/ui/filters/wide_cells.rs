//! The second halves of wide characters. A terminal that is sent another character over the first half of a wide one
//! blanks the second half itself, and some do so in the style of the new character: underlined, say, where nothing is.
//! And the rows with what terminals differ on, a family of emoji, say: what stands behind it may stand elsewhere than is
//! thought, in the terminal around tmux or screen for good.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use crate::base::measure::{is_unsure, width};

/// What shows on a blank.
const SHOWS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Where the wide characters of the last frame were.
#[derive(Debug, Default)]
pub struct WideCellRepair {
    area: Rect,
    wide: Vec<bool>,
    /// A hash of each row with such a character.
    unsure: Vec<Option<u64>>,
}

impl WideCellRepair {
    /// Has drawn anew what a terminal may not have where it is thought to be.
    pub fn mend(&self, frame: &mut Buffer) {
        if self.area == frame.area {
            self.mend_halves(frame);
            self.mend_rows(frame);
        }
    }

    /// Has the second half of a wide character drawn anew where a styled one takes the place of the first: a narrow one,
    /// or a wide one that begins a cell before it.
    fn mend_halves(&self, frame: &mut Buffer) {
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

    /// Has a row with what terminals differ on drawn whole where anything in it changes, and where such a thing comes.
    fn mend_rows(&self, frame: &mut Buffer) {
        let columns = usize::from(self.area.width.max(1));
        let rows = frame.content.chunks_mut(columns).zip(&self.unsure);
        let changes = |row: &[Cell], was: Option<u64>| {
            was.map_or_else(|| row.iter().any(differs), |was| hash(row) != was)
        };
        for (row, _) in rows.filter(|(row, was)| changes(row, **was)) {
            for cell in row.iter_mut().filter(|cell| cell.diff_option == CellDiffOption::None) {
                cell.diff_option = CellDiffOption::AlwaysUpdate;
            }
        }
    }

    /// Remembers the frame that is on the screen now.
    pub fn remember(&mut self, frame: &Buffer) {
        self.area = frame.area;
        self.wide.clear();
        self.wide.extend(frame.content.iter().map(is_wide));
        let rows = frame.content.chunks(usize::from(frame.area.width.max(1)));
        self.unsure.clear();
        self.unsure.extend(rows.map(|row| row.iter().any(differs).then(|| hash(row))));
    }
}

fn is_wide(cell: &Cell) -> bool {
    // Most cells are a single byte, and no wide character is.
    cell.symbol().len() > 1 && width(cell.symbol()) > 1
}

/// Whether terminals differ on how many cells this takes. One draws a letter wide that this program was told is, and the one
/// around it does not.
fn differs(cell: &Cell) -> bool {
    cell.symbol().len() > 1
        && (is_unsure(cell.symbol()) || matches!(cell.diff_option, CellDiffOption::ForcedWidth(_)))
}

fn hash(row: &[Cell]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in row {
        (cell.symbol(), cell.fg, cell.bg, cell.modifier).hash(&mut hasher);
    }
    hasher.finish()
}

fn shows_on_blank(cell: &Cell) -> bool {
    cell.bg != Color::Reset || cell.modifier.intersects(SHOWS)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn row(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, text, Style::new());
        buffer
    }

    #[test]
    fn a_row_in_which_a_family_comes_or_goes_is_drawn_whole() {
        for (before, after) in [
            ("", "家👨\u{200d}👩\u{200d}👧园"),
            ("王", "家👨\u{200d}👩\u{200d}👧园"),
            ("家👨\u{200d}👩\u{200d}👧园", "王"),
            ("䷀ 易 𝌆", "王"),
            ("王\u{2ebf0}", "王"),
        ] {
            let (before, mut after) = (row(before), row(after));
            let mut repair = WideCellRepair::default();
            repair.remember(&before);
            repair.mend(&mut after);
            let sent: Vec<u16> = before.diff_iter(&after).map(|(x, ..)| x).collect();
            assert!(
                (6..12).all(|blank| sent.contains(&blank)),
                "what a wider one covers is blanked: {sent:?}"
            );

            repair.remember(&after);
            let mut again = after.clone();
            again.content.iter_mut().for_each(|cell| cell.diff_option = CellDiffOption::None);
            repair.mend(&mut again);
            assert!(
                again.content.iter().all(|cell| cell.diff_option == CellDiffOption::None),
                "once is enough"
            );
        }
    }
}
