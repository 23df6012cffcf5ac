//! The log: what is in it after a run, what is not, and that nothing which happens to it disturbs the program.

use std::fs;
use std::path::PathBuf;

use tower_tui::demo::{Fault, What};

use crate::terminal::{Terminal, program};
use crate::tower::Tower;

fn file(tower: &Tower) -> PathBuf {
    tower.home().join("state/log")
}

/// The lines without their times and the process, spaces counted once.
fn lines(tower: &Tower) -> Vec<String> {
    let text = fs::read_to_string(file(tower)).unwrap_or_default();
    let what = |line: &str| {
        let mut words = line.split_whitespace();
        let level = words.nth(1).unwrap_or_default().to_owned();
        std::iter::once(level.as_str()).chain(words.skip(1)).collect::<Vec<_>>().join(" ")
    };
    text.lines().map(what).collect()
}

/// Signs in, opens a team and leaves.
fn run(tower: &Tower) {
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("\r").wait_for("张伟").wait_for("updated").keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_run_is_told_from_its_start_to_its_end_and_nobody_is_named() {
    let tower = Tower::small();
    run(&tower);
    let lines = lines(&tower);
    let has = |part: &str| lines.iter().any(|line| line.contains(part));
    assert!(lines.first().is_some_and(|line| line.starts_with("info tower-tui 0.")), "{lines:#?}");
    assert!(lines.last().is_some_and(|line| line == "info ends"), "{lines:#?}");
    for part in [
        "info session: signed out: never signed in",
        "info POST /oauth/token authorization_code: 200 in ",
        "info session: token 1: in use, from Tower, given for ",
        "info GET /teams: 200 in ",
        "/members page 1: 200 in ",
    ] {
        assert!(has(part), "{part}: {lines:#?}");
    }
    let account = tower.stored().and_then(|stored| stored.email).expect("an account");
    for part in ["张伟", account.as_str(), "page 1: 200 in 0 ms in", "Key(", "127.0.0.1"] {
        assert!(!has(part), "{part}: {lines:#?}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(file(&tower)).expect("a log").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_fails_is_told_as_a_warning() {
    let tower = Tower::small();
    let busy =
        What::Status { status: 503, headers: vec![("Retry-After".into(), "7".into())], body: String::new() };
    tower.control().script(Fault::once("/api/v1/teams", busy));
    tower.signed_in().wait_for("(503)");
    let told = "warn GET /teams: 503, retry after 7 s in ";
    assert!(lines(&tower).iter().any(|line| line.starts_with(told)), "{:#?}", lines(&tower));
}

#[test]
fn how_much_is_told_is_for_the_person_to_say() {
    let tower = Tower::small();
    fs::write(tower.home().join("config.toml"), "log_level = \"off\"\n").expect("settings");
    run(&tower);
    assert!(!file(&tower).exists());

    let signed_out = |command: &str| {
        let mut asked = program(tower.home(), &[command, "--log-level", "warn"]);
        asked.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
        asked.env("TOWER_TUI_CLIENT_ID", "not-the-one-of-before");
        asked.env("TOWER_TUI_CLIENT_SECRET", "made-up");
        assert_eq!(Terminal::start(asked, 80, 24).end(), 3);
        lines(&tower)
    };
    assert_eq!(signed_out("status"), [""; 0], "a look is not worth a line");
    assert_eq!(signed_out("teams"), ["error ends: signed_out"]);

    let mut loud = Terminal::start(program(tower.home(), &["--log-level", "loud"]), 80, 24);
    assert_eq!(loud.end(), 2);
    assert!(loud.screen().contains("error, warn, info, debug"), "{}", loud.screen());
}

#[test]
fn a_log_that_cannot_be_written_disturbs_nobody() {
    let tower = Tower::small();
    fs::create_dir_all(file(&tower)).expect("a directory in its place");
    run(&tower);
    assert!(tower.stored().is_some(), "the session is kept");

    let tower = Tower::small();
    fs::write(tower.home().join("state"), "").expect("a file in the place of its directory");
    let mut terminal = tower.signed_in();
    // Asked twice: the session is in this window alone.
    terminal.wait_for("API Team").keys("\x03").wait_for("leaving again").keys("\x03");
    terminal.end();
    assert_eq!(fs::read(tower.home().join("state")).expect("it is there"), b"");
}

#[test]
fn a_mistake_in_the_settings_is_told_by_its_line() {
    let tower = Tower::small();
    fs::write(tower.home().join("config.toml"), "\ncolour = \"marker\"\n").expect("settings");
    let mut terminal = tower.open();
    terminal.wait_for("Mistakes in the settings").keys("\r").wait_for("Paste the code").keys("\x03");
    assert_eq!(terminal.end(), 0);
    let lines = lines(&tower);
    assert!(lines.contains(&"warn settings, line 2, column 1: no such setting".to_owned()), "{lines:#?}");
    assert!(!lines.concat().contains("marker"), "{lines:#?}");
}

#[test]
fn a_demo_leaves_none() {
    let tower = Tower::small();
    let mut demo = Terminal::start(program(tower.home(), &["--demo", "--lang", "en"]), 80, 24);
    demo.wait_for("Paste the code").keys("\x03");
    assert_eq!(demo.end(), 0);
    assert!(!tower.home().join("state").exists());

    // A demo begun from the first run is logged by its beginning, and by nothing after it.
    let mut first = Terminal::start(program(tower.home(), &["--lang", "en"]), 80, 24);
    first.wait_for("You need a Tower application").keys("\x1bOQ").wait_for("Paste the code").keys("\x03");
    assert_eq!(first.end(), 0);
    let lines = lines(&tower);
    assert!(lines.last().is_some_and(|line| line.starts_with("info a demo begins")), "{lines:#?}");
}

#[test]
fn the_help_says_where_it_is() {
    let tower = Tower::small();
    let mut terminal = Terminal::start(program(tower.home(), &["--help"]), 120, 60);
    assert_eq!(terminal.end(), 0);
    assert!(terminal.screen().contains("~/.local/state/tower-tui/log"), "{}", terminal.screen());

    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("?").wait_for("log ~/state/log ").keys("\x03");
    assert_eq!(terminal.end(), 0);
}
