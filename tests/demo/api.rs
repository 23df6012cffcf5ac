//! The API: who is let in, what is where, and how lists are cut into pages.

use serde_json::Value;
use tower_tui::demo::{BuiltIn, Plan, start};

use crate::wire::{Answer, V5, get, ids, plan, raw, send, sign_in, tower};

fn user(tower: &BuiltIn, headers: &[(&str, &str)]) -> Answer {
    send(tower.origin(), "GET", "/api/v1/user", headers, "")
}

/// The team ids, in order.
fn teams(tower: &BuiltIn, access: &str) -> Vec<String> {
    let teams = get(tower, access, "teams").json();
    ids(&teams)
}

fn names(document: &Value) -> Vec<&str> {
    let data = document.get("data").and_then(Value::as_array).into_iter().flatten();
    data.filter_map(|one| one.pointer("/attributes/nickname")?.as_str()).collect()
}

#[test]
fn a_refused_token_gets_an_empty_401_with_the_reason_in_a_header() {
    let tower = tower(V5);
    let (old, token) = sign_in(&tower);
    let new = crate::wire::refresh(&tower, &token).field("access_token");
    tower.control().expire_all_tokens();
    let bearer = |token: &str| format!("Bearer {token}");

    for (authorization, reason) in [
        (String::new(), "The access token is invalid"),
        (bearer("unknown"), "The access token is invalid"),
        (bearer(&new), "The access token expired"),
        (bearer(&old), "The access token was revoked"),
    ] {
        let answer = user(&tower, &[("Authorization", &authorization)]);
        assert_eq!((answer.status, answer.text()), (401, ""));
        assert_eq!(answer.header("content-type"), Some("text/html"));
        let challenge =
            format!("Bearer realm=\"Doorkeeper\", error=\"invalid_token\", error_description=\"{reason}\"");
        assert_eq!(answer.header("www-authenticate"), Some(challenge.as_str()));
    }
}

#[test]
fn a_live_token_opens_the_api_in_any_of_three_ways() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    for scheme in ["Bearer", "bearer"] {
        let answer = user(&tower, &[("Authorization", &format!("{scheme} {access}"))]);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("max-age=0, private, must-revalidate"));
    }
    let target = format!("/api/v1/user?access_token={access}");
    assert_eq!(send(tower.origin(), "GET", &target, &[], "").status, 200);
}

#[test]
fn what_does_not_exist_is_a_page_or_json_for_those_who_ask() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let bearer = format!("Bearer {access}");
    for path in ["members/unknown", "teams/unknown/members", "todos/0/comments", "nowhere", "projects"] {
        let target = format!("/api/v1/{path}");
        let ask = |accept| {
            send(tower.origin(), "GET", &target, &[("Authorization", &bearer), ("Accept", accept)], "")
        };
        let page = ask("application/vnd.api+json");
        assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")));
        let json = ask("application/json");
        assert_eq!((json.status, json.text()), (404, r#"{"status":404,"error":"Not Found"}"#));
    }
}

#[test]
fn the_teams_are_those_of_the_demo_and_each_knows_the_account() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let document = get(&tower, &access, "teams").json();
    let told: Vec<_> = document["data"].as_array().unwrap().iter().map(|team| &team["attributes"]).collect();
    let names = [
        ("云端科技", "2014-05-15"),
        ("API Team", "2018-04-16"),
        ("艾泽拉斯大事件", "2017-07-12"),
        ("Nordlicht Studio", "2023-02-01"),
        ("一个名字特别特别长的团队用来测试省略号是否正确显示在这里", "2020-10-10"),
    ];
    for (team, (name, created)) in told.iter().zip(names) {
        assert_eq!(team["name"], name);
        assert!(team["created_at"].as_str().unwrap().starts_with(created));
        assert!(team["created_at"].as_str().unwrap().ends_with("+08:00"));
    }
    assert_eq!(told.len(), names.len());

    for (team, size) in teams(&tower, &access).iter().zip([128, 3, 450, 0, 10_000]) {
        let own = get(&tower, &access, &format!("teams/{team}/member")).json();
        assert_eq!(own["data"]["attributes"]["nickname"], "林小北");
        let id = own["data"]["id"].as_str().unwrap();
        assert_eq!(get(&tower, &access, &format!("members/{id}")).json(), own);

        let page =
            get(&tower, &access, &format!("teams/{team}/members?page[number]={}", size / 200 + 1)).json();
        assert_eq!(ids(&page).len(), size % 200, "the last page of {size}");
        let first = get(&tower, &access, &format!("teams/{team}/members")).json();
        assert_eq!(ids(&first).contains(&id.to_owned()), size > 0);
    }
}

#[test]
fn the_first_members_are_in_their_order() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let page = get(&tower, &access, &format!("teams/{team}/members")).json();
    let names = names(&page);
    assert_eq!(names[..4], ["张伟", "欧阳娜娜", "曾国栋", "单小满"]);
    assert_eq!((names[11], names[19], names[29]), ("赵六 (离职)", "林小北", "孟浩然"));
    let member = |place: usize| &page["data"][place]["attributes"];
    assert_eq!((&member(0)["role"], &member(1)["role"]), (&"owner".into(), &"admin".into()));
    assert_eq!(
        (&member(2)["phone"], &member(2)["mailbox"]),
        (&"137 0000 1122".into(), &"zeng@example.com".into())
    );
    assert_eq!((&member(11)["is_active"], &member(11)["mailbox"]), (&false.into(), &Value::Null));
}

#[test]
fn the_awkward_cases_are_all_there_after_the_first_30() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let page = get(&tower, &access, &format!("teams/{team}/members")).json();
    let people = page["data"].as_array().unwrap();
    let any =
        |odd: &dyn Fn(&Value) -> bool| people.iter().skip(30).any(odd) && !people.iter().take(30).any(odd);
    let name = |part: &'static str| {
        any(&move |one: &Value| {
            one["attributes"]["nickname"].as_str().is_some_and(|name| name.contains(part))
        })
    };
    for part in ["\u{200d}", "\u{308}", "\u{2066}", "م", "א", "\u{1b}[", "\u{9b}", "\n"] {
        assert!(name(part), "{part:?}");
    }
    assert!(any(&|one| one["attributes"]["nickname"]
        .as_str()
        .is_some_and(|name| name.chars().count() > 300)));
    assert!(any(&|one| one["id"].is_number()));
    assert!(any(&|one| one["attributes"].get("phone").is_none()));
    assert!(any(&|one| one["attributes"].get("badges").is_some()));
    assert!(any(&|one| one["attributes"]["role"] == "visitor"));
    assert!(any(&|one| one["attributes"]["is_locked_by_free_team_quota"] == true));
    assert!(any(&|one| one["attributes"]["is_incomplete_from_wxwork"] == true));

    let included: Vec<&Value> = page["included"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    let lost = |one: &Value| {
        one["relationships"]["groups"]["data"]
            .as_array()
            .unwrap()
            .iter()
            .any(|group| !included.contains(&&group["id"]))
    };
    assert!(any(&lost));
    let numeric = people.iter().find(|one| one["id"].is_number()).unwrap();
    assert_eq!(get(&tower, &access, &format!("members/{}", numeric["id"])).json()["data"], *numeric);
}

#[test]
fn members_come_200_a_page_whatever_the_size_of_the_team() {
    for (members, lengths) in [
        (0, vec![0, 0]),
        (1, vec![1, 0]),
        (199, vec![199, 0]),
        (200, vec![200, 0]),
        (201, vec![200, 1, 0]),
        (401, vec![200, 200, 1, 0]),
    ] {
        let tower = start(Plan { members, ..plan() }).unwrap();
        let (access, _) = sign_in(&tower);
        let team = teams(&tower, &access).remove(0);
        let url = format!("http://tower.test/api/v1/teams/{team}/members");
        let link = |number: &str| format!("{url}?page%5Bnumber%5D={number}&page%5Bsize%5D=200");
        let last = lengths.len() - 1;
        let mut seen = Vec::new();
        for (page, &length) in (1..).zip(&lengths) {
            let document =
                get(&tower, &access, &format!("teams/{team}/members?page%5Bnumber%5D={page}")).json();
            assert_eq!(ids(&document).len(), length, "page {page} of {members}");
            assert_eq!(document.get("included").is_none(), length == 0);
            seen.extend(ids(&document));
            let links = &document["links"];
            assert_eq!(links["self"], link(&page.to_string()));
            assert_eq!(links["first"], link("1"));
            assert_eq!(links["last"], link(&last.to_string()));
            if page < last {
                assert_eq!(links["next"], link(&(page + 1).to_string()));
            } else if page == last || members == 0 {
                assert_eq!(links["next"], Value::Null);
            } else {
                assert_eq!(links["next"], link(""), "past the end, and page 1 again");
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), members);
        let no_number =
            get(&tower, &access, &format!("teams/{team}/members?page%5Bnumber%5D=&page%5Bsize%5D=200"));
        assert_eq!(ids(&no_number.json()).len(), lengths[0]);
    }
}

#[test]
fn links_are_escaped_and_those_of_project_members_lead_elsewhere() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let project = ids(&get(&tower, &access, &format!("teams/{team}/projects")).json()).remove(0);
    let members = get(&tower, &access, &format!("projects/{project}/members"));
    assert!(members.text().contains(
        r#""self":"http://tower.test/api/v1/teams/:id/members?page%5Bnumber%5D=1\u0026page%5Bsize%5D=200""#
    ));
    assert!(members.text().contains(r"\u003cb\u003e\u0026amp;"));
    assert!(!members.text().contains(['<', '>', '&', '\u{2028}']));
}

#[test]
fn equal_plans_serve_equal_bytes_and_another_seed_does_not() {
    let read = |plan: Plan| {
        let tower = start(plan).unwrap();
        let (access, _) = sign_in(&tower);
        let mut answers = vec![get(&tower, &access, "teams")];
        for team in teams(&tower, &access) {
            for part in ["members", "projects", "events", "notifications"] {
                answers.push(get(&tower, &access, &format!("teams/{team}/{part}")));
            }
        }
        answers.into_iter().map(|answer| answer.body).collect::<Vec<_>>()
    };
    assert_eq!(read(plan()), read(plan()));
    assert_ne!(read(plan())[0], read(Plan { seed: 2, ..plan() })[0]);
}

#[test]
fn a_members_todos_are_told_apart_by_list() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let busy = ids(&get(&tower, &access, &format!("teams/{team}/members")).json()).remove(2);
    let read = |list: &str| get(&tower, &access, &format!("members/{busy}/{list}")).json();

    let open = read("assigned_uncompleted_todos");
    let told = |field: &str| -> Vec<Value> {
        open["data"].as_array().unwrap().iter().map(|todo| todo["attributes"][field].clone()).collect()
    };
    assert_eq!(told("team_wide_id"), [4116, 5077, 5102, 5110, 3901, 5131, 5132]);
    assert_eq!(told("box"), [1, 1, 2, 2, 3, 0, 0]);
    assert_eq!(told("due_at")[..2], ["2026-08-23T18:00:00.000+08:00", "2026-08-21T23:59:59.000+08:00"]);
    assert_eq!(ids(&read("assigned_completed_todos")).len(), 25);
    assert_eq!(ids(&read("assigned_completed_todos?page[number]=2")).len(), 2);
    for (list, done) in [("created_uncompleted_todos", false), ("created_completed_todos", true)] {
        for todo in read(list)["data"].as_array().unwrap() {
            assert_eq!(todo["attributes"]["is_completed"], done);
            assert_eq!(todo["relationships"]["creator"]["data"]["id"], busy);
        }
    }
}

#[test]
fn done_todos_of_a_list_come_only_when_asked_for() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let project = ids(&get(&tower, &access, &format!("teams/{team}/projects")).json()).remove(0);
    let list = ids(&get(&tower, &access, &format!("projects/{project}/todolists")).json()).remove(1);
    let open = ids(&get(&tower, &access, &format!("todolists/{list}/todos")).json());
    let all = ids(&get(&tower, &access, &format!("todolists/{list}/todos?completed_todo=true")).json());
    assert!(open.len() < all.len() && open.iter().all(|id| all.contains(id)));
}

#[test]
fn comments_and_events_can_be_walked_to_their_end() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let all = teams(&tower, &access);
    let team = &all[0];
    let busy = ids(&get(&tower, &access, &format!("teams/{team}/members")).json()).remove(2);
    let open = get(&tower, &access, &format!("members/{busy}/assigned_uncompleted_todos")).json();
    let comments =
        |page| get(&tower, &access, &format!("todos/{}/comments?page[number]={page}", ids(&open)[0])).json();
    assert_eq!((ids(&comments(1)).len(), ids(&comments(2)).len()), (25, 2));
    assert_eq!(comments(2)["links"]["next"], Value::Null);
    let silent = get(&tower, &access, &format!("todos/{}/comments", ids(&open)[6])).json();
    assert_eq!((ids(&silent).len(), silent.get("included")), (0, None));

    let events = |query: &str| ids(&get(&tower, &access, &format!("teams/{team}/events?{query}")).json());
    let mut seen = events("");
    assert_eq!(seen.len(), 20);
    while let Some(last) = seen.last() {
        let more = events(&format!("last_item_id={last}&limit=10"));
        if more.is_empty() {
            break;
        }
        seen.extend(more);
    }
    assert!(seen.len() > 200, "a month of a team's life: {}", seen.len());
    assert!(seen.is_sorted_by(|newer, older| newer > older));
    let by_one = get(&tower, &access, &format!("teams/{team}/events?limit=50&by_member={busy}")).json();
    assert!(
        by_one["data"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["relationships"]["creator"]["data"]["id"] == *busy)
    );
    assert_eq!(ids(&get(&tower, &access, &format!("teams/{}/events", all[3])).json()).len(), 0);
    let project = ids(&get(&tower, &access, &format!("teams/{team}/projects")).json()).remove(1);
    let in_one = get(&tower, &access, &format!("teams/{team}/events?by_project={project}")).json();
    assert_eq!(ids(&in_one).len(), 20);
    assert!(
        in_one["data"].as_array().unwrap().iter().all(|one| one["attributes"]["ancestor_name"] == "星辰大海")
    );

    let notifications =
        |query: &str| ids(&get(&tower, &access, &format!("teams/{team}/notifications?{query}")).json());
    assert_eq!((notifications("").len(), notifications("page[number]=2").len()), (25, 5));
    assert_eq!(notifications("page[size]=7&page[number]=5").len(), 2);
}

#[test]
fn gzip_comes_only_when_asked_for() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let bearer = format!("Bearer {access}");
    let ask = |encoding: &str| {
        let headers = [("Authorization", bearer.as_str()), ("Accept-Encoding", encoding)];
        send(tower.origin(), "GET", "/api/v1/teams", &headers, "")
    };
    assert_eq!(ask("identity").header("content-encoding"), None);
    let packed = ask("gzip");
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(packed.body[..2], [0x1f, 0x8b]);
}

#[test]
fn a_body_that_is_too_long_is_not_read() {
    let tower = tower(V5);
    let long = "x".repeat(100_000);
    assert_eq!(raw(tower.origin(), "POST", "/oauth/token", &[], &long).unwrap_or_default(), b"");
    assert_eq!(tower.control().requests(), []);
}

#[test]
fn a_to_do_is_found_by_its_number_in_its_team_alone() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let all = teams(&tower, &access);
    let found = get(&tower, &access, &format!("teams/{}/todos/4116", all[0])).json();
    let id = found["data"]["id"].as_str().unwrap();
    assert_eq!(found, get(&tower, &access, &format!("todos/{id}")).json());
    for path in [format!("teams/{}/todos/4116", all[1]), format!("teams/{}/todos/x", all[0])] {
        assert_eq!(get(&tower, &access, &path).status, 404, "{path}");
    }
}

#[test]
fn a_to_do_comes_with_its_comments_and_files_and_theirs() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let found = get(&tower, &access, &format!("teams/{team}/todos/4116")).json();
    let of =
        |kind: &str| found["included"].as_array().unwrap().iter().filter(|one| one["type"] == kind).count();
    assert_eq!((of("comments"), of("attachments")), (27, 2 + 5));
    assert!(of("members") >= 3, "several people wrote");
    let own = get(&tower, &access, &format!("teams/{team}/member")).json();
    let mention = format!("/members/{}", own["data"]["id"].as_str().unwrap());
    let text = found.to_string();
    assert!(text.contains(&mention) && text.contains("tr-mention") && text.contains("Signature="));
}

#[test]
fn what_is_done_comes_with_the_last_done_first() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let people = ids(&get(&tower, &access, &format!("teams/{team}/members")).json());
    for member in people.iter().take(8) {
        let done = get(&tower, &access, &format!("members/{member}/assigned_completed_todos")).json();
        let closed: Vec<&str> = done["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|todo| todo["attributes"]["closed_at"].as_str().unwrap())
            .collect();
        assert!(closed.is_sorted_by(|newer, older| newer >= older), "{closed:?}");
    }
}

#[test]
fn a_notification_of_a_to_do_leads_to_one_unless_it_is_gone() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let team = teams(&tower, &access).remove(0);
    let told = get(&tower, &access, &format!("teams/{team}/notifications?page[size]=30")).json();
    let mut found = [0, 0];
    for one in told["data"].as_array().unwrap() {
        if one["attributes"]["notifyable_type"] == "Todo" {
            let target = one["attributes"]["target_guid"].as_str().unwrap();
            found[usize::from(get(&tower, &access, &format!("todos/{target}")).status == 404)] += 1;
        }
    }
    assert!(found[0] > 5 && found[1] > 0, "{found:?}");
}
