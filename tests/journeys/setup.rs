//! The first run: what has to be known before anyone can sign in.

use tower_tui::app::setup::{Answers, Known};
use tower_tui::app::{Effect, Event};
use tower_tui::base::lang::Lang;
use tower_tui::base::secret::Secret;
use tower_tui::tower::oauth::SecretSource;

use crate::robot::{Robot, client};

const ID: &str = "0123456789abcdef";

fn answers(robot: &mut Robot) -> Option<Answers> {
    let saved = |effect| if let Effect::SaveSettings(answers) = effect { Some(*answers) } else { None };
    robot.done().into_iter().find_map(saved)
}

#[test]
fn an_id_and_a_secret_lead_to_the_sign_in_screen_and_are_kept() {
    let mut robot = Robot::first_run();
    robot.paste(&format!(" {ID}\n")).press("<tab>").paste("made-up-secret").press("<enter>");

    assert!(robot.screen().contains("Open this in a browser"), "{}", robot.screen());
    assert!(robot.screen().contains(&format!("client_id={ID}")));
    let answers = answers(&mut robot).expect("the answers are saved");
    assert_eq!(answers.client.app.client_id, ID);
    assert_eq!(answers.client.app.client_secret, SecretSource::Known(Secret::new("made-up-secret")));
    assert_eq!(answers.token_server, None);
}

#[test]
fn the_secret_is_never_on_the_screen() {
    let mut robot = Robot::first_run();
    robot.press("<tab>").paste("made-up-secret");
    assert!(!robot.screen().contains("made-up"));
    assert!(robot.row("Secret").contains("**************"), "{}", robot.screen());
}

#[test]
fn a_wrong_id_is_named_when_it_is_left_and_stops_the_way_on() {
    let mut robot = Robot::first_run();
    robot.press("abc<tab>");
    assert!(robot.screen().contains("! An application ID has 16 to 128"), "{}", robot.screen());

    robot.press("secret<enter>");
    assert!(robot.screen().contains("Set up"));
    assert_eq!(answers(&mut robot), None);
}

#[test]
fn a_token_server_stands_in_for_the_secret() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<up><right><down><down>");
    robot.paste("http://tokens.example.com/oauth/token").press("<enter>");
    assert!(robot.screen().contains("Only https, or http to this machine"), "{}", robot.screen());

    robot.press("<c-u>").paste("https://tokens.example.com/oauth/token").press("<enter>");
    let answers = answers(&mut robot).expect("the answers are saved");
    assert_eq!(answers.client.app.client_secret, SecretSource::TokenServer);
    assert_eq!(answers.client.addresses.token_url, "https://tokens.example.com/oauth/token");
    assert_eq!(answers.client.addresses.origin, "https://tower.im");
}

#[test]
fn what_is_known_is_filled_in_and_only_the_rest_is_asked_for() {
    let known = Known { client_id: Some(ID.into()), ..Known::default() };
    let mut robot = Robot::first_run_knowing(known);
    assert!(robot.row("Application ID").contains(ID));

    robot.paste("made-up-secret").press("<enter>");
    assert!(robot.screen().contains("Open this in a browser"), "{}", robot.screen());
}

#[test]
fn the_language_changes_at_once() {
    let mut robot = Robot::first_run();
    robot.press("<tab><tab><tab><right><right>");
    assert!(robot.screen().contains("首次设置"), "{}", robot.screen());
    assert_eq!(robot.state.lang, Lang::Zh);
}

#[test]
fn the_demo_is_a_key_away() {
    let mut robot = Robot::first_run();
    robot.press("<f2>");
    assert!(robot.done().contains(&Effect::StartDemo));

    robot.happens(Event::DemoStarted(Ok(Box::new(client()))));
    assert!(robot.screen().contains("Enter on the empty field fetches a code"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.done().iter().any(|effect| matches!(effect, Effect::FetchCode { .. })));
}

#[test]
fn settings_that_cannot_be_written_are_said_and_do_not_stop_anyone() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<tab>secret<enter>");
    robot.happens(Event::SettingsSaved(Err("Read-only file system".into())));
    assert!(robot.screen().contains("! settings not saved: Read-only file system"), "{}", robot.screen());
    assert!(robot.screen().contains("Open this in a browser"));
}
