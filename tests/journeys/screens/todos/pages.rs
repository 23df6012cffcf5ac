//! The pages of what is done: when more of them is asked for, and what is said of a list that is not whole.

use tower_tui::app::Effect;
use tower_tui::base::lang::Lang;
use tower_tui::tower::call::Reply;
use tower_tui::tower::todo::TodoPage;

use crate::robot::Robot;
use crate::todos;

fn page(numbers: std::ops::Range<usize>, is_last: bool) -> Reply {
    Reply::Todos(TodoPage { todos: todos::done(numbers), is_last, ..TodoPage::default() })
}

/// Of what the busy member has done, the first page is on the screen, and more follows.
fn first_page(mut robot: Robot) -> Robot {
    robot.world.answers_todos = false;
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<tab>").tower(page(0..40, false));
    robot
}

#[test]
fn a_page_nobody_waits_for_stays_away_and_the_next_escape_leaves() {
    let mut robot = first_page(Robot::browsing());
    robot.press("G");
    assert_eq!(robot.todos_asked(), ["2 Done 2"]);
    robot.done();
    robot.press("<esc>").wait(10);
    assert_eq!(robot.todos_asked(), [""; 0]);
    assert!(robot.done().iter().any(|effect| matches!(effect, Effect::Cancel(_))));
    assert!(robot.screen().contains("40/40+"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
    assert_eq!(robot.todos_asked(), [""; 0]);
}

#[test]
fn whoever_moves_or_refreshes_after_that_gets_more_again() {
    let mut robot = first_page(Robot::browsing());
    robot.press("G<esc>k");
    assert_eq!(robot.todos_asked(), ["2 Done 2"]);
    robot.press("<esc>r");
    assert_eq!(robot.todos_asked(), ["2 Done 1"]);
    robot.tower(page(0..40, false));
    assert_eq!(robot.todos_asked(), ["2 Done 2"]);
    // The refresh itself can be what nobody waits for.
    robot.tower(page(40..80, false)).press("Gr<esc>").wait(10);
    assert_eq!(robot.todos_asked(), [""; 0]);
}

#[test]
fn a_filter_that_finds_nothing_says_in_how_many_and_a_key_loads_one_page_more() {
    let mut robot = first_page(Robot::browsing());
    robot.press("/zzz");
    assert!(robot.screen().contains("no match in 40 loaded  Enter loads more"), "{}", robot.screen());
    assert!(robot.says("0/40+") && !robot.says("no match for"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.screen().contains("已加载的 40 个中没有匹配  Enter 加载更多"), "{}", robot.screen());
    robot.lang(Lang::En).press("<enter>");
    assert_eq!(robot.todos_asked(), ["2 Done 2"]);
    robot.press("GGG").wait(2);
    assert!(robot.says("loading to-dos⋯"), "{}", robot.screen());
    robot.tower(page(40..80, false)).wait(60);
    assert_eq!(robot.todos_asked(), [""; 0], "one page for a key");
    assert!(robot.screen().contains("no match in 80 loaded  G loads more"), "{}", robot.screen());
    robot.press("G");
    assert_eq!(robot.todos_asked(), ["2 Done 3"]);
    robot.tower(page(80..90, true));
    assert!(robot.says("no match for \"zzz\"") && robot.says("0/90"), "{}", robot.screen());
    robot.press("G");
    assert_eq!(robot.todos_asked(), [""; 0]);
}

#[test]
fn a_small_screen_says_it_too() {
    let mut robot = first_page(Robot::browsing());
    robot.size(40, 10).press("/zzz");
    assert!(robot.screen().contains("no match in 40 loaded  Enter loads more"), "{}", robot.screen());
}

#[test]
fn the_total_of_a_list_that_is_not_whole_says_so_wherever_it_stands() {
    let mut robot = first_page(Robot::browsing());
    assert!(
        robot.screen().contains("[Done 40+]") && robot.screen().contains(" 1/40+ ─┘"),
        "{}",
        robot.screen()
    );
    robot.size(40, 10);
    assert!(robot.row("曾国栋").ends_with(" 1/40+"), "{}", robot.screen());
    robot.size(80, 24).press("/任务 1<enter>");
    assert!(robot.screen().contains("13/40+") && robot.screen().contains(" 1/13+ ─┘"), "{}", robot.screen());

    let mut robot = first_page(Robot::listening());
    assert!(robot.says("1 of 40+: 任务 0"), "{}", robot.screen());
    robot.press("G").tower(page(40..41, true));
    assert!(robot.says("40 of 41: 任务 39"), "{}", robot.screen());
}

#[test]
fn a_refresh_leaves_nothing_that_is_no_longer_done() {
    let mut robot = first_page(Robot::browsing());
    robot.press("r").tower(page(1..9, true));
    assert!(robot.says("[Done 8]") && !robot.says("任务 0"), "{}", robot.screen());
}
