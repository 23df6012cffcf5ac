//! T7 of `docs/faults.md`: what is typed and pasted on the sign-in screen.

use ratatui::layout::Position;
use tower_tui::app::Effect;
use tower_tui::app::core::notice::NoBrowser;

use crate::answers::refused;
use crate::robot::Robot;
use crate::startup::client;

const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";

/// What each thing that is no code is answered with.
const REFUSED: [(&str, &str); 16] = [
    ("https://tower.im/cb?code=abc&state=theirs", "This address belongs to another login."),
    ("https://tower.im/cb?error=access_denied", "The request was declined."),
    ("https://tower.im/cb?error=server_error", "Tower answered: server_error."),
    ("https://tower.im/oauth/authorize?client_id=a&response_type=code", "That is the page to open"),
    ("https://evil.example/cb?code=abc", "That address belongs to another site (evil.example)."),
    ("https://tower.im/cb#access_token=abc", "That is a token, not a code. It was discarded."),
    ("code=abc&code=def", "That contains two codes."),
    ("", "Paste the code first."),
    ("abc def", "A code contains only letters, digits and symbols"),
    ("abc\u{8}def", "A code contains only letters, digits and symbols"),
    ("张伟", "A code contains only letters, digits and symbols"),
    ("https://tower.im/teams", "There is no code in that address."),
    (r#"{"access_token":"abc","token_type":"bearer"}"#, "That is a token, not a code."),
    ("c0ffee0123456789c0ffee0123456789", "the application's ID or secret"),
    ("made-up-secret", "the application's ID or secret"),
    ("{}", "There is no code in that address."),
];

#[test]
fn t7_01_what_is_no_code_is_named_and_never_sent() {
    let long = "a".repeat(513);
    let huge = "a".repeat(10_000_000);
    let too_long = [(long.as_str(), "too long for a code"), (huge.as_str(), "too long for a code")];
    for (text, said) in REFUSED.into_iter().chain(too_long) {
        let mut robot = Robot::new();
        robot.paste(text);
        let shown: String = text.chars().take(40).collect();
        assert!(robot.says(said), "{shown:?}\n{}", robot.screen());
        robot.press("<enter>");
        assert_eq!(robot.tokens_asked(), 0, "{shown:?}");
    }
}

#[test]
fn u06_t7_01_a_code_is_taken_whatever_is_around_it() {
    let (head, tail) = CODE.split_at(30);
    for text in [
        CODE.to_owned(),
        format!("  \"{head}\r\n{tail}\"\u{FEFF}\t"),
        format!("\u{1B}[200~\u{1B}[31m{CODE}\u{1B}[201~"),
        format!("https://tower.im/oauth/authorize/{CODE}"),
        format!("https://tower.im/oauth/authorize/native?code={CODE}"),
        format!("authorization_code: {CODE}"),
        format!("code={CODE}"),
    ] {
        let mut robot = Robot::new();
        robot.paste(&text).press("<enter>");
        assert!(robot.token_form().contains(&format!("code={CODE}")), "{text:?}");
        assert!(robot.drawn().0.content().iter().all(|cell| !cell.symbol().contains('\u{1B}')), "{text:?}");
    }
}

#[test]
fn t7_01_full_width_digits_are_digits_and_nothing_else_is() {
    let mut robot = Robot::new();
    robot.paste(CODE).press("<enter>").token(refused(200, "otp_required"));
    robot.paste("48a913").press("<enter>");
    assert!(robot.screen().contains("A two-step code has 4 to 10 digits."), "{}", robot.screen());
    assert_eq!(robot.tokens_asked(), 0);

    robot.press("<c-u>").paste("４８２ ９１３\r\n").press("<enter>");
    assert!(robot.token_form().contains(&"captcha=482913".to_owned()));
}

#[test]
fn t7_02_a_paste_is_the_same_code_however_it_comes_and_is_submitted_once_by_enter_alone() {
    for step in ["", "<tab>"] {
        let mut robot = Robot::new();
        robot.press(step).paste_as_keys(&format!("{CODE}<enter>"));
        assert_eq!(robot.tokens_asked(), 0, "the line break that came along is no wish");
        robot.wait(1);
        assert_eq!(robot.tokens_asked(), 0);
        robot.press("<enter><enter>");
        assert_eq!(robot.tokens_asked(), 1);
        assert!(robot.token_form().contains(&format!("code={CODE}")));
    }
    let mut robot = Robot::new();
    robot.paste(&format!("{CODE}\r")).press("<enter><enter>");
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn t7_02_unmarked_text_on_the_address_is_text_and_no_commands() {
    let (head, tail) = CODE.split_at(30);
    for text in [
        format!("https://tower.im/oauth/authorize/native?code={head}<enter>{tail}<enter>"),
        format!("?code={CODE}"),
        format!("code={CODE}<tab>"),
    ] {
        let mut robot = Robot::new();
        robot.paste_as_keys(&text);
        assert!(robot.done().iter().all(|effect| !matches!(effect, Effect::OpenBrowser(_) | Effect::Quit)));
        robot.wait(1).press("<enter>");
        assert!(robot.token_form().contains(&format!("code={CODE}")), "{text}: {}", robot.screen());
    }
    for first in ["q", "s", "w", "u", "y", "o"] {
        let mut robot = Robot::new();
        robot.paste_as_keys(&format!("{first}{CODE}")).wait(1).press("<enter>");
        assert!(robot.token_form().contains(&format!("code={first}{CODE}")), "{}", robot.screen());
    }
    let mut robot = Robot::new();
    robot.press("w").paste_as_keys(CODE).wait(1).press("<enter>");
    assert!(robot.token_form().contains(&format!("code={CODE}")), "over a QR code too");
}

#[test]
fn t7_02_a_line_break_after_unmarked_digits_does_not_submit_them() {
    let mut robot = Robot::new();
    robot.paste(CODE).press("<enter>").token(refused(200, "otp_required"));
    robot.paste_as_keys("482913<enter>");
    assert_eq!(robot.tokens_asked(), 0);
    robot.wait(1).press("<enter>");
    assert!(robot.token_form().contains(&"captcha=482913".to_owned()));
}

#[test]
fn t7_02_whoever_types_is_not_taken_for_a_paste() {
    let mut robot = Robot::new();
    robot.press("<tab>").press("abcdef").press("<enter>");
    assert_eq!(robot.tokens_asked(), 1);
    let mut robot = Robot::new();
    robot.press("y");
    assert!(robot.done().iter().any(|effect| matches!(effect, Effect::Copy(_))), "a command is one");
    assert_eq!(Robot::new().state.wake_in(), None, "nothing is waited for");
}

#[test]
fn t7_03_enter_again_and_again_while_exchanging_asks_once() {
    let mut robot = Robot::new();
    robot.paste(CODE).press(&"<enter>".repeat(10));
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn t7_04_a_resize_keeps_the_draft_and_an_address_without_gaps() {
    let mut robot = Robot::new();
    robot.paste(CODE);
    for (width, height) in [(20, 5), (16, 3), (1, 1), (80, 24)] {
        robot.size(width, height);
        robot.screen();
    }
    assert!(robot.screen().contains("3b9f40aa⋯e1"), "{}", robot.screen());
    assert!(address_on(&robot).contains(&client().authorize_url()), "{}", robot.screen());
}

#[test]
fn t7_05_the_rows_of_the_address_are_the_address_at_every_width() {
    for width in 20..=200 {
        let mut robot = Robot::new();
        robot.size(width, 40);
        assert!(address_on(&robot).contains(&client().authorize_url()), "{width}\n{}", robot.screen());
    }
}

/// The cells of the screen one after the other, from the row on which the address begins.
fn address_on(robot: &Robot) -> String {
    let (buffer, _) = robot.drawn();
    let width = buffer.area.width;
    let row = |y: u16| -> String { (0..width).map(|x| buffer[Position { x, y }].symbol()).collect() };
    let rows: Vec<String> = (0..buffer.area.height).map(row).collect();
    rows.into_iter().skip_while(|row| !row.starts_with("https://")).collect()
}

#[test]
fn t7_06_a_browser_that_fails_or_hangs_leaves_the_screen_as_it_was_and_says_what_helps() {
    for why in [NoBrowser::NotStarted, NoBrowser::Silent] {
        let mut robot = Robot::new();
        let before: Vec<String> = robot.screen().lines().map(str::to_owned).collect();
        robot.world.browser = Err(why);
        robot.press("<enter>");
        let after = robot.screen();
        let changed: Vec<_> = after.lines().zip(&before).filter(|(new, old)| new != old).collect();
        assert_eq!(changed.len(), 1, "{after}");
        assert!(after.contains("y copies, u prints the address"), "{after}");
    }
}

#[test]
fn t7_07_without_a_browser_to_reach_none_is_opened_and_the_other_ways_are_offered() {
    let mut robot = Robot::without_browser();
    assert!(robot.says("y copy u print address w QR code"), "{}", robot.screen());
    robot.press("<enter>").press("<c-o>");
    assert!(robot.done().iter().all(|effect| !matches!(effect, Effect::OpenBrowser(_))));
}

#[test]
fn t7_09_an_answer_to_another_login_is_refused_and_nothing_is_sent() {
    let mut robot = Robot::new();
    robot.paste(&format!("https://tower.im/cb?code={CODE}&state=theirs")).press("<enter>");
    assert_eq!(robot.tokens_asked(), 0);
}

#[test]
fn t7_10_a_code_after_its_ten_minutes_is_warned_of_and_still_sent() {
    let mut robot = Robot::new();
    robot.press("<enter>").wait(700).paste(CODE);
    assert!(robot.screen().contains("may have expired"), "{}", robot.screen());

    robot.press("<enter>");
    assert_eq!(robot.tokens_asked(), 1);
}
