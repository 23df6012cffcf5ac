//! The mouse: a click selects the row it meets, a double click opens it, the wheel moves as the keys do.

use std::time::Duration;

use ratatui::layout::Position;
use tower_tui::app::kit::cursor::Motion;
use tower_tui::app::{Effect, Event};
use tower_tui::tower::call::Reply;

use crate::people;
use crate::robot::Robot;

/// Clicks on the first cell of a text.
fn click(robot: &mut Robot, text: &str) {
    let y = robot.screen().lines().position(|row| row.contains(text)).expect("it shows");
    let y = u16::try_from(y).expect("a row of the screen");
    robot.happens(Event::Clicked(Position { x: 4, y }));
}

#[test]
fn a_click_selects_the_row_it_meets_at_every_size() {
    for (width, height) in [(120, 40), (80, 24), (80, 10), (40, 10), (20, 5)] {
        let mut robot = Robot::browsing();
        robot.size(width, height);
        click(&mut robot, "曾国栋");
        assert!(robot.screen().contains("›曾国栋"), "{}", robot.screen());
        robot.press("j").press("k");
        assert!(robot.screen().contains("›曾国栋"), "the keys go on from there: {}", robot.screen());
    }
}

#[test]
fn a_click_selects_a_team() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into()));
    click(&mut robot, "Nordlicht");
    assert!(robot.row("Nordlicht").contains('›'), "{}", robot.screen());
}

#[test]
fn a_click_beside_the_rows_selects_nothing() {
    let mut robot = Robot::browsing();
    robot.press("j");
    let before = robot.screen();
    for (x, y) in [(0, 0), (4, 1), (4, 2), (4, 14), (4, 18), (4, 23), (79, 23), (200, 5)] {
        robot.happens(Event::Clicked(Position { x, y }));
        assert_eq!(robot.screen(), before, "{x} {y}");
    }
    robot.press("?").happens(Event::Clicked(Position { x: 4, y: 3 })).press("<esc>");
    assert_eq!(robot.screen(), before, "nor through the help");
}

#[test]
fn a_double_click_opens_the_row_as_the_key_does() {
    let mut robot = Robot::browsing();
    click(&mut robot, "曾国栋");
    robot.wait_exactly(Duration::from_millis(500));
    click(&mut robot, "曾国栋");
    let opened = robot.screen();
    assert!(robot.row("tower-tui").contains("› 曾国栋"), "{opened}");

    let mut robot = Robot::browsing();
    click(&mut robot, "曾国栋");
    robot.press("<enter>").wait_exactly(Duration::from_millis(500));
    assert_eq!(robot.screen(), opened);
}

#[test]
fn clicks_that_are_slow_or_apart_open_nothing() {
    for between in ["late", "key", "row", "beside"] {
        let mut robot = Robot::browsing();
        let before = robot.row("tower-tui");
        click(&mut robot, "曾国栋");
        match between {
            "late" => drop(robot.wait_exactly(Duration::from_millis(501))),
            "key" => drop(robot.press("j")),
            "row" => click(&mut robot, "单小满"),
            _ => drop(robot.happens(Event::Clicked(Position { x: 4, y: 0 }))),
        }
        click(&mut robot, "曾国栋");
        assert_eq!(robot.row("tower-tui"), before, "{between}: {}", robot.screen());
    }
}

#[test]
fn a_double_click_opens_what_a_filter_has_found() {
    let mut robot = Robot::browsing();
    robot.press("/zeng");
    click(&mut robot, "曾国栋");
    click(&mut robot, "曾国栋");
    assert!(robot.row("tower-tui").contains("› 曾国栋"), "{}", robot.screen());
}

#[test]
fn the_wheel_moves_in_lists_and_in_the_help() {
    let mut robot = Robot::browsing();
    robot.happens(Event::Wheeled(Motion::Down));
    assert!(robot.screen().contains("›单小满"), "{}", robot.screen());
    robot.happens(Event::Wheeled(Motion::Up)).happens(Event::Wheeled(Motion::Up));
    assert!(robot.screen().contains("›张伟"), "{}", robot.screen());

    robot.size(40, 10).press("?").happens(Event::Wheeled(Motion::Down));
    assert!(robot.row("Help").contains(" 4/"), "{}", robot.screen());
}

#[test]
fn what_lies_over_the_table_keeps_the_mouse_from_it() {
    let mut robot = Robot::browsing();
    robot.press("Y").happens(Event::Wheeled(Motion::Down));
    assert!(!robot.screen().contains("› Name"), "the menu moves: {}", robot.screen());
    robot.press("<esc>");
    for over in ["Y", "f", "E"] {
        robot.press(over);
        if over == "E" {
            robot.happens(Event::Wheeled(Motion::Down));
        }
        robot.happens(Event::Clicked(Position { x: 4, y: 4 })).press("<esc>");
        assert!(robot.screen().contains("›张伟"), "{over}: {}", robot.screen());
    }
}

#[test]
fn a_key_takes_the_mouse_and_lets_it_go() {
    let mut robot = Robot::browsing();
    robot.done();
    robot.press("M");
    assert!(robot.done().contains(&Effect::Mouse(true)) && robot.says("mouse on"), "{}", robot.screen());
    robot.press("M");
    assert!(robot.done().contains(&Effect::Mouse(false)) && robot.says("mouse off"), "{}", robot.screen());
}
