//! The screen of a member's to-dos: its lists, its lines, and one to-do in whole.

use tower_tui::app::kit::cursor::Motion;
use tower_tui::app::{Effect, Event};
use tower_tui::base::lang::Lang;
use tower_tui::base::text::SafeText;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::todo::{Due, Todo, TodoPage, Which};

use crate::answers::safe;
use crate::robot::Robot;
use crate::todos;

/// The busy member's to-dos on the screen.
fn opened() -> Robot {
    let mut robot = Robot::browsing();
    robot.press("jj<enter>");
    robot
}

#[test]
fn a_filter_does_not_ask_for_all_that_was_ever_done() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<tab>/zzz");
    robot.tower(Reply::Todos(TodoPage { todos: todos::done(0..40), is_last: false, ..TodoPage::default() }));
    assert_eq!(robot.todos_asked(), [""; 0]);
    robot.press("<esc>G");
    assert_eq!(robot.todos_asked(), ["2 Done 2"]);
}

#[test]
fn u59_what_follows_more_pages_than_are_read_is_told_and_so_is_what_nobody_could_read() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<tab>");
    for at in 0..500 {
        let todos = todos::done(at..at + 1);
        let unreadable = usize::from(at < 2);
        robot.tower(Reply::Todos(TodoPage { todos, has_next: true, unreadable, ..TodoPage::default() }));
        robot.press("G");
    }
    assert_eq!(robot.todos_asked(), [""; 0]);
    assert!(robot.screen().contains("! 2 unreadable  ! only the first 500 loaded"), "{}", robot.screen());
    assert!(robot.screen().contains("[Done 500+]"), "{}", robot.screen());
}

#[test]
fn enter_opens_a_members_to_dos_and_escape_goes_back_to_the_same_row() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>");
    assert_eq!(robot.todos_asked(), ["2 Open 1"], "without a rest");
    assert!(robot.row("tower-tui").contains("云端科技 › Members › 曾国栋 › Open"), "{}", robot.screen());
    robot.wait(4);
    assert!(robot.screen().contains("loading to-dos⋯ 4s  Esc cancel"), "{}", robot.screen());
    robot.tower(todos::page(todos::open()));
    assert!(
        robot.screen().contains("┌─ [Open 7]  Done  Created  Assigned  Activity ─"),
        "{}",
        robot.screen()
    );
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
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").wait(1).press("<esc>");
    assert_eq!(robot.todos_asked(), [""; 0]);
    assert!(robot.says("r refreshes") || robot.says("r "), "{}", robot.screen());
    robot.wait(10);
    assert_eq!(robot.todos_asked(), [""; 0], "nor is it asked for again by itself");
    robot.press("r");
    assert_eq!(robot.todos_asked(), ["2 Open 1"]);
    robot.press("<esc><esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn tab_goes_through_the_lists_and_back() {
    let mut robot = opened();
    robot.press("<tab>");
    assert!(
        robot.screen().contains("─ Open  [Done 27]  Created  Assigned  Activity ─"),
        "{}",
        robot.screen()
    );
    assert!(!robot.screen().contains('▾'), "what is done is in one group: {}", robot.screen());
    robot.press("<tab>");
    assert!(robot.screen().contains("─ Open  Done  [Created 0]  Assigned  Activity ─"), "{}", robot.screen());
    assert!(robot.says("No open to-dos created. Tab shows those assigned to others"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.screen().contains("─ 未完成  已完成  [创建的 0]  交办  动态 ─"), "{}", robot.screen());
    assert!(robot.says("没有该成员创建的未完成任务。 Tab 查看交办的"), "{}", robot.screen());
    robot.lang(Lang::En);
    robot.press("<tab>");
    assert!(robot.screen().contains("─ Open  Done  Created  [Assigned 0]  Activity ─"), "{}", robot.screen());
    assert!(robot.says("Nothing assigned to others. Tab shows the activity"), "{}", robot.screen());
    robot.press("<tab>");
    assert!(robot.screen().contains("[Activity]"), "{}", robot.screen());
    robot.press("<tab>");
    assert!(robot.screen().contains("[Open 7]"), "{}", robot.screen());
    robot.press("<s-tab><s-tab><s-tab>");
    assert!(robot.screen().contains("[Created 0]"), "{}", robot.screen());
}

#[test]
fn what_is_done_comes_page_by_page_as_its_end_comes_near() {
    let page = |numbers, is_last| {
        Reply::Todos(TodoPage { todos: todos::done(numbers), is_last, ..TodoPage::default() })
    };
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<tab>");
    assert_eq!(robot.todos_asked(), ["2 Done 1"]);
    robot.tower(page(0..40, false));
    assert!(robot.screen().contains("[Done 40+]"), "{}", robot.screen());
    assert_eq!(robot.todos_asked(), [""; 0]);
    robot.press("G");
    assert_eq!(robot.todos_asked(), ["2 Done 2"]);
    robot.tower(page(39..50, false)).press("G");
    assert!(robot.screen().contains("[Done 50+]") && robot.screen().contains("50/50"), "{}", robot.screen());
    assert_eq!(robot.todos_asked(), ["2 Done 3"]);

    robot.fails_todos(Failure::Refused { status: 400, retry_after: None });
    assert!(robot.screen().contains("任务 49"), "what has come stays: {}", robot.screen());
    assert!(robot.screen().contains("r retry"), "{}", robot.screen());
    robot.press("r");
    assert_eq!(robot.todos_asked(), ["2 Done 3"], "the page that failed");
    robot.tower(page(0..50, false));
    assert!(robot.screen().contains("[Done 50]"), "nothing new ends the list: {}", robot.screen());
    robot.press("kkG");
    assert_eq!(robot.todos_asked(), [""; 0]);

    robot.press("r");
    assert_eq!(robot.todos_asked(), ["2 Done 1"]);
    robot.tower(page(100..140, false));
    assert!(robot.screen().contains("90/90"), "who is far down stays there: {}", robot.screen());
}

#[test]
fn the_selection_stays_on_its_to_do_when_the_list_is_refreshed() {
    let mut robot = opened();
    robot.press("jjj");
    assert!(robot.row("#5110").starts_with("│›"), "{}", robot.screen());
    robot.world.answers_todos = false;
    robot.press("r");
    let mut moved = todos::open();
    moved.rotate_left(2);
    moved.pop();
    robot.tower(todos::page(moved));
    assert!(robot.row("#5110").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn one_to_do_is_read_in_whole_beside_the_list_once_the_selection_rests_on_it() {
    let mut robot = Robot::waiting_for_todos();
    robot.size(120, 40).press("jj<enter>").tower(todos::page(todos::open()));
    let known = todos::whole(todos::open().remove(0));
    assert!(robot.screen().contains("┌─ #4116 ─"), "what the list told shows at once: {}", robot.screen());
    assert_eq!(robot.todos_asked(), [""; 0]);
    robot.press("j").rest();
    assert_eq!(robot.todos_asked(), ["todo-5077"]);
    robot.press("k").rest();
    assert_eq!(robot.todos_asked(), ["todo-5077", "todo-4116"]);
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
    assert_eq!(robot.todos_asked(), [""; 0], "what does not show is not asked for");
}

#[test]
fn enter_opens_one_to_do_on_the_whole_screen_and_the_keys_scroll_it() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<enter>");
    assert_eq!(robot.todos_asked(), ["todo-4116"], "without a rest");
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
fn a_to_do_that_is_gone_leaves_no_empty_screen() {
    let mut robot = opened();
    robot.press("<enter>");
    robot.world.answers_todos = false;
    robot.press("r").tower(todos::page(Vec::new()));
    assert!(robot.says("Nothing to do. Tab shows completed to-dos"), "{}", robot.screen());
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

    let mut robot = Robot::waiting_for_todos();
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
        assert!(robot.row("#5110").starts_with("│›"), "what was found stays selected: {}", robot.screen());
        robot.press("g/").press(typed).press("<esc>");
        assert!(robot.row("#4116").starts_with("│›"), "as before: {}", robot.screen());
    }
    let mut robot = opened();
    robot.press("/zzz");
    assert!(robot.screen().contains("no match for \"zzz\"  Esc clears the filter"), "{}", robot.screen());
}

#[test]
fn the_panels_the_help_and_the_team_are_where_they_are_on_other_lists() {
    for (keys, said) in [
        ("?", "Help › to-dos"),
        (":", "All commands"),
        ("m", "Messages"),
        ("i", "lin@example.com"),
        ("T", "theme terminal"),
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
    let mut robot = Robot::waiting_for_todos();
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
fn a_screen_reader_hears_the_selected_to_do() {
    let mut robot = Robot::listening();
    robot.size(120, 40).press("jj<enter>");
    assert!(
        robot.says("1 of 7: today, highest, #4116 修复登录超时, 用户在两步验证后被登出"),
        "{}",
        robot.screen()
    );
    let at = robot.cursor().expect("the cursor shows");
    let row = robot.screen().lines().nth(at.y.into()).map(str::to_owned);
    assert!(row.is_some_and(|row| row.trim_start().starts_with("> !! #4116")), "{}", robot.screen());
    robot.press("j").lang(Lang::Zh);
    assert!(robot.says("第 2 行，共 7 行：逾期 2 天，较高，#5077 测试任务的子任务"), "{}", robot.screen());
    robot.lang(Lang::En);
    assert!(!robot.says("Checklist"), "nothing beside the list: {}", robot.screen());
}

#[test]
fn created_to_dos_that_nobody_has_sorted_are_divided_by_day() {
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(Vec::new())).press("<tab><tab>");
    robot.fails_where(|call| matches!(call, Call::Todos { which: Which::Done, .. }), Failure::Forbidden);
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
    assert_eq!(robot.todos_asked(), [""; 0]);
    let list = Call::Todos { member: todos::busy(), which: Which::Created, page: 1 };
    assert!(!robot.calls().contains(&list), "it is whole");
}

#[test]
fn a_narrow_header_says_no_place_before_there_is_a_list_and_that_it_failed() {
    let mut robot = Robot::waiting_for_todos();
    robot.size(40, 10).press("jj<enter>");
    assert!(robot.row("曾国栋").ends_with(" › Open"), "{}", robot.screen());
    robot.fails_todos(Failure::Forbidden);
    assert!(robot.row("曾国栋").ends_with(" › Open                        !"), "{}", robot.screen());
    robot.press("r").tower(todos::page(Vec::new()));
    assert!(robot.row("曾国栋").ends_with(" 0"), "{}", robot.screen());
    robot.press("r").fails_todos(Failure::Forbidden);
    assert!(robot.row("曾国栋").ends_with(" ! 0"), "{}", robot.screen());
}

#[test]
fn on_the_smallest_screen_the_place_is_worth_more_than_the_name_of_the_list() {
    let mut robot = Robot::waiting_for_todos();
    robot.size(20, 5).lang(Lang::Zh).press("jj<enter>");
    assert_eq!(robot.row("曾国栋"), " 曾国栋 › 未完成");
    robot.tower(todos::page(todos::open()));
    assert_eq!(robot.row("曾国栋"), " 曾国栋         1/7");
    robot.press("r").fails_todos(Failure::Forbidden);
    assert_eq!(robot.row("曾国栋"), " 曾国栋       ! 1/7");
}

#[test]
fn a_to_do_whose_details_do_not_come_can_be_read_to_its_end() {
    for (width, height) in [(40, 10), (20, 5), (60, 12), (80, 24), (120, 40)] {
        let mut robot = Robot::waiting_for_todos();
        let rows: Vec<String> = (1..=40).map(|row| format!("第 {row} 行")).collect();
        let long = Todo { description: Some(SafeText::block(&rows.join("\n"))), ..todos::open().remove(0) };
        robot.size(width, height).press("jj<enter>").tower(todos::page(vec![long])).press("<enter>");
        robot.fails_todos(Failure::Unreachable(safe("connection refused")));
        assert!(robot.says("! Cannot") && robot.says("r retry"), "{}", robot.screen());
        robot.press("G");
        assert!(robot.says("第 40 行"), "{}", robot.screen());
        let end = robot.screen();
        robot.press("j");
        assert_eq!(robot.screen(), end);
        robot.press("k");
        assert_ne!(robot.screen(), end);
    }
}

#[test]
fn the_hints_name_no_key_that_does_nothing_on_a_list_without_to_dos() {
    let without = |robot: &Robot| {
        let bar = robot.screen().lines().last().unwrap_or_default().to_owned();
        assert!(bar.contains("h back") && bar.contains("r refresh") && bar.contains("? help"), "{bar}");
        for key in ["Enter", "y copy", "o browser", "p detail"] {
            assert!(!bar.contains(key), "{bar}");
        }
    };
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>");
    assert!(robot.says("Enter detail"), "they stay while the list is on its way: {}", robot.screen());
    robot.fails_todos(Failure::Forbidden);
    without(&robot);
    robot.press("r").tower(todos::page(Vec::new()));
    without(&robot);
    robot.press("?");
    for absent in ["Enter l Right", "copy the name", "Down"] {
        assert!(!robot.says(absent), "{absent}: {}", robot.screen());
    }
    robot.press("<esc>r").tower(todos::page(todos::open()));
    assert!(robot.says("h back Enter detail / filter y copy"), "{}", robot.screen());
    robot.press("?");
    assert!(robot.says("Enter l Right"), "{}", robot.screen());
}

#[test]
fn the_key_that_opens_the_detail_closes_it_again() {
    for (width, height) in [(80, 24), (40, 10)] {
        let mut robot = opened();
        robot.size(width, height).press("p");
        assert!(robot.says("Priority highest !!"), "{}", robot.screen());
        robot.press("p");
        assert!(robot.says("▾ today 2") && !robot.says("Priority"), "{}", robot.screen());
    }
    let mut robot = opened();
    robot.size(120, 40).press("<enter>p");
    assert!(robot.says("▾ today 2") && robot.says("Priority highest !!"), "{}", robot.screen());
}
