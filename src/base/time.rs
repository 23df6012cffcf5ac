//! Moments and deadlines on two clocks, and lengths of time as people read them.

use std::time::Duration;

/// One moment, read from both clocks at once by the runtime and handed in: nothing below it reads a clock.
///
/// Two, because each fails where the other holds: the monotonic clock may stop while a laptop sleeps, and
/// the wall clock may be set to anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Since the program started.
    pub mono: Duration,
    /// What the machine's clock says.
    pub wall: Wall,
}

/// Milliseconds since 1970-01-01 UTC by the machine's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wall(pub i64);

impl Wall {
    /// This moment moved on by `span`, saturating at the end of time.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }

    /// How long after `earlier` this is; zero when it is not after it.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

/// A moment to come, on both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    mono: Duration,
    wall: Wall,
}

impl Deadline {
    /// The moment `span` after `now`.
    pub fn after(now: Now, span: Duration) -> Self {
        Self { mono: now.mono.saturating_add(span), wall: now.wall.plus(span) }
    }

    /// What is left of it: the shorter of what the two clocks say, so that neither a sleep nor a clock set
    /// back makes a dead token look alive.
    pub fn left(&self, now: Now) -> Duration {
        self.mono.saturating_sub(now.mono).min(self.wall.since(now.wall))
    }
}

/// `1:59:42`: hours, minutes and seconds at a fixed width below ten hours. A started second counts whole, so
/// that a token of two hours opens with `2:00:00` and ends with `0:00:00`.
pub fn clock(left: Duration) -> String {
    let seconds = whole_seconds(left);
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `9:41`: minutes and seconds of a span under an hour.
pub fn minutes(left: Duration) -> String {
    let seconds = whole_seconds(left);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// `1:59` of hours and minutes; under ten minutes `9:58` of minutes and seconds.
pub fn short_clock(left: Duration) -> String {
    let seconds = whole_seconds(left);
    if seconds < 600 { minutes(left) } else { format!("{}:{:02}", seconds / 3600, seconds / 60 % 60) }
}

/// `16:42:10` of a moment, where the local time is `zone` seconds ahead of UTC.
pub fn time_of_day(at: Wall, zone: i32) -> String {
    let seconds = (at.0.div_euclid(1000) + i64::from(zone)).rem_euclid(86_400);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `span` in seconds, a started one counted whole.
pub fn whole_seconds(span: Duration) -> u64 {
    span.as_secs() + u64::from(span.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(mono: u64, wall: i64) -> Now {
        Now { mono: Duration::from_secs(mono), wall: Wall(wall * 1000) }
    }

    #[test]
    fn a_deadline_goes_by_whichever_clock_says_less() {
        let deadline = Deadline::after(at(10, 1000), Duration::from_secs(60));

        assert_eq!(deadline.left(at(30, 1020)), Duration::from_secs(40));
        assert_eq!(deadline.left(at(11, 5000)), Duration::ZERO, "slept: only the wall clock went on");
        assert_eq!(deadline.left(at(50, -9000)), Duration::from_secs(20), "set back: only the other counts");
    }

    #[test]
    fn a_started_second_counts_whole() {
        assert_eq!(clock(Duration::from_millis(7_199_001)), "2:00:00");
        assert_eq!(clock(Duration::from_secs(7199)), "1:59:59");
        assert_eq!(clock(Duration::ZERO), "0:00:00");
    }

    #[test]
    fn the_short_clock_changes_units_at_ten_minutes() {
        assert_eq!(short_clock(Duration::from_secs(7182)), "1:59");
        assert_eq!(short_clock(Duration::from_secs(598)), "9:58");
    }

    #[test]
    fn a_time_of_day_is_the_local_one() {
        assert_eq!(time_of_day(Wall(0), 8 * 3600), "08:00:00");
        assert_eq!(time_of_day(Wall(1_000), -3600), "23:00:01");
    }

    #[test]
    fn the_end_of_time_does_not_overflow() {
        assert_eq!(Wall(i64::MAX).plus(Duration::MAX), Wall(i64::MAX));
        assert_eq!(Deadline::after(at(1, 1), Duration::MAX).left(at(0, 0)).as_secs(), i64::MAX as u64 / 1000);
    }
}
