//! My day: what is mine to do, over all teams.

use tower_tui::base::lang::Lang;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::todo::{Todo, TodoPage};

use crate::answers::safe;
use crate::robot::Robot;
use crate::todos;

/// My day on the screen, asked of five teams.
fn opened() -> Robot {
    let mut robot = Robot::browsing();
    robot.press("d");
    robot
}

fn own_asked(robot: &Robot) -> usize {
    robot.calls().iter().filter(|call| matches!(call, Call::OwnMember(_))).count()
}

#[test]
fn each_team_is_asked_once_who_i_am_there_and_what_i_have_to_do() {
    let mut robot = opened();
    assert!(robot.row("tower-tui").contains("My day"), "{}", robot.screen());
    assert_eq!(own_asked(&robot), 5);
    assert!(robot.says("0/5 teams⋯ Esc stop"), "{}", robot.screen());
    robot.own_member(0);
    assert!(robot.says("My day 7+") && robot.says("1/5 teams⋯"), "{}", robot.screen());
    for team in 1..5 {
        robot.own_member(team);
    }
    assert!(robot.says("My day 7 ") && !robot.says("teams"), "{}", robot.screen());
    robot.press("<esc>d");
    assert_eq!(own_asked(&robot), 0, "it is known by now");
    assert!(robot.says("My day 7 "), "{}", robot.screen());
}

#[test]
fn u49_it_says_how_old_it_is_and_why_there_is_nothing_newer() {
    let mut robot = opened();
    for team in 0..5 {
        robot.own_member(team);
    }
    assert!(robot.row("tower-tui").contains("updated 0s ago"), "{}", robot.screen());
    robot.world.answers_todos = false;
    robot.wait(40).press("r");
    robot.fails_todos(Failure::Unreachable(safe("connection refused")));
    assert!(robot.row("tower-tui").contains("40s old ! Cannot reach Tower"), "{}", robot.screen());
}

#[test]
fn u52_what_was_found_stays_selected() {
    let mut robot = opened();
    robot.own_member(0).press("G/5102<enter><esc>");
    assert!(robot.row("#5102").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn it_stands_in_sections_by_what_presses_and_names_team_and_project() {
    let mut robot = opened();
    robot.own_member(0);
    let screen = robot.screen();
    let at = |text: &str| screen.find(text).expect(text);
    let order = ["▾ overdue 1", "#5077", "▾ today 1", "#4116", "▾ next 2", "#5102", "▾ later 1", "▾ new 2"];
    assert!(order.map(at).is_sorted(), "{screen}");
    assert!(robot.row("#4116").contains("云端科技 › 移动端"), "{screen}");
    assert!(robot.row("│› ").contains("#5077"), "the first is selected: {screen}");
    robot.lang(Lang::Zh);
    assert!(robot.says("我的一天 7+") && robot.says("▾ 逾期 1"), "{}", robot.screen());
}

#[test]
fn nothing_to_do_is_said_in_words_and_only_where_every_team_has_told() {
    let mut robot = opened();
    robot.world.answers_todos = false;
    for team in 0..5 {
        assert!(!robot.says("Nothing to do"), "{}", robot.screen());
        robot.own_member(team).tower(todos::page(Vec::new()));
    }
    assert!(robot.says("Nothing to do in any of your teams."), "{}", robot.screen());
}

#[test]
fn a_team_that_does_not_come_leaves_the_others_and_says_so() {
    let mut robot = opened();
    robot.world.answers_todos = false;
    for team in 0..5 {
        robot.own_member(team);
    }
    robot.tower(todos::page(todos::open())).fails_todos(Failure::Forbidden);
    for _ in 0..3 {
        robot.tower(todos::page(Vec::new()));
    }
    assert!(robot.says("My day 7+") && robot.says("! only 4 of 5 teams r retry"), "{}", robot.screen());
    robot.press("r");
    assert!(!robot.todos_asked().is_empty());
}

#[test]
fn what_could_not_be_read_is_told() {
    let mut robot = opened();
    robot.world.answers_todos = false;
    for team in 0..5 {
        robot.own_member(team);
    }
    robot.tower(Reply::Todos(TodoPage {
        todos: todos::open(),
        is_last: true,
        unreadable: 3,
        ..TodoPage::default()
    }));
    for _ in 0..4 {
        robot.tower(todos::page(Vec::new()));
    }
    assert!(robot.says("My day 7+") && robot.says("! 3 unreadable"), "{}", robot.screen());
}

#[test]
fn escape_stops_waiting_and_then_goes_back() {
    let mut robot = opened();
    robot.own_member(0).press("<esc>");
    assert_eq!(own_asked(&robot), 0);
    assert!(robot.says("! only 1 of 5 teams r retry"), "{}", robot.screen());
    robot.press("r");
    assert_eq!(own_asked(&robot), 4);
    robot.press("<esc><esc>");
    assert!(robot.row("tower-tui").contains("› Members"), "{}", robot.screen());
}

#[test]
fn a_to_do_opens_and_the_list_is_filtered_like_any_other() {
    let mut robot = opened();
    robot.own_member(0).press("j<enter>");
    assert!(robot.says("#4116") && robot.says("Priority"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.row("│› ").contains("#4116"), "{}", robot.screen());
    robot.press("/xmd<enter>");
    robot.press("<esc>/houduan<enter>");
    assert!(!robot.screen().contains("#4116") && robot.screen().contains("#5110"), "{}", robot.screen());
    robot.press("<esc>/zzz<enter>");
    assert!(robot.says("no match for \"zzz\""), "{}", robot.screen());
}

#[test]
fn a_to_do_is_read_with_its_comments_as_on_its_own_screen() {
    let mut robot = opened();
    robot.own_member(0).press("j");
    robot.world.answers_todos = false;
    robot.press("<enter>");
    let todo = todos::open().into_iter().find(|todo| todo.number == Some(4116)).expect("it is open");
    robot.tower(Reply::Todo(Box::new(Todo { comment_count: 60, comments: Vec::new(), ..todo })));
    let asked = robot.calls().into_iter().filter(|call| matches!(call, Call::Comments { page: 1, .. }));
    assert_eq!(asked.count(), 1, "{}", robot.screen());
    assert!(robot.says("Comments 0/60"), "{}", robot.screen());
}
