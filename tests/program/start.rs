//! How it starts, and what keeps it from starting.

use std::fs::DirEntry;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::terminal::{Terminal, program};
use crate::tower::Tower;

#[test]
fn without_a_terminal_it_says_so_in_one_line() {
    let home = tempfile::tempdir().expect("a home");
    for (lang, words) in [("en", "there is no terminal"), ("zh-CN", "没有可用的终端")] {
        let output = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
            .args(["--lang", lang])
            .env_clear()
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();

        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains(words) && said.lines().count() == 1, "{said}");
        assert!(output.stdout.is_empty());
    }
}

/// The files in the directory of the state; no typed secret is in any of them.
fn kept(home: &Path) -> Vec<String> {
    let files = std::fs::read_dir(home.join("state")).expect("a state").flatten();
    let name = |file: DirEntry| {
        let content = std::fs::read(file.path()).expect("a file");
        assert!(!String::from_utf8_lossy(&content).contains("made-up-secret"), "{}", file.path().display());
        file.file_name().to_string_lossy().into_owned()
    };
    files.map(name).collect()
}

#[test]
fn without_settings_it_asks_for_them_and_keeps_them() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--lang", "en"]), 80, 24);
    terminal.wait_for("You need a Tower application");
    terminal.keys("0123456789abcdef\t").keys("made-up-secret\r").wait_for("client_id=0123456789abcdef");
    terminal.keys("\x03");
    assert_eq!(terminal.end(), 0);

    let settings = std::fs::read_to_string(home.path().join("config.toml")).expect("settings");
    assert!(settings.contains("0123456789abcdef") && !settings.contains("made-up-secret"), "{settings}");

    assert_eq!(kept(home.path()), ["log"], "Tower has not taken the secret");

    let mut again = Terminal::start(program(home.path(), &["--lang", "en"]), 80, 24);
    again.wait_for("[ 0123456789abcdef").wait_for("›Secret").keys("\x03");
    assert_eq!(again.end(), 0);
}

#[test]
fn a_secret_that_tower_has_taken_is_not_asked_for_again() {
    let tower = Tower::small();
    let open = || {
        let mut command = program(tower.home(), &["--lang", "en"]);
        command.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
        Terminal::start(command, 80, 24)
    };
    let mut terminal = open();
    terminal.wait_for("You need a Tower application").keys(tower.built_in.client_id()).keys("\tmistyped\r");
    terminal
        .wait_for("Paste the code")
        .paste(&tower.control().issue_code())
        .wait_for("characters)")
        .keys("\r");
    terminal.wait_for("Check the ID and secret: Ctrl-s").keys("\x13").wait_for("›Secret");
    terminal
        .keys(tower.built_in.client_secret())
        .wait_for("****")
        .keys("\r")
        .wait_for("characters)")
        .keys("\r");
    terminal.wait_for("API Team").keys("q");
    assert_eq!(terminal.end(), 0);

    let mut again = open();
    again.wait_for("API Team").keys("q");
    assert_eq!(again.end(), 0);
    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains(tower.built_in.client_secret()));
}

#[test]
fn what_was_typed_on_the_first_run_is_there_at_the_next_but_for_the_secret() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--lang", "en"]), 80, 24);
    terminal.wait_for("You need a Tower application");
    terminal.keys("0123456789abcdef\tmade-up-secret").wait_for("**************").keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert_eq!(kept(home.path()), ["log"], "nothing secret was kept");
    let settings = std::fs::read_to_string(home.path().join("config.toml")).expect("settings");
    assert!(!settings.contains("made-up-secret"), "{settings}");

    let mut again = Terminal::start(program(home.path(), &["--lang", "en"]), 80, 24);
    again.wait_for("[ 0123456789abcdef").wait_for("›Secret").keys("\x03");
    assert_eq!(again.end(), 0);
}

#[test]
fn what_the_environment_says_is_not_asked_for() {
    let home = tempfile::tempdir().expect("a home");
    let mut command = program(home.path(), &["--lang", "zh-CN"]);
    command.env("TOWER_TUI_CLIENT_ID", "0123456789abcdef");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("0123456789abcdef （环境变量）").keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert!(!home.path().join("config.toml").exists(), "nothing was typed");

    let mut command = program(home.path(), &["--lang", "en"]);
    command.env("TOWER_TUI_REDIRECT_URI", "http://a.example.com/cb");
    let mut refused = Terminal::start(command, 80, 24);
    assert_eq!(refused.end(), 1);
    assert!(refused.screen().contains("Tower accepts only https callbacks"), "{}", refused.screen());
}

#[test]
fn the_language_is_the_systems_unless_asked_for() {
    let home = tempfile::tempdir().expect("a home");
    let mut command = program(home.path(), &["--demo"]);
    command.env("LANG", "zh_CN.UTF-8");
    Terminal::start(command, 80, 24).wait_for("粘贴 Tower 给出的授权码");

    std::fs::write(home.path().join("config.toml"), "language = \"zh-CN\"\n").expect("settings");
    Terminal::start(program(home.path(), &["--demo"]), 80, 24).wait_for("粘贴 Tower 给出的授权码");
}

#[cfg(unix)]
#[test]
fn a_secret_that_a_command_prints_signs_in_and_is_kept_nowhere() {
    let tower = Tower::small();
    let secret = tower.built_in.client_secret();
    let file = tower.home().join("vault");
    std::fs::write(&file, format!("{secret}\n")).expect("a vault");
    let settings = format!(
        "base_url = \"{}\"\nclient_id = \"{}\"\nclient_secret_command = [\"cat\", \"{}\"]\n",
        tower.built_in.origin(),
        tower.built_in.client_id(),
        file.display()
    );
    std::fs::write(tower.home().join("config.toml"), settings).expect("settings");
    let mut terminal = Terminal::start(program(tower.home(), &["--lang", "en"]), 80, 24);
    terminal.wait_for("Paste the code").paste(&tower.control().issue_code()).wait_for("characters)");
    terminal.keys("\r").wait_for("API Team").keys("q");
    assert_eq!(terminal.end(), 0);

    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains(secret));
    for kept in std::fs::read_dir(tower.home().join("state")).expect("a state").flatten() {
        let content = std::fs::read_to_string(kept.path()).unwrap_or_default();
        assert!(!content.contains(secret), "{}", kept.path().display());
    }
}

#[test]
fn the_address_is_a_link_where_the_terminal_makes_links() {
    let home = tempfile::tempdir().expect("a home");
    let link = "\x1b]8;id=tower-tui;http://127.0.0.1:";
    let mut plain = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
    plain.wait_for("Ctrl-y copy");
    assert!(!String::from_utf8_lossy(&plain.bytes()).contains(link));

    let mut command = program(home.path(), &["--demo", "--lang", "en"]);
    command.env("TERM", "xterm-kitty");
    Terminal::start(command, 80, 24).wait_written(1, link).wait_for("Ctrl-y copy");

    std::fs::write(home.path().join("config.toml"), "hyperlinks = true\n").expect("settings");
    let mut asked = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
    asked.wait_written(1, link).wait_for("Ctrl-y copy");
}

#[test]
fn damaged_settings_are_named_and_left_alone() {
    let home = tempfile::tempdir().expect("a home");
    let path = home.path().join("config.toml");
    let damaged = "language = \"en\"\nclient_id = \n";
    std::fs::write(&path, damaged).expect("settings");
    let mut terminal = Terminal::start(program(home.path(), &["--lang", "en"]), 80, 24);

    assert_eq!(terminal.end(), 1);
    assert!(terminal.screen().contains("config.toml:2:"), "{}", terminal.screen());
    assert_eq!(std::fs::read_to_string(&path).expect("settings"), damaged);
}

#[test]
fn a_setting_that_means_nothing_is_named_and_keeps_nobody_from_starting() {
    let home = tempfile::tempdir().expect("a home");
    let path = home.path().join("config.toml");
    let odd = "langauge = \"en\"\nlanguage = \"fr\"\n";
    std::fs::write(&path, odd).expect("settings");
    for arguments in [&["--lang", "en"][..], &["--lang", "en", "--demo"]] {
        let mut terminal = Terminal::start(program(home.path(), arguments), 120, 24);
        terminal.wait_for("line 1, column 1: there is no setting langauge");
        terminal.wait_for("line 2, column 12: language cannot be fr").wait_for("the default is auto");
        terminal.keys("\r").wait_gone("Mistakes in the settings").keys("\x03");
        assert_eq!(terminal.end(), 0);
    }
    assert_eq!(std::fs::read_to_string(&path).expect("settings"), odd);
}

#[test]
fn the_demo_starts_whatever_the_settings_are_like() {
    let home = tempfile::tempdir().expect("a home");
    let path = home.path().join("config.toml");
    for settings in ["client_id = \n", "base_url = \"http://tower.example.com\"\n", "language = 5\n"] {
        std::fs::write(&path, settings).expect("settings");
        let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
        terminal.wait_for("Paste the code").keys("\x03");
        assert_eq!(terminal.end(), 0);
        assert_eq!(std::fs::read_to_string(&path).expect("settings"), settings);
    }
    std::fs::remove_file(&path).expect("no settings");
    std::fs::create_dir(&path).expect("a directory in their place");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
    terminal.wait_for("Paste the code").keys("\x03");
    assert_eq!(terminal.end(), 0);

    let mut refused = Terminal::start(program(home.path(), &["--lang", "en"]), 80, 24);
    assert_eq!(refused.end(), 1);
    assert!(refused.screen().contains("this is a directory"), "{}", refused.screen());
}

#[test]
fn an_address_that_tokens_must_not_travel_to_is_refused() {
    let home = tempfile::tempdir().expect("a home");
    let mut command = program(home.path(), &["--lang", "en"]);
    command.env("TOWER_TUI_BASE_URL", "http://tower.example.com");
    let mut terminal = Terminal::start(command, 80, 24);

    assert_eq!(terminal.end(), 1);
    assert!(terminal.screen().contains("tokens must not be sent unencrypted"), "{}", terminal.screen());
}

#[test]
fn the_built_in_tower_runs_by_itself_and_says_where() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
        .args(["demo-server", "--members", "3", "--expires-in", "60"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let mut line = String::new();
    let out = server.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut line).expect("a line");
    let said: serde_json::Value = serde_json::from_str(&line).expect("one line of JSON");
    let text = |key: &str| said.get(key).and_then(serde_json::Value::as_str).expect("text").to_owned();
    let address = text("origin").replace("http://", "");
    let page = text("authorize_url").replace(&text("origin"), "");

    let mut stream = TcpStream::connect(&address).expect("it listens");
    write!(stream, "GET {page} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("<form"), "{answer}");
    assert!(!text("client_secret").is_empty() && !text("client_id").is_empty());

    server.kill().expect("it can be stopped");
    server.wait().expect("it ends");
}
