//! The cursor of a list: the selected row and the first visible one.

use strum::IntoStaticStr;

/// A place in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected row, counted from 0.
    pub selected: usize,
    /// The first row that shows.
    pub offset: usize,
}

/// A way to move in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Motion {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}

impl Cursor {
    /// Moves within a list of `len` rows of which `rows` show.
    pub fn go(&mut self, motion: Motion, len: usize, rows: usize) {
        let page = rows.max(1);
        let half = (rows / 2).max(1);
        self.selected = match motion {
            Motion::Down => self.selected.saturating_add(1),
            Motion::Up => self.selected.saturating_sub(1),
            Motion::First => 0,
            Motion::Last => usize::MAX,
            Motion::HalfDown => self.selected.saturating_add(half),
            Motion::HalfUp => self.selected.saturating_sub(half),
            Motion::PageDown => self.selected.saturating_add(page),
            Motion::PageUp => self.selected.saturating_sub(page),
        };
        self.fit(len, rows);
    }

    /// Keeps the selected row within the list and on the screen, moving as little as possible.
    pub fn fit(&mut self, len: usize, rows: usize) {
        self.selected = self.selected.min(len.saturating_sub(1));
        let rows = rows.max(1);
        let lowest = self.selected.saturating_sub(rows - 1);
        self.offset = self.offset.clamp(lowest, self.selected).min(len.saturating_sub(rows));
    }
}

/// What was selected when somebody began to be looked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Before<K> {
    /// Nobody is looked for.
    #[default]
    Nothing,
    /// This one was selected, or nobody.
    Selected(Option<K>),
}

impl<K> Before<K> {
    /// Somebody is looked for while this one is selected; what was so at the beginning is kept.
    pub(in crate::app) fn keep(&mut self, selected: Option<K>) {
        if matches!(self, Self::Nothing) {
            *self = Self::Selected(selected);
        }
    }

    /// Nobody is looked for any more: what was selected is again.
    pub(in crate::app) fn give_back(&mut self, selected: &mut Option<K>) {
        if let Self::Selected(before) = std::mem::take(self) {
            *selected = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_in_the_list_and_on_the_screen() {
        let motions = [
            Motion::Down,
            Motion::PageDown,
            Motion::Last,
            Motion::Up,
            Motion::HalfUp,
            Motion::HalfDown,
            Motion::PageUp,
            Motion::First,
        ];
        for (len, rows) in [(0, 0), (0, 5), (1, 0), (3, 10), (100, 7), (100, 1)] {
            let mut cursor = Cursor::default();
            for motion in motions.iter().cycle().take(40) {
                cursor.go(*motion, len, rows);
                assert!(cursor.selected < len.max(1), "{motion:?} {len} {rows}");
                assert!(cursor.offset <= cursor.selected);
                assert!(cursor.selected < cursor.offset + rows.max(1));
            }
        }
    }

    #[test]
    fn a_list_that_fits_is_not_scrolled() {
        let mut cursor = Cursor { selected: 8, offset: 5 };
        cursor.fit(9, 20);
        assert_eq!(cursor, Cursor { selected: 8, offset: 0 });
    }
}
