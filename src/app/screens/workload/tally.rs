//! What is known of a member's workload, what that of a team amounts to, and the order of such rows.

use std::cmp::Ordering;

use jiff::civil::Date;
use strum::VariantArray;

use crate::app::core::view::LoadColumn;
use crate::app::data::todos::TodoList;
use crate::base::calendar::{day_at_tower, days_between};
use crate::tower::failure::Failure;
use crate::tower::todo::Todo;
use crate::tower::work::{Workload, done_within};

/// How many days, today being one of them, what was done is counted for.
const DONE_DAYS: i32 = 7;

/// What is known of a member's workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The sums of what has come; none where nothing has.
    pub load: Option<Workload>,
    /// What was done in the last seven days, where that is known.
    pub done: Option<Done>,
    /// Why there is nothing, not all, or nothing newer.
    pub lack: Lack,
}

/// So many to-dos.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// How many have come.
    pub count: usize,
    /// There may be more.
    pub partial: bool,
}

/// What is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Nothing.
    Nothing,
    /// It is on its way.
    Coming,
    /// Nobody has asked for it, or the person did not want to wait.
    NotAsked,
    /// The last try failed.
    Failed(Failure),
    /// So many to-dos could not be read.
    Unreadable(usize),
}

impl Done {
    /// What a list of what is done says, as far as it has come; the last done comes first.
    pub(super) fn of(list: &TodoList, today: Date) -> Option<Self> {
        let todos = list.todos.value()?;
        let is_before =
            |todo: &Todo| todo.done().is_some_and(|at| days_between(day_at_tower(at), today) >= DONE_DAYS);
        let reaches_back = list.is_whole() || todos.last().is_some_and(is_before);
        let partial = !reaches_back || list.unreadable() > 0;
        Some(Self { count: done_within(todos, today, DONE_DAYS), partial })
    }
}

/// What the rows of a team amount to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The sums. They are partial where a row's are, or are missing.
    pub load: Workload,
    /// How many rows have sums.
    pub come: usize,
    /// How many rows there are.
    pub rows: usize,
    /// How many lists failed, and have no sums.
    pub failed: usize,
}

impl Total {
    /// What these amount to; not all of it where not all members have come.
    pub fn of<'a>(tallies: impl IntoIterator<Item = &'a Tally>, is_whole: bool) -> Self {
        let start = Self { load: Workload { partial: !is_whole, ..Workload::default() }, ..Self::default() };
        tallies.into_iter().fold(start, |total, tally| {
            let missing = Workload { partial: true, ..Workload::default() };
            let failed = tally.load.is_none() && matches!(tally.lack, Lack::Failed(_));
            Self {
                load: total.load.plus(tally.load.unwrap_or(missing)),
                come: total.come + usize::from(tally.load.is_some()),
                rows: total.rows + 1,
                failed: total.failed + usize::from(failed),
            }
        })
    }
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadSort {
    /// By what.
    pub by: LoadColumn,
    /// The other way round.
    pub reversed: bool,
}

impl LoadSort {
    /// By the next column.
    #[must_use]
    pub fn next(self) -> Self {
        let after = LoadColumn::VARIANTS.iter().copied().cycle().skip_while(|by| *by != self.by).nth(1);
        Self { by: after.unwrap_or_default(), reversed: false }
    }

    /// The other way round.
    #[must_use]
    pub fn reverse(self) -> Self {
        Self { reversed: !self.reversed, ..self }
    }

    /// How two rows stand to each other, each with its place in the order of the names. Most comes first; what is not
    /// known counts as nothing, so that nothing moves until it is; who has as much stands by name.
    pub fn compare(self, one: (&Tally, usize), other: (&Tally, usize)) -> Ordering {
        let by_name = one.1.cmp(&other.1);
        let load = |tally: &Tally| tally.load.unwrap_or_default();
        let (a, b) = (load(one.0), load(other.0));
        let order = match self.by {
            LoadColumn::Overdue => a.drowning_first().cmp(&b.drowning_first()),
            LoadColumn::Open => b.open.cmp(&a.open),
            LoadColumn::Today => b.due_today.cmp(&a.due_today),
            LoadColumn::Week => b.due_in_7_days.cmp(&a.due_in_7_days),
            LoadColumn::NoDate => b.no_date.cmp(&a.no_date),
            LoadColumn::Done => {
                let count = |tally: &Tally| tally.done.map_or(0, |done| done.count);
                count(other.0).cmp(&count(one.0))
            }
            LoadColumn::Name => by_name,
        };
        let order = if self.reversed { order.reverse() } else { order };
        order.then(by_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(overdue: usize, due_today: usize, open: usize) -> Tally {
        let load = Workload { open, overdue, due_today, ..Workload::default() };
        Tally { load: Some(load), done: None, lack: Lack::Nothing }
    }

    const COMING: Tally = Tally { load: None, done: None, lack: Lack::Coming };

    /// The rows in this order, by their places.
    fn order(sort: LoadSort, tallies: &[Tally]) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..tallies.len()).collect();
        rows.sort_by(|a, b| sort.compare((&tallies[*a], *a), (&tallies[*b], *b)));
        rows
    }

    #[test]
    fn who_is_drowning_comes_first_and_who_is_not_known_stays_where_their_name_is() {
        let rows = [tally(0, 0, 0), COMING, tally(1, 0, 9), tally(2, 0, 2), COMING, tally(1, 3, 4)];
        let sort = LoadSort::default();
        assert_eq!(order(sort, &rows), [3, 5, 2, 0, 1, 4]);
        assert_eq!(order(sort.reverse(), &rows), [0, 1, 4, 2, 5, 3], "equals stay by name");
        assert_eq!(order(sort.next(), &rows), [2, 5, 3, 0, 1, 4], "by what is open");
        let by_name = LoadSort { by: LoadColumn::Name, reversed: true };
        assert_eq!(order(by_name, &rows), [5, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn every_column_has_its_turn() {
        let mut sort = LoadSort { reversed: true, ..LoadSort::default() };
        let turns: Vec<LoadColumn> = std::iter::repeat_with(|| {
            sort = sort.next();
            assert!(!sort.reversed);
            sort.by
        })
        .take(LoadColumn::VARIANTS.len())
        .collect();
        assert_eq!(turns.last(), Some(&LoadColumn::Overdue));
        assert!(LoadColumn::VARIANTS.iter().all(|by| turns.contains(by)));
    }

    #[test]
    fn a_total_says_how_much_of_it_is_known() {
        let failed = Tally { lack: Lack::Failed(Failure::Forbidden), ..COMING };
        let rows = [tally(1, 0, 3), COMING, failed, tally(0, 2, 2)];
        let total = Total::of(&rows, true);
        assert_eq!((total.load.open, total.load.overdue, total.load.due_today), (5, 1, 2));
        assert_eq!((total.come, total.rows, total.failed, total.load.partial), (2, 4, 1, true));
        assert!(!Total::of(&rows[..1], true).load.partial);
        assert!(Total::of(&rows[..1], false).load.partial, "there are more members");
        assert_eq!(Total::of([], true), Total::default());
    }
}
