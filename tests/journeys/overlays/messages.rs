//! The list of messages: reading it, copying one as a report, and no secret in it.

use tower_tui::app::kit::clipboard::Clipboard;
use tower_tui::app::{Effect, Event};
use tower_tui::base::lang::Lang;
use tower_tui::session::SaveFault;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::wire::TransportError;

use crate::answers::{granted_named, refused, safe};
use crate::robot::Robot;

const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";

/// The report that was copied last.
fn report(robot: &mut Robot) -> Option<String> {
    robot.done().into_iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    })
}

#[test]
fn where_nothing_was_told_the_list_says_so_at_every_size() {
    for (width, height) in [(120, 40), (80, 24), (40, 10), (20, 5)] {
        let mut robot = Robot::browsing();
        robot.size(width, height).press("m");
        assert!(robot.says("No messages yet"), "{}", robot.screen());
        robot.press("jy");
        assert_eq!(report(&mut robot), None);
        assert!(!robot.press("m").says("No messages yet"), "{}", robot.screen());
    }
}

#[test]
fn a_list_that_fails_is_in_the_list_with_its_count_and_why() {
    let mut robot = Robot::browsing();
    robot.fails_to_refresh().fails_to_refresh().press("ym");
    let rows: Vec<String> = robot.screen().lines().skip(2).take(2).map(str::to_owned).collect();
    assert!(rows[0].contains("sent to the terminal's clipboard"), "{}", robot.screen());
    assert!(rows[1].contains("! members: cannot reach Tower") && rows[1].contains("(x2)"), "{rows:?}");
    robot.press("j");
    assert!(robot.says("The connection was refused."), "{}", robot.screen());
    assert!(robot.says("2 times since 22:13:20"), "{}", robot.screen());
    robot.press("y");
    let report = report(&mut robot).expect("a report");
    assert_eq!(
        report,
        "tower-tui 1.2.3, then (x2)\n! members: cannot reach Tower\nThe connection was refused."
    );
    assert!(robot.says("sent to the terminal's clipboard (OSC 52)"), "{}", robot.screen());
    assert!(robot.row("› ").contains("! members"), "the selected one stays: {}", robot.screen());
}

#[test]
fn a_report_is_not_copied_where_nothing_is_to_be() {
    let mut robot = Robot::browsing_with(|startup| startup.clipboard = Clipboard::Off);
    robot.fails_to_refresh().press("my");
    assert_eq!(report(&mut robot), None);
    assert!(robot.says("TOWER_TUI_CLIPBOARD"), "{}", robot.screen());
}

#[test]
fn a_renewal_that_does_not_get_through_is_one_message_however_often() {
    let mut robot = Robot::browsing();
    robot.wait(6899);
    for _ in 0..3 {
        robot.no_token(TransportError::NotSent("no network".into())).press("r");
    }
    robot.no_token(TransportError::NotSent("no network".into())).press("m");
    assert!(robot.row("renewal failed").contains("(x4)"), "{}", robot.screen());
    assert_eq!(robot.screen().matches("(x").count(), 1, "{}", robot.screen());
}

#[test]
fn what_ended_the_session_and_what_failed_at_sign_in_is_told() {
    let mut robot = Robot::browsing();
    robot.wait(6900).token(refused(401, "invalid_grant")).press("m");
    assert!(robot.says("! Tower ended this session"), "{}", robot.screen());

    let mut robot = Robot::new();
    robot.paste(CODE).press("<enter>").token(refused(401, "invalid_grant"));
    robot.press("<c-u><esc><tab>m");
    assert!(robot.says("! The code is invalid or already used."), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.says("Open this in a browser"), "{}", robot.screen());
}

#[test]
fn at_every_size_the_selected_message_shows() {
    let mut robot = Robot::browsing();
    robot.fails_to_refresh().press("ysSm").press("G");
    for (width, height) in (16..=90).step_by(3).flat_map(|width| (3..=26).map(move |height| (width, height)))
    {
        for lang in [Lang::En, Lang::Zh, Lang::Pseudo] {
            robot.lang(lang).size(width, height);
            let screen = robot.screen();
            assert!(width < 20 || height < 5 || screen.contains("› "), "{width}x{height} {screen}");
            assert!(width < 20 || height < 5 || screen.contains(" 4/4"), "{width}x{height} {screen}");
        }
    }
}

#[test]
fn a_repeat_counts_in_the_status_bar() {
    let mut robot = Robot::browsing();
    robot.press("y");
    assert!(!robot.screen().contains("(x"), "{}", robot.screen());
    robot.press("yy");
    assert!(robot.says("clipboard (OSC 52) (x3)"), "{}", robot.screen());
    for width in [40, 30, 20] {
        assert!(robot.size(width, 10).says("(x3)"), "{}", robot.screen());
    }
}

#[test]
fn trouble_stays_until_a_key_or_until_it_mends() {
    let trouble = |robot: &mut Robot| {
        robot.happens(Event::SettingsSaved(Err(SaveFault::System { why: "disk full".into() }))).wait(60);
        assert!(robot.says("! settings not saved: disk full"), "{}", robot.screen());
    };
    let mut robot = Robot::browsing();
    trouble(&mut robot);
    assert!(!robot.press("j").says("disk full"), "{}", robot.screen());
    trouble(&mut robot);
    robot.happens(Event::SettingsSaved(Ok(())));
    assert!(!robot.says("disk full"), "{}", robot.screen());
    assert!(robot.press("m").row("disk full").contains("(x2)"), "{}", robot.screen());
}

#[test]
fn a_word_never_moves_anything_else() {
    let mut robot = Robot::browsing();
    let rows = |robot: &Robot| robot.screen().lines().take(23).map(str::to_owned).collect::<Vec<_>>();
    let before = rows(&robot);
    robot.press("y");
    assert_eq!(rows(&robot), before);
}

#[test]
fn the_selected_message_stays_while_others_come() {
    let mut robot = Robot::browsing();
    robot.press("ysSm").press("G");
    let last = robot.row("› ");
    robot.happens(Event::BrowserOpened(Ok(())));
    assert_eq!(robot.row("› "), last, "{}", robot.screen());
    assert!(robot.row("Messages").contains("4/4"), "{}", robot.screen());
    robot.press("g");
    assert!(robot.row("Messages").contains("1/4"), "{}", robot.screen());
}

#[test]
fn t8_07_no_message_and_no_report_shows_a_secret() {
    let mut robot = Robot::new();
    robot.paste(CODE).press("<enter>").token(refused(401, "invalid_grant"));
    robot.press("<c-u>").paste(CODE).press("<enter>").token(granted_named("marker-access", 7199));
    robot.fails_any(Failure::Unauthorized).fails_any(Failure::Unreachable(safe("connection refused")));
    robot.wait(6900).disk_fails("no space").token(granted_named("marker-access", 7199));
    robot.press("L").wait(7200).token(refused(401, "invalid_grant")).press("m");
    let count = robot.state.notices.log().len();
    assert!(count >= 4, "{:?}", robot.state.notices.log());
    for _ in 0..=count {
        robot.press("y");
        let said = format!("{}\n{}", robot.screen(), report(&mut robot).expect("a report"));
        for marker in ["3b9f40aa", "made-up-", "marker-access"] {
            assert!(!said.contains(marker), "{marker}: {said}");
        }
        robot.press("j");
    }
}

#[test]
fn a_report_goes_the_way_of_whatever_is_copied() {
    let mut robot = Robot::browsing_with(|startup| startup.clipboard = Clipboard::Native);
    robot.fails_to_refresh().press("m").done();
    robot.press("y");
    let effects = robot.done();
    let [Effect::CopyNatively { text, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(text.starts_with("tower-tui 1.2.3, then\n"), "{text}");
}
