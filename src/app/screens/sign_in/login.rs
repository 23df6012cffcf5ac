//! The sign-in screen: the address to open, the code to hand in, and the two-step code.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};

use super::qr::Qr;
use crate::app::kit::text_field::TextField;
use crate::base::time::Now;
use crate::session::{Fact, Live, Phase, Renewal};
use crate::tower::captcha::{UnusableCaptcha, read_captcha};
use crate::tower::oauth::Client;
use crate::tower::pasted::{Code, Expected, Unusable, read_pasted};

/// How long a code is likely to live after the address was opened. Advice: the server decides.
const CODE_LIFE: Duration = Duration::from_secs(600);

/// What is on the sign-in screen beside what the session knows.
#[derive(Debug, Default)]
pub struct Login {
    /// Where keys go.
    pub focus: Focus,
    /// The code so far.
    pub draft: Draft,
    /// Why what was handed in is not a code.
    pub unusable: Option<Unusable>,
    /// The two-step code so far.
    pub captcha: TextField,
    /// Why what was typed is not a two-step code.
    pub unusable_captcha: Option<UnusableCaptcha>,
    /// The built-in Tower has been asked for a code.
    pub fetching: bool,
    /// The address as a QR code, over the screen.
    pub qr: Option<Qr>,
    /// When the address was opened, copied or printed, on the monotonic clock.
    opened: Option<Duration>,
}

/// Where keys go on the sign-in screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The address and what can be done with it.
    #[default]
    Address,
    /// The field for the code.
    Code,
}

/// The code so far.
#[derive(Clone, Debug)]
pub enum Draft {
    /// Being typed.
    Typed(TextField),
    /// Pasted and understood; shown only in part.
    Taken(Code),
}

impl Default for Draft {
    fn default() -> Self {
        Self::Typed(TextField::default())
    }
}

impl Draft {
    /// Whether there is nothing to hand in.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Typed(field) if field.is_empty())
    }
}

/// Which part of the sign-in is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opening the address.
    Address,
    /// Handing in the code.
    Code,
    /// Waiting for Tower's word on it.
    Exchanging,
    /// Handing in the two-step code.
    TwoStep,
}

impl Login {
    /// The screen with the code field ready: where a code is had without a browser.
    pub fn at_code() -> Self {
        Self { focus: Focus::Code, ..Self::default() }
    }

    /// Which part is at hand.
    pub fn step(&self, phase: &Phase) -> Step {
        match phase {
            Phase::Exchanging { .. } => Step::Exchanging,
            Phase::TwoStep { .. } | Phase::Live(Live { renewal: Renewal::TwoStep { .. }, .. }) => {
                Step::TwoStep
            }
            Phase::Boot | Phase::SignedOut { .. } | Phase::Live(_) => match self.focus {
                Focus::Address => Step::Address,
                Focus::Code => Step::Code,
            },
        }
    }

    /// Whether the person has begun to sign in.
    pub fn is_begun(&self) -> bool {
        self.opened.is_some() || self.fetching || !self.draft.is_empty()
    }

    /// The address went out to the browser, the clipboard or the terminal: the code comes next.
    pub fn address_taken(&mut self, now: Now) {
        self.opened = Some(now.mono);
        self.focus = Focus::Code;
    }

    /// What is likely left of the code's ten minutes; none before the address was taken.
    pub fn code_left(&self, now: Now) -> Option<Duration> {
        self.opened.map(|at| (at + CODE_LIFE).saturating_sub(now.mono))
    }

    /// To the code, where there is one to hand in.
    pub fn go_to_draft(&mut self) {
        if !self.draft.is_empty() {
            self.focus = Focus::Code;
        }
    }

    /// The other field.
    pub fn switch(&mut self) {
        self.focus = match self.focus {
            Focus::Address => Focus::Code,
            Focus::Code => Focus::Address,
        };
    }

    /// A key in the code field. A pasted code is one thing: it is erased whole, or gives way to another text.
    pub fn type_code(&mut self, key: KeyEvent) {
        match &mut self.draft {
            Draft::Typed(field) => {
                self.unusable = None;
                field.press(key);
            }
            Draft::Taken(_) if key.code == KeyCode::Backspace => self.clear(),
            Draft::Taken(_) => {
                let mut field = TextField::default();
                field.press(key);
                if !field.is_empty() {
                    self.unusable = None;
                    self.draft = Draft::Typed(field);
                }
            }
        }
    }

    /// A key in the two-step field.
    pub fn type_captcha(&mut self, key: KeyEvent) {
        self.unusable_captcha = None;
        self.captcha.press(key);
    }

    /// A paste, wherever the focus is: it can only be a code.
    pub fn paste(&mut self, text: &str, phase: &Phase, client: &Client) {
        match self.step(phase) {
            Step::TwoStep => {
                self.unusable_captcha = None;
                self.captcha.insert(text);
            }
            Step::Exchanging => {}
            Step::Address | Step::Code => {
                self.focus = Focus::Code;
                self.take(text, client);
            }
        }
    }

    /// A code that came without the person's hands.
    pub fn fetched(&mut self, code: &str, client: &Client) {
        self.fetching = false;
        self.take(code, client);
    }

    fn take(&mut self, text: &str, client: &Client) {
        match read_code(text, client) {
            Ok(code) => {
                self.draft = Draft::Taken(code);
                self.unusable = None;
            }
            // What was there stays: a paste by mistake must not cost a code that works once.
            Err(unusable) => self.unusable = Some(unusable),
        }
    }

    /// Empties the code field.
    pub fn clear(&mut self) {
        self.draft = Draft::default();
        self.unusable = None;
    }

    /// Hands in the code; none when it is not one yet.
    pub fn hand_in(&mut self, client: &Client) -> Option<Fact> {
        let code = match &self.draft {
            Draft::Taken(code) => code.clone(),
            Draft::Typed(field) => match read_code(field.text(), client) {
                Ok(code) => code,
                Err(unusable) => {
                    self.unusable = Some(unusable);
                    return None;
                }
            },
        };
        self.draft = Draft::Taken(code.clone());
        Some(Fact::CodeGiven(code))
    }

    /// Hands in the two-step code; none when it is not one yet.
    pub fn hand_in_captcha(&mut self) -> Option<Fact> {
        match read_captcha(self.captcha.text()) {
            Ok(captcha) => {
                self.captcha.clear();
                Some(Fact::CaptchaGiven(captcha))
            }
            Err(unusable) => {
                self.unusable_captcha = Some(unusable);
                None
            }
        }
    }
}

/// The code in whatever a person hands in for this application.
pub fn read_code(text: &str, client: &Client) -> Result<Code, Unusable> {
    let Ok(page) = client.authorize_url().parse() else { return Err(Unusable::NoCode) };
    let expected = Expected {
        authorize_url: &page,
        redirect_uri: &client.app.redirect_uri,
        state: None,
        client_id: &client.app.client_id,
        client_secret: client.app.client_secret.known(),
    };
    read_pasted(text, &expected)
}
