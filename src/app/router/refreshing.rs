//! Automatic refresh: when what the screen shows is asked for anew.

use std::time::Duration;

use crate::app::core::preferences::RefreshEvery;
use crate::base::time::Now;

/// Knows when the next time is.
#[derive(Debug)]
pub(super) struct Refresher {
    every: RefreshEvery,
    /// When it was asked for last, by whomever; none before the first time.
    last: Option<Now>,
}

impl Refresher {
    pub(super) fn new(every: RefreshEvery) -> Self {
        Self { every, last: None }
    }

    /// What shows is being asked for.
    pub(super) fn asked(&mut self, now: Now) {
        self.last = Some(now);
    }

    /// Whether it is time. The first moment it is asked, everything has just been asked for. After a sleep, in which one
    /// of the clocks may stand still, it is time once and no more.
    pub(super) fn is_due(&mut self, now: Now) -> bool {
        let last = *self.last.get_or_insert(now);
        let passed = now.mono.saturating_sub(last.mono).max(now.wall.since(last.wall));
        self.every.interval().is_some_and(|every| passed >= every)
    }

    /// When it is time by itself, on the monotonic clock.
    pub(super) fn due_at(&self) -> Option<Duration> {
        Some(self.last?.mono + self.every.interval()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Wall;

    fn at(mono: u64, wall: i64) -> Now {
        Now { mono: Duration::from_secs(mono), wall: Wall(wall * 1000) }
    }

    #[test]
    fn it_is_time_once_after_so_long_whichever_clock_went_on() {
        let mut refresher = Refresher::new(RefreshEvery::named("5m").unwrap());
        assert!(!refresher.is_due(at(1, 1)));
        assert_eq!(refresher.due_at(), Some(Duration::from_secs(301)));
        assert!(!refresher.is_due(at(300, 300)));
        assert!(refresher.is_due(at(301, 301)));
        refresher.asked(at(301, 301));
        assert!(!refresher.is_due(at(302, 302)));
        assert!(refresher.is_due(at(303, 9000)), "a laptop slept");
        refresher.asked(at(303, 9000));
        assert!(!refresher.is_due(at(304, 9001)));
        assert!(!refresher.is_due(at(305, 5)), "the wall clock was set back");
    }

    #[test]
    fn nought_is_never_and_nothing_is_below_half_a_minute() {
        let mut never = Refresher::new(RefreshEvery::named("0").unwrap());
        assert!(!never.is_due(at(1, 1)) && !never.is_due(at(1_000_000, 1_000_000)));
        assert_eq!(never.due_at(), None);
        assert_eq!(["", "1s", "5", "-1"].map(RefreshEvery::named), [None; 4]);
        for name in ["30s", "1m", "2m", "5m", "10m", "30m", "1h"] {
            assert!(
                RefreshEvery::named(name)
                    .is_some_and(|every| every.interval() >= Some(Duration::from_secs(30)))
            );
        }
    }
}
