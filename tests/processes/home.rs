//! A built-in Tower, a state directory, and the processes that share them.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::TempDir;
use tower_tui::base::secret::Secret;
use tower_tui::demo::{BuiltIn, Control, Habits, Plan, Rotation, start};
use tower_tui::session::{Stored, profile};
use tower_tui::tower::oauth::{Addresses, App, Client, SecretSource};

use crate::child::{Orders, Report};
use crate::token_server::{KEY, TokenServer};

/// How much faster time goes for the sessions than for everyone else.
pub(crate) const FASTER: u32 = 60;

/// The life of a token, in the sessions' seconds: half a second of ours until it is renewed.
const LIFE: u64 = 60;

/// One person's machine.
pub(crate) struct Home {
    pub(crate) tower: BuiltIn,
    token_server: Option<TokenServer>,
    dir: TempDir,
    since: Duration,
}

/// A window that runs in a process of its own.
pub(crate) struct Window {
    process: Child,
    out: BufReader<ChildStdout>,
}

impl Home {
    pub(crate) fn new(rotation: Rotation) -> Self {
        let habits = Habits { rotation, ..Habits::default() };
        let tower = start(Plan { members: 3, expires_in: LIFE, habits, ..Plan::default() }).expect("a port");
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
        Self { tower, token_server: None, dir: tempfile::tempdir().expect("a directory"), since }
    }

    /// A home whose windows use a token server.
    pub(crate) fn behind_token_server(rotation: Rotation) -> Self {
        let home = Self::new(rotation);
        let token_server = Some(TokenServer::of(&home.tower));
        Self { token_server, ..home }
    }

    pub(crate) fn control(&self) -> &Control {
        self.tower.control()
    }

    pub(crate) fn client(&self) -> Client {
        client(self.tower.origin(), self.tower.client_id(), self.tower.client_secret(), &self.token_url())
    }

    /// The address of the token server; empty without one.
    fn token_url(&self) -> String {
        self.token_server.as_ref().map(TokenServer::url).unwrap_or_default()
    }

    /// Where the files are.
    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Names the files of the session.
    pub(crate) fn profile(&self) -> String {
        let client = self.client();
        profile(&client.addresses.origin, &client.addresses.token_url, &client.app.client_id)
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.dir.path().join(format!("session-{}.{ending}", self.profile()))
    }

    pub(crate) fn lock_file(&self) -> PathBuf {
        self.path("lock")
    }

    /// What the session file holds; fails if it is torn.
    pub(crate) fn stored(&self) -> Option<Stored> {
        let content = std::fs::read(self.path("json")).ok()?;
        Some(Stored::from_json(&content).expect("the file is whole"))
    }

    /// How many tokens have been asked for with a refresh token.
    pub(crate) fn refreshes(&self) -> u64 {
        let requests = self.control().requests();
        requests.iter().filter(|got| got.field("grant_type") == Some("refresh_token")).count() as u64
    }

    /// A new window, with these orders.
    pub(crate) fn window(&self, orders: &Orders) -> Window {
        let mut process = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "child::child", "--ignored", "--nocapture", "--quiet"])
            .env("CHILD_ORDERS", orders.word())
            .env("CHILD_STATE", self.dir.path())
            .env("CHILD_ORIGIN", self.tower.origin())
            .env("CHILD_CLIENT", self.tower.client_id())
            .env("CHILD_SECRET", self.tower.client_secret())
            .env("CHILD_TOKEN_URL", self.token_url())
            .env("CHILD_SINCE", self.since.as_millis().to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("a process");
        let out = BufReader::new(process.stdout.take().expect("its output"));
        Window { process, out }
    }

    /// A person signs in: a window that does so and ends.
    pub(crate) fn sign_in(&self) {
        let code = self.control().issue_code();
        let mut window = self.window(&Orders::SignIn { code });
        // On a busy machine its token may have come near its end before that of the window.
        let end = window.end();
        assert!(matches!(end, Report::SignedIn { .. }), "{end:?}");
    }
}

impl Window {
    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }

    /// The next thing it reports.
    pub(crate) fn report(&mut self) -> Option<Report> {
        let mut line = String::new();
        while self.out.read_line(&mut line).expect("its output") > 0 {
            if let Some(report) = Report::read(line.trim()) {
                return Some(report);
            }
            line.clear();
        }
        None
    }

    /// Its last report, once it has ended by itself.
    pub(crate) fn end(&mut self) -> Report {
        let last = std::iter::from_fn(|| self.report()).last();
        self.process.wait().expect("it ends");
        last.expect("it reported something")
    }

    /// Kills it with no time to think.
    pub(crate) fn kill(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }

    /// Stops it, or lets it go on.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.pid().to_string()]).status().expect("kill");
        assert!(sent.success());
    }
}

/// A client that goes to the token server at `token_url` with a key, or with none directly to Tower.
pub(crate) fn client(origin: &str, id: &str, secret: &str, token_url: &str) -> Client {
    let token_url = Some(token_url).filter(|url| !url.is_empty());
    let client_secret = match token_url {
        Some(_) => SecretSource::TokenServer { key: Some(Secret::new(KEY)) },
        None => SecretSource::Known(Secret::new(secret)),
    };
    let redirect_uri = "urn:ietf:wg:oauth:2.0:oob".to_owned();
    let app = App { client_id: id.to_owned(), client_secret, redirect_uri };
    Client { app, addresses: Addresses::new(origin, token_url).expect("loopback is safe") }
}
