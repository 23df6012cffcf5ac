//! Every command that the README and the guide show works as it is written there.
//!
//! A block of shell is run whole, line for line, signed in to the built-in Tower. One that needs what a test does not
//! have says so behind `sh`, and the part of it that can be is run.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::commands::{TEAM, run as command, said};
use crate::token_server::Server;
use crate::tower::Tower;

/// A block of shell: the page it is on, what it needs, its lines.
struct Block {
    page: String,
    needs: String,
    script: String,
}

/// The blocks of every page.
fn blocks() -> Vec<Block> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("README.zh-CN.md")];
    for folder in ["docs/en", "docs/zh-CN"] {
        pages.extend(root.join(folder).read_dir().expect("pages").flatten().map(|page| page.path()));
    }
    pages.iter().flat_map(|page| blocks_of(page)).collect()
}

fn blocks_of(page: &Path) -> Vec<Block> {
    let name = page.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("a page of ours").display().to_string();
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_shell = false;
    let mut is_open = false;
    for line in fs::read_to_string(page).expect("a page").lines() {
        let Some(info) = line.trim_start().strip_prefix("```") else {
            if let (true, Some(block)) = (is_shell, blocks.last_mut()) {
                block.script.extend([line, "\n"]);
            }
            continue;
        };
        is_open = !is_open;
        is_shell = is_open && (info == "sh" || info.starts_with("sh "));
        if is_shell {
            let needs = info.strip_prefix("sh").unwrap_or_default().trim().to_owned();
            blocks.push(Block { page: name.clone(), needs, script: String::new() });
        }
    }
    blocks
}

/// A person's machine with the program on it.
struct Machine {
    tower: Tower,
    programs: PathBuf,
}

impl Machine {
    fn new() -> Self {
        let tower = Tower::small();
        let programs = tower.home().join("bin");
        fs::create_dir_all(&programs).expect("a home");
        symlink(env!("CARGO_BIN_EXE_tower-tui"), programs.join("tower-tui")).expect("a link");
        Self { tower, programs }
    }

    /// Signed in, with the first team as the one opened last.
    fn signed_in() -> Self {
        let machine = Self::new();
        let code = machine.tower.control().issue_code();
        let login = command(&machine.tower, &["login", "--lang", "en"], &format!("{code}\n"));
        assert!(login.status.success(), "{}", said(&login).2);
        let state = machine.tower.home().join("state");
        fs::write(state.join("last.json"), format!("{{\"team\":\"{TEAM}\"}}")).expect("a home");
        machine
    }

    /// A program that a machine has and a test does not: it notes how it was called.
    fn stand_in(&self, name: &str) {
        let path = self.programs.join(name);
        fs::write(&path, format!("#!/bin/sh\necho {name} \"$@\" >> \"$HOME/called\"\n")).expect("a home");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }

    /// Runs a script in its home; `keyboard` is what a person types.
    fn run(&self, script: &str, keyboard: &str) -> Output {
        let (built_in, home) = (&self.tower.built_in, self.tower.home());
        let mut child = Command::new("/bin/sh")
            .args(["-e", "-u", "-c", script])
            .current_dir(home)
            .env_clear()
            .env("HOME", home)
            .env("LC_ALL", "C.UTF-8")
            .env("PATH", format!("{}:/usr/bin:/bin", self.programs.display()))
            .env("TOWER_TUI_STATE_DIR", home.join("state"))
            .env("TOWER_TUI_BASE_URL", built_in.origin())
            .env("TOWER_TUI_CLIENT_ID", built_in.client_id())
            .env("TOWER_TUI_CLIENT_SECRET", built_in.client_secret())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut stdin = child.stdin.take().expect("its input");
        // A script that has read enough may have closed it.
        drop(stdin.write_all(keyboard.as_bytes()));
        drop(stdin);
        child.wait_with_output().expect("it ends")
    }
}

/// Whether a script has only the program's own commands in it: what else a page shows is a test of its own.
fn is_cargo(script: &str) -> bool {
    script.lines().all(|line| line.starts_with("cargo "))
}

#[test]
fn the_guide_shows_commands_in_both_languages_and_each_kind_is_known() {
    let blocks = blocks();
    let count = |start: &str| blocks.iter().filter(|block| block.page.starts_with(start)).count();
    assert!(count("docs/en") > 8, "only {} blocks were found", count("docs/en"));
    assert_eq!(count("docs/en"), count("docs/zh-CN"));
    for block in &blocks {
        let kinds = ["", "needs a toolchain", "needs root", "needs jq", "starts a server"];
        assert!(kinds.contains(&block.needs.as_str()), "{}: {}", block.page, block.needs);
        assert_eq!(
            block.needs == "needs a toolchain",
            is_cargo(&block.script) && !block.page.starts_with("README")
        );
    }
}

#[test]
fn every_command_of_the_guide_works_as_it_stands() {
    for block in blocks().iter().filter(|block| block.needs.is_empty() && !is_cargo(&block.script)) {
        let machine = Machine::signed_in();
        // What a page tells to paste.
        let (code, _, err) = said(&machine.run(&block.script, "pasted\n"));
        assert_eq!(code, Some(0), "{}:\n{}{err}", block.page, block.script);
    }
}

#[test]
fn what_jq_is_handed_is_one_object_a_line() {
    for block in blocks().iter().filter(|block| block.needs == "needs jq") {
        let (commands, asked): (Vec<_>, Vec<_>) =
            block.script.lines().filter_map(|line| line.split_once(" | jq ")).unzip();
        assert!(!commands.is_empty(), "{}: no line has jq", block.page);
        for (line, asked) in commands.iter().zip(asked) {
            let (code, out, err) = said(&Machine::signed_in().run(line, ""));
            assert_eq!(code, Some(0), "{}: {line}\n{err}", block.page);
            let first = out.lines().next().expect("a line");
            let object: serde_json::Value = serde_json::from_str(first).expect("JSON");
            let fields = asked.split('.').skip(1).map(|rest| {
                let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
                rest.split_at(end.unwrap_or(rest.len())).0
            });
            for field in fields {
                assert!(object.get(field).is_some(), "{}: no {field} in {first}", block.page);
            }
        }
    }
}

/// The server's page by another root: what it writes there is what the server starts with.
#[test]
fn a_token_server_is_set_up_as_the_guide_says() {
    for page in ["docs/en/token-server.md", "docs/zh-CN/token-server.md"] {
        let machine = Machine::new();
        let home = machine.tower.home();
        for folder in ["usr/local/bin", "etc/systemd/system"] {
            fs::create_dir_all(home.join(folder)).expect("a home");
        }
        for (file, from) in [
            ("tower-tui", Path::new(env!("CARGO_BIN_EXE_tower-tui")).to_owned()),
            (
                "tower-tui-token-server.service",
                Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/tower-tui-token-server.service"),
            ),
        ] {
            fs::copy(from, home.join(file)).expect("a home");
        }
        machine.stand_in("systemctl");
        let secret = machine.tower.built_in.client_secret();
        let mut ran = 0;
        for block in blocks().iter().filter(|block| block.page == page && block.needs == "needs root") {
            let script = ["/usr/local", "/etc"].iter().fold(block.script.clone(), |script, folder| {
                script.replace(&format!(" {folder}/"), &format!(" {}{folder}/", home.display()))
            });
            let (code, _, err) = said(&machine.run(&script, &format!("{secret}\n")));
            assert_eq!(code, Some(0), "{page}:\n{script}{err}");
            ran += 1;
        }
        assert_eq!(ran, 2, "{page}");
        let called = fs::read_to_string(home.join("called")).expect("it was called");
        assert!(called.contains("systemctl enable --now tower-tui-token-server"), "{called}");
        let keys = fs::read_to_string(home.join("etc/tower-tui/keys.toml")).expect("keys");
        let names: Vec<_> =
            keys.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
        assert_eq!(names, ["lin", "wang", "zhao"], "{keys}");

        let started =
            blocks().into_iter().find(|block| block.page == page && block.needs == "starts a server");
        let script = started.expect("it shows how to start it").script;
        serve(&machine, &script, &home.join("etc/tower-tui"));
    }
}

/// Starts the server as a page says, with its files from `folder`, on any port of loopback.
fn serve(machine: &Machine, script: &str, folder: &Path) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls");
    for (name, from) in [("fullchain.pem", "certificate.pem"), ("privkey.pem", "key.pem")] {
        let to = folder.join(name);
        fs::copy(fixtures.join(from), &to).expect("a fixture");
        fs::set_permissions(&to, fs::Permissions::from_mode(0o600)).expect("it is ours");
    }
    let words = script.replace('\\', " ").replace("0.0.0.0:8787", "127.0.0.1:0");
    let mut words = words.split_whitespace();
    assert_eq!(words.next(), Some("tower-tui"));
    let mut start = Command::new(env!("CARGO_BIN_EXE_tower-tui"));
    start
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("TOWER_TUI_CLIENT_ID", machine.tower.built_in.client_id())
        .env("TOWER_TUI_BASE_URL", machine.tower.built_in.origin())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    // It says that it listens, or the start fails.
    drop(Server::start(start));
}
