//! The first run: what has to be known before anyone can sign in.

use tower_tui::app::core::answers::{FromEnvironment, KnownAnswers, SavedAnswers};
use tower_tui::app::{Effect, Event, Stage};
use tower_tui::base::lang::Lang;
use tower_tui::base::secret::Secret;
use tower_tui::session::SaveFault;
use tower_tui::tower::call::Call;
use tower_tui::tower::oauth::{Client, OUT_OF_BAND, SecretSource};

use crate::answers::{granted, refused};
use crate::robot::Robot;
use crate::startup::client;

const ID: &str = "0123456789abcdef";
const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";

/// What went to the settings file.
fn kept(robot: &mut Robot) -> Option<SavedAnswers> {
    let saved = |effect| if let Effect::SaveSettings(kept) = effect { Some(*kept) } else { None };
    robot.done().into_iter().find_map(saved)
}

/// The application to sign in with.
fn found(robot: &Robot) -> &Client {
    let workspace = match &robot.state.stage {
        Stage::Workspace(workspace) => Some(workspace),
        Stage::Setup(_) => None,
    };
    workspace.expect("the first run is over").session.client()
}

#[test]
fn an_id_and_a_secret_lead_to_the_sign_in_screen_and_are_kept() {
    let mut robot = Robot::first_run();
    robot.paste(&format!(" {ID}\n")).press("<tab>").paste("made-up-secret").press("<enter>");

    assert!(robot.screen().contains("Open this in a browser"), "{}", robot.screen());
    assert!(robot.screen().contains(&format!("client_id={ID}")));
    assert_eq!(found(&robot).app.client_secret, SecretSource::Known(Secret::new("made-up-secret")));
    let done = robot.done();
    let kept = SavedAnswers {
        client_id: Some(ID.into()),
        redirect_uri: Some(OUT_OF_BAND.into()),
        ..SavedAnswers::default()
    };
    assert!(done.contains(&Effect::SaveSettings(Box::new(kept))), "{done:?}");
    assert_eq!(secrets_kept(&done), [], "nobody knows yet whether it is right");

    robot.paste(CODE).press("<enter>").token(granted(7199));
    assert_eq!(secrets_kept(&robot.done()), [Secret::new("made-up-secret")]);
    robot.wait(7199 - 300).token(granted(7199));
    assert_eq!(secrets_kept(&robot.done()), [], "once is enough");
}

#[test]
fn u23_a_secret_typed_where_the_callback_belongs_is_not_drawn() {
    let mut robot = Robot::first_run();
    robot.paste(ID).press("<tab><tab>").press(CODE).press("<enter>");
    assert!(!robot.screen().contains("3b9f40aa"), "{}", robot.screen());
    assert_eq!(kept(&mut robot), None);
    for turns in ["<right>", "<right><right>"] {
        let mut robot = Robot::first_run();
        robot.press("<up>").press(turns).press("<tab>").paste(ID).press("<tab>").press(CODE).press("<enter>");
        assert!(!robot.screen().contains("3b9f40aa"), "{}", robot.screen());
        assert!(robot.says("looks like a secret"), "{}", robot.screen());
        assert_eq!(kept(&mut robot), None);
    }
}

#[test]
fn u78_a_secret_in_place_of_the_id_is_refused_and_neither_drawn_nor_kept() {
    let mut robot = Robot::first_run();
    robot.paste(CODE).press("<tab>").paste(CODE).press("<enter>");
    let screen = robot.screen();
    assert!(screen.contains("! That is the secret; copy the ID from the app's settings."), "{screen}");
    assert!(!screen.contains("3b9f40aa"), "{screen}");
    robot.press("<c-c>");
    let kept = kept(&mut robot);
    assert!(kept.is_none_or(|kept| kept.client_id.is_none()), "the settings hold it");
}

#[test]
fn a_mistyped_secret_is_mended_with_the_key_that_the_screen_names() {
    let mut robot = Robot::first_run();
    robot.paste(ID).press("<tab>").paste("mistyped").press("<enter>");
    robot.looks_at_file().paste(CODE).press("<enter>").token(refused(401, "invalid_client"));
    assert!(
        robot.says("(invalid_client). Check the ID and secret: Ctrl-s goes back to them."),
        "{}",
        robot.screen()
    );
    assert_eq!(secrets_kept(&robot.done()), [], "Tower has not taken it");

    robot.press("<tab>");
    assert!(robot.says("secret: s goes back to them."), "{}", robot.screen());
    robot.press("s");
    assert!(robot.row("Application ID").contains(ID), "{}", robot.screen());
    let secret = robot.row("Secret ");
    assert!(secret.contains('›') && !secret.contains('*'), "{}", robot.screen());

    robot.paste("made-up-secret").press("<enter>").looks_at_file();
    assert!(robot.screen().contains("3b9f40aa⋯e1"), "the code is still good: {}", robot.screen());
    robot.press("<enter>");
    assert!(robot.token_form().contains(&"client_secret=made-up-secret".to_owned()));
    robot.token(granted(7199));
    assert_eq!(secrets_kept(&robot.done()), [Secret::new("made-up-secret")]);
}

#[test]
fn a_mistyped_id_is_mended_and_the_settings_keep_the_new_one() {
    let mut robot = Robot::new();
    robot
        .paste(CODE)
        .press("<c-s><up><c-u>")
        .paste(ID)
        .press("<tab>")
        .paste("made-up-secret")
        .press("<enter>");
    robot.looks_at_file();
    assert!(robot.screen().contains(&format!("client_id={ID}")), "{}", robot.screen());
    assert!(!robot.screen().contains("3b9f40aa"), "a code is of one application: {}", robot.screen());
    assert_eq!(kept(&mut robot).expect("settings").client_id.as_deref(), Some(ID));
}

#[test]
fn the_form_can_be_left_again_without_a_change() {
    let mut robot = Robot::new();
    robot.paste(CODE).press("<c-s>");
    assert!(robot.screen().contains("Set up"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.screen().contains("3b9f40aa⋯e1"), "{}", robot.screen());
    assert_eq!(kept(&mut robot), None);

    robot.press("<enter>").token(granted(7199));
    assert_eq!(robot.calls(), [Call::User, Call::Teams]);
}

#[test]
fn what_the_environment_says_stays_as_it_is_when_the_form_is_opened_again() {
    let fixed = FromEnvironment { secret: Some(Secret::new("made-up-secret")), ..environment() };
    let mut robot = Robot::first_run_knowing(KnownAnswers { fixed, ..KnownAnswers::default() });
    robot.press("<enter>").press("s");
    for label in ["Application ID", "Secret ", "Callback URL"] {
        assert!(robot.row(label).contains("(environment)"), "{}", robot.screen());
    }
}

#[test]
fn u23_a_token_servers_access_key_is_asked_for_masked_and_kept_once_it_has_proved_right() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<up><right><down><down>https://tokens.example.com/t<tab>");
    assert!(robot.row("Access key").contains('›'), "{}", robot.screen());
    robot.press("geheim in two<tab>");
    assert!(robot.says("! An access key contains only ASCII"), "{}", robot.screen());
    robot.press("<up><c-u>").paste(" made-up-key-of-mine\n");
    assert!(!robot.says("made-up-key") && robot.row("Access key").contains("***"), "{}", robot.screen());
    robot.press("<enter>");
    let key = Some(Secret::new("made-up-key-of-mine"));
    assert_eq!(found(&robot).app.client_secret, SecretSource::TokenServer { key: key.clone() });
    let kept = |robot: &mut Robot| {
        robot.done().into_iter().find_map(|effect| match effect {
            Effect::KeepTokenKey(key) => Some(key),
            _ => None,
        })
    };
    assert_eq!(kept(&mut robot), None, "it may be mistyped");
    robot.paste(&"c".repeat(64)).press("<enter>").token(granted(7199));
    assert_eq!(kept(&mut robot), key);
}

#[test]
fn a_key_of_the_environment_is_not_asked_for() {
    let key = Some(Secret::new("made-up-key-of-mine"));
    let fixed = FromEnvironment {
        token_server: Some("https://tokens.example.com/t".into()),
        token_key: key.clone(),
        ..FromEnvironment::default()
    };
    let known = KnownAnswers { fixed, token_key: key.clone(), ..KnownAnswers::default() };
    let mut robot = Robot::first_run_knowing(known);
    assert!(robot.row("Access key").contains("**************** (environment)"), "{}", robot.screen());
    robot.press(ID).press("<enter>");
    assert_eq!(found(&robot).app.client_secret, SecretSource::TokenServer { key });
}

#[test]
fn the_demo_that_was_opened_from_the_form_leads_back_to_it_as_it_was() {
    for way in ["<esc>", "<c-s>"] {
        let mut robot = Robot::first_run();
        robot.press(ID).press("<f2>");
        robot.happens(Event::DemoStarted(Ok(Box::new(client()))));
        assert!(robot.says("Paste the code"), "{}", robot.screen());
        robot.done();
        robot.press(way);
        assert!(robot.row("Application ID").contains(ID.split_at(8).0), "{way}: {}", robot.screen());
        assert!(robot.done().contains(&Effect::EndDemo), "{way}");
        assert!(!robot.says("demo  "), "{}", robot.screen());
    }
}

#[test]
fn the_demo_has_no_application_to_change() {
    let mut robot = Robot::demo();
    robot.press("<c-s>");
    assert!(robot.screen().contains("the demo needs no application"), "{}", robot.screen());
    assert!(robot.screen().contains("Paste the code"), "{}", robot.screen());
}

/// The secrets that went to their file.
fn secrets_kept(done: &[Effect]) -> Vec<Secret> {
    let kept = |effect: &Effect| match effect {
        Effect::KeepSecret { secret, .. } => Some(secret.clone()),
        _ => None,
    };
    done.iter().filter_map(kept).collect()
}

#[test]
fn the_header_says_how_far_it_is_and_the_hints_how_to_leave() {
    let mut robot = Robot::first_run();
    assert!(robot.row("first run").contains("1 of 3"), "{}", robot.screen());
    assert!(robot.row("F2 demo").contains("F1 help  Ctrl-c quit"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.row("首次设置").contains("1/3"), "{}", robot.screen());
}

#[test]
fn a_long_id_shows_where_it_is_cut() {
    let mut robot = Robot::first_run();
    robot.paste(&"0123456789abcdef".repeat(4));
    assert!(robot.row("Application ID").contains("[ ⋯"), "{}", robot.screen());
    robot.press("<tab>");
    let row = robot.row("Application ID");
    assert!(row.contains("[ 0123456789") && row.contains("⋯ ]"), "{}", robot.screen());
}

#[test]
fn where_the_secret_is_kept_is_said_only_where_there_is_one_to_keep() {
    let mut robot = Robot::first_run();
    assert!(robot.screen().contains("the secret is saved"), "{}", robot.screen());
    robot.press("<up><right>");
    assert!(robot.row("Token server").contains('['), "{}", robot.screen());
    assert!(!robot.screen().contains("the secret is saved"), "{}", robot.screen());
    robot.press("<right>");
    assert!(!robot.screen().contains("the secret is saved"), "{}", robot.screen());
    assert!(robot.screen().contains("Only the command is saved"), "{}", robot.screen());
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
    assert_eq!(kept(&mut robot), None);
}

#[test]
fn a_token_server_stands_in_for_the_secret() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<up><right><down><down>");
    robot.paste("http://tokens.example.com/oauth/token").press("<enter>");
    assert!(robot.screen().contains("Only https, or http to this machine"), "{}", robot.screen());

    robot.press("<c-u>").paste("https://tokens.example.com/oauth/token").press("<enter>");
    let client = found(&robot);
    assert_eq!(client.app.client_secret, SecretSource::TokenServer { key: None });
    assert_eq!(client.addresses.token_url, "https://tokens.example.com/oauth/token");
    assert_eq!(client.addresses.origin, "https://tower.im");
}

#[test]
fn what_is_known_is_filled_in_and_only_the_rest_is_asked_for() {
    let kept = SavedAnswers { client_id: Some(ID.into()), ..SavedAnswers::default() };
    let mut robot = Robot::first_run_knowing(KnownAnswers { kept, ..KnownAnswers::default() });
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
    assert!(robot.screen().contains("Press Enter on the empty field to fetch a code"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.done().iter().any(|effect| matches!(effect, Effect::FetchCode { .. })));
}

#[test]
fn settings_that_cannot_be_written_are_said_and_do_not_stop_anyone() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<tab>secret<enter>");
    robot.happens(Event::SettingsSaved(Err(SaveFault::System { why: "Read-only file system".into() })));
    assert!(robot.screen().contains("! settings not saved: Read-only file system"), "{}", robot.screen());
    assert!(robot.screen().contains("Open this in a browser"));
}

#[test]
fn a_command_that_prints_the_secret_stands_in_for_it() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<up><left><down><down>");
    assert!(robot.row("Secret command").contains('›'), "{}", robot.screen());

    robot.press("<tab>");
    assert!(robot.screen().contains("! Type the command that prints the secret"), "{}", robot.screen());
    robot.press("<up>pass show 'my tower<tab>");
    assert!(robot.screen().contains("! A quotation mark is not closed;"), "{}", robot.screen());

    robot.press("<up>'<enter>");
    let command: Vec<String> = ["pass", "show", "my tower"].map(String::from).into();
    assert_eq!(found(&robot).app.client_secret, SecretSource::Command(command.clone()));
    let done = robot.done();
    assert!(!done.iter().any(|effect| matches!(effect, Effect::KeepSecret { .. })), "there is none to keep");
    let saved = done.into_iter().find_map(|effect| match effect {
        Effect::SaveSettings(kept) => kept.secret_command,
        _ => None,
    });
    assert_eq!(saved, Some(command));
}

#[test]
fn a_plain_http_callback_is_refused_when_it_is_left() {
    let mut robot = Robot::first_run();
    robot.press("<tab><tab><c-u>http://a.example.com/cb<tab>");
    assert!(robot.screen().contains("! Tower accepts only https callbacks"), "{}", robot.screen());

    robot.press("<up><c-u>https://a.example.com/cb<tab>");
    assert!(!robot.screen().contains("! Tower accepts"), "{}", robot.screen());
}

fn environment() -> FromEnvironment {
    FromEnvironment {
        client_id: Some(ID.into()),
        redirect_uri: Some("https://a.example.com/cb".into()),
        ..FromEnvironment::default()
    }
}

#[test]
fn what_the_environment_says_is_shown_and_cannot_be_changed_or_kept() {
    let mut robot =
        Robot::first_run_knowing(KnownAnswers { fixed: environment(), ..KnownAnswers::default() });
    for (label, value) in [("Application ID", ID), ("Callback URL", "https://a.example.com/cb")] {
        let row = robot.row(label);
        assert!(row.contains(&format!("{value} (environment)")) && !row.contains('['), "{row}");
    }
    assert!(robot.row("Secret ").contains('›'), "only the secret is asked for: {}", robot.screen());
    robot.press("<down>");
    assert!(robot.row("Language").contains('›'), "{}", robot.screen());

    robot.press("<up>made-up-secret<enter>");
    assert_eq!(found(&robot).app.client_id, ID);
    assert_eq!(found(&robot).app.redirect_uri, "https://a.example.com/cb");
    assert_eq!(kept(&mut robot), Some(SavedAnswers::default()));
}

#[test]
fn a_secret_or_token_server_of_the_environment_is_not_asked_for() {
    let fixed = FromEnvironment { secret: Some(Secret::new("made-up-secret")), ..FromEnvironment::default() };
    let mut robot = Robot::first_run_knowing(KnownAnswers { fixed, ..KnownAnswers::default() });
    assert!(robot.row("Secret ").contains("**************** (environment)"), "{}", robot.screen());
    assert!(!robot.screen().contains("a command prints"), "{}", robot.screen());
    robot.press(ID).press("<enter>");
    assert_eq!(found(&robot).app.client_secret, SecretSource::Known(Secret::new("made-up-secret")));
    assert!(!robot.done().iter().any(|effect| matches!(effect, Effect::KeepSecret { .. })));

    let fixed = FromEnvironment {
        token_server: Some("https://tokens.example.com/t".into()),
        ..FromEnvironment::default()
    };
    let mut robot = Robot::first_run_knowing(KnownAnswers { fixed, ..KnownAnswers::default() });
    assert!(robot.row("Get tokens from").contains("your team's token server (environment)"));
    assert!(robot.row("Token server").contains("https://tokens.example.com/t (environment)"));
    robot.press(ID).press("<enter>");
    assert_eq!(found(&robot).addresses.token_url, "https://tokens.example.com/t");
    assert_eq!(kept(&mut robot).expect("settings").token_server, None);
}

#[test]
fn leaving_keeps_what_was_typed_but_never_the_secret() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<tab>made-up-secret<tab><tab><right>");
    robot.press("<c-c>");
    assert!(!robot.has_quit(), "the settings are not on the disk yet");
    let done = robot.done();
    let kept = SavedAnswers {
        client_id: Some(ID.into()),
        redirect_uri: Some(OUT_OF_BAND.into()),
        lang: Some(Lang::En),
        ..SavedAnswers::default()
    };
    assert_eq!(done, [Effect::SaveSettings(Box::new(kept.clone()))]);
    robot.happens(Event::SettingsSaved(Ok(())));
    assert!(robot.has_quit());

    let mut again = Robot::first_run_knowing(KnownAnswers { kept, ..KnownAnswers::default() });
    assert!(again.row("Application ID").contains(ID));
    assert!(again.row("Language").contains("(x) English"), "{}", again.screen());
    assert!(again.row("Secret ").contains('›'), "it goes on where it stopped: {}", again.screen());
    again.press("<c-c>");
    assert!(again.has_quit(), "nothing was changed, so nothing is written");
}

#[test]
fn leaving_keeps_no_answer_that_the_next_start_would_stumble_over() {
    let mut robot = Robot::first_run();
    robot.press("short<up><right><down><down>tokens.exa<down><down><c-u>http://a.example.com<f2>");
    assert!(robot.done().iter().all(|effect| !matches!(effect, Effect::SaveSettings(_))));

    robot.press("<c-u>https://a.example.com<c-c>");
    let saved = kept(&mut robot).expect("the callback is right");
    let callback = Some("https://a.example.com".into());
    assert_eq!(saved, SavedAnswers { redirect_uri: callback, ..SavedAnswers::default() });
}

#[test]
fn leaving_does_not_wait_for_a_disk_that_hangs() {
    let mut robot = Robot::first_run();
    robot.press(ID).press("<c-c>").wait(3);
    assert!(robot.has_quit());
}
