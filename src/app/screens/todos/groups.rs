//! Groups of to-dos: by the box their owner has sorted them into, else by due date.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::app::kit::headed::HeadedLine;
use crate::base::calendar::days_between;
use crate::tower::todo::{Todo, TodoBox, Which};

/// A group of to-dos.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Sorted into this box by their owner.
    In(TodoBox),
    /// Overdue.
    Overdue,
    /// Due today.
    Today,
    /// Due in the rest of the week, which ends on Sunday.
    ThisWeek,
    /// Due after this week.
    Later,
    /// Without a due date.
    NoDate,
}

/// A line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, and how many to-dos are in it.
    Heading(Group, usize),
    /// A to-do, by its place in the list.
    Todo(usize),
}

impl Line {
    /// The index of its to-do, if it is one.
    pub fn place(self) -> Option<usize> {
        match self {
            Self::Todo(place) => Some(place),
            Self::Heading(..) => None,
        }
    }
}

impl HeadedLine for Line {
    fn is_heading(&self) -> bool {
        self.place().is_none()
    }
}

/// The lines of a list; `today` is the date at Tower, and `keeps` says which to-dos to show. Completed ones are one
/// group without a heading: the last completed first, and those of which Tower did not say when last of all.
pub fn lines(todos: &[Todo], which: Which, today: Date, keeps: impl Fn(&Todo) -> bool) -> Vec<Line> {
    let shown = todos.iter().enumerate().filter(|(_, todo)| keeps(todo));
    if which == Which::Done {
        let mut shown: Vec<(usize, &Todo)> = shown.collect();
        shown.sort_by_key(|(_, todo)| Reverse(todo.done()));
        return shown.into_iter().map(|(place, _)| Line::Todo(place)).collect();
    }
    let sorted = todos.iter().any(|todo| todo.todo_box.is_some());
    let mut shown: Vec<(Group, usize, &Todo)> = if sorted {
        shown.map(|(place, todo)| (Group::In(todo.todo_box.unwrap_or(TodoBox::Other)), place, todo)).collect()
    } else {
        shown.map(|(place, todo)| (by_date(todo, today), place, todo)).collect()
    };
    // Within a group Tower's own order stays, but groups by due date are sorted by it.
    shown.sort_by_key(|(group, _, todo)| (rank(*group), todo.due.filter(|_| !sorted)));
    let mut lines = Vec::with_capacity(shown.len() + 6);
    for part in shown.chunk_by(|(one, ..), (another, ..)| one == another) {
        lines.extend(part.first().map(|(group, ..)| Line::Heading(*group, part.len())));
        lines.extend(part.iter().map(|(_, place, _)| Line::Todo(*place)));
    }
    lines
}

fn by_date(todo: &Todo, today: Date) -> Group {
    let Some(due) = todo.due else { return Group::NoDate };
    let left_of_week = 7 - i32::from(today.weekday().to_monday_one_offset());
    match days_between(today, due.day) {
        ..0 => Group::Overdue,
        0 => Group::Today,
        days if days <= left_of_week => Group::ThisWeek,
        _ => Group::Later,
    }
}

/// The position of a group.
fn rank(group: Group) -> u8 {
    match group {
        Group::In(TodoBox::Today) | Group::Overdue => 0,
        Group::In(TodoBox::Next) | Group::Today => 1,
        Group::In(TodoBox::Later) | Group::ThisWeek => 2,
        Group::In(TodoBox::New) | Group::Later => 3,
        Group::In(TodoBox::Other) | Group::NoDate => 4,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Group::In;
    use super::Line::{Heading, Todo as At};
    use super::*;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::model::Id;
    use crate::tower::todo::{Due, TodoId};

    /// A Friday.
    const TODAY: Date = date(2026, 8, 28);

    fn todo(number: usize, todo_box: Option<&str>, due: &str) -> Todo {
        let id = TodoId(Id::parse(&format!("d{number}")).unwrap());
        let todo_box = todo_box.map(TodoBox::of_box);
        Todo { todo_box, due: Due::parse(due), ..Todo::bare(id, SafeText::line("x", 1)) }
    }

    fn all(todos: &[Todo], which: Which) -> Vec<Line> {
        lines(todos, which, TODAY, |_| true)
    }

    #[test]
    fn boxes_come_in_their_order_and_an_unknown_one_is_other() {
        let boxes = [Some("0"), Some("3"), Some("1"), Some("9"), Some("2"), None, Some("1")];
        let todos: Vec<Todo> =
            boxes.into_iter().enumerate().map(|(at, todo_box)| todo(at, todo_box, "")).collect();
        assert_eq!(
            all(&todos, Which::Open),
            [
                Heading(In(TodoBox::Today), 2),
                At(2),
                At(6),
                Heading(In(TodoBox::Next), 1),
                At(4),
                Heading(In(TodoBox::Later), 1),
                At(1),
                Heading(In(TodoBox::New), 1),
                At(0),
                Heading(In(TodoBox::Other), 2),
                At(3),
                At(5),
            ]
        );
    }

    #[test]
    fn where_nothing_is_sorted_the_days_divide_them() {
        let days = ["", "2026-08-30", "2026-08-28", "2026-08-31", "2026-08-27", "2026-08-20", "2026-08-29"];
        let todos: Vec<Todo> = days.into_iter().enumerate().map(|(at, due)| todo(at, None, due)).collect();
        assert_eq!(
            all(&todos, Which::Created),
            [
                Heading(Group::Overdue, 2),
                At(5),
                At(4),
                Heading(Group::Today, 1),
                At(2),
                Heading(Group::ThisWeek, 2),
                At(6),
                At(1),
                Heading(Group::Later, 1),
                At(3),
                Heading(Group::NoDate, 1),
                At(0),
            ]
        );
    }

    #[test]
    fn what_is_done_is_in_the_order_in_which_it_was() {
        let done = |number, closed: Option<i64>, is_completed| Todo {
            closed: closed.map(Wall),
            is_completed,
            ..todo(number, None, "")
        };
        let todos = [
            done(0, Some(3), true),
            done(1, None, true),
            done(2, Some(9), true),
            done(3, Some(99), false),
            done(4, Some(3), true),
        ];
        let order = all(&todos, Which::Done);
        assert_eq!(order, [At(2), At(0), At(4), At(1), At(3)], "one that is open was closed before");
    }

    #[test]
    fn what_is_done_has_no_headings_and_what_does_not_show_counts_nowhere() {
        let todos = [todo(0, Some("1"), ""), todo(1, Some("1"), "")];
        assert_eq!(all(&todos, Which::Done), [At(0), At(1)]);
        let second = lines(&todos, Which::Open, TODAY, |todo| todo.id.0.as_str() == "d1");
        assert_eq!(second, [Heading(In(TodoBox::Today), 1), At(1)]);
        assert_eq!(lines(&[], Which::Open, TODAY, |_| true), []);
    }
}
