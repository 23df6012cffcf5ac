//! To-dos beside the members: what is asked of Tower as the selection moves, and what becomes of it.

use std::time::Duration;

use tower_tui::tower::call::Reply;
use tower_tui::tower::failure::Failure;

use crate::answers::{granted, granted_to, refused, safe};
use crate::people;
use crate::robot::Robot;
use crate::todos;

#[test]
fn to_dos_are_asked_for_once_the_selection_has_rested() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("j").wait_exactly(Duration::from_millis(249));
    assert_eq!(robot.todos_asked(), [""; 0]);
    assert!(robot.says("Open to-dos loading⋯"), "{}", robot.screen());
    robot.press("j").wait_exactly(Duration::from_millis(249));
    assert_eq!(robot.todos_asked(), [""; 0], "another row, another rest");
    robot.wait_exactly(Duration::from_millis(1));
    assert_eq!(robot.todos_asked(), ["2 Open 1"]);
    robot.tower(todos::page(todos::open()));
    assert!(robot.says("Open to-dos 7: today 2, next 2, later 1, new 2"), "{}", robot.screen());
    assert!(robot.says("(today) ! 测试任务的子任务 (2d overdue)"), "{}", robot.screen());
}

#[test]
fn whoever_scrolls_past_a_hundred_people_asks_for_the_last_alone() {
    let mut robot = Robot::signed_in();
    robot.world.answers_todos = false;
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>").members(people::crowd(0..200));
    for _ in 0..150 {
        robot.press("j").wait_exactly(Duration::from_millis(30));
    }
    robot.rest();
    assert_eq!(robot.todos_asked(), ["150 Open 1"]);
}

#[test]
fn four_requests_are_on_the_wire_at_most_and_the_oldest_gives_way() {
    let mut robot = Robot::waiting_for_todos();
    for _ in 0..6 {
        robot.press("j").rest();
        assert!(robot.todos_asked().len() <= 4, "{:?}", robot.todos_asked());
    }
    assert_eq!(robot.todos_asked(), ["3 Open 1", "4 Open 1", "5 Open 1", "6 Open 1"]);
    robot.press("g").press("j").rest();
    assert_eq!(
        robot.todos_asked(),
        ["4 Open 1", "5 Open 1", "6 Open 1", "1 Open 1"],
        "it is asked for again"
    );
}

#[test]
fn what_has_come_is_kept_for_a_minute_and_stays_while_it_is_asked_for_again() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj").rest().tower(todos::page(todos::open()));
    robot.press("k").rest().tower(todos::page(Vec::new()));
    robot.press("j").rest();
    assert_eq!(robot.todos_asked(), [""; 0], "fresh");
    assert!(robot.says("Open to-dos 7"), "{}", robot.screen());

    robot.wait(120);
    assert_eq!(robot.todos_asked(), [""; 0], "nobody came back to it");
    robot.press("k").rest().tower(todos::page(Vec::new())).press("j").rest();
    assert_eq!(robot.todos_asked(), ["2 Open 1"]);
    assert!(robot.says("Open to-dos 7"), "never blank: {}", robot.screen());
}

#[test]
fn nothing_is_asked_for_where_nothing_of_it_shows() {
    for (keys, size) in [("p", (120, 40)), ("", (80, 15)), ("", (40, 10)), ("t", (80, 24))] {
        let mut robot = Robot::waiting_for_todos();
        robot.size(size.0, size.1).press(keys).press("j").wait(2);
        assert_eq!(robot.todos_asked(), [""; 0], "{keys} {size:?}");
        assert!(robot.state.wake_in() > Some(Duration::from_millis(250)), "{keys} {size:?}");
    }
}

#[test]
fn late_answers_come_to_nobody_after_the_team_or_the_account_has_changed() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj").rest();
    robot.press("tj<enter>");
    assert_eq!(robot.todos_asked(), [""; 0], "what was on the wire is dropped");
    robot.members(people::crowd(0..3)).press("jj").rest();
    assert!(!robot.says("Open to-dos 7"), "{}", robot.screen());

    let mut robot = Robot::waiting_for_todos();
    robot.world.answers_todos = true;
    robot.press("jj").rest();
    assert!(robot.says("Open to-dos 7"), "{}", robot.screen());
    robot.wait(6900).token(refused(401, "invalid_grant"));
    assert!(robot.says("Open to-dos 7"), "the data stays: {}", robot.screen());
    robot.press("L").paste("4c9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1");
    robot.press("<enter>").token(granted_to("wang@example.com"));
    robot.world.answers_todos = false;
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>").members(people::members()).press("jj");
    assert!(!robot.says("Open to-dos 7"), "nothing of another account: {}", robot.screen());
}

#[test]
fn what_fails_is_a_badge_in_its_own_place_and_a_key_tries_again() {
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
        let mut robot = Robot::waiting_for_todos();
        robot.size(width, height).press("jj").rest().fails_todos(Failure::Forbidden);
        let screen = robot.screen();
        assert!(screen.contains("曾国栋") && screen.contains("r retry"), "{screen}");
        assert!(screen.contains("! No access to this in Tower"), "{screen}");
        robot.wait(600);
        assert_eq!(robot.todos_asked(), [""; 0], "only a person can help");
        robot.press("r");
        assert_eq!(robot.todos_asked(), ["2 Open 1"]);
        robot.tower(todos::page(todos::open()));
        assert!(robot.says("Open to-dos 7") && !robot.says("r retry"), "{}", robot.screen());
    }
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj").rest().fails_todos(Failure::Unreachable(safe("connection refused")));
    assert!(robot.says("offline, retry 1s"), "{}", robot.screen());
    robot.wait(2);
    assert_eq!(robot.todos_asked(), ["2 Open 1"], "what the network did is tried again by itself");
    robot.press("m");
    assert!(robot.says("! to-dos: cannot reach Tower"), "{}", robot.screen());
}

#[test]
fn a_token_that_was_lacking_is_made_up_for() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj").rest().fails_todos(Failure::NoToken);
    robot.wait(6900).token(granted(7199));
    assert_eq!(robot.todos_asked(), ["2 Open 1"]);
}

#[test]
fn to_dos_opened_without_a_session_come_once_there_is_one() {
    let mut robot = Robot::waiting_for_todos();
    robot.wait(6900).token(refused(401, "invalid_grant")).press("jj<enter>");
    assert_eq!(robot.todos_asked(), [""; 0]);
    assert!(robot.says("L sign in"), "{}", robot.screen());
    robot.press("L").paste("4c9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1");
    robot.press("<enter>").token(granted(7199));
    assert_eq!(robot.todos_asked(), ["2 Open 1"]);
}

#[test]
fn a_wide_screen_has_a_pane_for_them() {
    let mut robot = Robot::browsing();
    robot.size(200, 50).press("jj").rest();
    let row = robot.row("┌─ Members");
    assert!(row.contains("┌─ 曾国栋 ─") && row.contains("┌─ Open to-dos 7 ─"), "{}", robot.screen());
    assert_eq!(robot.screen().matches("Open to-dos").count(), 1, "not twice: {}", robot.screen());
    assert!(robot.screen().contains("│ ▾ today 2"), "{}", robot.screen());
    robot.size(260, 50);
    assert!(
        robot.row("┌─ Members").starts_with(&format!("┌─ Members {}", "─".repeat(110))),
        "{}",
        robot.screen()
    );
    robot.press("p");
    assert!(!robot.screen().contains("Open to-dos"), "{}", robot.screen());
}
