//! What the account was told, over all its teams.

use std::time::Duration;

use tower_tui::app::Effect;
use tower_tui::base::lang::Lang;
use tower_tui::base::time::Wall;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::model::Id;
use tower_tui::tower::notification::{Notification, NotificationId, NotificationPage};
use tower_tui::tower::todo::TodoId;

use crate::answers::safe;
use crate::pictures::pictures;
use crate::robot::Robot;

/// 21 September 2026, 10:40 at Tower, the Monday that the robot begins on.
const MONDAY: i64 = 1_789_958_400_000;
const HOUR: i64 = 3_600_000;

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn one(number: i64, is_read: bool, todo: Option<&str>, text: &str) -> Notification {
    Notification {
        id: NotificationId(id(&format!("news-{number}"))),
        at: Some(Wall(MONDAY - number * 5 * HOUR)),
        is_read,
        todo: todo.map(|todo| TodoId(id(todo))),
        kind: safe(if todo.is_some() { "Todo" } else { "Message" }),
        by: Some(safe("王芳")),
        title: Some(safe(&format!("周报 {number}"))),
        action: Some(safe("评论了任务")),
        text: (!text.is_empty()).then(|| safe(text)),
    }
}

fn page(notifications: Vec<Notification>, is_last: bool) -> Reply {
    Reply::Notifications(NotificationPage { notifications, is_last, ..NotificationPage::default() })
}

/// Those of the five teams: the first has most, the second one that is unread, the third an odd one.
pub(super) fn opened() -> Robot {
    let mut robot = Robot::waiting_for_news();
    robot.press("jjN");
    let first = vec![
        one(0, false, Some("todo-4116"), "看过了, 没有问题"),
        one(1, true, Some("gone"), ""),
        one(5, true, None, ""),
    ];
    let nobody = Notification { by: None, title: None, action: None, at: None, ..one(7, true, None, "") };
    robot.tower(page(first, true)).tower(page(vec![one(2, false, None, "")], true));
    robot.tower(page(vec![nobody], true)).tower(page(Vec::new(), true)).tower(page(Vec::new(), true));
    robot
}

fn is_news(call: &Call) -> bool {
    matches!(call, Call::Notifications { .. })
}

fn asked(robot: &Robot) -> Vec<u32> {
    let page = |call| if let Call::Notifications { page, .. } = call { Some(page) } else { None };
    robot.calls().into_iter().filter_map(page).collect()
}

#[test]
fn what_is_unread_comes_first_whichever_team_told_it() {
    let mut robot = Robot::waiting_for_news();
    robot.press("jjN");
    assert_eq!(asked(&robot), [1; 5]);
    assert!(robot.says("0/5 teams⋯"), "{}", robot.screen());
    let robot = opened();
    let screen = robot.screen();
    let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("{text}: {screen}"));
    let order = ["▾ unread 2", "周报 0", "周报 2", "▾ read 3", "周报 1", "周报 5", "(untitled)"];
    assert!(order.map(at).is_sorted(), "{screen}");
    assert!(robot.row("tower-tui").contains("2 unread"), "{screen}");
    assert!(robot.row("周报 2").contains("API Team") && robot.row("周报 0").contains("10:40"), "{screen}");
    assert!(robot.says("does not mark anything as read in Tower"), "{screen}");
    let mut robot = opened();
    robot.press("<esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn one_about_a_to_do_opens_it_and_one_about_something_else_its_page() {
    let mut robot = opened();
    robot.press("<enter>");
    let opens = |call: &Call| matches!(call, Call::Todo(todo) if todo.0.as_str() == "todo-4116");
    assert!(robot.calls().iter().any(opens) || robot.says("4116"), "{:?} {}", robot.calls(), robot.screen());
    robot.press("<esc>").done();
    assert!(robot.row("周报 0").contains("› *"), "back is where it was: {}", robot.screen());
    robot.press("o");
    let page = |of: &str| {
        let end = format!("/notifications/{of}");
        move |effect: &Effect| matches!(effect, Effect::OpenBrowser(url) if url.ends_with(&end))
    };
    assert!(robot.done().iter().any(page("news-0")), "{}", robot.screen());
    robot.press("j<enter>");
    assert!(robot.done().iter().any(page("news-2")), "{}", robot.screen());
}

#[test]
fn one_whose_to_do_is_gone_says_so_and_the_way_back_is_open() {
    let mut robot = opened();
    robot.world.answers_todos = false;
    robot.press("jj<enter>").fails_todos(Failure::Gone);
    assert!(robot.says("404"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.row("周报 1").contains('›'), "{}", robot.screen());
}

#[test]
fn more_pages_come_as_the_end_comes_near() {
    let mut robot = Robot::waiting_for_news();
    robot.press("N");
    robot.tower(page((0..25).map(|number| one(number, true, None, "")).collect(), false));
    for _ in 0..4 {
        robot.tower(page(Vec::new(), true));
    }
    assert_eq!(asked(&robot), [0; 0]);
    assert!(robot.says("0+ unread"), "there may be some further down: {}", robot.screen());
    robot.press("G");
    assert_eq!(asked(&robot), [2]);
    robot.tower(page((25..30).map(|number| one(number, true, None, "")).collect(), true));
    assert!(robot.says("25/30") && robot.says("0 unread"), "{}", robot.screen());
    robot.press("G");
    assert_eq!(asked(&robot), [0; 0]);
}

#[test]
fn a_team_that_does_not_come_is_told_and_takes_nothing_away() {
    let mut robot = Robot::waiting_for_news();
    robot
        .press("N")
        .tower(page(vec![one(0, false, None, "")], true))
        .fails_where(is_news, Failure::Forbidden);
    for _ in 0..3 {
        robot.tower(page(Vec::new(), true));
    }
    assert!(robot.says("周报 0") && robot.says("only 4 of 5 teams"), "{}", robot.screen());
    robot.press("r");
    assert_eq!(asked(&robot).len(), 5);
}

#[test]
fn nothing_told_and_nothing_awaited() {
    let mut robot = Robot::waiting_for_news();
    robot.press("N");
    for _ in 0..5 {
        robot.tower(page(Vec::new(), true));
    }
    assert!(robot.says("There are no notifications."), "{}", robot.screen());
    let mut robot = Robot::waiting_for_news();
    robot.press("N<esc>");
    assert_eq!(asked(&robot), [0; 0]);
    assert!(robot.says("only 0 of 5 teams"), "{}", robot.screen());
    robot.press("r");
    assert_eq!(asked(&robot), [1; 5]);
}

#[test]
fn how_many_are_unread_stands_in_the_header_of_every_screen() {
    let mut robot = Robot::waiting_for_news();
    assert_eq!(asked(&robot), [1; 5], "a page of each team, once");
    robot.tower(page(vec![one(0, false, None, ""), one(1, false, None, "")], false));
    robot.tower(page(vec![one(2, false, None, "")], true));
    for _ in 0..3 {
        robot.tower(page(Vec::new(), true));
    }
    robot.size(120, 40);
    for keys in ["", "a", "<esc>w", "<esc>d", "<esc>P", "<esc>R", "<esc>t", "<esc><enter>", "<enter>"] {
        robot.press(keys);
        assert!(robot.row("tower-tui").contains("3+ unread"), "{keys}: {}", robot.screen());
    }
    robot.press("<esc>").wait(61).press("N").tower(page(vec![one(3, true, None, "")], true)).press("<esc>");
    assert!(robot.row("tower-tui").contains("1 unread"), "read at Tower meanwhile: {}", robot.screen());
}

#[test]
fn the_count_of_unread_ones_gives_way_to_all_else_in_the_header() {
    let mut robot = Robot::waiting_for_news();
    for number in 0..5 {
        robot.tower(page(vec![one(number, false, None, "")], true));
    }
    let row = |robot: &Robot| robot.screen().lines().next().unwrap_or_default().to_owned();
    robot.world.answers_news = true;
    for width in 20..=120 {
        let with = row(robot.size(width, 24));
        assert!(tower_tui::base::measure::width(&with) <= usize::from(width), "{with}");
        let mut none = Robot::browsing();
        let without = row(none.size(width, 24));
        let words = |row: &str| row.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&with.replace("5 unread", "")), words(&without), "at {width}");
    }
    assert!(row(robot.size(120, 24)).contains("5 unread") && !row(robot.size(20, 5)).contains("unread"));
}

#[test]
fn a_count_that_does_not_come_disturbs_nobody_and_is_not_asked_for_at_every_key() {
    let mut robot = Robot::waiting_for_news();
    robot.wait(1).done();
    let before = robot.screen();
    for why in [
        Failure::Forbidden,
        Failure::Refused { status: 502, retry_after: None },
        Failure::Gone,
        Failure::AppNotAllowed,
    ] {
        robot.fails_where(is_news, why);
    }
    robot.fails_where(is_news, Failure::Limited { retry_after: Some(Duration::from_secs(90)) });
    let rest = |screen: &str| screen.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rest(&robot.screen()), rest(&before));
    robot.press("m");
    assert!(!robot.says("otifications"), "{}", robot.screen());
    robot.press("<esc>jkrrr");
    assert!(asked(&robot).len() <= 5, "{:?}", robot.calls());
}

#[test]
fn notifications_are_drawn_at_every_size_and_read_aloud() {
    let mut robot = opened();
    for size in [(20, 5), (40, 10), (80, 24), (120, 40), (300, 100)] {
        for lang in [Lang::En, Lang::Zh, Lang::Pseudo] {
            robot.size(size.0, size.1).lang(lang).press("Gkg");
            assert!(!robot.screen().trim().is_empty(), "{size:?}");
        }
    }
    robot.size(40, 10).lang(Lang::En);
    assert!(robot.says("Reading here does not mark"), "{}", robot.screen());
    let mut robot = Robot::waiting_for_news();
    robot.state.look.accessible = true;
    robot.press("N").tower(page(vec![one(0, false, Some("todo-1"), "好")], true)).size(120, 40);
    assert!(robot.says("1 of 1: unread, 王芳 评论了任务 周报 0: 好"), "{}", robot.screen());
}

#[test]
fn what_notifications_look_like() {
    pictures("notifications", opened);
}
