//! T8: a log of all that the program takes in, does and knows would hold no secret.

use tower_tui::app::Event;
use tower_tui::base::request::Ids;
use tower_tui::base::secret::Secret;
use tower_tui::session::Fact;
use tower_tui::tower::call::Reply;

use crate::answers::{granted_named, refused};
use crate::people;
use crate::robot::Robot;
use crate::startup::client;

const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";
const TWO_STEP: &str = "482913";

/// What must appear nowhere. The start of the code is enough to recognize it.
const MARKERS: [&str; 4] = ["3b9f40aa", "made-up-", "marker-access", TWO_STEP];

/// What a log would have of it: what was done since it was looked at last, and all that is known now.
fn log(robot: &mut Robot) -> String {
    format!("{:?}\n{:?}", robot.done(), robot.state)
}

#[test]
fn t8_02_no_effect_and_no_state_shows_a_secret() {
    let mut robot = Robot::first_run();
    let mut logs = Vec::new();
    let mut then = |robot: &mut Robot| logs.push(log(robot));
    then(robot.paste("0123456789abcdef").press("<tab>").press("made-up-"));
    then(robot.paste("secret").press("<enter>").looks_at_file());
    then(robot.press("<tab>").press(CODE));
    then(robot.press("<c-u>").paste_as_keys(CODE));
    then(robot.press("<c-u>").paste(CODE));
    then(robot.press("<c-s>"));
    then(robot.press("<esc>").looks_at_file().press("<enter>").token(refused(401, "otp_required")));
    then(robot.paste(TWO_STEP));
    then(robot.press("<enter>").token(granted_named("marker-access", 7199)));
    then(
        robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>"),
    );
    then(robot.members(people::members()).wait(7000).token(granted_named("marker-access-2", 7199)));
    then(robot.press("iLL"));

    assert!(robot.screen().contains("you signed out"), "{}", robot.screen());
    for log in &logs {
        for marker in MARKERS {
            assert!(!log.contains(marker), "{marker}: {log}");
        }
    }
}

#[test]
fn t8_02_no_event_shows_a_secret() {
    let answered = Fact::TokenAnswered {
        request: Ids::default().take(),
        result: Ok(granted_named("marker-access", 7199)),
    };
    for event in [
        Event::Pasted(Secret::new(CODE)),
        Event::CodeFetched(Ok(Secret::new(CODE))),
        Event::DemoStarted(Ok(Box::new(client()))),
        Event::Session(answered),
    ] {
        let said = format!("{event:?}");
        assert!(!MARKERS.iter().any(|marker| said.contains(marker)), "{said}");
    }
}
