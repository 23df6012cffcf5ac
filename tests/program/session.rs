//! The session of the whole program: renewed by itself, kept for the next start, never leaked.

use std::time::Duration;

use tower_tui::demo::Plan;

use crate::tower::Tower;

/// How long the built-in Tower may wait for a request.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn the_token_renews_itself_and_the_next_start_goes_straight_in() {
    let tower = Tower::new(Plan { members: 30, expires_in: 4, ..Plan::default() });
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("\r").wait_for("张伟");
    let renewals =
        tower.control().wait_for(2, PATIENCE, |got| got.field("grant_type") == Some("refresh_token"));
    let renewals = renewals.expect("two renewals");
    assert!(renewals.iter().all(|renewal| renewal.authorization.is_some()));
    terminal.wait_for("token ").keys("q");
    assert_eq!(terminal.end(), 0);

    let codes = |tower: &Tower| {
        tower
            .control()
            .requests()
            .iter()
            .filter(|got| got.field("grant_type") == Some("authorization_code"))
            .count()
    };
    assert_eq!(codes(&tower), 1);
    tower.control().set_expires_in(7200);
    let mut again = tower.open();
    again.wait_for("张伟").wait_for("token 1:59:").keys("q");
    assert_eq!(again.end(), 0);
    assert_eq!(codes(&tower), 1, "nobody was asked to sign in again");
}

#[cfg(unix)]
#[test]
fn the_session_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let tower = Tower::small();
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("q");
    assert_eq!(terminal.end(), 0);

    let mode =
        |path: &std::path::Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let state = tower.home().join("state");
    let files: Vec<_> = std::fs::read_dir(&state).expect("a state").flatten().collect();
    assert!(files.iter().any(|file| file.file_name().to_string_lossy().starts_with("session-")));
    assert!(files.iter().all(|file| mode(&file.path()) == 0o600));
    assert_eq!(mode(&state), 0o700);
}

#[test]
fn no_secret_is_ever_drawn_or_put_in_an_address() {
    let tower = Tower::small();
    let mut terminal = tower.open();
    let code = tower.control().issue_code();
    terminal.wait_for("Paste the code").paste(&code).wait_for("characters)").keys("\r");
    terminal.wait_for("API Team").keys("\r").wait_for("张伟").keys("?").wait_for("Esc closes").keys("\x1b");
    let token = tower.control().access_token().expect("a token");
    terminal.wait_gone("Esc closes").keys("q");
    terminal.end();

    let written = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    for secret in [code.as_str(), token.as_str(), tower.built_in.client_secret()] {
        assert!(!written.contains(secret));
    }
    for request in tower.control().requests() {
        let address = format!("{}?{}", request.path, request.query);
        for secret in [token.as_str(), tower.built_in.client_secret()] {
            assert!(!address.contains(secret), "{address}");
        }
    }
}

#[test]
fn a_session_that_tower_ended_keeps_its_data_and_says_why() {
    let tower = Tower::new(Plan { members: 30, expires_in: 4, ..Plan::default() });
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("\r").wait_for("张伟");
    tower.control().revoke_all_tokens();

    terminal
        .wait_for("Tower ended this session; data kept")
        .wait_for("signed out  L sign in")
        .wait_for("张伟");
    terminal
        .keys("L")
        .wait_for("Paste the code")
        .paste(&tower.control().issue_code())
        .wait_for("characters)");
    terminal.keys("\r").wait_gone("signed out").wait_for("张伟").keys("q");
    assert_eq!(terminal.end(), 0);
}
