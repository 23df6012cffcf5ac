//! The first-run screen.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::login::scrolled;
use super::words::Words;
use super::{header, line, pane, theme};
use crate::app::State;
use crate::app::areas::{Areas, Wish};
use crate::app::field::Field;
use crate::app::setup::{Item, Setup};
use crate::base::lang::Lang;
use crate::base::measure::{fit, pad, width, wrap};

/// The cells of a label.
const LABEL: usize = 17;
/// The cells of a field.
const FIELD: usize = 40;

pub(super) fn draw(state: &State, setup: &Setup, words: Words, frame: &mut Frame<'_>) {
    let areas = Areas::of(state.size, Wish::default());
    header::draw(frame, areas.header, &words.welcome(), vec![Span::raw(env!("CARGO_PKG_VERSION"))]);
    let wide = state.size.width >= 100;
    let space = if wide { 12 } else { 2 };
    let body = areas.list;
    let area = if areas.bordered {
        let width = body.width - 2 * space;
        Rect { x: space, y: body.y + u16::from(body.height >= 22), width, height: body.height.min(21) }
    } else {
        body
    };
    let labels = pane::Labels { title: pane::title(words.set_up()), ..pane::Labels::default() };
    let inside = pane::draw(frame, area, areas.bordered, labels);
    let mut form = Form { setup, words, area: inside, lines: Vec::new(), caret: None };
    form.fill(state);
    form.put(frame);
}

struct Form<'a> {
    setup: &'a Setup,
    words: Words,
    area: Rect,
    lines: Vec<Line<'static>>,
    caret: Option<Position>,
}

impl Form<'_> {
    fn fill(&mut self, state: &State) {
        let words = self.words;
        let roomy = self.area.height >= 18;
        self.say(&words.what_it_is(), theme::PLAIN);
        if roomy {
            self.gap();
        }
        for text in words.what_is_needed() {
            self.say(&text, theme::PLAIN);
        }
        if roomy {
            self.gap();
        }
        self.source();
        self.answer(Item::ClientId, &words.client_id(), &self.setup.client_id);
        match self.setup.secret_item() {
            Item::TokenServer => {
                self.answer(Item::TokenServer, &words.token_server(), &self.setup.token_server);
            }
            Item::Command => self.answer(Item::Command, &words.secret_command(), &self.setup.command),
            _ => self.answer(Item::Secret, &words.secret(), &self.setup.secret),
        }
        self.answer(Item::Callback, &words.callback(), &self.setup.callback);
        self.choices(
            Item::Language,
            &words.language(),
            &[
                (words.system_language().into_owned(), self.setup.lang.is_none()),
                ("English".to_owned(), self.setup.lang == Some(Lang::En)),
                ("简体中文".to_owned(), self.setup.lang == Some(Lang::Zh)),
            ],
        );
        if roomy {
            self.gap();
            let kept = words.where_the_secret_is_kept(self.setup.source);
            // A secret of the environment is kept by whoever set it.
            for text in kept.iter().skip(usize::from(self.setup.fixed(Item::Secret).is_some())) {
                self.say(text, theme::DIM);
            }
            self.say(&words.settings_file(&state.opening.settings), theme::DIM);
            self.gap();
        }
        self.buttons();
    }

    fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    fn say(&mut self, text: &str, style: Style) {
        for part in wrap(text, usize::from(self.area.width).saturating_sub(2)) {
            self.lines.push(Line::styled(format!(" {part}"), style));
        }
    }

    fn label(&self, item: Item, text: &str) -> Span<'static> {
        let style = if self.setup.focus == item { theme::STRONG } else { theme::PLAIN };
        let mark = if self.setup.focus == item { "›" } else { " " };
        Span::styled(format!("{mark}{}", pad(text, LABEL)), style)
    }

    fn source(&mut self) {
        let (setup, words) = (self.setup, self.words);
        if setup.fixed(Item::Source).is_some() {
            return self.read_only(Item::Source, &words.tokens_from(), &words.source(setup.source));
        }
        let sources = setup.sources();
        let choices: Vec<_> = sources
            .into_iter()
            .map(|source| (words.source(source).into_owned(), setup.source == source))
            .collect();
        self.choices(Item::Source, &words.tokens_from(), &choices);
    }

    /// The choices, on as many lines as they need.
    fn choices(&mut self, item: Item, label: &str, choices: &[(String, bool)]) {
        let room = usize::from(self.area.width).saturating_sub(LABEL + 2);
        let mut spans = vec![self.label(item, label)];
        let mut used = 0;
        for (text, chosen) in choices {
            let choice = format!("({}) {text}  ", if *chosen { "x" } else { " " });
            let cells = width(&choice);
            if used > 0 && used + cells - 2 > room {
                self.lines.push(Line::from(std::mem::take(&mut spans)));
                spans.push(Span::raw(" ".repeat(LABEL + 1)));
                used = 0;
            }
            used += cells;
            spans.push(Span::raw(choice));
        }
        self.lines.push(Line::from(spans));
    }

    /// A field, or what the environment says in its place.
    fn answer(&mut self, item: Item, label: &str, field: &Field) {
        match self.setup.fixed(item) {
            Some(text) => self.read_only(item, label, text),
            None => self.field(item, label, field, item == Item::Secret),
        }
    }

    fn read_only(&mut self, item: Item, label: &str, text: &str) {
        let mark = self.words.environment();
        let room = usize::from(self.area.width).saturating_sub(LABEL + 3 + width(&mark));
        let text = Span::raw(format!("{} ", fit(text, room)));
        self.lines.push(Line::from(vec![self.label(item, label), text, Span::styled(mark, theme::DIM)]));
    }

    fn field(&mut self, item: Item, label: &str, field: &Field, masked: bool) {
        let cells = FIELD.min(usize::from(self.area.width).saturating_sub(LABEL + 6));
        let text = if masked { "*".repeat(field.text().chars().count()) } else { field.text().to_owned() };
        let caret = if masked { field.caret().min(text.len()) } else { field.caret() };
        let scroll = field.scroll(cells);
        if self.setup.focus == item {
            let x = LABEL + 3 + caret.saturating_sub(scroll);
            let x = u16::try_from(x).unwrap_or(u16::MAX).saturating_add(self.area.x);
            let y = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(self.area.y);
            self.caret = Some(Position { x, y });
        }
        let shown = line::cell(&scrolled(&text, scroll), cells, theme::PLAIN);
        self.lines.push(Line::from(vec![self.label(item, label), Span::raw("[ "), shown, Span::raw(" ]")]));
        if let Some((_, wrong)) = self.setup.wrong.filter(|(at, _)| *at == item) {
            self.say(&self.words.wrong(wrong), theme::STRONG);
        }
    }

    fn buttons(&mut self) {
        let words = self.words;
        let mut spans = vec![Span::raw(" ")];
        for (item, text) in
            [(Item::Continue, words.go_on()), (Item::Demo, words.try_demo()), (Item::Quit, words.quit())]
        {
            let style = if self.setup.focus == item { theme::SELECTED } else { theme::PLAIN };
            spans.push(Span::styled(format!("[ {text} ]"), style));
            spans.push(Span::raw("   "));
        }
        self.lines.push(Line::from(spans));
    }

    fn put(self, frame: &mut Frame<'_>) {
        for (line, y) in self.lines.iter().zip(0..) {
            line::put(frame, self.area, y, line);
        }
        if let Some(caret) = self.caret
            && self.area.contains(caret)
        {
            frame.set_cursor_position(caret);
        }
    }
}
