//! The help: everything that works here and now, at every size, and nothing else.

use tower_tui::base::lang::Lang;
use tower_tui::tower::call::Reply;

use crate::answers::refused;
use crate::people;
use crate::robot::Robot;

/// The help over the members at a size.
fn help(width: u16, height: u16) -> Robot {
    let mut robot = Robot::browsing();
    robot.size(width, height).press("?");
    robot
}

/// Every screen of the help from its first line to its last.
fn scrolled_through(mut robot: Robot) -> String {
    let mut all = robot.screen();
    for _ in 0..40 {
        robot.press("j");
        all.push_str(&robot.screen());
    }
    all
}

#[test]
fn every_key_and_what_it_does_can_be_read_at_every_size() {
    for (width, height) in [(120, 40), (80, 24), (60, 24), (80, 12), (60, 10), (40, 10), (20, 5)] {
        let all = scrolled_through(help(width, height));
        for line in ["down", "down half", "page up", "open", "filter", "switch team", "suspend", "quit"] {
            assert!(all.contains(line), "{width}x{height} {line}: {all}");
        }
        if width >= 40 {
            assert!(all.contains("down half a page") && all.contains("show inactive"), "{all}");
        }
    }
}

#[test]
fn the_help_scrolls_no_further_than_its_end_and_says_where_it_is() {
    let mut robot = help(40, 10);
    assert!(robot.row("Help › members").contains("1-8/"), "{}", robot.screen());
    robot.press("<pgdn>");
    assert!(robot.row("Help › members").contains(" 9-16/"), "{}", robot.screen());
    robot.press("G");
    let end = robot.screen();
    robot.press("j");
    assert_eq!(robot.screen(), end);
    robot.press("k");
    assert_ne!(robot.screen(), end, "one step back is one step back");
    robot.press("g<down>");
    assert!(robot.row("Help › members").contains(" 2-9/"), "{}", robot.screen());
}

#[test]
fn the_help_says_how_it_is_closed() {
    for (width, height) in [(120, 40), (80, 24), (40, 10), (20, 5)] {
        let mut robot = help(width, height);
        assert!(robot.row("? close").starts_with(" ? close"), "{}", robot.screen());
        robot.lang(Lang::Zh);
        assert!(robot.row("? 关闭").starts_with(" ? 关闭"), "{}", robot.screen());
        robot.press("?");
        assert!(!robot.screen().contains("帮助 ›"), "{}", robot.screen());
    }
}

#[test]
fn the_title_of_the_help_is_whole() {
    let mut robot = Robot::new();
    robot.press("<tab><f1>");
    assert!(robot.screen().contains("Help › sign in: code ─"), "{}", robot.screen());
}

#[test]
fn only_what_works_is_listed() {
    let listed = |robot: &Robot, what: &str| robot.screen().contains(what);
    let robot = help(80, 24);
    assert!(!listed(&robot, "sign in again") && !listed(&robot, "Esc h"), "{}", robot.screen());

    let mut robot = Robot::browsing();
    robot.press("<enter>?");
    assert!(listed(&robot, "Esc h Left Backspace"), "{}", robot.screen());

    let mut robot = Robot::browsing();
    robot.wait(6900).token(refused(401, "invalid_grant")).press("?");
    assert!(listed(&robot, "sign in again"), "{}", robot.screen());

    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams())).press("?");
    assert!(!listed(&robot, "Esc h"), "{}", robot.screen());
}

#[test]
fn a_screen_too_small_says_a_key_that_leaves() {
    let mut robot = Robot::browsing();
    robot.press("t").size(16, 3);
    assert!(robot.screen().contains("q quit"), "{}", robot.screen());
    robot.press("q");
    assert!(robot.has_quit(), "over an open team as well");

    let mut robot = Robot::browsing();
    robot.press("/").size(16, 3);
    assert!(robot.screen().contains("Ctrl-c quit"), "q is text there: {}", robot.screen());
}
