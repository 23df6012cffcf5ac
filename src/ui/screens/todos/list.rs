//! The to-dos of a member: one of their lists, and beside it the selected one where there is room.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{detail, tabs};
use crate::app::core::screen::Screen;
use crate::app::data::changes::ChangedRow;
use crate::app::data::remote::Fetch;
use crate::app::data::todos::TodoList;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Motion;
use crate::app::kit::layout::{Areas, Room, TODO_DUE, TODO_PROJECT};
use crate::app::screens::todos::{Line as Row, Tab, Todos};
use crate::app::search::{Filter, MemberField, TodoFilter};
use crate::base::measure::{fit, pad, width};
use crate::base::text::SafeText;
use crate::tower::todo::Todo;
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state, todo_row};
use crate::ui::overlays::menu;
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of a member's name in the header.
const NAME: usize = 20;
/// The most cells of a project.
const PROJECT: usize = 16;
/// The cells before a title, and those at the end of a row.
const BEFORE: usize = 5;
const AFTER: usize = 2;

impl Picture for Todos {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let (cx, data) = (scene.cx(), scene.data());
        let areas = self.areas(&cx);
        let list = self.list(data);
        let is_told = head(self, areas, scene, frame);
        let kept = format!("{}/{}", self.shown.count(), total(self.unfiltered, list));
        filter_line::draw(frame, areas.filter, &self.filter, &kept, scene);
        let todo = self.selected_whole(data);
        if self.reading.zoomed {
            return detail::draw_selected(todo, &self.reading, areas, scene, frame);
        }
        let next_tab = scene.key(Mode::Todos, Action::NextTab);
        let switch =
            scene.live_key(Mode::Todos, Action::NextTab).map(|key| words.switch_tab(&key).into_owned());
        let top_right = switch.unwrap_or_default();
        let on_tab = list.todos.value().map(|_| total(self.unfiltered, list));
        let title = tabs::tabs(Some(self.tab), on_tab.as_deref(), words);
        let labels = pane::Labels { title, top_right, bottom_right: bottom(self, is_told, scene) };
        let inside = pane::draw_list(frame, areas.list, areas.bordered, self.shown.lines.is_empty(), labels);
        let also = Helps { is_of_a_member: true, ..Helps::default() };
        if !remote_state::instead(frame, inside, &list.todos, also, scene) {
            if list.todos.value().is_some() && self.unfiltered == 0 {
                pane::message(frame, inside, &[Line::raw(words.no_todos(self.tab, &next_tab))]);
            }
            rows(self, areas, inside, scene, frame);
        }
        detail::draw_selected(todo, &self.reading, areas, scene, frame);
    }

    fn crumb(&self, words: Words) -> String {
        format!("{} › {}", fit(member_label::name(&self.name), NAME), words.tab(self.tab))
    }

    fn filter_hint(&self, words: Words) -> Option<Text> {
        Some(words.todo_filter_hint())
    }

    fn draw_over(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        if let Some(open) = &self.reading.menu {
            menu::draw_copying(open, self.selected(scene.data()), scene, frame);
        }
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        if self.reading.menu.is_some() {
            return menu::spoken(self.reading.menu.as_ref(), scene.words);
        }
        let said = scene.words.todo_aloud(self.selected(scene.data())?, scene.cx().today());
        let count = total(self.shown.count(), self.list(scene.data()));
        let place = || scene.words.place_in_list(self.shown.position(), count, &said);
        (self.mode(&scene.cx()) == Mode::Todos).then(place)
    }
}

/// Where the person is, and how fresh that is; whether why it is not stands there.
fn head(opened: &Todos, areas: Areas, scene: Scene<'_>, frame: &mut Frame<'_>) -> bool {
    let list = opened.list(scene.data());
    let gaps = gaps(list);
    if areas.room < Room::Table {
        let name = member_label::name(&opened.name);
        let position = list.todos.value().map(|_| position(opened, list)).unwrap_or_default();
        let right = remote_state::place(&position, &list.todos, gaps);
        let mut place = format!(" › {}", scene.words.tab(opened.tab));
        if !header::has_room(areas.header, name, &place, &right) {
            // The person has chosen the list; where they are in it, or that it failed, stands nowhere else.
            place.clear();
        }
        header::draw_in(scene, frame, areas.header, name, &place, right);
        return false;
    }
    let team = opened.team.as_ref().map_or("", |team| member_label::name(&team.name));
    header::draw_in(
        scene,
        frame,
        areas.header,
        team,
        scene.trail,
        remote_state::standing(&list.todos, gaps, scene),
    )
}

fn gaps(list: &TodoList) -> Gaps {
    Gaps { unreadable: list.unreadable(), cut_after: list.is_cut().then(|| list.rows().len()) }
}

fn position(opened: &Todos, list: &TodoList) -> String {
    let total = total(opened.shown.count(), list);
    if opened.shown.count() == 0 { total } else { format!("{}/{total}", opened.shown.position() + 1) }
}

/// So many to-dos; `25+` where more of the list can come.
fn total(count: usize, list: &TodoList) -> String {
    let more = if list.todos.value().is_some() && !list.is_whole() { "+" } else { "" };
    format!("{count}{more}")
}

/// What the lower border says: what is coming or failed, and where in the list the person is.
fn bottom(opened: &Todos, is_told: bool, scene: Scene<'_>) -> Vec<Span<'static>> {
    let Scene { state, words, .. } = scene;
    let list = opened.list(scene.data());
    let todos = &list.todos;
    if let Some((key, value)) = TodoFilter::of(opened.filter.field.text()).unknown() {
        return vec![Span::styled(words.unknown_value(key, value), styles::STRONG)];
    }
    let unmatched = Some(list).filter(|_| opened.shown.lines.is_empty() && !opened.filter.is_empty());
    match (unmatched, todos.value()) {
        (Some(list), Some(_)) if list.is_whole() || list.is_cut() => {
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
    let mut spans = remote_state::progress(todos, &words.todos(), scene);
    spans.extend(remote_state::on_border(todos, gaps(list), Mode::Todos, is_told, scene));
    if opened.shown.count() > 0 {
        spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
        spans.push(Span::raw(position(opened, list)));
    }
    spans
}

/// The cells of the columns at the right. They are those of the whole list and not of the rows that show, so that
/// nothing moves while the person scrolls.
struct Columns {
    /// Which list it is.
    tab: Tab,
    beside: usize,
    due: usize,
}

/// What stands beside the title: the project; of what others have, who that is.
fn beside(todo: &Todo, tab: Tab) -> &str {
    let assignee = todo.assignee.as_ref().and_then(|one| one.name.as_ref());
    let text = if tab == Tab::Assigned { assignee } else { todo.project.as_ref() };
    text.map_or("", SafeText::as_str)
}

impl Columns {
    fn fitting(todos: &[Todo], tab: Tab, cells: usize, today: Date, words: Words) -> Self {
        let widest = |cells: &dyn Fn(&Todo) -> usize| todos.iter().map(cells).max().unwrap_or(0);
        let beside = |todo: &Todo| width(beside(todo, tab));
        let beside = if cells < TODO_PROJECT { 0 } else { widest(&beside).min(PROJECT) };
        let due = if cells < TODO_DUE { 0 } else { widest(&|todo| width(&words.day_of(todo, today))) };
        Self { tab, beside, due: due.min(cells / 2) }
    }
}

fn rows(opened: &Todos, areas: Areas, inside: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, words, .. } = scene;
    let todos = opened.list(scene.data()).rows();
    let today = scene.cx().today();
    let cells = usize::from(inside.width);
    let columns = Columns::fitting(todos, opened.tab, cells, today, words);
    for ((row, selected), y) in opened.shown.visible().zip(0..inside.height) {
        let line = match *row {
            Row::Heading(group, count) => todo_row::heading(group, count, words),
            Row::Todo(place) => {
                let Some(todo) = todos.get(place) else { continue };
                let style = if selected { styles::SELECTED } else { styles::PLAIN };
                let numbered = areas.room > Room::Names;
                let has_changed = scene.data().changes.has(&ChangedRow::Todo(todo.id.clone()));
                let look = (style, line::pointer(selected, has_changed));
                one_row((todo, today), numbered, &columns, cells, look, &opened.filter, words)
            }
        };
        line::row(frame, inside, y, &line, selected && state.follows(Mode::Todos));
    }
}

/// `› !! #4116 title      project      today  `
fn one_row(
    (todo, today): (&Todo, Date),
    numbered: bool,
    columns: &Columns,
    cells: usize,
    (style, pointer): (Style, &str),
    filter: &Filter,
    words: Words,
) -> Line<'static> {
    let Columns { tab, beside: project, due } = *columns;
    let mark = pad(pointer, 1);
    let number = todo.number.filter(|_| numbered).map(|number| format!("#{number} ")).unwrap_or_default();
    let gaps = [project, due].iter().filter(|cells| **cells > 0).count() * 2;
    let room = cells.saturating_sub(BEFORE + width(&number) + project + due + gaps + AFTER);
    let mut spans = vec![
        Span::styled(format!("{mark} {} ", pad(todo_row::mark(todo), todo_row::MARK)), style),
        Span::styled(number, style),
    ];
    spans.extend(line::searched(todo_row::title(&todo.title), MemberField::Name, room, style, filter));
    if project > 0 {
        let name = beside(todo, tab);
        spans.push(line::cell(&format!("  {}", fit(name, project)), project + 2, style));
    }
    if due > 0 {
        spans.push(Span::styled("  ", style));
        spans.push(todo_row::day(todo, due, today, style, words));
    }
    spans.push(Span::styled(" ".repeat(AFTER), style));
    Line::from(spans)
}
