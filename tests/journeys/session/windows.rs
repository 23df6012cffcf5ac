//! Several windows, and the session panel: who has the session, who renews it, and how it ends.

use tower_tui::app::{Effect, Event};
use tower_tui::base::secret::Secret;
use tower_tui::base::text::SafeText;
use tower_tui::session;
use tower_tui::tower::call::Reply;

use crate::answers::{granted, granted_to, refused};
use crate::people;
use crate::robot::Robot;
use crate::startup::client;

const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";

/// The moment a token of two hours is renewed, in seconds, where chance is zero.
const DUE: u64 = 7199 - 300;

#[test]
fn what_another_window_renews_is_taken_without_a_word() {
    let mut robot = Robot::browsing();
    robot.wait(3600).another_window_writes(|stored| {
        stored.generation = 2;
        stored.access = Secret::new("of-the-other");
        stored.obtained_at = stored.obtained_at.plus(std::time::Duration::from_secs(3600));
    });
    assert!(robot.screen().contains("token 1:59:59"), "{}", robot.screen());
    assert_eq!(robot.tokens_asked(), 0);

    robot.press("r");
    assert_eq!(robot.bearers().last().map(String::as_str), Some("of-the-other"));
}

#[test]
fn a_window_that_holds_the_lock_is_named() {
    let mut robot = Robot::browsing();
    robot.world.disk.holder = Some(4711);
    robot.wait(DUE + 2);
    assert!(robot.screen().contains("another window (pid 4711) is renewing"), "{}", robot.screen());
    assert_eq!(robot.tokens_asked(), 0);

    robot.other_lets_go();
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn a_sign_out_elsewhere_keeps_the_data_and_says_so() {
    let mut robot = Robot::browsing();
    robot.another_window_signs_out();
    let screen = robot.screen();
    assert!(screen.contains("signed out in another window") && screen.contains("张伟"), "{screen}");
}

#[test]
fn a_login_made_in_another_window_is_taken_by_one_that_shows_the_same_account() {
    let mut robot = Robot::browsing();
    let before = robot.world.disk.file.clone();
    robot.another_window_signs_out();
    (robot.world.disk.file, robot.world.disk.mark) = (before, None);
    robot.another_window_writes(|stored| stored.login_id = "another".into());

    assert!(robot.screen().contains("token"), "{}", robot.screen());
    assert!(!robot.screen().contains("signed out"), "{}", robot.screen());
}

#[test]
fn another_account_elsewhere_is_told_and_one_key_takes_it() {
    let mut robot = Robot::browsing();
    robot.another_window_writes(|stored| {
        stored.login_id = "another".into();
        stored.email = Some(SafeText::line("wang@example.com", 99));
    });
    assert!(robot.screen().contains("another account signed in (wang@example.com)"), "{}", robot.screen());
    assert!(robot.screen().contains("张伟"));

    robot.press("L");
    assert!(!robot.screen().contains("张伟"), "what the other account may not see is gone");
    assert!(!robot.screen().contains("signed out"), "{}", robot.screen());
}

#[test]
fn a_login_made_elsewhere_does_not_take_a_half_typed_code() {
    let robot = Robot::browsing();
    let stored = robot.world.disk.file.clone();
    let mut robot = Robot::new();
    robot.press("<enter>").paste("3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1");
    robot.world.disk.file = stored;
    robot.looks_at_file();
    assert!(robot.screen().contains("3b9f40aa⋯e1"), "{}", robot.screen());
    assert!(robot.screen().contains("another window signed in"), "{}", robot.screen());

    robot.press("<c-u><enter>");
    assert!(!robot.screen().contains("Paste the code"), "{}", robot.screen());
}

#[test]
fn the_panel_tells_all_but_the_token() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).token(granted(7199)).wait(10).press("i");
    let screen = robot.screen();
    for words in [
        "lin@example.com",
        "expires in 1:59:49 (",
        "automatic at",
        "5 min before",
        "7199 s, as issued by Tower",
        "by this window, 1 in all",
        "tower.im directly",
        "(0600)",
        "the token itself is never shown",
    ] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    assert!(!screen.contains("refresh-of-access"));
    robot.press("<esc>");
    assert!(!robot.screen().contains("Session"));
}

#[test]
fn the_panel_of_a_first_run_says_where_the_session_is_kept() {
    let sign_in = |robot: &mut Robot, id: &str| {
        robot.paste(id).press("<tab>").paste("made-up-secret").press("<enter>").looks_at_file();
        robot.paste(CODE).press("<enter>").token(granted(7199));
    };
    let file = |id: &str| {
        let profile = session::profile("https://tower.im", "https://tower.im/oauth/token", id);
        format!("~/.local/state/tower-tui/session-{profile}")
    };
    let mut robot = Robot::first_run();
    sign_in(robot.size(120, 40), "0123456789abcdef");
    robot.press("i");
    assert!(robot.says(&file("0123456789abcdef")), "{}", robot.screen());

    let mut robot = Robot::new();
    robot.size(120, 40).press("<tab><c-s><up><c-u>");
    sign_in(&mut robot, "fedcba9876543210");
    robot.press("i");
    assert!(robot.says(&file("fedcba9876543210")), "{}", robot.screen());
}

#[test]
fn the_panel_of_a_demo_says_that_nothing_is_kept() {
    let mut started = Robot::first_run();
    started.press("<f2>").happens(Event::DemoStarted(Ok(Box::new(client()))));
    for mut robot in [Robot::demo(), started] {
        robot.paste(CODE).press("<enter>").token(granted(7199)).press("i");
        assert!(robot.says("this window's memory only"), "{}", robot.screen());
    }
}

#[test]
fn the_panel_renews_now() {
    let mut robot = Robot::browsing();
    robot.press("ir");
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn the_panel_signs_out_after_one_confirmation() {
    let mut robot = Robot::browsing();
    robot.press("iL");
    assert!(robot.screen().contains("again to sign out in every window"), "{}", robot.screen());
    assert!(robot.world.disk.file.as_ref().is_ok_and(Option::is_some));

    robot.press("L");
    let screen = robot.screen();
    assert!(screen.contains("you signed out") && screen.contains("张伟"), "{screen}");
    assert_eq!(robot.world.disk.file, Ok(None));
    let revoked = |effect: &Effect| matches!(effect, Effect::Session(session::Effect::Revoke(tokens)) if tokens.len() == 2);
    assert!(robot.done().iter().any(revoked));
}

#[test]
fn a_two_step_code_for_a_renewal_is_typed_without_losing_the_data() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).token(refused(200, "otp_required"));
    assert!(robot.screen().contains("Tower asks for a two-step code  L enter it"), "{}", robot.screen());
    assert!(robot.screen().contains("张伟"));

    robot.press("L482913<enter>");
    assert!(robot.token_form().contains(&"captcha=482913".to_owned()), "{:?}", robot.token_form());
    robot.token(granted(7199));
    assert!(robot.screen().contains("张伟"), "{}", robot.screen());
}

#[test]
fn leaving_gives_the_terminal_back_before_the_token_has_come() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).press("q");
    assert!(robot.done().contains(&Effect::StepOut));
    assert!(!robot.has_quit());
    robot.token(granted(7199));
    assert!(robot.has_quit());
}

#[test]
fn stopping_waits_for_a_token_that_is_under_way() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).press("<c-z>");
    let done = robot.done();
    assert!(done.contains(&Effect::StepOut) && !done.contains(&Effect::Suspend));
    robot.token(granted(7199));
    assert!(robot.done().contains(&Effect::Suspend), "a stopped process must not sit on the lock");

    robot.press("<c-z>");
    assert!(robot.done().contains(&Effect::Suspend), "at once where nothing is under way");
}

#[test]
fn an_unsaved_token_is_written_before_leaving() {
    let mut robot = Robot::browsing();
    robot.wait(DUE).disk_fails("no space left").token(granted(7199)).wait(3);
    assert!(robot.screen().contains("session not saved: no space left"), "{}", robot.screen());

    robot.world.disk.full = None;
    robot.press("q");
    assert!(robot.has_quit());
    assert_eq!(robot.world.disk.written.last().map(|stored| stored.generation), Some(2));
}

#[test]
fn who_would_lose_an_unsaved_token_by_leaving_is_asked_first() {
    let unsaved = || {
        let mut robot = Robot::browsing();
        robot.wait(DUE).disk_fails("no space left").token(granted(7199)).press("q").wait(60);
        assert!(!robot.has_quit() && robot.says("leaving again loses the session"), "{}", robot.screen());
        robot
    };
    let mut robot = unsaved();
    robot.press("q");
    assert!(robot.has_quit(), "asked twice");

    let mut robot = unsaved();
    robot.press("jq");
    assert!(!robot.has_quit(), "another key is a no");

    let mut robot = unsaved();
    robot.world.disk.full = None;
    robot.wait(5);
    assert!(robot.has_quit(), "nothing is lost any more");

    let mut robot = unsaved();
    robot.happens(Event::Terminated).wait(3);
    assert!(robot.has_quit(), "the system does not ask twice");
}

#[test]
fn while_the_token_lives_a_full_disk_stops_its_renewal_and_nothing_else() {
    let mut robot = Robot::browsing();
    robot.disk_fails("no space left").wait(DUE + 30);
    assert_eq!(robot.tokens_asked(), 0, "the stored pair stays good");
    robot.press("q");
    assert!(robot.has_quit());
}

#[test]
fn a_reply_that_comes_after_a_sign_out_is_not_shown_to_anyone() {
    let mut robot = Robot::browsing();
    robot.press("r").press("iLL");
    let calls = robot.calls();
    assert!(!calls.is_empty());
    robot.tower(Reply::Members(tower_tui::tower::json_api::MemberPage {
        members: people::members().into(),
        pages: Some(1),
        is_last: true,
        unreadable: 0,
        ..Default::default()
    }));
    assert!(robot.screen().contains("you signed out"), "{}", robot.screen());
}

#[test]
fn what_was_read_before_tower_named_the_account_is_not_shown_to_another_either() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into()));
    robot.wait(DUE).token(refused(400, "invalid_grant"));
    assert!(robot.screen().contains("云端科技"));

    robot
        .press("L")
        .paste("4c9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1")
        .press("<enter>");
    robot.token(granted_to("wang@example.com"));
    assert!(!robot.screen().contains("云端科技"), "{}", robot.screen());
}
