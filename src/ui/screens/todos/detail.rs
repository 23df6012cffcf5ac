//! One to-do with all that Tower tells of it; what it did not tell takes no row.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::facts::facts;
use super::prose::{WIDEST, attachment, missing, prose};
use super::thread;
use crate::app::core::context::Context;
use crate::app::data::remote::{Fetch, Remote};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::Areas;
use crate::app::screens::todos::Reading;
use crate::base::measure::{CUT, pad, width, wrap};
use crate::tower::failure::Failure;
use crate::tower::todo::{Step, Todo};
use crate::ui::kit::scene::Scene;
use crate::ui::kit::{line, member_label, pane, todo_row};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

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

/// The selected to-do of a list, beside it or on the whole screen; an empty pane where there is none.
pub(in crate::ui) fn draw_selected(
    todo: Option<&Todo>,
    reading: &Reading,
    areas: Areas,
    scene: Scene<'_>,
    frame: &mut Frame<'_>,
) {
    let Some(todo) = todo else {
        pane::draw_beside(frame, areas.detail, areas.bordered, pane::Labels::default());
        return;
    };
    let shown = TodoDetail {
        todo,
        whole: scene.data().todo(&todo.id),
        missing: scene.data().why_no_more(&todo.id),
        area: if reading.zoomed { areas.whole } else { areas.detail },
        bordered: areas.bordered,
        scroll: reading.zoomed.then_some(reading.reader.scroll),
    };
    draw(frame, &shown, scene);
}

pub(in crate::ui) fn draw(frame: &mut Frame<'_>, shown: &TodoDetail<'_>, scene: Scene<'_>) {
    if shown.area.is_empty() {
        return;
    }
    let todo = shown.todo;
    let inside = Areas::inside(shown.area, shown.bordered);
    let cells = usize::from(inside.width);
    let retry = (!shown.bordered).then(|| scene.key(mode(shown), Action::Refresh));
    let mut lines = missing(shown.missing, retry.as_deref(), cells, scene.words);
    lines.extend(self::lines(todo, cells, &scene.cx(), scene.words));
    let most = lines.len().saturating_sub(usize::from(inside.height));
    let top = shown.scroll.unwrap_or(0).min(most);
    let place = (most > 0).then(|| match shown.scroll {
        Some(_) => format!("{}/{}", top + 1, most + 1),
        None => CUT.to_owned(),
    });
    let labels = pane::Labels {
        title: todo.number.map(|number| pane::title(format!("#{number}"))).unwrap_or_default(),
        top_right: place.unwrap_or_default(),
        bottom_right: vec![bottom(shown, scene)],
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
    missing.len() + lines(todo, cells, cx, words).len()
}

fn mode(shown: &TodoDetail<'_>) -> Mode {
    if shown.scroll.is_some() { Mode::Todo } else { Mode::Todos }
}

/// Whether the rest of it, or of its comments, is on its way or does not come; else the key that leads on.
fn bottom(shown: &TodoDetail<'_>, scene: Scene<'_>) -> Span<'static> {
    let (mode, words) = (mode(shown), scene.words);
    let with = |action, said: &dyn Fn(&str) -> Text| {
        scene.live_key(mode, action).map(|key| said(&key)).unwrap_or_default()
    };
    let thread = Some(&scene.data().thread(&shown.todo.id).comments.fetch);
    let fetches = || shown.whole.map(|whole| &whole.fetch).into_iter().chain(thread);
    if fetches().any(|fetch| matches!(fetch, Fetch::Failed { .. })) {
        Span::styled(format!("! {}", with(Action::Refresh, &|key| words.retry_with(key))), styles::STRONG)
    } else if fetches().any(|fetch| matches!(fetch, Fetch::Loading { .. })) {
        Span::styled(words.on_its_way(), styles::DIM)
    } else if mode == Mode::Todo {
        Span::styled(with(Action::Back, &|key| words.close_detail(key)), styles::DIM)
    } else {
        Span::styled(with(Action::Browse, &|key| words.browser_with(key)), styles::DIM)
    }
}

fn lines(todo: &Todo, cells: usize, cx: &Context<'_>, words: Words) -> Vec<Line<'static>> {
    let title = prose(todo_row::title(&todo.title), cells).into_iter();
    let mut lines: Vec<Line<'static>> = title.map(|row| Line::styled(row, styles::STRONG)).collect();
    let facts = facts(todo, cx, words);
    lines.extend((!facts.is_empty()).then(Line::default));
    let label = facts.iter().map(|fact| width(&fact.label)).max().unwrap_or(0) + 2;
    for fact in &facts {
        let rows = wrap(&fact.text, cells.saturating_sub(label + 2).clamp(1, WIDEST));
        lines.extend(rows.into_iter().enumerate().map(|(row, part)| {
            let name = pad(if row == 0 { &fact.label } else { "" }, label);
            Line::from(vec![Span::styled(format!(" {name}"), styles::DIM), Span::styled(part, fact.style)])
        }));
    }
    let mut section = |heading: &str, rows: Vec<String>| {
        lines.push(Line::default());
        lines.push(Line::styled(format!(" {heading}"), styles::DIM));
        lines.extend(rows.iter().flat_map(|row| prose(row, cells)).map(Line::raw));
    };
    if let Some(description) = &todo.description {
        section(&words.description(), vec![description.to_string()]);
    }
    let (subtasks, checks): (Vec<&Step>, Vec<&Step>) =
        todo.steps.iter().partition(|step| step.todo.is_some());
    let done = |steps: &[&Step]| (steps.iter().filter(|step| step.is_completed).count(), steps.len());
    let rows = |steps: Vec<&Step>| steps.into_iter().map(|step| step_row(step, cx, words)).collect();
    if !subtasks.is_empty() {
        let (done, all) = done(&subtasks);
        section(&words.subtasks(done, all), rows(subtasks));
    }
    if !checks.is_empty() {
        let (done, all) = done(&checks);
        section(&words.checklist(done, all), rows(checks));
    }
    if !todo.attachments.is_empty() {
        let files = todo.attachments.iter().map(|file| attachment(file, words)).collect();
        section(&words.attachments(todo.attachments.len()), files);
    }
    lines.extend(thread::lines(todo, cells, cx, words));
    lines
}

/// `[x] title  曾国栋 ∙ 28 Aug`
fn step_row(step: &Step, cx: &Context<'_>, words: Words) -> String {
    let mark = if step.is_completed { "x" } else { " " };
    let who = step.assignee.as_ref().and_then(|who| who.name.as_ref());
    let who = who.map(|name| member_label::name(name).to_owned());
    let due = step.due.map(|due| words.date(due.day, cx.today()).into_owned());
    let more: Vec<String> = who.into_iter().chain(due).collect();
    let gap = if more.is_empty() { "" } else { "  " };
    format!("[{mark}] {}{gap}{}", todo_row::title(&step.title), more.join(" ∙ "))
}
