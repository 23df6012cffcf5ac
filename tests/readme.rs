//! The README keeps to the program: its table of keys is what the program prints.

use std::process::Command;

#[test]
fn the_table_of_keys_is_the_programs_own() {
    let readme = include_str!("../README.md");
    let shown = readme.split("<!-- keys").nth(1).and_then(|rest| rest.split_once("-->"));
    let shown = shown.and_then(|(_, rest)| rest.split("<!-- /keys -->").next()).unwrap_or_default();
    let printed = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
        .args(["keys", "--markdown", "--lang", "en"])
        .env_clear()
        .output()
        .expect("the program starts");
    let printed = String::from_utf8_lossy(&printed.stdout);
    assert!(printed.lines().count() > 2, "{printed}");
    assert_eq!(shown.trim(), printed.trim(), "put this between the marks in README.md:\n{printed}");
}
