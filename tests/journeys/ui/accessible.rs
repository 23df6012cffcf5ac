//! What a screen reader finds: text without boxes, nothing that moves, and the cursor on the selected row.

use std::time::Duration;

use tower_tui::app::kit::appearance::Pace;
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::width;

use crate::answers::granted;
use crate::robot::Robot;

const MINUTE: Duration = Duration::from_secs(60);

fn listening(mut robot: Robot) -> Robot {
    robot.state.look.accessible = true;
    robot
}

/// The row on which the terminal's cursor stands, from the cursor on.
fn at_cursor(robot: &Robot) -> String {
    let at = robot.cursor().expect("the cursor shows");
    let screen = robot.screen();
    let row = screen.lines().nth(at.y.into()).expect("a row");
    assert!(row.chars().take(at.x.into()).all(|char| char == ' '), "{row}");
    row.trim_start().to_owned()
}

fn is_drawn(char: char) -> bool {
    matches!(char, '\u{2500}'..='\u{257f}' | '\u{2800}'..='\u{28ff}' | '›')
}

#[test]
fn no_box_and_nothing_that_turns_is_on_any_screen() {
    let moments: [fn() -> Robot; 4] = [Robot::browsing, Robot::first_run, Robot::demo, Robot::signed_in];
    for (moment, lang) in moments.iter().flat_map(|moment| [Lang::En, Lang::Zh].map(|lang| (moment, lang))) {
        for keys in ["", "?", "z", "jj<enter>", "jj<enter><enter>", "i", "/ana", "f", "c", "ym", "E"] {
            let mut robot = listening(moment());
            robot.lang(lang).press(keys).wait(1);
            let screen = robot.screen();
            assert_eq!(screen.chars().find(|char| is_drawn(*char)), None, "{keys}: {screen}");
        }
    }
    let mut robot = Robot::listening();
    robot.wait(6899);
    assert!(robot.says("token renewing"), "{}", robot.screen());
}

#[test]
fn a_row_of_a_picker_is_picked_by_the_number_that_is_said_of_it() {
    let mut robot = Robot::listening();
    robot.press("t3");
    assert!(robot.says("3 of 5: 艾泽拉斯大事件"), "{}", robot.screen());
    robot.press("9");
    assert!(robot.says("9 does nothing here"), "there is no ninth: {}", robot.screen());
    robot.wait(4);
    assert!(robot.says("3 of 5"), "{}", robot.screen());
    robot.press("<esc>f12");
    assert!(robot.says("12 of 14"), "{}", robot.screen());
    robot.press("4");
    assert!(robot.says("4 of 14"), "there is no 124th: {}", robot.screen());
    robot.press("1j3");
    assert!(robot.says("3 of 14"), "another key ends a number: {}", robot.screen());
}

#[test]
fn minutes_in_chinese_stand_without_a_gap_before_what_follows() {
    let mut robot = Robot::listening();
    robot.lang(Lang::Zh).press("i");
    assert!(robot.says("分后到期"), "{}", robot.screen());
    robot.state.look.accessible = false;
    assert!(robot.says("1:59:59 后到期"), "{}", robot.screen());
}

#[test]
fn help_and_detail_stand_in_one_column() {
    let mut robot = Robot::listening();
    robot.size(80, 24).press("?");
    assert!(robot.row("Enter l Right").trim_end().ends_with("open"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(!robot.row("Role   owner").contains("Groups"), "{}", robot.screen());
}

#[test]
fn a_picker_shows_the_numbers_that_pick() {
    let mut robot = Robot::listening();
    robot.press("t");
    assert!(robot.row("> 1 云端科技").starts_with("> 1") || robot.says("> 1 云端科技"), "{}", robot.screen());
    assert!(robot.says("3 艾泽拉斯大事件"), "{}", robot.screen());
    robot.press("<esc>f");
    assert!(robot.row("role: owner").contains(">  1 "), "{}", robot.screen());
    assert!(robot.row("运维  ").contains("14"), "{}", robot.screen());
    let mut seeing = Robot::browsing();
    seeing.press("t");
    assert!(!seeing.says("1 云端科技"), "{}", seeing.screen());
}

#[test]
fn the_cursor_stands_on_the_selected_row_and_the_status_bar_says_it() {
    let mut robot = Robot::listening();
    robot.press("jj");
    assert!(at_cursor(&robot).starts_with("> 曾国栋"), "{}", robot.screen());
    assert!(robot.says("3 of 13: 曾国栋, admin ? help"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.says("第 3 行，共 13 行：曾国栋，管理员"), "{}", robot.screen());
    robot.lang(Lang::En).press("f");
    assert!(at_cursor(&robot).starts_with("> "), "{}", robot.screen());
    assert!(robot.says("1 of 14: role: owner"), "{}", robot.screen());
    robot.press("<esc>ym");
    assert!(at_cursor(&robot).contains("sent to the terminal's clipboard"), "{}", robot.screen());
    robot.wait(4);
    assert!(robot.says("1 of 1: sent to"), "{}", robot.screen());
    robot.press("<esc>t");
    assert!(at_cursor(&robot).starts_with("> 1 云端科技"), "{}", robot.screen());
    assert!(robot.says("1 of 5: 云端科技"), "{}", robot.screen());
    robot.press("?");
    let typed = robot.cursor().expect("the palette is typed into");
    assert!(
        robot.screen().lines().nth(typed.y.into()).is_some_and(|row| row.contains("type to search")),
        "{}",
        robot.screen()
    );
    assert!(robot.says("1 of"), "{}", robot.screen());
}

#[test]
fn while_something_is_typed_the_cursor_stands_there() {
    let mut robot = Robot::listening();
    robot.press("/后端");
    assert!(robot.row("/ 后端").starts_with(" / 后端"), "{}", robot.screen());
    assert_eq!(robot.cursor().map(|at| (at.x, at.y)), Some((7, 1)), "{}", robot.screen());
}

#[test]
fn nobody_else_sees_a_cursor_on_the_rows() {
    let mut robot = Robot::browsing();
    assert_eq!(robot.press("jj").cursor(), None);
    assert!(!robot.says("3 of 13"), "{}", robot.screen());
}

#[test]
fn the_countdown_goes_by_the_minute() {
    let mut robot = Robot::listening();
    robot.wait(1);
    assert!(robot.says("token 2h 00m"), "{}", robot.screen());
    assert!(robot.state.wake_in() > Some(Duration::from_secs(50)), "{:?}", robot.state.wake_in());
    robot.wait(60);
    assert!(robot.says("token 1h 59m"), "{}", robot.screen());
    assert!(robot.state.wake_in() <= Some(MINUTE));
    robot.lang(Lang::Zh);
    assert!(robot.says("令牌 1 小时 59 分"), "{}", robot.screen());
    robot.lang(Lang::En).wait(6838).token(granted(7199));
    assert!(robot.says("token ✓ 2h 00m"), "{}", robot.screen());
}

#[test]
fn the_countdown_can_be_calmer_or_off() {
    let mut robot = Robot::browsing();
    robot.state.look.countdown = Pace::Minutes;
    robot.wait(61);
    assert!(robot.says("token 1h 59m") && robot.screen().contains('┌'), "{}", robot.screen());

    robot.state.look.countdown = Pace::Off;
    for (width, lang, said) in
        [(80, Lang::En, "signed in"), (40, Lang::En, "signed in"), (80, Lang::Zh, "已登录")]
    {
        robot.size(width, 24).lang(lang);
        assert!(robot.screen().trim_end().ends_with(said), "{}", robot.screen());
    }
    robot.size(80, 24).lang(Lang::En).wait(6900);
    robot.no_token(tower_tui::tower::wire::TransportError::NotSent("no network".into()));
    assert!(robot.says("token 4m ! retry"), "{}", robot.screen());
}

#[test]
fn what_is_waited_for_is_a_word_that_does_not_change_by_the_second() {
    let mut robot = listening(Robot::signed_in());
    robot.wait(4);
    let bottom = robot.row("loading teams");
    assert!(bottom.contains("loading teams⋯") && !bottom.contains("4s"), "{}", robot.screen());
    let before = robot.screen();
    robot.wait(10);
    assert_eq!(robot.screen(), before);
    assert!(width(&before) > 0 && robot.state.wake_in() >= Some(Duration::from_secs(1)));
}

#[test]
fn nothing_stands_beside_the_list_or_below_what_lies_over_it() {
    let mut robot = Robot::listening();
    robot.size(120, 40);
    assert!(!robot.row("> 张伟").contains("Phone"), "{}", robot.screen());
    assert!(!robot.says("Open to-dos"), "no detail beside the table: {}", robot.screen());
    assert!(robot.press("p").says("Open to-dos") && !robot.says("欧阳娜娜"), "{}", robot.screen());
    for keys in ["<esc>f", "<esc>c", "<esc>E", "<esc>i", "<esc>?"] {
        robot.press(keys);
        assert!(!robot.says("欧阳娜娜"), "{keys}: {}", robot.screen());
    }
}
