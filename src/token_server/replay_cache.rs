//! The replay cache: a question that was answered a moment ago gets the same answer without asking Tower.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use super::reply::Reply;
use super::request::Id;

/// How many requests are under way at most.
const MOST_FLIGHTS: usize = 1024;

/// How much memory the answers take that are kept, in bytes. Where more come, the oldest go before their time.
const MOST_KEPT: usize = 16 * 1024 * 1024;

/// What an answer takes beside its body, in bytes; roughly.
const OVERHEAD: usize = 512;

/// The longest answer that is kept, in bytes: several times what tokens of the longest kind make.
const LONGEST: usize = 32 * 1024;

/// Requests under way, each with a `F` to wait for it by, and answers that are still given again.
#[derive(Debug)]
pub(super) struct ReplayCache<F> {
    span: Duration,
    flights: usize,
    kept: usize,
    entries: HashMap<Id, Entry<F>>,
    /// The answers by age, oldest first.
    ends: VecDeque<(Duration, Id)>,
}

#[derive(Debug)]
enum Entry<F> {
    Flying(F),
    Landed(Arc<Reply>),
}

/// What is to be done with a request.
#[derive(Debug)]
pub(super) enum Turn<F> {
    /// It was answered just now, with this.
    Again(Arc<Reply>),
    /// It is under way; wait for it.
    Join(F),
    /// It goes to Tower, and [`ReplayCache::land`] is to hear of it.
    Go,
    /// There is no room to keep track of it.
    Full,
}

impl<F: Clone> ReplayCache<F> {
    /// A cache that gives answers again for so long.
    pub(super) fn new(span: Duration) -> Self {
        Self { span, flights: 0, kept: 0, entries: HashMap::new(), ends: VecDeque::new() }
    }

    /// A request comes in. If it is the first of its kind, others will wait for it by `flight`.
    pub(super) fn enter(&mut self, id: Id, flight: &F, now: Duration) -> Turn<F> {
        self.sweep(now);
        match self.entries.get(&id) {
            Some(Entry::Landed(reply)) => Turn::Again(Arc::clone(reply)),
            Some(Entry::Flying(flight)) => Turn::Join(flight.clone()),
            None if self.flights >= MOST_FLIGHTS => Turn::Full,
            None => {
                self.flights += 1;
                self.entries.insert(id, Entry::Flying(flight.clone()));
                Turn::Go
            }
        }
    }

    /// A request is over; `reply` is what to give again.
    pub(super) fn land(&mut self, id: Id, reply: Option<Arc<Reply>>, now: Duration) {
        self.flights = self.flights.saturating_sub(1);
        match reply.filter(|reply| reply.body.len() <= LONGEST && !self.span.is_zero()) {
            Some(reply) => {
                self.kept += cost(&reply);
                self.entries.insert(id, Entry::Landed(reply));
                self.ends.push_back((now.saturating_add(self.span), id));
            }
            None => drop(self.entries.remove(&id)),
        }
        while self.kept > MOST_KEPT && self.forget_oldest() {}
    }

    /// Forgets the answers whose time is over.
    pub(super) fn sweep(&mut self, now: Duration) {
        while self.ends.front().is_some_and(|(end, _)| *end <= now) {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) -> bool {
        let Some((_, id)) = self.ends.pop_front() else { return false };
        if let Some(Entry::Landed(reply)) = self.entries.remove(&id) {
            self.kept = self.kept.saturating_sub(cost(&reply));
        }
        true
    }

    /// How long answers are given again.
    pub(super) fn span(&self) -> Duration {
        self.span
    }
}

fn cost(reply: &Reply) -> usize {
    reply.body.len() + OVERHEAD
}

#[cfg(test)]
mod tests;
