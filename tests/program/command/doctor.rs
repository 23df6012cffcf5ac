//! `doctor`: what it finds where something is wrong, whom it asks, and what it never shows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tower_tui::demo::{Fault, What};

use crate::terminal::{self, Terminal};
use crate::tower::Tower;

/// The program at this Tower, in a terminal of which only the kind and the locale are known.
fn program(tower: &Tower, arguments: &[&str]) -> Command {
    let mut command = tower.command(arguments);
    command.env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
    command
}

/// What `doctor --json` found.
struct Found {
    code: Option<i32>,
    checks: Vec<Value>,
}

impl Found {
    fn by(command: &mut Command) -> Self {
        let output = command.output().expect("the program starts");
        let said: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
        let checks = said.get("checks").and_then(Value::as_array).expect("a list").clone();
        assert!(checks.iter().all(|check| (check["state"] == "ok") == check["remedy"].is_null()), "{said}");
        Self { code: output.status.code(), checks }
    }

    fn get(&self, name: &str) -> &Value {
        self.checks.iter().find(|check| check["name"] == name).expect("looked at")
    }

    /// State, and what is said with what helps.
    fn of(&self, name: &str) -> (&str, String) {
        let check = self.get(name);
        let text = |key: &str| check[key].as_str().unwrap_or_default();
        (text("state"), format!("{} → {}", text("says"), text("remedy")))
    }

    fn not_ok(&self) -> Vec<&str> {
        let names = self.checks.iter().filter(|check| check["state"] != "ok");
        names.filter_map(|check| check["name"].as_str()).collect()
    }
}

fn doctor(tower: &Tower) -> Command {
    program(tower, &["doctor", "--json", "--lang", "en"])
}

/// A Tower somebody has signed in to, and the code they used.
fn signed_in() -> (Tower, String) {
    let tower = Tower::small();
    let code = tower.control().issue_code();
    let file = tower.home().join("code");
    fs::write(&file, &code).expect("a home");
    let mut login = program(&tower, &["login"]);
    login.stdin(fs::File::open(&file).expect("the code")).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(login.status().expect("it starts").success());
    (tower, code)
}

fn session_file(tower: &Tower) -> PathBuf {
    let files =
        fs::read_dir(tower.home().join("state")).expect("a state").flatten().map(|entry| entry.path());
    let mut found = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
    found.find(|path| path.to_string_lossy().contains("session-")).expect("a session")
}

#[test]
fn where_all_is_well_it_says_so_and_asks_once_without_a_token() {
    let (tower, _) = signed_in();
    let before = tower.control().requests().len();
    let found = Found::by(&mut doctor(&tower));
    assert_eq!((found.code, found.not_ok()), (Some(0), vec![]), "{:?}", found.checks);
    assert!(found.of("token").1.contains("token expires in 1:59:"), "{:?}", found.of("token"));
    assert!(found.of("tower").1.contains("(HTTP 401)"), "{:?}", found.of("tower"));
    assert!(found.of("clock").1.contains("same as the server's"), "{:?}", found.of("clock"));

    let asked = tower.control().requests().split_off(before);
    let [asked] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((asked.path.as_str(), &asked.authorization), ("/api/v1/user", &None));
}

#[test]
fn no_secret_no_token_no_code_and_no_email_is_shown() {
    let (tower, code) = signed_in();
    let session: Value =
        serde_json::from_slice(&fs::read(session_file(&tower)).expect("it is ours")).expect("JSON");
    let kept = |key: &str| session[key].as_str().expect("a text").to_owned();
    let secrets = [
        code,
        kept("access_token"),
        kept("refresh_token"),
        kept("email"),
        tower.built_in.client_secret().to_owned(),
        "marker".to_owned(),
    ];
    let damaged = "client_secret = \"marker\"\ncache = \"marker\"\nlanguage = \"marker\n";
    let odd = "client_secret = \"marker\"\nclient_secret_command = [\"pass\", \"marker\"]\n";
    let proxy = "http://marker:marker@127.0.0.1:9";
    for settings in ["", odd, damaged] {
        fs::write(tower.home().join("config.toml"), settings).expect("a home");
        for arguments in [&["doctor"][..], &["doctor", "--lang", "zh-CN"], &["doctor", "--json"]] {
            let mut command = program(&tower, arguments);
            command.env("HTTPS_PROXY", proxy).env("NO_PROXY", "intern.example.com");
            command.env("SSH_CONNECTION", "marker 1 marker 22").env("TOWER_TUI_TOKEN_KEY", "marker");
            let output = command.output().expect("it starts");
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(said.contains("TERM=") && said.lines().count() > 0, "{said}");
            for secret in &secrets {
                assert!(!said.contains(secret.as_str()), "{secret} with {settings}: {said}");
            }
        }
    }
}

#[test]
fn a_tower_that_cannot_be_reached_fails_with_what_helps() {
    let tower = Tower::small();
    let nobody =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port");
    let found = Found::by(doctor(&tower).env("TOWER_TUI_BASE_URL", format!("http://{nobody}")));
    assert_eq!((found.code, found.not_ok()), (Some(1), vec!["token", "tower"]));
    let (state, said) = found.of("tower");
    assert!(state == "fail" && said.contains("refused") && said.contains("firewall"), "{said}");
    assert!(found.of("token").1.contains("run tower-tui login"));
    assert!(tower.control().requests().is_empty());
}

#[cfg(unix)]
#[test]
fn a_token_server_is_asked_as_well_and_its_certificate_has_to_be_trusted() {
    use crate::token_server::Server;
    let (tower, fixtures) = (Tower::small(), concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls"));
    let certificate = format!("{fixtures}/certificate.pem");
    let key = crate::token_server::private(
        &tower,
        "key.pem",
        &fs::read_to_string(format!("{fixtures}/key.pem")).expect("a key"),
        0o600,
    );
    let key = key.to_str().expect("plain letters").to_owned();
    let plain = ["token-server", "--listen", "127.0.0.1:0", "--no-key"];
    let with_tls = [&plain[..], &["--tls-cert", &certificate, "--tls-key", &key]].concat();
    let start = |arguments: &[&str]| {
        let mut command = program(&tower, arguments);
        command.stderr(Stdio::piped());
        Server::start(command)
    };
    let (plain, with_tls) = (start(&plain), start(&with_tls));

    let found = Found::by(doctor(&tower).env("TOWER_TUI_TOKEN_URL", &plain.url));
    assert_eq!((found.code, found.of("token_server").0), (Some(0), "ok"), "{:?}", found.of("token_server"));
    assert!(found.of("application").1.contains("no access key is set"), "{:?}", found.of("application"));
    assert!(found.of("token_key").1.contains("requires no access key"), "{:?}", found.of("token_key"));

    let url = with_tls.url.replace("http:", "https:");
    let found = Found::by(doctor(&tower).env("TOWER_TUI_TOKEN_URL", &url));
    let (state, said) = found.of("token_server");
    assert_eq!((found.code, state, found.of("tower").0), (Some(1), "fail", "ok"), "{said}");
    assert!(said.contains("certificate") && said.contains("check the clock"), "{said}");
    assert!(!said.contains("/oauth/token"), "a path may hold a key: {said}");
    plain.end();
    with_tls.end();
}

#[test]
fn an_answer_that_is_not_towers_and_a_clock_that_is_wrong_are_told() {
    let tower = Tower::small();
    let answer = |status, date: &str| What::Status {
        status,
        headers: vec![("Date".to_owned(), date.to_owned())],
        body: String::new(),
    };
    tower.control().script(Fault::once("/api/*", answer(200, "Thu, 01 Jan 1998 00:00:00 GMT")));
    tower.control().script(Fault::once("/api/*", answer(503, "not a date")));

    let found = Found::by(&mut doctor(&tower));
    assert_eq!((found.code, found.not_ok()), (Some(0), vec!["token", "clock", "tower"]));
    assert!(found.of("tower").1.contains("sign-in page"), "{:?}", found.of("tower"));
    assert!(found.of("clock").1.contains("ahead of Tower's"), "{:?}", found.of("clock"));

    let found = Found::by(&mut doctor(&tower));
    assert_eq!((found.code, found.not_ok()), (Some(0), vec!["token", "tower"]));
    assert!(found.of("tower").1.contains("itself has a problem"), "{:?}", found.of("tower"));
}

#[test]
fn settings_that_cannot_be_used_are_told_and_nobody_is_asked() {
    let tower = Tower::small();
    let path = tower.home().join("config.toml");
    fs::write(&path, "cache = 1\ncolour = 1\n").expect("a home");
    let found = Found::by(&mut doctor(&tower));
    assert_eq!((found.code, found.not_ok()), (Some(1), vec!["settings", "application"]));
    let (state, said) = found.of("settings");
    assert!(state == "fail" && said.contains("1:9: cache") && said.contains("2:1: there"), "{said}");
    assert!(said.contains("config edit"), "{said}");
    assert!(tower.control().requests().is_empty(), "it is not known whom to ask");

    fs::write(&path, "colour = 1\n").expect("a home");
    let found = Found::by(&mut doctor(&tower));
    assert_eq!((found.code, found.of("settings").0), (Some(0), "warn"));

    let found = Found::by(doctor(&tower).env("TOWER_TUI_BASE_URL", "http://tower.example.com"));
    assert_eq!((found.code, found.of("application").0), (Some(1), "fail"));
    assert!(found.of("application").1.contains("sent unencrypted"), "{:?}", found.of("application"));
}

#[cfg(unix)]
#[test]
fn files_that_others_can_read_and_a_state_that_cannot_be_kept_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let set =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    let (tower, _) = signed_in();
    let state = tower.home().join("state");
    set(&session_file(&tower), 0o644);
    set(&state.join("log"), 0o640);
    set(&state, 0o777);
    let found = Found::by(doctor(&tower).args(["--log-level", "debug"]));
    let open = vec!["state", "session_file", "log"];
    assert_eq!((found.code, found.not_ok()), (Some(0), open), "{:?}", found.checks);
    let (_, said) = found.of("log");
    assert!(said.contains("~/state/log (0640), level debug") && said.contains("run chmod 600"), "{said}");
    set(&state.join("log"), 0o600);
    assert!(found.of("state").1.contains("run chmod 700"), "{:?}", found.of("state"));
    let (_, said) = found.of("session_file");
    assert!(said.contains("(0644)") && said.contains("run chmod 600"), "{said}");
    assert_eq!(
        fs::read_dir(&state).expect("a state").count(),
        3,
        "the session, its lock and the log, and nothing new"
    );

    set(&session_file(&tower), 0o600);
    fs::write(session_file(&tower), "{").expect("it is ours");
    let found = Found::by(&mut doctor(&tower));
    assert!(found.code == Some(1) && found.of("token").1.contains("damaged"), "{:?}", found.of("token"));

    fs::remove_dir_all(&state).expect("it is ours");
    fs::write(&state, "").expect("a home");
    let found = Found::by(&mut doctor(&tower));
    assert_eq!((found.code, found.of("state").0), (Some(1), "fail"), "{:?}", found.of("state"));
}

#[test]
fn for_people_each_line_begins_with_its_state_and_what_helps_follows() {
    let tower = Tower::small();
    let output = program(&tower, &["doctor", "--lang", "zh-CN"]).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let states = ["正常  ", "注意  ", "失败  ", "      "];
    assert!(said.lines().all(|line| states.iter().any(|state| line.starts_with(state))), "{said}");
    let mut lines = said.lines().skip_while(|line| !line.starts_with("注意  令牌"));
    assert!(lines.next().is_some_and(|line| line.ends_with("尚未登录")), "{said}");
    assert!(lines.next().is_some_and(|line| line.trim() == "→ 请运行 tower-tui login"), "{said}");
}

#[test]
fn the_terminal_it_runs_in_is_measured() {
    let tower = Tower::small();
    let mut command = terminal::program(tower.home(), &["doctor", "--lang", "en"]);
    command.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
    command.env("STY", "1.pts-0");
    command.env("TOWER_TUI_CLIPBOARD", "off");
    let mut terminal = Terminal::start(command, 103, 37);
    assert_eq!(terminal.end(), 0);
    let screen = terminal.screen();
    for told in [
        "ok    terminal      103x37 TERM=xterm-256color",
        "ok    multiplexer   screen",
        "ok    clipboard     off",
    ] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
}

/// All that a terminal is asked, answered: a light background, a narrow border, marked pastes, and what kind it is.
const ANSWERS: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1b[1;2R\x1b[?2004;2$y\x1b[?62;22c";

/// The program, or a shell, in a terminal that says only what is typed.
fn in_terminal(tower: &Tower, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
    let mut command = terminal::command(program, tower.home(), arguments);
    command.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
    for (name, value) in variables {
        command.env(name, value);
    }
    Terminal::silent(command, 100, 40)
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_tower-tui");

#[test]
fn the_terminal_is_asked_and_what_it_says_is_told() {
    let tower = Tower::small();
    // The answers are there before the questions, so that no clock decides whether they are heard.
    let mut terminal = in_terminal(&tower, PROGRAM, &["doctor", "--lang", "en"], &[]);
    terminal.keys(ANSWERS);
    assert_eq!(terminal.end(), 0);
    let screen = terminal.screen();
    for told in [
        "ok    background    light (#fdf6e3)",
        "ok    ambiguous     │ takes one cell",
        "ok    paste         the terminal supports bracketed paste",
        "ok    log           ~/state/log",
    ] {
        assert!(screen.contains(told), "{told}: {screen}");
    }

    let mut terminal = in_terminal(&tower, PROGRAM, &["doctor", "--lang", "zh-CN", "--json"], &[]);
    terminal.keys("\x1b[1;3R\x1b[?2004;0$y\x1b[?6c");
    assert_eq!(terminal.end(), 0);
    let screen = terminal.screen().replace('\n', "");
    for told in ["已询问：没有回应", "│ 占两格：边框用 + - |", "终端不会标记粘贴的内容"]
    {
        assert!(screen.contains(told), "{told}: {screen}");
    }
}

#[test]
fn an_answer_that_comes_late_is_left_to_nobody() {
    let tower = Tower::small();
    let script = format!("{PROGRAM} doctor --lang en; read -r line; echo \"[$line]\"");
    let mut shell = in_terminal(&tower, "/bin/sh", &["-c", &script], &[]);
    // The line is cleared a second time once no more answers are waited for.
    shell.wait_written(2, "\r\x1b[K").keys(ANSWERS).wait_for("ok    log").keys("clean\r").wait_for("[clean]");
    assert_eq!(shell.end(), 0);
    let screen = shell.screen();
    for told in
        ["background    asked, no answer", "ambiguous     asked, no answer", "paste         asked, no answer"]
    {
        assert!(screen.contains(told), "{told}: {screen}");
    }
    assert!(!screen.contains("rgb:"), "{screen}");
}

#[test]
fn a_mute_terminal_is_not_waited_for_and_what_the_environment_says_counts() {
    let tower = Tower::small();
    let mut mute = in_terminal(&tower, PROGRAM, &["doctor", "--lang", "en"], &[("COLORFGBG", "0;15")]);
    assert_eq!(mute.end(), 0);
    let screen = mute.screen();
    assert!(screen.contains("background    asked, no answer; COLORFGBG: light"), "{screen}");
    assert!(screen.contains("ambiguous     asked, no answer"), "{screen}");
}

#[test]
fn nobody_is_asked_who_would_not_understand() {
    let tower = Tower::small();
    let asked = |arguments: &[&str], variables: &[(&str, &str)], answers: &str| {
        let mut terminal =
            in_terminal(&tower, PROGRAM, &[arguments, &["doctor", "--lang", "en"]].concat(), variables);
        terminal.keys(answers);
        assert_eq!(terminal.end(), 0);
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        (
            ["\x1b]11;?", "│\x1b[6n", "\x1b[?2004$p"].map(|question| bytes.contains(question)),
            terminal.screen(),
        )
    };
    let (questions, screen) = asked(&[], &[("TERM", "dumb")], "");
    assert_eq!(questions, [false; 3], "{screen}");
    assert!(screen.contains("background    not asked: this terminal"), "{screen}");
    let (questions, screen) = asked(&[], &[("STY", "1.pts-0")], ANSWERS);
    assert_eq!(questions, [false, true, true], "{screen}");
    let (questions, screen) = asked(&["--accessible"], &[], ANSWERS);
    assert_eq!(questions, [true, false, true], "{screen}");
    assert!(screen.contains("ambiguous     not asked: a screen reader"), "{screen}");

    let found = Found::by(&mut doctor(&tower));
    for name in ["background", "ambiguous", "paste"] {
        assert_eq!(found.of(name), ("ok", "not asked: no terminal → ".to_owned()), "{name}");
    }
}

#[test]
fn whoever_ends_it_while_the_terminal_is_asked_ends_it() {
    let tower = Tower::small();
    let mut terminal = in_terminal(&tower, PROGRAM, &["doctor", "--lang", "en"], &[]);
    terminal.wait_written(1, "\x1b[?2004$p").keys("\x03");
    assert_eq!(terminal.end(), 1);
    assert!(!terminal.screen().contains("background"), "{}", terminal.screen());
}
