//! Every reply has the shape that the `OpenAPI` description of Tower's API gives it.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a reply without the expected parts stops the test at once"
)]

use serde_json::Value;
use tower_tui::demo::{BuiltIn, Habits, MemberTodos};

use crate::wire::{V5, get, ids, sign_in, tower};

/// Attributes that one odd member has and nobody has heard of.
const UNHEARD_OF: [&str; 3] = ["level", "pronoun", "badges"];

/// The known resource types: attributes with their JSON types, relationships with the type they lead to.
fn shapes() -> Value {
    serde_json::from_str(include_str!("../fixtures/shapes.json")).unwrap()
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn check_resource(resource: &Value, at: &str) {
    let kind = resource["type"].as_str().unwrap();
    let at = format!("{at}: {kind} {}", resource["id"]);
    let shapes = shapes();
    let shape = &shapes[kind];
    assert!(shape.is_object(), "{at}: unknown type");
    assert!(resource["id"].is_string() || kind == "members" && resource["id"].is_u64(), "{at}");

    let attributes = resource["attributes"].as_object().unwrap();
    for name in shape["required"].as_object().unwrap().keys() {
        assert!(attributes.contains_key(name), "{at}: no {name}");
    }
    for (name, value) in attributes.iter().filter(|(name, _)| !UNHEARD_OF.contains(&name.as_str())) {
        let types =
            shape["required"].get(name).or_else(|| shape["optional"].get(name)).and_then(Value::as_str);
        let types = types.unwrap_or_else(|| panic!("{at}: unknown attribute {name}"));
        assert!(types.split('|').any(|known| known == type_of(value)), "{at}: {name} is {value}");
        if let (true, Some(time)) = (name.ends_with("_at"), value.as_str()) {
            assert!(
                time.parse::<jiff::Timestamp>().is_ok() && time.ends_with("+08:00"),
                "{at}: {name} is {time}"
            );
        }
    }
    for (name, value) in resource.get("relationships").and_then(Value::as_object).into_iter().flatten() {
        let known = shape["relationships"].get(name).and_then(Value::as_str);
        check_relationship(&value["data"], known.unwrap_or_else(|| panic!("{at}: unknown {name}")), &at);
    }
}

fn check_relationship(data: &Value, known: &str, at: &str) {
    let (count, kind) = known.split_once(' ').unwrap();
    let wanted = kind.trim_end_matches(" or none");
    let links: Vec<&Value> = match data {
        Value::Array(links) if count == "many" => links.iter().collect(),
        Value::Null if kind.ends_with(" or none") => Vec::new(),
        one @ Value::Object(_) if count == "one" => vec![one],
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => {
            panic!("{at}: {known}, but {data}")
        }
    };
    for link in links {
        assert!(
            link["id"].is_string() && (wanted == "*" || link["type"] == *wanted),
            "{at}: {known}, but {link}"
        );
    }
}

/// Reads a document and checks everything in it; `kind` is what its data must be.
fn check(tower: &BuiltIn, access: &str, path: &str, kind: &str, many: bool) -> Value {
    let answer = get(tower, access, path);
    assert_eq!(answer.status, 200, "{path}");
    let document = answer.json();
    assert_eq!(document["jsonapi"]["version"], "1.0");
    assert_eq!(document["data"].is_array(), many, "{path}");
    let data =
        if many { document["data"].as_array().unwrap().clone() } else { vec![document["data"].clone()] };
    for resource in &data {
        assert_eq!(resource["type"], kind, "{path}");
        check_resource(resource, path);
    }
    let included = document.get("included").and_then(Value::as_array);
    assert!(included.is_none_or(|included| !included.is_empty()), "{path}: included is absent or full");
    let mut seen = Vec::new();
    for resource in included.into_iter().flatten() {
        check_resource(resource, path);
        let name = (&resource["type"], &resource["id"]);
        assert!(!seen.contains(&name), "{path}: {name:?} twice");
        seen.push(name);
    }
    for (name, link) in document.get("links").and_then(Value::as_object).into_iter().flatten() {
        let nullable = ["prev", "next"].contains(&name.as_str());
        assert!(link.is_string() || nullable && link.is_null(), "{path}: {name}");
    }
    document
}

fn has_links(document: &Value) -> bool {
    let names = ["self", "first", "prev", "next", "last"];
    document.get("links").is_some_and(|links| names.iter().all(|name| links.get(name).is_some()))
}

fn check_team(tower: &BuiltIn, access: &str, team: &str) {
    let check = |path: &str, kind: &str, many: bool| check(tower, access, path, kind, many);
    check(&format!("teams/{team}/member"), "members", false);
    let members = check(&format!("teams/{team}/members"), "members", true);
    assert!(has_links(&members));
    assert!(!has_links(&check(&format!("teams/{team}/events"), "events", true)));
    assert!(has_links(&check(&format!("teams/{team}/notifications"), "notifications", true)));

    for member in ids(&members).iter().take(100) {
        check(&format!("members/{member}"), "members", false);
    }
    for member in ids(&members).iter().take(8) {
        for list in ["assigned_uncompleted", "assigned_completed", "created_uncompleted", "created_completed"]
        {
            check(&format!("members/{member}/{list}_todos"), "todos", true);
        }
    }
    for project in ids(&check(&format!("teams/{team}/projects"), "projects", true)) {
        check(&format!("projects/{project}"), "projects", false);
        assert!(has_links(&check(&format!("projects/{project}/members"), "members", true)));
        for list in ids(&check(&format!("projects/{project}/todolists"), "todolists", true)).iter().take(2) {
            check(&format!("todolists/{list}"), "todolists", false);
            for todo in ids(&check(&format!("todolists/{list}/todos"), "todos", true)).iter().take(4) {
                check(&format!("todos/{todo}"), "todos", false);
                assert!(has_links(&check(&format!("todos/{todo}/comments"), "comments", true)));
            }
        }
    }
}

#[test]
fn every_endpoint_answers_in_the_shape_of_the_description() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    check(&tower, &access, "user", "users", false);
    let teams = check(&tower, &access, "teams", "teams", true);
    assert_eq!((teams.get("included"), teams.get("links")), (None, None));
    for team in ids(&teams) {
        check_team(&tower, &access, &team);
    }
}

#[test]
fn slim_member_todos_have_a_box_and_no_number() {
    for (member_todos, number) in [(MemberTodos::Slim, false), (MemberTodos::Full, true)] {
        let tower = tower(Habits { member_todos, ..V5 });
        let (access, _) = sign_in(&tower);
        let team = ids(&get(&tower, &access, "teams").json()).remove(0);
        let busy = ids(&get(&tower, &access, &format!("teams/{team}/members")).json()).remove(2);
        let todos =
            check(&tower, &access, &format!("members/{busy}/assigned_uncompleted_todos"), "todos", true);
        let first = todos["data"][0]["attributes"].as_object().unwrap();
        assert!(first.contains_key("box"));
        assert_eq!(first.contains_key("team_wide_id"), number);
    }
}
