//! How often one key and one address may ask. `governor` counts; the time is handed in.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use super::rules::Limits;

/// Where a request comes from: an IPv6 address, or an IPv4 address as one (RFC 4291, section 2.5.5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Visitor(pub(super) u128);

impl Visitor {
    /// One person has a whole network of 64 bits to choose addresses from.
    fn network(self) -> u128 {
        let is_v4 = self.0 >> 32 == 0xffff;
        if is_v4 { self.0 } else { self.0 >> 64 << 64 }
    }
}

/// The counters.
#[derive(Debug)]
pub(super) struct Counters {
    now: Told,
    /// By the names of the keys: there are as many as the person has written down.
    keys: Counter<String>,
    /// Of those who were let in. Addresses share 65,536 of them: two share one by chance only, and what is kept is
    /// bounded whoever comes.
    addresses: Counter<u16>,
    /// Of those who were not, so that nobody without a key uses up what those with one have at the same address.
    strangers: Counter<u16>,
    /// Random, so that nobody can choose whose counter to share.
    seed: [u8; 16],
}

type Counter<K> = RateLimiter<K, HashMapStateStore<K>, Told, NoOpMiddleware<Duration>>;

/// A clock that is set from outside.
#[derive(Clone, Debug, Default)]
struct Told(Arc<AtomicU64>);

impl Clock for Told {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }
}

impl Counters {
    pub(super) fn new(limits: Limits, seed: [u8; 16]) -> Self {
        let now = Told::default();
        let keys = counter(limits.per_key, &now);
        let addresses = counter(limits.per_address, &now);
        let strangers = counter(limits.per_address, &now);
        Self { now, keys, addresses, strangers, seed }
    }

    /// Counts a request of somebody who is let in, from this address.
    pub(super) fn address(&self, visitor: Visitor, now: Duration) -> Result<(), Refusal> {
        self.count(&self.addresses, &self.slot(visitor), now)
    }

    /// Counts a request of somebody who is not let in, from this address.
    pub(super) fn stranger(&self, visitor: Visitor, now: Duration) -> Result<(), Refusal> {
        self.count(&self.strangers, &self.slot(visitor), now)
    }

    fn slot(&self, visitor: Visitor) -> u16 {
        let hash = Sha256::new().chain_update(self.seed).chain_update(visitor.network().to_be_bytes());
        hash.finalize().iter().take(2).fold(0, |slot: u16, byte| slot << 8 | u16::from(*byte))
    }

    /// Counts a request with this key.
    pub(super) fn key(&self, name: &str, now: Duration) -> Result<(), Refusal> {
        self.count(&self.keys, &name.to_owned(), now)
    }

    fn count<K: std::hash::Hash + Eq + Clone>(
        &self,
        counter: &Counter<K>,
        who: &K,
        now: Duration,
    ) -> Result<(), Refusal> {
        self.now.0.store(u64::try_from(now.as_nanos()).unwrap_or(u64::MAX >> 1), Ordering::Relaxed);
        counter.check_key(who).map_err(|until| Refusal::Limited(until.wait_time_from(self.now.now())))
    }
}

fn counter<K: std::hash::Hash + Eq + Clone>(a_minute: NonZeroU32, now: &Told) -> Counter<K> {
    RateLimiter::hashmap_with_clock(Quota::per_minute(a_minute), now.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const V4: u128 = 0xffff_0a00_0001;
    const V6: u128 = 0x2001_0db8_0000_0001_0000_0000_0000_0001;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn ten_a_minute_and_key_and_one_more_every_six_seconds() {
        let counters = Counters::new(Limits::default(), [7; 16]);
        for _ in 0..10 {
            assert_eq!(counters.key("lin", seconds(1)), Ok(()));
        }
        assert_eq!(counters.key("lin", seconds(1)), Err(Refusal::Limited(seconds(6))));
        assert_eq!(counters.key("wang", seconds(1)), Ok(()), "another key");
        assert_eq!(counters.key("lin", seconds(7)), Ok(()));
        assert!(counters.key("lin", seconds(7)).is_err());
    }

    #[test]
    fn sixty_a_minute_and_address_and_an_ipv6_network_is_one() {
        let counters = Counters::new(Limits::default(), [7; 16]);
        for nth in 0..60 {
            assert_eq!(counters.address(Visitor(V6 + nth), seconds(0)), Ok(()));
        }
        assert_eq!(counters.address(Visitor(V6), seconds(0)), Err(Refusal::Limited(seconds(1))));
        assert_eq!(counters.address(Visitor(V6 + (1 << 64)), seconds(0)), Ok(()));
        for nth in 0..60 {
            assert_eq!(counters.address(Visitor(V4), seconds(0)), Ok(()), "{nth}");
        }
        assert!(counters.address(Visitor(V4), seconds(0)).is_err());
        assert_eq!(counters.address(Visitor(V4 + 1), seconds(0)), Ok(()));
    }

    #[test]
    fn those_who_are_not_let_in_are_counted_apart_from_those_who_are() {
        let counters = Counters::new(Limits::default(), [7; 16]);
        for _ in 0..60 {
            assert_eq!(counters.stranger(Visitor(V4), seconds(0)), Ok(()));
        }
        assert!(counters.stranger(Visitor(V4), seconds(0)).is_err());
        assert_eq!(counters.address(Visitor(V4), seconds(0)), Ok(()));
    }

    #[test]
    fn what_is_kept_of_addresses_is_bounded() {
        let counters = Counters::new(Limits::default(), [7; 16]);
        for nth in 0..200_000 {
            assert_eq!(counters.address(Visitor(V6 + (nth << 64)), seconds(0)), Ok(()));
        }
        assert!(counters.addresses.len() <= 1 << 16);
    }
}
