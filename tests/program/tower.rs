//! A built-in Tower in the test, and the program pointed at it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use tower_tui::demo::{BuiltIn, Control, Plan, start};
use tower_tui::session::{Stored, file_name, profile};

use crate::terminal::{Terminal, program};

/// A home for one person, and a Tower for them.
pub(crate) struct Tower {
    pub(crate) built_in: BuiltIn,
    pub(crate) home: TempDir,
}

impl Tower {
    pub(crate) fn new(plan: Plan) -> Self {
        let home = tempfile::tempdir().expect("a home");
        Self { built_in: start(plan).expect("a loopback port is free"), home }
    }

    /// A Tower of few members.
    pub(crate) fn small() -> Self {
        Self::new(Plan { members: 30, ..Plan::default() })
    }

    pub(crate) fn control(&self) -> &Control {
        self.built_in.control()
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the session is kept.
    pub(crate) fn session_file(&self) -> PathBuf {
        let token_url = format!("{}/oauth/token", self.built_in.origin());
        let profile = profile(self.built_in.origin(), &token_url, self.built_in.client_id());
        self.home().join("state").join(file_name(&profile))
    }

    /// The session as it is kept; none where nobody is signed in.
    pub(crate) fn stored(&self) -> Option<Stored> {
        let content = std::fs::read(self.session_file()).ok()?;
        Some(Stored::from_json(&content).expect("it is whole"))
    }

    /// The program as a script runs it, set up for this Tower.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.command_without_secret(arguments);
        command.env("TOWER_TUI_CLIENT_SECRET", self.built_in.client_secret());
        command
    }

    /// The same, without the application's secret.
    pub(crate) fn command_without_secret(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tower-tui"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home())
            .env("TOWER_TUI_STATE_DIR", self.home().join("state"))
            .env("TOWER_TUI_CONFIG", self.home().join("config.toml"))
            .env("TOWER_TUI_BASE_URL", self.built_in.origin())
            .env("TOWER_TUI_CLIENT_ID", self.built_in.client_id())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// The program, set up for this Tower.
    pub(crate) fn open(&self) -> Terminal {
        self.open_at(self.built_in.origin())
    }

    /// The program, set up for another origin.
    pub(crate) fn open_at(&self, origin: &str) -> Terminal {
        let mut command = program(self.home(), &["--lang", "en"]);
        command.env("TOWER_TUI_BASE_URL", origin);
        command.env("TOWER_TUI_CLIENT_ID", self.built_in.client_id());
        command.env("TOWER_TUI_CLIENT_SECRET", self.built_in.client_secret());
        Terminal::start(command, 80, 24)
    }

    /// The program, signed in and about to choose a team.
    pub(crate) fn signed_in(&self) -> Terminal {
        let mut terminal = self.open();
        terminal
            .wait_for("Paste the code")
            .paste(&self.control().issue_code())
            .wait_for("characters)")
            .keys("\r");
        terminal
    }
}
