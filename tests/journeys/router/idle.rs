//! Idle: the program wakes rarely, and even more rarely without the focus.

use std::time::Duration;

use crossterm::event::KeyCode;
use tower_tui::app::Event;
use tower_tui::tower::call::Reply;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::wire::TransportError;

use crate::answers::{refused, safe};
use crate::people;
use crate::robot::Robot;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn it_wakes_once_a_second_while_somebody_looks_and_once_a_minute_while_nobody_does() {
    let mut robot = Robot::browsing();
    robot.wait_exactly(Duration::from_millis(750));
    assert_eq!(robot.state.wake_in(), Some(SECOND), "the selection rests, and nothing is left to ask for");
    robot.happens(Event::Focused(false));
    assert_eq!(robot.state.wake_in(), Some(MINUTE));
    let before = robot.screen();
    robot.happens(Event::Focused(true));
    assert_eq!(robot.state.wake_in(), Some(SECOND));
    assert_eq!(robot.screen(), before);
}

#[test]
fn what_nobody_waits_for_does_not_move_between_two_keys() {
    let mut robot = Robot::browsing();
    robot.wait_exactly(Duration::from_millis(1700));
    let left = robot.state.wake_in();
    assert!(left < Some(Duration::from_millis(100)), "a step of the countdown is near: {left:?}");
    robot.happens(Event::Key(KeyCode::Char('?').into()));
    assert_eq!(robot.state.wake_in(), Some(Duration::from_millis(100)));
    let before = robot.row("token");
    robot.wait_exactly(Duration::from_millis(100));
    assert_ne!(robot.row("token"), before, "and then it does");
}

#[test]
fn a_picture_that_turns_does_not_turn_where_nobody_looks() {
    let mut robot = Robot::signed_in();
    assert!(robot.state.wake_in() < Some(SECOND), "it is loading");
    robot.happens(Event::Focused(false));
    assert_eq!(robot.state.wake_in(), Some(MINUTE));
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).rest();
    assert_eq!(robot.state.wake_in(), Some(MINUTE));
}

#[test]
fn a_renewal_is_not_put_off_because_nobody_looks() {
    let mut robot = Robot::browsing();
    robot.happens(Event::Focused(false)).wait(6902);
    assert_eq!(robot.tokens_asked(), 1);
    robot.no_token(TransportError::NotSent("no network".into()));
    assert!(robot.state.wake_in() < Some(MINUTE), "it is tried again before");
}

#[test]
fn to_dos_wake_nobody_once_they_are_there_nor_where_there_is_nobody_to_ask_for() {
    let mut robot = Robot::browsing();
    robot.press("jj<enter>").wait_exactly(Duration::from_millis(750));
    assert_eq!(robot.state.wake_in(), Some(SECOND), "a second of the countdown and nothing else");
    robot.press("j").rest().happens(Event::Focused(false));
    assert_eq!(robot.state.wake_in(), Some(MINUTE));
    robot.press("j").wait_exactly(Duration::from_millis(750));
    assert_eq!(robot.state.wake_in(), Some(SECOND), "a key says that somebody looks");

    let mut robot = Robot::browsing();
    robot.world.answers_todos = false;
    robot.press("jj").rest().fails_todos(Failure::Unreachable(safe("connection refused")));
    robot.wait(6900).token(refused(401, "invalid_grant")).press("j");
    assert_eq!(robot.state.wake_in(), None, "neither a rest nor another try");
}

#[test]
fn nothing_moves_on_a_screen_that_waits_for_the_person() {
    let mut robot = Robot::new();
    assert_eq!(robot.state.wake_in(), None);
    robot.happens(Event::Focused(false)).happens(Event::Focused(true));
    assert_eq!(robot.state.wake_in(), None);
    assert_eq!(Robot::first_run().state.wake_in(), None);
}
