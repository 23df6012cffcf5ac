//! How much a member has to do, and when.

use std::cmp::Reverse;
use std::collections::HashSet;

use jiff::civil::Date;

use crate::base::calendar::{Nearness, day_at_tower, days_between};
use crate::tower::todo::Todo;

/// How many days, today first, are told one by one.
pub const DAYS: usize = 14;

/// How much somebody has to do. Days are those of Tower's zone; what is overdue, due today, due in the seven days
/// after today, or on no date is each counted once, and the rest is due later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Workload {
    /// All that is open.
    pub open: usize,
    /// What was due before today.
    pub overdue: usize,
    /// What is due today.
    pub due_today: usize,
    /// What is due in the seven days after today.
    pub due_in_7_days: usize,
    /// What is due on no day.
    pub no_date: usize,
    /// What is due on each of the days from today on.
    pub days: [usize; DAYS],
    /// It is not all: some of the list did not come, or could not be read.
    pub partial: bool,
}

impl Workload {
    /// Sums up a list where it is `today` at Tower. What is done or deleted does not count, and the same to-do counts
    /// once.
    pub fn of<'a>(todos: impl IntoIterator<Item = &'a Todo>, today: Date, partial: bool) -> Self {
        let mut load = Self { partial, ..Self::default() };
        let mut seen = HashSet::new();
        for todo in todos.into_iter().filter(|todo| todo.is_open() && seen.insert(&todo.id)) {
            load.open += 1;
            let Some(due) = todo.due else {
                load.no_date += 1;
                continue;
            };
            match Nearness::of(due.day, today) {
                Nearness::Past => load.overdue += 1,
                Nearness::Today => load.due_today += 1,
                Nearness::InSevenDays => load.due_in_7_days += 1,
                Nearness::Later => {}
            }
            let from_today = usize::try_from(days_between(today, due.day));
            if let Some(day) = from_today.ok().and_then(|day| load.days.get_mut(day)) {
                *day += 1;
            }
        }
        load
    }

    /// Both together: the total of a team.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let mut days = self.days;
        for (sum, more) in days.iter_mut().zip(other.days) {
            *sum += more;
        }
        Self {
            open: self.open + other.open,
            overdue: self.overdue + other.overdue,
            due_today: self.due_today + other.due_today,
            due_in_7_days: self.due_in_7_days + other.due_in_7_days,
            no_date: self.no_date + other.no_date,
            days,
            partial: self.partial || other.partial,
        }
    }

    /// A key to sort by: the most overloaded comes first.
    pub fn drowning_first(&self) -> impl Ord + use<> {
        Reverse((self.overdue, self.due_today, self.due_in_7_days, self.open))
    }
}

/// How full a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heat {
    /// Nothing is due.
    Free,
    /// One to-do is due.
    Light,
    /// Two or three are.
    Busy,
    /// Four or more are.
    Full,
}

impl Heat {
    /// How full a day is on which so many to-dos are due.
    pub fn of(due: usize) -> Self {
        match due {
            0 => Self::Free,
            1 => Self::Light,
            2..=3 => Self::Busy,
            _ => Self::Full,
        }
    }
}

/// How many to-dos were done in the last `days` days, today being one of them.
pub fn done_within<'a>(todos: impl IntoIterator<Item = &'a Todo>, today: Date, days: i32) -> usize {
    let mut seen = HashSet::new();
    let is_within = |todo: &&Todo| {
        let ago = todo.done().map(|at| days_between(day_at_tower(at), today));
        ago.is_some_and(|ago| (0..days).contains(&ago))
    };
    todos.into_iter().filter(is_within).filter(|todo| seen.insert(&todo.id)).count()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::model::Id;
    use crate::tower::todo::{Due, TodoId};

    const TODAY: Date = date(2026, 8, 28);

    fn todo(number: u32, due: Option<Date>) -> Todo {
        let id = TodoId(Id::parse(&format!("d{number}")).unwrap());
        Todo { due: due.map(|day| Due { day, time: None }), ..Todo::bare(id, SafeText::line("x", 1)) }
    }

    #[test]
    fn each_to_do_counts_where_its_day_is() {
        let after = |days: i64| Some(TODAY.saturating_add(days.days()));
        let dues = [
            None,
            after(-30),
            after(-1),
            after(0),
            after(0),
            after(1),
            after(7),
            after(8),
            after(13),
            after(14),
        ];
        let todos: Vec<Todo> = (0..).zip(dues).map(|(number, due)| todo(number, due)).collect();
        let load = Workload::of(&todos, TODAY, false);
        assert_eq!((load.open, load.overdue, load.due_today), (10, 2, 2));
        assert_eq!((load.due_in_7_days, load.no_date), (2, 1));
        assert_eq!(load.days, [2, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1]);
        assert_eq!(Workload::of([], TODAY, true), Workload { partial: true, ..Workload::default() });
    }

    #[test]
    fn what_is_done_deleted_or_told_twice_does_not_count_again() {
        let open = todo(1, Some(TODAY));
        let done = Todo { is_completed: true, ..todo(2, Some(TODAY)) };
        let deleted = Todo { is_deleted: true, ..todo(3, Some(TODAY)) };
        assert_eq!(Workload::of([&open, &done, &deleted, &open], TODAY, false).open, 1);
    }

    #[test]
    fn what_was_done_counts_by_its_day_at_tower() {
        // 16:00 UTC is midnight at Tower: of 21 and of 22 August 2026.
        let (day, midnight) = (86_400_000, 1_787_328_000_000_i64);
        let done = |number, at| Todo { is_completed: true, closed: Some(Wall(at)), ..todo(number, None) };
        let todos = [
            done(1, midnight - 1),
            done(2, midnight),
            done(3, midnight + 6 * day),
            done(4, midnight + 7 * day),
        ];
        assert_eq!(day_at_tower(Wall(midnight)), date(2026, 8, 22));
        assert_eq!(done_within(todos.iter().chain(&todos), TODAY, 7), 2);
        let open_again = Todo { is_completed: false, ..done(5, midnight) };
        assert_eq!(done_within([&open_again], TODAY, 7), 0);
    }

    prop_compose! {
        fn any_todo()(number in 0..40_u32, due in prop::option::of(-40..40_i32), is_completed: bool) -> Todo {
            let due = due.map(|days| TODAY.saturating_add(days.days()));
            Todo { is_completed, ..todo(number, due) }
        }
    }

    proptest! {
        #[test]
        fn the_parts_are_no_more_than_the_whole(todos in prop::collection::vec(any_todo(), 0..60)) {
            let load = Workload::of(&todos, TODAY, false);
            let parts = load.overdue + load.due_today + load.due_in_7_days + load.no_date;
            prop_assert!(parts <= load.open);
            prop_assert_eq!(load.days[0], load.due_today);
            prop_assert_eq!(load.days[1..=7].iter().sum::<usize>(), load.due_in_7_days);
            prop_assert!(load.days.iter().sum::<usize>() + load.overdue + load.no_date <= load.open);
        }

        #[test]
        fn the_order_means_nothing_and_neither_does_a_second_time(
            todos in prop::collection::hash_map(0..40_u32, any_todo(), 0..40)
        ) {
            let todos: Vec<Todo> = todos.into_iter().map(|(number, any)| Todo { id: todo(number, None).id, ..any }).collect();
            let backwards = Workload::of(todos.iter().rev(), TODAY, false);
            prop_assert_eq!(Workload::of(todos.iter().chain(&todos), TODAY, false), backwards);
        }

        #[test]
        fn a_total_is_the_sum_whoever_comes_first(
            one in prop::collection::vec(any_todo(), 0..20), another in prop::collection::vec(any_todo(), 0..20)
        ) {
            let (one, another) = (Workload::of(&one, TODAY, false), Workload::of(&another, TODAY, true));
            prop_assert_eq!(one.plus(another), another.plus(one));
            prop_assert_eq!(one.plus(another).open, one.open + another.open);
            prop_assert!(one.plus(another).partial);
        }
    }
}
