//! The workload of a team: filled while answers come, and honest about what is missing.

use tower_tui::base::lang::Lang;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::{Failure, Unreadable};
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::todo::{Due, Todo, TodoPage};

use std::time::Duration;

use crate::answers::safe;
use crate::people;
use crate::robot::Robot;
use crate::todos;

/// The workload of the first team on the screen, where Tower answers for to-dos only when a test says so.
fn waiting() -> Robot {
    let mut robot = Robot::waiting_for_todos();
    robot.press("w");
    robot
}

/// The same of so many members.
fn crowd(members: usize) -> Robot {
    let mut robot = Robot::signed_in();
    robot.world.answers_todos = false;
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.members(people::crowd(0..members)).press("w");
    robot
}

/// Answers what waits, each list with nothing in it, and counts how many times Tower had to be waited for.
fn rounds(robot: &mut Robot) -> usize {
    let mut rounds = 0;
    while !robot.todos_asked().is_empty() {
        let asked = robot.todos_asked().len();
        assert!(asked <= 6, "{asked} at once");
        for _ in 0..asked {
            robot.tower(todos::page(Vec::new()));
        }
        rounds += 1;
    }
    rounds
}

#[test]
fn who_is_drowning_stands_first_and_who_has_nothing_stands_with_nought() {
    let mut robot = Robot::browsing();
    robot.press("w");
    assert!(robot.row("tower-tui").contains("云端科技 › Members › Workload"), "{}", robot.screen());
    assert!(robot.says("7 open 1 overdue 1 today 1 in 7d 3 no date"), "{}", robot.screen());
    let busy: Vec<String> = robot.row("曾国栋").split_whitespace().map(str::to_owned).collect();
    assert_eq!(busy[..6], ["│›曾国栋", "7", "1", "1", "1", "3"], "{}", robot.screen());
    let idle: Vec<String> = robot.row("王芳").split_whitespace().map(str::to_owned).collect();
    assert_eq!(idle[..6], ["│", "王芳", "0", "0", "0", "0"], "{}", robot.screen());
    assert!(!robot.screen().contains("赵六"), "who has left does not show");
    robot.press("a");
    assert!(robot.screen().contains("赵六"), "{}", robot.screen());
}

#[test]
fn u49_it_says_how_old_its_members_are_where_no_newer_ones_come() {
    let mut robot = Robot::browsing();
    robot.press("w").wait(40).fails_to_refresh();
    let head = robot.row("tower-tui");
    assert!(head.contains("40s old ! Cannot reach Tower"), "{}", robot.screen());
}

#[test]
fn u49_the_teams_say_why_there_are_no_newer_ones() {
    let mut robot = Robot::browsing();
    robot.press("t").wait(40).fails_to_refresh();
    assert!(robot.row("tower-tui").contains(" old ! Cannot reach Tower"), "{}", robot.screen());
}

#[test]
fn u52_who_was_found_stays_selected_and_the_best_hit_is() {
    let mut robot = Robot::browsing();
    robot.press("wG/zgd");
    assert!(robot.row("曾国栋").starts_with("│›"), "{}", robot.screen());
    robot.press("<enter><esc>");
    assert!(robot.row("曾国栋").starts_with("│›"), "it stays: {}", robot.screen());
    robot.press("/王芳");
    assert!(robot.says("›王芳"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.row("曾国栋").starts_with("│›"), "nobody was kept: {}", robot.screen());
    // The whole name before one that has it inside, however much that one has to do.
    robot.press("/张");
    assert!(robot.row("张伟").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn the_coming_days_are_told_apart_without_color_and_days_off_are_marked() {
    let mut robot = Robot::browsing();
    robot.press("w");
    // From Monday 21 September 2026 on: the 25th to 27th and the 1st to 7th are holidays.
    assert!(robot.row("Overdue").contains("1234xxx890xxxx"), "{}", robot.screen());
    assert!(robot.row("曾国栋").contains("-∙∙∙ - ∙∙∙-   "), "{}", robot.screen());
    assert!(robot.says("∙ 0 - 1 = 2-3 # 4+ x day off"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.says("x 休息日"), "{}", robot.screen());
}

#[test]
fn a_year_whose_holidays_are_not_known_says_so() {
    let mut robot = Robot::browsing();
    robot.press("w").sleep(98 * 86_400);
    assert!(robot.says("2027: weekends only"), "{}", robot.screen());
}

#[test]
fn six_lists_are_on_the_wire_and_no_round_trip_is_wasted() {
    // The list of the first was read beside the table.
    let mut robot = waiting();
    assert_eq!(robot.todos_asked().len(), 6);
    assert_eq!(rounds(&mut robot), 2);
    for members in [30, 500] {
        let mut robot = crowd(members);
        assert_eq!(rounds(&mut robot), members.div_ceil(6), "{members}");
        assert!(robot.says("0 open 0 overdue"), "{}", robot.screen());
    }
}

#[test]
fn rows_in_view_come_first() {
    let mut robot = crowd(100);
    assert!(
        robot
            .todos_asked()
            .iter()
            .map(|asked| asked.split(' ').next().unwrap_or_default().to_owned())
            .eq((0..6).map(|number| number.to_string())),
        "{:?}",
        robot.todos_asked()
    );
    robot.press("G");
    for _ in 0..6 {
        robot.tower(todos::page(Vec::new()));
    }
    let screen = robot.screen();
    for asked in robot.todos_asked() {
        let number = asked.split(' ').next().unwrap_or_default().to_owned();
        assert!(screen.contains(&format!("成员 {number} ")), "{asked}: {screen}");
    }
}

#[test]
fn what_has_come_shows_and_what_has_not_says_so() {
    let mut robot = waiting();
    assert!(robot.row("张伟").contains(" 0 "), "{}", robot.screen());
    assert!(robot.row("王芳").contains('⋯'), "{}", robot.screen());
    assert!(robot.says("0+ open") && robot.says("1/13 lists⋯ Esc stop"), "{}", robot.screen());
    robot.tower(todos::page(Vec::new()));
    assert!(robot.says("2/13 lists⋯"), "{}", robot.screen());
}

#[test]
fn escape_stops_at_once_and_r_asks_for_the_rest() {
    let mut robot = waiting();
    robot.tower(todos::page(Vec::new())).press("<esc>");
    assert_eq!(robot.todos_asked(), [""; 0]);
    assert!(robot.says("! 2/13 lists, stopped r loads the rest"), "{}", robot.screen());
    assert!(robot.row("王芳").contains(" - "), "{}", robot.screen());
    robot.press("jjG").wait(3);
    assert_eq!(robot.todos_asked(), [""; 0], "nor does moving ask for them");
    robot.press("r").members(people::members());
    assert_eq!(robot.todos_asked().len(), 6);
    assert_eq!(rounds(&mut robot), 2, "eleven were missing");
    robot.press("<esc>");
    assert!(robot.row("tower-tui").contains("› Members "), "{}", robot.screen());
}

#[test]
fn what_was_asked_less_than_a_minute_ago_is_not_asked_again() {
    let mut robot = crowd(100);
    rounds(&mut robot);
    robot.press("<esc>w");
    assert_eq!(robot.todos_asked(), [""; 0]);
    robot.press("r");
    let asked = robot.todos_asked();
    assert!(!asked.iter().any(|asked| asked.contains("Open")), "not even where a person wants it: {asked:?}");
    rounds(&mut robot);
    robot.press("<esc><esc>").wait(61).press("w");
    assert_eq!(robot.todos_asked().len(), 6);
}

#[test]
fn enter_leads_to_the_members_to_dos_and_back_to_the_same_place() {
    let mut robot = Robot::browsing();
    robot.press("wjjjjj");
    let selected = robot.row("│›");
    robot.press("<enter>");
    assert!(robot.row("tower-tui").contains("› Workload › "), "{}", robot.screen());
    robot.press("<esc>");
    assert_eq!(robot.row("│›"), selected);
}

#[test]
fn the_filter_is_the_members_own_and_the_totals_are_of_what_it_leaves() {
    let mut robot = Robot::browsing();
    robot.press("/group:后端<enter>w");
    assert!(robot.says("/ group:后端") && robot.says("7 open"), "{}", robot.screen());
    assert!(!robot.screen().contains("王芳"), "{}", robot.screen());
    robot.press("<esc>/wf<enter>");
    assert!(robot.says("0 open") && robot.screen().contains("王芳"), "{}", robot.screen());
    robot.press("<esc>/zzz<enter>");
    assert!(robot.says("no match for \"zzz\""), "{}", robot.screen());
}

#[test]
fn a_list_that_does_not_come_takes_nothing_else_with_it_and_says_why() {
    for (why, said) in [
        (Failure::Forbidden, "No access to this"),
        (Failure::Gone, "404"),
        (Failure::Refused { status: 500, retry_after: None }, "500"),
        (Failure::Unreadable(Unreadable::WebPage), "web page"),
    ] {
        let mut robot = waiting();
        let asked = robot.todos_asked().pop().expect("a list");
        robot.fails_todos(why);
        let number = asked.split(' ').next().and_then(|at| at.parse().ok()).expect("a number");
        let name = people::members().swap_remove(number).name.to_string();
        assert!(robot.row(&name).contains("! "), "{said}: {}", robot.screen());
        assert!(
            robot.row(&name).to_lowercase().contains(&said.to_lowercase()),
            "{said}: {}",
            robot.row(&name)
        );
        rounds(&mut robot);
        assert!(robot.says("0+ open"), "{}", robot.screen());
        assert!(robot.says("! 1 of 13 lists failed r retry") || said == "500", "{}", robot.screen());
    }
}

#[test]
fn a_count_that_is_not_whole_is_marked_and_says_why() {
    let mut robot = waiting();
    let page = TodoPage { todos: todos::open(), is_last: true, unreadable: 2, ..TodoPage::default() };
    robot.tower(Reply::Todos(page));
    rounds(&mut robot);
    assert!(robot.row("7+").contains("1+"), "{}", robot.screen());
    assert!(robot.says("7+ open 1+ overdue"), "{}", robot.screen());
    assert!(robot.says("! 2 unreadable"), "{}", robot.screen());
    robot.press("j");
    assert!(robot.says("! 2 unreadable"), "the totals are not whole either: {}", robot.screen());
}

#[test]
fn thousands_of_to_dos_and_the_same_one_twice_are_counted_once_each() {
    let mut robot = waiting();
    let many: Vec<Todo> = (0..3000)
        .map(|number| Todo { due: Due::parse("2026-09-21"), ..todos::todo(&number.to_string(), "x") })
        .collect();
    let twice = many.iter().chain(many.first()).cloned().collect();
    robot.tower(todos::page(twice));
    assert!(robot.row("│›").contains("3000") && robot.row("│›").contains('#'), "{}", robot.screen());
}

#[test]
fn without_a_network_nothing_storms_and_the_next_try_goes_on() {
    let mut robot = crowd(500);
    for _ in 0..6 {
        robot.fails_todos(Failure::Unreachable(safe("connection refused")));
    }
    assert_eq!(robot.todos_asked(), [""; 0], "the others wait");
    robot.wait(40);
    assert!((1..=6).contains(&robot.todos_asked().len()), "{:?}", robot.todos_asked());
    assert_eq!(rounds(&mut robot), 84);

    let retry_after = Some(Duration::from_secs(34));
    for why in [Failure::Limited { retry_after }, Failure::Refused { status: 503, retry_after }] {
        let mut robot = crowd(30);
        for _ in 0..6 {
            robot.fails_todos(why.clone());
        }
        robot.wait(30);
        assert_eq!(robot.todos_asked(), [""; 0], "{why:?}");
        robot.wait(5);
        assert_eq!(robot.todos_asked().len(), 6, "{why:?}");
    }
}

#[test]
fn a_member_who_has_left_under_way_leaves_no_row() {
    let mut robot = waiting();
    let left = people::members().into_iter().filter(|member| member.name.as_str() != "欧阳娜娜").collect();
    robot.press("r").tower(todos::page(Vec::new()));
    robot.tower(Reply::Members(MemberPage {
        members: left,
        pages: Some(1),
        is_last: true,
        ..MemberPage::default()
    }));
    assert!(!robot.screen().contains("欧阳娜娜"), "{}", robot.screen());
    rounds(&mut robot);
    assert!(robot.says("0 open 0 overdue"), "{}", robot.screen());
}

#[test]
fn what_was_done_is_asked_for_where_somebody_looks_once_all_else_is_there() {
    let mut robot = crowd(40);
    rounds(&mut robot);
    assert!(!robot.calls().iter().any(|call| matches!(call, Call::Todos { .. })));
    robot.rest();
    let asked = robot.todos_asked();
    assert!(!asked.is_empty() && asked.iter().all(|asked| asked.contains("Done 1")), "{asked:?}");
    // 19 rows show.
    assert_eq!(rounds(&mut robot), 4);
    robot.wait(2);
    assert_eq!(robot.todos_asked(), [""; 0]);
}

#[test]
fn the_order_can_be_another() {
    let mut robot = Robot::browsing();
    robot.press("wS");
    assert!(robot.row("Open").contains("Overdue▴"), "{}", robot.screen());
    assert!(!robot.row("│›").contains("曾国栋"), "{}", robot.screen());
    robot.press("sssssss");
    assert!(robot.row("Open").contains("Overdue▾"), "{}", robot.screen());
    robot.press("ssssss");
    assert!(robot.row("Open").contains("Name▴"), "{}", robot.screen());
}

#[test]
fn once_it_is_full_it_wakes_nobody() {
    let mut robot = Robot::browsing();
    robot.press("w").wait_exactly(Duration::from_millis(750));
    assert_eq!(
        robot.state.wake_in(),
        Some(Duration::from_secs(1)),
        "a second of the countdown and nothing else"
    );
}
