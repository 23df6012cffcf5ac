//! The first-run screen: what has to be known before anyone can sign in.

use crossterm::event::{KeyCode, KeyEvent};

use super::answers::{Answers, Kept, Known};
use crate::app::kit::command_line;
use crate::app::kit::text_field::Field;
use crate::base::lang::Lang;
use crate::base::secret::Secret;
use crate::tower::oauth::{
    Addresses, App, BadAddress, Client, OUT_OF_BAND, SecretSource, TOWER, check_callback,
};

/// Stands for a secret that is not shown, and hides its length.
const MASK: &str = "****************";

/// The first-run screen.
#[derive(Debug)]
pub struct Setup {
    /// Where keys go.
    pub focus: Item,
    /// Where tokens come from.
    pub source: Source,
    /// The application's id.
    pub client_id: Field,
    /// The application's secret; drawn masked.
    pub secret: Field,
    /// The command that prints the secret.
    pub command: Field,
    /// The address of a token server.
    pub token_server: Field,
    /// The application's callback.
    pub callback: Field,
    /// The language chosen; none follows the system.
    pub lang: Option<Lang>,
    /// What is wrong with an answer.
    pub wrong: Option<(Item, Wrong)>,
    /// What was known at the start.
    known: Known,
    /// What would have been kept at the start.
    untouched: Kept,
    /// The origin the addresses derive from.
    base: String,
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
pub enum Item {
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
    /// There is no command.
    NoCommand,
    /// A quotation mark in the command is not closed.
    OpenQuote,
    /// Not an absolute address.
    NotAnAddress,
    /// Plain `http` to another machine.
    NotSecure,
    /// A callback that Tower does not take.
    CallbackNotSecure,
}

/// What came of going on.
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
    pub fn new(base: String, mut known: Known) -> Self {
        if known.redirect_uri().is_none() {
            known.kept.redirect_uri = Some(OUT_OF_BAND.to_owned());
        }
        let field = |text: &Option<String>| text.as_deref().map(Field::of).unwrap_or_default();
        let kept = &known.kept;
        let source = match (known.token_server(), &kept.secret_command) {
            (Some(_), _) => Source::TokenServer,
            (None, Some(_)) if known.fixed.secret.is_none() => Source::Command,
            (None, _) => Source::Tower,
        };
        let mut setup = Self {
            focus: Item::Continue,
            source,
            client_id: field(&kept.client_id),
            secret: Field::default(),
            command: field(&kept.secret_command.as_deref().map(command_line::join)),
            token_server: field(&kept.token_server),
            callback: field(&kept.redirect_uri),
            lang: kept.lang,
            wrong: None,
            known,
            untouched: Kept::default(),
            base,
        };
        setup.untouched = setup.kept();
        let missing = setup.items().into_iter().find(|item| setup.check(*item).is_some());
        setup.focus = missing.unwrap_or(Item::Continue);
        setup
    }

    /// The things on the screen that keys can go to, in order.
    pub fn items(&self) -> Vec<Item> {
        let all = [
            Item::Source,
            Item::ClientId,
            self.secret_item(),
            Item::Callback,
            Item::Language,
            Item::Continue,
            Item::Demo,
            Item::Quit,
        ];
        all.into_iter().filter(|item| !self.is_fixed(*item)).collect()
    }

    /// Where the secret comes from.
    pub fn secret_item(&self) -> Item {
        match self.source {
            Source::Tower => Item::Secret,
            Source::TokenServer => Item::TokenServer,
            Source::Command => Item::Command,
        }
    }

    /// The places tokens can come from. A command is none where the environment has the secret, which wins.
    pub fn sources(&self) -> Vec<Source> {
        let all = [Source::Tower, Source::TokenServer, Source::Command];
        let has_secret = self.known.fixed.secret.is_some();
        all.into_iter().filter(|source| !(has_secret && *source == Source::Command)).collect()
    }

    /// What the environment says here, where it does. It cannot be changed on the screen.
    pub fn fixed(&self, item: Item) -> Option<&str> {
        let fixed = &self.known.fixed;
        match item {
            Item::ClientId => fixed.client_id.as_deref(),
            Item::Secret => fixed.secret.as_ref().map(|_| MASK),
            Item::Source | Item::TokenServer => fixed.token_server.as_deref(),
            Item::Callback => fixed.redirect_uri.as_deref(),
            Item::Command | Item::Language | Item::Continue | Item::Demo | Item::Quit => None,
        }
    }

    fn is_fixed(&self, item: Item) -> bool {
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
            Item::Source => {
                self.source = turned(&self.sources(), self.source, back);
                self.wrong = None;
            }
            Item::Language => {
                self.lang = turned(&[None, Some(Lang::En), Some(Lang::Zh)], self.lang, back);
            }
            Item::ClientId | Item::Secret | Item::Command | Item::TokenServer | Item::Callback => {
                self.press(key);
            }
            Item::Continue | Item::Demo | Item::Quit => self.step(back),
        }
    }

    /// What was wrong here is being mended.
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
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.forgive();
        if let Some(field) = self.field() {
            field.insert(text.trim());
        }
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Item::ClientId => Some(&mut self.client_id),
            Item::Secret => Some(&mut self.secret),
            Item::Command => Some(&mut self.command),
            Item::TokenServer => Some(&mut self.token_server),
            Item::Callback => Some(&mut self.callback),
            Item::Source | Item::Language | Item::Continue | Item::Demo | Item::Quit => None,
        }
    }

    /// Goes on from where the focus is.
    pub fn go_on(&mut self) -> Went {
        match self.focus {
            Item::Demo => Went::ToDemo,
            Item::Quit => Went::Out,
            Item::Source
            | Item::ClientId
            | Item::Secret
            | Item::Command
            | Item::TokenServer
            | Item::Callback
            | Item::Language
            | Item::Continue => self.finish(),
        }
    }

    /// What the settings are to keep if the person leaves now; none when nothing was changed.
    pub fn draft(&self) -> Option<Kept> {
        let kept = self.kept();
        (kept != self.untouched).then_some(kept)
    }

    /// The answers that the settings keep. One that is not right yet stays as it was: the next start would
    /// stumble over it. What the environment says is not the settings' business.
    fn kept(&self) -> Kept {
        let before = &self.known.kept;
        let answer = |item: Item, field: &Field, before: &Option<String>| {
            let is_right = !self.is_fixed(item) && self.check(item).is_none();
            if is_right { Some(field.text().trim().to_owned()) } else { before.clone() }
        };
        let token_server = || answer(Item::TokenServer, &self.token_server, &before.token_server);
        let command = || self.command().ok().or_else(|| before.secret_command.clone());
        let (token_server, secret_command) = match self.source {
            _ if self.is_fixed(Item::Source) => (before.token_server.clone(), before.secret_command.clone()),
            Source::Tower => (None, None),
            Source::TokenServer => (token_server(), None),
            Source::Command => (None, command()),
        };
        Kept {
            client_id: answer(Item::ClientId, &self.client_id, &before.client_id),
            redirect_uri: answer(Item::Callback, &self.callback, &before.redirect_uri),
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
                let typed = self.source == Source::Tower && !self.is_fixed(Item::Secret);
                let secret = client.app.client_secret.known().filter(|_| typed).cloned();
                Went::On(Box::new(Answers { client, kept: self.kept(), secret }))
            }
            Err(wrong) => {
                self.wrong = Some((self.secret_item(), wrong));
                Went::Nowhere
            }
        }
    }

    fn client(&self) -> Result<Client, Wrong> {
        let answer = |item, field: &Field| self.fixed(item).unwrap_or(field.text().trim()).to_owned();
        let typed = || Secret::new(self.secret.text().trim());
        let (token_server, client_secret) = match self.source {
            Source::Tower => {
                let secret = self.known.fixed.secret.clone().unwrap_or_else(typed);
                (None, SecretSource::Known(secret))
            }
            Source::TokenServer => {
                let key = self.known.token_key.clone();
                (Some(answer(Item::TokenServer, &self.token_server)), SecretSource::TokenServer { key })
            }
            Source::Command => (None, SecretSource::Command(self.command()?)),
        };
        let app = App {
            client_id: answer(Item::ClientId, &self.client_id),
            client_secret,
            redirect_uri: answer(Item::Callback, &self.callback),
        };
        Ok(Client { app, addresses: Addresses::new(&self.base, token_server.as_deref())? })
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

    fn check(&self, item: Item) -> Option<Wrong> {
        match item {
            _ if self.is_fixed(item) => None,
            Item::ClientId => (!is_client_id(self.client_id.text().trim())).then_some(Wrong::NotAnId),
            Item::Secret => self.secret.text().trim().is_empty().then_some(Wrong::NoSecret),
            Item::Command => self.command().err(),
            Item::TokenServer => Addresses::new(TOWER, Some(self.token_server.text())).err().map(Wrong::from),
            Item::Callback => match check_callback(self.callback.text().trim()) {
                Ok(()) => None,
                Err(BadAddress::NotAbsolute) => Some(Wrong::NotAnAddress),
                Err(BadAddress::NotSecure) => Some(Wrong::CallbackNotSecure),
            },
            Item::Source | Item::Language | Item::Continue | Item::Demo | Item::Quit => None,
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
        }
    }
}

fn is_client_id(text: &str) -> bool {
    (16..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
