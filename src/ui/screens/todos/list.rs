//! The to-dos of a member: one of their lists, and beside it the selected one where there is room.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::detail;
use crate::app::State;
use crate::app::data::remote::{Fetch, Remote};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Motion;
use crate::app::kit::layout::{Areas, Room};
use crate::app::router::workspace::Workspace;
use crate::app::screens::todos::{Line as Row, List, Opened, TABS};
use crate::app::search::{Filter, MemberField};
use crate::base::calendar::day_at_tower;
use crate::base::measure::{fit, pad, width};
use crate::base::text::SafeText;
use crate::tower::todo::Todo;
use crate::ui::kit::{header, line, member_label, pane, remote_state, todo_row};
use crate::ui::screens::members::table;
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The most cells of a member's name in the header.
const NAME: usize = 20;
/// The most cells of a project.
const PROJECT: usize = 16;
/// The fewest cells of a list that has a column for the project.
const WITH_PROJECT: usize = 56;
/// The fewest cells of a list that says when its to-dos are due.
const WITH_DUE: usize = 34;
/// The cells before a title, and those at the end of a row.
const BEFORE: usize = 5;
const AFTER: usize = 2;

pub(in crate::ui) fn draw(state: &State, workspace: &Workspace, words: Words, frame: &mut Frame<'_>) {
    let Some(opened) = &workspace.todos.opened else { return };
    let areas = workspace.areas(state.size);
    let nothing = Remote::default();
    let list = workspace.todos.opened_list();
    let todos = list.map_or(&nothing, |list| &list.todos);
    head(state, workspace, areas, (list, todos), words, frame);
    let all = todos.value().map_or(0, Vec::len);
    let kept = format!("{}/{}", opened.count(), total(all, list));
    table::filter_line(frame, areas.filter, &opened.filter, &kept, state, words);
    let shown = workspace.todos.selected_whole().map(|todo| detail::TodoDetail {
        todo,
        whole: workspace.todos.todo(&todo.id),
        missing: workspace.todos.missing(&todo.id),
        area: if opened.zoomed { areas.whole } else { areas.detail },
        bordered: areas.bordered,
        scroll: opened.zoomed.then_some(opened.scroll),
    });
    if opened.zoomed {
        if let Some(shown) = shown {
            detail::draw(frame, &shown, state, words);
        }
        return;
    }
    let title = tabs(opened, list, words);
    let bottom = bottom(state, opened, list, todos, words);
    let empty = opened.lines.is_empty();
    let top_right = words.switch_tab(&state.key(Mode::Todos, Action::NextTab)).into_owned();
    let labels = pane::Labels { title, top_right, bottom_right: bottom };
    let inside = pane::draw_list(frame, areas.list, areas.bordered, empty, labels);
    if !remote_state::instead(frame, inside, todos, workspace, state, words) {
        if all == 0 && todos.value().is_some() {
            let said = words.no_todos(opened.which, &state.key(Mode::Todos, Action::NextTab));
            pane::message(frame, inside, &[Line::raw(said)]);
        }
        rows(state, opened, todos.value().map_or(&[], Vec::as_slice), areas, inside, words, frame);
    }
    match shown {
        Some(shown) => detail::draw(frame, &shown, state, words),
        None => drop(pane::draw_beside(frame, areas.detail, areas.bordered, pane::Labels::default())),
    }
}

/// Where the person is, and how fresh that is.
fn head(
    state: &State,
    workspace: &Workspace,
    areas: Areas,
    (list, todos): (Option<&List>, &Remote<Vec<Todo>>),
    words: Words,
    frame: &mut Frame<'_>,
) {
    let (Some(members), Some(opened)) = (&workspace.members, &workspace.todos.opened) else { return };
    let (name, which) = (member_label::name(&opened.name), words.which_todos(opened.which));
    if areas.room < Room::Table {
        let failed = todos.failure().map(|_| "!".to_owned());
        let position = todos.value().map(|_| position(opened, list));
        let right: Vec<String> = failed.into_iter().chain(position).collect();
        let right = vec![Span::raw(right.join(" "))];
        let mut place = format!(" › {which}");
        if !header::has_room(areas.header, name, &place, &right) {
            // The person has chosen the list; where they are in it, or that it failed, stands nowhere else.
            place.clear();
        }
        return header::draw_within(frame, areas.header, name, &place, right);
    }
    let rest = format!(" › {} › {} › {which}", words.members(), fit(name, NAME));
    let right = remote_state::freshness(todos, workspace, state.now, words);
    header::draw_within(frame, areas.header, member_label::name(&members.team.name), &rest, right);
}

fn position(opened: &Opened, list: Option<&List>) -> String {
    let total = total(opened.count(), list);
    if opened.count() == 0 { total } else { format!("{}/{total}", opened.position() + 1) }
}

/// So many to-dos; `25+` where more of the list can come.
pub(in crate::ui) fn total(count: usize, list: Option<&List>) -> String {
    let more =
        if list.is_some_and(|list| list.todos.value().is_some() && !list.is_whole()) { "+" } else { "" };
    format!("{count}{more}")
}

/// `[Open 7]  Done  Created`
fn tabs(opened: &Opened, list: Option<&List>, words: Words) -> Vec<Span<'static>> {
    let tab = |which| {
        let name = words.which_todos(which);
        if which != opened.which {
            return Span::raw(name);
        }
        let count = list.and_then(|list| list.todos.value()).map(Vec::len);
        let text = match count {
            Some(count) => format!("[{name} {}]", total(count, list)),
            None => format!("[{name}]"),
        };
        Span::styled(text, styles::STRONG)
    };
    let [first, second, third] = TABS.map(tab);
    let gap = || Span::raw("  ");
    vec![first, gap(), second, gap(), third]
}

/// What the lower border says: what is coming or failed, and where in the list the person is.
fn bottom(
    state: &State,
    opened: &Opened,
    list: Option<&List>,
    todos: &Remote<Vec<Todo>>,
    words: Words,
) -> Vec<Span<'static>> {
    let unmatched = list.filter(|_| opened.lines.is_empty() && !opened.filter.is_empty());
    match (unmatched, todos.value()) {
        (Some(list), Some(_)) if list.is_whole() => {
            let clears = state.key(Mode::Filter, Action::Back);
            return vec![Span::raw(words.no_match(opened.filter.field.text().trim(), &clears))];
        }
        (Some(_), Some(loaded)) if todos.fetch == Fetch::Idle => {
            let more = if opened.filter.editing {
                state.key(Mode::Filter, Action::KeepFilter)
            } else {
                state.key(Mode::Todos, Action::Go(Motion::Last))
            };
            return vec![Span::raw(words.no_match_yet(loaded.len(), &more))];
        }
        _ => {}
    }
    let mut spans = remote_state::progress(todos, &words.todos(), state, words);
    if let (Some(why), Some(_)) = (todos.failure(), todos.value()) {
        let key = state.key(Mode::Todos, Action::Refresh);
        let why = words.failure(why);
        spans.push(Span::styled(format!("! {why}  {}", words.retry_with(&key)), styles::STRONG));
    }
    if opened.count() > 0 {
        spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
        spans.push(Span::raw(position(opened, list)));
    }
    spans
}

/// The cells of the columns at the right. They are those of the whole list and not of the rows that show, so that
/// nothing moves while the person scrolls.
struct Columns {
    project: usize,
    due: usize,
}

impl Columns {
    fn fitting(todos: &[Todo], cells: usize, today: Date, words: Words) -> Self {
        let widest = |cells: &dyn Fn(&Todo) -> usize| todos.iter().map(cells).max().unwrap_or(0);
        let project = |todo: &Todo| todo.project.as_ref().map_or(0, |name| width(name.as_str()));
        let project = if cells < WITH_PROJECT { 0 } else { widest(&project).min(PROJECT) };
        let due = if cells < WITH_DUE { 0 } else { widest(&|todo| width(&words.due(todo, today))) };
        Self { project, due: due.min(cells / 2) }
    }
}

fn rows(
    state: &State,
    opened: &Opened,
    todos: &[Todo],
    areas: Areas,
    inside: Rect,
    words: Words,
    frame: &mut Frame<'_>,
) {
    let today = day_at_tower(state.now.wall);
    let cells = usize::from(inside.width);
    let columns = Columns::fitting(todos, cells, today, words);
    for ((row, selected), y) in opened.visible().zip(0..inside.height) {
        let line = match row {
            Row::Heading(group, count) => todo_row::heading(group, count, words),
            Row::Todo(place) => {
                let Some(todo) = todos.get(place) else { continue };
                let style = if selected { styles::SELECTED } else { styles::PLAIN };
                let numbered = areas.room > Room::Names;
                one_row(todo, numbered, &columns, cells, (today, style), &opened.filter, words)
            }
        };
        line::row(frame, inside, y, &line, selected && state.follows(Mode::Todos));
    }
}

/// `› !! #4116 title      project      today  `
fn one_row(
    todo: &Todo,
    numbered: bool,
    columns: &Columns,
    cells: usize,
    (today, style): (Date, Style),
    filter: &Filter,
    words: Words,
) -> Line<'static> {
    let Columns { project, due } = *columns;
    let mark = if style == styles::SELECTED { "›" } else { " " };
    let number = todo.number.filter(|_| numbered).map(|number| format!("#{number} ")).unwrap_or_default();
    let gaps = [project, due].iter().filter(|cells| **cells > 0).count() * 2;
    let room = cells.saturating_sub(BEFORE + width(&number) + project + due + gaps + AFTER);
    let mut spans = vec![
        Span::styled(format!("{mark} {} ", pad(todo_row::mark(todo), todo_row::MARK)), style),
        Span::styled(number, style),
    ];
    spans.extend(line::searched(todo_row::title(&todo.title), MemberField::Name, room, style, filter));
    if project > 0 {
        let name = todo.project.as_ref().map_or("", SafeText::as_str);
        spans.push(line::cell(&format!("  {}", fit(name, project)), project + 2, style));
    }
    if due > 0 {
        spans.push(Span::styled("  ", style));
        spans.push(todo_row::due(todo, due, today, style, words));
    }
    spans.push(Span::styled(" ".repeat(AFTER), style));
    Line::from(spans)
}
