//! Days as Tower counts them: in its own zone, wherever the terminal is.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::offset;

use super::time::Wall;

/// Seconds by which Tower's own zone is ahead of UTC.
pub const ZONE: i32 = 8 * 3600;

/// A moment in Tower's time zone.
pub fn at_tower(at: Wall) -> DateTime {
    // Out of the calendar's range; no date on the screen is.
    offset(8).to_datetime(Timestamp::from_millisecond(at.0).unwrap_or_default())
}

/// The date in Tower's time zone.
pub fn day_at_tower(at: Wall) -> Date {
    at_tower(at).date()
}

/// How many days `day` is after `before`; negative where it is before it.
pub fn days_between(before: Date, day: Date) -> i32 {
    before.until(day).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_at_tower_begins_eight_hours_before_it_does_in_utc() {
        // 2026-08-28 16:00:00 UTC.
        let midnight = Wall(1_787_932_800_000);
        assert_eq!(day_at_tower(Wall(midnight.0 - 1)), date(2026, 8, 28));
        assert_eq!(day_at_tower(midnight), date(2026, 8, 29));
        assert_eq!(day_at_tower(Wall(i64::MAX)), date(1970, 1, 1));
    }

    #[test]
    fn days_are_counted_over_months_and_backwards() {
        assert_eq!(days_between(date(2026, 8, 28), date(2026, 9, 2)), 5);
        assert_eq!(days_between(date(2026, 3, 1), date(2026, 2, 27)), -2);
        assert_eq!(days_between(date(2026, 8, 28), date(2026, 8, 28)), 0);
        assert_eq!(days_between(Date::MIN, Date::MAX), 7_304_483);
    }
}
