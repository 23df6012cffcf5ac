//! Days as Tower counts them: in its own zone, wherever the terminal is.

use jiff::civil::{Date, DateTime};
use jiff::tz::offset;
use jiff::{Timestamp, ToSpan};

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

/// Where a day stands, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Before today.
    Past,
    /// Today.
    Today,
    /// One of the seven days after today.
    InSevenDays,
    /// After those.
    Later,
}

impl Nearness {
    /// Where `day` stands.
    pub fn of(day: Date, today: Date) -> Self {
        match days_between(today, day) {
            ..0 => Self::Past,
            0 => Self::Today,
            1..=7 => Self::InSevenDays,
            _ => Self::Later,
        }
    }
}

/// So many days from today on, today first; fewer at the end of the calendar.
pub fn days_from(today: Date, count: usize) -> impl Iterator<Item = Date> {
    today.series(1.day()).take(count)
}

/// The Monday of the week of a day, and its Sunday.
pub fn week_of(day: Date) -> (Date, Date) {
    let since_monday = i32::from(day.weekday().to_monday_zero_offset());
    let monday = day.saturating_sub(since_monday.days());
    (monday, monday.saturating_add(6.days()))
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
    fn a_day_is_past_today_within_seven_days_or_later() {
        let today = date(2026, 12, 28);
        for (day, nearness) in [
            (date(2026, 12, 27), Nearness::Past),
            (today, Nearness::Today),
            (date(2026, 12, 29), Nearness::InSevenDays),
            (date(2027, 1, 4), Nearness::InSevenDays),
            (date(2027, 1, 5), Nearness::Later),
            (Date::MAX, Nearness::Later),
            (Date::MIN, Nearness::Past),
        ] {
            assert_eq!(Nearness::of(day, today), nearness, "{day}");
        }
        assert_eq!(days_from(today, 14).last(), Some(date(2027, 1, 10)));
        assert_eq!(days_from(Date::MAX, 14).count(), 1);
        for day in [date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 3)] {
            assert_eq!(week_of(day), (date(2026, 12, 28), date(2027, 1, 3)), "{day}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_backwards() {
        assert_eq!(days_between(date(2026, 8, 28), date(2026, 9, 2)), 5);
        assert_eq!(days_between(date(2026, 3, 1), date(2026, 2, 27)), -2);
        assert_eq!(days_between(date(2026, 8, 28), date(2026, 8, 28)), 0);
        assert_eq!(days_between(Date::MIN, Date::MAX), 7_304_483);
    }
}
