//! One to-do with all that Tower tells of it; what it did not tell is `-`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::core::context::Context;
use crate::app::data::remote::{Fetch, Remote};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::Areas;
use crate::base::calendar::day_at_tower;
use crate::base::measure::{CUT, pad, width, wrap};
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::tower::failure::Failure;
use crate::tower::todo::Todo;
use crate::ui::kit::{line, pane, todo_row};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The widest prose.
const WIDEST: usize = 90;

/// A to-do, what is known of the whole of it, and where it is drawn.
pub(in crate::ui) struct TodoDetail<'a> {
    pub(in crate::ui) todo: &'a Todo,
    pub(in crate::ui) whole: Option<&'a Remote<Todo>>,
    /// Why no more is known of it than its list told.
    pub(in crate::ui) missing: Option<&'a Failure>,
    pub(in crate::ui) area: Rect,
    pub(in crate::ui) bordered: bool,
    /// Its first row that shows, where it has the whole screen.
    pub(in crate::ui) scroll: Option<usize>,
}

pub(in crate::ui) fn draw(frame: &mut Frame<'_>, shown: &TodoDetail<'_>, state: &State, words: Words) {
    if shown.area.is_empty() {
        return;
    }
    let todo = shown.todo;
    let inside = Areas::inside(shown.area, shown.bordered);
    let cells = usize::from(inside.width);
    let retry = (!shown.bordered).then(|| state.key(mode(shown), Action::Refresh));
    let mut lines = missing(shown.missing, retry.as_deref(), cells, words);
    lines.extend(self::lines(todo, cells, state.now, state.startup.zone, words));
    let most = lines.len().saturating_sub(usize::from(inside.height));
    let top = shown.scroll.unwrap_or(0).min(most);
    let place = (most > 0).then(|| match shown.scroll {
        Some(_) => format!("{}/{}", top + 1, most + 1),
        None => CUT.to_owned(),
    });
    let labels = pane::Labels {
        title: todo.number.map(|number| pane::title(format!("#{number}"))).unwrap_or_default(),
        top_right: place.unwrap_or_default(),
        bottom_right: vec![bottom(shown, state, words)],
    };
    // On the whole screen it has the keys.
    let draw = if shown.scroll.is_some() { pane::draw } else { pane::draw_beside };
    let inside = draw(frame, shown.area, shown.bordered, labels);
    for (line, y) in lines.iter().skip(top).zip(0..inside.height) {
        line::put(frame, inside, y, line);
    }
}

/// How many rows a to-do takes, and why more of it is missing, in so many cells, with a border around them or not.
pub(in crate::ui) fn rows(
    todo: &Todo,
    why: Option<&Failure>,
    cells: usize,
    bordered: bool,
    cx: &Context<'_>,
) -> usize {
    let words = Words(cx.lang);
    // The key takes a row whatever its name.
    let missing = missing(why, (!bordered).then_some(""), cells, words);
    missing.len() + lines(todo, cells, cx.now, cx.can.zone, words).len()
}

fn mode(shown: &TodoDetail<'_>) -> Mode {
    if shown.scroll.is_some() { Mode::Todo } else { Mode::Todos }
}

/// Why more of it is missing; and the key that tries again, which stands on the border where there is one.
fn missing(why: Option<&Failure>, retry: Option<&str>, cells: usize, words: Words) -> Vec<Line<'static>> {
    let Some(why) = why else { return Vec::new() };
    let why = wrap(&format!("! {}", words.failure(why)), cells.saturating_sub(2));
    let retry = retry.map(|key| words.retry_with(key).into_owned());
    why.into_iter().chain(retry).map(|row| Line::styled(format!(" {row}"), styles::STRONG)).collect()
}

/// Whether the rest of it is on its way or does not come; else the key that leads on.
fn bottom(shown: &TodoDetail<'_>, state: &State, words: Words) -> Span<'static> {
    let mode = mode(shown);
    let key = |action| state.key(mode, action);
    match shown.whole.map(|whole| &whole.fetch) {
        Some(Fetch::Failed { .. }) => {
            Span::styled(format!("! {}", words.retry_with(&key(Action::Refresh))), styles::STRONG)
        }
        Some(Fetch::Loading { .. }) => Span::styled(words.on_its_way(), styles::DIM),
        Some(Fetch::Idle) | None if mode == Mode::Todo => {
            Span::styled(words.close_detail(&key(Action::Back)), styles::DIM)
        }
        Some(Fetch::Idle) | None => Span::styled(words.browser_with(&key(Action::Browse)), styles::DIM),
    }
}

fn lines(todo: &Todo, cells: usize, now: Now, zone: i32, words: Words) -> Vec<Line<'static>> {
    let prose = |text: &str| wrap(text, cells.saturating_sub(2).clamp(1, WIDEST));
    let indented = |row: String| Line::raw(format!(" {row}"));
    let title = prose(todo_row::title(&todo.title)).into_iter();
    let mut lines: Vec<Line<'static>> =
        title.map(|row| Line::styled(format!(" {row}"), styles::STRONG)).collect();
    lines.push(Line::default());
    let facts = facts(todo, now, zone, words);
    let label = facts.iter().map(|(label, _)| width(label)).max().unwrap_or(0) + 2;
    let overdue = todo.is_overdue(day_at_tower(now.wall));
    for (at, (name, text)) in facts.iter().enumerate() {
        let style = if overdue && at == DUE { styles::OVERDUE } else { styles::PLAIN };
        let rows = wrap(text, cells.saturating_sub(label + 2).clamp(1, WIDEST));
        lines.extend(rows.into_iter().enumerate().map(|(row, part)| {
            let name =
                Span::styled(format!(" {}", pad(if row == 0 { name } else { "" }, label)), styles::DIM);
            Line::from(vec![name, Span::styled(part, style)])
        }));
    }
    if let Some(description) = &todo.description {
        lines.push(Line::default());
        lines.push(Line::styled(format!(" {}", words.description()), styles::DIM));
        lines.extend(prose(description.as_str()).into_iter().map(indented));
    }
    if !todo.steps.is_empty() {
        let done = todo.steps.iter().filter(|step| step.is_completed).count();
        lines.push(Line::default());
        lines.push(Line::styled(format!(" {}", words.checklist(done, todo.steps.len())), styles::DIM));
        for step in &todo.steps {
            let mark = if step.is_completed { "x" } else { " " };
            lines.extend(
                prose(&format!("[{mark}] {}", todo_row::title(&step.title))).into_iter().map(indented),
            );
        }
    }
    lines
}

/// Where among the facts the day stands.
const DUE: usize = 2;

fn facts(todo: &Todo, now: Now, zone: i32, words: Words) -> [(Text, String); 6] {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let joined = |texts: &[&SafeText], between: &str| {
        let texts: Vec<&str> = texts.iter().map(|text| text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join(between))
    };
    let priority = todo.priority.as_ref().map(|priority| {
        let (word, mark) = (words.priority_of(priority), todo_row::mark(todo));
        format!("{word} {mark}").trim_end().to_owned()
    });
    let place: Vec<&SafeText> = todo.project.iter().chain(&todo.list).collect();
    let labels: Vec<&SafeText> = todo.labels.iter().collect();
    [
        (words.priority(), or_dash(priority)),
        (words.project(), or_dash(joined(&place, " › "))),
        (words.due_on(), words.due_whole(todo, day_at_tower(now.wall), zone).into_owned()),
        (words.labels(), or_dash(joined(&labels, "  "))),
        (
            words.creator(),
            or_dash(todo.creator.as_ref().and_then(|creator| creator.name.as_ref()).map(ToString::to_string)),
        ),
        (words.created_on(), or_dash(todo.created.map(|at| words.ago(at, now).into_owned()))),
    ]
}
