//! T5: sleep, clocks that are set, and many days.

use std::time::Duration;

use tower_tui::base::time::{Now, Wall};
use tower_tui::session::{Fact, Phase, Renewal, Warning};
use tower_tui::tower::wire::TransportError;

use crate::bench::{Bench, grant};
use crate::disk::Disk;

const HOUR: i64 = 3600;

#[test]
fn t5_01_a_sleep_of_eight_hours_costs_one_renewal_and_no_call_with_the_old_token() {
    let mut bench = Bench::signed_in();
    bench.live_through(Duration::from_secs(60));
    bench.wall_jumps(8 * HOUR);
    assert_eq!((bench.asked, bench.generation()), (2, 2));
    bench.call();
    assert_eq!(bench.bearers, ["access-2"]);
}

#[test]
fn t5_02_a_clock_set_back_by_a_day_changes_nothing() {
    let mut bench = Bench::signed_in();
    bench.live_through(Duration::from_secs(60));
    let before = bench.left();
    bench.wall_jumps(-24 * HOUR);
    assert_eq!(bench.left(), before);
    bench.live_through(Duration::from_secs(7000));
    assert_eq!(bench.asked, 2, "one renewal, in its time");
}

#[test]
fn t5_03_a_year_ahead_and_back_costs_one_renewal() {
    let mut bench = Bench::signed_in();
    bench.live_through(Duration::from_secs(60));
    bench.wall_jumps(365 * 24 * HOUR);
    bench.live_through(Duration::from_secs(60));
    bench.wall_jumps(-365 * 24 * HOUR);
    bench.live_through(Duration::from_secs(60));
    assert!(bench.asked <= 1 + 2, "{}", bench.asked);
    assert_eq!(bench.generation(), bench.asked);
}

#[test]
fn t5_03_what_is_left_never_grows_without_a_new_token() {
    let mut bench = Bench::signed_in();
    bench.server = Box::new(|_, _| Err(TransportError::NotSent("no network".into())));
    let mut last = bench.left();
    for jump in [100, -100, 9000, -9000, -50_000, 3] {
        bench.wall_jumps(jump);
        assert!(bench.left() <= last, "{jump}");
        last = bench.left();
    }
}

#[test]
fn t5_04_a_file_from_the_future_is_renewed_once_and_taken_by_the_next_window() {
    let mut future = Bench::signed_in().disk.written.remove(0);
    future.obtained_at = Wall(future.obtained_at.0 + HOUR * 1000);
    let now = Now { mono: Duration::from_secs(1), wall: Wall(crate::bench::START) };
    let mut one = Bench::before(Disk::holding(Ok(Some(Box::new(future)))), now);
    one.server = Box::new(|_, nth| Ok(grant(nth + 1, 7199)));
    one.fact(Fact::Ticked);
    assert_eq!((one.asked, one.generation()), (1, 2));

    let mut two = Bench::before(Disk::holding(one.disk.file.clone()), one.now);
    two.fact(Fact::Ticked);
    assert_eq!((two.asked, two.generation()), (0, 2));
}

#[test]
fn t5_05_a_clock_hours_wrong_is_told_and_counts_for_nothing() {
    let date = "Mon, 21 Sep 2026 14:13:20 GMT"; // the bench's beginning, by Tower's clock
    for (wrong, told) in [(3 * HOUR, Some(3 * HOUR)), (-3 * HOUR, Some(-3 * HOUR)), (0, None)] {
        let mut bench = Bench::signed_in();
        bench.server = Box::new(move |_, nth| {
            let mut answer = grant(nth, 7199);
            answer.date = Some(date.to_owned());
            Ok(answer)
        });
        bench.now.wall = Wall(crate::bench::START + wrong * 1000);
        bench.now.mono += Duration::from_secs(5);
        bench.fact(Fact::RenewalWished);
        let warning = bench.session.view(bench.now).warnings.into_iter().find_map(|warning| match warning {
            Warning::ClockWrong(seconds) => Some(seconds),
            _ => None,
        });
        assert_eq!(warning, told);
        let asked = bench.asked;
        bench.live_through(Duration::from_secs(7000));
        assert_eq!(bench.asked, asked + 1, "as many renewals as with a right clock");
    }
}

#[test]
fn t5_07_waking_without_a_network_waits_and_goes_on() {
    let mut bench = Bench::signed_in();
    bench.live_through(Duration::from_secs(60));
    bench.server = Box::new(|_, _| Err(TransportError::NotSent("no network".into())));
    bench.wall_jumps(8 * HOUR);
    bench.live_through(Duration::from_secs(30));
    assert!(
        matches!(bench.session.phase(), Phase::Live(live) if matches!(live.renewal, Renewal::Waiting { .. }))
    );

    bench.server = Box::new(|_, nth| Ok(grant(nth, 7199)));
    bench.live_through(Duration::from_secs(60));
    assert_eq!(bench.generation(), 2);
}

#[test]
fn t5_07_waking_again_does_not_sit_out_the_pause() {
    let mut bench = Bench::signed_in();
    bench.server = Box::new(|_, _| Err(TransportError::NotSent("no network".into())));
    bench.live_through(Duration::from_secs(7199 + 1200));
    let asked = bench.asked;
    bench.server = Box::new(|_, nth| Ok(grant(nth, 7199)));
    bench.wall_jumps(HOUR);
    assert_eq!(bench.asked, asked + 1, "at once, and not five minutes later");
}

#[test]
fn t5_07_a_clock_that_is_set_by_five_seconds_is_no_sleep() {
    let mut bench = Bench::signed_in();
    bench.server = Box::new(|_, _| Err(TransportError::NotSent("no network".into())));
    bench.fact(Fact::RenewalWished);
    let asked = bench.asked;
    bench.wall_jumps(5);
    assert_eq!(bench.asked, asked);
    bench.wall_jumps(6);
    assert_eq!(bench.asked, asked + 1);
}

#[test]
fn t5_08_thirty_days_are_375_renewals_and_no_sign_out() {
    let mut bench = Bench::signed_in();
    bench.live_through(Duration::from_secs(30 * 24 * 3600));
    let renewals = bench.asked - 1;
    assert!((365..=385).contains(&renewals), "{renewals}");
    assert_eq!(bench.generation(), renewals + 1);
}
