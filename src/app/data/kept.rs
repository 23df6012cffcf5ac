//! So many things of a kind: the one asked for longest ago gives way to another.

use std::collections::HashMap;
use std::hash::Hash;

/// A cache of so many things of a kind; the one asked for longest ago is evicted first.
#[derive(Debug)]
pub(super) struct Kept<K, T> {
    /// Each with how many were asked for before it.
    all: HashMap<K, (u64, T)>,
    asked: u64,
    most: usize,
}

impl<K: Clone + Eq + Hash, T: Default> Kept<K, T> {
    /// At most so many, unless all of them stay.
    pub(super) fn of(most: usize) -> Self {
        Self { all: HashMap::new(), asked: 0, most }
    }

    /// The one of this key, if it was asked for.
    pub(super) fn get(&self, key: &K) -> Option<&T> {
        self.all.get(key).map(|(_, value)| value)
    }

    /// It, to change.
    pub(super) fn get_mut(&mut self, key: &K) -> Option<&mut T> {
        self.all.get_mut(key).map(|(_, value)| value)
    }

    /// The one of this key, which is asked for now. What `stays` is not evicted.
    pub(super) fn entry(&mut self, key: &K, stays: impl Fn(&K, &T) -> bool) -> &mut T {
        self.asked += 1;
        if self.all.len() >= self.most && !self.all.contains_key(key) {
            // It holds more than that after a time in which none could be evicted.
            let surplus = self.all.len() + 1 - self.most;
            let others = self.all.iter().filter(|(key, (_, value))| !stays(key, value));
            let mut others: Vec<(u64, K)> = others.map(|(key, (asked, _))| (*asked, key.clone())).collect();
            others.sort_unstable_by_key(|(asked, _)| *asked);
            for (_, oldest) in others.into_iter().take(surplus) {
                self.all.remove(&oldest);
            }
        }
        let (asked, value) = self.all.entry(key.clone()).or_default();
        *asked = self.asked;
        value
    }
}
