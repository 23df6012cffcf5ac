//! The sign-in screen.
//!
//! The address stands flush left, without a border, at the full width: whoever marks it with the mouse gets
//! the address and nothing else.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::words::Words;
use super::{header, line, link, motion, theme};
use crate::app::State;
use crate::app::areas::{Areas, Wish};
use crate::app::desk::Desk;
use crate::app::field::Field;
use crate::app::keymap::{self, Action, LoginAction};
use crate::app::login::{Draft, Step};
use crate::base::measure::{fit, width, wrap};
use crate::base::text::SafeText;
use crate::session::{Phase, SignOut};
use crate::tower::oauth::is_secure;

/// The cells of the field for the code.
const FIELD: usize = 56;
/// The cells of the field for the two-step code.
const SHORT_FIELD: usize = 14;

pub(super) fn draw(state: &State, desk: &Desk, words: Words, frame: &mut Frame<'_>) {
    let areas = Areas::of(state.size, Wish::default());
    header::draw(frame, areas.header, &words.sign_in_title(), vec![Span::raw(env!("CARGO_PKG_VERSION"))]);
    let mut page = Page { area: areas.list, lines: Vec::new(), links: Vec::new(), caret: None };
    let space = state.size.height >= 20;
    let step = desk.login.step(desk.session.phase());
    page.reason(state, desk, words);
    page.offer(desk, words);
    if space {
        page.gap();
    }
    page.address(state, desk, step, words);
    if space {
        page.gap();
    }
    page.code(state, desk, step, words);
    if step == Step::TwoStep {
        page.gap();
        page.two_step(desk, words);
    }
    if desk.qr().is_some() {
        page.caret = None;
    }
    page.put(frame);
}

/// The lines so far.
struct Page {
    area: Rect,
    lines: Vec<Line<'static>>,
    /// Where parts of an address stand, and the whole of it.
    links: Vec<(Rect, String)>,
    caret: Option<Position>,
}

impl Page {
    fn cells(&self) -> usize {
        usize::from(self.area.width)
    }

    /// The row that the next line will stand on.
    fn next_y(&self) -> u16 {
        small(self.lines.len()).saturating_add(self.area.y)
    }

    fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    fn step(&mut self, number: &str, what: &str, done: bool) {
        let mut spans = vec![Span::styled(format!("{number}  {what}"), theme::STRONG)];
        if done {
            spans.push(Span::styled("  ✓", theme::OK));
        }
        self.lines.push(Line::from(spans));
    }

    /// Prose, indented, on as many lines as it needs.
    fn say(&mut self, text: &str, style: Style) {
        for part in wrap(text, self.cells().saturating_sub(4)) {
            self.lines.push(Line::styled(format!("   {part}"), style));
        }
    }

    fn reason(&mut self, state: &State, desk: &Desk, words: Words) {
        if let Phase::SignedOut { reason, trouble: None } = desk.session.phase()
            && *reason != SignOut::Never
        {
            self.say(&format!("! {}", words.reason(reason, state.opening.zone)), theme::STRONG);
        }
    }

    fn offer(&mut self, desk: &Desk, words: Words) {
        if let Some(stored) = desk.session.offer() {
            let email = stored.email.as_ref().map(SafeText::as_str);
            self.say(&words.signed_in_elsewhere(email), theme::STRONG);
        }
    }

    fn address(&mut self, state: &State, desk: &Desk, step: Step, words: Words) {
        let done =
            desk.login.code_left(state.now).is_some() || matches!(step, Step::TwoStep | Step::Exchanging);
        self.step("1", &words.step_open(), done);
        let client = desk.session.client();
        // By characters: the address is ASCII, and a break at a word would leave gaps in what is marked.
        let url = client.authorize_url();
        let linked = state.opening.hyperlinks && is_secure(&url);
        let chars: Vec<char> = url.chars().collect();
        for row in chars.chunks(self.cells().max(1)) {
            if linked {
                let place = Rect { y: self.next_y(), width: small(row.len()), height: 1, ..self.area };
                self.links.push((place.intersection(self.area), url.clone()));
            }
            self.lines.push(Line::raw(row.iter().collect::<String>()));
        }
        let mut keys = Vec::new();
        let mut left = self.cells();
        for (name, does) in words.step_open_keys() {
            let cells = 3 + width(name) + 1 + width(&does);
            if cells > left {
                break;
            }
            left -= cells;
            keys.push(Span::raw("   "));
            keys.extend(line::key(name, &does));
        }
        self.lines.push(Line::from(keys));
        let hint = if state.opening.demo {
            words.demo_hint()
        } else {
            words.callback_hint(&client.app.redirect_uri)
        };
        self.say(&hint, theme::DIM);
    }

    fn code(&mut self, state: &State, desk: &Desk, step: Step, words: Words) {
        self.step("2", &words.step_code(), step == Step::TwoStep);
        match &desk.login.draft {
            Draft::Taken(code) => {
                let count = words.characters(code.expose().chars().count());
                self.boxed(&format!("{}  {count}", code.masked()), FIELD);
            }
            Draft::Typed(field) => self.field(field, FIELD, step == Step::Code),
        }
        if desk.login.fetching {
            self.say(&format!("{} {}", motion::spinner(state.now), words.fetching_code()), theme::PLAIN);
        } else if let Phase::Exchanging { since, .. } = desk.session.phase() {
            let waited = state.now.mono.saturating_sub(*since);
            self.say(&format!("{} {}", motion::spinner(state.now), words.exchanging(waited)), theme::PLAIN);
        } else if state.opening.demo {
            self.say(&words.demo_code_hint(), theme::DIM);
        } else if step != Step::TwoStep {
            self.say(&words.code_life(desk.login.code_left(state.now)), theme::DIM);
        }
        self.say(&words.paste_hint(), theme::DIM);
        if let Some(unusable) = &desk.login.unusable {
            self.say(&format!("! {}", words.unusable(unusable)), theme::STRONG);
        } else if let Phase::SignedOut { trouble: Some(trouble), .. } = desk.session.phase() {
            let to_app = keymap::name(desk.mode(), Action::Login(LoginAction::ChangeApp)).unwrap_or_default();
            self.say(&format!("! {}", words.trouble(trouble, &to_app)), theme::STRONG);
        }
    }

    fn two_step(&mut self, desk: &Desk, words: Words) {
        self.step("3", &words.step_two(), false);
        self.say(&words.two_step_sent(), theme::PLAIN);
        self.field(&desk.login.captcha, SHORT_FIELD, true);
        self.say(&words.two_step_hint(), theme::DIM);
        if let Some(unusable) = desk.login.unusable_captcha {
            self.say(&format!("! {}", words.unusable_captcha(unusable)), theme::STRONG);
        } else if let Phase::TwoStep { refused: times @ 1.., .. } = desk.session.phase() {
            self.say(&format!("! {}", words.two_step_refused(*times)), theme::STRONG);
        }
    }

    /// `   [ text ]`
    fn boxed(&mut self, text: &str, cells: usize) {
        let cells = cells.min(self.cells().saturating_sub(8));
        let shown = line::cell(text, cells, theme::PLAIN);
        self.lines.push(Line::from(vec![Span::raw("   [ "), shown, Span::raw(" ]")]));
    }

    /// A field; the terminal's own cursor stands at its caret, so that an input method appears there.
    fn field(&mut self, field: &Field, cells: usize, focused: bool) {
        let cells = cells.min(self.cells().saturating_sub(8));
        let scroll = field.scroll(cells);
        if focused {
            let x = 5 + field.caret().saturating_sub(scroll);
            self.caret = Some(Position { x: small(x).saturating_add(self.area.x), y: self.next_y() });
        }
        self.boxed(&scrolled(field.text(), scroll), cells);
    }

    fn put(self, frame: &mut Frame<'_>) {
        for (line, y) in self.lines.iter().zip(0..) {
            line::put(frame, self.area, y, line);
        }
        for (place, target) in &self.links {
            link::mark(frame, *place, target);
        }
        if let Some(caret) = self.caret
            && self.area.contains(caret)
        {
            frame.set_cursor_position(caret);
        }
    }
}

fn small(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}

/// The text without the first `cells` cells.
pub(super) fn scrolled(text: &str, cells: usize) -> String {
    let hidden = fit(text, cells);
    if cells == 0 || width(text) <= cells {
        return text.to_owned();
    }
    let skipped = hidden.chars().count();
    text.chars().skip(skipped).collect()
}
