//! What somebody did in a period and has left to do, each thing once, by project.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use crate::base::calendar::{day_at_tower, week_of};
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::event::Event;
use crate::tower::model::MemberId;
use crate::tower::todo::{Due, Todo, TodoId};

/// Days from one to another, both of them in it, by the calendar of Tower's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
}

impl Period {
    /// The week, Monday to Sunday, that a day is in.
    pub fn week_of(day: Date) -> Self {
        let (since, until) = week_of(day);
        Self { since, until }
    }

    /// Whether a moment is in it.
    pub fn contains(&self, at: Wall) -> bool {
        (self.since..=self.until).contains(&day_at_tower(at))
    }
}

/// Whether the pages of a list of what is done may go on with something of a period: Tower has the last done first, so
/// a page all of which was done before it is the last that is asked for. One without a single moment says nothing.
pub fn goes_back_to<'a>(page: impl IntoIterator<Item = &'a Todo>, period: Period) -> bool {
    let mut done = page.into_iter().filter_map(Todo::done).peekable();
    done.peek().is_none() || done.any(|at| day_at_tower(at) >= period.since)
}

/// What a report is made of. Lists may move while they are read, so that a to-do may stand in several, or twice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    /// The member it is about.
    pub of: Option<&'a MemberId>,
    /// What they have done.
    pub done: &'a [Todo],
    /// What they have to do.
    pub open: &'a [Todo],
    /// What they have made that is open.
    pub created: &'a [Todo],
    /// What happened.
    pub events: &'a [Event],
}

/// What a to-do has to do in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// It was done in the period.
    Done,
    /// It is open and late.
    Overdue,
    /// It is open.
    Open,
    /// It was made in the period, for somebody else.
    Created,
}

/// What a report has of one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectPart<'a> {
    /// The project's name; none for what is in none that is known.
    pub project: Option<&'a SafeText>,
    /// Its to-dos: by kind, and within one by when they were done or are due.
    pub items: Vec<(Item, &'a Todo)>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report<'a> {
    /// By the names of the projects; what is in none comes last.
    pub projects: Vec<ProjectPart<'a>>,
    /// What else happened in the period, the newest first.
    pub events: Vec<&'a Event>,
}

impl<'a> Report<'a> {
    /// Makes the report of a period where it is `today` at Tower. The same things make the same report, in whatever
    /// order they came.
    pub fn of(sources: Sources<'a>, period: Period, today: Date) -> Self {
        let mut items: BTreeMap<&str, (Item, &'a Todo)> = BTreeMap::new();
        let mut put = |item: Item, todo: &'a Todo| {
            let place = items.entry(todo.id.0.as_str()).or_insert((item, todo));
            if item < place.0 {
                *place = (item, todo);
            }
        };
        // What is in the list of what is done is done: where it is in that of what is open too, that was read before.
        let closed: HashSet<&TodoId> =
            sources.done.iter().filter(|todo| todo.is_completed).map(|todo| &todo.id).collect();
        let is_open = |todo: &&Todo| todo.is_open() && !closed.contains(&todo.id);
        for todo in sources.done.iter().filter(|todo| todo.done().is_some_and(|at| period.contains(at))) {
            put(Item::Done, todo);
        }
        for todo in sources.open.iter().filter(is_open) {
            put(if todo.is_overdue(today) { Item::Overdue } else { Item::Open }, todo);
        }
        for todo in sources.created.iter().filter(is_open) {
            let is_own = todo.assignee.as_ref().is_none_or(|assignee| Some(&assignee.id) == sources.of);
            if !is_own && todo.created.is_some_and(|at| period.contains(at)) {
                put(Item::Created, todo);
            }
        }
        let events = other_events(sources.events, &items, period);
        let mut projects: BTreeMap<(bool, &str), ProjectPart<'a>> = BTreeMap::new();
        for (item, todo) in items.into_values() {
            let project = todo.project.as_ref();
            let key = (project.is_none(), project.map_or("", SafeText::as_str));
            let part = projects.entry(key).or_insert_with(|| ProjectPart { project, items: Vec::new() });
            part.items.push((item, todo));
        }
        for part in projects.values_mut() {
            part.items
                .sort_by_key(|(item, todo)| (*item, moment(*item, todo), todo.number, todo.id.0.as_str()));
        }
        Self { projects: projects.into_values().collect(), events }
    }

    /// How many to-dos of a kind it has.
    pub fn count(&self, item: Item) -> usize {
        self.projects.iter().flat_map(|part| &part.items).filter(|(of, _)| *of == item).count()
    }
}

/// What an item is sorted by: when it was done or made; what is open by its day, without one last.
fn moment(item: Item, todo: &Todo) -> (i64, Option<Due>) {
    match item {
        Item::Done => (todo.done().map_or(i64::MAX, |at| at.0), None),
        Item::Created => (todo.created.map_or(i64::MAX, |at| at.0), None),
        Item::Overdue | Item::Open => (i64::from(todo.due.is_none()), todo.due),
    }
}

/// The events of the period that tell of none of these items. Tower does not say of which to-do an event tells, only
/// what that is called.
fn other_events<'a>(
    events: &'a [Event],
    items: &BTreeMap<&str, (Item, &'a Todo)>,
    period: Period,
) -> Vec<&'a Event> {
    let told: HashSet<&SafeText> = items.values().map(|(_, todo)| &todo.title).collect();
    let mut seen = HashSet::new();
    let is_other = |event: &&'a Event| {
        event.at.is_some_and(|at| period.contains(at))
            && !told.contains(&event.title)
            && seen.insert(&event.id)
    };
    let mut others: Vec<&Event> = events.iter().filter(is_other).collect();
    others.sort_by(|one, another| (another.at, another.id.0.as_str()).cmp(&(one.at, one.id.0.as_str())));
    others
}

#[cfg(test)]
mod tests;
