//! T8: the life of a session in a real terminal, and a search for its secrets wherever anyone else could look.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tower_tui::demo::{Habits, Plan, TWO_STEP_CODE};

use crate::terminal::{Terminal, program};
use crate::tower::Tower;

/// How much of a code is shown at its start: more of it in a row is a leak.
const SHOWN: usize = 8;

/// Whether a text holds more of a secret than may be shown.
fn leaks(secret: &str, text: &str) -> bool {
    let chars: Vec<char> = secret.chars().collect();
    let mut parts = chars.windows(chars.len().min(SHOWN + 1)).map(String::from_iter);
    parts.any(|part: String| text.contains(&part))
}

/// All files below a directory.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("a directory").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The files that hold a secret, by the first word of their names. Only their owner may read them.
fn holders(home: &Path, secret: &str) -> Vec<String> {
    let holds = |path: &PathBuf| leaks(secret, &String::from_utf8_lossy(&fs::read(path).expect("a file")));
    let name = |path: PathBuf| {
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        name.split('-').next().unwrap_or_default().to_owned()
    };
    files(home).into_iter().filter(holds).map(name).collect()
}

/// What everyone on the machine can see of a process, and what its children would get.
fn on_the_outside(terminal: &Terminal) -> String {
    // Root alone may see the environment of a process that must not be looked into.
    let read = |name| fs::read(format!("/proc/{}/{name}", terminal.pid())).unwrap_or_default();
    ["cmdline", "environ"].map(|name| String::from_utf8_lossy(&read(name)).into_owned()).concat()
}

#[test]
fn t8_01_from_the_first_run_to_the_sign_out_no_secret_is_anywhere_but_in_its_own_private_file() {
    let habits = Habits { two_step: true, ..Habits::default() };
    let tower = Tower::new(Plan { members: 30, habits, ..Plan::default() });
    let open = || {
        let mut command = program(tower.home(), &["--lang", "en", "--log-level", "debug"]);
        command.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
        Terminal::start(command, 80, 24)
    };
    let found = |secret: &str| holders(tower.home(), secret);
    let nowhere: [&str; 0] = [];
    let (secret, code) = (tower.built_in.client_secret(), tower.control().issue_code());

    let mut first = open();
    first.wait_for("You need a Tower application").keys(tower.built_in.client_id());
    first.keys("\t").wait_for("›Secret").paste(secret).wait_for("****").keys("\r");
    first.wait_for("Paste the code").paste(&code);
    let (head, tail) = (code.get(..SHOWN).expect("a head"), code.get(code.len() - 2..).expect("a tail"));
    first.wait_for(&format!("[ {head}⋯{tail}  ({} characters)", code.len())).keys("\r");
    first.wait_for("Tower has sent you a code").paste(TWO_STEP_CODE).wait_for(TWO_STEP_CODE).keys("\r");
    first.wait_for("API Team").keys("\r").wait_for("张伟").wait_for("updated");
    assert!(!first.screen().contains(TWO_STEP_CODE), "{}", first.screen());
    let signed_in = tower.stored().expect("a session");
    first.keys("i").wait_for("renew now").keys("r").wait_for("1 in all").keys("\x03");
    assert_eq!(first.end(), 0);
    let renewed = tower.stored().expect("a session");
    assert_eq!(tower.control().access_token().as_deref(), Some(renewed.access.expose()));

    let [old, new] = [signed_in, renewed].map(|stored| [Some(stored.access), stored.refresh]);
    let [old, new] = [old, new].map(|pair| pair.map(|token| token.expect("a token").expose().to_owned()));
    for token in &new {
        assert_eq!(found(token), ["session"]);
    }
    assert_eq!(found(secret), ["client"]);
    for spent in old.iter().chain([&code, &TWO_STEP_CODE.to_owned()]) {
        assert_eq!(found(spent), nowhere, "{spent}");
    }

    let mut second = open();
    second.wait_for("张伟").keys("i").wait_for("sign out");
    let outside = on_the_outside(&second);
    assert!(outside.contains("--lang"), "{outside}");
    assert_eq!(crate::token_server::core_limits(second.pid()), ["0", "0"], "nor does a crash leave any");
    second.keys("L").wait_for("again to sign out").keys("L").wait_for("you signed out").keys("q");
    assert_eq!(second.end(), 0);
    for token in &new {
        assert_eq!(found(token), nowhere, "{token}");
    }
    assert_eq!(found(secret), ["client"]);

    let written = [first.bytes(), second.bytes()].concat();
    let log = fs::read_to_string(tower.home().join("state/log")).expect("a log");
    for told in ["authorization_code: 200", "refresh_token: 200", "signed out: by you", "session file: save"]
    {
        assert!(log.contains(told), "{told}: {log}");
    }
    for named in ["张伟", TWO_STEP_CODE, "@"] {
        assert!(!log.contains(named), "{named}: {log}");
    }
    let mut seen = vec![String::from_utf8_lossy(&written).into_owned(), outside, log];
    seen.extend(tower.control().requests().iter().map(|got| format!("{}?{}", got.path, got.query)));
    for secret in old.iter().chain(&new).map(String::as_str).chain([code.as_str(), secret]) {
        for text in &seen {
            assert!(!leaks(secret, text), "{secret}: {text:?}");
        }
    }
}

/// A program's environment, which it has written to this file.
fn environment_in(file: &Path) -> String {
    let said = fs::read_to_string(file).expect("an environment");
    assert!(said.contains("HOME="), "{said}");
    said
}

#[test]
fn t8_01_the_browser_inherits_no_secret() {
    let tower = Tower::small();
    let file = tower.home().join("environment");
    let mut command = program(tower.home(), &["--lang", "en"]);
    command.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
    command.env("TOWER_TUI_CLIENT_ID", tower.built_in.client_id());
    command.env("TOWER_TUI_CLIENT_SECRET", "made-up-secret");
    command.env("TOWER_TUI_TOKEN_KEY", "made-up-key");
    command.env("DISPLAY", ":0");
    command.env("BROWSER", format!("sh -c 'env > \"{}\"'", file.display()));
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Paste the code").keys("\r").wait_for("browser opened").keys("\x03");
    assert_eq!(terminal.end(), 0);

    let said = environment_in(&file);
    assert!(!said.contains("made-up-"), "{said}");
}

#[test]
fn t8_01_the_command_that_prints_the_secret_inherits_none() {
    let tower = Tower::small();
    let file = tower.home().join("environment");
    let script = format!("env > '{}'; echo {}", file.display(), tower.built_in.client_secret());
    let settings = format!("client_secret_command = [\"sh\", \"-c\", \"{script}\"]\n");
    fs::write(tower.home().join("config.toml"), settings).expect("settings");
    let mut command = program(tower.home(), &["--lang", "en"]);
    command.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
    command.env("TOWER_TUI_CLIENT_ID", tower.built_in.client_id());
    command.env("TOWER_TUI_TOKEN_KEY", "made-up-key");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Paste the code").paste(&tower.control().issue_code()).wait_for("characters)");
    terminal.keys("\r").wait_for("API Team").keys("q");
    assert_eq!(terminal.end(), 0);

    let said = environment_in(&file);
    assert!(!said.contains("made-up-"), "{said}");
}
