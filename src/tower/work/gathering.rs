//! The reading of what a report is made of: which calls that takes, page by page, and what of their answers is kept.

use std::collections::HashSet;

use super::report::{Period, Sources, goes_back_to};
use crate::base::calendar::day_at_tower;
use crate::tower::call::{Call, Reply};
use crate::tower::event::{Event, EventPage, Feed, Trail};
use crate::tower::failure::Failure;
use crate::tower::model::{MemberId, TeamId};
use crate::tower::todo::{Todo, TodoId, TodoPage, Which};

/// The most pages that are read of a list.
const MOST_PAGES: u32 = 400;

/// A list that a report is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// What the member has done.
    Done,
    /// What they have to do.
    Open,
    /// What they have made that is open.
    Created,
    /// What happened.
    Events,
}

impl Source {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Done, Self::Open, Self::Created, Self::Events];

    /// Its name for a script.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Created => "created",
            Self::Events => "events",
        }
    }
}

/// What is missing of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// All that had not come when Tower refused it, or could not be reached.
    Failed(Failure),
    /// So many things that could not be read.
    Unreadable(usize),
    /// What stands further down than is read.
    Cut,
}

/// How far the list of what is done is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DoneProgress {
    /// This page, counted from 1, is next.
    Down(u32),
    /// The end was reached; this page is read once more. What is opened again while the pages are read moves the rest
    /// up, from a page that is still to come to one that has been read.
    Up(u32),
    /// All has come.
    Over,
}

/// What has come for a member's report, and what is still to be asked for. Of what is done no more is kept than the
/// period takes, however long the list is.
#[derive(Clone, Debug)]
pub struct Gathering {
    team: TeamId,
    member: MemberId,
    period: Period,
    walk: DoneProgress,
    known: HashSet<TodoId>,
    trail: Trail,
    event_pages: u32,
    /// Which lists are read to their end.
    over: HashSet<Source>,
    done: Vec<Todo>,
    open: Vec<Todo>,
    created: Vec<Todo>,
    events: Vec<Event>,
    gaps: Vec<(Source, Gap)>,
}

impl Gathering {
    /// For a member's report of a period.
    pub fn new(team: TeamId, member: MemberId, period: Period) -> Self {
        Self {
            team,
            member,
            period,
            walk: DoneProgress::Down(1),
            known: HashSet::new(),
            trail: Trail::default(),
            event_pages: 0,
            over: HashSet::new(),
            done: Vec::new(),
            open: Vec::new(),
            created: Vec::new(),
            events: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// What to ask for now: a call for each list that is not over. They may be made at once.
    pub fn calls(&self) -> Vec<(Source, Call)> {
        let wanted = Source::ALL.into_iter().filter(|source| self.wants(*source));
        wanted.map(|source| (source, self.call(source))).collect()
    }

    /// Whether more of a list is to be asked for.
    pub fn wants(&self, source: Source) -> bool {
        !self.over.contains(&source)
    }

    /// What to ask for of a list now.
    pub fn call(&self, source: Source) -> Call {
        let todos = |which, page| Call::Todos { member: self.member.clone(), which, page };
        match source {
            Source::Done => match self.walk {
                DoneProgress::Down(page) | DoneProgress::Up(page) => todos(Which::Done, page),
                DoneProgress::Over => todos(Which::Done, 1),
            },
            Source::Open => todos(Which::Open, 1),
            Source::Created => todos(Which::Created, 1),
            Source::Events => Call::Events {
                team: self.team.clone(),
                feed: Feed::Member(self.member.clone()),
                after: self.trail.after().cloned(),
            },
        }
    }

    /// Takes what came of the call for a list. What has come of it before a failure stays.
    pub fn take(&mut self, source: Source, result: Result<Reply, Failure>) {
        match (source, result) {
            (Source::Done, Ok(Reply::Todos(page))) => self.take_done(page),
            (Source::Open, Ok(Reply::Todos(page))) => {
                self.note_unreadable(source, page.unreadable);
                self.open = page.todos.into_iter().map(slim).collect();
                self.over.insert(source);
            }
            (Source::Created, Ok(Reply::Todos(page))) => {
                self.note_unreadable(source, page.unreadable);
                self.created = page.todos.into_iter().map(slim).collect();
                self.over.insert(source);
            }
            (Source::Events, Ok(Reply::Events(page))) => {
                self.note_unreadable(source, page.unreadable);
                self.take_events(page);
            }
            (source, Err(failure)) => {
                self.gaps.push((source, Gap::Failed(failure)));
                self.over.insert(source);
            }
            // The answer is always that of the call.
            (source, Ok(_)) => drop(self.over.insert(source)),
        }
    }

    /// Whether nothing more is to be asked for.
    pub fn is_over(&self) -> bool {
        self.over.len() == Source::ALL.len()
    }

    /// What has come.
    pub fn sources(&self) -> Sources<'_> {
        Sources {
            of: Some(&self.member),
            done: &self.done,
            open: &self.open,
            created: &self.created,
            events: &self.events,
        }
    }

    /// What is missing, by list.
    pub fn gaps(&self) -> &[(Source, Gap)] {
        &self.gaps
    }

    /// Why nothing at all has come; none where something has.
    pub fn failure(&self) -> Option<&Failure> {
        let mut failures = self.gaps.iter().filter_map(|(_, gap)| match gap {
            Gap::Failed(failure) => Some(failure),
            Gap::Unreadable(_) | Gap::Cut => None,
        });
        let has_nothing = self.known.is_empty() && self.event_pages == 0;
        if has_nothing && failures.clone().count() == Source::ALL.len() { failures.next() } else { None }
    }

    fn take_done(&mut self, page: TodoPage) {
        let goes_on = goes_back_to(&page.todos, self.period);
        let TodoPage { todos, is_last, has_next, unreadable } = page;
        let is_down = matches!(self.walk, DoneProgress::Down(_));
        if is_down {
            self.note_unreadable(Source::Done, unreadable);
        }
        let mut has_new = unreadable > 0;
        for todo in todos {
            if self.known.insert(todo.id.clone()) {
                has_new = true;
                if todo.done().is_none_or(|at| day_at_tower(at) >= self.period.since) {
                    self.done.push(slim(todo));
                }
            }
        }
        let is_end = is_last || !(has_new || has_next) || !goes_on;
        self.walk = match self.walk {
            DoneProgress::Down(page) if !is_end && page < MOST_PAGES => {
                DoneProgress::Down(page.saturating_add(1))
            }
            DoneProgress::Down(page) => {
                if !is_end {
                    self.gaps.push((Source::Done, Gap::Cut));
                }
                up_from(page)
            }
            DoneProgress::Up(page) => up_from(page),
            DoneProgress::Over => DoneProgress::Over,
        };
        if self.walk == DoneProgress::Over {
            self.over.insert(Source::Done);
        }
    }

    fn take_events(&mut self, page: EventPage) {
        self.event_pages = self.event_pages.saturating_add(1);
        let new = self.trail.take(page);
        let is_before = |event: &Event| event.at.is_some_and(|at| day_at_tower(at) < self.period.since);
        let is_end = self.trail.is_over() || new.iter().all(is_before);
        self.events
            .extend(new.into_iter().filter(|event| event.at.is_some_and(|at| self.period.contains(at))));
        if !is_end && self.event_pages >= MOST_PAGES {
            self.gaps.push((Source::Events, Gap::Cut));
        }
        if is_end || self.event_pages >= MOST_PAGES {
            self.over.insert(Source::Events);
        }
    }

    fn note_unreadable(&mut self, source: Source, count: usize) {
        if count == 0 {
            return;
        }
        let noted = self.gaps.iter_mut().find_map(|(of, gap)| match gap {
            Gap::Unreadable(noted) if *of == source => Some(noted),
            _ => None,
        });
        match noted {
            Some(noted) => *noted = noted.saturating_add(count),
            None => self.gaps.push((source, Gap::Unreadable(count))),
        }
    }
}

fn up_from(page: u32) -> DoneProgress {
    if page > 1 { DoneProgress::Up(page - 1) } else { DoneProgress::Over }
}

/// A to-do without what no report tells of it.
fn slim(todo: Todo) -> Todo {
    Todo {
        description: None,
        steps: Vec::new(),
        fields: Vec::new(),
        attachments: Vec::new(),
        comments: Vec::new(),
        ..todo
    }
}

#[cfg(test)]
mod tests;
