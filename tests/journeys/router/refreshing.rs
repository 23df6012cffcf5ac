//! Fresh by itself while somebody looks, and silent while nobody does.

use tower_tui::app::Event;
use tower_tui::app::core::preferences::RefreshEvery;
use tower_tui::tower::call::Call;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::todo::Todo;

use crate::answers::safe;
use crate::people;
use crate::robot::Robot;
use crate::todos;

/// The members on the screen, asked for anew every five minutes.
fn browsing() -> Robot {
    Robot::browsing_with(|startup| {
        startup.preferences.refresh_every = RefreshEvery::named("5m").expect("a choice");
    })
}

fn members_asked(robot: &Robot) -> usize {
    robot.calls().iter().filter(|call| matches!(call, Call::Members { .. })).count()
}

#[test]
fn what_shows_is_asked_for_anew_after_so_long() {
    let mut robot = browsing();
    robot.wait(295);
    assert_eq!(members_asked(&robot), 0);
    robot.wait(10);
    assert_eq!(members_asked(&robot), 1);
    robot.wait(600);
    assert_eq!(members_asked(&robot), 1, "not again while it has not come");
    robot.members(people::members());
    robot.wait(290);
    assert!(members_asked(&robot) <= 1);
}

#[test]
fn nothing_is_asked_for_without_the_focus_and_once_when_it_is_back() {
    let mut robot = browsing();
    robot.happens(Event::Focused(false)).wait(3000);
    assert_eq!(members_asked(&robot), 0);
    robot.happens(Event::Focused(true));
    assert_eq!(members_asked(&robot), 1);

    let mut robot = browsing();
    robot.happens(Event::Focused(false)).wait(3000).press("j");
    assert_eq!(members_asked(&robot), 1, "a key counts as the focus");

    let mut robot = browsing();
    robot.happens(Event::Focused(false)).wait(60).happens(Event::Focused(true));
    assert_eq!(members_asked(&robot), 0, "it has not been long");
}

#[test]
fn after_a_sleep_it_is_asked_for_once() {
    let mut robot = browsing();
    let before = robot.calls().len();
    robot.sleep(3 * 3600);
    let asked = robot.calls().len() - before;
    assert!(asked <= 3, "{:?}", robot.calls());
    robot.happens(Event::Ticked).happens(Event::Focused(true));
    assert_eq!(robot.calls().len() - before, asked);
}

#[test]
fn where_it_is_turned_off_nothing_is_ever_asked_for() {
    let mut robot = Robot::browsing();
    robot.wait(6000);
    assert_eq!(members_asked(&robot), 0);
}

#[test]
fn what_failed_is_not_tried_again_where_nobody_looks() {
    let mut robot = browsing();
    robot.press("r").fails(Failure::Unreachable(safe("connection refused")));
    robot.happens(Event::Focused(false)).wait(300);
    assert_eq!(members_asked(&robot), 0);
    robot.happens(Event::Focused(true));
    assert_eq!(members_asked(&robot), 1);
}

#[test]
fn a_row_that_changed_is_marked_until_a_key_says_that_it_was_seen() {
    let mut robot = browsing();
    robot.press("jj<enter>");
    robot.world.answers_todos = false;
    robot.wait(310);
    let mut now = todos::open();
    now[3] = Todo { title: safe("升级 Rails 8"), ..now[3].clone() };
    robot.tower(todos::page(now));
    assert!(robot.row("Rails 8").starts_with("│▪"), "{}", robot.screen());
    assert!(!robot.row("#5102").contains('▪'), "{}", robot.screen());
    robot.press("j");
    assert!(!robot.screen().contains('▪'), "{}", robot.screen());
}

#[test]
fn a_member_who_changed_is_marked_until_a_key_says_that_it_was_seen() {
    let mut robot = browsing();
    robot.wait(310);
    let mut now = people::members();
    let name = now[1].name.clone();
    now[1].note = Some(safe("on leave"));
    robot.members(now);
    assert!(robot.row(name.as_str()).starts_with("│▪"), "{}", robot.screen());
    assert_eq!(robot.screen().matches('▪').count(), 1, "{}", robot.screen());
    robot.press("j");
    assert!(!robot.screen().contains('▪') && !robot.screen().contains('»'), "{}", robot.screen());
}

#[test]
fn a_workload_that_changed_is_marked() {
    let mut robot = browsing();
    robot.press("w").wait(1);
    robot.world.answers_todos = false;
    robot.wait(310);
    while let Some(asked) = robot.todos_asked().first().cloned() {
        let more = if asked.starts_with("2 Open") { todos::open().split_off(2) } else { Vec::new() };
        robot.tower(todos::page(more));
    }
    let row = robot.row("曾国栋");
    assert!(row.starts_with("│▪") || row.starts_with("│»"), "{}", robot.screen());
    assert!(!robot.row("王芳").contains('▪'), "{}", robot.screen());
    robot.press("j");
    assert!(!robot.screen().contains('▪') && !robot.screen().contains('»'), "{}", robot.screen());
}
