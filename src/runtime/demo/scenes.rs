//! The screens as `snapshot` shows them: the program itself, with the made-up people of the built-in Tower, at
//! a moment that is always the same. Nothing here waits, or reaches a socket, a file or a terminal.

use std::time::Duration;

use clap::ValueEnum;
use crossterm::event::{KeyCode, KeyEvent};
use jiff::civil::{Date, date};
use ratatui::layout::Size;
use serde_json::json;
use url::form_urlencoded;

use crate::app::core::settings_error::SettingsError;
use crate::app::kit::appearance::Look;
use crate::app::kit::clipboard::Clipboard;
use crate::app::{Effect, Event, Startup, State};
use crate::base::lang::Lang;
use crate::base::secret::Secret;
use crate::base::time::{Now, Wall};
use crate::demo::{self, Plan};
use crate::runtime::demo::player::{Player, World};
use crate::runtime::settings::diagnostics;
use crate::session::{
    self, ApiRequest, Fact, FileWork, InFile, Process, Read, Removed, Saved, Seen, Stored, TokenRequest,
};
use crate::tower::call::Call;
use crate::tower::oauth::{Addresses, App, Client, OUT_OF_BAND, SecretSource, TOWER};
use crate::tower::wire::{Answer, TransportError};
use crate::ui::Painter;

/// When all of them begin: 28 August 2026, 14:42:11 in Tower's own zone.
const START: Wall = Wall(1_787_899_331_000);
const TODAY: Date = date(2026, 8, 28);
/// Seconds by which that zone is ahead of UTC.
const ZONE: i32 = 8 * 3600;
/// Longer apart than the keys of a paste.
const BETWEEN_KEYS: Duration = Duration::from_millis(20);
/// Seconds of life that Tower gives a token.
const LIFETIME: u64 = 7199;
/// When such a token is about to be renewed.
const RENEWED_AFTER: u64 = 6888;

const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";
const CLIENT_ID: &str = "7f3c9e5d41b8a2067f3c9e5d41b8a2067f3c9e5d41b8a2067f3c9e5d41b8a206";

const ENTER: &str = "\r";

/// A screen, and how far one has come on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::runtime) enum Scene {
    /// The first start, half filled in
    FirstRun,
    /// Signing in
    Login,
    /// Signing in, with the address as a QR code
    Qr,
    /// A code is pasted
    Code,
    /// A code that Tower does not take
    Refused,
    /// A two-step code is asked for
    TwoStep,
    /// The choice of a team
    Teams,
    /// A team's members
    Members,
    /// Members found by pinyin
    Filter,
    /// Nobody found
    NoMatch,
    /// One member
    Detail,
    /// What a member has to do
    Todos,
    /// One of these
    Todo,
    /// What happened in a team
    Activity,
    /// The projects of a team
    Projects,
    /// What is in one of them
    Project,
    /// What the account was told, over all its teams
    Notifications,
    /// A standup, at the second person
    Standup,
    /// How much each member has to do
    Workload,
    /// What the account has to do, over all its teams
    MyDay,
    /// Roles and groups with their counts
    Facets,
    /// The choice of columns
    Columns,
    /// What can be copied
    Copy,
    /// Members to a file
    Export,
    /// The keys
    Help,
    /// Everything that can be done
    Palette,
    /// The session
    Session,
    /// What was told
    Messages,
    /// What is wrong in the settings
    Mistakes,
    /// Members on their way
    Loading,
    /// One page of three failed
    Partial,
    /// No network and no members yet
    Offline,
    /// A team whose members the account may not see
    Forbidden,
    /// No network; the members from before stay
    Stale,
    /// The token on its way
    Renewing,
    /// The token not renewed yet
    Retry,
    /// Tower ended the session; the members stay
    SignedOut,
    /// A terminal too small for anything
    TooSmall,
}

impl Scene {
    /// The program on this screen.
    pub(in crate::runtime) fn play(self, lang: Lang, size: Size, look: Look) -> State {
        let client = (self != Self::FirstRun).then(client);
        let errors = if self == Self::Mistakes { settings_errors() } else { Vec::new() };
        let mut play = Play::start(client, lang, size, look, errors);
        match self {
            Self::FirstRun => play.press("7f3c9e5d41b8a206\tmade-up-secret"),
            Self::Login | Self::Mistakes => {}
            Self::Qr => play.press("w"),
            Self::Code => play.paste_code(),
            Self::Refused => {
                play.sign_in(answer(401, &json!({ "error": "invalid_grant" })));
            }
            Self::TwoStep => {
                play.sign_in(answer(200, &json!({ "error": "otp_required" })));
                play.press("482");
            }
            Self::Teams => play.choose(),
            Self::Members => play.open(0),
            Self::Filter => play.browse("/zg"),
            Self::NoMatch => play.browse("/zzz"),
            Self::Detail => play.browse("z"),
            Self::Todos => play.open_todos(),
            Self::Todo => {
                play.open_todos();
                play.press(ENTER);
                play.tower(|call| Ok(built_in(call)));
            }
            Self::Activity
            | Self::Projects
            | Self::Project
            | Self::Notifications
            | Self::Standup
            | Self::Workload
            | Self::MyDay => self.work(&mut play),
            Self::Facets => play.browse("f"),
            Self::Columns => play.browse("c"),
            Self::Copy => play.browse("Y"),
            Self::Export => play.browse("E"),
            Self::Help => play.browse("?"),
            Self::Palette => play.browse(":"),
            Self::Session => play.browse("i"),
            Self::Loading => {
                play.choose();
                play.press(ENTER);
                play.later(4);
            }
            Self::Partial => {
                play.choose();
                play.press("jj\r");
                // Until the program has tried often enough.
                for _ in 0..12 {
                    play.tower(|call| Ok(second_page_fails(call)));
                    play.later(1);
                }
                play.press("jj");
            }
            Self::Offline => {
                play.choose();
                play.press(ENTER);
                play.tower(|_| Err(lost()));
            }
            Self::Forbidden => {
                play.choose();
                play.press(ENTER);
                play.tower(|_| Ok(Answer { status: 403, ..Answer::default() }));
            }
            Self::Messages => {
                play.go_stale();
                play.press("m");
            }
            Self::Stale => play.go_stale(),
            Self::Renewing => play.open(RENEWED_AFTER),
            Self::Retry => {
                play.open(RENEWED_AFTER);
                play.token(Err(lost()));
            }
            Self::SignedOut => {
                play.open(RENEWED_AFTER);
                play.token(Ok(answer(401, &json!({ "error": "invalid_grant" }))));
            }
            Self::TooSmall => {
                play.0.happens(Event::Resized(Size::new(size.width.min(16), size.height.min(3))));
            }
        }
        play.0.state
    }

    /// As far as what happened in a team and what there is to do.
    fn work(self, play: &mut Play) {
        match self {
            Self::Activity => {
                play.browse("A");
                play.tower(|call| Ok(built_in(call)));
            }
            Self::Projects => {
                play.browse("P");
                play.tower(|call| Ok(built_in(call)));
            }
            Self::Project => {
                play.browse("P");
                play.tower(|call| Ok(built_in(call)));
                play.press(ENTER);
                play.tower(|call| Ok(built_in(call)));
            }
            Self::Notifications => {
                play.browse("N");
                play.tower(|call| Ok(built_in(call)));
            }
            Self::Standup => {
                play.browse("/group:=后端\rU");
                play.tower(|call| Ok(built_in(call)));
                play.press(ENTER);
                play.later(95);
                play.press(ENTER);
                play.tower(|call| Ok(built_in(call)));
                play.later(31);
            }
            Self::Workload => {
                play.browse("w");
                play.tower(|call| Ok(built_in(call)));
                // Until what the rows in view have done is there as well.
                play.later(1);
                play.tower(|call| Ok(built_in(call)));
            }
            Self::MyDay => {
                play.browse("d");
                play.tower(|call| Ok(built_in(call)));
                play.later(1);
                play.tower(|call| Ok(built_in(call)));
            }
            _ => {}
        }
    }
}

/// A scene being played: there are no faults, and Tower answers when told to.
struct Play(Player<Calm>);

/// A disk on which everything succeeds, and a browser that opens.
#[derive(Default)]
struct Calm {
    /// The session file.
    file: Option<Box<Stored>>,
}

impl World for Calm {
    fn react(&mut self, effect: &Effect) -> Option<Event> {
        match effect {
            Effect::Session(session::Effect::File { work, .. }) => self.work(work).map(Event::Session),
            Effect::OpenBrowser(_) => Some(Event::BrowserOpened(Ok(()))),
            // Nothing on the screen waits for the others.
            _ => None,
        }
    }
}

impl Calm {
    fn work(&mut self, work: &FileWork) -> Option<Fact> {
        let read: Read = Ok(self.file.clone().map_or(InFile::Nothing, InFile::Session));
        Some(match work {
            FileWork::Read => Fact::FileSeen(Seen { read, warning: None }),
            FileWork::TakeLock => Fact::Locked { unsupported: None, read },
            FileWork::DropLock => return None,
            FileWork::Save { stored, .. } => {
                self.file = Some(stored.clone());
                Fact::Saved { version: stored.version(), saved: Saved::Kept }
            }
            FileWork::Reread(_) => Fact::Reread(read),
            FileWork::Remove(_) => Fact::Removed(Removed { held: self.file.take(), fault: None }),
        })
    }
}

impl Play {
    fn start(
        client: Option<Client>,
        lang: Lang,
        size: Size,
        look: Look,
        settings_errors: Vec<SettingsError>,
    ) -> Self {
        let startup = Startup {
            client,
            lang,
            size,
            clipboard: Clipboard::Terminal,
            has_browser: true,
            zone: ZONE,
            state_dir: Some("~/.local/state/tower-tui".into()),
            log: Some("~/.local/state/tower-tui/log".into()),
            settings: "~/.config/tower-tui/config.toml".into(),
            look,
            settings_errors,
            ..Startup::bare(
                Process { pid: 4711, host: 0, lasts: true, seed: 0, jitter: 0.0 },
                &Painter::PLAIN,
            )
        };
        let now = Now { mono: Duration::from_secs(1), wall: START };
        let is_set_up = startup.client.is_some();
        let mut play = Self(Player::new(startup, now, Calm::default()));
        if is_set_up {
            play.0.happens(Event::Session(Fact::FileSeen(Seen { read: Ok(InFile::Nothing), warning: None })));
        }
        play
    }

    /// Presses keys, each as a terminal sends it.
    fn press(&mut self, keys: &str) {
        for key in keys.chars() {
            let code = match key {
                '\r' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                char => KeyCode::Char(char),
            };
            self.0.happens(Event::Key(KeyEvent::from(code)));
            self.0.pass(BETWEEN_KEYS);
        }
    }

    /// Lets seconds pass.
    fn later(&mut self, seconds: u64) {
        self.0.wait(Duration::from_secs(seconds));
    }

    /// Answers every call that waits.
    fn tower(&mut self, answer: impl Fn(&Call) -> Result<Answer, TransportError>) {
        while let Some(ApiRequest { request, call, .. }) = self.0.calls.pop_front() {
            let result = call.read(answer(&call), self.0.now.wall.0 / 1000);
            self.0.happens(Event::Session(Fact::Replied { request, result }));
        }
    }

    /// What comes of the question for a token.
    fn token(&mut self, result: Result<Answer, TransportError>) {
        if let Some(TokenRequest { request, .. }) = self.0.tokens.pop_front() {
            self.0.happens(Event::Session(Fact::TokenAnswered { request, result }));
        }
    }

    fn paste_code(&mut self) {
        self.press(ENTER);
        self.later(19);
        self.0.happens(Event::Pasted(Secret::new(CODE)));
    }

    fn sign_in(&mut self, says: Answer) {
        self.paste_code();
        self.press(ENTER);
        self.token(Ok(says));
    }

    /// As far as the teams.
    fn choose(&mut self) {
        let tokens = json!({
            "access_token": "made up", "refresh_token": "made up", "token_type": "bearer",
            "expires_in": LIFETIME, "email": "lin@example.com",
        });
        self.sign_in(answer(200, &tokens));
        self.tower(|call| Ok(built_in(call)));
    }

    /// As far as the members, with the third of them selected, a token of this age, and a list just read.
    fn open(&mut self, age: u64) {
        self.choose();
        self.later(age);
        self.press(ENTER);
        self.tower(|call| Ok(built_in(call)));
        self.later(11);
        self.press("jj");
        // Until the selection has rested, and what it asks for is there.
        self.later(1);
        self.tower(|call| Ok(built_in(call)));
    }

    /// As far as the to-dos of the third member, with the first of them read.
    fn open_todos(&mut self) {
        self.open(0);
        self.press(ENTER);
        self.later(3);
        self.tower(|call| Ok(built_in(call)));
    }

    /// The members, and then a refresh that fails.
    fn go_stale(&mut self) {
        self.open(0);
        self.later(180);
        self.press("r");
        self.tower(|_| Err(lost()));
    }

    /// As far as the members, with a fresh token, and then these keys.
    fn browse(&mut self, keys: &str) {
        self.open(0);
        self.press(keys);
    }
}

/// Errors in the settings.
fn settings_errors() -> Vec<SettingsError> {
    let text = "langauge = \"en\"\ntheme = \"solarized\"\n\n[keys.members]\ncopy = \"o\"\n";
    diagnostics::errors(text).into_iter().filter(|error| error.fault.is_ignored()).collect()
}

/// The application that is signed in with.
fn client() -> Client {
    let origin = TOWER.to_owned();
    Client {
        app: App {
            client_id: CLIENT_ID.to_owned(),
            client_secret: SecretSource::Known(Secret::new("made up")),
            redirect_uri: OUT_OF_BAND.to_owned(),
        },
        addresses: Addresses { token_url: format!("{origin}/oauth/token"), origin },
    }
}

fn answer(status: u16, body: &serde_json::Value) -> Answer {
    Answer { status, body: body.to_string().into_bytes(), ..Answer::default() }
}

/// What the built-in Tower answers.
fn built_in(call: &Call) -> Answer {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(call.query()).finish();
    let plan = Plan { today: TODAY, ..Plan::default() };
    let body = demo::document(&plan, &call.path(), &query);
    let status = if body.is_some() { 200 } else { 404 };
    Answer { status, body: body.unwrap_or_default().into_bytes(), ..Answer::default() }
}

/// The same, with a status of Tower's own for the second page of a list.
fn second_page_fails(call: &Call) -> Answer {
    match call {
        Call::Members { page: 2, .. } => Answer { status: 502, ..Answer::default() },
        call => built_in(call),
    }
}

fn lost() -> TransportError {
    TransportError::NotSent("connection refused".to_owned())
}
