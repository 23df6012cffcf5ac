//! The skill for agents: small, and every line of it works as it stands.

use serde_json::Value;

use crate::commands::{run, said, signed_in};
use crate::tower::Tower;

/// A row of the table of questions: the command's words, and its stated calls and bytes.
fn asked(skill: &str) -> Vec<(Vec<String>, usize, usize)> {
    let question = |line: &str| {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, _, command, calls, bytes, _] = columns[..] else { return None };
        let words = command.strip_prefix("`tower-tui ")?.strip_suffix('`')?;
        let words = words.split(' ').map(meant).collect();
        Some((words, calls.parse().ok()?, bytes.parse().ok()?))
    };
    skill.lines().filter_map(question).collect()
}

/// What a word in capitals stands for in the built-in Tower.
fn meant(word: &str) -> String {
    // A week ago, at Tower or nearly.
    let week = jiff::SignedDuration::from_hours(7 * 24);
    let date = (jiff::Timestamp::now() - week).to_string().get(..10).map(str::to_owned);
    match word {
        "TEAM" => "云端科技".to_owned(),
        "MEMBER" => "曾国栋".to_owned(),
        "NUMBER" => "4116".to_owned(),
        "DATE" => date.clone().expect("a date"),
        _ => word.replace("GROUP", "后端"),
    }
}

/// The calls that a command makes, its output, and what it says of an error.
fn measured(tower: &Tower, words: &[String]) -> (usize, String, String) {
    let api = || tower.control().requests().iter().filter(|got| got.path.starts_with("/api/")).count();
    let before = api();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (code, out, err) = said(&run(tower, &words, ""));
    assert_eq!(code, Some(0), "{words:?}: {err}");
    (api() - before, out, err)
}

#[test]
fn every_command_of_it_answers_with_the_calls_and_bytes_that_it_states() {
    let tower = signed_in(30);
    let (code, skill, err) = said(&run(&tower, &["skill"], ""));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(skill.len() <= 4096, "{} bytes", skill.len());
    let questions = asked(&skill);
    assert_eq!(questions.len(), 10, "{skill}");
    let mut wrong = Vec::new();
    for (words, calls, bytes) in questions {
        let (made, out, err) = measured(&tower, &words);
        let fields = words.last().expect("fields").split(',');
        let names: Vec<&str> = fields.filter_map(|field| field.split('.').next()).collect();
        for line in out.lines() {
            let line: Value = serde_json::from_str(line).expect("JSON");
            let line = line.as_object().expect("an object");
            assert!(
                names.iter().all(|name| line.contains_key(*name)) && line.len() == names.len(),
                "{line:?}"
            );
        }
        // What happened, and what was done in a week, is more on some days than on others.
        let fits = (1..=calls).contains(&made) && (1..=bytes).contains(&out.len());
        if !fits || !err.is_empty() {
            wrong.push(format!("{words:?}: {made} calls, {} bytes; {err}", out.len()));
        }
    }
    assert_eq!(wrong, [""; 0], "the skill states otherwise");
}

#[test]
fn it_names_only_fields_and_codes_that_there_are_and_shows_no_secret() {
    let tower = signed_in(3);
    let (_, skill, _) = said(&run(&tower, &["skill"], ""));
    let (_, told, _) = said(&run(&tower, &["commands", "--json"], ""));
    let told: Value = serde_json::from_str(&told).expect("JSON");
    for command in told["commands"].as_array().expect("commands") {
        for field in command["fields"].as_array().into_iter().flatten() {
            let (name, field) = (command["name"].as_str(), field["name"].as_str());
            let line = skill.lines().find(|line| line.starts_with(&format!("- {}:", name.expect("a name"))));
            assert!(line.is_some_and(|line| line.contains(field.expect("a field"))), "{name:?} {field:?}");
        }
    }
    for error in told["errors"].as_array().expect("errors") {
        assert!(skill.contains(error["code"].as_str().expect("a code")), "{error}");
    }
    let token = tower.control().access_token().expect("a token");
    for text in [&skill, &told.to_string()] {
        assert!(!text.contains(&token) && !text.contains(tower.built_in.client_secret()));
    }
}
