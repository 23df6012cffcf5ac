//! Which connections are open, and which of them has to go when there are too many.

use std::collections::BTreeMap;

/// The open connections. Those that have not sent a whole request yet are kept by age, each with a `H` by which
/// it is closed.
#[derive(Debug)]
pub(super) struct Connections<H> {
    most: usize,
    open: usize,
    next: u64,
    waiting: BTreeMap<u64, H>,
}

impl<H> Connections<H> {
    pub(super) fn new(most: usize) -> Self {
        Self { most, open: 0, next: 0, waiting: BTreeMap::new() }
    }

    /// A new one. Where there are too many already, the oldest that keeps the server waiting makes room and is
    /// returned; where every one is at work, the new one is not let in.
    pub(super) fn arrive(&mut self, handle: H) -> Option<(u64, Option<H>)> {
        let oldest = if self.open < self.most { None } else { Some(self.waiting.pop_first()?.1) };
        let place = self.next;
        self.next += 1;
        self.open += 1;
        self.waiting.insert(place, handle);
        Some((place, oldest))
    }

    /// The oldest that keeps the server waiting.
    pub(super) fn oldest(&mut self) -> Option<H> {
        self.waiting.pop_first().map(|(_, handle)| handle)
    }

    /// This one has sent a whole request: from now on it is not in the way.
    pub(super) fn at_work(&mut self, place: u64) {
        self.waiting.remove(&place);
    }

    /// This one is closed.
    pub(super) fn leave(&mut self, place: u64) {
        self.waiting.remove(&place);
        self.open = self.open.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_that_waits_makes_room_and_one_at_work_never_does() {
        let mut connections = Connections::new(2);
        let (first, none) = connections.arrive("first").unwrap();
        assert_eq!(none, None);
        connections.arrive("second").unwrap();
        connections.at_work(first);

        let (third, out) = connections.arrive("third").unwrap();
        assert_eq!(out, Some("second"));
        connections.at_work(third);
        assert!(connections.arrive("fourth").is_none(), "all are at work");

        connections.leave(1);
        connections.leave(third);
        assert_eq!(connections.arrive("fifth").unwrap().1, None);
        assert_eq!(connections.oldest(), Some("fifth"));
    }
}
