//! Calls that wait for a renewal: how long, and what becomes of them.

use std::time::Duration;

use tower_tui::session::Fact;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::wire::TransportError;

use crate::bench::{Bench, answer, grant};

/// A session whose renewal is on the wire, this many seconds before the end of its token.
fn renewing(left: u64) -> Bench {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    if left > 300 {
        bench.live_through(Duration::from_secs(7199 - left));
        bench.fact(Fact::RenewalWished);
    } else {
        // It has been refused so far, and is asked for anew by a person.
        bench.tokens_wait = false;
        bench.server = Box::new(|_, _| Ok(answer(401, r#"{"error":"invalid_client"}"#)));
        bench.live_through(Duration::from_secs(7199 - left));
        bench.tokens_wait = true;
        bench.fact(Fact::RetryWished);
    }
    assert_eq!(bench.waiting.len(), 1);
    bench
}

fn failures(bench: &Bench) -> usize {
    bench.settled.iter().filter(|(_, result)| *result == Err(Failure::NoToken)).count()
}

#[test]
fn a_call_waits_for_the_new_token_and_goes_with_it() {
    let mut bench = renewing(1000);
    bench.call();
    assert!(bench.bearers.is_empty() && bench.settled.is_empty());
    bench.token(Ok(grant(2, 7199)));
    assert_eq!(bench.bearers, ["access-2"]);
}

#[test]
fn after_five_seconds_it_goes_with_a_token_that_still_lives() {
    let mut bench = renewing(1000);
    bench.call();
    bench.live_through(Duration::from_millis(4999));
    assert!(bench.bearers.is_empty());
    bench.live_through(Duration::from_millis(1));
    assert_eq!(bench.bearers, ["access-1"]);
}

#[test]
fn after_five_seconds_it_waits_on_where_the_token_has_ten_left() {
    let mut bench = renewing(15);
    bench.call();
    bench.live_through(Duration::from_secs(5));
    assert!(bench.bearers.is_empty() && bench.settled.is_empty());
}

#[test]
fn with_a_token_at_its_end_it_is_told_after_fifteen() {
    let mut bench = renewing(5);
    bench.call();
    bench.live_through(Duration::from_millis(14_999));
    assert_eq!(failures(&bench), 0);
    bench.live_through(Duration::from_millis(1));
    assert_eq!((failures(&bench), bench.bearers.len()), (1, 0));
}

#[test]
fn a_renewal_that_comes_to_nothing_sends_them_with_the_old_token_or_tells_them() {
    let mut bench = renewing(1000);
    bench.call();
    bench.token(Err(TransportError::NotSent("no network".into())));
    assert_eq!(bench.bearers, ["access-1"]);

    for left in [5, 10] {
        let mut bench = renewing(left);
        bench.call();
        bench.token(Err(TransportError::NotSent("no network".into())));
        assert_eq!((failures(&bench), bench.bearers.len()), (1, 0));
    }
}

#[test]
fn the_end_of_the_session_tells_all_that_wait() {
    let mut bench = renewing(1000);
    bench.call();
    bench.call();
    bench.token(Ok(answer(400, r#"{"error":"invalid_grant"}"#)));
    assert_eq!(failures(&bench), 2);
    bench.call();
    assert_eq!(failures(&bench), 3, "and whoever comes later");
}

#[test]
fn a_call_that_nobody_wants_any_more_is_not_made() {
    let mut bench = renewing(1000);
    let request = bench.call();
    bench.session.forget(request);
    bench.token(Ok(grant(2, 7199)));
    assert!(bench.bearers.is_empty() && bench.settled.is_empty());
}

#[test]
fn nothing_leaves_with_a_token_that_is_being_saved() {
    let mut bench = renewing(1000);
    bench.call();
    bench.disk.hangs = true;
    bench.token(Ok(grant(2, 7199)));
    bench.live_through(Duration::from_secs(10));
    assert!(bench.bearers.is_empty());
    bench.live_through(Duration::from_secs(6));
    assert_eq!(failures(&bench), 1);
}

#[test]
fn with_ten_seconds_left_a_call_rather_waits() {
    let mut bench = Bench::signed_in();
    bench.disk.holder = Some(99);
    bench.live_through(Duration::from_secs(7199 - 11));
    bench.call();
    assert_eq!(bench.bearers, ["access-1"]);
    bench.live_through(Duration::from_secs(1));
    bench.call();
    assert_eq!(bench.bearers.len(), 1);
}

#[test]
fn it_says_when_a_call_that_waits_is_to_be_looked_at_again() {
    let mut bench = renewing(5);
    assert_eq!(bench.session.due_in(bench.now), None);
    bench.call();
    let due = |bench: &Bench| bench.session.due_in(bench.now).map(|due| due.as_secs());
    assert_eq!(due(&bench), Some(5));
    bench.live_through(Duration::from_secs(5));
    assert_eq!((bench.bearers.len(), due(&bench)), (0, Some(10)));
    bench.live_through(Duration::from_secs(10));
    assert_eq!((failures(&bench), due(&bench)), (1, None));
}

#[test]
fn a_call_leaves_at_once_only_with_a_token_that_lives_and_is_not_being_renewed() {
    let has_token = |bench: &Bench| bench.session.has_token(bench.now);
    let mut bench = Bench::signed_in();
    assert!(has_token(&bench));
    assert!(!has_token(&renewing(1000)));

    bench.server = Box::new(|_, _| Ok(answer(401, r#"{"error":"invalid_client"}"#)));
    bench.live_through(Duration::from_secs(7199));
    assert!(!has_token(&bench), "it is over, and nobody renews it");
    bench.call();
    assert_eq!((failures(&bench), bench.bearers.len()), (1, 0));

    bench.fact(Fact::SignOutWished);
    assert!(!has_token(&bench));
}

#[test]
fn where_tokens_hardly_live_a_call_goes_with_a_dead_one_and_has_it_renewed() {
    let mut bench = Bench::signed_in();
    bench.server = Box::new(|_, nth| Ok(grant(nth, 5)));
    for _ in 0..3 {
        bench.fact(Fact::RenewalWished);
    }
    bench.live_through(Duration::from_secs(60));
    assert_eq!(bench.asked, 1 + 3, "not by itself");
    bench.call();
    assert_eq!(bench.bearers, ["access-4"]);

    bench.server = Box::new(|_, _| Ok(answer(401, r#"{"error":"invalid_client"}"#)));
    bench.fact(Fact::RenewalWished);
    bench.call();
    assert_eq!((failures(&bench), bench.bearers.len()), (1, 1), "Tower would not renew it");
}
