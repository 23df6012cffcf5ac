//! The token's life: counted down, renewed by itself, and kept through whatever comes between.

use tower_tui::app::Event;
use tower_tui::tower::call::Call;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::wire::TransportError;

use crate::answers::{granted, granted_named, granted_to, refused};
use crate::robot::Robot;

/// The moment a token of two hours is renewed, in seconds, where chance is zero.
const DUE: u64 = 7199 - 300;

#[test]
fn the_countdown_follows_what_the_newest_answer_said() {
    let mut robot = Robot::browsing();
    assert!(robot.screen().contains("token 1:59:59"), "{}", robot.screen());
    robot.wait(DUE).token(granted(600)).wait(5);
    assert!(robot.screen().contains("token 0:09:55"), "{}", robot.screen());
}

#[test]
fn a_token_is_renewed_at_its_margin_once() {
    let mut robot = Robot::browsing();
    robot.wait(DUE - 1);
    assert_eq!(robot.tokens_asked(), 0);
    robot.wait(30);
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn a_renewal_sends_the_five_documented_fields_and_the_old_token() {
    let mut robot = Robot::browsing();
    robot.wait(DUE);

    assert_eq!(
        robot.token_form(),
        [
            "client_id=c0ffee0123456789c0ffee0123456789",
            "client_secret=made-up-secret",
            "redirect_uri=urn:ietf:wg:oauth:2.0:oob",
            "grant_type=refresh_token",
            "refresh_token=refresh-of-access",
        ]
    );
    assert_eq!(robot.token_bearer().as_deref(), Some("access"));
}

#[test]
fn calls_wait_for_a_renewal_and_leave_with_the_new_token() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).done();
    let before = robot.calls().len();
    robot.press("r");
    assert_eq!(robot.calls().len(), before);

    robot.token(granted_named("second", 7199));
    assert_eq!(robot.bearers().last().map(String::as_str), Some("second"));
}

#[test]
fn the_new_token_is_on_the_disk_before_it_is_used() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).press("r").disk_hangs().token(granted_named("second", 7199));
    assert!(!robot.bearers().contains(&"second".to_owned()));

    robot.disk_answers();
    assert!(robot.bearers().contains(&"second".to_owned()));
}

#[test]
fn no_answer_keeps_the_session_and_tries_again_later() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).no_token(TransportError::NotSent("no network".into()));
    assert!(robot.screen().contains("retry 1s"), "{}", robot.screen());
    assert_eq!(robot.tokens_asked(), 0);

    robot.wait(1);
    assert_eq!(robot.tokens_asked(), 1);
    robot.token(granted(7199));
    assert!(robot.screen().contains("token ✓ 1:59:59"), "{}", robot.screen());
}

#[test]
fn an_hour_without_a_network_costs_few_calls_and_no_data() {
    let mut robot = Robot::browsing();
    robot.wait(DUE);
    let mut calls = 0;
    for _ in 0..3600 {
        if robot.tokens_asked() > 0 {
            calls += 1;
            robot.no_token(TransportError::NotSent("no network".into()));
        }
        robot.wait(1);
    }
    assert!(calls <= 30, "{calls}");
    assert!(robot.screen().contains("token expired ! retry"), "{}", robot.screen());
    assert!(robot.screen().contains("张伟"));
}

#[test]
fn a_refused_renewal_signs_out_with_its_reason_and_keeps_the_data() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).token(refused(400, "invalid_grant"));

    let screen = robot.screen();
    assert!(screen.contains("Tower ended this session") && screen.contains("张伟"), "{screen}");
    robot.wait(3600);
    assert_eq!(robot.tokens_asked(), 0);
}

#[test]
fn an_address_that_has_changed_is_the_same_accounts() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).token(granted_to("lin.new@example.com"));
    let screen = robot.screen();
    assert!(screen.contains("张伟") && !screen.contains("signed out"), "{screen}");
    robot.press("i");
    assert!(robot.says("lin.new@example.com"), "{}", robot.screen());
}

#[test]
fn a_laptop_that_slept_renews_before_it_asks_for_anything() {
    let mut robot = Robot::browsing();
    robot.wait(60).sleep(8 * 3600);
    assert_eq!(robot.tokens_asked(), 1);

    robot.press("r").token(granted_named("second", 7199));
    assert_eq!(robot.bearers().last().map(String::as_str), Some("second"));
}

#[test]
fn a_refused_call_costs_one_renewal_and_goes_again_by_itself() {
    let mut robot = Robot::browsing();
    robot.wait(60).press("r").fails(Failure::Unauthorized);
    assert_eq!(robot.tokens_asked(), 1);

    robot.token(granted_named("second", 7199));
    assert!(robot.calls().iter().any(|call| matches!(call, Call::Members { page: 1, .. })));
    robot.fails(Failure::Unauthorized);
    assert_eq!(
        robot.tokens_asked(),
        0,
        "a Tower that refuses every token is not asked for one after another"
    );
    assert!(robot.screen().contains("张伟") && robot.screen().contains("token"), "{}", robot.screen());
}

#[test]
fn a_403_never_renews() {
    let mut robot = Robot::browsing();
    robot.wait(60).press("r").fails(Failure::Forbidden);
    assert_eq!(robot.tokens_asked(), 0);
}

#[test]
fn leaving_waits_for_a_token_that_is_under_way_but_not_for_ever() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).press("q");
    assert!(!robot.has_quit());
    robot.token(granted(7199));
    assert!(robot.has_quit());

    let mut robot = Robot::browsing();
    robot.wait(DUE).press("q").wait(3);
    assert!(robot.has_quit());

    let mut robot = Robot::browsing();
    robot.wait(DUE).press("q<c-c>");
    assert!(robot.has_quit(), "asked twice it leaves at once");

    let mut robot = Robot::browsing();
    robot.wait(DUE).happens(Event::Terminated);
    assert!(!robot.has_quit());
}
