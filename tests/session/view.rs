//! What the status bar shows of a session, to the millisecond.

use std::time::Duration;

use tower_tui::base::text::SafeText;
use tower_tui::session::{Countdown, Delay, Fact, Warning};
use tower_tui::tower::verdict::Transient;

use crate::bench::{Bench, grant};

fn countdown(bench: &Bench) -> Countdown {
    bench.session.view(bench.now).countdown
}

#[test]
fn a_renewed_token_is_marked_for_three_seconds_and_a_new_login_never() {
    let mut bench = Bench::signed_in();
    assert!(matches!(countdown(&bench), Countdown::Fresh(Some(_))), "{:?}", countdown(&bench));
    bench.fact(Fact::RenewalWished);
    assert!(matches!(countdown(&bench), Countdown::Renewed(Some(_))), "{:?}", countdown(&bench));
    bench.now.mono += Duration::from_millis(2999);
    assert!(matches!(countdown(&bench), Countdown::Renewed(Some(_))), "{:?}", countdown(&bench));
    bench.now.mono += Duration::from_millis(1);
    assert!(matches!(countdown(&bench), Countdown::Fresh(Some(_))), "{:?}", countdown(&bench));
}

#[test]
fn another_windows_lock_is_told_once_it_takes_300_milliseconds() {
    let mut bench = Bench::signed_in();
    bench.disk.holder = Some(99);
    bench.fact(Fact::RenewalWished);
    bench.now.mono += Duration::from_millis(299);
    assert!(matches!(countdown(&bench), Countdown::Fresh(_)), "{:?}", countdown(&bench));
    bench.now.mono += Duration::from_millis(1);
    let queued = countdown(&bench);
    assert!(matches!(queued, Countdown::Queued { left: Some(_), holder: Some(99) }), "{queued:?}");
}

#[test]
fn clocks_two_minutes_apart_are_not_worth_a_word() {
    // The bench's beginning, by Tower's clock.
    let date = "Mon, 21 Sep 2026 14:13:20 GMT";
    for (seconds, warned) in [(120, None), (121, Some(121)), (-120, None), (-121, Some(-121))] {
        let mut bench = Bench::signed_in();
        bench.server = Box::new(move |_, nth| {
            let mut answer = grant(nth, 7199);
            answer.date = Some(date.to_owned());
            Ok(answer)
        });
        bench.now.wall.0 += seconds * 1000;
        bench.fact(Fact::RenewalWished);
        let warnings: Vec<_> = warned.into_iter().map(Warning::ClockWrong).collect();
        assert_eq!(bench.session.view(bench.now).warnings, warnings, "{seconds}");
    }
}

#[test]
fn when_it_is_renewed_by_itself_is_told_unless_that_is_under_way() {
    let renewal = |bench: &Bench| bench.session.details(bench.now).and_then(|details| details.renewal);
    let mut bench = Bench::signed_in();
    assert_eq!(renewal(&bench), Some(Duration::from_secs(7199 - 300)));
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    assert_eq!(renewal(&bench), None);
}

#[test]
fn only_what_the_network_keeps_off_is_told_as_being_offline() {
    let not_sent = |why| Delay::Passing(Transient::NotSent(SafeText::line(why, SafeText::TITLE)));
    for (delay, is_offline) in [
        (not_sent("Connection refused (os error 111)"), true),
        (not_sent("invalid peer certificate: Expired"), false),
        (Delay::Unanswered, true),
        (Delay::Undecided, false),
        (Delay::Passing(Transient::Status(503)), false),
    ] {
        assert_eq!(delay.is_offline(), is_offline, "{delay:?}");
    }
}
