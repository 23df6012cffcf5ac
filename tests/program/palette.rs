//! The palette in a real terminal, and keys from the settings.

use tempfile::TempDir;

use crate::terminal::{Terminal, program};

/// The demo's members, with these settings.
fn members(settings: &str) -> (Terminal, TempDir) {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("config.toml"), settings).expect("settings");
    let command = program(home.path(), &["--demo", "--lang", "en"]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r");
    terminal.wait_for("API Team").keys("\r").wait_for("阿卜杜拉");
    (terminal, home)
}

#[test]
fn what_is_typed_is_found_and_done() {
    let (mut terminal, _home) = members("");
    terminal.keys("?").wait_for("Help › members").keys("next th").wait_gone("half a page");
    terminal.wait_for("›T").keys("\r").wait_for("theme: high-contrast").wait_gone("Help ›");
    // Ctrl-P where text is typed; the status bar is drawn last.
    terminal.keys("/").wait_for("Enter keep").keys("\x10").wait_for("All commands").wait_for("Enter run");
    terminal.keys("\x1b").wait_gone("All commands").wait_for("Enter keep");
    terminal.keys("\x1b").wait_gone("Enter keep").wait_for("? help");
    terminal.keys("?").wait_for("Help ›").wait_for("Enter run").keys("tuichu").wait_for("›q");
    terminal.keys("\x1b[B").wait_for("›Ctrl-c").keys("\r");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_key_from_the_settings_does_what_its_action_is_named_for() {
    let (mut terminal, _home) =
        members("[keys.members]\ntheme = [\"x\", \"ctrl-t\"]\nquit_or_back = \"e\"\n");
    terminal.keys("q").keys("x").wait_for("theme: high-contrast").keys("\x14").wait_for("theme: mono");
    terminal.keys("e");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn what_cannot_be_in_the_settings_is_named_at_the_start_and_the_table_holds() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("config.toml"), "[keys.members]\ncopy = \"o\"\n").expect("settings");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 120, 24);
    terminal.wait_for("line 2, column 8: o is open_browser there already; the usual keys stay");
}
