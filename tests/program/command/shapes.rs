//! The form of Tower's answers, written by `doctor` and served by `demo-server`.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};
use tower_tui::base::shape::Shapes;
use tower_tui::demo::{Plan, start_in_shape};

use crate::commands::{run, said};
use crate::tower::Tower;

/// A Tower that somebody is signed in to, which answers in this form.
fn signed_in(shapes: Shapes) -> Tower {
    let plan = Plan { members: 12, ..Plan::default() };
    let built_in = start_in_shape(plan, shapes).expect("a loopback port is free");
    let tower = Tower { built_in, home: tempfile::tempdir().expect("a home") };
    let code = tower.control().issue_code();
    let login = run(&tower, &["login"], &format!("{code}\n"));
    assert!(login.status.success(), "{}", said(&login).2);
    tower
}

fn file(tower: &Tower) -> PathBuf {
    tower.home().join("shapes.json")
}

/// Has the form written, and reads it.
fn written(tower: &Tower) -> String {
    let path = file(tower);
    let doctor = run(tower, &["doctor", "--shapes", path.to_str().expect("plain letters")], "y\n");
    assert!(doctor.status.success(), "{}", said(&doctor).2);
    fs::read_to_string(path).expect("it is written")
}

/// Every text in a value, and apart from them the names of keys and the types of resources.
fn texts(value: &Value, found: &mut BTreeSet<String>, words: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found, words)),
        Value::Object(object) => {
            for (key, value) in object {
                words.insert(key.clone());
                texts(value, found, words);
            }
            if let (Some(Value::String(kind)), true) = (object.get("type"), object.contains_key("id")) {
                words.insert(kind.clone());
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn nothing_of_the_account_is_in_what_is_written() {
    let tower = signed_in(Shapes::default());
    let before = tower.control().requests().len();
    let text = written(&tower);
    let asked = tower.control().requests().split_off(before);
    assert!(asked.len() > 20, "only {} calls were made", asked.len());
    assert!(asked.iter().all(|call| call.method == "GET" && call.path.starts_with("/api/v1/")), "{asked:?}");

    let (mut values, mut words) = (BTreeSet::new(), BTreeSet::new());
    for call in &asked {
        let path = call.path.trim_start_matches("/api/v1");
        let plan = Plan { members: 12, ..Plan::default() };
        let document = tower_tui::demo::document(&plan, path, &call.query).expect("it was answered");
        texts(&serde_json::from_str(&document).expect("JSON"), &mut values, &mut words);
    }
    // Names of keys and types of resources are words of the API.
    let is_word = |value: &str| words.iter().any(|word| word.contains(value));
    let is_told = |value: &&String| value.chars().count() > 3 && text.contains(value.as_str());
    let told: Vec<_> = values.iter().filter(is_told).filter(|value| !is_word(value)).collect();
    assert!(values.len() > 300 && told.is_empty(), "{told:?} of {} stand in it", values.len());
    for endpoint in
        ["/user", "/teams", "/teams/{}/members", "/members/{}/assigned_completed_todos", "/todos/{}/comments"]
    {
        assert!(text.contains(&format!("\"{endpoint}\"")), "{endpoint} is not in it");
    }
}

#[test]
fn it_asks_first_and_writes_over_nothing() {
    let tower = signed_in(Shapes::default());
    let before = tower.control().requests().len();
    let path = file(&tower);
    let arguments = ["doctor", "--shapes", path.to_str().expect("plain letters"), "--lang", "en"];
    for answer in ["n\n", "", "\n"] {
        let (code, _, err) = said(&run(&tower, &arguments, answer));
        assert!(code == Some(1) && err.contains("nothing was read"), "{answer:?}: {code:?} {err}");
    }
    fs::write(&path, "mine").expect("a home");
    let (code, _, err) = said(&run(&tower, &arguments, "y\n"));
    assert!(code == Some(1) && err.contains("shapes.json"), "{code:?} {err}");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "mine");
    assert_eq!(tower.control().requests().len(), before, "Tower was asked");
}

#[test]
fn a_tower_in_that_form_has_the_same_form() {
    let text = written(&signed_in(Shapes::default()));
    let shapes = Shapes::from_json(text.as_bytes()).expect("it is whole");
    let tower = signed_in(shapes);
    let again = written(&tower);
    let endpoints = |text: &str| {
        let value: Value = serde_json::from_str(text).expect("JSON");
        value["endpoints"].as_object().expect("endpoints").keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(endpoints(&text), endpoints(&again));
    for command in COMMANDS {
        let (code, out, err) = said(&run(&tower, command, ""));
        assert!(code == Some(0) && !out.is_empty(), "{command:?}: {code:?} {err}");
    }
    let mut terminal = tower.open();
    terminal.wait_for("API Team").keys("\r").wait_for("Members").keys("w").wait_for("Workload").keys("Q");
    assert_eq!(terminal.end(), 0);
}

const COMMANDS: &[&[&str]] = &[
    &["teams", "--json"],
    &["members", "云端科技", "--json"],
    &["workload", "--team", "云端科技", "--json"],
    &["today", "--json"],
    &["todos", "zgd", "--team", "云端科技", "--json"],
    &["activity", "--team", "云端科技", "--json"],
    &["report", "zgd", "--team", "云端科技", "--json"],
    &["projects", "--team", "云端科技", "--json"],
];

/// Does something to every form of a value below this one, which stands under such a key.
fn each(shape: &mut Value, key: &str, change: &mut impl FnMut(&str, &mut Map<String, Value>)) {
    for part in ["/object/keys", "/list/of"] {
        let Some(inside) = shape.pointer_mut(part).and_then(Value::as_object_mut) else { continue };
        for (name, shape) in inside.iter_mut() {
            each(shape, if part == "/list/of" { key } else { name }, change);
        }
    }
    if let Some(object) = shape.as_object_mut() {
        change(key, object);
    }
}

/// The forms of all bodies that are JSON.
fn change_all(file: &mut Value, change: &mut impl FnMut(&str, &mut Map<String, Value>)) {
    for answers in endpoints(file).values_mut() {
        for body in answers.as_object_mut().expect("answers").values_mut() {
            if let Some(shape) = body.get_mut("json") {
                each(shape, "", change);
            }
        }
    }
}

fn endpoints(file: &mut Value) -> &mut Map<String, Value> {
    file.get_mut("endpoints").and_then(Value::as_object_mut).expect("endpoints")
}

fn turn(key: &str) -> usize {
    key.bytes().map(usize::from).sum()
}

fn keys(shape: &mut Map<String, Value>) -> Option<&mut Map<String, Value>> {
    shape.get_mut("object")?.get_mut("keys")?.as_object_mut()
}

/// Another Tower, as far from ours as one may be.
fn mutated(file: &Value, number: usize) -> Value {
    let mut file = file.clone();
    let is_value = |shape: &Map<String, Value>| !shape.contains_key("object") && !shape.contains_key("list");
    change_all(&mut file, &mut |key, shape| match number {
        // Keys that are gone.
        0..5 => {
            if let Some(keys) = keys(shape) {
                keys.retain(|key, _| turn(key) % 5 != number || key == "data");
            }
        }
        // Values of another kind.
        5..12 if is_value(shape) && turn(key) % 3 == number % 3 => {
            let other = match number {
                5 => json!({ "is": ["whole"] }),
                6 => json!({ "is": ["null"] }),
                7 => json!({ "is": ["flag"] }),
                8 => json!({ "text": ["empty 0"] }),
                9 => json!({ "text": ["words 1001-"] }),
                10 => json!({ "is": ["decimal"] }),
                _ => json!({ "list": { "lengths": ["0"], "of": {} } }),
            };
            *shape = other.as_object().cloned().unwrap_or_default();
        }
        // Anything may be null.
        12 => drop(shape.insert("is".to_owned(), json!(["null", "whole"]))),
        // Nothing is always there.
        13 => {
            if let Some(keys) = keys(shape) {
                let all = std::mem::take(keys);
                keys.extend(
                    all.into_iter().map(|(key, shape)| (key.trim_end_matches('?').to_owned() + "?", shape)),
                );
            }
        }
        // More than anybody knows.
        14 => {
            if let Some(keys) = keys(shape) {
                keys.insert("surprise".to_owned(), json!({ "text": ["words 11-100"] }));
            }
        }
        // No pages, always one more, no box, a box everywhere.
        15..19 => {
            let Some(keys) = keys(shape) else { return };
            match number {
                15 => drop(keys.remove("links")),
                16 if keys.contains_key("next") => {
                    drop(keys.insert("next".to_owned(), json!({ "text": ["address 11-100"] })));
                }
                17 => keys.retain(|key, _| !key.starts_with("box")),
                18 if keys.contains_key("title") => {
                    drop(keys.insert("box".to_owned(), json!({ "text": ["words 2-10"] })));
                }
                _ => {}
            }
        }
        _ => {}
    });
    if number == 19 {
        for (endpoint, answers) in endpoints(&mut file) {
            if endpoint.contains("_todos") || endpoint.contains("events") {
                *answers = json!({ "403": "html" });
            }
        }
    }
    file
}

#[test]
fn every_command_and_the_screen_bear_twenty_other_towers() {
    let text = written(&signed_in(Shapes::default()));
    let file: Value = serde_json::from_str(&text).expect("JSON");
    for number in 0..20 {
        let other = mutated(&file, number);
        assert_ne!(other, file, "{number} is no other Tower");
        let shapes = Shapes::from_json(other.to_string().as_bytes()).expect("it is whole");
        let tower = signed_in(shapes);
        for command in COMMANDS {
            let (code, _, err) = said(&run(&tower, command, ""));
            let is_told = code == Some(0) || (matches!(code, Some(1 | 2)) && err.contains("\"code\""));
            assert!(is_told, "{number}: {command:?}: {code:?} {err}");
        }
        let mut terminal = tower.open();
        terminal.wait_for("tower-tui").keys("\r\rw\x1bd\x1bAQ");
        assert_eq!(terminal.end(), 0, "{number}");
    }
}
