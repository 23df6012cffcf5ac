//! The status bar while something is wrong with the session: what it is, the key that helps, and the help.

use tower_tui::base::lang::Lang;
use tower_tui::tower::wire::TransportError;

use crate::answers::refused;
use crate::robot::Robot;

/// The moment a token of two hours is renewed, in seconds, where chance is zero.
const DUE: u64 = 7199 - 300;

fn retrying() -> Robot {
    let mut robot = Robot::browsing();
    robot.wait(DUE).no_token(TransportError::NotSent("no network".into()));
    robot
}

fn signed_out() -> Robot {
    let mut robot = Robot::browsing();
    robot.wait(DUE).token(refused(401, "invalid_grant"));
    robot
}

/// The last row of the screen.
fn bar(robot: &Robot) -> String {
    robot.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_renewal_that_fails_names_the_key_that_tries_again_and_keeps_the_help() {
    let mut robot = retrying();
    for (width, lang, keys) in [
        (80, Lang::En, "r retry  ? help"),
        (80, Lang::Zh, "r 重试  ? 帮助"),
        (40, Lang::En, "r retry  ? help"),
        (20, Lang::En, "? help"),
        (20, Lang::Zh, "? 帮助"),
    ] {
        robot.size(width, 24).lang(lang);
        assert!(bar(&robot).contains(keys), "{width}\n{}", robot.screen());
    }
    robot.size(80, 24).lang(Lang::En);
    assert!(bar(&robot).contains("! renewal failed: "), "{}", robot.screen());
    robot.press("r");
    assert_eq!(robot.tokens_asked(), 1, "the key does what is said of it");
}

#[test]
fn a_key_is_not_named_where_it_is_text() {
    let mut robot = retrying();
    robot.press("/");
    assert!(!bar(&robot).contains("r retry") && bar(&robot).contains("F1 help"), "{}", robot.screen());
}

#[test]
fn a_sign_out_says_which_key_signs_in_and_keeps_the_help_at_every_width() {
    let mut robot = signed_out();
    for (width, lang, keys) in [
        (120, Lang::En, "L sign in"),
        (80, Lang::En, "signed out  L sign in"),
        (80, Lang::Zh, "未登录  L 登录"),
        (40, Lang::En, "signed out  L sign in"),
        (40, Lang::Zh, "未登录  L 登录"),
        (20, Lang::En, "L sign in"),
        (20, Lang::Zh, "L 登录"),
    ] {
        robot.size(width, 12).lang(lang);
        let help = if lang == Lang::En { "? help" } else { "? 帮助" };
        let bar = bar(&robot);
        assert!(bar.contains(keys) && bar.contains(help), "{width}\n{}", robot.screen());
    }
    robot.size(80, 24).lang(Lang::En).press("L");
    assert!(robot.screen().contains("Paste the code"), "{}", robot.screen());
}

#[test]
fn an_application_that_tower_refuses_names_the_keys_that_help() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).token(refused(401, "invalid_client"));
    robot.size(100, 24);
    assert!(bar(&robot).contains("r retry  i session  ? help"), "{}", robot.screen());
    robot.press("r");
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn a_two_step_code_for_a_renewal_names_the_key_that_enters_it() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).token(refused(200, "otp_required"));
    assert!(
        bar(&robot).contains("! Tower asks for a two-step code  L enter it  ? help"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_word_on_what_just_happened_has_the_whole_row_of_a_narrow_screen() {
    let mut robot = Robot::new();
    robot.size(40, 10).press("y");
    assert!(bar(&robot).contains("sent to the terminal's clipboard"), "{}", robot.screen());
    assert!(!bar(&robot).contains("signed out"), "{}", robot.screen());
    robot.wait(4);
    assert!(bar(&robot).contains("signed out"), "{}", robot.screen());
}
