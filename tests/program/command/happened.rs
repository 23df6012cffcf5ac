//! The commands on what happened: the feed, the report, the projects.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;
use tower_tui::demo::{Fault, Plan, What};

use crate::commands::{TEAM, run, said, signed_in};
use crate::tower::Tower;

/// A member with more done than comes on a page.
const BUSY: &str = "曾国栋";

const OF_TEAM: [&str; 2] = ["--team", "云端科技"];

/// Runs a command in the first team; it succeeds.
fn told(tower: &Tower, arguments: &[&str]) -> String {
    let (code, out, err) = said(&run(tower, &[arguments, &OF_TEAM].concat(), ""));
    assert_eq!(code, Some(0), "{arguments:?}: {err}");
    out
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The id of the member who has most to do.
fn busy(tower: &Tower) -> String {
    let (_, out, _) = said(&run(tower, &["members", TEAM, "--filter", BUSY, "--json"], ""));
    let id = lines(&out).first().and_then(|line| line.get("id")?.as_str().map(str::to_owned));
    id.expect("a member of this name")
}

fn refuses(path: String) -> Fault {
    Fault::always(path, What::Status { status: 403, headers: Vec::new(), body: String::new() })
}

#[test]
fn the_feed_comes_whole_once_and_newest_first() {
    let tower = signed_in(30);
    let all = lines(&told(&tower, &["activity", "--json"]));
    assert!(all.len() > 100, "more than two pages: {}", all.len());
    let ids: HashSet<String> = all.iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(ids.len(), all.len());
    let moments: Vec<&str> = all.iter().filter_map(|line| line["created_at"].as_str()).collect();
    assert!(moments.len() == all.len() && moments.is_sorted_by(|one, next| one >= next));
    let fields: BTreeSet<&str> = all[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(fields, ["action", "ancestor", "created_at", "id", "member", "title"].into());

    let day = moments[moments.len() / 2].get(..10).expect("a day").to_owned();
    let since = lines(&told(&tower, &["activity", "--json", "--since", &day]));
    let expected = moments.iter().filter(|at| at.get(..10) >= Some(&day)).count();
    assert_eq!(since.len(), expected);

    let who = all[0]["member"]["name"].as_str().expect("a name");
    let of_one = lines(&told(&tower, &["activity", "--json", "--member", who]));
    assert!(of_one.len() < all.len() && of_one.iter().all(|line| line["member"]["name"] == who));
    let place = all[0]["ancestor"].as_str().expect("a project");
    let of_both = lines(&told(&tower, &["activity", "--json", "--member", who, "--project", place]));
    assert!(!of_both.is_empty());
    assert!(of_both.iter().all(|line| line["member"]["name"] == who && line["ancestor"] == place));
}

#[test]
fn the_feed_has_days_in_markdown_and_lines_for_people() {
    let tower = signed_in(30);
    let feed = told(&tower, &["activity", "--md", "--lang", "zh-CN"]);
    let days: Vec<&str> = feed.lines().filter(|line| line.starts_with("## ")).collect();
    assert!(days.len() > 5 && days.iter().all(|day| day.contains(" 周")), "{days:?}");
    assert_eq!(days.iter().collect::<HashSet<_>>().len(), days.len(), "no day twice");
    let items = feed.lines().filter(|line| line.starts_with("- ")).count();
    assert_eq!(told(&tower, &["activity"]).lines().count(), items + 1);
}

#[test]
fn a_cursor_that_stands_still_ends_the_feed_and_odd_events_are_told() {
    let tower = signed_in(3);
    let body = r#"{"data": [
        {"id": "9", "type": "events", "attributes": {"action": "做了没听说过的事", "title": "a\u001b[2Jb", "created_at": "2999-01-01T00:00:00.000+08:00"}},
        {"id": "8", "type": "events", "attributes": {"created_at": "早"}, "relationships": {"creator": {"data": null}}}]}"#;
    let what = What::Status { status: 200, headers: Vec::new(), body: body.to_owned() };
    tower.control().script(Fault::always(format!("/api/v1/teams/{TEAM}/events*"), what));
    let odd = lines(&told(&tower, &["activity", "--json"]));
    assert_eq!(odd.len(), 2);
    assert_eq!((&odd[0]["member"], &odd[0]["action"]), (&Value::Null, &"做了没听说过的事".into()));
    let people = told(&tower, &["activity", "--lang", "en"]);
    let first = people.lines().nth(1).expect("an event");
    assert!(first.starts_with("2999-01-01 00:00  somebody  做了没听说过的事  "), "{people}");
    assert!(!people.contains('\u{1b}'), "{people}");
}

#[test]
fn projects_are_listed_for_people_and_for_scripts() {
    let tower = signed_in(3);
    let projects = lines(&told(&tower, &["projects", "--json"]));
    assert!(
        projects.len() > 3 && projects.iter().all(|line| line["id"].is_string() && line["name"].is_string())
    );
    let people = told(&tower, &["projects", "--lang", "en"]);
    assert_eq!(people.lines().count(), projects.len() + 1);
    for line in projects {
        assert!(people.contains(line["name"].as_str().expect("a name")), "{people}");
    }
    let (code, _, err) =
        said(&run(&tower, &["activity", "--project", "没有", "--team", TEAM, "--lang", "en"], ""));
    assert!(code == Some(2) && err.contains("no project is called 没有"), "{err}");
}

#[test]
fn a_report_has_what_tower_has_each_once_and_is_the_same_again() {
    let tower = signed_in(30);
    let long = ["report", BUSY, "--since", "2020-01-01", "--lang", "zh-CN"];
    let first = told(&tower, &long);
    assert_eq!(first, told(&tower, &long));
    let items: Vec<&str> = first.lines().filter(|line| line.starts_with("- [")).collect();
    assert!(items.iter().all(|line| line.starts_with("- [x] ") || line.starts_with("- [ ] ")));
    assert_eq!(items.iter().collect::<HashSet<_>>().len(), items.len());

    let (done, open): (Vec<&str>, Vec<&str>) = items.iter().partition(|line| line.starts_with("- [x]"));
    let all = lines(&told(&tower, &["report", BUSY, "--since", "2020-01-01", "--json"]));
    let count = |kind: &str| all.iter().filter(|line| line["item"] == kind).count();
    assert_eq!(count("done"), done.len());
    assert!(count("done") > 25, "more than a page");
    assert_eq!(count("open") + count("overdue") + count("created"), open.len());
    assert!(first.contains(&format!("已完成 {}，逾期 {}", count("done"), count("overdue"))), "{first}");

    let week = told(&tower, &["report", BUSY, "--week"]);
    assert!(week.lines().filter(|line| line.starts_with("- [x]")).count() < done.len());
    assert_eq!(week, told(&tower, &["report", BUSY]));
}

#[test]
fn a_part_that_could_not_be_read_is_told_in_the_report() {
    let tower = signed_in(30);
    let id = busy(&tower);
    tower.control().script(refuses(format!("/api/v1/members/{id}/assigned_completed_todos*")));
    let report = told(&tower, &["report", &id, "--lang", "en"]);
    assert!(report.contains("## Could not be loaded\n\n- to-dos done: no access to this"), "{report}");
    assert!(report.contains("- [ ] ") && !report.contains("- [x] "), "the rest is there: {report}");
    let lines = lines(&told(&tower, &["report", BUSY, "--json"]));
    assert!(lines.iter().any(|line| line["item"] == "missing" && line["list"] == "done"));

    tower.control().script(refuses(format!("/api/v1/members/{id}/*")));
    tower.control().script(refuses(format!("/api/v1/teams/{TEAM}/events*")));
    let (code, out, err) = said(&run(&tower, &["report", BUSY, "--team", TEAM, "--lang", "en"], ""));
    assert_eq!((code, out.as_str()), (Some(1), ""), "nothing of it could be read");
    assert!(err.contains("No access to this"), "{err}");
}

#[test]
fn a_page_that_does_not_come_is_asked_for_again_beside_one_that_is_refused() {
    let tower = signed_in(30);
    let id = busy(&tower);
    let whole = told(&tower, &["report", BUSY, "--lang", "en"]);
    let open = format!("/api/v1/members/{id}/assigned_uncompleted_todos*");
    tower.control().script(Fault::once(open, What::HangUp));
    tower.control().script(refuses(format!("/api/v1/members/{id}/created_uncompleted_todos*")));
    let report = told(&tower, &["report", BUSY, "--lang", "en"]);
    assert!(report.contains("- to-dos created: no access to this"), "{report}");
    let overdue = |report: &str| report.lines().filter(|line| line.ends_with(" overdue)")).count();
    assert!(overdue(&whole) > 0);
    assert_eq!(overdue(&report), overdue(&whole));
}

#[test]
fn a_group_has_a_report_of_each_and_a_wrong_call_says_what_is_right() {
    let tower = signed_in(30);
    let members = lines(&{
        let (_, out, _) = said(&run(&tower, &["members", TEAM, "--filter", "group:=后端", "--json"], ""));
        out
    });
    let active = members.iter().filter(|line| line["is_active"] != false).count();
    let report = told(&tower, &["report", "--group", "后端"]);
    assert!(active > 1);
    assert_eq!(report.lines().filter(|line| line.starts_with("# ")).count(), active);

    let cases: [(&[&str], &str); 7] = [
        (&["report", "--group", "没有"], "group called 没有. Groups:"),
        (&["report", "查无此人"], "no member is called 查无此人"),
        (&["report", "a"], "a matches several members."),
        (&["report"], "required"),
        (&["report", "me", "--since", "2026-02-30"], "2026-11-23"),
        (
            &["report", "me", "--since", "2026-08-28", "--until", "2026-08-27"],
            "the last day is before the first",
        ),
        (&["report", "me", "--week", "--since", "2026-08-28"], "cannot be used with"),
    ];
    for (arguments, words) in cases {
        let arguments = [arguments, &["--team", TEAM, "--lang", "en"]].concat();
        let (code, out, err) = said(&run(&tower, &arguments, ""));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?} {err}");
        assert!(err.contains(words), "{words}: {err}");
    }
}

#[test]
fn a_list_that_does_not_come_at_all_is_told_in_the_report_and_ends_nothing() {
    let tower = signed_in(30);
    let id = busy(&tower);
    let open = format!("/api/v1/members/{id}/assigned_uncompleted_todos*");
    tower.control().script(Fault::always(open, What::HangUp));
    let report = told(&tower, &["report", BUSY, "--lang", "en", "--since", "2020-01-01"]);
    assert!(report.contains("## Could not be loaded\n\n- open to-dos: "), "{report}");
    assert!(report.contains("- [x] "), "the rest is there: {report}");
}

#[test]
fn a_project_is_a_filter_of_members_and_of_the_workload() {
    let tower = signed_in(30);
    let names = |arguments: &[&str]| -> BTreeSet<String> {
        let (code, out, err) = said(&run(&tower, arguments, ""));
        assert_eq!(code, Some(0), "{arguments:?} {err}");
        lines(&out).iter().map(|line| line["nickname"].to_string()).collect()
    };
    let all = names(&["members", TEAM, "--json"]);
    let some = names(&["members", TEAM, "--filter", "project:=后端", "--json"]);
    assert!(!some.is_empty() && some.len() < all.len(), "{some:?}");
    let others = names(&["members", TEAM, "--filter", "!project:=后端", "--json"]);
    assert!(some.is_disjoint(&others) && some.len() + others.len() == all.len());
    let load = names(&["workload", "--team", TEAM, "--filter", "项目:hd", "--json"]);
    assert!(load.is_subset(&some) && !load.is_empty(), "{load:?}");
    let (code, _, err) =
        said(&run(&tower, &["members", TEAM, "--filter", "project:没有", "--lang", "en"], ""));
    assert!(code == Some(2) && err.contains("unknown project:没有; valid: "), "{err}");
}

#[test]
fn a_project_that_may_not_be_seen_says_so() {
    let tower = signed_in(3);
    tower.control().script(refuses("/api/v1/projects/*".to_owned()));
    let (code, out, err) =
        said(&run(&tower, &["members", TEAM, "--filter", "project:后端", "--lang", "en"], ""));
    assert!(code == Some(1) && out.is_empty() && err.contains("No access to this"), "{err}");
}

#[test]
fn nothing_has_happened_that_is_still_to_come() {
    let tower = signed_in(30);
    let all = lines(&told(&tower, &["activity", "--json"]));
    let now = jiff::Timestamp::now();
    for line in all {
        let at: jiff::Timestamp = line["created_at"].as_str().expect("a moment").parse().expect("a moment");
        assert!(at <= now, "{line}");
    }
}

#[test]
fn a_standup_needs_a_terminal() {
    let tower = signed_in(3);
    let (code, out, err) = said(&run(&tower, &["standup", "--group", "后端", "--lang", "en"], ""));
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
}

#[test]
fn five_thousand_done_to_dos_are_read_each_once() {
    let tower = Tower::new(Plan { members: 30, done: 5000, ..Plan::default() });
    run(&tower, &["login"], &format!("{}\n", tower.control().issue_code()));
    let all = lines(&told(&tower, &["report", BUSY, "--since", "2000-01-01", "--json"]));
    let done: Vec<String> =
        all.iter().filter(|line| line["item"] == "done").map(|line| line["id"].to_string()).collect();
    assert!(done.len() >= 5000, "{}", done.len());
    assert_eq!(done.iter().collect::<HashSet<_>>().len(), done.len());
    let before = pages_of_done(&tower);
    assert!(before >= 200, "{before}");
    let week = told(&tower, &["report", BUSY, "--week", "--json"]);
    assert!(lines(&week).len() < 100);
    assert!(pages_of_done(&tower) - before < 10, "a week is no reason to read all of it");
}

#[test]
fn a_long_list_that_nobody_waits_for_any_more_is_not_read_on() {
    let tower = Tower::new(Plan { members: 30, done: 5000, ..Plan::default() });
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("\r").wait_for("张伟").keys("jj\r").wait_for("Open 7").keys("\t");
    terminal.wait_for("1/25+").keys("G").wait_for("50+").keys("G").wait_for("75+");
    let held = Fault::always("/api/v1/members/*", What::Hold);
    tower.control().script(held);
    terminal.keys("G").wait_for("loading");
    let before = pages_of_done(&tower);
    terminal.keys("\x1b").wait_gone("loading");
    tower.control().clear_script();
    tower.control().release();
    terminal.keys("h").wait_for("Role").keys("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(pages_of_done(&tower), before);
}

/// How many pages of done to-dos were asked for.
fn pages_of_done(tower: &Tower) -> usize {
    tower.control().requests().iter().filter(|one| one.path.ends_with("assigned_completed_todos")).count()
}
