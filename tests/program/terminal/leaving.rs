//! However it ends, the terminal is given back.

use crate::terminal::{Terminal, command, program};

fn demo() -> (Terminal, tempfile::TempDir) {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
    terminal.wait_for("Paste the code");
    (terminal, home)
}

#[test]
fn u10_ctrl_c_ends_it() {
    let (mut terminal, _home) = demo();
    terminal.keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
}

#[test]
fn the_mouse_is_let_go_however_it_ends() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("config.toml"), "mouse = true\n").expect("settings");
    for leave in ["\x03", "\x1a\x03"] {
        let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
        terminal.wait_for("Paste the code").wait_written(1, "\x1b[?1000h");
        for key in leave.split("") {
            terminal.keys(key);
        }
        assert_eq!(terminal.end(), 0);
        assert_eq!(terminal.kept(), Vec::<String>::new());
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        assert_eq!(bytes.matches("\x1b[?1000h").count(), leave.len(), "and taken again after a stop");
        assert!(!bytes.contains("\x1b[?1003h"), "movements are nobody's business");
    }
}

#[test]
fn inline_the_plain_screen_is_never_left_and_keeps_what_stood_on_it() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("config.toml"), "accessible.inline = true\n").expect("settings");
    let exe = env!("CARGO_BIN_EXE_tower-tui");
    let script = format!("echo stood-before; {exe} --demo --lang en; echo after-it");
    let mut terminal = Terminal::start(command("/bin/sh", home.path(), &["-c", &script]), 80, 24);
    terminal.wait_for("Paste the code");
    assert!(!terminal.screen().contains("stood-before"), "{}", terminal.screen());
    terminal.keys("\x03").wait_for("after-it");
    assert_eq!(terminal.end(), 0);
    let screen = terminal.screen();
    assert!(screen.contains("Paste the code") && screen.trim_end().ends_with("after-it"), "{screen}");
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(bytes.contains("stood-before") && !bytes.contains("\x1b[?1049h"), "{bytes}");
    let (_, left) = bytes.rsplit_once("\x1b[?2004l").expect("paste is the shell's again");
    assert!(left.contains("\x1b[?25h") && left.contains("\x1b[23;0t"), "{left}");
}

/// All that can be read in a terminal of 100 by 30 that was sent these bytes, and these once it was 40 high; from the
/// first row that was scrolled away.
fn all_rows(sent: &[u8], once_higher: &[u8]) -> String {
    let cells = |count: u16| count.try_into().expect("cells");
    let mut parser = vt100::Parser::new(cells(30), cells(100), 10_000);
    parser.process(sent);
    if !once_higher.is_empty() {
        parser.screen_mut().set_size(cells(40), cells(100));
        parser.process(once_higher);
    }
    let mut rows = Vec::new();
    parser.screen_mut().set_scrollback(usize::MAX);
    for above in (1..=parser.screen().scrollback()).rev() {
        parser.screen_mut().set_scrollback(above);
        rows.extend(parser.screen().rows(0, 100).next());
    }
    parser.screen_mut().set_scrollback(0);
    rows.extend(parser.screen().rows(0, 100));
    rows.join("\n")
}

#[test]
fn u60_inline_each_screen_begins_below_the_last_and_a_resize_overwrites_nothing() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("config.toml"), "accessible = \"inline\"\n").expect("settings");
    let exe = env!("CARGO_BIN_EXE_tower-tui");
    let script = format!("echo stood-before; {exe} --demo --lang en");
    let mut terminal = Terminal::start(command("/bin/sh", home.path(), &["-c", &script]), 100, 30);
    terminal.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r").wait_for("API Team").keys("\r");
    terminal
        .wait_for("曾国栋")
        .keys("?")
        .wait_for("all commands")
        .keys("\x1b")
        .wait_gone("all commands")
        .wait_for("曾国栋");
    let before = terminal.bytes();
    let rows = all_rows(&before, b"");
    let places = ["stood-before", "Paste the code", "API Team", "all commands"].map(|said| rows.find(said));
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}\n{rows}");
    let cleared = String::from_utf8_lossy(&before).matches("\x1b[1J").count();
    terminal.resize(100, 40).wait_written(cleared + 1, "\x1b[1J").wait_for("tower-tui");
    terminal.keys("\x03");
    assert_eq!(terminal.end(), 0);
    let all = terminal.bytes();
    let grown = all_rows(&before, all.get(before.len()..).expect("more was written"));
    let pictures = |rows: &str| rows.matches("\n tower-tui ").count();
    assert_eq!(pictures(&grown), pictures(&rows) + 1, "{grown}");
}

/// The demo in a terminal, signed in, with a program that copies in front of all others; what it copies is in the file.
#[cfg(unix)]
fn copying(home: &std::path::Path, script: &str) -> (Terminal, std::path::PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let (tool, copied) = (home.join("wl-copy"), home.join("copied"));
    std::fs::write(&tool, format!("#!/bin/sh\n{script}\n")).expect("a program");
    std::fs::set_permissions(&tool, std::fs::Permissions::from_mode(0o755)).expect("a program that runs");
    let mut command = program(home, &["--demo", "--lang", "en"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", home.display()));
    command.env("WAYLAND_DISPLAY", "wayland-0");
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r").wait_for("API Team").keys("\r");
    terminal.wait_for("曾国栋");
    (terminal, copied)
}

#[cfg(unix)]
#[test]
fn u43_what_was_copied_last_outlives_the_window() {
    let home = tempfile::tempdir().expect("a home");
    let (mut terminal, copied) = copying(home.path(), "cat > copied.part && mv copied.part copied");
    terminal.keys("yq");
    assert_eq!(terminal.end(), 0);
    assert_eq!(std::fs::read_to_string(copied).expect("it was copied"), "张伟");
}

#[cfg(unix)]
#[test]
fn u43_where_the_program_that_copies_fails_the_terminal_copies_before_the_window_is_gone() {
    let home = tempfile::tempdir().expect("a home");
    let (mut terminal, _) = copying(home.path(), "cat > /dev/null; exit 1");
    terminal.keys("yq");
    assert_eq!(terminal.end(), 0);
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let copied = bytes.find("\x1b]52;c;5byg5Lyf\x07").expect("the terminal was told to copy");
    assert!(Some(copied) < bytes.rfind("\x1b[?1049l"), "while it was the window's");
}

#[test]
fn u10_the_systems_signals_end_it() {
    for signal in ["TERM", "HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "ABRT", "SYS", "TRAP"] {
        let (mut terminal, _home) = demo();
        terminal.signal(signal);
        assert_eq!(terminal.end(), 0, "{signal}");
        assert_eq!(terminal.kept(), Vec::<String>::new(), "{signal}");
    }
}

#[test]
fn stopped_by_somebody_else_it_takes_the_terminal_and_the_screen_again() {
    let (mut terminal, _home) = demo();
    terminal.signal("STOP").signal("CONT").wait_written(2, "\x1b[?1049h").wait_written(2, "\x1b[?2004h");
    terminal.wait_for("Paste the code").keys("ab").wait_for("[ ab").keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
}

#[test]
fn u37_told_of_the_size_that_it_has_already_it_draws_everything_anew() {
    let (mut terminal, _home) = demo();
    terminal.wait_written(1, "Paste the code").signal("WINCH").wait_written(2, "Paste the code").keys("\x03");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_stop_stops_whatever_has_started_it_as_well() {
    let home = tempfile::tempdir().expect("a home");
    let wrapper = home.path().join("wrapper");
    let exe = env!("CARGO_BIN_EXE_tower-tui");
    std::fs::write(&wrapper, format!("{exe} --demo --lang en\necho ended-with-$?\n")).expect("a script");
    // A shell that watches its jobs goes on when one has stopped.
    let script = "set -m; sh wrapper; echo back-in-the-shell; fg > /dev/null";
    let mut terminal = Terminal::start(command("/bin/sh", home.path(), &["-c", script]), 80, 24);
    terminal.wait_for("Paste the code").keys("\x1a").wait_written(1, "back-in-the-shell");
    terminal.wait_written(2, "\x1b[?1049h").wait_for("Paste the code").keys("\x03");
    terminal.wait_for("ended-with-0");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn u10_a_panic_gives_the_terminal_back_before_it_speaks() {
    let home = tempfile::tempdir().expect("a home");
    let test = std::env::current_exe().expect("this test");
    let arguments = ["--exact", "leaving::a_panic_on_the_full_screen", "--ignored", "--nocapture"];
    let mut terminal = Terminal::start(command(&test.to_string_lossy(), home.path(), &arguments), 80, 24);

    assert_ne!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let (_, after) = bytes.rsplit_once("\x1b[?1049l").expect("the full screen was left");
    assert!(
        bytes.find("\x1b[?1049l") < bytes.find("a defect on purpose"),
        "first the terminal, then the words"
    );
    assert!(!after.contains("\x1b[?1049h"));
}

/// What the test above runs in a terminal of its own.
#[test]
#[ignore = "panics on purpose, in a terminal of its own"]
fn a_panic_on_the_full_screen() {
    let _guard = tower_tui::runtime::terminal::guard::Guard::enter("", false).expect("a terminal");
    panic!("a defect on purpose");
}

#[test]
fn u10_it_comes_back_after_a_stop() {
    let (mut terminal, _home) = demo();
    // Alone in its terminal it cannot be stopped: there is no shell to wake it. It steps out and in again.
    terminal.keys("\x1a").wait_written(2, "\x1b[?1049h").wait_for("Paste the code").keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
}
