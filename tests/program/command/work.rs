//! `workload` and `today`, as a script uses them.

use serde_json::Value;
use tower_tui::demo::{Fault, What};

use crate::commands::{run, said, signed_in};

/// The lines of JSON that a command prints.
fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn number(line: &Value, name: &str) -> u64 {
    line[name].as_u64().expect(name)
}

/// A status without a body.
fn status(code: u16) -> What {
    What::Status { status: code, headers: Vec::new(), body: String::new() }
}

#[test]
fn a_workload_has_a_line_a_member_under_fixed_names_and_always_the_same_bytes() {
    let tower = signed_in(30);
    let (code, out, err) = said(&run(&tower, &["workload", "--team", "ydkj", "--json"], ""));
    assert_eq!((code, err.as_str()), (Some(0), ""), "found by pinyin");
    let rows = lines(&out);
    assert!((20..=30).contains(&rows.len()), "who has left is left out: {}", rows.len());
    let names =
        ["id", "nickname", "open", "overdue", "due_today", "due_in_7_days", "no_date", "days", "partial"];
    for row in &rows {
        let object = row.as_object().expect("an object");
        assert_eq!(object.len(), names.len());
        assert!(names.iter().all(|name| object.contains_key(*name)), "{row}");
        let days = row["days"].as_array().expect("days");
        assert_eq!((days.len(), &row["partial"]), (14, &Value::Bool(false)));
        assert_eq!(days[0], row["due_today"]);
        let week: u64 = days[1..8].iter().filter_map(Value::as_u64).sum();
        assert_eq!(week, number(row, "due_in_7_days"));
        let parts = ["overdue", "due_today", "due_in_7_days", "no_date"].map(|name| number(row, name));
        assert!(parts.iter().sum::<u64>() <= number(row, "open"), "{row}");
    }
    assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(number(row, "overdue"))), "who is drowning first");
    assert!(number(&rows[0], "overdue") > 2, "{}", rows[0]);
    let again = said(&run(&tower, &["workload", "--team", "云端科技", "--json"], "")).1;
    assert_eq!(again, out);
}

#[test]
fn a_workload_is_filtered_as_on_the_screen_and_comes_in_other_formats() {
    let tower = signed_in(30);
    let workload = |more: &[&str]| {
        let arguments = [&["workload", "--team", "云端科技", "--lang", "en"], more].concat();
        let (code, out, err) = said(&run(&tower, &arguments, ""));
        assert_eq!(code, Some(0), "{err}");
        out
    };
    let all = workload(&["--json"]).lines().count();
    let some = workload(&["--json", "--filter", "group:hd"]).lines().count();
    assert!((1..all).contains(&some), "{some} of {all}");
    let csv = workload(&["--csv"]);
    assert!(
        csv.starts_with("\u{feff}\"id\",\"nickname\",\"open\",\"overdue\",\"due_today\",\"due_in_7_days\",\"no_date\",\"days\","),
        "{csv}"
    );
    assert_eq!(csv.matches("\r\n").count(), all + 1);
    let md = workload(&["--md"]);
    assert!(md.starts_with("| Name | Open | Overdue |") && md.lines().count() == all + 2, "{md}");
    let table = workload(&[]);
    assert!(table.starts_with("Name ") && table.lines().count() == all + 1, "{table}");
    let requests = tower.control().requests();
    assert!(
        !requests.iter().any(|got| got.path.contains("completed_todos") && !got.path.contains("uncompleted")),
        "what is done is not asked for"
    );
}

#[test]
fn a_list_that_does_not_come_is_partial_and_the_others_are_there() {
    let tower = signed_in(30);
    let (_, out, _) = said(&run(&tower, &["workload", "--team", "ydkj", "--json"], ""));
    let rows = lines(&out);
    let id = rows[0]["id"].as_str().expect("an id").to_owned();
    for (what, words) in [
        (status(403), "No access to this"),
        (status(404), "no longer in Tower"),
        (What::Status { status: 200, headers: Vec::new(), body: "<html>".to_owned() }, "web page"),
    ] {
        tower.control().script(Fault::always(format!("/api/v1/members/{id}/*"), what));
        let arguments = ["workload", "--team", "ydkj", "--json", "--lang", "en"];
        let (code, out, err) = said(&run(&tower, &arguments, ""));
        let partial = lines(&out);
        assert_eq!((code, partial.len()), (Some(1), rows.len()), "{err}");
        let of: Vec<&Value> = partial.iter().filter(|row| row["partial"] == true).collect();
        assert_eq!((of.len(), of[0]["id"].as_str()), (1, Some(id.as_str())), "{err}");
        assert!(err.contains("1 of ") && err.contains(words), "{err}");
        tower.control().clear_script();
    }
}

#[test]
fn a_team_that_is_not_clear_is_not_guessed() {
    let tower = signed_in(3);
    for arguments in [&["workload"][..], &["workload", "--team", "no-such"]] {
        let (code, out, err) = said(&run(&tower, arguments, ""));
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(err.contains("云端科技"), "{err}");
    }
}

#[test]
fn today_is_what_is_mine_in_every_team() {
    let tower = signed_in(30);
    let (code, out, err) = said(&run(&tower, &["today", "--json"], ""));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let rows = lines(&out);
    let names = ["section", "team", "id", "team_wide_id", "content", "project", "due_at"];
    let order = ["overdue", "today", "next", "later", "new", "none"];
    let place = |row: &Value| order.iter().position(|name| row["section"] == *name).expect("a section");
    for row in &rows {
        let object = row.as_object().expect("an object");
        assert!(names.iter().all(|name| object.contains_key(*name)), "{row}");
    }
    assert!(!rows.is_empty() && rows.is_sorted_by_key(place), "{out}");
    assert_eq!(said(&run(&tower, &["today", "--json"], "")).1, out, "the same bytes");

    let (code, md, _) = said(&run(&tower, &["today", "--md", "--lang", "en"], ""));
    assert_eq!((code, md.matches("- [ ] ").count()), (Some(0), rows.len()), "{md}");
    assert!(md.starts_with("## "), "{md}");
    let (code, plain, _) = said(&run(&tower, &["today", "--lang", "zh-CN"], ""));
    assert!(code == Some(0) && plain.lines().count() > rows.len(), "{plain}");
}

#[test]
fn nothing_to_do_is_a_word_and_no_failure() {
    let tower = signed_in(3);
    let what = What::Status { status: 200, headers: Vec::new(), body: r#"{"data":[]}"#.to_owned() };
    tower.control().script(Fault::always("/api/v1/members/*", what));
    let (code, out, _) = said(&run(&tower, &["today", "--lang", "en"], ""));
    assert_eq!((code, out.trim()), (Some(0), "Nothing to do in any of your teams."));
    let (code, out, _) = said(&run(&tower, &["today", "--json"], ""));
    assert_eq!((code, out.as_str()), (Some(0), ""));
}
