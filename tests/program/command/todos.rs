//! `todos` and `todo`, as a script and a report use them.

use serde_json::Value;
use tower_tui::demo::{Fault, Plan, What};

use crate::commands::{run, said};
use crate::tower::Tower;

/// The first team of the built-in Tower.
const TEAM: &str = "云端科技";

/// A Tower somebody has signed in to.
fn signed_in() -> Tower {
    let tower = Tower::new(Plan { members: 30, ..Plan::default() });
    run(&tower, &["login"], &format!("{}\n", tower.control().issue_code()));
    tower
}

/// What a command prints that goes well.
fn printed(tower: &Tower, arguments: &[&str]) -> String {
    let (code, out, err) = said(&run(tower, arguments, ""));
    assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
    out
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_member_s_to_dos_come_in_every_form_and_twice_the_same() {
    let tower = signed_in();
    let of = |arguments: &[&str]| {
        let all = [&["todos", "zgd", "--team", "ydkj", "--lang", "en"], arguments].concat();
        let once = printed(&tower, &all);
        assert_eq!(printed(&tower, &all), once, "the same data, the same bytes");
        once
    };
    let json = lines(&of(&["--json"]));
    let first = json.iter().find(|line| line["team_wide_id"] == 4116).expect("it is open");
    assert_eq!(first["content"], "修复登录超时, 用户在两步验证后被登出");
    for field in ["id", "is_completed", "due_at", "priority", "box", "labels", "created_at"] {
        assert!(!first[field].is_null(), "{field}: {first}");
    }
    assert_eq!((&first["assignee"]["name"], &first["project"]["name"]), (&"曾国栋".into(), &"移动端".into()));
    assert!(json.iter().all(|line| line["is_completed"] == false), "what is open");

    let markdown = of(&["--md"]);
    assert!(markdown.starts_with("## "), "{markdown}");
    assert!(markdown.contains("\n- [ ] #4116 修复登录超时, 用户在两步验证后被登出 ("), "{markdown}");
    let headings: Vec<&str> = markdown.lines().filter(|line| line.starts_with("## ")).collect();
    let distinct: std::collections::HashSet<_> = headings.iter().collect();
    assert_eq!(headings.len(), distinct.len(), "{markdown}");

    let csv = of(&["--csv"]);
    assert!(csv.starts_with("\u{feff}\"id\",\"team_wide_id\",\"content\","), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), json.len() + 1);
    let table = of(&[]);
    assert_eq!(table.lines().count(), json.len() + 1);
    assert!(
        table.trim_start().starts_with("No. ") && table.lines().any(|line| line.starts_with("#4116  today")),
        "{table}"
    );
}

#[test]
fn what_is_asked_for_is_what_comes() {
    let tower = signed_in();
    let of = |arguments: &[&str]| {
        lines(&printed(&tower, &[&["todos", "曾国栋", "--team", TEAM, "--json"], arguments].concat()))
    };
    let open = of(&[]);
    assert_eq!(of(&["--open"]), open);
    let overdue = of(&["--overdue"]);
    assert!(!overdue.is_empty() && overdue.len() < open.len());
    assert_eq!(of(&["--filter", "is:overdue"]), overdue);
    assert!(of(&["--due-before", "9999-12-31"]).iter().all(|line| !line["due_at"].is_null()));
    assert_eq!(of(&["--due-before", "1970-01-01"]), [Value::Null; 0]);
    let done = of(&["--done-since", "1970-01-01"]);
    let closed: Vec<&str> = done.iter().filter_map(|line| line["closed_at"].as_str()).collect();
    assert!(!closed.is_empty() && closed.is_sorted_by(|one, next| one >= next), "{closed:?}");
    assert!(done.iter().all(|line| line["is_completed"] == true));
    assert_eq!(of(&["--done-since", "9999-01-01"]), [Value::Null; 0]);
    for line in of(&["--created"]) {
        assert_eq!(line["is_completed"], false, "{line}");
    }
    assert!(!lines(&printed(&tower, &["todos", "--team", TEAM, "--json"])).is_empty(), "your own");
}

#[test]
fn whoever_is_not_clear_is_asked_for_with_the_choices() {
    let tower = signed_in();
    for (arguments, words) in [
        (&["todos", "z", "--team", TEAM][..], "z matches several members"),
        (&["todos", "no-such\u{1b}[2J", "--team", TEAM], "no member is called no-such"),
        (&["todos", "zgd", "--team", "no-such"], "no team is called no-such"),
        (&["todos", "zgd", "--team", TEAM, "--filter", "is:foo"], "is:foo; valid: overdue, open, done"),
        (&["todo", "周报"], "周报 is not a to-do"),
        (&["todos", "--open", "--overdue"], "cannot be used with"),
        (&["todos", "--due-before", "tomorrow"], "invalid value"),
    ] {
        let (code, out, err) = said(&run(&tower, &[arguments, &["--lang", "en"]].concat(), ""));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?} {err}");
        assert!(err.contains(words) && !err.contains('\u{1b}'), "{arguments:?} {err}");
    }
    let (_, _, err) = said(&run(&tower, &["todos", "z", "--team", TEAM, "--lang", "zh-CN"], ""));
    assert!(err.contains("可能是以下成员") && err.contains("张伟"), "{err}");
}

#[test]
fn one_to_do_is_printed_by_its_number_or_its_address() {
    let tower = signed_in();
    let json = lines(&printed(&tower, &["todo", "4116", "--json"]));
    let id = json[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!((json.len(), &json[0]["assignee"]["name"]), (1, &"曾国栋".into()));
    let origin = tower.built_in.origin();
    for named in [
        "#4116".to_owned(),
        format!("{origin}/teams/630122/todos/4116/"),
        format!("https://tower.im/projects/p/todos/{id}/"),
        "Tower 任务: 周报 ( https://tower.im/teams/1/todos/4116 )".to_owned(),
    ] {
        assert_eq!(lines(&printed(&tower, &["todo", &named, "--json"])), json, "{named}");
    }
    let text = printed(&tower, &["todo", "4116", "--lang", "en"]);
    assert!(text.starts_with("#4116 修复登录超时"), "{text}");
    for said in ["Assignee: 曾国栋\n", "Project: 移动端", "Subtasks 1/3\n[x] 复现\n", "Comments "] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let markdown = printed(&tower, &["todo", "4116", "--md", "--lang", "zh-CN"]);
    assert!(markdown.starts_with("# #4116 修复登录超时"), "{markdown}");
    assert!(markdown.contains("\n- 负责人: 曾国栋\n") && markdown.contains("\n- [x] 复现\n"), "{markdown}");
    for out in [&text, &markdown] {
        assert!(!out.contains("Signature=") && !out.contains('\u{1b}'), "no signed address: {out}");
    }

    let (code, out, err) = said(&run(&tower, &["todo", "99999999", "--lang", "en"], ""));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("no such to-do in your teams (5 searched)"), "{err}");
}

#[test]
fn what_fails_is_told_by_its_exit_code_and_prints_nothing() {
    let tower = signed_in();
    let status = |status| What::Status { status, headers: Vec::new(), body: String::new() };
    for (what, code) in [(status(403), 1), (status(404), 1), (What::HangUp, 4)] {
        tower.control().script(Fault::always("/api/v1/members/*", what.clone()));
        let (got, out, _) = said(&run(&tower, &["todos", "zgd", "--team", TEAM, "--json"], ""));
        assert_eq!((got, out.as_str()), (Some(code), ""), "{what:?}");
        tower.control().clear_script();
    }
    run(&tower, &["logout"], "");
    assert_eq!(said(&run(&tower, &["todos"], "")).0, Some(3));
}
