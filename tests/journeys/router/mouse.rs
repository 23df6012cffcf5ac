//! The mouse: a click selects the row it meets or is the key it meets, a double click opens, the wheel moves as the keys do.

use std::time::Duration;

use ratatui::layout::Position;
use tower_tui::app::kit::cursor::Motion;
use tower_tui::app::{Effect, Event};
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::width;
use tower_tui::tower::call::Reply;

use crate::people;
use crate::robot::Robot;

/// Clicks on the first cell of a text.
fn click(robot: &mut Robot, text: &str) {
    let y = robot.screen().lines().position(|row| row.contains(text)).expect("it shows");
    let y = u16::try_from(y).expect("a row of the screen");
    robot.happens(Event::Clicked(Position { x: 4, y }));
}

/// Clicks on this text of the bottom line, this many cells from where it begins.
fn click_hint(robot: &mut Robot, text: &str, cells: usize) {
    let screen = robot.screen();
    let (y, bar) = screen.lines().enumerate().last().expect("a screen has rows");
    let before = bar.split_once(text).expect("the hint shows").0;
    let place = |cells| u16::try_from(cells).expect("a cell of the screen");
    robot.happens(Event::Clicked(Position { x: place(width(before) + cells), y: place(y) }));
}

#[test]
fn a_click_on_a_hint_is_its_key() {
    for lang in [Lang::En, Lang::Zh] {
        let (filter, help) = if lang == Lang::En { ("/ filter", "? help") } else { ("/ 筛选", "? 帮助") };
        let mut robot = Robot::browsing();
        robot.lang(lang);
        let before = robot.screen();
        for cells in [0, width(filter) - 1] {
            click_hint(&mut robot, filter, cells);
            let clicked = robot.screen();
            robot.press("<esc>");
            assert_eq!(robot.screen(), before);
            assert_eq!(robot.press("/").screen(), clicked);
            robot.press("<esc>");
        }
        for beside in [width(filter), width(filter) + 1] {
            click_hint(&mut robot, filter, beside);
            assert_eq!(robot.screen(), before, "the gap behind a hint");
        }
        click_hint(&mut robot, help, 0);
        let clicked = robot.screen();
        assert_ne!(clicked, before);
        assert_eq!(robot.press("<esc>").press("?").screen(), clicked);
    }
}

#[test]
fn a_click_on_the_hint_of_what_lies_over_the_screen_is_its_key() {
    let mut robot = Robot::browsing();
    let before = robot.screen();
    robot.press(":");
    click_hint(&mut robot, "Esc", 0);
    assert_eq!(robot.screen(), before);
    robot.press("Yj");
    click_hint(&mut robot, "Enter", 0);
    assert!(
        robot.done().iter().any(|effect| matches!(effect, Effect::Copy(_) | Effect::CopyNatively { .. })),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_click_on_a_hint_that_two_keys_share_is_the_first() {
    let mut robot = Robot::browsing();
    click_hint(&mut robot, "j/k", 2);
    assert!(robot.screen().contains("›欧阳娜娜"), "{}", robot.screen());
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
    for (x, y) in [(0, 0), (4, 1), (4, 2), (4, 14), (4, 18), (0, 23), (79, 23), (200, 5)] {
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
