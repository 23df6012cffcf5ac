//! What the interface promises as tables: the countdown, what each answer of Tower leads to, and what a second at
//! rest costs. The other promises with a number, `u01` to `u15`, are where their subject is.

use ratatui::layout::Size;
use serde_json::json;
use tower_tui::base::lang::Lang;
use tower_tui::tower::wire::{Answer, TransportError};

use crate::answers::{answer, granted};
use crate::robot::Robot;
use crate::ui::wide::Pair;

/// The end of the status bar after a sign-in with this answer of the token endpoint, at three widths.
fn countdown(token: &Answer, lang: Lang) -> [String; 3] {
    [80, 50, 30].map(|width| {
        let mut robot = Robot::new();
        robot.paste("3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1").press("<enter>");
        robot.token(token.clone()).lang(lang).size(width, 24);
        let screen = robot.screen();
        let bar = screen.trim_end().lines().last().unwrap_or_default();
        bar.rsplit("  ").next().unwrap_or_default().trim().to_owned()
    })
}

#[test]
fn u07_the_countdown_says_what_is_left_in_as_many_cells_as_there_are() {
    let rows = [
        (0, "0:00:00", "0:00:00", "0:00"),
        (1, "0:00:01", "0:00:01", "0:01"),
        (2, "0:00:02", "0:00:02", "0:02"),
        (30, "0:00:30", "0:00:30", "0:30"),
        (59, "0:00:59", "0:00:59", "0:59"),
        (60, "0:01:00", "0:01:00", "1:00"),
        (61, "0:01:01", "0:01:01", "1:01"),
        (299, "0:04:59", "0:04:59", "4:59"),
        (599, "0:09:59", "0:09:59", "9:59"),
        (600, "0:10:00", "0:10:00", "0:10"),
        (601, "0:10:01", "0:10:01", "0:10"),
        (3599, "0:59:59", "0:59:59", "0:59"),
        (3600, "1:00:00", "1:00:00", "1:00"),
        (7199, "1:59:59", "1:59:59", "1:59"),
        (36_000, "10:00:00", "10:00:00", "10:00"),
        (86_400, "24:00:00", "24:00:00", "24:00"),
        (359_999, "99:59:59", "99:59:59", "99:59"),
        (360_000, "4d 04h", "4 天 4 时", "100:00"),
        (400_000, "4d 15h", "4 天 15 时", "111:06"),
        (31_536_000, "365d 00h", "365 天 0 时", "8760:00"),
    ];
    for (expires_in, english, chinese, short) in rows {
        let token = granted(expires_in);
        let expected =
            |word: &str, long: &str| [format!("{word} {long}"), format!("{word} {short}"), short.to_owned()];
        assert_eq!(countdown(&token, Lang::En), expected("token", english), "{expires_in}");
        assert_eq!(countdown(&token, Lang::Zh), expected("令牌", chinese), "{expires_in}");
    }
    let body = json!({ "access_token": "a", "token_type": "bearer", "refresh_token": "r", "email": "lin@example.com" });
    assert_eq!(countdown(&answer(200, &body.to_string()), Lang::En), ["token ?", "token ?", "?"]);
}

#[test]
fn u09_each_answer_to_a_refresh_ends_in_its_own_words_and_keeps_the_rows() {
    let html = Answer { content_type: Some("text/html".into()), ..answer(200, "<html>log in</html>") };
    let limited = Answer { retry_after: Some("34".into()), ..answer(429, "{}") };
    let rows = [
        (Ok(answer(401, "{}")), "! Tower rejected the token (401)", "online"),
        (Ok(answer(403, "{}")), "! No access to this in Tower (403)", "online"),
        (Ok(answer(404, "{}")), "! This is no longer in Tower (404)", "online"),
        (Ok(answer(429, "{}")), "! Too many requests (429)", "limited 30s"),
        (Ok(limited), "! Too many requests (429)", "limited 34s"),
        (Ok(answer(500, "<html>")), "! Tower reported an error (500)", "online"),
        (Ok(html), "! A web page answered instead of Tower", "online"),
        (Ok(answer(200, r#"{"data": 7}"#)), "! Tower sent something unexpected", "online"),
        (
            Err(TransportError::Unanswered("timed out".into())),
            "! Tower did not answer in time",
            "offline, retry 1s",
        ),
        (Err(TransportError::Unanswered("cut".into())), "! Tower did not answer", "offline, retry 1s"),
        (
            Err(TransportError::Unanswered("Invalid gzip header".into())),
            "! Tower's answer was damaged in transit",
            "blocked, retry 1s",
        ),
        (Err(TransportError::TooLong), "! Tower's answer is longer than 16 MiB", "online"),
        (
            Err(TransportError::NotSent("invalid peer certificate: NotValidForName".into())),
            "! The certificate is for a different name",
            "blocked, retry 1s",
        ),
        (
            Err(TransportError::NotSent("proxy: proxy authorization required".into())),
            "! The proxy requires a password (407)",
            "blocked, retry 1s",
        ),
        (Ok(answer(407, "")), "! The proxy requires a password (407)", "blocked, retry 1s"),
        (Err(TransportError::NotSent("refused".into())), "! Cannot reach Tower", "offline, retry 1s"),
    ];
    for (result, words, network) in rows {
        let mut robot = Robot::browsing();
        robot.press("r");
        let call = robot.calls().pop().expect("the members are asked for");
        let Err(why) = call.read(result, 0) else { panic!("{words}: it was read") };
        robot.fails(why);
        assert!(robot.row("tower-tui").contains(words), "{words}: {}", robot.screen());
        assert!(robot.row("token 1:59:59").contains(network), "{words}: {}", robot.screen());
        assert!(robot.screen().contains("曾国栋"), "{words}: {}", robot.screen());
    }
}

#[test]
fn u14_a_second_of_the_countdown_is_a_few_bytes() {
    let size = Size { width: 80, height: 24 };
    let mut robot = Robot::browsing();
    robot.size(size.width, size.height).wait(20);
    let mut terminal = Pair::new(size);
    terminal.sent(&robot);
    for second in 0..10 {
        robot.wait(1);
        let bytes = terminal.sent(&robot).len();
        // The last digit, or a few; the age of the list goes by the second only while it is young.
        assert!((1..=110).contains(&bytes), "{second}: {bytes}");
    }
}
