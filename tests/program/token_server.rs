//! The token server as a command, and the program as its client.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use serde_json::Value;

use crate::tower::Tower;

const KEY: &str = "made-up-key-of-lin";

pub(crate) fn private(tower: &Tower, name: &str, content: &str, mode: u32) -> PathBuf {
    let path = tower.home().join(name);
    fs::write(&path, content).expect("a home");
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it is ours");
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("plain letters")
}

/// A token server that runs.
pub(crate) struct Server {
    process: Child,
    log: BufReader<ChildStderr>,
    /// Its token endpoint in plain HTTP.
    pub(crate) url: String,
}

impl Server {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut process = command.spawn().expect("it starts");
        let mut log = BufReader::new(process.stderr.take().expect("its log"));
        let mut line = String::new();
        log.read_line(&mut line).expect("a line");
        let told: Value = serde_json::from_str(&line).expect("JSON");
        let word = |name| told.get(name).and_then(Value::as_str).expect("a word").to_owned();
        assert_eq!(word("event"), "listening");
        let url = format!("http://{}/oauth/token", word("address"));
        Self { process, log, url }
    }

    /// Has it read its files anew; what it says of that.
    fn renew(&mut self) -> String {
        let sent = Command::new("kill").args(["-HUP", &self.process.id().to_string()]).status();
        assert!(sent.expect("kill").success());
        loop {
            let mut line = String::new();
            assert!(self.log.read_line(&mut line).expect("text") > 0, "it ended");
            let told: Value = serde_json::from_str(&line).expect("JSON");
            let event = told.get("event").and_then(Value::as_str).expect("a word");
            if event != "token" {
                return event.to_owned();
            }
        }
    }

    /// Ends it as a system does; what else it has logged.
    pub(crate) fn end(mut self) -> String {
        let sent = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(sent.expect("kill").success());
        let mut log = String::new();
        self.log.read_to_string(&mut log).expect("text");
        assert_eq!(self.process.wait().expect("it ends").code(), Some(0), "{log}");
        log
    }
}

/// One that a test has left running would hold its output open.
impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
    }
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_team_signs_in_through_it_without_the_secret_on_their_machines() {
    let tower = Tower::small();
    let keys = private(&tower, "keys.toml", &format!("lin = \"{KEY}\"\n"), 0o600);
    let secret = private(&tower, "secret", tower.built_in.client_secret(), 0o600);
    let arguments = [
        "token-server",
        "--listen",
        "127.0.0.1:0",
        "--keys-file",
        text(&keys),
        "--secret-file",
        text(&secret),
    ];
    let server = Server::start(tower.command_without_secret(&arguments));

    let client = |arguments: &[&str], code: Option<String>| {
        let mut command = tower.command_without_secret(arguments);
        command.env("TOWER_TUI_TOKEN_URL", &server.url);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("it starts");
        if let Some(code) = code {
            let mut input = child.stdin.take().expect("its input");
            std::io::Write::write_all(&mut input, code.as_bytes()).expect("it reads");
        }
        drop(child.stdin.take());
        said(&child.wait_with_output().expect("it ends"))
    };
    let code = tower.control().issue_code();
    let (exit, _, err) = client(&["login", "--lang", "en"], Some(format!("{code}\n")));
    assert_eq!(exit, Some(1), "{err}");
    assert!(err.contains("TOWER_TUI_TOKEN_KEY or token_key_file"), "the key is named: {err}");
    assert_eq!(tower.control().requests().len(), 0);

    let key = private(&tower, "key", &format!("{KEY}\n"), 0o600);
    fs::write(tower.home().join("config.toml"), format!("token_key_file = \" {}\\r\"\n", text(&key)))
        .expect("a file");
    let (exit, _, err) = client(&["login", "--lang", "en"], Some(format!("{code}\n")));
    assert_eq!(exit, Some(0), "{err}");
    let (exit, out, _) = client(&["status", "--lang", "en"], None);
    assert_eq!(exit, Some(0));
    assert!(out.contains("through a token server"), "{out}");
    let (_, out, _) = client(&["status", "--json"], None);
    assert!(out.contains("\"token_server\":true"), "{out}");

    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("it is ours");
    let (exit, _, err) = client(&["status", "--lang", "en"], None);
    assert!(exit == Some(2) && err.contains("chmod 600"), "{exit:?} {err}");

    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("it is ours");
    let tried = |key: &str| {
        let mut doctor = tower.command_without_secret(&["doctor", "--json", "--lang", "en"]);
        doctor.env("TOWER_TUI_TOKEN_URL", &server.url).env("TOWER_TUI_TOKEN_KEY", key);
        said(&doctor.output().expect("it ends"))
    };
    let asked = tower.control().requests().iter().filter(|got| got.path == "/oauth/token").count();
    let (exit, out, _) = tried(KEY);
    assert!(exit == Some(0) && out.contains("accepts the access key"), "{out}");
    let (exit, out, _) = tried("made-up-key-of-nobody");
    assert!(exit == Some(1) && out.contains("rejects this access key") && !out.contains("made-up"), "{out}");
    let now = tower.control().requests().iter().filter(|got| got.path == "/oauth/token").count();
    assert_eq!(now, asked, "nothing of that goes on to Tower");

    let log = server.end();
    for secret in [KEY, &code, tower.built_in.client_secret(), "lin@example.com"] {
        assert!(!log.contains(secret), "{log}");
    }
    assert!(
        log.contains("\"key\":\"lin\"") && log.contains("access_denied") && log.contains("\"ended\""),
        "{log}"
    );
}

/// The most that a process may write of itself where it crashes, as the system has it: now, and at most.
#[cfg(target_os = "linux")]
pub(crate) fn core_limits(process: u32) -> Vec<String> {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).expect("a process");
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).expect("a limit");
    line.split_whitespace().take(2).map(str::to_owned).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn no_crash_of_it_leaves_the_secret_on_a_disk() {
    let tower = Tower::small();
    let mut command = tower.command_without_secret(&["token-server", "--no-key", "--listen", "127.0.0.1:0"]);
    command.env("TOWER_TUI_CLIENT_SECRET", "made-up-secret");
    let server = Server::start(command);
    assert_eq!(core_limits(server.process.id()), ["0", "0"]);
    server.end();
}

/// Which of these are still in the memory of a process.
#[cfg(target_os = "linux")]
fn in_memory<'a>(process: u32, secrets: &[&'a str]) -> Vec<&'a str> {
    use std::io::{Seek, SeekFrom};
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("its map");
    let mut memory = fs::File::open(format!("/proc/{process}/mem")).expect("its memory");
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (start, end) = line.split(' ').next().and_then(|range| range.split_once('-')).expect("a range");
        let at = |hex| u64::from_str_radix(hex, 16).expect("a number");
        let mut bytes = vec![0; usize::try_from(at(end) - at(start)).expect("it fits")];
        memory.seek(SeekFrom::Start(at(start))).expect("it is mapped");
        if memory.read_exact(&mut bytes).is_ok() {
            let has = |secret: &&&str| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            found.extend(secrets.iter().filter(has).copied());
        }
    }
    found
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "waits until the minute is over in which answers are given again, and needs root to look"]
fn t9_07_no_token_and_no_code_is_left_in_its_memory_after_the_minute() {
    let tower = Tower::small();
    let keys = private(&tower, "keys.toml", &format!("lin = \"{KEY}\"\n"), 0o600);
    let secret = private(&tower, "secret", tower.built_in.client_secret(), 0o600);
    let (keys, secret) = (text(&keys), text(&secret));
    let listen = ["token-server", "--listen", "127.0.0.1:0", "--keys-file", keys, "--secret-file", secret];
    let server = Server::start(tower.command_without_secret(&listen));
    let code = tower.control().issue_code();
    let mut login = tower.command_without_secret(&["login", "--lang", "en"]);
    login.env("TOWER_TUI_TOKEN_URL", &server.url).env("TOWER_TUI_TOKEN_KEY", KEY).stdin(Stdio::piped());
    let mut login = login.spawn().expect("it starts");
    let mut input = login.stdin.take().expect("its input");
    std::io::Write::write_all(&mut input, format!("{code}\n").as_bytes()).expect("it reads");
    drop(input);
    assert_eq!(login.wait_with_output().expect("it ends").status.code(), Some(0));
    let access = tower.control().access_token().expect("a token");
    let process = server.process.id();
    assert!(
        in_memory(process, &[tower.built_in.client_secret()]).len() == 1,
        "the search finds what is there"
    );
    assert!(in_memory(process, &[&access]).len() == 1, "it gives it again for a minute");

    std::thread::sleep(std::time::Duration::from_secs(65));
    assert_eq!(in_memory(process, &[&access, &code]), Vec::<&str>::new());
    server.end();
}

#[test]
fn the_secret_may_come_from_the_systems_credentials_and_the_keys_too() {
    let tower = Tower::small();
    let directory = tower.home().join("credentials");
    fs::create_dir(&directory).expect("a home");
    let secret = private(&tower, "credentials/client_secret", tower.built_in.client_secret(), 0o440);
    let keys = private(&tower, "credentials/keys", &format!("lin = \"{KEY}\"\n"), 0o440);
    assert!(secret.exists());
    let arguments = ["token-server", "--listen", "127.0.0.1:0", "--keys-file", text(&keys)];
    let mut command = tower.command_without_secret(&arguments);
    command.env("CREDENTIALS_DIRECTORY", &directory);
    Server::start(command).end();
}

#[test]
fn what_is_not_safe_is_refused_in_one_line_that_names_the_next_step() {
    let tower = Tower::small();
    let keys = private(&tower, "keys.toml", &format!("lin = \"{KEY}\"\n"), 0o600);
    let open = private(&tower, "open.toml", &format!("lin = \"{KEY}\"\n"), 0o644);
    let weak = private(&tower, "weak.toml", "lin = \"short\"\n", 0o600);
    let torn = private(&tower, "torn.toml", &format!("lin = {KEY}\n"), 0o600);
    let (keys, open, weak, torn) = (text(&keys), text(&open), text(&weak), text(&torn));
    for (arguments, en, zh) in [
        (&["--listen", "0.0.0.0:0", "--no-key"][..], "--keys-file PATH", "--keys-file 路径"),
        (&["--listen", "0.0.0.0:0", "--no-key", "--behind-proxy"], "--keys-file PATH", "--keys-file 路径"),
        (&["--no-key", "--behind-proxy"], "without --behind-proxy", "不加 --behind-proxy"),
        (&["--no-key", "--tls-cert", keys, "--tls-key", open], "chmod 600", "chmod 600"),
        (&["--listen", "0.0.0.0:0", "--keys-file", keys], "--behind-proxy if", "请加 --behind-proxy"),
        (&["--listen", "127.0.0.1:0"], "name a file with --keys-file", "请用 --keys-file"),
        (&["--keys-file", open], "chmod 600", "chmod 600"),
        (&["--keys-file", weak], "token-server key lin", "token-server key lin"),
        (&["--keys-file", torn], "fix that line", "请修正这一行"),
        (&["--keys-file", "/no/such/file"], "check the path", "请检查路径"),
        (&["--no-key", "--secret-file", open], "chmod 600", "chmod 600"),
        (&["--no-key", "--tls-cert", keys, "--tls-key", keys], "check --tls-cert", "请检查 --tls-cert"),
    ] {
        for (lang, words) in [("en", en), ("zh-CN", zh)] {
            let mut command =
                tower.command_without_secret(&[&["token-server", "--lang", lang], arguments].concat());
            command.env("TOWER_TUI_CLIENT_SECRET", "made-up-secret");
            let (exit, out, err) = said(&command.output().expect("it starts"));
            assert_eq!((exit, out.as_str(), err.lines().count()), (Some(2), "", 1), "{arguments:?}: {err}");
            assert!(err.contains(words) && !err.contains("made-up"), "{arguments:?}: {err}");
        }
    }
    for (missing, words) in [
        ("TOWER_TUI_CLIENT_ID", "set TOWER_TUI_CLIENT_ID"),
        ("TOWER_TUI_CLIENT_SECRET", "--secret-file PATH"),
    ] {
        let mut command = tower.command_without_secret(&["token-server", "--no-key", "--lang", "en"]);
        command.env("TOWER_TUI_CLIENT_SECRET", "made-up-secret").env_remove(missing);
        let (exit, _, err) = said(&command.output().expect("it starts"));
        assert!(exit == Some(2) && err.contains(words) && err.lines().count() == 1, "{missing}: {err}");
    }
    for arguments in
        [&["--client-secret", "x"][..], &["--tls-cert", keys], &["--no-key", "--keys-file", keys]]
    {
        let mut command = tower.command_without_secret(&[&["token-server"], arguments].concat());
        assert_eq!(said(&command.output().expect("it starts")).0, Some(2), "{arguments:?}");
    }
}

#[test]
fn a_key_is_made_for_a_name_and_let_in_and_locked_out_without_a_restart() {
    let tower = Tower::small();
    let made = |name| {
        let (exit, out, err) =
            said(&tower.command_without_secret(&["token-server", "key", name]).output().expect("it starts"));
        (exit, out, err)
    };
    let (exit, line, err) = made("wang");
    assert_eq!((exit, err.as_str()), (Some(0), ""));
    let key = line.trim_end().trim_start_matches("wang = ").trim_matches('"').to_owned();
    assert_eq!((line.lines().count(), key.len()), (1, 64), "{line}");
    let (exit, out, err) = made("no name");
    assert!(exit == Some(2) && out.is_empty() && err.contains("1 to 64"), "{err}");

    let keys = private(&tower, "keys.toml", &format!("lin = \"{KEY}\"\n"), 0o600);
    let arguments = ["token-server", "--listen", "127.0.0.1:0", "--keys-file", text(&keys)];
    let mut command = tower.command_without_secret(&arguments);
    command.env("TOWER_TUI_CLIENT_SECRET", tower.built_in.client_secret());
    let mut server = Server::start(command);
    let admits = |server: &Server, key: &str| {
        let address = server.url.trim_start_matches("http://").trim_end_matches("/oauth/token");
        let mut stream = std::net::TcpStream::connect(address).expect("it listens");
        let form = "client_id=another";
        let asked = format!(
            "POST /oauth/token HTTP/1.1\r\nHost: {address}\r\nX-Tower-Broker-Key: {key}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        std::io::Write::write_all(&mut stream, asked.as_bytes()).expect("it listens");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        !answer.contains("access_denied")
    };
    assert_eq!([KEY, &key].map(|key| admits(&server, key)), [true, false]);

    private(&tower, "keys.toml", &line, 0o600);
    assert_eq!(server.renew(), "renewed");
    assert_eq!([KEY, &key].map(|key| admits(&server, key)), [false, true]);

    private(&tower, "keys.toml", "not a line of keys\n", 0o600);
    assert_eq!(server.renew(), "not_renewed");
    assert!(admits(&server, &key), "the old ones stay");
    server.end();
}

#[test]
fn an_address_that_is_taken_is_named() {
    let tower = Tower::small();
    let listen = tower.built_in.origin().trim_start_matches("http://");
    let mut command =
        tower.command_without_secret(&["token-server", "--no-key", "--lang", "en", "--listen", listen]);
    command.env("TOWER_TUI_CLIENT_SECRET", "made-up-secret");
    let (exit, _, err) = said(&command.output().expect("it starts"));
    assert!(exit == Some(1) && err.contains(listen) && err.contains("--listen"), "{err}");
}
