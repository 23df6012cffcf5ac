//! When a token is renewed and how long a failed renewal waits: the numbers, each with its reason.

use std::time::Duration;

/// Calls wait for a renewal rather than leave with a token that has less than this: they may arrive late.
pub(super) const NEARLY_OVER: Duration = Duration::from_secs(10);

/// A refused token is not renewed again sooner than this: a Tower that refuses every token must not be
/// asked for one after another.
pub(super) const FORCED_APART: Duration = Duration::from_secs(10);

/// Tokens are not renewed by themselves more often than this, however short a life Tower gives them.
pub(super) const RENEWED_APART: Duration = Duration::from_secs(2);

/// How long a call may wait for a token before it is told that there is none.
pub(super) const HELD_AT_MOST: Duration = Duration::from_secs(15);

/// How long a call waits for a renewal before it goes with a token that still lives.
pub(super) const HELD_WHILE_VALID: Duration = Duration::from_secs(5);

/// How many tokens in a row the API may refuse before no more are asked for: it will refuse the next as well.
pub(super) const REFUSED_AT_MOST: u32 = 3;

/// A renewal whose answer was lost is asked once more after this.
pub(super) const AGAIN_AFTER: Duration = Duration::from_millis(250);

/// As long as a call for a token may take, and the disk after it: a no that may have come of another window's renewal is
/// believed after that.
pub(super) const DOUBTED: Duration = Duration::from_secs(21);

/// How often the file is looked at while a no is not believed.
pub(super) const DOUBTED_APART: Duration = Duration::from_secs(1);

/// Without locks a window waits for up to this before it renews, so that one of several goes first.
pub(super) const YIELDED: Duration = Duration::from_secs(2);

/// A token that could not be stored is written again after this, and so is a file that got lost.
pub(super) const SAVED_AGAIN: Duration = Duration::from_secs(5);

/// A token with a shorter lifetime counts as short-lived.
pub(super) const HARDLY_ALIVE: Duration = Duration::from_secs(30);

/// After this many short-lived tokens in a row, they are renewed only when one is refused.
pub(super) const SHORT_LIVES: u32 = 3;

/// The same word without a known meaning so many times in a row will not pass by itself.
pub(super) const UNKNOWN_AT_MOST: u32 = 5;

/// The wall clock running ahead of the other by more than this means that the machine has slept.
pub(super) const WOKE: Duration = Duration::from_secs(5);

/// A file may be from so far in the future before its times are not believed.
pub(super) const AHEAD: Duration = Duration::from_secs(5);

/// Clocks may differ by this many seconds before a warning.
pub const SKEW: i64 = 120;

/// Waiting for the lock is shown after this.
pub(super) const QUEUED: Duration = Duration::from_millis(300);

/// A token refused with more than this left of its life did not end of age.
pub(super) const YOUNG: Duration = Duration::from_secs(300);

/// How much is left of a token of `lifetime` when it is renewed: a tenth of it, between 30 s and 5 min,
/// moved earlier by `jitter` so that two windows do not renew at once, and never before half
/// of its life is over.
pub fn renew_when_left(lifetime: Duration, jitter: Duration) -> Duration {
    let margin = (lifetime / 10).clamp(Duration::from_secs(30), Duration::from_secs(300));
    (margin + jitter).min(lifetime / 2)
}

/// How long to wait after the given number of failures in a row: 1, 2, 4 … 60 s, a minute up to about ten
/// minutes, then five minutes, so that an hour without a network costs at most 30 calls. `jitter` (0
/// to 1) moves it by a fifth either way, so that many machines do not come back at once.
pub fn backoff(failures: u32, jitter: f64) -> Duration {
    let seconds: u32 = match failures {
        0 | 1 => 1,
        2..=6 => 1 << (failures - 1),
        7..=15 => 60,
        _ => 300,
    };
    Duration::from_secs(u64::from(seconds)).mul_f64(0.8 + 0.4 * jitter.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renewal_follows_the_lifetime() {
        for (lifetime, left) in [(7199, 300), (600, 60), (90, 30), (40, 20), (5, 2), (86_400, 300)] {
            let due = renew_when_left(Duration::from_secs(lifetime), Duration::ZERO);
            assert_eq!(due.as_secs(), left, "{lifetime}");
        }
    }

    #[test]
    fn jitter_never_renews_in_the_first_half() {
        let due = renew_when_left(Duration::from_secs(90), Duration::from_secs(20));
        assert_eq!(due, Duration::from_secs(45));
    }

    #[test]
    fn the_pause_doubles_up_to_a_minute_and_is_five_in_the_end() {
        for (failures, seconds) in
            [(0, 1), (1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (15, 60), (16, 300), (u32::MAX, 300)]
        {
            assert_eq!(backoff(failures, 0.5), Duration::from_secs(seconds), "{failures}");
        }
        assert_eq!([0.0, 1.0, 9.0].map(|jitter| backoff(1, jitter).as_millis()), [800, 1200, 1200]);
    }

    #[test]
    fn an_hour_without_a_network_costs_at_most_thirty_calls() {
        let mut spent = Duration::ZERO;
        let mut calls = 0;
        while spent < Duration::from_secs(3600) {
            calls += 1;
            spent += backoff(calls, 0.0);
        }
        assert!(calls <= 30, "{calls}");
    }
}
