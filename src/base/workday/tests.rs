//! The table against a list of another origin, and what is asked of it.

use proptest::prelude::*;

use super::*;

/// Written by the day, where the table has holidays from one day to another.
const SECOND: &str = include_str!("../../../tests/fixtures/china_working_days.txt");

fn second() -> Vec<(Date, bool)> {
    let line = |line: &str| {
        let (day, what) = line.split_once(' ').unwrap();
        (day.parse().unwrap(), what == "worked")
    };
    SECOND.lines().filter(|text| !text.starts_with('#')).map(line).collect()
}

#[test]
fn every_day_of_the_years_that_are_known_is_as_a_second_list_has_it() {
    let second = second();
    assert_eq!(second.len(), 48);
    for year in [2025, 2026] {
        assert_eq!(source_for(year), HolidaySource::Known);
        for day in date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year) {
            let is_weekday = day.weekday().to_monday_one_offset() <= 5;
            let wanted = second.iter().find(|(odd, _)| *odd == day).map_or(is_weekday, |(_, worked)| *worked);
            assert_eq!(is_working_day(day), wanted, "{day}");
        }
    }
}

#[test]
fn every_worked_day_is_a_weekend_of_its_year_and_no_holiday_overlaps_one() {
    for notice in &NOTICES {
        for day in notice.worked {
            assert!(day.weekday().to_monday_one_offset() > 5 && day.year() == notice.year, "{day}");
            assert!(!notice.holidays.iter().any(|(first, last)| (first..=last).contains(&day)), "{day}");
        }
        for (first, last) in notice.holidays {
            assert!(first <= last && first.year() == notice.year && last.year() == notice.year);
        }
    }
}

#[test]
fn a_year_without_a_notice_has_weekends_and_says_so() {
    for year in [2024, 2027, 9999, -1] {
        assert_eq!(source_for(year), HolidaySource::WeekendsOnly, "{year}");
    }
    // A holiday in China, of which the table knows nothing.
    assert!(is_working_day(date(2027, 10, 1)));
    assert!(!is_working_day(date(2027, 10, 2)));
}

#[test]
fn the_last_working_day_is_before_holidays_and_may_be_a_weekend() {
    for (day, before) in [
        (date(2026, 9, 21), date(2026, 9, 20)),
        (date(2026, 10, 8), date(2026, 9, 30)),
        (date(2026, 2, 24), date(2026, 2, 14)),
        (date(2026, 8, 31), date(2026, 8, 28)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2027, 1, 4), date(2027, 1, 1)),
    ] {
        assert_eq!(last_working_day_before(day), before, "{day}");
    }
    assert_eq!(last_working_day_before(Date::MIN), Date::MIN);
}

proptest! {
    #[test]
    fn no_working_day_lies_between_a_day_and_the_last_one_before_it(days in -500..1500_i32) {
        let day = date(2025, 6, 1).saturating_add(days.days());
        let before = last_working_day_before(day);
        prop_assert!(before < day && is_working_day(before));
        let between = before.series(1.day()).skip(1).take_while(|between| *between < day);
        prop_assert!(between.into_iter().all(|between| !is_working_day(between)));
    }
}
