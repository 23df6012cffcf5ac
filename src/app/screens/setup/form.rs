//! The first-run screen: what has to be known before anyone can sign in.

use crossterm::event::{KeyCode, KeyEvent};

use crate::app::core::answers::{Answers, KnownAnswers, SavedAnswers, Typed};
use crate::app::kit::command_line;
use crate::app::kit::text_field::TextField;
use crate::base::lang::Lang;
use crate::base::secret::Secret;
use crate::base::text::bare;
use crate::tower::oauth::{
    Addresses, App, BadAddress, Client, OUT_OF_BAND, SecretSource, TOWER, check_callback, has_secret,
};

/// Stands for a secret that is not shown, and hides its length.
const MASK: &str = "****************";

/// The first-run screen.
#[derive(Debug)]
pub struct Setup {
    /// Where keys go.
    pub focus: FormItem,
    /// Where tokens come from.
    pub source: Source,
    /// The application's id.
    pub client_id: TextField,
    /// The application's secret; drawn masked.
    pub secret: TextField,
    /// The command that prints the secret.
    pub command: TextField,
    /// The address of a token server.
    pub token_server: TextField,
    /// The access key to it; drawn masked.
    pub token_key: TextField,
    /// The application's callback.
    pub callback: TextField,
    /// The language chosen; none follows the system.
    pub lang: Option<Lang>,
    /// What is wrong with an answer.
    pub wrong: Option<(FormItem, Wrong)>,
    /// What was known at the start.
    known: KnownAnswers,
    /// What would have been kept at the start.
    untouched: SavedAnswers,
    /// The origin the addresses derive from.
    pub base: String,
}

/// Where tokens come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From Tower itself, with the application's secret.
    Tower,
    /// From a token server that keeps the secret.
    TokenServer,
    /// From Tower itself, with the secret that a command prints.
    Command,
}

/// One thing on the screen that keys can go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormItem {
    /// Where tokens come from.
    Source,
    /// The application's id.
    ClientId,
    /// Its secret.
    Secret,
    /// The command that prints the secret.
    Command,
    /// The address of a token server.
    TokenServer,
    /// The access key to it.
    TokenKey,
    /// Its callback.
    Callback,
    /// The language.
    Language,
    /// Go on.
    Continue,
    /// See the built-in Tower first.
    Demo,
    /// Leave.
    Quit,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// An id has 16 to 128 letters, digits, `_` and `-`.
    NotAnId,
    /// Tower needs the secret.
    NoSecret,
    /// An access key has ASCII letters, digits and symbols only.
    NotAKey,
    /// There is no command.
    NoCommand,
    /// A quotation mark in the command is not closed.
    OpenQuote,
    /// Not an absolute address.
    NotAnAddress,
    /// Plain `http` to another machine.
    NotSecure,
    /// A callback that Tower does not take.
    BadCallback,
    /// A name or a password stands in an address.
    WithAName,
    /// What looks like a secret stands where it would be kept in clear.
    Secret,
    /// The secret stands where the id belongs, which is kept in clear.
    SecretAsId,
}

/// Where "continue" leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Went {
    /// Nowhere: the answers are not complete, and the screen says which.
    Nowhere,
    /// All is known.
    On(Box<Answers>),
    /// To the built-in Tower.
    ToDemo,
    /// Out.
    Out,
}

impl Setup {
    /// A form for the Tower at `base` with what is known filled in.
    pub fn new(base: String, mut known: KnownAnswers) -> Self {
        if known.redirect_uri().is_none() {
            known.kept.redirect_uri = Some(OUT_OF_BAND.to_owned());
        }
        let field = |text: &Option<String>| text.as_deref().map(TextField::of).unwrap_or_default();
        let kept = &known.kept;
        let source = match (known.token_server(), &kept.secret_command) {
            (Some(_), _) => Source::TokenServer,
            (None, Some(_)) if known.fixed.secret.is_none() => Source::Command,
            (None, _) => Source::Tower,
        };
        let mut setup = Self {
            focus: FormItem::Continue,
            source,
            client_id: field(&kept.client_id),
            secret: TextField::default(),
            command: field(&kept.secret_command.as_deref().map(command_line::join)),
            token_server: field(&kept.token_server),
            token_key: TextField::default(),
            callback: field(&kept.redirect_uri),
            lang: kept.lang,
            wrong: None,
            known,
            untouched: SavedAnswers::default(),
            base,
        };
        setup.untouched = setup.kept();
        let missing = setup.items().into_iter().find(|item| setup.check(*item).is_some());
        setup.focus = missing.unwrap_or(FormItem::Continue);
        setup
    }

    /// The things on the screen that keys can go to, in order.
    pub fn items(&self) -> Vec<FormItem> {
        let all = [
            FormItem::Source,
            FormItem::ClientId,
            self.secret_item(),
            FormItem::TokenKey,
            FormItem::Callback,
            FormItem::Language,
            FormItem::Continue,
            FormItem::Demo,
            FormItem::Quit,
        ];
        let has_key = self.source == Source::TokenServer;
        let is_asked = |item: &FormItem| !self.is_fixed(*item) && (has_key || *item != FormItem::TokenKey);
        all.into_iter().filter(is_asked).collect()
    }

    /// Where the secret comes from.
    pub fn secret_item(&self) -> FormItem {
        match self.source {
            Source::Tower => FormItem::Secret,
            Source::TokenServer => FormItem::TokenServer,
            Source::Command => FormItem::Command,
        }
    }

    /// The places tokens can come from. A command is none where the environment has the secret, which wins.
    pub fn sources(&self) -> Vec<Source> {
        let all = [Source::Tower, Source::TokenServer, Source::Command];
        let has_secret = self.known.fixed.secret.is_some();
        all.into_iter().filter(|source| !(has_secret && *source == Source::Command)).collect()
    }

    /// What the environment says here, where it does. It cannot be changed on the screen.
    pub fn fixed(&self, item: FormItem) -> Option<&str> {
        let fixed = &self.known.fixed;
        match item {
            FormItem::ClientId => fixed.client_id.as_deref(),
            FormItem::Secret => fixed.secret.as_ref().map(|_| MASK),
            FormItem::Source | FormItem::TokenServer => fixed.token_server.as_deref(),
            FormItem::TokenKey => fixed.token_key.as_ref().map(|_| MASK),
            FormItem::Callback => fixed.redirect_uri.as_deref(),
            FormItem::Command | FormItem::Language | FormItem::Continue | FormItem::Demo | FormItem::Quit => {
                None
            }
        }
    }

    fn is_fixed(&self, item: FormItem) -> bool {
        self.fixed(item).is_some()
    }

    /// Moves to the next thing, or with `back` to the one before.
    pub fn step(&mut self, back: bool) {
        match self.check(self.focus) {
            Some(wrong) => self.wrong = Some((self.focus, wrong)),
            None => self.forgive(),
        }
        self.focus = turned(&self.items(), self.focus, back);
    }

    /// The next choice or the one before, where there is one; in a field, the caret moves.
    pub fn choose(&mut self, key: KeyEvent) {
        let back = key.code == KeyCode::Left;
        match self.focus {
            FormItem::Source => {
                self.source = turned(&self.sources(), self.source, back);
                self.wrong = None;
            }
            FormItem::Language => {
                self.lang = turned(&[None, Some(Lang::En), Some(Lang::Zh)], self.lang, back);
            }
            FormItem::ClientId
            | FormItem::Secret
            | FormItem::Command
            | FormItem::TokenServer
            | FormItem::TokenKey
            | FormItem::Callback => {
                self.press(key);
            }
            FormItem::Continue | FormItem::Demo | FormItem::Quit => self.step(back),
        }
    }

    /// Clears the error: its answer is being corrected.
    fn forgive(&mut self) {
        if self.wrong.is_some_and(|(item, _)| item == self.focus) {
            self.wrong = None;
        }
    }

    /// Types or edits with a key.
    pub fn press(&mut self, key: KeyEvent) {
        self.forgive();
        if let Some(field) = self.field() {
            field.press(key);
        }
        if matches!(self.focus, FormItem::Callback | FormItem::Command | FormItem::TokenServer)
            && self.is_masked(self.focus)
        {
            self.wrong = Some((self.focus, Wrong::Secret));
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.forgive();
        // Not even drawn.
        if self.is_stray_secret(self.focus, text) {
            self.wrong = Some((self.focus, Wrong::Secret));
            return;
        }
        if let Some(field) = self.field() {
            field.insert(bare(text));
        }
    }

    fn field(&mut self) -> Option<&mut TextField> {
        match self.focus {
            FormItem::ClientId => Some(&mut self.client_id),
            FormItem::Secret => Some(&mut self.secret),
            FormItem::Command => Some(&mut self.command),
            FormItem::TokenServer => Some(&mut self.token_server),
            FormItem::TokenKey => Some(&mut self.token_key),
            FormItem::Callback => Some(&mut self.callback),
            FormItem::Source | FormItem::Language | FormItem::Continue | FormItem::Demo | FormItem::Quit => {
                None
            }
        }
    }

    /// Goes on from where the focus is.
    pub fn go_on(&mut self) -> Went {
        match self.focus {
            FormItem::Demo => Went::ToDemo,
            FormItem::Quit => Went::Out,
            FormItem::Source
            | FormItem::ClientId
            | FormItem::Secret
            | FormItem::Command
            | FormItem::TokenServer
            | FormItem::TokenKey
            | FormItem::Callback
            | FormItem::Language
            | FormItem::Continue => self.finish(),
        }
    }

    /// What the settings are to keep if the person leaves now; none when nothing was changed.
    pub fn draft(&self) -> Option<SavedAnswers> {
        let kept = self.kept();
        (kept != self.untouched).then_some(kept)
    }

    /// The answers that the settings keep. One that is not right yet stays as it was: the next start would
    /// fail on it. What the environment says is not the settings' business.
    fn kept(&self) -> SavedAnswers {
        let before = &self.known.kept;
        let answer = |item: FormItem, field: &TextField, before: &Option<String>| {
            let is_right = !self.is_fixed(item) && self.check(item).is_none();
            if is_right { Some(bare(field.text()).to_owned()) } else { before.clone() }
        };
        let token_server = || answer(FormItem::TokenServer, &self.token_server, &before.token_server);
        let command = || self.command().ok().or_else(|| before.secret_command.clone());
        let (token_server, secret_command) = match self.source {
            _ if self.is_fixed(FormItem::Source) => {
                (before.token_server.clone(), before.secret_command.clone())
            }
            Source::Tower => (None, None),
            Source::TokenServer => (token_server(), None),
            Source::Command => (None, command()),
        };
        SavedAnswers {
            client_id: answer(FormItem::ClientId, &self.client_id, &before.client_id),
            redirect_uri: answer(FormItem::Callback, &self.callback, &before.redirect_uri),
            token_server,
            secret_command,
            lang: self.lang,
        }
    }

    fn finish(&mut self) -> Went {
        for item in self.items() {
            if let Some(wrong) = self.check(item) {
                self.wrong = Some((item, wrong));
                self.focus = item;
                return Went::Nowhere;
            }
        }
        match self.client() {
            Ok(client) => {
                let typed = self.source == Source::Tower && !self.is_fixed(FormItem::Secret);
                let secret = client.app.client_secret.known().filter(|_| typed).cloned();
                let key = self.typed_key().filter(|_| self.source == Source::TokenServer);
                let typed = secret.map(Typed::Secret).or(key.map(Typed::TokenKey));
                Went::On(Box::new(Answers { client, kept: self.kept(), typed }))
            }
            Err(wrong) => {
                self.wrong = Some((self.secret_item(), wrong));
                Went::Nowhere
            }
        }
    }

    fn client(&self) -> Result<Client, Wrong> {
        let answer = |item, field: &TextField| self.fixed(item).unwrap_or(bare(field.text())).to_owned();
        let typed = || Secret::new(bare(self.secret.text()));
        let (token_server, client_secret) = match self.source {
            Source::Tower => {
                let secret = self.known.fixed.secret.clone().unwrap_or_else(typed);
                (None, SecretSource::Known(secret))
            }
            Source::TokenServer => {
                let key = self.typed_key().or_else(|| self.known.token_key.clone());
                (Some(answer(FormItem::TokenServer, &self.token_server)), SecretSource::TokenServer { key })
            }
            Source::Command => (None, SecretSource::Command(self.command()?)),
        };
        let app = App {
            client_id: answer(FormItem::ClientId, &self.client_id),
            client_secret,
            redirect_uri: answer(FormItem::Callback, &self.callback),
        };
        Ok(Client { app, addresses: Addresses::new(&self.base, token_server.as_deref())? })
    }

    /// The access key that is typed; none where one that is known is not to be replaced.
    fn typed_key(&self) -> Option<Secret> {
        let typed = bare(self.token_key.text());
        (!typed.is_empty() && !self.is_fixed(FormItem::TokenKey)).then(|| Secret::new(typed))
    }

    /// The command as the list it is run from.
    fn command(&self) -> Result<Vec<String>, Wrong> {
        let words = command_line::split(self.command.text()).ok_or(Wrong::OpenQuote)?;
        if words.first().is_some_and(|program| !program.is_empty()) {
            Ok(words)
        } else {
            Err(Wrong::NoCommand)
        }
    }

    /// Whether what stands in an item is for nobody's eyes: a secret, also one that was meant for the field beside it.
    pub fn is_masked(&self, item: FormItem) -> bool {
        match item {
            FormItem::Secret | FormItem::TokenKey => true,
            FormItem::ClientId => self.is_secret_as_id(),
            FormItem::Callback => self.is_stray_secret(item, self.callback.text()),
            FormItem::Command => self.is_stray_secret(item, self.command.text()),
            FormItem::TokenServer => self.is_stray_secret(item, self.token_server.text()),
            _ => false,
        }
    }

    /// Whether a text is a secret that is in a field of what is drawn, and kept in the settings. No program and no host
    /// is called like one; in the path of an address, or behind a program, may be what looks like one.
    fn is_stray_secret(&self, item: FormItem, text: &str) -> bool {
        let looks_so = match item {
            FormItem::Callback => has_secret(text),
            FormItem::Command => text.split_whitespace().next().is_some_and(has_secret),
            FormItem::TokenServer => !text.contains("://") && has_secret(text),
            _ => return false,
        };
        looks_so || self.is_known_secret(text)
    }

    /// Whether the id is the secret that is known. The two look alike, so only what they say tells them apart.
    fn is_secret_as_id(&self) -> bool {
        let id = bare(self.client_id.text());
        !id.is_empty() && self.known_secrets().contains(&id)
    }

    /// Whether it is the secret that is typed above or that the environment holds, however it looks.
    fn is_known_secret(&self, text: &str) -> bool {
        self.known_secrets().iter().any(|secret| !secret.is_empty() && text.contains(secret))
    }

    fn known_secrets(&self) -> [&str; 3] {
        let fixed = self.known.fixed.secret.as_ref().map(Secret::expose);
        [bare(self.secret.text()), bare(self.token_key.text()), fixed.unwrap_or_default()]
    }

    fn check(&self, item: FormItem) -> Option<Wrong> {
        match item {
            _ if self.is_fixed(item) => None,
            FormItem::Callback | FormItem::Command | FormItem::TokenServer if self.is_masked(item) => {
                Some(Wrong::Secret)
            }
            FormItem::ClientId if self.is_secret_as_id() => Some(Wrong::SecretAsId),
            FormItem::ClientId => (!is_client_id(bare(self.client_id.text()))).then_some(Wrong::NotAnId),
            FormItem::Secret => bare(self.secret.text()).is_empty().then_some(Wrong::NoSecret),
            FormItem::Command => self.command().err(),
            FormItem::TokenServer => {
                Addresses::new(TOWER, Some(self.token_server.text())).err().map(Wrong::from)
            }
            FormItem::TokenKey => {
                let is_sendable = bare(self.token_key.text()).bytes().all(|byte| byte.is_ascii_graphic());
                (!is_sendable).then_some(Wrong::NotAKey)
            }
            FormItem::Callback => match check_callback(bare(self.callback.text())) {
                Ok(()) => None,
                Err(bad @ (BadAddress::Secret | BadAddress::WithAName)) => Some(bad.into()),
                Err(_) => Some(Wrong::BadCallback),
            },
            FormItem::Source | FormItem::Language | FormItem::Continue | FormItem::Demo | FormItem::Quit => {
                None
            }
        }
    }
}

/// The one after `now`, or with `back` the one before, round and round.
fn turned<T: Copy + PartialEq>(all: &[T], now: T, back: bool) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let by = if back { all.len().saturating_sub(1) } else { 1 };
    all.iter().copied().cycle().nth(at + by).unwrap_or(now)
}

impl From<BadAddress> for Wrong {
    fn from(bad: BadAddress) -> Self {
        match bad {
            BadAddress::NotAbsolute => Self::NotAnAddress,
            BadAddress::NotSecure => Self::NotSecure,
            BadAddress::MoreThanAHost | BadAddress::WithAName => Self::WithAName,
            BadAddress::Secret => Self::Secret,
        }
    }
}

fn is_client_id(text: &str) -> bool {
    (16..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
