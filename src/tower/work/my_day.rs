//! What the account has to do, over all its teams, the most urgent first.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::base::calendar::Nearness;
use crate::tower::todo::{Todo, TodoBox};

/// A section of a day's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Its day has passed, wherever it is sorted.
    Overdue,
    /// To be done today.
    Today,
    /// To be done next.
    Next,
    /// To be done later.
    Later,
    /// Not sorted yet.
    New,
    /// Neither sorted nor due on any day.
    None,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Overdue, Self::Today, Self::Next, Self::Later, Self::New, Self::None];

    /// Where a to-do belongs, where it is `today` at Tower: by its owner's own sorting (`box`); where that did not come
    /// or is unknown, by its day, of which the next seven are next.
    pub fn of(todo: &Todo, today: Date) -> Self {
        if todo.is_overdue(today) {
            return Self::Overdue;
        }
        match todo.todo_box {
            Some(TodoBox::Today) => Self::Today,
            Some(TodoBox::Next) => Self::Next,
            Some(TodoBox::Later) => Self::Later,
            Some(TodoBox::New) => Self::New,
            Some(TodoBox::Other) | None => match todo.due.map(|due| Nearness::of(due.day, today)) {
                Some(Nearness::Past) => Self::Overdue,
                Some(Nearness::Today) => Self::Today,
                Some(Nearness::InSevenDays) => Self::Next,
                Some(Nearness::Later) => Self::Later,
                None => Self::None,
            },
        }
    }

    /// Its name for a script.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Next => "next",
            Self::Later => "later",
            Self::New => "new",
            Self::None => "none",
        }
    }
}

/// What is open of these to-dos, each once, by section; within one the first due comes first, what is due on no day
/// last, and else the order in which they came stays.
pub fn my_day<'a, T>(
    todos: impl IntoIterator<Item = (&'a Todo, T)>,
    today: Date,
) -> Vec<(Section, &'a Todo, T)> {
    let mut seen = HashSet::new();
    let open = todos.into_iter().filter(|(todo, _)| todo.is_open() && seen.insert(&todo.id));
    let mut day: Vec<_> = open.map(|(todo, of)| (Section::of(todo, today), todo, of)).collect();
    day.sort_by_key(|(section, todo, _)| (*section, todo.due.is_none(), todo.due));
    day
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::Id;
    use crate::tower::todo::{Due, TodoId};

    const TODAY: Date = date(2026, 8, 28);

    fn todo(number: u32, of_box: Option<&str>, due: &str) -> Todo {
        let id = TodoId(Id::parse(&format!("d{number}")).unwrap());
        Todo {
            todo_box: of_box.map(TodoBox::of_box),
            due: Due::parse(due),
            ..Todo::bare(id, SafeText::line("x", 1))
        }
    }

    #[test]
    fn the_owners_sorting_decides_and_else_the_day() {
        for (of_box, due, section) in [
            (Some("3"), "2026-08-27", Section::Overdue),
            (Some("1"), "2026-09-30", Section::Today),
            (Some("0"), "2026-08-28", Section::New),
            (Some("2"), "", Section::Next),
            (Some("3"), "2026-08-28T18:00:00+08:00", Section::Later),
            (Some("9"), "2026-08-28", Section::Today),
            (Some("9"), "", Section::None),
            (None, "2026-08-27T23:59:59.000+08:00", Section::Overdue),
            (None, "2026-08-27T16:00:00Z", Section::Today),
            (None, "2026-09-04", Section::Next),
            (None, "2026-09-05", Section::Later),
            (None, "", Section::None),
        ] {
            assert_eq!(Section::of(&todo(1, of_box, due), TODAY), section, "{of_box:?} {due}");
        }
    }

    #[test]
    fn a_day_begins_with_what_is_late_and_holds_nothing_twice() {
        let todos = [
            todo(1, Some("1"), ""),
            todo(2, None, "2026-08-20"),
            todo(3, Some("1"), "2026-08-28"),
            Todo { is_completed: true, ..todo(4, None, "") },
            todo(1, Some("1"), ""),
            todo(5, None, "2026-08-19"),
        ];
        let day = my_day(todos.iter().map(|todo| (todo, "team")), TODAY);
        let names: Vec<_> =
            day.iter().map(|(section, todo, _)| (section.name(), todo.id.0.as_str())).collect();
        assert_eq!(names, [("overdue", "d5"), ("overdue", "d2"), ("today", "d3"), ("today", "d1")]);
    }

    proptest! {
        #[test]
        fn whatever_is_open_stands_in_one_section_and_no_more(
            all in prop::collection::vec((0..30_u32, 0..6_u8, prop::option::of(-20..20_i32), any::<bool>()), 0..50)
        ) {
            let todos: Vec<Todo> = all.into_iter().map(|(number, of_box, due, is_completed)| {
                let of_box = (of_box < 5).then(|| of_box.to_string());
                let due = due.map(|days| Due { day: TODAY.saturating_add(days.days()), time: None });
                Todo { is_completed, due, ..todo(number, of_box.as_deref(), "") }
            }).collect();
            let day = my_day(todos.iter().map(|todo| (todo, ())), TODAY);
            let open: HashSet<_> = todos.iter().filter(|todo| todo.is_open()).map(|todo| &todo.id).collect();
            prop_assert_eq!(day.len(), open.len());
            prop_assert!(day.is_sorted_by_key(|(section, ..)| *section));
            prop_assert!(day.iter().all(|(section, todo, ())| *section == Section::of(todo, TODAY)));
        }
    }
}
