//! Commands keep what their session has begun, or say that they could not; and what a sign-out leaves behind.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tower_tui::demo::{Fault, Habits, Plan, Rotation, What};
use tower_tui::session::Stored;

use crate::tower::Tower;

const TOKEN: &str = "/oauth/token";

fn start(tower: &Tower, arguments: &[&str]) -> Child {
    tower.command(arguments).spawn().expect("the program starts")
}

fn run(tower: &Tower, arguments: &[&str]) -> (Option<i32>, String) {
    said(start(tower, arguments).wait_with_output().expect("it ends"))
}

fn said(output: Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stderr).expect("text"))
}

/// A person who has signed in so many seconds ago, at a Tower of this kind.
fn signed_in(rotation: Rotation, age: i64) -> Tower {
    let habits = Habits { rotation, ..Habits::default() };
    let tower = Tower::new(Plan { members: 3, habits, ..Plan::default() });
    let mut login = tower.command(&["login"]);
    let mut login = login.stdin(Stdio::piped()).spawn().expect("the program starts");
    let code = format!("{}\n", tower.control().issue_code());
    std::io::Write::write_all(&mut login.stdin.take().expect("its input"), code.as_bytes())
        .expect("it reads");
    assert_eq!(said(login.wait_with_output().expect("it ends")).0, Some(0));
    change(&tower, |stored| stored.obtained_at.0 -= age * 1000);
    tower
}

fn change(tower: &Tower, change: impl FnOnce(&mut Stored)) {
    let mut stored = tower.stored().expect("a session");
    change(&mut stored);
    std::fs::write(tower.session_file(), stored.to_json()).expect("it is ours");
}

/// The lists come while the new token is still on its way.
fn renews_slowly(tower: &Tower) {
    tower.control().script(Fault::always("/api/v1/teams", What::Late(Duration::from_millis(300))));
    tower.control().script(Fault::once(TOKEN, What::Late(Duration::from_millis(900))));
}

#[test]
fn a_renewal_that_a_command_has_begun_is_stored_before_it_ends() {
    for rotation in [Rotation::AtOnce, Rotation::OnUse] {
        for left in [250, 15] {
            let tower = signed_in(rotation, 7200 - left);
            renews_slowly(&tower);
            for command in [&["teams", "--json"][..], &["members", "API Team", "--tsv"], &["teams"]] {
                let (code, err) = run(&tower, command);
                assert_eq!(code, Some(0), "{rotation:?}, {left} s left, {command:?}: {err}");
                let stored = tower.stored().expect("a session");
                assert_eq!((stored.generation, stored.pending), (2, None), "{rotation:?}, {left} s left");
            }
        }
    }
}

#[test]
fn ten_commands_at_once_renew_once_and_lose_nothing() {
    let tower = signed_in(Rotation::AtOnce, 7000);
    renews_slowly(&tower);
    let running: Vec<Child> = (0..10).map(|_| start(&tower, &["teams", "--json"])).collect();
    for child in running {
        assert_eq!(said(child.wait_with_output().expect("it ends")), (Some(0), String::new()));
    }
    let asked = |got: &&tower_tui::demo::Received| got.field("grant_type") == Some("refresh_token");
    assert_eq!(tower.control().requests().iter().filter(asked).count(), 1);
    assert_eq!(tower.stored().map(|stored| stored.generation), Some(2));
}

#[test]
fn a_command_that_fails_keeps_its_renewal_all_the_same() {
    let tower = signed_in(Rotation::AtOnce, 7000);
    renews_slowly(&tower);
    assert_eq!(run(&tower, &["members", "no such team"]).0, Some(2));
    tower.control().clear_script();
    assert_eq!(run(&tower, &["teams"]).0, Some(0));
    assert_eq!(tower.stored().map(|stored| stored.generation), Some(2));
}

#[test]
fn login_asks_for_no_code_where_its_session_could_not_be_kept() {
    let tower = Tower::small();
    std::fs::write(tower.home().join("file"), "").expect("a file");
    let mut command = tower.command(&["login", "--lang", "en"]);
    command.env("TOWER_TUI_STATE_DIR", tower.home().join("file/state"));
    let output = command.output().expect("it ends");
    assert_eq!(output.stdout, b"", "no address to open");
    let (code, err) = said(output);
    assert_eq!(code, Some(1));
    assert!(err.contains("could not be saved to") && err.contains("file/state/session-"), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn t3_07_whatever_the_mask_the_files_are_their_owners_alone_from_their_first_moment() {
    use std::os::unix::fs::PermissionsExt;
    for mask in ["000", "077"] {
        let tower = Tower::small();
        let state = tower.home().join("state");
        let (ends, wide) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let watcher = std::thread::spawn({
            let (state, ends, wide) = (state.clone(), Arc::clone(&ends), Arc::clone(&wide));
            move || {
                let is_open = |path: &Path| {
                    std::fs::symlink_metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
                };
                while !ends.load(Ordering::Relaxed) {
                    let files = std::fs::read_dir(&state).into_iter().flatten().flatten();
                    if is_open(&state) || files.map(|file| file.path()).any(|path| is_open(&path)) {
                        wide.store(true, Ordering::Relaxed);
                    }
                }
            }
        });
        let script = format!("umask {mask}; exec {} login", env!("CARGO_BIN_EXE_tower-tui"));
        let plain = tower.command(&[]);
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &script]).env_clear();
        for (name, value) in plain.get_envs() {
            shell.env(name, value.expect("it is set"));
        }
        let mut child = shell.stdin(Stdio::piped()).spawn().expect("a shell");
        let code = format!("{}\n", tower.control().issue_code());
        std::io::Write::write_all(&mut child.stdin.take().expect("its input"), code.as_bytes())
            .expect("it reads");
        assert!(child.wait().expect("it ends").success());
        assert_eq!(run(&tower, &["teams"]).0, Some(0));
        ends.store(true, Ordering::Relaxed);
        watcher.join().expect("it watched");

        assert!(!wide.load(Ordering::Relaxed), "{mask}: for a moment others could read");
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&state), mode(&tower.session_file())), (0o700, 0o600), "{mask}");
    }
}

#[test]
fn t5_06_a_change_of_the_time_zone_changes_nothing() {
    let tower = signed_in(Rotation::AtOnce, 0);
    let said = |zone: &str| {
        let output = tower.command(&["status", "--json"]).env("TZ", zone).output().expect("it ends");
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (said["expires_at"].clone(), said["seconds_left"].as_u64().expect("a number"))
    };
    let (at, left) = said("UTC");
    assert!((7100..=7200).contains(&left), "{left}");
    for zone in ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"] {
        let (then, there) = said(zone);
        assert_eq!(then, at, "{zone}");
        assert!(left - there < 60, "{zone}: {left} {there}");
    }
}

#[test]
fn t6_06_a_link_to_another_host_is_not_followed() {
    let (tower, elsewhere) = (signed_in(Rotation::AtOnce, 0), Tower::small());
    let away = format!("{}/api/v1/teams/x/members?page%5Bnumber%5D=2", elsewhere.built_in.origin());
    let page = serde_json::json!({
        "data": [{ "id": "m1", "type": "members", "attributes": { "nickname": "one" } }],
        "links": { "next": away, "last": away },
    });
    let headers = vec![("Content-Type".into(), "application/json".into())];
    let answer = What::Status { status: 200, headers, body: page.to_string() };
    let (_, out) = {
        let output = start(&tower, &["teams", "--json"]).wait_with_output().expect("it ends");
        (output.status, String::from_utf8(output.stdout).expect("text"))
    };
    let first: serde_json::Value = serde_json::from_str(out.lines().next().expect("a team")).expect("JSON");
    let team = first["id"].as_str().expect("an id");
    tower.control().script(Fault::always(format!("/api/v1/teams/{team}/members"), answer));
    run(&tower, &["members", team, "--tsv"]);
    assert!(elsewhere.control().requests().is_empty(), "not one byte");
    let asked = tower.control().requests();
    assert!(
        asked.iter().any(|got| got.path.ends_with("/members") && got.query.contains('2')),
        "by number, here"
    );
}

#[test]
fn a_file_from_the_future_is_expired_for_status_as_for_the_window() {
    let tower = signed_in(Rotation::AtOnce, -3600);
    let output = tower.command(&["status", "--json"]).output().expect("it ends");
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&said["seconds_left"], &said["state"]), (&0.into(), &"expired".into()));
}

#[test]
fn a_sign_out_leaves_no_token_and_no_list_behind() {
    let tower = signed_in(Rotation::AtOnce, 0);
    assert_eq!(run(&tower, &["teams"]).0, Some(0));
    let stored = tower.stored().expect("a session");
    assert_eq!(run(&tower, &["logout"]).0, Some(0));
    let refresh = stored.refresh.expect("a refresh token");
    for entry in std::fs::read_dir(tower.home().join("state")).expect("a state").flatten() {
        let content = std::fs::read(entry.path()).expect("a file");
        let content = String::from_utf8_lossy(&content).into_owned();
        for secret in [stored.access.expose(), refresh.expose()] {
            assert!(!content.contains(secret), "{:?}", entry.path());
        }
        assert!(!entry.file_name().to_string_lossy().starts_with("cache-"), "{:?}", entry.path());
    }
    assert_eq!(tower.control().access_token(), None, "and Tower was told before it ended");
}
