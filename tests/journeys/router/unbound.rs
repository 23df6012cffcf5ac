//! Keys that do nothing say so, and text that comes on a list is looked for.

use tower_tui::app::keys::table::Mode;
use tower_tui::base::lang::Lang;
use tower_tui::tower::call::Reply;
use tower_tui::tower::failure::Failure;

use crate::people;
use crate::robot::Robot;

#[test]
fn u27_a_key_that_does_nothing_here_says_so_and_where_the_keys_are() {
    let mut robot = Robot::browsing();
    for (key, name) in [("x", "x"), ("X", "X"), ("<delete>", "Delete")] {
        robot.press(key);
        assert!(
            robot.says(&format!("{name} does nothing here; ? shows the keys")),
            "{key}: {}",
            robot.screen()
        );
    }
    robot.lang(Lang::Zh);
    assert!(robot.says("Delete 在这里没有作用；按 ? 查看按键"), "{}", robot.screen());
    robot.press("j");
    assert!(!robot.says("没有作用"), "{}", robot.screen());
    robot.press("xm");
    assert!(!robot.says("没有作用"), "it is no message: {}", robot.screen());
}

#[test]
fn u27_a_key_that_a_field_does_not_take_says_so() {
    for field in ["/", ":", "?", "T", "E"] {
        let mut robot = Robot::browsing();
        robot.press(field).press("zh");
        assert!(!robot.says("does nothing here"), "{field}: {}", robot.screen());
        for (key, name) in [("<f2>", "F2"), ("<c-d>", "Ctrl-d")] {
            robot.press(key);
            assert!(
                robot.says(&format!("{name} does nothing here; F1 shows the keys")),
                "{field} {key}: {}",
                robot.screen()
            );
        }
        robot.press("<backspace><backspace><backspace><delete><home><end><c-w><c-k>");
        assert!(!robot.says("does nothing here"), "{field}: {}", robot.screen());
    }
}

#[test]
fn a_number_that_no_row_has_says_so() {
    let mut robot = Robot::browsing();
    robot.press("t9");
    assert!(robot.says("9 does nothing here"), "{}", robot.screen());
    robot.press("2");
    assert!(!robot.says("does nothing here"), "{}", robot.screen());
}

#[test]
fn a_key_whose_time_has_not_come_says_why() {
    let mut robot = Robot::browsing();
    robot.press("L");
    assert!(robot.says("you are signed in"), "{}", robot.screen());
    robot.press("j<esc>");
    assert!(robot.says("there is nothing to go back to"), "{}", robot.screen());
}

#[test]
fn u27_what_an_input_method_commits_on_a_list_is_looked_for() {
    let mut robot = Robot::browsing();
    robot.press("曾国");
    assert_eq!(robot.state.mode(), Mode::Filter, "{}", robot.screen());
    assert!(robot.row("/ 曾国").contains("1/"), "{}", robot.screen());
    assert!(robot.says("›曾国栋"), "{}", robot.screen());
    robot.press("<esc>ｶﾞ");
    assert!(robot.row("/ ｶﾞ").starts_with(" / ｶﾞ "), "half-width kana as well: {}", robot.screen());
    for letter in ["ж", "ก", "한", "あ", "Ö"] {
        robot.press("<esc>").press(letter);
        assert_eq!(robot.state.mode(), Mode::Filter, "{letter}: {}", robot.screen());
    }
    robot.press("<esc>曾");
    // A filter that was kept gives way to a new one.
    robot.press("<enter>张");
    assert!(robot.row("/ 张").starts_with(" / 张 "), "{}", robot.screen());
}

#[test]
fn what_is_pasted_on_a_list_is_looked_for_unless_it_names_a_to_do() {
    let mut robot = Robot::browsing();
    robot.paste("曾国栋\n");
    assert_eq!(robot.state.mode(), Mode::Filter, "{}", robot.screen());
    assert!(robot.says("›曾国栋"), "{}", robot.screen());
    robot.press("<esc>").paste(" \n");
    assert_ne!(robot.state.mode(), Mode::Filter, "there is nothing to look for");
    robot.paste("#4116");
    assert_eq!(robot.state.mode(), Mode::Todo, "{}", robot.screen());
    robot.paste("张");
    assert_eq!(robot.state.mode(), Mode::Todo, "nothing is looked for in one thing: {}", robot.screen());
    assert!(robot.says("nothing can be pasted here; ? shows the keys"), "{}", robot.screen());
    robot.lang(Lang::Zh).press("<esc>i").paste("张");
    assert!(robot.says("这里不能粘贴；按 ? 查看按键"), "{}", robot.screen());
}

#[test]
fn u27_a_list_of_nothing_names_no_key_of_a_row() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    assert!(robot.says("Enter to-dos"), "they are on their way: {}", robot.screen());
    robot.fails(Failure::Forbidden);
    assert!(!robot.says("Enter to-dos"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.says("not possible here"), "{}", robot.screen());
    robot.press("t/qqq");
    assert!(!robot.press("<enter>").says("Enter open"), "{}", robot.screen());
}
