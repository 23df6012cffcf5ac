//! The first-run screen.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::kit::text_field::TextField;
use crate::app::screens::setup::form::{FormItem, Setup, Source};
use crate::base::lang::Lang;
use crate::base::measure::{fit, pad, width};
use crate::ui::kit::page::{AtHand, Page, Shape};
use crate::ui::kit::{header, pane};
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The width of a label where there is room.
const LABEL: usize = 17;
/// The width of a field.
const FIELD: usize = 40;
/// The margin of prose.
const MARGIN: usize = 1;

pub(in crate::ui) fn draw(state: &State, setup: &Setup, words: Words, frame: &mut Frame<'_>) {
    let areas = Areas::of(state.size, PaneRequest::default());
    let right = vec![Span::raw(words.step_of(1, 3)), Span::raw("  "), Span::raw(env!("CARGO_PKG_VERSION"))];
    header::draw(frame, areas.header, &words.welcome(), right);
    let labels = pane::Labels { title: pane::title(words.set_up()), ..pane::Labels::default() };
    let inside = pane::draw(frame, areas.form(), areas.bordered, labels);
    let mut form = Form { setup, words, page: Page::new(inside, MARGIN) };
    form.fill(state);
    form.page.put(frame, inside);
}

struct Form<'a> {
    setup: &'a Setup,
    words: Words,
    page: Page,
}

impl Form<'_> {
    fn fill(&mut self, state: &State) {
        let words = self.words;
        self.page.hint(&words.what_it_is(), styles::PLAIN);
        self.page.gap();
        for text in words.what_is_needed() {
            self.page.hint(&text, styles::PLAIN);
        }
        self.page.gap();
        self.source();
        self.answer(FormItem::ClientId, &words.client_id(), &self.setup.client_id);
        match self.setup.secret_item() {
            FormItem::TokenServer => {
                self.answer(FormItem::TokenServer, &words.token_server(), &self.setup.token_server);
                self.answer(FormItem::TokenKey, &words.token_key(), &self.setup.token_key);
            }
            FormItem::Command => self.answer(FormItem::Command, &words.secret_command(), &self.setup.command),
            _ => self.answer(FormItem::Secret, &words.secret(), &self.setup.secret),
        }
        self.answer(FormItem::Callback, &words.callback(), &self.setup.callback);
        self.choices(
            FormItem::Language,
            &words.language(),
            &[
                (words.system_language().into_owned(), self.setup.lang.is_none()),
                ("English".to_owned(), self.setup.lang == Some(Lang::En)),
                ("简体中文".to_owned(), self.setup.lang == Some(Lang::Zh)),
            ],
        );
        self.page.gap();
        // A secret of the environment is kept by whoever set it.
        let kept_here = match self.setup.source {
            Source::Tower => self.setup.fixed(FormItem::Secret).is_none(),
            Source::TokenServer | Source::Command => true,
        };
        let kept = words.where_the_secret_is_kept(self.setup.source);
        for text in kept.iter().skip(usize::from(!kept_here)) {
            self.page.hint(text, styles::DIM);
        }
        self.page.hint(&words.settings_file(&state.startup.settings), styles::DIM);
        self.page.gap();
        self.buttons();
    }

    /// Starts an item: its lines stay visible when it has the focus, or when its answer is wrong.
    fn begin(&mut self, item: FormItem) {
        let wrong = self.setup.wrong.is_some_and(|(at, _)| at == item);
        let at_hand = if wrong { AtHand::Beside } else { AtHand::No };
        self.page.at_hand(if self.setup.focus == item { AtHand::Focus } else { at_hand });
    }

    /// The width of a label, narrower where a field would have no room left.
    fn label_cells(&self) -> usize {
        LABEL.min(self.page.cells() * 2 / 5)
    }

    fn label(&self, item: FormItem, text: &str) -> Span<'static> {
        let style = if self.setup.focus == item { styles::STRONG } else { styles::PLAIN };
        let mark = if self.setup.focus == item { "›" } else { " " };
        Span::styled(format!("{mark}{}", pad(text, self.label_cells())), style)
    }

    fn source(&mut self) {
        let (setup, words) = (self.setup, self.words);
        if setup.fixed(FormItem::Source).is_some() {
            return self.read_only(
                FormItem::Source,
                &words.tokens_from(),
                &words.source(setup.source, &setup.base),
            );
        }
        let sources = setup.sources();
        let choices: Vec<_> = sources
            .into_iter()
            .map(|source| (words.source(source, &setup.base).into_owned(), setup.source == source))
            .collect();
        self.choices(FormItem::Source, &words.tokens_from(), &choices);
    }

    /// The choices, on as many lines as they need.
    fn choices(&mut self, item: FormItem, label: &str, choices: &[(String, bool)]) {
        let choice = |(text, chosen): &(String, bool)| {
            Span::raw(format!("({}) {text}", if *chosen { "x" } else { " " }))
        };
        self.begin(item);
        self.flow(self.label(item, label), choices.iter().map(choice).collect(), 2);
    }

    /// Spans with a gap between them, on as many lines as they need.
    fn flow(&mut self, label: Span<'static>, spans: Vec<Span<'static>>, gap: usize) {
        let margin = width(&label.content);
        let room = self.page.cells().saturating_sub(margin + 1);
        let mut line = vec![label];
        let mut used = 0;
        for span in spans {
            let span = Span::styled(fit(&span.content, room).into_owned(), span.style);
            let cells = width(&span.content);
            if used > 0 && used + gap + cells > room {
                let full = std::mem::replace(&mut line, vec![Span::raw(" ".repeat(margin))]);
                self.page.line(Line::from(full));
                used = 0;
            }
            if used > 0 {
                line.push(Span::raw(" ".repeat(gap)));
                used += gap;
            }
            used += cells;
            line.push(span);
        }
        self.page.line(Line::from(line));
        self.page.at_hand(AtHand::No);
    }

    /// A field, or the environment's answer in its place.
    fn answer(&mut self, item: FormItem, label: &str, field: &TextField) {
        match self.setup.fixed(item) {
            Some(text) => self.read_only(item, label, text),
            None => self.field(item, label, field),
        }
    }

    fn read_only(&mut self, item: FormItem, label: &str, text: &str) {
        let mark = self.words.environment();
        let label = self.label(item, label);
        let room = self.page.cells().saturating_sub(width(&label.content) + 2 + width(&mark));
        let text = Span::raw(format!("{} ", fit(text, room)));
        self.page.line(Line::from(vec![label, text, Span::styled(mark, styles::DIM)]));
    }

    fn field(&mut self, item: FormItem, label: &str, field: &TextField) {
        self.begin(item);
        let focused = self.setup.focus == item;
        let shape = Shape { cells: FIELD, focused, masked: self.setup.is_masked(item) };
        self.page.field(self.label(item, label), field, shape);
        if let Some((_, wrong)) = self.setup.wrong.filter(|(at, _)| *at == item) {
            self.page.say(&self.words.wrong(wrong), styles::STRONG);
        }
        self.page.at_hand(AtHand::No);
    }

    fn buttons(&mut self) {
        let (words, focus) = (self.words, self.setup.focus);
        let buttons = [
            (FormItem::Continue, words.go_on()),
            (FormItem::Demo, words.try_demo()),
            (FormItem::Quit, words.quit()),
        ];
        self.page.at_hand(AtHand::focus(buttons.iter().any(|(item, _)| *item == focus)));
        let button = |(item, text)| {
            let style = if focus == item { styles::SELECTED } else { styles::PLAIN };
            Span::styled(format!("[ {text} ]"), style)
        };
        self.flow(Span::raw(" "), buttons.into_iter().map(button).collect(), 3);
    }
}
