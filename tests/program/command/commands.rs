//! The commands, as a script uses them.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tower_tui::demo::{Fault, Habits, Plan, TWO_STEP_CODE, What};

use crate::tower::Tower;

/// The first team of the built-in Tower.
pub(crate) const TEAM: &str = "6bfcc00879c6794b8b578a10d33fafd9";

pub(crate) fn run(tower: &Tower, arguments: &[&str], input: &str) -> Output {
    let mut child = tower.command(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    // A program that has seen enough may have closed it.
    drop(stdin.write_all(input.as_bytes()));
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

pub(crate) fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn status(tower: &Tower) -> (Option<i32>, Value) {
    let (code, out, _) = said(&run(tower, &["status", "--json"], ""));
    assert_eq!(out.lines().count(), 1, "{out}");
    (code, serde_json::from_str(&out).expect("JSON"))
}

#[test]
fn login_status_and_logout_work_in_pipes() {
    let tower = Tower::small();
    let (code, before) = status(&tower);
    assert_eq!((code, &before["state"], &before["reason"]), (Some(3), &"signed_out".into(), &"never".into()));

    let input = format!("\nnot a code\ncode={}\n", tower.control().issue_code());
    let (code, out, err) = said(&run(&tower, &["login", "--lang", "en"], &input));
    assert_eq!(code, Some(0), "{err}");
    assert!(out.starts_with(&format!("{}/oauth/authorize?client_id=", tower.built_in.origin())), "{out}");
    assert_eq!(out.lines().count(), 1, "the address and nothing else: {out}");
    assert!(
        err.contains("A code contains only letters") && err.contains("signed in as lin@example.com"),
        "{err}"
    );

    let (code, now) = status(&tower);
    assert_eq!(
        (code, &now["state"], &now["email"]),
        (Some(0), &"signed_in".into(), &"lin@example.com".into())
    );
    assert_eq!((&now["generation"], &now["token_server"]), (&1.into(), &false.into()));
    assert!(now["seconds_left"].as_u64().is_some_and(|left| (7100..=7200).contains(&left)), "{now}");
    assert!(now["expires_at"].as_str().is_some_and(|at| at.ends_with('Z')) && now["store"].is_string());

    let (code, _, err) = said(&run(&tower, &["login"], "whatever\n"));
    assert_eq!(code, Some(0));
    assert!(err.contains("already signed in"), "{err}");

    let (code, out, _) = said(&run(&tower, &["logout", "--lang", "zh-CN"], ""));
    assert_eq!((code, out.trim()), (Some(0), "已退出登录"));
    let revoked = tower.control().requests().into_iter().filter(|got| got.path == "/oauth/revoke").count();
    assert_eq!(revoked, 2);
    assert_eq!(status(&tower).0, Some(3));
    assert_eq!(said(&run(&tower, &["logout"], "")).0, Some(0), "there is nothing to sign out of");
}

#[test]
fn u18_one_page_of_many_that_does_not_come_is_asked_for_again() {
    let tower = signed_in(1000);
    let status = |status, headers: &[(&str, &str)]| What::Status {
        status,
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: String::new(),
    };
    // By whoever does not say how long it is, and goes away.
    let half = What::Status { status: 200, headers: Vec::new(), body: r#"{"data": [{"id":"#.to_owned() };
    for what in [
        What::HangUp,
        What::Cut { after: 9 },
        half,
        status(408, &[]),
        status(502, &[]),
        status(429, &[("Retry-After", "0")]),
        status(503, &[("Retry-After", "0")]),
    ] {
        tower
            .control()
            .script(Fault::once(format!("/api/v1/teams/{TEAM}/members?page%5Bnumber%5D=3*"), what.clone()));
        let (code, out, err) = said(&run(&tower, &["members", TEAM, "--tsv"], ""));
        assert_eq!((code, out.lines().count()), (Some(0), 1001), "{what:?}: {err}");
    }
    tower
        .control()
        .script(Fault::always(format!("/api/v1/teams/{TEAM}/members?page%5Bnumber%5D=3*"), status(403, &[])));
    let before = tower.control().requests().len();
    let (code, out, err) = said(&run(&tower, &["members", TEAM, "--tsv", "--lang", "en"], ""));
    assert_eq!((code, out.as_str()), (Some(1), ""), "what is no accident is told at once");
    assert!(err.contains("No access to this"), "{err}");
    assert!(tower.control().requests().len() <= before + 7, "and not asked again");

    // Nor is what asks for a longer pause than anybody waits for.
    for code in [429, 500, 503] {
        tower.control().clear_script();
        tower.control().script(Fault::once("/api/v1/teams", status(code, &[("Retry-After", "90")])));
        let (exit, _, err) = said(&run(&tower, &["teams", "--tsv", "--lang", "en"], ""));
        assert_eq!(exit, Some(1), "{code}: {err}");
        assert!(err.contains("Try again in 90s."), "{err}");
    }
}

#[test]
fn u20_a_command_says_how_many_it_could_not_read() {
    let tower = signed_in(3);
    let body =
        r#"{"data": [{"id": "m1", "attributes": {"nickname": "张伟"}}, null], "links": {"next": null}}"#;
    let odd = What::Status { status: 200, headers: Vec::new(), body: body.to_owned() };
    tower.control().script(Fault::always(format!("/api/v1/teams/{TEAM}/members*"), odd));
    let (code, out, err) = said(&run(&tower, &["members", TEAM, "--tsv", "--lang", "en"], ""));
    assert_eq!((code, out.lines().count(), err.as_str()), (Some(0), 2, "1 unreadable\n"));

    // Whoever gives the same page again, and never says that it ends, has not told of another.
    let body = r#"{"data": [{"id": "m1", "attributes": {"nickname": "张伟"}}, null]}"#;
    let odd = What::Status { status: 200, headers: Vec::new(), body: body.to_owned() };
    tower.control().clear_script();
    tower.control().script(Fault::always(format!("/api/v1/teams/{TEAM}/members*"), odd));
    let (code, out, err) = said(&run(&tower, &["members", TEAM, "--tsv", "--lang", "en"], ""));
    assert_eq!((code, out.lines().count(), err.as_str()), (Some(0), 2, "1 unreadable\n"));

    // Nor does a page that nothing can be read of end a list on which more follows.
    let page = |body: &str| What::Status { status: 200, headers: Vec::new(), body: body.to_owned() };
    let done = r#"{"data": [{"id": "d1", "attributes": {"content": "x", "is_completed": true,
        "closed_at": "2026-11-30T10:00:00+08:00"}}, null], "links": {"next": null}}"#;
    tower.control().clear_script();
    for fault in [
        Fault::once("/api/v1/members/*", page(r#"{"data": [null], "links": {"next": "x"}}"#)),
        Fault::always("/api/v1/members/*", page(done)),
        Fault::always(
            format!("/api/v1/teams/{TEAM}/projects"),
            page(r#"{"data": [{"id": "p1", "attributes": {"name": "x"}}, null]}"#),
        ),
        Fault::always(format!("/api/v1/teams/{TEAM}/events*"), page(r#"{"data": [null]}"#)),
    ] {
        tower.control().script(fault);
    }
    for (command, rows, unreadable) in [
        (&["todos", "--team", TEAM, "--done-since", "2026-01-01", "--tsv"][..], 2, 2),
        (&["projects", "--team", TEAM, "--tsv"], 2, 1),
        (&["activity", "--team", TEAM, "--tsv"], 1, 1),
    ] {
        let command = [command, &["--lang", "en"]].concat();
        let (code, out, err) = said(&run(&tower, &command, ""));
        let told = format!("{unreadable} unreadable\n");
        assert_eq!((code, out.lines().count(), err), (Some(0), rows, told), "{command:?}");
    }

    // Nor is a team left out without a word, by whichever command.
    let teams = format!(r#"{{"data": [{{"id": "{TEAM}", "attributes": {{"name": "x"}}}}, null, 7]}}"#);
    tower.control().script(Fault::always("/api/v1/teams", page(&teams)));
    let (_, out, err) = said(&run(&tower, &["teams", "--tsv", "--lang", "en"], ""));
    assert_eq!((out.lines().count(), err.as_str()), (2, "2 unreadable\n"));
    let (code, _, err) = said(&run(&tower, &["projects", "--tsv", "--lang", "en"], ""));
    assert_eq!((code, err.as_str()), (Some(0), "Teams: 2 unreadable\n1 unreadable\n"));
    tower.control().clear_script();
    tower.control().script(Fault::always("/api/v1/teams", page(r#"{"data": [null]}"#)));
    let (code, _, err) = said(&run(&tower, &["projects", "--tsv", "--lang", "en"], ""));
    let none = "Teams: 1 unreadable\ntower-tui: no team was found. If this account is in none, join one at tower.im.\n";
    assert_eq!((code, err.as_str()), (Some(2), none));
}

#[test]
fn u57_a_page_that_says_that_one_follows_ends_no_list_whatever_it_brings() {
    let tower = signed_in(3);
    let page = |id: &str, next: &str, done: bool| {
        let body = format!(
            r#"{{"data": [{{"id": "{id}", "attributes": {{"nickname": "张伟", "content": "x", "is_completed": {done},
            "closed_at": "2026-11-30T10:00:00+08:00"}}}}], "links": {{"next": {next}}}}}"#
        );
        What::Status { status: 200, headers: Vec::new(), body }
    };
    for (path, command) in [
        (format!("/api/v1/teams/{TEAM}/members*"), &["members", TEAM, "--tsv"][..]),
        ("/api/v1/members/*".to_owned(), &["todos", "--team", TEAM, "--done-since", "2026-01-01", "--tsv"]),
        ("/api/v1/members/*".to_owned(), &["todos", "--team", TEAM, "--tsv"]),
        ("/api/v1/teams".to_owned(), &["teams", "--tsv"]),
        (format!("/api/v1/teams/{TEAM}/projects*"), &["projects", "--team", TEAM, "--tsv"]),
    ] {
        tower.control().clear_script();
        for (id, next) in [("a", r#""x""#), ("a", r#""x""#), ("a", r#"{"href": "x"}"#), ("b", "null")] {
            tower
                .control()
                .script(Fault::once(path.clone(), page(id, next, command.contains(&"--done-since"))));
        }
        let (code, out, err) = said(&run(&tower, command, ""));
        assert_eq!((code, out.lines().count(), err.as_str()), (Some(0), 3, ""), "{command:?} {out}");
    }
}

#[test]
fn u59_a_list_with_more_pages_than_are_read_is_told_to_be_cut() {
    let tower = signed_in(3);
    let body = r#"{"data": [{"id": "a", "attributes": {"nickname": "张伟", "content": "x", "is_completed": true,
        "closed_at": "2026-11-30T10:00:00+08:00"}}], "links": {"next": "x"}}"#;
    let page = What::Status { status: 200, headers: Vec::new(), body: body.to_owned() };
    let project = r#"{"data": [{"id": "p1", "attributes": {"name": "移动端"}}]}"#;
    let projects = What::Status { status: 200, headers: Vec::new(), body: project.to_owned() };
    for (path, command) in [
        (format!("/api/v1/teams/{TEAM}/members*"), &["members", TEAM, "--tsv"][..]),
        ("/api/v1/members/*".to_owned(), &["todos", "--team", TEAM, "--done-since", "2026-01-01", "--tsv"]),
        ("/api/v1/projects/*".to_owned(), &["members", TEAM, "--filter", "project:移动端", "--tsv"]),
        ("/api/v1/teams".to_owned(), &["teams", "--tsv"]),
    ] {
        tower.control().clear_script();
        tower.control().script(Fault::always(format!("/api/v1/teams/{TEAM}/projects"), projects.clone()));
        tower.control().script(Fault::always(path, page.clone()));
        let (code, _, err) = said(&run(&tower, &[command, &["--lang", "en"]].concat(), ""));
        assert_eq!(code, Some(1), "{command:?} {err}");
        assert!(err.contains("only the first 1 loaded"), "{command:?} {err}");
    }
}

#[test]
fn u19_what_broke_is_told_as_what_it_is_and_lateness_is_not() {
    let tower = signed_in(3);
    for (what, words) in [
        (What::Cut { after: 9 }, "Tower's answer was cut off"),
        (What::HangUp, "The connection was lost before Tower answered"),
    ] {
        tower.control().script(Fault::always(format!("/api/v1/teams/{TEAM}/members*"), what));
        let (code, _, err) = said(&run(&tower, &["members", TEAM, "--lang", "en"], ""));
        assert!(code == Some(4) && err.contains(words), "{code:?} {err}");
        tower.control().clear_script();
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_has_read_enough_is_no_fault() {
    let tower = signed_in(2000);
    for format in ["--tsv", "--json"] {
        let script = format!("\"$0\" members {TEAM} {format} | head -1 > /dev/null; echo ${{PIPESTATUS[0]}}");
        let mut command = Command::new("bash");
        command
            .args(["-c", &script, env!("CARGO_BIN_EXE_tower-tui")])
            .env("TOWER_TUI_STATE_DIR", tower.home().join("state"))
            .env("TOWER_TUI_CONFIG", tower.home().join("config.toml"))
            .env("TOWER_TUI_BASE_URL", tower.built_in.origin())
            .env("TOWER_TUI_CLIENT_ID", tower.built_in.client_id())
            .env("TOWER_TUI_CLIENT_SECRET", tower.built_in.client_secret());
        let (_, out, err) = said(&command.output().expect("a shell"));
        assert_eq!((out.trim(), err.as_str()), ("0", ""), "{format}");
    }
}

#[test]
fn login_asks_for_the_two_step_code() {
    let habits = Habits { two_step: true, ..Habits::default() };
    let tower = Tower::new(Plan { members: 3, habits, ..Plan::default() });
    let input = format!("{}\n12\n1111\n{TWO_STEP_CODE}\n", tower.control().issue_code());
    let (code, _, err) = said(&run(&tower, &["login"], &input));
    assert_eq!(code, Some(0), "{err}");
    for words in ["Tower has sent you a code", "4 to 10 digits", "(attempt 1)", "signed in as"] {
        assert!(err.contains(words), "{words}: {err}");
    }
}

#[test]
fn login_without_a_code_or_a_network_says_so_by_its_exit_code() {
    let tower = Tower::small();
    assert_eq!(said(&run(&tower, &["login"], "")).0, Some(1));

    tower.control().script(Fault::always("/oauth/token", What::HangUp));
    let code = tower.control().issue_code();
    let (code, _, err) = said(&run(&tower, &["login"], &format!("{code}\n")));
    assert_eq!(code, Some(4), "{err}");

    tower.control().clear_script();
    let (code, _, err) = said(&run(&tower, &["login"], "00000000000000000000000000000000\n"));
    assert_eq!(code, Some(1), "{err}");
}

#[test]
fn an_expired_token_is_signed_in_for_a_script() {
    let tower = Tower::new(Plan { members: 3, expires_in: 0, ..Plan::default() });
    let input = format!("{}\n", tower.control().issue_code());
    run(&tower, &["login"], &input);
    let (code, now) = status(&tower);
    assert_eq!((code, &now["state"], &now["seconds_left"]), (Some(0), &"expired".into(), &0.into()));
}

#[test]
fn a_damaged_session_file_is_named_and_left_alone() {
    let tower = Tower::small();
    run(&tower, &["login"], &format!("{}\n", tower.control().issue_code()));
    let state = tower.home().join("state");
    let mut files = std::fs::read_dir(&state).expect("a state").flatten().map(|entry| entry.path());
    let file = files.find(|path| path.extension().is_some_and(|end| end == "json")).expect("a session");
    std::fs::write(&file, "{").expect("it is ours");

    let (code, now) = status(&tower);
    assert_eq!((code, &now["reason"]), (Some(3), &"store_unreadable".into()));
    let (code, _, err) = said(&run(&tower, &["logout"], ""));
    assert_eq!(code, Some(3));
    assert!(err.contains("damaged"), "{err}");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "{");
}

#[test]
fn commands_without_an_application_or_with_the_demo_are_wrong_calls() {
    let tower = Tower::small();
    for arguments in [&["--demo", "status"][..], &["status", "--no-such-thing"], &["nonsense"]] {
        assert_eq!(said(&run(&tower, arguments, "")).0, Some(2), "{arguments:?}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
        .arg("login")
        .env_clear()
        .env("HOME", tower.home())
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no application is set up"));
}

#[test]
fn u46_the_settings_file_that_was_asked_for_is_named_where_there_is_none() {
    let home = tempfile::tempdir().expect("a directory");
    for (file, command) in [("nope.toml", "login"), ("-", "status"), ("./no/such", "members")] {
        let output = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
            .args(["--config", file, command])
            .current_dir(home.path())
            .env_clear()
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .output()
            .expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("{file}: there is no such file")), "{said}");
    }
}

#[test]
fn t8_05_no_command_prints_a_token() {
    let tower = Tower::small();
    let code = tower.control().issue_code();
    let mut heard = Vec::new();
    for (arguments, input) in [
        (&["login"][..], format!("{code}\n")),
        (&["status"], String::new()),
        (&["status", "--json"], String::new()),
        (&["login"], String::new()),
        (&["logout"], String::new()),
    ] {
        let access = tower.control().access_token();
        let (_, out, err) = said(&run(&tower, arguments, &input));
        heard.push(out + &err);
        let secrets = [Some(code.clone()), access, tower.control().access_token()];
        for secret in secrets.iter().flatten().map(String::as_str).chain([tower.built_in.client_secret()]) {
            assert!(heard.iter().all(|heard| !heard.contains(secret)), "{arguments:?}");
        }
    }
}

/// A Tower somebody has signed in to.
pub(crate) fn signed_in(members: usize) -> Tower {
    let tower = Tower::new(Plan { members, ..Plan::default() });
    run(&tower, &["login"], &format!("{}\n", tower.control().issue_code()));
    tower
}

#[test]
fn teams_are_listed_for_people_and_for_scripts() {
    let tower = signed_in(3);
    let (code, out, _) = said(&run(&tower, &["teams"], ""));
    assert_eq!((code, out.lines().count()), (Some(0), 6), "a heading and five teams");
    assert!(out.lines().nth(1).is_some_and(|line| line.starts_with("云端科技 ")), "{out}");

    let (_, out, _) = said(&run(&tower, &["teams", "--json"], ""));
    let first: Value = serde_json::from_str(out.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["name"], "云端科技");
    assert!(first["id"].is_string() && first["created_at"].is_string(), "{first}");
}

#[test]
fn members_come_whole_and_once_in_every_format() {
    let tower = signed_in(450);
    let (code, out, err) = said(&run(&tower, &["members", "云端科技", "--json"], ""));
    assert_eq!((code, out.lines().count()), (Some(0), 450), "{err}");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ids: std::collections::HashSet<_> = lines.iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(ids.len(), 450);
    for field in ["id", "nickname", "role", "is_active", "gavatar", "groups"] {
        assert!(!lines[0][field].is_null(), "{field}: {}", lines[0]);
    }
    assert!(!out.chars().any(|char| char.is_control() && char != '\n'), "safe to look at");

    let (_, csv, _) = said(&run(&tower, &["members", "云端科技", "--csv"], ""));
    assert!(csv.starts_with("\u{feff}\"id\",\"nickname\",\"role\",\"groups\","), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 451);
    let (_, tsv, _) = said(&run(&tower, &["members", "云端科技", "--tsv"], ""));
    assert!(tsv.lines().all(|line| line.matches('\t').count() == 12));
    let (_, table, _) = said(&run(&tower, &["members", "云端科技", "--lang", "zh-CN"], ""));
    assert!(table.starts_with("姓名 "), "{table}");
    assert!(table.lines().nth(1).is_some_and(|line| line.contains("拥有者")), "{table}");
    let active = lines.iter().filter(|line| line["is_active"] != false).count();
    assert!(active < 450 && table.lines().count() == active + 1, "who left is not in it");
    let (_, all, _) =
        said(&run(&tower, &["members", "云端科技", "--filter", "is:inactive", "--lang", "en"], ""));
    assert!(
        all.lines().count() == 451 - active && all.contains("(inactive)"),
        "and is marked where asked for: {all}"
    );
}

#[test]
fn members_are_filtered_as_on_the_screen() {
    let tower = signed_in(30);
    let (code, out, _) = said(&run(&tower, &["members", "云端科技", "--filter", "13800138000", "--tsv"], ""));
    assert_eq!((code, out.lines().count()), (Some(0), 2), "{out}");
    assert!(out.contains("张伟"));
}

#[test]
fn a_team_that_is_not_clear_lists_the_choices() {
    let tower = signed_in(3);
    for (arguments, words) in [
        (&["members"][..], "which team?"),
        (&["members", "研发\u{1b}[2J"], "no team is called 研发."),
        (&["members", "no-such", "--lang", "zh-CN"], "没有名为 no-such 的团队"),
    ] {
        let (code, out, err) = said(&run(&tower, arguments, ""));
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(err.contains(words) && err.contains("云端科技") && !err.contains('\u{1b}'), "{err}");
    }
}

#[test]
fn lists_renew_a_token_that_is_over_and_say_signed_out_and_offline_by_their_exit_codes() {
    let tower = signed_in(3);
    tower.control().expire_all_tokens();
    assert_eq!(said(&run(&tower, &["teams"], "")).0, Some(0));
    let refreshes = tower.control().requests().into_iter();
    assert_eq!(refreshes.filter(|got| got.field("grant_type") == Some("refresh_token")).count(), 1);

    tower.control().script(Fault::always("/api/*", What::HangUp));
    assert_eq!(said(&run(&tower, &["teams"], "")).0, Some(4));
    tower.control().clear_script();
    run(&tower, &["logout"], "");
    assert_eq!(said(&run(&tower, &["members"], "")).0, Some(3));
}
