//! The sign-in screen.
//!
//! The address stands flush left, without a border, at the full width: whoever marks it with the mouse gets
//! the address and nothing else.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::keys::steps::LoginAction;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::router::workspace::Workspace;
use crate::app::screens::sign_in::login::{Draft, Step};
use crate::base::measure::{width, wrap};
use crate::base::text::SafeText;
use crate::session::{Phase, SignOut};
use crate::tower::oauth::is_secure;
use crate::ui::kit::page::{AtHand, Page, Shape};
use crate::ui::kit::{header, line, spinner};
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The cells of the field for the code.
const FIELD: usize = 56;
/// The cells of the field for the two-step code.
const SHORT_FIELD: usize = 14;
/// The cells before what is said.
const MARGIN: usize = 3;

pub(in crate::ui) fn draw(state: &State, workspace: &Workspace, words: Words, frame: &mut Frame<'_>) {
    let areas = Areas::of(state.size, PaneRequest::default());
    let profile = header::profile(state).into_iter();
    let right = profile.chain([Span::raw(env!("CARGO_PKG_VERSION"))]).collect();
    header::draw(frame, areas.header, &words.sign_in_title(), right);
    let step = workspace.login.step(workspace.session.phase());
    let mut login = Login { page: Page::new(areas.list, MARGIN), state, workspace, step, words };
    login.reason();
    login.offer();
    login.page.gap();
    login.address();
    login.page.gap();
    login.code();
    if step == Step::TwoStep {
        login.page.gap();
        login.two_step();
    }
    let mut page = login.page;
    if workspace.qr().is_some() {
        page.hide_caret();
    }
    page.put(frame, areas.list);
}

struct Login<'a> {
    page: Page,
    state: &'a State,
    workspace: &'a Workspace,
    step: Step,
    words: Words,
}

impl Login<'_> {
    fn heading(&mut self, number: &str, what: &str, done: bool) {
        let rows = wrap(what, self.page.cells().saturating_sub(MARGIN + 3));
        let last = rows.len().saturating_sub(1);
        for (at, row) in rows.iter().enumerate() {
            let before = if at == 0 { number } else { "" };
            let mut spans = vec![Span::styled(format!("{before:MARGIN$}{row}"), styles::STRONG)];
            if done && at == last {
                spans.push(Span::styled("  ✓", styles::OK));
            }
            self.page.line(Line::from(spans));
        }
    }

    fn reason(&mut self) {
        if let Phase::SignedOut { reason, trouble: None } = self.workspace.session.phase()
            && *reason != SignOut::Never
        {
            let reason = self.words.reason(reason, self.state.startup.zone);
            self.page.say(&format!("! {reason}"), styles::STRONG);
        }
    }

    fn offer(&mut self) {
        if let Some(stored) = self.workspace.session.offer() {
            let email = stored.email.as_ref().map(SafeText::as_str);
            self.page.say(&self.words.signed_in_elsewhere(email, &self.submit()), styles::STRONG);
        }
    }

    fn address(&mut self) {
        let (state, workspace, words) = (self.state, self.workspace, self.words);
        self.page.at_hand(AtHand::focus(self.step == Step::Address));
        let taken = workspace.login.code_left(state.now).is_some();
        self.heading("1", &words.step_open(), taken || matches!(self.step, Step::TwoStep | Step::Exchanging));
        let client = workspace.session.client();
        // By characters: the address is ASCII, and a break at a word would leave gaps in what is marked.
        let url = client.authorize_url();
        let target = Some(url.as_str()).filter(|url| state.startup.hyperlinks && is_secure(url));
        let chars: Vec<char> = url.chars().collect();
        for row in chars.chunks(self.page.cells().max(1)) {
            self.page.link(row.iter().collect(), target);
        }
        self.keys();
        let hint = if state.startup.demo {
            words.demo_hint()
        } else {
            words.callback_hint(&client.app.redirect_uri)
        };
        self.page.hint(&hint, styles::DIM);
        self.page.at_hand(AtHand::No);
    }

    fn submit(&self) -> String {
        self.state.key(Mode::LoginCode, Action::Login(LoginAction::Submit))
    }

    /// What can be done with the address, by the keys that work where the focus is.
    fn keys(&mut self) {
        let mut keys = Vec::new();
        let mut left = self.page.cells();
        for action in self.useful() {
            let Some(name) =
                self.state.startup.keymap.name(self.workspace.mode(self.state.at()), Action::Login(action))
            else {
                continue;
            };
            let does = self.words.to_address(action);
            let cells = MARGIN + width(&name) + 1 + width(&does);
            if cells > left {
                break;
            }
            left -= cells;
            keys.push(Span::raw(" ".repeat(MARGIN)));
            keys.extend(line::key(name, &does));
        }
        if keys.is_empty() {
            self.page.gap();
        } else {
            self.page.line(Line::from(keys));
        }
    }

    fn useful(&self) -> impl Iterator<Item = LoginAction> + use<> {
        // Whoever reads this reaches the built-in Tower from here or not at all, and it needs no application.
        let demo: &[LoginAction] = &[LoginAction::Browse, LoginAction::Copy];
        let all: &[LoginAction] = &[
            LoginAction::Browse,
            LoginAction::Copy,
            LoginAction::Print,
            LoginAction::Qr,
            LoginAction::ChangeApp,
        ];
        let useful = if self.state.startup.demo { demo } else { all };
        let (has_browser, may_change) =
            (self.state.startup.has_browser, self.state.startup.profile.is_none());
        useful.iter().copied().filter(move |action| match action {
            LoginAction::Browse => has_browser,
            LoginAction::ChangeApp => may_change,
            _ => true,
        })
    }

    fn code(&mut self) {
        let (state, workspace, words) = (self.state, self.workspace, self.words);
        self.page.at_hand(AtHand::focus(matches!(self.step, Step::Code | Step::Exchanging)));
        self.heading("2", &words.step_code(), self.step == Step::TwoStep);
        match &workspace.login.draft {
            Draft::Taken(code) => {
                let count = words.characters(code.expose().chars().count());
                let text = format!("{}  {count}", code.masked());
                self.page.boxed(margin(), &text, FIELD);
                if self.step == Step::Code {
                    self.page.caret(MARGIN + 2 + width(&text));
                }
            }
            Draft::Typed(field) => {
                let focused = self.step == Step::Code;
                self.page.field(margin(), field, Shape { cells: FIELD, focused, masked: false });
            }
        }
        let spinner = spinner::spinner(state);
        if workspace.login.fetching {
            self.page.say(&format!("{spinner}{}", words.fetching_code()), styles::PLAIN);
        } else if let Phase::Exchanging { since, .. } = workspace.session.phase() {
            let waited = spinner::waited(state, state.now.mono.saturating_sub(*since));
            self.page.say(&format!("{spinner}{}", words.exchanging(waited)), styles::PLAIN);
        } else if state.startup.demo {
            self.page.hint(&words.demo_code_hint(&self.submit()), styles::DIM);
        } else if self.step != Step::TwoStep {
            let left = workspace.login.code_left(state.now).map(|left| spinner::left(state, left));
            self.page.hint(&words.code_life(left), styles::DIM);
        }
        self.page.hint(&words.paste_hint(), styles::DIM);
        if let Some(unusable) = &workspace.login.unusable {
            self.page.say(&format!("! {}", words.unusable(unusable)), styles::STRONG);
        } else if let Phase::SignedOut { trouble: Some(trouble), .. } = workspace.session.phase() {
            let to_app = state.key(workspace.mode(state.at()), Action::Login(LoginAction::ChangeApp));
            let to_app = Some(to_app.as_str()).filter(|_| state.startup.profile.is_none());
            let issuer = workspace.session.client().issuer();
            self.page.say(
                &format!("! {}", words.trouble(issuer, trouble, Some(&self.submit()), to_app)),
                styles::STRONG,
            );
        }
        self.page.at_hand(AtHand::No);
    }

    fn two_step(&mut self) {
        let (workspace, words) = (self.workspace, self.words);
        self.page.at_hand(AtHand::Focus);
        self.heading("3", &words.step_two(), false);
        self.page.hint(&words.two_step_sent(), styles::PLAIN);
        let shape = Shape { cells: SHORT_FIELD, focused: true, masked: false };
        self.page.field(margin(), &workspace.login.captcha, shape);
        let again = self.state.key(Mode::LoginTwoStep, Action::Login(LoginAction::GiveUp));
        self.page.hint(&words.two_step_hint(&again), styles::DIM);
        if let Some(unusable) = workspace.login.unusable_captcha {
            self.page.say(&format!("! {}", words.unusable_captcha(unusable)), styles::STRONG);
        } else if let Phase::TwoStep { refused: times @ 1.., .. } = workspace.session.phase() {
            self.page.say(&format!("! {}", words.two_step_refused(*times)), styles::STRONG);
        }
        self.page.at_hand(AtHand::No);
    }
}

fn margin() -> Span<'static> {
    Span::raw(" ".repeat(MARGIN))
}
