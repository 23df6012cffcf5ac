//! The screen of a member's to-dos: which list, which of its lines show, and the to-do that the person is at.

use jiff::civil::Date;

use super::groups::{Line, lines};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::search::Filter;
use crate::base::text::SafeText;
use crate::tower::model::{Member, MemberId};
use crate::tower::todo::{Todo, TodoId, Which};

/// When what follows a list in pages is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum More {
    /// Where the end of the list is near.
    #[default]
    AsNeeded,
    /// The person has moved, or wants more otherwise: once, even where a filter hides how near the end is.
    Wished,
    /// Not before the person moves: they did not want to wait for it.
    Stopped,
}

/// A member's to-dos, opened.
#[derive(Debug)]
pub struct Opened {
    /// Whose.
    pub member: MemberId,
    /// That member's name.
    pub name: SafeText,
    /// Which of them.
    pub which: Which,
    /// What is typed to find one.
    pub filter: Filter,
    /// The selected to-do has the whole screen.
    pub zoomed: bool,
    /// The first of its rows that shows then.
    pub scroll: usize,
    /// The lines, headings and all.
    pub lines: Vec<Line>,
    /// The selected line and the first that shows.
    pub cursor: Cursor,
    pub(super) more: More,
    selected: Option<TodoId>,
    /// The day that the lines are of.
    day: Date,
}

impl Opened {
    /// The open to-dos of a member, none of which has come.
    pub(super) fn of(member: &Member, day: Date) -> Self {
        Self {
            member: member.id.clone(),
            name: member.name.clone(),
            which: Which::Open,
            filter: Filter::default(),
            zoomed: false,
            scroll: 0,
            lines: Vec::new(),
            cursor: Cursor::default(),
            more: More::default(),
            selected: None,
            day,
        }
    }

    /// Another list, from its beginning.
    pub(super) fn switch(&mut self, which: Which) {
        self.which = which;
        self.zoomed = false;
        self.lines = Vec::new();
        self.cursor = Cursor::default();
        self.more = More::default();
        self.selected = None;
    }

    /// Whether what follows the list is to be asked for now. A wish for it is used up.
    pub(super) fn wants_more(&mut self, rows: usize) -> bool {
        let wished = self.more == More::Wished;
        if wished {
            self.more = More::AsNeeded;
        }
        // A filter that leaves little would ask for all there ever was.
        let may = if self.filter.is_empty() { self.more != More::Stopped } else { wished };
        may && self.cursor.selected + rows >= self.lines.len()
    }

    /// How many to-dos show.
    pub fn count(&self) -> usize {
        self.places().count()
    }

    /// Where among them the selected one is, counted from 0.
    pub fn position(&self) -> usize {
        self.lines.iter().take(self.cursor.selected).filter(|line| line.place().is_some()).count()
    }

    /// The place in the list of the selected to-do.
    pub fn selected(&self) -> Option<usize> {
        self.lines.get(self.cursor.selected)?.place()
    }

    /// The lines that show, from the first on the screen, each with whether it is the selected one.
    pub fn visible(&self) -> impl Iterator<Item = (Line, bool)> {
        let lines = self.lines.iter().enumerate().skip(self.cursor.offset);
        lines.map(|(at, line)| (*line, at == self.cursor.selected))
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().enumerate().filter(|(_, line)| line.place().is_some()).map(|(at, _)| at)
    }

    /// Moves the selection from to-do to to-do.
    pub(super) fn go(&mut self, motion: Motion, todos: &[Todo], rows: usize) {
        let mut among = Cursor { selected: self.position(), offset: 0 };
        among.go(motion, self.count(), rows);
        let line = self.places().nth(among.selected);
        if let Some(line) = line {
            self.select_line(line, todos, rows);
        }
    }

    /// Selects the to-do on one of the lines.
    pub(super) fn select_line(&mut self, line: usize, todos: &[Todo], rows: usize) {
        let place = self.lines.get(line).and_then(|line| line.place());
        if let Some(todo) = place.and_then(|place| todos.get(place)) {
            self.cursor.selected = line;
            self.selected = Some(todo.id.clone());
            self.fit(rows);
        }
    }

    /// Keeps the selected line on the screen, and the heading above it where there is room for both.
    pub(super) fn fit(&mut self, rows: usize) {
        self.cursor.fit(self.lines.len(), rows);
        let above = self.cursor.selected.checked_sub(1);
        let heading =
            above.and_then(|above| self.lines.get(above)).is_some_and(|line| line.place().is_none());
        if heading && rows > 1 && self.cursor.offset == self.cursor.selected {
            self.cursor.offset -= 1;
        }
    }

    /// It is this day now. Whether it was another one before.
    pub(super) fn turn_to(&mut self, today: Date) -> bool {
        std::mem::replace(&mut self.day, today) != today
    }

    /// Works out anew which lines show. The selection stays on its to-do, or goes to the nearest one left.
    pub(super) fn refit(&mut self, todos: &[Todo], rows: usize) {
        let before = self.position();
        let filter = &self.filter;
        self.lines = lines(todos, self.which, self.day, |todo| {
            let found = || format!("{} {}", todo.name(), todo.project.as_ref().map_or("", SafeText::as_str));
            filter.is_empty() || filter.keeps_name(&found())
        });
        let is_selected = |line: &Line| {
            let todo = line.place().and_then(|place| todos.get(place));
            todo.is_some_and(|todo| Some(&todo.id) == self.selected.as_ref())
        };
        let last = self.count().saturating_sub(1);
        let nearest = || self.places().nth(before.min(last));
        let line = self.lines.iter().position(is_selected).or_else(nearest).unwrap_or(0);
        self.cursor.selected = line;
        if self.selected.is_none() {
            self.select_line(line, todos, rows);
        }
        self.zoomed &= self.selected().is_some();
        self.fit(rows);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tower::model::Id;
    use crate::tower::todo::TodoBox;

    const TODAY: Date = date(2026, 8, 28);
    const ALL: [(&str, &str); 6] = [("a", "1"), ("b", "1"), ("c", "2"), ("d", "3"), ("e", "3"), ("f", "0")];

    fn todos(of: &[(&str, &str)]) -> Vec<Todo> {
        let todo = |(name, todo_box): &(&str, &str)| Todo {
            todo_box: Some(TodoBox::of_box(todo_box)),
            ..Todo::bare(TodoId(Id::parse(name).unwrap()), SafeText::line(name, 9))
        };
        of.iter().map(todo).collect()
    }

    fn opened(todos: &[Todo], rows: usize) -> Opened {
        let member = Member::bare(MemberId(Id::parse("m").unwrap()), SafeText::line("曾国栋", 9));
        let mut opened = Opened::of(&member, TODAY);
        opened.refit(todos, rows);
        opened
    }

    fn at<'a>(opened: &Opened, todos: &'a [Todo]) -> Option<&'a str> {
        opened.selected().map(|place| todos[place].title.as_str())
    }

    #[test]
    fn the_selection_goes_from_to_do_to_to_do_and_keeps_its_heading_in_sight() {
        let todos = todos(&ALL);
        for rows in 1..12 {
            let mut opened = opened(&todos, rows);
            assert_eq!(at(&opened, &todos), Some("a"));
            for (number, wanted) in ["b", "c", "d", "e", "f", "f"].into_iter().enumerate() {
                opened.go(Motion::Down, &todos, rows);
                assert_eq!((at(&opened, &todos), opened.position()), (Some(wanted), (number + 1).min(5)));
                let Cursor { selected, offset } = opened.cursor;
                assert!(offset <= selected && selected < offset + rows.max(1), "{rows}");
            }
            for _ in 0..9 {
                opened.go(Motion::Up, &todos, rows);
            }
            assert_eq!(opened.cursor.offset, usize::from(rows == 1), "the first heading shows again");
            opened.go(Motion::Last, &todos, rows);
            assert_eq!(at(&opened, &todos), Some("f"));
        }
    }

    #[test]
    fn the_selection_stays_on_its_to_do_or_goes_to_the_nearest() {
        let before = todos(&ALL);
        let mut opened = opened(&before, 20);
        opened.go(Motion::Down, &before, 20);
        opened.go(Motion::Down, &before, 20);
        let moved = todos(&[("c", "1"), ("a", "2"), ("d", "3")]);
        opened.refit(&moved, 20);
        assert_eq!(at(&opened, &moved), Some("c"));
        let gone = todos(&[("a", "1"), ("b", "1")]);
        opened.refit(&gone, 20);
        assert_eq!((at(&opened, &gone), opened.count()), (Some("a"), 2));
        opened.refit(&[], 20);
        assert_eq!((opened.selected(), opened.count(), opened.position()), (None, 0, 0));
        opened.go(Motion::Down, &[], 20);
        opened.refit(&before, 20);
        assert_eq!(at(&opened, &before), Some("c"), "it is back");
    }

    #[test]
    fn a_heading_cannot_be_selected() {
        let todos = todos(&ALL);
        let mut opened = opened(&todos, 20);
        opened.select_line(3, &todos, 20);
        assert_eq!(at(&opened, &todos), Some("a"));
        opened.select_line(4, &todos, 20);
        assert_eq!(at(&opened, &todos), Some("c"));
    }
}
