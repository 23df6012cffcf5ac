//! The README keeps to the program: its table of keys is the program's own.

use tower_tui::app::keymap::{BINDINGS, Binding, Mode};
use tower_tui::base::lang::Lang;
use tower_tui::ui::words::Words;

/// The table of keys as the README shows it: one line a binding, where it works at the end.
fn keys() -> String {
    let words = Words(Lang::En);
    let line = |binding: &Binding| {
        let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{}`", key.name())).collect();
        let places: Vec<String> = binding.modes.iter().map(|mode| words.place(*mode).into_owned()).collect();
        let places =
            if binding.modes.len() == Mode::ALL.len() { "everywhere".to_owned() } else { places.join(", ") };
        format!("| {} | {} | {places} |", keys.join(" "), words.action(binding.action))
    };
    let head = ["| keys | what they do | where |".to_owned(), "|---|---|---|".to_owned()];
    head.into_iter().chain(BINDINGS.iter().map(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_table_of_keys_is_the_programs_own() {
    let readme = include_str!("../README.md");
    let shown = readme.split("<!-- keys").nth(1).and_then(|rest| rest.split_once("-->"));
    let shown = shown.and_then(|(_, rest)| rest.split("<!-- /keys -->").next()).unwrap_or_default();
    assert_eq!(shown.trim(), keys(), "put this between the marks in README.md:\n{}", keys());
}
