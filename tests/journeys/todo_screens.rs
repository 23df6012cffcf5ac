//! To-dos: beside the members once the selection rests, and on a screen of their own.

use std::time::Duration;

use tower_tui::app::cursor::Motion;
use tower_tui::app::{Effect, Event};
use tower_tui::base::lang::Lang;
use tower_tui::base::text::SafeText;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::todo::{Due, Todo, TodoPage, Which};

use crate::answers::{granted_to, refused, safe};
use crate::people;
use crate::robot::Robot;
use crate::todos;

/// The members on the screen, where Tower answers for to-dos when it is told to.
fn waiting() -> Robot {
    let mut robot = Robot::browsing();
    robot.answers_todos = false;
    robot
}

/// Whose to-dos are asked for, by their number, and which.
fn asked(robot: &Robot) -> Vec<String> {
    let one = |call| match call {
        Call::Todos { member, which, page } => {
            let whose = member.0.as_str().trim_start_matches("member-").to_owned();
            Some(format!("{whose} {which:?} {page}"))
        }
        Call::Todo(id) => Some(id.0.as_str().to_owned()),
        _ => None,
    };
    robot.calls().into_iter().filter_map(one).collect()
}

/// The busy member's to-dos on the screen.
fn opened() -> Robot {
    let mut robot = Robot::browsing();
    robot.press("jj<enter>");
    robot
}

#[test]
fn to_dos_are_asked_for_once_the_selection_has_rested() {
    let mut robot = waiting();
    robot.press("j").wait_exactly(Duration::from_millis(249));
    assert_eq!(asked(&robot), [""; 0]);
    assert!(robot.says("Open todos loading⋯"), "{}", robot.screen());
    robot.press("j").wait_exactly(Duration::from_millis(249));
    assert_eq!(asked(&robot), [""; 0], "another row, another rest");
    robot.wait_exactly(Duration::from_millis(1));
    assert_eq!(asked(&robot), ["2 Open 1"]);
    robot.tower(todos::page(todos::open()));
    assert!(robot.says("Open todos 7: today 2, next 2, later 1, new 2"), "{}", robot.screen());
    assert!(robot.says("(today) ! 测试任务的子任务 (2d overdue)"), "{}", robot.screen());
}

#[test]
fn whoever_scrolls_past_a_hundred_people_asks_for_the_last_alone() {
    let mut robot = Robot::signed_in();
    robot.answers_todos = false;
    robot.tower(Reply::Teams(people::teams())).press("<enter>").members(people::crowd(0..200));
    for _ in 0..150 {
        robot.press("j").wait_exactly(Duration::from_millis(30));
    }
    robot.rest();
    assert_eq!(asked(&robot), ["150 Open 1"]);
}

#[test]
fn four_requests_are_on_the_wire_at_most_and_the_oldest_gives_way() {
    let mut robot = waiting();
    for _ in 0..6 {
        robot.press("j").rest();
        assert!(asked(&robot).len() <= 4, "{:?}", asked(&robot));
    }
    assert_eq!(asked(&robot), ["3 Open 1", "4 Open 1", "5 Open 1", "6 Open 1"]);
    robot.press("g").press("j").rest();
    assert_eq!(asked(&robot), ["4 Open 1", "5 Open 1", "6 Open 1", "1 Open 1"], "it is asked for again");
}

#[test]
fn what_has_come_is_kept_for_a_minute_and_stays_while_it_is_asked_for_again() {
    let mut robot = waiting();
    robot.press("jj").rest().tower(todos::page(todos::open()));
    robot.press("k").rest().tower(todos::page(Vec::new()));
    robot.press("j").rest();
    assert_eq!(asked(&robot), [""; 0], "fresh");
    assert!(robot.says("Open todos 7"), "{}", robot.screen());

    robot.wait(120);
    assert_eq!(asked(&robot), [""; 0], "nobody came back to it");
    robot.press("k").rest().tower(todos::page(Vec::new())).press("j").rest();
    assert_eq!(asked(&robot), ["2 Open 1"]);
    assert!(robot.says("Open todos 7"), "never blank: {}", robot.screen());
}

#[test]
fn nothing_is_asked_for_where_nothing_of_it_shows() {
    for (keys, size) in [("p", (120, 40)), ("", (80, 15)), ("", (40, 10)), ("t", (80, 24))] {
        let mut robot = waiting();
        robot.size(size.0, size.1).press(keys).press("j").wait(2);
        assert_eq!(asked(&robot), [""; 0], "{keys} {size:?}");
        assert!(robot.state.wake_in() > Some(Duration::from_millis(250)), "{keys} {size:?}");
    }
}

#[test]
fn late_answers_come_to_nobody_after_the_team_or_the_account_has_changed() {
    let mut robot = waiting();
    robot.press("jj").rest();
    robot.press("tj<enter>");
    assert_eq!(asked(&robot), [""; 0], "what was on the wire is dropped");
    robot.members(people::crowd(0..3)).press("jj").rest();
    assert!(!robot.says("Open todos 7"), "{}", robot.screen());

    let mut robot = waiting();
    robot.answers_todos = true;
    robot.press("jj").rest();
    assert!(robot.says("Open todos 7"), "{}", robot.screen());
    robot.wait(6900).token(refused(401, "invalid_grant"));
    assert!(robot.says("Open todos 7"), "the data stays: {}", robot.screen());
    robot.press("L").paste("4c9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1");
    robot.press("<enter>").token(granted_to("wang@example.com"));
    robot.answers_todos = false;
    robot.tower(Reply::Teams(people::teams())).press("<enter>").members(people::members()).press("jj");
    assert!(!robot.says("Open todos 7"), "nothing of another account: {}", robot.screen());
}

#[test]
fn what_fails_is_a_badge_in_its_own_place_and_a_key_tries_again() {
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
        let mut robot = waiting();
        robot.size(width, height).press("jj").rest().fails_todos(Failure::Forbidden);
        let screen = robot.screen();
        assert!(screen.contains("曾国栋") && screen.contains("r retry"), "{screen}");
        assert!(screen.contains("! You may not see this in Tower"), "{screen}");
        robot.wait(600);
        assert_eq!(asked(&robot), [""; 0], "only a person can help");
        robot.press("r");
        assert_eq!(asked(&robot), ["2 Open 1"]);
        robot.tower(todos::page(todos::open()));
        assert!(robot.says("Open todos 7") && !robot.says("r retry"), "{}", robot.screen());
    }
    let mut robot = waiting();
    robot.press("jj").rest().fails_todos(Failure::Unreachable(safe("connection refused")));
    assert!(robot.says("offline, retry 1s"), "{}", robot.screen());
    robot.wait(2);
    assert_eq!(asked(&robot), ["2 Open 1"], "what the network did is tried again by itself");
    robot.press("m");
    assert!(robot.says("! todos: Cannot reach Tower"), "{}", robot.screen());
}

#[test]
fn a_token_that_was_lacking_is_made_up_for() {
    let mut robot = waiting();
    robot.press("jj").rest().fails_todos(Failure::NoToken);
    robot.wait(6900).token(crate::answers::granted(7199));
    assert_eq!(asked(&robot), ["2 Open 1"]);
}

#[test]
fn enter_opens_a_members_to_dos_and_escape_goes_back_to_the_same_row() {
    let mut robot = waiting();
    robot.press("jj<enter>");
    assert_eq!(asked(&robot), ["2 Open 1"], "without a rest");
    assert!(robot.row("tower-tui").contains("云端科技 › Members › 曾国栋 › Open"), "{}", robot.screen());
    robot.wait(4);
    assert!(robot.screen().contains("loading todos⋯ 4s  Esc cancel"), "{}", robot.screen());
    robot.tower(todos::page(todos::open()));
    assert!(robot.screen().contains("┌─ [Open 7]  Done  Created ─"), "{}", robot.screen());
    assert!(robot.row("#4116").starts_with("│› !! #4116 修复登录超时"), "{}", robot.screen());
    assert!(robot.row("#5077").ends_with("2d overdue  │"), "{}", robot.screen());
    assert!(robot.screen().contains(" 1/7 ─┘"), "{}", robot.screen());
    for back in ["<esc>", "h", "<left>", "q", "<backspace>"] {
        robot.press(back);
        assert!(robot.row("曾国栋 ").starts_with("│›"), "{back}: {}", robot.screen());
        assert!(!robot.has_quit(), "{back}");
        robot.press("l");
        assert!(robot.screen().contains("[Open 7]"), "{}", robot.screen());
    }
}

#[test]
fn waiting_for_a_list_can_be_given_up() {
    let mut robot = waiting();
    robot.press("jj<enter>").wait(1).press("<esc>");
    assert_eq!(asked(&robot), [""; 0]);
    assert!(robot.says("r refreshes") || robot.says("r "), "{}", robot.screen());
    robot.wait(10);
    assert_eq!(asked(&robot), [""; 0], "nor is it asked for again by itself");
    robot.press("r");
    assert_eq!(asked(&robot), ["2 Open 1"]);
    robot.press("<esc><esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn tab_goes_through_the_lists_and_back() {
    let mut robot = opened();
    robot.press("<tab>");
    assert!(robot.screen().contains("─ Open  [Done 27]  Created ─"), "{}", robot.screen());
    assert!(!robot.screen().contains('▾'), "what is done is in one group: {}", robot.screen());
    robot.press("<tab>");
    assert!(robot.screen().contains("─ Open  Done  [Created 0] ─"), "{}", robot.screen());
    assert!(robot.says("Nothing open was created. Tab shows what is open"), "{}", robot.screen());
    robot.press("<tab>");
    assert!(robot.screen().contains("[Open 7]"), "{}", robot.screen());
    robot.press("<s-tab>");
    assert!(robot.screen().contains("[Created 0]"), "{}", robot.screen());
}

#[test]
fn what_is_done_comes_page_by_page_as_its_end_comes_near() {
    let page = |numbers, is_last| Reply::Todos(TodoPage { todos: todos::done(numbers), is_last });
    let mut robot = waiting();
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<tab>");
    assert_eq!(asked(&robot), ["2 Done 1"]);
    robot.tower(page(0..40, false));
    assert!(robot.screen().contains("[Done 40+]"), "{}", robot.screen());
    assert_eq!(asked(&robot), [""; 0]);
    robot.press("G");
    assert_eq!(asked(&robot), ["2 Done 2"]);
    robot.tower(page(39..50, false)).press("G");
    assert!(robot.screen().contains("[Done 50+]") && robot.screen().contains("50/50"), "{}", robot.screen());
    assert_eq!(asked(&robot), ["2 Done 3"]);

    robot.fails_todos(Failure::Refused { status: 400 });
    assert!(robot.screen().contains("任务 49"), "what has come stays: {}", robot.screen());
    assert!(robot.screen().contains("r retry"), "{}", robot.screen());
    robot.press("r");
    assert_eq!(asked(&robot), ["2 Done 3"], "the page that failed");
    robot.tower(page(0..50, false));
    assert!(robot.screen().contains("[Done 50]"), "nothing new ends the list: {}", robot.screen());
    robot.press("kkG");
    assert_eq!(asked(&robot), [""; 0]);

    robot.press("r");
    assert_eq!(asked(&robot), ["2 Done 1"]);
    robot.tower(page(100..140, false));
    assert!(robot.screen().contains("90/90"), "who is far down stays there: {}", robot.screen());
}

#[test]
fn the_selection_stays_on_its_to_do_when_the_list_is_refreshed() {
    let mut robot = opened();
    robot.press("jjj");
    assert!(robot.row("#5110").starts_with("│›"), "{}", robot.screen());
    robot.answers_todos = false;
    robot.press("r");
    let mut moved = todos::open();
    moved.rotate_left(2);
    moved.pop();
    robot.tower(todos::page(moved));
    assert!(robot.row("#5110").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn one_to_do_is_read_in_whole_beside_the_list_once_the_selection_rests_on_it() {
    let mut robot = waiting();
    robot.size(120, 40).press("jj<enter>").tower(todos::page(todos::open()));
    let known = todos::whole(todos::open().remove(0));
    assert!(robot.screen().contains("┌─ #4116 ─"), "what the list told shows at once: {}", robot.screen());
    assert_eq!(asked(&robot), [""; 0]);
    robot.press("j").rest();
    assert_eq!(asked(&robot), ["todo-5077"]);
    robot.press("k").rest();
    assert_eq!(asked(&robot), ["todo-5077", "todo-4116"]);
    assert!(robot.screen().contains("─ loading⋯ ─┘"), "{}", robot.screen());
    robot.tower(Reply::Todo(Box::new(todos::whole(todos::open().remove(1)))));
    assert!(!robot.screen().contains("Checklist"), "nobody looks at that one any more: {}", robot.screen());
    robot.tower(Reply::Todo(Box::new(known)));
    for said in [
        "highest !!",
        "移动端 › 登录",
        "today 18:00",
        "缺陷  v12.32",
        "张伟",
        "日志见附件。",
        "Checklist 1/3",
        "[x] 复现",
    ] {
        assert!(robot.screen().contains(said), "{said}: {}", robot.screen());
    }
    assert!(robot.screen().contains("─ o browser ─┘"), "{}", robot.screen());
    robot.press("p");
    assert!(!robot.screen().contains("Checklist"), "{}", robot.screen());
    robot.press("j").wait(2);
    assert_eq!(asked(&robot), [""; 0], "what does not show is not asked for");
}

#[test]
fn enter_opens_one_to_do_on_the_whole_screen_and_the_keys_scroll_it() {
    let mut robot = waiting();
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<enter>");
    assert_eq!(asked(&robot), ["todo-4116"], "without a rest");
    assert!(
        robot.screen().contains("┌─ #4116 ─") && robot.screen().contains("highest !!"),
        "{}",
        robot.screen()
    );
    let rows: Vec<String> = (1..=40).map(|row| format!("第 {row} 行")).collect();
    let long = Todo { description: Some(SafeText::block(&rows.join("\n"))), ..todos::open().remove(0) };
    robot.tower(Reply::Todo(Box::new(long)));
    assert!(robot.screen().contains("第 1 行") && !robot.screen().contains("第 40 行"), "{}", robot.screen());
    robot.press("j");
    assert!(!robot.screen().contains("│ 修复登录超时"), "{}", robot.screen());
    robot.press("G");
    assert!(robot.screen().contains("第 40 行"), "{}", robot.screen());
    let end = robot.screen();
    robot.press("jj<pgdn>");
    assert_eq!(robot.screen(), end);
    robot.press("k");
    assert_ne!(robot.screen(), end, "every key shows");
    robot.happens(Event::Wheeled(Motion::Down));
    assert_eq!(robot.screen(), end);
    robot.press("g").press("<esc>");
    assert!(robot.row("#4116").starts_with("│›"), "{}", robot.screen());
    robot.press("z");
    assert!(robot.screen().contains("第 1 行"), "{}", robot.screen());
    robot.press("z");
    assert!(robot.screen().contains("[Open 7]"), "{}", robot.screen());
}

#[test]
fn a_to_do_is_copied_by_its_name_and_its_page_is_built_from_ids() {
    let mut robot = opened();
    robot.done();
    robot.press("y");
    let copied = Effect::Copy("#4116 修复登录超时, 用户在两步验证后被登出".into());
    assert!(robot.done().contains(&copied));
    robot.press("o");
    let page = Effect::OpenBrowser("https://tower.im/projects/project-1/todos/todo-4116/".into());
    assert!(robot.done().contains(&page));

    let mut robot = waiting();
    robot.press("jj<enter>").tower(todos::page(vec![todos::todo("1", "周报")])).press("o");
    assert!(robot.says("Tower did not say which project"), "{}", robot.screen());
    robot.done();
    robot.press("y");
    assert!(robot.done().contains(&Effect::Copy("周报".into())), "no number, no `#`");
}

#[test]
fn to_dos_are_found_by_title_number_project_and_pinyin() {
    for typed in ["sjrails", "5110", "rails", "#5110"] {
        let mut robot = opened();
        robot.press("/").press(typed);
        assert!(robot.row("#5110 升级").starts_with("│›"), "{typed}: {}", robot.screen());
        assert!(robot.screen().contains("1/7") && !robot.screen().contains("#4116"), "{}", robot.screen());
        robot.press("<enter><esc>");
        assert!(robot.screen().contains("#4116"), "{}", robot.screen());
        assert!(robot.row("#4116").starts_with("│›"), "as before: {}", robot.screen());
    }
    let mut robot = opened();
    robot.press("/zzz");
    assert!(robot.screen().contains("no match for \"zzz\"  Esc clears the filter"), "{}", robot.screen());
}

#[test]
fn the_panels_the_help_and_the_team_are_where_they_are_on_other_lists() {
    for (keys, said) in [
        ("?", "Help › todos"),
        (":", "All commands"),
        ("m", "Messages"),
        ("i", "lin@example.com"),
        ("T", "theme: "),
        ("t", "Choose a team"),
        ("M", "mouse on"),
    ] {
        let mut robot = opened();
        robot.press(keys);
        assert!(robot.says(said), "{keys}: {}", robot.screen());
    }
    let mut robot = opened();
    robot.press("t<esc>");
    assert!(robot.screen().contains("[Open 7]"), "{}", robot.screen());
    robot.press("t<enter>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "the team itself: {}", robot.screen());
}

#[test]
fn the_mouse_selects_to_dos_and_no_heading() {
    let mut robot = opened();
    robot.happens(Event::Wheeled(Motion::Down));
    assert!(robot.row("#5110").starts_with("│›"), "{}", robot.screen());
    let at = |robot: &Robot, text: &str| {
        let y = robot.screen().lines().position(|row| row.contains(text)).expect("it shows");
        ratatui::layout::Position { x: 4, y: u16::try_from(y).expect("a row") }
    };
    let place = at(&robot, "#5131");
    robot.happens(Event::Clicked(place));
    assert!(robot.row("#5131").starts_with("│›"), "{}", robot.screen());
    let heading = at(&robot, "▾ next");
    robot.happens(Event::Clicked(heading));
    assert!(robot.row("#5131").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn a_day_is_over_when_it_is_over_at_tower() {
    // It is a quarter past ten in the evening there.
    let mut robot = waiting();
    let due = |text| Todo { due: Due::parse(text), ..todos::todo("1", "周报") };
    robot.press("jj<enter>").tower(todos::page(vec![due("2026-09-21T18:00:00.000+08:00")]));
    assert!(
        robot.row("周报").contains("today") && robot.screen().contains("▾ today 1"),
        "{}",
        robot.screen()
    );
    robot.wait(6000);
    assert!(robot.row("周报").contains("today"), "the hour is over, the day is not: {}", robot.screen());
    robot.wait(800);
    assert!(robot.row("周报").contains("1d overdue"), "{}", robot.screen());
    assert!(robot.screen().contains("▾ overdue 1"), "its group as well: {}", robot.screen());
}

#[test]
fn a_wide_screen_has_a_pane_for_them() {
    let mut robot = Robot::browsing();
    robot.size(200, 50).press("jj").rest();
    let row = robot.row("┌─ Members");
    assert!(row.contains("┌─ 曾国栋 ─") && row.contains("┌─ Open todos 7 ─"), "{}", robot.screen());
    assert_eq!(robot.screen().matches("Open todos").count(), 1, "not twice: {}", robot.screen());
    assert!(robot.screen().contains("│ ▾ today 2"), "{}", robot.screen());
    robot.size(260, 50);
    assert!(
        robot.row("┌─ Members").starts_with(&format!("┌─ Members {}", "─".repeat(110))),
        "{}",
        robot.screen()
    );
    robot.press("p");
    assert!(!robot.screen().contains("Open todos"), "{}", robot.screen());
}

#[test]
fn a_screen_reader_hears_the_selected_to_do() {
    let mut robot = Robot::listening();
    robot.size(120, 40).press("jj<enter>");
    assert!(
        robot.says("1 of 7: #4116 修复登录超时, 用户在两步验证后被登出, highest, today"),
        "{}",
        robot.screen()
    );
    let at = robot.cursor().expect("the cursor shows");
    let row = robot.screen().lines().nth(at.y.into()).map(str::to_owned);
    assert!(row.is_some_and(|row| row.trim_start().starts_with("> !! #4116")), "{}", robot.screen());
    robot.press("j").lang(Lang::Zh);
    assert!(robot.says("第 2 行, 共 7 行: #5077 测试任务的子任务, 较高, 逾期 2 天"), "{}", robot.screen());
    robot.lang(Lang::En);
    assert!(!robot.says("Checklist"), "nothing beside the list: {}", robot.screen());
}

#[test]
fn created_to_dos_that_nobody_has_sorted_are_divided_by_day() {
    let mut robot = waiting();
    robot.press("jj<enter>").tower(todos::page(Vec::new())).press("<s-tab>");
    let one = |id, due| Todo { due: Due::parse(due), ..todos::todo(id, id) };
    robot.tower(todos::page(vec![
        one("a", ""),
        one("b", "2026-09-25"),
        one("c", "2026-09-20"),
        one("d", "2027-01-01"),
    ]));
    let screen = robot.screen();
    let headings: Vec<&str> = screen
        .lines()
        .filter_map(|row| row.split_once("▾ "))
        .map(|(_, name)| name.trim_end_matches(['│', ' ']))
        .collect();
    assert_eq!(headings, ["overdue 1", "this week 1", "later 1", "no date 1"], "{screen}");
    assert_eq!(robot.calls().len(), 1, "{:?}", robot.calls());
    let list = Call::Todos { member: todos::busy(), which: Which::Created, page: 1 };
    assert!(!robot.calls().contains(&list), "it is whole");
}
