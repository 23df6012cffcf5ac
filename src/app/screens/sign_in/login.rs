//! The sign-in screen: the address to open, the code to hand in, and the two-step code.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};

use super::qr::Qr;
use crate::app::core::context::Context;
use crate::app::core::effect::Effect;
use crate::app::core::notice::{Copying, Notice};
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Flow, Screen};
use crate::app::data::resource::Want;
use crate::app::keys::paste_detector::is_printable;
use crate::app::keys::steps::LoginAction;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{Areas, PaneRequest};
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

    /// Whether a letter does something, instead of being text.
    pub(in crate::app) fn letters_are_commands(&self, phase: &Phase) -> bool {
        self.qr.is_some() || self.step(phase) == Step::Address
    }

    /// A key of a pasted text that the terminal did not mark as one, and the key that came before it, if nothing
    /// was done with it yet. Line breaks in it mean nothing, the last one least of all.
    pub(in crate::app) fn type_pasted(&mut self, before: Option<KeyEvent>, key: KeyEvent, phase: &Phase) {
        self.qr = None;
        if self.step(phase) == Step::Address {
            self.switch();
        }
        for key in before.into_iter().chain([key]).filter(|key| is_printable(*key)) {
            match self.step(phase) {
                Step::TwoStep => self.type_captcha(key),
                Step::Code => self.type_code(key),
                Step::Address | Step::Exchanging => {}
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

impl Login {
    fn copy_address(&mut self, what: Copying, cx: &Context<'_>, out: &mut Outbox) {
        if out.copy(cx.can.clipboard, cx.session.client().authorize_url(), what) {
            self.address_taken(cx.now);
        }
    }

    fn show_qr(&mut self, cx: &Context<'_>, out: &mut Outbox) {
        let qr = Qr::of(&cx.session.client().authorize_url());
        let needs = qr.as_ref().map(Qr::size);
        self.qr = qr.filter(|qr| qr.fits(cx.size));
        if self.qr.is_some() {
            self.address_taken(cx.now);
        } else {
            out.tell(Notice::NoQr { needs });
        }
    }

    fn submit(&mut self, cx: &Context<'_>, out: &mut Outbox) {
        let fact = match self.step(cx.session.phase()) {
            Step::TwoStep => self.hand_in_captcha(),
            Step::Code if cx.can.demo && self.draft.is_empty() => {
                if !std::mem::replace(&mut self.fetching, true) {
                    out.run(Effect::FetchCode { url: cx.session.client().authorize_url() });
                }
                None
            }
            Step::Code if self.draft.is_empty() && cx.session.offer().is_some() => Some(Fact::OfferTaken),
            Step::Code | Step::Address | Step::Exchanging => self.hand_in(cx.session.client()),
        };
        out.facts.extend(fact);
    }
}

impl Screen for Login {
    fn mode(&self, cx: &Context<'_>) -> Mode {
        match self.step(cx.session.phase()) {
            Step::Address => Mode::LoginAddress,
            Step::Code => Mode::LoginCode,
            Step::Exchanging => Mode::LoginWait,
            Step::TwoStep => Mode::LoginTwoStep,
        }
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::of(cx.size, PaneRequest::default())
    }

    fn wants(&self, _cx: &Context<'_>) -> Vec<Want> {
        Vec::new()
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.qr.take_if(|qr| !qr.fits(cx.size));
    }

    fn type_key(&mut self, key: KeyEvent, cx: &Context<'_>) {
        if self.step(cx.session.phase()) == Step::TwoStep {
            self.type_captcha(key);
        } else {
            self.type_code(key);
        }
    }

    /// Wherever the focus is, it can only be a code.
    fn paste(&mut self, text: &str, cx: &Context<'_>) {
        match self.step(cx.session.phase()) {
            Step::TwoStep => {
                self.unusable_captcha = None;
                self.captcha.insert(text);
            }
            Step::Exchanging => {}
            Step::Address | Step::Code => {
                self.focus = Focus::Code;
                self.take(text, cx.session.client());
            }
        }
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        let Action::Login(action) = action else { return Flow::Done };
        match action {
            LoginAction::Browse if cx.can.has_browser => {
                out.browse(cx.can, cx.session.client().authorize_url());
            }
            LoginAction::Browse => self.copy_address(Copying::AddressInstead, cx, out),
            LoginAction::Copy => self.copy_address(Copying::Asked(None), cx, out),
            LoginAction::Print => {
                self.address_taken(cx.now);
                out.run(Effect::PrintPlain(cx.session.client().authorize_url()));
            }
            LoginAction::Qr => self.show_qr(cx, out),
            LoginAction::Switch => self.switch(),
            LoginAction::Clear => self.clear(),
            LoginAction::Submit => self.submit(cx, out),
            LoginAction::GiveUp => out.step(Fact::Abandoned),
            // The form lies behind the workspace.
            LoginAction::ChangeApp => {}
        }
        Flow::Done
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
