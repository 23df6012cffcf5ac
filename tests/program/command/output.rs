//! What commands print for programs: one shape, chosen fields, spreadsheets, errors.

use std::process::{Command, Stdio};

use serde_json::Value;
use tower_tui::demo::{Fault, Plan, What, document};

use crate::commands::{TEAM, run, said, signed_in};
use crate::tower::Tower;

fn value(text: &str) -> Value {
    serde_json::from_str(text.trim()).expect("JSON")
}

/// The one line of JSON that an error is.
fn error(tower: &Tower, arguments: &[&str]) -> (Option<i32>, Value) {
    let (code, _, err) = said(&run(tower, arguments, ""));
    assert_eq!(err.lines().count(), 1, "{arguments:?}: {err}");
    (code, value(&err))
}

#[test]
fn the_description_of_the_commands_is_true_of_what_they_print() {
    let tower = signed_in(30);
    let (code, out, err) = said(&run(&tower, &["commands", "--json"], ""));
    assert_eq!((code, err.as_str(), out.lines().count()), (Some(0), "", 1));
    let told = value(&out);
    let commands = told["commands"].as_array().expect("commands");
    let mut listing = 0;
    for command in commands {
        let name = command["name"].as_str().expect("a name");
        assert!(command["about"].as_str().is_some_and(|about| !about.is_empty()), "{command}");
        let Some(fields) = command["fields"].as_array() else { continue };
        listing += 1;
        let fields: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        let arguments = match name {
            "members" => vec!["members", TEAM],
            "todo" => vec!["todo", "4116"],
            "teams" | "today" => vec![name],
            "report" | "todos" => vec![name, "zgd", "--team", TEAM],
            _ => vec![name, "--team", TEAM],
        };
        let (code, out, err) = said(&run(&tower, &[&arguments[..], &["--json"]].concat(), ""));
        assert_eq!((code, err.as_str()), (Some(0), ""), "{name}");
        let lines: Vec<&str> = out.lines().collect();
        assert!(!lines.is_empty(), "{name}");
        for line in lines {
            // In the order of the description, which a map does not keep.
            let places: Vec<_> = fields.iter().map(|field| line.find(&format!("\"{field}\":"))).collect();
            assert!(places.iter().all(Option::is_some), "{name}: {line}");
            // Tower may say more of what it lists itself.
            let count = value(line).as_object().map_or(0, serde_json::Map::len);
            let is_towers = ["teams", "members", "projects", "todos", "todo"].contains(&name);
            assert!(count == fields.len() || (count > fields.len() && is_towers), "{name}: {line}");
        }
        let (_, out, _) =
            said(&run(&tower, &[&arguments[..], &["--json", "--fields", fields[1]]].concat(), ""));
        assert!(out.lines().all(|line| line.starts_with(&format!("{{\"{}\":", fields[1]))), "{name}: {out}");
    }
    assert_eq!(listing, 9);
    let codes: Vec<&str> =
        told["errors"].as_array().expect("errors").iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"signed_out") && codes.len() > 30);
}

#[test]
fn a_to_do_has_one_shape_in_every_command() {
    let tower = signed_in(30);
    let of = |arguments: &[&str]| {
        let (_, out, _) = said(&run(&tower, &[arguments, &["--json"]].concat(), ""));
        out.lines().map(value).find(|line| line["team_wide_id"] == 4116).expect("#4116")
    };
    let listed = of(&["todos", "zgd", "--team", TEAM]);
    let whole = of(&["todo", "4116"]);
    for (name, listed) in listed.as_object().expect("an object") {
        // Only a list tells where its owner has sorted it.
        assert!(whole[name] == *listed || name == "box", "{name}: {whole}");
    }
    let reported = of(&["report", "zgd", "--team", TEAM]);
    for name in ["id", "team_wide_id", "content", "project", "due_at"] {
        assert_eq!(reported[name], listed[name], "{name}");
    }
    assert!(whole["comments"].as_array().is_some_and(|all| !all.is_empty()), "{whole}");
    assert!(whole["desc"].as_str().is_some_and(|desc| !desc.contains('<')), "text, not HTML: {whole}");
}

#[test]
fn every_attribute_of_what_tower_lists_is_there_under_towers_name() {
    let tower = signed_in(30);
    let plan = Plan { members: 30, ..Plan::default() };
    for (arguments, path) in [
        (vec!["teams"], "/teams".to_owned()),
        (vec!["members", TEAM], format!("/teams/{TEAM}/members")),
        (vec!["projects", "--team", TEAM], format!("/teams/{TEAM}/projects")),
        (vec!["todo", "4116"], format!("/teams/{TEAM}/todos/4116")),
        (vec!["todos", "zgd", "--team", TEAM], String::new()),
    ] {
        let before = tower.control().requests().len();
        let (_, out, _) = said(&run(&tower, &[&arguments[..], &["--json"]].concat(), ""));
        let asked = tower.control().requests().split_off(before);
        let of_member = asked.iter().find(|call| call.path.contains("_todos"));
        let path = of_member.map_or(path, |call| call.path.replace("/api/v1", ""));
        let document = document(&plan, &path, "page%5Bnumber%5D=1").expect("it is there");
        let data = value(&document)["data"].clone();
        let all = if let Value::Array(all) = data { all } else { vec![data] };
        let lines: Vec<Value> = out.lines().map(value).collect();
        let mut more = 0;
        for one in &all {
            let Some(line) = lines.iter().find(|line| line["id"] == one["id"]) else { continue };
            for name in one["attributes"].as_object().expect("attributes").keys() {
                assert!(line.get(name).is_some(), "{path}: no {name} in {line}");
                more += 1;
            }
        }
        assert!(more > 2, "{path} has nothing: {out}");
    }
}

#[test]
fn a_team_is_an_option_of_members_as_of_every_other_command_and_not_twice() {
    let tower = signed_in(3);
    let ids = ["--json", "--fields", "id"];
    let (code, as_option, err) = said(&run(&tower, &[&["members", "--team", TEAM], &ids[..]].concat(), ""));
    assert_eq!((code, err.as_str(), as_option.lines().count()), (Some(0), "", 3));
    let (_, as_argument, _) = said(&run(&tower, &[&["members", TEAM], &ids[..]].concat(), ""));
    assert_eq!(as_option, as_argument);
    assert_eq!(error(&tower, &["members", TEAM, "--team", TEAM, "--json"]).0, Some(2));
    let (_, told) = error(&tower, &["members", TEAM, "--json", "--fields", "name"]);
    assert!(told["message"].as_str().is_some_and(|told| told.contains("Did you mean nickname?")), "{told}");
    let (_, told) = error(&tower, &["members", TEAM, "--json", "--fields", ","]);
    assert!(told["message"].as_str().is_some_and(|told| told.contains("names no field")), "{told}");
}

#[test]
fn an_error_is_one_line_of_json_with_its_code_and_what_helps() {
    let tower = signed_in(3);
    for (arguments, code, exit, next) in [
        (&["members", "--json"][..], "which_team", 2, "tower-tui teams --json"),
        (&["members", TEAM, "--json", "--fields", "nicknam"], "field", 2, "tower-tui commands --json"),
        (&["todos", "nobody", "--team", TEAM, "--json"], "which_member", 2, "tower-tui members --json"),
        (&["todos", "--json", "--no-such"], "usage", 2, "tower-tui commands --json"),
        (&["memb", "--json"], "usage", 2, "tower-tui commands --json"),
    ] {
        let (got, told) = error(&tower, arguments);
        assert_eq!((got, &told["code"], &told["exit"]), (Some(exit), &code.into(), &exit.into()), "{told}");
        assert_eq!(told["next"], next, "{told}");
        for name in ["message", "hint"] {
            assert!(told[name].as_str().is_some_and(|text| !text.is_empty()), "{told}");
        }
    }
    let (_, told) = error(&tower, &["members", TEAM, "--json", "--fields", "nicknam", "--lang", "en"]);
    assert!(told["message"].as_str().is_some_and(|said| said.contains("Did you mean nickname?")), "{told}");

    let refused = What::Status { status: 403, headers: Vec::new(), body: String::new() };
    tower.control().script(Fault::always("/api/*", refused));
    assert_eq!(error(&tower, &["projects", "--team", TEAM, "--json"]).1["code"], "forbidden");
    tower.control().clear_script();
    tower.control().script(Fault::always("/api/*", What::HangUp));
    assert_eq!(error(&tower, &["teams", "--json"]).1["code"], "offline");
    tower.control().clear_script();
    run(&tower, &["logout"], "");
    let (code, told) = error(&tower, &["teams", "--json"]);
    assert_eq!(
        (code, &told["code"], &told["next"]),
        (Some(3), &"signed_out".into(), &"tower-tui login".into())
    );
}

#[test]
fn status_is_always_an_object_for_a_program() {
    let home = tempfile::tempdir().expect("a home");
    let output = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
        .args(["status", "--json"])
        .env_clear()
        .env("HOME", home.path())
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    let (code, out, err) = said(&output);
    assert_eq!(
        (code, &value(&out)["state"], &value(&err)["code"]),
        (Some(2), &"not_set_up".into(), &"not_set_up".into())
    );
    let before: Vec<String> = value(&out).as_object().expect("an object").keys().cloned().collect();
    let (_, out, _) = said(&run(&signed_in(3), &["status", "--json"], ""));
    let after: Vec<String> = value(&out).as_object().expect("an object").keys().cloned().collect();
    assert_eq!(before, after, "the same keys");
}

#[test]
fn a_workbook_is_written_once_and_never_over_another_file() {
    let tower = signed_in(30);
    let path = tower.home().join("team.xlsx");
    let arguments = ["members", TEAM, "--xlsx", path.to_str().expect("a path"), "--lang", "en"];
    let (code, out, err) = said(&run(&tower, &arguments, ""));
    assert_eq!((code, out.as_str()), (Some(0), ""), "{err}");
    assert!(err.starts_with("30 rows written to "), "{err}");
    let bytes = std::fs::read(&path).expect("a file");
    assert!(bytes.starts_with(b"PK\x03\x04"));
    let (code, _, err) = said(&run(&tower, &arguments, ""));
    assert!(code == Some(1) && err.contains("exists and was left"), "{err}");
    assert_eq!(std::fs::read(&path).expect("it is there"), bytes);
}

#[test]
fn a_wrong_call_is_told_in_the_language_of_the_person() {
    let tower = Tower::small();
    for (arguments, words) in [
        (&["members", "--no-such", "--lang", "zh-CN"][..], "没有选项或参数 --no-such"),
        (&["memebrs", "--lang=zh-CN"], "是不是"),
        (&["todo", "--lang", "zh-CN"], "缺少参数：<NUMBER|ADDRESS>"),
        (&["todos", "--open", "--overdue", "--lang", "zh-CN"], "--open 不能与 --overdue 同时使用"),
        (&["snapshot", "members", "--color", "x", "--lang", "zh-CN"], "x 不能用作"),
    ] {
        let (code, out, err) = said(&run(&tower, arguments, ""));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        assert!(err.contains(words) && !err.contains("error:"), "{arguments:?}: {err}");
    }
    let (code, out, _) = said(&run(&tower, &["members", "--help", "--lang", "zh-CN"], ""));
    assert_eq!(code, Some(0));
    for words in ["列出团队成员", "用法：tower-tui members [选项]", "全局选项：", "字段：id, nickname"]
    {
        assert!(out.contains(words), "{words}: {out}");
    }
}
