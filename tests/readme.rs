//! The README keeps to the program: its table of keys and its pictures are what the program prints.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The pictures, and what of `snapshot` each is.
const PICTURES: [(&str, &[&str]); 8] = [
    ("members-zh.svg", &["members", "--size", "120x34", "--lang", "zh-CN", "--theme", "tower-dark"]),
    ("members.svg", &["members", "--size", "80x24", "--lang", "en", "--theme", "tower-dark"]),
    ("filter.svg", &["filter", "--size", "80x24", "--lang", "en", "--theme", "tower-dark"]),
    ("workload-zh.svg", &["workload", "--size", "120x26", "--lang", "zh-CN", "--theme", "tower-dark"]),
    ("my-day.svg", &["my-day", "--size", "120x26", "--lang", "en", "--theme", "tower-dark"]),
    ("todos.svg", &["todos", "--size", "120x26", "--lang", "en", "--theme", "tower-dark"]),
    ("login.svg", &["login", "--size", "80x24", "--lang", "en", "--theme", "tower-dark"]),
    ("session.svg", &["session", "--size", "80x24", "--lang", "en", "--theme", "tower-light"]),
];

/// What draws them anew.
const REDRAW: &str = "cargo test --test readme -- --ignored pictures";

const README: &str = include_str!("../README.md");
const TESTING: &str = include_str!("../docs/testing.md");

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
        .args(arguments)
        .env_clear()
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

fn picture(arguments: &[&str]) -> String {
    printed(&[&["snapshot"], arguments, &["--demo", "--svg"]].concat())
}

#[test]
fn u12_the_table_of_keys_is_the_programs_own() {
    let shown = README.split("<!-- keys").nth(1).and_then(|rest| rest.split_once("-->"));
    let shown = shown.and_then(|(_, rest)| rest.split("<!-- /keys -->").next()).unwrap_or_default();
    let printed = printed(&["keys", "--markdown", "--lang", "en"]);
    assert!(printed.lines().count() > 2, "{printed}");
    assert_eq!(shown.trim(), printed.trim(), "put this between the marks in README.md:\n{printed}");
}

#[test]
fn its_pictures_are_the_programs_own() {
    for (name, arguments) in PICTURES {
        let shown = std::fs::read_to_string(assets().join(name)).unwrap_or_default();
        // A checkout may have other line ends.
        let is_current = shown.lines().eq(picture(arguments).lines());
        assert!(is_current, "assets/{name} is out of date; `{REDRAW}` draws it anew");
        assert!(README.contains(&format!("](assets/{name})")), "README.md does not show assets/{name}");
    }
    assert!(TESTING.contains(REDRAW), "docs/testing.md does not say how the pictures are drawn anew");
    let is_picture = |path: &PathBuf| path.extension().is_some_and(|end| end == "svg");
    let there = assets().read_dir().expect("there are assets").flatten().map(|entry| entry.path());
    assert_eq!(there.filter(is_picture).count(), PICTURES.len(), "a picture that nothing draws");
}

#[test]
#[ignore = "writes the pictures in assets/"]
fn pictures() {
    for (name, arguments) in PICTURES {
        std::fs::write(assets().join(name), picture(arguments)).expect("the picture is written");
    }
}
