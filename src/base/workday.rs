//! Which days are worked in China: weekends, the statutory holidays, and the weekends that are worked for them.
//!
//! The State Council tells each autumn how the next year's holidays lie. What stands here is of its General Office's
//! notices of 12 November 2024 (国务院办公厅关于2025年部分节假日安排的通知) and of 4 November 2025 (the same for 2026),
//! which the tests hold against a list of another origin. Of a year without a notice only the weekends are known.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// What is known of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidaySource {
    /// Its notice: holidays and worked weekends count.
    Known,
    /// Nothing but that Saturdays and Sundays are free.
    WeekendsOnly,
}

/// A year's notice.
struct Notice {
    year: i16,
    /// The first and the last day of each holiday.
    holidays: &'static [(Date, Date)],
    /// The Saturdays and Sundays that are worked.
    worked: &'static [Date],
}

const NOTICES: [Notice; 2] = [
    Notice {
        year: 2025,
        holidays: &[
            (date(2025, 1, 1), date(2025, 1, 1)),
            (date(2025, 1, 28), date(2025, 2, 4)),
            (date(2025, 4, 4), date(2025, 4, 6)),
            (date(2025, 5, 1), date(2025, 5, 5)),
            (date(2025, 5, 31), date(2025, 6, 2)),
            (date(2025, 10, 1), date(2025, 10, 8)),
        ],
        worked: &[
            date(2025, 1, 26),
            date(2025, 2, 8),
            date(2025, 4, 27),
            date(2025, 9, 28),
            date(2025, 10, 11),
        ],
    },
    Notice {
        year: 2026,
        holidays: &[
            (date(2026, 1, 1), date(2026, 1, 3)),
            (date(2026, 2, 15), date(2026, 2, 23)),
            (date(2026, 4, 4), date(2026, 4, 6)),
            (date(2026, 5, 1), date(2026, 5, 5)),
            (date(2026, 6, 19), date(2026, 6, 21)),
            (date(2026, 9, 25), date(2026, 9, 27)),
            (date(2026, 10, 1), date(2026, 10, 7)),
        ],
        worked: &[
            date(2026, 1, 4),
            date(2026, 2, 14),
            date(2026, 2, 28),
            date(2026, 5, 9),
            date(2026, 9, 20),
            date(2026, 10, 10),
        ],
    },
];

/// What is known of a year.
pub fn source_for(year: i16) -> HolidaySource {
    if notice(year).is_some() { HolidaySource::Known } else { HolidaySource::WeekendsOnly }
}

/// Whether a day, by the calendar of Tower's zone, is worked.
pub fn is_working_day(day: Date) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    match notice(day.year()) {
        Some(notice) if is_weekend => notice.worked.contains(&day),
        Some(notice) => !notice.holidays.iter().any(|(first, last)| (*first..=*last).contains(&day)),
        None => !is_weekend,
    }
}

/// The last working day before a day; at the beginning of the calendar that day itself.
pub fn last_working_day_before(day: Date) -> Date {
    let days = day.series(-1.day()).skip(1);
    days.into_iter().find(|before| is_working_day(*before)).unwrap_or(day)
}

fn notice(year: i16) -> Option<&'static Notice> {
    NOTICES.iter().find(|notice| notice.year == year)
}

#[cfg(test)]
mod tests;
