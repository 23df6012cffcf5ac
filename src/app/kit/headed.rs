//! A list of rows under headings: which lines there are, and on which row a person is. A heading cannot be selected.

use super::cursor::{Before, Cursor, Motion};

/// A line of such a list.
pub trait HeadedLine {
    /// Whether it is a heading.
    fn is_heading(&self) -> bool;
}

/// Rows under headings, each row with a key `K` that stays its own when the list changes.
#[derive(Debug)]
pub struct Headed<L, K> {
    /// The lines, headings and all.
    pub lines: Vec<L>,
    /// The selected line and the first that shows.
    pub cursor: Cursor,
    /// The row that was selected last, even while it is not among the lines: it may come back.
    selected: Option<K>,
    /// What was selected when something began to be looked for.
    before: Before<K>,
}

impl<L, K> Default for Headed<L, K> {
    fn default() -> Self {
        Self { lines: Vec::new(), cursor: Cursor::default(), selected: None, before: Before::default() }
    }
}

impl<L: HeadedLine, K: Clone + PartialEq> Headed<L, K> {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows().count()
    }

    /// Where among them the selected one is, counted from 0.
    pub fn position(&self) -> usize {
        self.lines.iter().take(self.cursor.selected).filter(|line| !line.is_heading()).count()
    }

    /// The line of the selected row.
    pub fn selected(&self) -> Option<&L> {
        self.lines.get(self.cursor.selected).filter(|line| !line.is_heading())
    }

    /// The lines that show, from the first on the screen, each with whether it is the selected one.
    pub fn visible(&self) -> impl Iterator<Item = (&L, bool)> {
        let lines = self.lines.iter().enumerate().skip(self.cursor.offset);
        lines.map(|(at, line)| (line, at == self.cursor.selected && !line.is_heading()))
    }

    /// The lines that are rows.
    fn rows(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().enumerate().filter(|(_, line)| !line.is_heading()).map(|(at, _)| at)
    }

    /// Moves the selection from row to row, where so many lines show; `key` tells the key of a row.
    pub fn go<'k>(&mut self, motion: Motion, height: usize, key: impl Fn(&L) -> Option<&'k K>)
    where
        K: 'k,
    {
        let mut among = Cursor { selected: self.position(), offset: 0 };
        among.go(motion, self.count(), height);
        let line = self.rows().nth(among.selected);
        if let Some(line) = line {
            self.select_line(line, height, key);
        }
    }

    /// Selects the row on a line; nothing where that is a heading.
    pub fn select_line<'k>(&mut self, line: usize, height: usize, key: impl Fn(&L) -> Option<&'k K>)
    where
        K: 'k,
    {
        if let Some(key) = self.lines.get(line).filter(|line| !line.is_heading()).and_then(key) {
            self.selected = Some(key.clone());
            self.before = Before::Nothing;
            self.cursor.selected = line;
            self.fit(height);
        }
    }

    /// What is looked for has changed: the row that ranks first is selected; where nothing is looked for, the one that was
    /// before.
    pub fn find<'k, R: Ord>(
        &mut self,
        is_looking: bool,
        height: usize,
        rank: impl Fn(&L) -> R,
        key: impl Fn(&L) -> Option<&'k K>,
    ) where
        K: 'k,
    {
        if !is_looking {
            self.forget_found();
            return self.stay(self.position(), height, key);
        }
        let mut before = std::mem::take(&mut self.before);
        before.keep(self.selected.clone());
        let best = self.rows().min_by_key(|at| self.lines.get(*at).map(&rank));
        if let Some(best) = best {
            self.select_line(best, height, key);
        }
        self.before = before;
    }

    /// Nothing is looked for any more: what was selected before is again, once the lines are anew.
    pub fn forget_found(&mut self) {
        self.before.give_back(&mut self.selected);
    }

    /// Selects the row that the cursor is on, where none was selected before: it stays selected wherever it moves.
    pub fn pin<'k>(&mut self, height: usize, key: impl Fn(&L) -> Option<&'k K>)
    where
        K: 'k,
    {
        if self.selected.is_none() {
            self.select_line(self.cursor.selected, height, key);
        }
    }

    /// Other lines in place of these. The selection stays on its row, or goes to the nearest one left.
    pub fn replace<'k>(&mut self, lines: Vec<L>, height: usize, key: impl Fn(&L) -> Option<&'k K>)
    where
        K: 'k,
    {
        let before = self.position();
        self.lines = lines;
        self.stay(before, height, key);
    }

    /// Puts the cursor on the selected row, or on the nearest one to this.
    fn stay<'k>(&mut self, before: usize, height: usize, key: impl Fn(&L) -> Option<&'k K>)
    where
        K: 'k,
    {
        let is_selected = |line: &L| !line.is_heading() && key(line) == self.selected.as_ref();
        let same = self.selected.as_ref().and_then(|_| self.lines.iter().position(is_selected));
        let last = self.count().saturating_sub(1);
        self.cursor.selected = same.or_else(|| self.rows().nth(before.min(last))).unwrap_or(0);
        self.fit(height);
    }

    /// Keeps the selected line on the screen, and the heading above it where there is room for both.
    fn fit(&mut self, height: usize) {
        self.cursor.fit(self.lines.len(), height);
        let above = self.cursor.selected.checked_sub(1).and_then(|above| self.lines.get(above));
        let is_first = above.is_some_and(HeadedLine::is_heading);
        if is_first && height > 1 && self.cursor.offset == self.cursor.selected {
            self.cursor.offset -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row with this key; `-` for a heading.
    #[derive(Debug, PartialEq)]
    struct Line(char);

    impl HeadedLine for Line {
        fn is_heading(&self) -> bool {
            self.0 == '-'
        }
    }

    static KEYS: [char; 6] = ['a', 'b', 'c', 'd', 'e', 'f'];

    fn key(line: &Line) -> Option<&'static char> {
        KEYS.iter().find(|key| **key == line.0)
    }

    fn lines(text: &str) -> Vec<Line> {
        text.chars().map(Line).collect()
    }

    fn list(text: &str, height: usize) -> Headed<Line, char> {
        let mut list = Headed::default();
        list.replace(lines(text), height, key);
        list.pin(height, key);
        list
    }

    #[test]
    fn u52_the_best_row_is_selected_and_given_up_for_the_one_before() {
        let mut list = list("-abc-def", 4);
        let go_to = |list: &mut Headed<Line, char>, line| list.select_line(line, 4, key);
        go_to(&mut list, 2);
        list.replace(lines("-bd-ef"), 4, key);
        list.find(true, 4, |line| line.0 != 'e', key);
        assert_eq!(list.selected(), Some(&Line('e')));
        list.replace(lines("-d-ef"), 4, key);
        list.find(true, 4, |line| line.0 != 'f', key);
        assert_eq!(list.selected(), Some(&Line('f')));
        list.replace(lines("-abc-def"), 4, key);
        assert_eq!(list.selected(), Some(&Line('f')), "as long as something is looked for");
        list.find(false, 4, |_| (), key);
        assert_eq!(list.selected(), Some(&Line('b')));
        list.find(true, 4, |line| line.0 != 'e', key);
        go_to(&mut list, 7);
        list.find(false, 4, |_| (), key);
        assert_eq!(list.selected(), Some(&Line('f')), "where a person went it stays");
    }

    #[test]
    fn the_selection_goes_from_row_to_row_and_keeps_its_heading_in_sight() {
        for height in 1..12 {
            let mut list = list("-ab-c-de-f", height);
            assert_eq!(list.selected(), Some(&Line('a')));
            for (number, wanted) in ['b', 'c', 'd', 'e', 'f', 'f'].into_iter().enumerate() {
                list.go(Motion::Down, height, key);
                assert_eq!((list.selected(), list.position()), (Some(&Line(wanted)), (number + 1).min(5)));
                let Cursor { selected, offset } = list.cursor;
                assert!(offset <= selected && selected < offset + height, "{height}");
            }
            for _ in 0..9 {
                list.go(Motion::Up, height, key);
            }
            assert_eq!(list.cursor.offset, usize::from(height == 1), "the first heading shows again");
            list.go(Motion::Last, height, key);
            assert_eq!(list.selected(), Some(&Line('f')));
        }
    }

    #[test]
    fn the_selection_stays_on_its_row_or_goes_to_the_nearest() {
        let mut list = list("-ab-c-de-f", 20);
        list.go(Motion::Down, 20, key);
        list.go(Motion::Down, 20, key);
        list.replace(lines("-c-a-d"), 20, key);
        assert_eq!(list.selected(), Some(&Line('c')));
        list.replace(lines("-ab"), 20, key);
        assert_eq!((list.selected(), list.count()), (Some(&Line('a')), 2));
        list.replace(Vec::new(), 20, key);
        assert_eq!((list.selected(), list.count(), list.position()), (None, 0, 0));
        list.go(Motion::Down, 20, key);
        list.replace(lines("-ab-c"), 20, key);
        assert_eq!(list.selected(), Some(&Line('c')), "it is back");
    }

    #[test]
    fn where_nobody_has_moved_the_selection_stays_at_its_place() {
        let mut list: Headed<Line, char> = Headed::default();
        list.replace(lines("-b"), 9, key);
        list.replace(lines("-ab"), 9, key);
        assert_eq!(list.selected(), Some(&Line('a')));
    }

    #[test]
    fn a_heading_cannot_be_selected() {
        let mut list = list("-ab-c", 20);
        assert_eq!(list.lines[3], Line('-'));
        list.select_line(3, 20, key);
        assert_eq!(list.selected(), Some(&Line('a')));
        list.select_line(4, 20, key);
        assert_eq!(list.selected(), Some(&Line('c')));
    }
}
