//! The first-run screen: what has to be known before anyone can sign in.

use crossterm::event::KeyEvent;

use super::field::Field;
use crate::base::lang::Lang;
use crate::base::secret::Secret;
use crate::tower::oauth::{Addresses, App, BadAddress, Client, OUT_OF_BAND, SecretSource};

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
    /// The address of a token server.
    pub token_server: Field,
    /// The application's callback.
    pub callback: Field,
    /// The language chosen; none follows the system.
    pub lang: Option<Lang>,
    /// What is wrong with an answer.
    pub wrong: Option<(Item, Wrong)>,
    /// The origin the addresses derive from.
    base: String,
}

/// What is known already of the answers: from the settings or the environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The application's id.
    pub client_id: Option<String>,
    /// Its callback.
    pub redirect_uri: Option<String>,
    /// The address of a token server.
    pub token_server: Option<String>,
}

/// Where tokens come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From Tower itself, with the application's secret.
    Tower,
    /// From a token server that keeps the secret.
    TokenServer,
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
    /// Not an absolute address.
    NotAnAddress,
    /// Plain `http` to another machine.
    NotSecure,
}

/// What the first run found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The application and its Tower.
    pub client: Client,
    /// The address of a token server, if one is used.
    pub token_server: Option<String>,
    /// The language chosen; none follows the system.
    pub lang: Option<Lang>,
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
    pub fn new(base: String, known: &Known) -> Self {
        let field = |text: &Option<String>| text.as_deref().map(Field::of).unwrap_or_default();
        let source = if known.token_server.is_some() { Source::TokenServer } else { Source::Tower };
        let focus = match (&known.client_id, source) {
            (None, _) => Item::ClientId,
            (Some(_), Source::Tower) => Item::Secret,
            (Some(_), Source::TokenServer) => Item::Continue,
        };
        Self {
            focus,
            source,
            client_id: field(&known.client_id),
            secret: Field::default(),
            token_server: field(&known.token_server),
            callback: Field::of(known.redirect_uri.as_deref().unwrap_or(OUT_OF_BAND)),
            lang: None,
            wrong: None,
            base,
        }
    }

    /// The things on the screen, in order.
    pub fn items(&self) -> [Item; 8] {
        let kept_by = match self.source {
            Source::Tower => Item::Secret,
            Source::TokenServer => Item::TokenServer,
        };
        [
            Item::Source,
            Item::ClientId,
            kept_by,
            Item::Callback,
            Item::Language,
            Item::Continue,
            Item::Demo,
            Item::Quit,
        ]
    }

    /// Moves to the next thing, or with `back` to the one before.
    pub fn step(&mut self, back: bool) {
        match self.check(self.focus) {
            Some(wrong) => self.wrong = Some((self.focus, wrong)),
            None => self.forgive(),
        }
        let items = self.items();
        let at = items.iter().position(|item| *item == self.focus).unwrap_or(0);
        let by = if back { items.len() - 1 } else { 1 };
        if let Some(item) = items.get((at + by) % items.len()) {
            self.focus = *item;
        }
    }

    /// The other choice, where there is one; in a field, the caret moves.
    pub fn choose(&mut self, key: KeyEvent) {
        match self.focus {
            Item::Source => {
                self.source = match self.source {
                    Source::Tower => Source::TokenServer,
                    Source::TokenServer => Source::Tower,
                };
            }
            Item::Language => {
                self.lang = match self.lang {
                    None => Some(Lang::En),
                    Some(Lang::En) => Some(Lang::Zh),
                    Some(Lang::Zh) => None,
                };
            }
            Item::ClientId | Item::Secret | Item::TokenServer | Item::Callback => self.press(key),
            Item::Continue | Item::Demo | Item::Quit => self.step(false),
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
            | Item::TokenServer
            | Item::Callback
            | Item::Language
            | Item::Continue => self.finish(),
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
        let token_server = match self.source {
            Source::Tower => None,
            Source::TokenServer => Some(self.token_server.text().trim().to_owned()),
        };
        match Addresses::new(&self.base, token_server.as_deref()) {
            Ok(addresses) => {
                let client = Client { app: self.app(), addresses };
                Went::On(Box::new(Answers { client, token_server, lang: self.lang }))
            }
            Err(bad) => {
                self.wrong = Some((Item::Callback, bad.into()));
                Went::Nowhere
            }
        }
    }

    fn app(&self) -> App {
        App {
            client_id: self.client_id.text().trim().to_owned(),
            client_secret: match self.source {
                Source::Tower => SecretSource::Known(Secret::new(self.secret.text().trim())),
                Source::TokenServer => SecretSource::TokenServer,
            },
            redirect_uri: self.callback.text().trim().to_owned(),
        }
    }

    fn check(&self, item: Item) -> Option<Wrong> {
        match item {
            Item::ClientId => (!is_client_id(self.client_id.text().trim())).then_some(Wrong::NotAnId),
            Item::Secret => self.secret.text().trim().is_empty().then_some(Wrong::NoSecret),
            Item::TokenServer => {
                Addresses::new(&self.base, Some(self.token_server.text())).err().map(Wrong::from)
            }
            Item::Callback => url::Url::parse(self.callback.text().trim()).err().map(|_| Wrong::NotAnAddress),
            Item::Source | Item::Language | Item::Continue | Item::Demo | Item::Quit => None,
        }
    }
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
