//! What goes to the terminal besides text: colors, and what is asked for instead of them.

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::terminal::{Terminal, program};

/// The demo's member table in a terminal with these variables, the third row selected.
fn table(arguments: &[&str], variables: &[(&str, &str)]) -> (Terminal, TempDir) {
    let (command, home) = demo(arguments, variables);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r");
    terminal.wait_for("API Team").keys("\r").wait_for("阿卜杜拉").keys("jj").wait_for("›曾国栋");
    (terminal, home)
}

fn demo(arguments: &[&str], variables: &[(&str, &str)]) -> (CommandBuilder, TempDir) {
    let home = tempfile::tempdir().expect("a home");
    let mut command = program(home.path(), &[&["--demo", "--lang", "en"], arguments].concat());
    for (name, value) in variables {
        command.env(name, value);
    }
    (command, home)
}

/// The parameters of every change of style (SGR) that was written.
fn styles(terminal: &Terminal) -> Vec<String> {
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let ends = bytes.split("\x1b[").skip(1);
    let style = |rest: &str| {
        let (parameters, _) = rest.split_once('m')?;
        parameters
            .chars()
            .all(|char| char.is_ascii_digit() || ";:".contains(char))
            .then(|| parameters.to_owned())
    };
    ends.filter_map(style).collect()
}

/// Whether a change of style names a color; 39 and 49 are the terminal's own.
fn is_color(style: &str) -> bool {
    let number =
        |part: &str| part.parse::<u16>().is_ok_and(|part| matches!(part, 30..=38 | 40..=48 | 58 | 90..=107));
    style.split([';', ':']).any(number)
}

/// Whether the row of the selected member is reversed from border to border, and no other is at all.
fn is_selected_row_reversed(terminal: &Terminal) -> bool {
    terminal.look(|screen| {
        let mut rows = screen.rows(0, 80).zip(0..).skip(3).take(9);
        let cells =
            |y| (1..79).filter_map(move |x| screen.cell(y, x)).filter(|cell| !cell.is_wide_continuation());
        let is_right = |(row, y): (String, u16)| {
            let selected = row.contains("›曾国栋");
            cells(y).all(|cell| cell.inverse() == selected)
        };
        rows.all(is_right)
    })
}

#[test]
fn u04_without_colors_none_is_sent_and_the_selected_row_is_reversed() {
    for (arguments, variables) in [
        (&[][..], &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")][..]),
        (&["--color", "never"], &[]),
        (&["--theme", "mono"], &[]),
    ] {
        let (mut terminal, _home) = table(arguments, variables);
        assert!(is_selected_row_reversed(&terminal), "{}", terminal.screen());
        terminal.keys("\x03");
        assert_eq!(terminal.end(), 0);

        let styles = styles(&terminal);
        assert!(styles.contains(&"7".to_owned()), "{styles:?}");
        assert!(!styles.iter().any(|style| is_color(style) || style.is_empty()), "{arguments:?} {styles:?}");
    }
}

#[test]
fn colors_can_be_asked_for_where_no_color_is_set() {
    let variables = [("NO_COLOR", "1"), ("COLORTERM", "24bit")];
    let (terminal, _home) = table(&["--color", "always", "--theme", "tower-dark"], &variables);
    let styles = styles(&terminal);
    assert!(is_selected_row_reversed(&terminal), "{}", terminal.screen());
    assert!(styles.iter().any(|style| style.contains("48;2;28;33;40")), "{styles:?}");
}

#[test]
fn our_own_colors_need_a_terminal_that_has_them() {
    let (command, _home) = demo(&["--theme", "tower-light"], &[("COLORTERM", "yes")]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("! tower-light needs true color: COLORTERM is not truecolor");
    assert!(!styles(&terminal).iter().any(|style| style.contains("8;2;")));

    let (command, home) = demo(&[], &[("NO_COLOR", "1")]);
    std::fs::write(home.path().join("config.toml"), "theme = \"tower-dark\"\n").expect("settings");
    Terminal::start(command, 80, 24).wait_for("! tower-dark needs colors: NO_COLOR or --color never is set");
}

#[test]
fn the_window_is_named_after_the_open_team() {
    let (mut terminal, _home) = table(&[], &[]);
    terminal.wait_written(1, "\x1b]0;云端科技 - tower-tui\x07");
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let (saved, first) = (bytes.find("\x1b[22;0t"), bytes.find("\x1b]0;tower-tui\x07"));
    assert!(saved < first && first < bytes.find("\x1b]0;云端"), "kept before it is changed");
    assert_eq!(bytes.matches("\x1b]0;").count(), 2, "only a change is told");

    // It steps out and in again: the shell had its own name for the window meanwhile.
    terminal.keys("\x1a").wait_written(2, "\x1b]0;云端科技 - tower-tui\x07").keys("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
}

#[test]
fn the_mouse_is_the_terminals_until_it_is_taken() {
    let (mut terminal, _home) = table(&[], &[]);
    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains("\x1b[?1000h"));

    terminal.keys("M").wait_written(1, "\x1b[?1000h\x1b[?1006h").wait_for("mouse on");
    // A press on the sixth line, counted from 1, and the wheel down and up.
    terminal.keys("\x1b[<0;10;4M\x1b[<0;10;4m").wait_for("›张伟");
    terminal.keys("\x1b[<65;10;4M").wait_for("›单小满").keys("\x1b[<64;10;4M").wait_for("›张伟");
    terminal.keys("M").wait_for("mouse off").wait_written(1, "\x1b[?1000l").keys("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
}

#[test]
fn borders_are_plain_where_the_terminal_draws_them_wide() {
    // The answer is there before the question, so that no clock decides whether it is heard.
    for (answer, settings, corner) in [
        ("\x1b[1;3R", "", "+- "),
        ("\x1b[1;2R", "", "┌─ "),
        ("", "ambiguous = \"wide\"\n", "+- "),
        ("", "ambiguous = \"narrow\"\n", "┌─ "),
    ] {
        let (command, home) = demo(&[], &[]);
        std::fs::write(home.path().join("config.toml"), settings).expect("settings");
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.keys(answer).wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r");
        terminal.wait_for("API Team").wait_for(corner).keys("q");
        assert_eq!(terminal.end(), 0);
        let asked = String::from_utf8_lossy(&terminal.bytes()).contains("\x1b[6n");
        assert_eq!(asked, settings.is_empty(), "{settings}");
    }
}

#[test]
fn what_is_typed_while_the_terminal_is_asked_is_neither_lost_nor_shown() {
    let (command, _home) = demo(&[], &[]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.keys("abc\x1b[1;2Rdef").wait_for("[ abcdef").keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.screen().trim(), "", "on the screen of the shell");
}

#[test]
fn a_terminal_that_does_not_answer_holds_nothing_up() {
    let (command, _home) = demo(&[], &[]);
    let mut terminal = Terminal::silent(command, 80, 24);
    terminal.keys("ab").wait_for("Paste the code").keys("c").wait_for("[ abc").keys("\r\x7f\x03");
    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
}

/// The background of our dark theme, and of the light one, as they are sent.
const PAPERS: [&str; 2] = ["48;2;28;33;40", "48;2;251;251;249"];

/// Which of them a terminal was sent.
fn papers(terminal: &Terminal) -> [bool; 2] {
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    PAPERS.map(|paper| bytes.contains(paper))
}

/// The program with the theme that goes by the terminal.
fn by_the_terminal(variables: &[(&str, &str)]) -> (CommandBuilder, TempDir) {
    demo(&["--theme", "tower"], &[&[("COLORTERM", "truecolor")], variables].concat())
}

#[test]
fn our_theme_is_dark_or_light_as_the_terminal_says_from_the_first_picture_on() {
    // The answer is there before the question, so that no clock decides whether it is heard.
    for (answer, settings, sent) in [
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "", [true, false]),
        ("\x1b]11;rgb:ff/ff/ff\x07", "", [false, true]),
        ("\x1b]11;rgb:ff/ff/ff\x07", "ambiguous = \"narrow\"\n", [false, true]),
    ] {
        let (command, home) = by_the_terminal(&[("COLORFGBG", if sent[0] { "0;15" } else { "15;0" })]);
        std::fs::write(home.path().join("config.toml"), settings).expect("settings");
        let mut terminal = Terminal::silent(command, 80, 24);
        terminal.keys(&format!("ab{answer}\x1b[1;2R"));
        terminal.wait_for("Paste the code").keys("c").wait_for("[ abc").keys("\x03");
        assert_eq!(terminal.end(), 0);
        assert_eq!(papers(&terminal), sent, "{settings}");
    }
}

#[test]
fn where_the_terminal_says_nothing_of_its_background_the_environment_does_and_else_it_is_dark() {
    for (variables, sent) in [
        (&[][..], [true, false]),
        (&[("COLORFGBG", "0;15")], [false, true]),
        // screen draws no colors of ours.
        (&[("STY", "1.pts-0")], [false, false]),
    ] {
        let (command, _home) = by_the_terminal(variables);
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.wait_for("Paste the code").keys("\x03");
        assert_eq!(terminal.end(), 0);
        assert_eq!(papers(&terminal), sent, "{variables:?}");
        let in_screen = variables.iter().any(|(name, _)| *name == "STY");
        let asked = String::from_utf8_lossy(&terminal.bytes()).contains("\x1b]11;?");
        assert_eq!(asked, !in_screen, "{variables:?}");
    }
    let (mut terminal, _home) = table(&[], &[("COLORTERM", "truecolor")]);
    terminal.keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains("\x1b]11;?"), "nobody needs to know");
}

#[test]
fn a_background_that_is_told_too_late_is_not_taken_for_typing() {
    let (command, _home) = by_the_terminal(&[]);
    let mut terminal = Terminal::silent(command, 80, 24);
    terminal.wait_for("Paste the code").keys("a\x1b]11;rgb:FFFF/ffff/ffff\x1b\\\x1b[1;2Rb");
    terminal.wait_for("[ ab").keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert_eq!(papers(&terminal), [true, false]);
    assert_eq!(terminal.kept(), Vec::<String>::new());
}

#[test]
fn our_theme_by_the_settings() {
    let (command, home) = demo(&[], &[("COLORTERM", "24bit")]);
    std::fs::write(home.path().join("config.toml"), "theme = \"tower\"\n").expect("settings");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Paste the code").wait_written(1, PAPERS[0]).keys("\x03");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_theme_that_is_none_is_named() {
    let (command, home) = demo(&[], &[]);
    std::fs::write(home.path().join("config.toml"), "theme = \"solarized\"\n").expect("settings");
    Terminal::start(command, 80, 24).wait_for("theme cannot be solarized");

    let (command, _home) = demo(&["--theme", "solarized"], &[]);
    let mut refused = Terminal::start(command, 80, 24);
    assert_eq!(refused.end(), 2);
    assert!(refused.screen().contains("high-contrast"), "{}", refused.screen());
}

#[test]
fn a_terminal_that_can_only_write_lines_is_told_of_the_commands() {
    let (command, _home) = demo(&[], &[("TERM", "dumb")]);
    let mut terminal = Terminal::start(command, 120, 24);
    assert_eq!(terminal.end(), 2);
    assert!(
        terminal.screen().contains("tower-tui login, status, teams and members"),
        "{}",
        terminal.screen()
    );
    assert!(!terminal.bytes().contains(&0x1b), "nothing but text");
}

#[test]
fn for_a_screen_reader_there_is_text_alone_and_the_cursor_on_the_selected_row() {
    for (arguments, variables, settings) in [
        (&["--accessible"][..], &[][..], ""),
        (&[], &[("ACCESSIBLE", "1")], ""),
        (&[], &[], "accessible = true\n"),
    ] {
        let (command, home) = demo(arguments, variables);
        std::fs::write(home.path().join("config.toml"), settings).expect("settings");
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r");
        terminal.wait_for("API Team").keys("\r").wait_for("阿卜杜拉").keys("jj");
        terminal.wait_for("> 曾国栋").wait_for("3 of 122: 曾国栋, admin");
        let on_row = terminal.look(|screen| {
            let (y, x) = screen.cursor_position();
            let row = screen.rows(0, 80).nth(y.into()).unwrap_or_default();
            !screen.hide_cursor() && row.get(x.into()..).is_some_and(|row| row.starts_with("> 曾国栋"))
        });
        assert!(on_row, "{arguments:?} {}", terminal.screen());
        terminal.keys("m").wait_for("Messages").keys("mi").wait_for("Kept in").keys("\x03");
        assert_eq!(terminal.end(), 0);
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        let is_drawn = |char: &char| matches!(char, '\u{2500}'..='\u{257f}' | '\u{2800}'..='\u{28ff}');
        assert_eq!(bytes.chars().find(is_drawn), None, "{arguments:?} {settings}");
    }
}

#[test]
fn the_countdown_in_the_settings_is_the_one_on_the_screen() {
    let (command, home) = demo(&[], &[]);
    std::fs::write(home.path().join("config.toml"), "countdown = \"off\"\n").expect("settings");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r").wait_for("API Team");
    terminal.wait_for("signed in").keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_language_that_nobody_speaks_is_asked_for_by_name_alone() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "qps"]), 80, 24);
    terminal.wait_for("Ｓｉｇｎ").keys("\x03");
    assert_eq!(terminal.end(), 0);
    let mut help = Terminal::start(program(home.path(), &["--help"]), 120, 60);
    assert_eq!(help.end(), 0);
    assert!(help.screen().contains("--lang") && !help.screen().contains("qps"), "{}", help.screen());
}

#[test]
fn a_message_is_copied_as_a_report_that_begins_with_the_programs_name() {
    let (mut terminal, _home) = table(&[], &[]);
    terminal.keys("ym").wait_for("Messages").wait_for("› ").keys("y");
    // `tower-tui` in base64.
    terminal.wait_written(1, "\x1b]52;c;dG93ZXItdHVp").wait_for("(x2)").keys("q");
    terminal.wait_gone("Messages").keys("q");
    assert_eq!(terminal.end(), 0);
}

#[cfg(unix)]
#[test]
fn where_the_systems_program_hangs_the_terminal_copies() {
    use std::os::unix::fs::PermissionsExt;
    let (mut command, home) = demo(&[], &[]);
    let program = home.path().join("pbcopy");
    std::fs::write(&program, "#!/bin/sh\nexec /bin/sleep 1000\n").expect("a program");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    command.env("PATH", home.path());
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Paste the code").keys("\t").wait_for("y copy").keys("y");
    terminal.wait_written(1, "\x1b]52;c;").keys("\x03");
    assert_eq!(terminal.end(), 0);
}
