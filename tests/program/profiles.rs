//! Profiles: several applications and accounts on one machine, each with files of its own.

use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tower_tui::demo::Plan;

use crate::commands::{TEAM, said};
use crate::terminal::{Terminal, program};
use crate::tower::Tower;

/// Two Towers, and the machine of somebody with an account at each.
struct Two {
    work: Tower,
    home: Tower,
}

impl Two {
    fn new() -> Self {
        let of = |members| Tower::new(Plan { members, ..Plan::default() });
        let two = Self { work: of(5), home: of(9) };
        let profile = |name: &str, tower: &Tower| {
            let (origin, id) = (tower.built_in.origin(), tower.built_in.client_id());
            let secret = tower.built_in.client_secret();
            format!(
                "[profiles.{name}]\nbase_url = \"{origin}\"\nclient_id = \"{id}\"\n\
                 client_secret_command = [\"echo\", \"{secret}\"]\n"
            )
        };
        let settings = profile("work", &two.work) + &profile("home", &two.home);
        std::fs::write(two.config(), settings).expect("settings");
        two
    }

    fn config(&self) -> std::path::PathBuf {
        self.work.home().join("two.toml")
    }

    fn towers(&self) -> [(&'static str, &Tower); 2] {
        [("work", &self.work), ("home", &self.home)]
    }

    /// The program, with nothing in its environment that speaks for one of the two.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tower-tui"));
        command.args(arguments).env_clear().env("HOME", self.work.home()).env("PATH", "/usr/bin:/bin");
        command.env("TOWER_TUI_STATE_DIR", self.work.home().join("state"));
        command.env("TOWER_TUI_CONFIG", self.config());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
        let mut child = self.command(arguments).spawn().expect("it starts");
        let mut stdin = child.stdin.take().expect("its input");
        drop(std::io::Write::write_all(&mut stdin, input.as_bytes()));
        drop(stdin);
        said(&child.wait_with_output().expect("it ends"))
    }

    fn sign_in(&self) {
        for (name, tower) in self.towers() {
            let code = tower.control().issue_code();
            let (code, _, err) = self.run(&["login", "--profile", name], &format!("{code}\n"));
            assert_eq!(code, Some(0), "{err}");
        }
    }

    fn refreshes(tower: &Tower) -> usize {
        let requests = tower.control().requests();
        requests.iter().filter(|got| got.field("grant_type") == Some("refresh_token")).count()
    }

    /// A window of a profile.
    fn window(&self, name: &str) -> Terminal {
        let mut command = program(self.work.home(), &["--lang", "en", "--profile", name]);
        command.env("TOWER_TUI_STATE_DIR", self.work.home().join("state"));
        command.env("TOWER_TUI_CONFIG", self.config());
        command.env("PATH", "/usr/bin:/bin");
        Terminal::start(command, 100, 30)
    }

    /// A window of each account and eight processes, four of each, again and again with every token over: no token goes
    /// to the other Tower, and nobody is signed out.
    fn live(&self, expiries: usize) {
        self.sign_in();
        let mut windows = self.towers().map(|(name, _)| self.window(name));
        for (window, (name, _)) in windows.iter_mut().zip(self.towers()) {
            window.wait_for("云端科技").wait_for(&format!("{name} 林小北"));
        }
        let before = self.towers().map(|(_, tower)| Self::refreshes(tower));
        for round in 0..expiries {
            for (_, tower) in self.towers() {
                tower.control().expire_all_tokens();
            }
            let start = |at: usize| -> (usize, Child) {
                let name = if at.is_multiple_of(2) { "work" } else { "home" };
                let team = ["members", TEAM, "--json", "--fields", "id"];
                let mut command = self.command(&team);
                // By flag and by environment.
                if at < 4 {
                    command.args(["--profile", name])
                } else {
                    command.env("TOWER_TUI_PROFILE", name)
                };
                (at, command.spawn().expect("it starts"))
            };
            let running: Vec<(usize, Child)> = (0..8).map(start).collect();
            for (at, child) in running {
                let (code, out, err) = said(&child.wait_with_output().expect("it ends"));
                let members = if at.is_multiple_of(2) { 5 } else { 9 };
                assert_eq!((code, out.lines().count()), (Some(0), members), "round {round}, {at}: {err}");
            }
        }
        for ((name, tower), before) in self.towers().into_iter().zip(before) {
            assert!(Self::refreshes(tower) <= before + expiries, "{name}: one renewal an expiry");
            let (_, out, _) = self.run(&["status", "--json", "--profile", name], "");
            let status: Value = serde_json::from_str(&out).expect("JSON");
            assert_eq!(
                (status.get("state"), status.get("profile")),
                (Some(&"signed_in".into()), Some(&name.into())),
                "{out}"
            );
        }
        for (mut window, (name, _)) in windows.into_iter().zip(self.towers()) {
            // It asks for a team with the token that a process has brought.
            window.keys("\r").wait_for("张伟").wait_for(&format!("{name} 林小北"));
            assert!(!window.screen().contains("signed out"), "{}", window.screen());
            window.keys("\u{3}");
            assert_eq!(window.end(), 0);
        }
    }
}

#[test]
fn eight_processes_of_two_accounts_mix_no_token() {
    Two::new().live(3);
}

#[test]
#[ignore = "the long form of the test above"]
fn eight_processes_of_two_accounts_over_24_expiries() {
    Two::new().live(24);
}

#[test]
fn each_profile_has_its_own_files_and_its_name_stands_in_the_header() {
    let two = Two::new();
    two.sign_in();
    let profiles = two.work.home().join("state/profiles");
    for (name, _) in two.towers() {
        let files: Vec<String> = std::fs::read_dir(profiles.join(name))
            .expect("a directory")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        let has = |start: &str| files.iter().any(|file| file.starts_with(start));
        assert!(has("session-") && has("log"), "{name}: {files:?}");
    }
    let mut windows = two.towers().map(|(name, _)| two.window(name));
    for (window, (name, _)) in windows.iter_mut().zip(two.towers()) {
        window.wait_for("云端科技").wait_for(&format!("{name} 林小北"));
    }
    let (code, ..) = two.run(&["logout", "--profile", "home"], "");
    assert_eq!(code, Some(0));
    windows[1].wait_for("signed out");
    assert!(windows[0].screen().contains("云端科技"), "the other account stays");
    let (code, out, _) = two.run(&["status", "--profile", "work", "--lang", "en"], "");
    assert!(code == Some(0) && out.contains("profile work"), "{out}");
}

#[test]
fn u36_a_window_goes_on_with_another_profile_and_writes_nothing_of_one_into_the_settings() {
    let two = Two::new();
    two.sign_in();
    let settings = std::fs::read_to_string(two.config()).expect("settings");
    let mut window = two.window("work");
    window.wait_for("云端科技").wait_for("work 林小北");
    // Somebody writes to the settings while the window is there.
    let settings = format!("{settings}[views.mine]\nscreen = \"my_day\"\n");
    std::fs::write(two.config(), &settings).expect("settings");
    window.keys("T").wait_for("─ Theme").keys("\x1b[B\r").wait_gone("─ Theme").wait_for("work 林小北");
    window.keys(":").wait_for("All commands").keys("profile home").wait_for("›").keys("\r");
    window.wait_for("home 林小北").wait_gone("work 林小北").wait_for("云端科技");
    window.keys(":").wait_for("All commands").keys("profile work\r").wait_for("work 林小北");
    window.keys("\u{3}");
    assert_eq!(window.end(), 0);
    let after = std::fs::read_to_string(two.config()).expect("settings");
    assert_eq!(
        after.lines().filter(|line| !line.starts_with("theme")).collect::<Vec<_>>().join("\n").trim(),
        settings.trim()
    );
    assert!(after.starts_with("theme = "), "{after}");
    for (name, _) in two.towers() {
        assert_eq!(two.run(&["status", "--profile", name], "").0, Some(0), "{name} stays signed in");
    }
}

#[test]
fn a_profile_that_cannot_be_is_named_and_nothing_is_touched() {
    let two = Two::new();
    for (name, words) in [
        ("wrok", "Did you mean work? Profiles: home, work"),
        ("../x", "../x is not a valid profile name"),
        ("a/b", "a/b is not a valid profile name"),
        ("..", ".. is not a valid profile name"),
        ("Work", "Work is not a valid profile name"),
    ] {
        for arguments in [&["teams", "--json"][..], &["status", "--json"], &["login"]] {
            let arguments = [arguments, &["--profile", name, "--lang", "en"]].concat();
            let (code, out, err) = two.run(&arguments, "");
            assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
            assert!(err.contains(words), "{err}");
        }
    }
    assert!(!two.work.home().join("state").exists(), "nothing was made");
}

#[test]
fn two_profiles_of_one_application_have_a_session_each() {
    let two = Two::new();
    let settings = std::fs::read_to_string(two.config()).expect("settings");
    let (work, _) = settings.split_once("[profiles.home]").expect("two of them");
    std::fs::write(two.config(), format!("{work}{}", work.replace("[profiles.work]", "[profiles.twin]")))
        .expect("settings");
    for name in ["work", "twin"] {
        let code = two.work.control().issue_code();
        assert_eq!(two.run(&["login", "--profile", name], &format!("{code}\n")).0, Some(0));
    }
    // Tower may end the one when the other begins, where it is one account; the files are each one's own.
    let session = |name: &str| {
        let files =
            std::fs::read_dir(two.work.home().join("state/profiles").join(name)).expect("a directory");
        let mut files = files.flatten().map(|file| file.path());
        files.find(|path| path.extension().is_some_and(|end| end == "json")).map(std::fs::read)
    };
    let work = session("work").expect("a session").expect("a file");
    assert_ne!(Some(&work), session("twin").map(|file| file.expect("a file")).as_ref());
    assert_eq!(two.run(&["logout", "--profile", "twin"], "").0, Some(0));
    assert_eq!(two.run(&["status", "--profile", "twin"], "").0, Some(3));
    assert_eq!(session("work").expect("a session").expect("a file"), work, "it is as it was");
}
