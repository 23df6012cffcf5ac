//! A terminal that is gone, takes nothing, knows no size or says what nobody asked keeps nobody: the program goes on,
//! or ends in order.

use std::time::Duration;

use crate::line::Line;
use crate::terminal::{Terminal, program};

const DEMO: [&str; 3] = ["--demo", "--lang", "en"];
const USUAL: (u16, u16) = (80, 24);

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// More pictures than lie unread in any pseudo-terminal.
const MANY: usize = 100;

#[test]
fn u16_gone_without_a_signal_it_ends_the_program_at_every_screen() {
    let home = tempfile::tempdir().expect("a home");
    std::fs::write(home.path().join("config.toml"), "countdown = \"off\"\n").expect("settings");
    for (arguments, keys, sign) in [
        (&["--lang", "en"][..], "", "Application ID"),
        (&DEMO, "", "Paste the code"),
        (&DEMO, "\x1bOP", "Esc close"),
    ] {
        let mut line = Line::start(home.path(), arguments, USUAL);
        line.wait_for(if keys.is_empty() { sign } else { "Paste the code" }).keys(keys).wait_for(sign);
        assert_eq!(line.cut().end(), Some(0), "as after SIGHUP: {sign}");
    }
}

#[test]
fn u16_gone_where_the_cursor_is_hidden_it_ends_the_program_in_order_too() {
    let home = tempfile::tempdir().expect("a home");
    let mut line = Line::start(home.path(), &DEMO, USUAL);
    line.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r").wait_for("API Team").keys("\r");
    line.wait_for("曾国栋");
    assert_eq!(line.cut().end(), Some(0));
}

#[test]
fn u17_one_that_takes_nothing_keeps_nobody_from_ending_it_and_is_given_back() {
    let home = tempfile::tempdir().expect("a home");
    let mut line = Line::start(home.path(), &DEMO, USUAL);
    line.wait_for("Paste the code").keys_unread("\x0c", MANY).signal("TERM");
    assert_eq!(line.end(), Some(0));
    assert!(line.is_as_before());
    let written = line.written();
    let (_, after) = written.rsplit_once("\x1b[?1049l").expect("the full screen was left");
    assert!(after.contains("\x1b[?25h") && !after.contains("\x1b[1J"), "{after:?}");
}

#[test]
fn one_that_takes_something_again_shows_what_is_so_by_then() {
    let home = tempfile::tempdir().expect("a home");
    let mut line = Line::start(home.path(), &DEMO, USUAL);
    line.wait_for("Paste the code").keys_unread("\x0c", MANY).keys_unread("a", 3);
    line.wait_for("[ aaa").keys("\x03");
    assert_eq!(line.end(), Some(0));
    assert!(line.written().len() < MANY * 1000, "most pictures are never drawn");
}

#[test]
fn one_without_a_size_is_taken_for_a_usual_one() {
    let home = tempfile::tempdir().expect("a home");
    let mut line = Line::start(home.path(), &DEMO, (0, 0));
    line.wait_for("Paste the code").keys("\x03");
    assert_eq!(line.end(), Some(0));
}

#[test]
fn what_nobody_asked_it_for_is_neither_typed_nor_does_it_keep_a_key() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &DEMO), 80, 24);
    terminal.wait_for("Paste the code");
    terminal.keys("a\x1b[>0;95;0c\x1bP>|terminal\x1b\\b\x1b]10;rgb:ff/ff/ff\x07\x1b[4;600;800tc");
    terminal.wait_for("[ abc").keys("\x03");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_key_that_terminals_send_as_another_is_bound_under_both_names() {
    for name in ["ctrl-/", "ctrl-_", "ctrl-7"] {
        let home = tempfile::tempdir().expect("a home");
        let settings = format!("[keys.global]\nhelp = \"{name}\"\n");
        std::fs::write(home.path().join("config.toml"), settings).expect("settings");
        let mut terminal = Terminal::start(program(home.path(), &DEMO), 80, 24);
        terminal.wait_for("Paste the code").keys("\x1f").wait_for("Esc close").keys("\x03");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn inside_tmux_its_own_program_copies_and_where_that_fails_the_terminal_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a home");
    let (tmux, copied) = (home.path().join("tmux"), home.path().join("copied"));
    let made = std::process::Command::new("mkfifo").arg(&copied).status();
    assert!(made.is_ok_and(|status| status.success()), "a pipe by name");
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(std::fs::read_to_string(copied)));
    for (body, written) in [("echo \"$@\" > said; cat > copied", false), ("exit 1", true)] {
        std::fs::write(&tmux, format!("#!/bin/sh\n{body}\n")).expect("a program");
        std::fs::set_permissions(&tmux, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
        let mut command = program(home.path(), &DEMO);
        command.env("TMUX", "/tmp/tmux-0/default,1,0");
        command.env("PATH", format!("{}:/usr/bin:/bin", home.path().display()));
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.wait_for("Paste the code").keys("\t").wait_for("y copy").keys("y");
        if written {
            terminal.wait_written(1, "\x1b]52;c;").wait_written(1, "\x1bPtmux;\x1b\x1b]52;c;");
        } else {
            terminal.wait_for("sent to the terminal");
            let copied = receiver.recv_timeout(PATIENCE).expect("in time").expect("it is given the text");
            assert!(copied.contains("/oauth/authorize"), "{copied}");
        }
        terminal.keys("\x03");
        assert_eq!(terminal.end(), 0);
        assert_eq!(String::from_utf8_lossy(&terminal.bytes()).contains("\x1b]52;"), written);
    }
    let said = std::fs::read_to_string(home.path().join("said")).expect("it was asked");
    assert_eq!(said.trim(), "load-buffer -w -");
}
