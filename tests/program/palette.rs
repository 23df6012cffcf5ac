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
    terminal.keys("?").wait_for("Help › members").keys("theme").wait_gone("half a page");
    terminal
        .wait_for("›T")
        .keys("\r")
        .wait_for("─ Theme")
        .keys("\x1b")
        .wait_gone("Theme")
        .wait_gone("Help ›");
    // Ctrl-P where text is typed; the status bar is drawn last.
    terminal.keys("/").wait_for("Enter done").keys("\x10").wait_for("All commands").wait_for("Enter run");
    terminal.keys("\x1b").wait_gone("All commands").wait_for("Enter done");
    terminal.keys("\x1b").wait_gone("Enter done").wait_for("? help");
    terminal.keys("?").wait_for("Help ›").wait_for("Enter run").keys("tuichu").wait_for("›q");
    terminal.keys("\x1b[B").wait_for("›Ctrl-c").keys("\r");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_key_from_the_settings_does_what_its_action_is_named_for() {
    let (mut terminal, _home) =
        members("[keys.members]\ntheme = [\"x\", \"ctrl-t\"]\nquit_or_back = \"e\"\n");
    terminal
        .keys("q")
        .keys("x")
        .wait_for("─ Theme")
        .keys("\x1b")
        .wait_gone("─ Theme")
        .keys("\x14")
        .wait_for("─ Theme")
        .keys("\x1b")
        .wait_gone("─ Theme");
    terminal.keys("e");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn what_cannot_be_in_the_settings_is_named_at_the_start_and_the_table_holds() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("config.toml"), "[keys.members]\ncopy = \"o\"\n").expect("settings");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 120, 24);
    terminal.wait_for("line 2, column 8: o is already bound to open_browser there; the default keys apply");
}
