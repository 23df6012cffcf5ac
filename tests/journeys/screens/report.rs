//! The report of a member: read, copied, written to a file, and what it lacks said in it.

use tower_tui::app::{Effect, Event, Exported};
use tower_tui::base::lang::Lang;
use tower_tui::base::time::Wall;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::event::EventPage;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::todo::{Todo, TodoPage};

use crate::answers::safe;
use crate::pictures::pictures;
use crate::robot::Robot;
use crate::todos;

/// 21 September 2026, 10:40 at Tower, the Monday that the robot begins on.
const MONDAY: i64 = 1_789_958_400_000;

fn page(todos: Vec<Todo>, is_last: bool) -> Reply {
    Reply::Todos(TodoPage { todos, is_last, ..TodoPage::default() })
}

fn done(numbers: std::ops::Range<usize>, at: i64) -> Vec<Todo> {
    let one = |todo: Todo| Todo {
        is_completed: true,
        closed: Some(Wall(at)),
        project: Some(safe("移动端")),
        ..todo
    };
    todos::done(numbers).into_iter().map(one).collect()
}

/// What is asked for of the lists, in the order of asking.
fn asked(robot: &Robot) -> Vec<String> {
    let one = |call| match call {
        Call::Todos { which, page, .. } => Some(format!("{which:?} {page}")),
        Call::Events { .. } => Some("Events".to_owned()),
        _ => None,
    };
    robot.calls().into_iter().filter_map(one).collect()
}

/// The report of the busy member on its way.
pub(super) fn asking() -> Robot {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj").rest();
    while asked(&robot).iter().any(|call| call.starts_with("Open")) {
        robot.tower(page(Vec::new(), true));
    }
    robot.press("R");
    robot
}

pub(super) fn answered(mut robot: Robot) -> Robot {
    robot.tower(page(done(0..3, MONDAY), true));
    robot.tower(page(todos::open(), true));
    robot.tower(page(Vec::new(), true));
    robot.tower(Reply::Events(EventPage::default()));
    robot
}

#[test]
fn a_report_is_asked_for_list_by_list_and_shown_when_it_is_whole() {
    let mut robot = asking();
    assert_eq!(asked(&robot), ["Done 1", "Open 1", "Created 1", "Events"]);
    robot.wait(4);
    assert!(robot.screen().contains("loading report⋯ 4s  Esc cancel"), "{}", robot.screen());
    robot.tower(page(done(0..25, MONDAY), false)).wait(2);
    assert_eq!(asked(&robot), ["Open 1", "Created 1", "Events", "Done 2"]);
    assert!(robot.screen().contains("loading report⋯ 6s"), "one wait: {}", robot.screen());
    robot.tower(page(todos::open(), true)).tower(page(Vec::new(), true));
    robot.tower(Reply::Events(EventPage::default()));
    robot.tower(page(Vec::new(), true));
    assert_eq!(asked(&robot), ["Done 1"], "once more, as the list may have moved");
    robot.tower(page(done(0..25, MONDAY), false));
    robot.size(120, 60);
    assert!(robot.says("# 曾国栋, 2026-09-21 to 2026-09-27"), "{}", robot.screen());
    assert!(robot.says("25 done, 1 overdue, 6 open, 0 created for others"), "{}", robot.screen());
    assert!(robot.says("- [x] "), "{}", robot.screen());
    robot.size(80, 24).press("<esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn waiting_for_a_report_can_be_given_up() {
    let mut robot = asking();
    robot.wait(1).press("<esc>");
    assert_eq!(asked(&robot), [""; 0]);
    robot.wait(10);
    assert_eq!(asked(&robot), [""; 0]);
    robot.press("r");
    assert_eq!(asked(&robot), ["Done 1", "Open 1", "Created 1", "Events"]);
}

#[test]
fn a_list_that_is_refused_is_told_in_the_report_and_nothing_else_is_lost() {
    let mut robot = asking();
    robot.tower(page(done(0..3, MONDAY), true));
    robot.tower(page(todos::open(), true)).tower(page(Vec::new(), true));
    robot.fails_events(Failure::Forbidden);
    robot.size(120, 60);
    assert!(
        robot.says("## Could not be loaded") && robot.says("- activity: no access to this"),
        "{}",
        robot.screen()
    );
    assert!(robot.says("3 done"), "{}", robot.screen());
}

#[test]
fn a_report_of_which_nothing_came_says_why_in_its_place() {
    let mut robot = asking();
    for _ in 0..3 {
        robot.fails_todos(Failure::Forbidden);
    }
    robot.fails_events(Failure::Forbidden);
    assert!(robot.says("No access to this in Tower (403)") && !robot.says("# 曾国栋"), "{}", robot.screen());
}

#[test]
fn it_is_copied_and_written_to_a_file_with_its_dates() {
    let mut robot = answered(asking());
    robot.done();
    robot.press("y");
    let copied = robot.done().into_iter().find_map(|effect| match effect {
        Effect::Copy(text) | Effect::CopyNatively { text, .. } => Some(text),
        _ => None,
    });
    let copied = copied.expect("it is copied");
    assert!(copied.starts_with("# 曾国栋, 2026-09-21 to 2026-09-27\n"), "{copied}");
    robot.press("E");
    let effects = robot.done();
    let written = effects.iter().find_map(|effect| match effect {
        Effect::Export { path, content, count: None } => {
            Some((path.as_str(), content == &Exported::Text(copied.clone())))
        }
        _ => None,
    });
    assert_eq!(written, Some(("曾国栋 2026-09-21 2026-09-27.md", true)), "{effects:?}");
    robot.happens(Event::Exported { path: "曾国栋.md".into(), result: Ok(None) });
    assert!(robot.says("wrote 曾国栋.md"), "{}", robot.screen());
}

#[test]
fn another_week_is_another_report_and_none_is_of_the_future() {
    let mut robot = answered(asking());
    robot.press("]");
    assert!(robot.says("2026-09-21 to 2026-09-27"), "{}", robot.screen());
    robot.press("[");
    assert!(robot.says("2026-09-14 to 2026-09-20"), "{}", robot.screen());
    assert_eq!(asked(&robot), ["Done 1", "Open 1", "Created 1", "Events"]);
    let mut robot = answered(robot);
    assert!(robot.says("0 done"), "what was done this week is not in it: {}", robot.screen());
    robot.press("]");
    assert!(robot.says("3 done") && asked(&robot).is_empty(), "it is still there: {}", robot.screen());
}

#[test]
fn it_is_opened_from_a_members_to_dos_and_feed_and_read_at_every_size() {
    for keys in ["jjzR", "jj<enter>R", "jj<enter>AR"] {
        let mut robot = Robot::waiting_for_todos();
        robot.press(keys);
        assert!(robot.says("Report"), "{keys}: {}", robot.screen());
        assert!(asked(&robot).iter().any(|call| call == "Created 1"), "{keys}: {:?}", robot.calls());
    }
    let mut robot = answered(asking());
    for size in [(20, 5), (40, 10), (80, 24), (120, 40), (300, 100)] {
        for lang in [Lang::En, Lang::Zh, Lang::Pseudo] {
            robot.size(size.0, size.1).lang(lang).press("Gkg");
            assert!(!robot.screen().trim().is_empty(), "{size:?}");
        }
    }
    robot.size(20, 5).lang(Lang::En).press("G");
    let end = robot.screen();
    robot.press("k");
    assert_ne!(robot.screen(), end, "it scrolls");
}

#[test]
fn a_screen_reader_hears_whose_report_it_is_what_it_amounts_to_and_that_a_part_is_missing() {
    let mut robot = asking();
    robot.state.look.accessible = true;
    assert!(!robot.says("done,"), "nothing has come: {}", robot.screen());
    let mut robot = answered(robot);
    robot.size(160, 30);
    let said = "曾国栋, 2026-09-21 to 2026-09-27: 3 done, 1 overdue, 6 open, 0 created for others";
    let bar = |robot: &Robot| robot.screen().lines().last().unwrap_or_default().trim().to_owned();
    assert!(bar(&robot).starts_with(said) && !bar(&robot).contains("not be loaded"), "{}", bar(&robot));
    robot.lang(Lang::Zh);
    assert!(bar(&robot).starts_with("曾国栋，2026-09-21 至 2026-09-27：已完成 3，"), "{}", bar(&robot));

    let mut robot = asking();
    robot.state.look.accessible = true;
    robot.tower(page(done(0..3, MONDAY), true)).tower(page(todos::open(), true));
    robot.tower(page(Vec::new(), true)).fails_events(Failure::Forbidden).size(160, 30);
    assert!(bar(&robot).contains(", could not be loaded"), "{}", robot.screen());
}

#[test]
fn what_a_report_looks_like() {
    pictures("report", || answered(asking()));
}
