//! One project: its lists, what is open and done in them, and how many people it has.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::all::name;
use crate::app::core::screen::Screen;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{Room, TODO_DUE, TODO_PROJECT};
use crate::app::screens::projects::{ListLine, OneProject};
use crate::app::search::{MemberField, TodoFilter};
use crate::base::measure::{fit, pad, width};
use crate::base::text::SafeText;
use crate::tower::project::Todolist;
use crate::tower::todo::Todo;
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state, todo_row};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of the project's name in the header, and of the name of who has a to-do.
const NAME: usize = 24;
const ASSIGNEE: usize = 14;
/// The cells before a title, and those at the end of a row.
const BEFORE: usize = 4;
const AFTER: usize = 2;

impl Picture for OneProject {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let areas = self.areas(&scene.cx());
        let lists = self.lists(scene.data());
        let named = name(&self.project, words);
        let gaps = gaps(self, scene);
        let is_told = if areas.room < Room::Table {
            let right = remote_state::place(&position(self), lists, gaps);
            header::draw_in(scene, frame, areas.header, &named, "", right);
            false
        } else {
            let team = member_label::name(&self.team.name);
            let right = remote_state::standing(lists, gaps, scene);
            header::draw_in(scene, frame, areas.header, team, scene.trail, right)
        };
        filter_line::draw(frame, areas.filter, &self.filter, &self.shown.count().to_string(), scene);
        let labels = pane::Labels {
            title: pane::title(title(self, &named, scene)),
            top_right: people(self, scene),
            bottom_right: bottom(self, is_told, scene),
        };
        let inside = pane::draw_list(frame, areas.list, areas.bordered, self.shown.lines.is_empty(), labels);
        if remote_state::instead(frame, inside, lists, Helps::default(), scene) {
            return;
        }
        if lists.value().is_some_and(|lists| lists.lists.is_empty()) {
            return pane::message(frame, inside, &[Line::raw(words.no_lists())]);
        }
        rows(self, inside, scene, frame);
    }

    fn crumb(&self, words: Words) -> String {
        fit(&name(&self.project, words), NAME).into_owned()
    }

    fn filter_hint(&self, words: Words) -> Option<Text> {
        Some(words.todo_filter_hint())
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let words = scene.words;
        let todo = self.selected(scene.data())?;
        let said = Text::from(words.todo_aloud(todo, scene.cx().today()));
        let said = todo.list.as_ref().map_or(said.clone(), |list| words.under(list.as_str(), &said));
        let place = || words.place_in_list(self.shown.position(), self.shown.count(), &said);
        (self.mode(&scene.cx()) == Mode::Project).then(place)
    }
}

fn gaps(opened: &OneProject, scene: Scene<'_>) -> Gaps {
    let lists = opened.lists(scene.data());
    let members = scene.data().project_members(&opened.project.id);
    Gaps {
        unreadable: lists.value().map_or(0, |lists| lists.unreadable) + members.unreadable(),
        cut_after: members.is_cut().then(|| members.loaded()),
    }
}

fn position(opened: &OneProject) -> String {
    match opened.shown.count() {
        0 => "0".to_owned(),
        count => format!("{}/{count}", opened.shown.position() + 1),
    }
}

/// How many to-dos of these are open, and how many are done.
fn counts<'a>(todos: impl IntoIterator<Item = &'a Todo>) -> (usize, usize) {
    let todos = todos.into_iter().filter(|todo| !todo.is_deleted);
    todos.fold(
        (0, 0),
        |(open, done), todo| {
            if todo.is_completed { (open, done + 1) } else { (open + 1, done) }
        },
    )
}

/// `移动端  未完成 12, 已完成 3`
fn title(opened: &OneProject, named: &str, scene: Scene<'_>) -> String {
    let named = fit(named, NAME);
    if opened.lists(scene.data()).value().is_none() {
        return named.into_owned();
    }
    let (open, done) = counts(opened.all(scene.data()).iter().flat_map(|list| &list.todos));
    format!("{named}  {}", scene.words.open_and_done(open, done))
}

fn people(opened: &OneProject, scene: Scene<'_>) -> String {
    let people = scene.data().project_members(&opened.project.id);
    match people.list.value() {
        Some(_) => {
            scene.words.people_count(people.loaded(), people.is_whole() && !people.is_cut()).into_owned()
        }
        None if people.list.failure().is_some() => scene.words.people_unknown().into_owned(),
        None => String::new(),
    }
}

fn bottom(opened: &OneProject, is_told: bool, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let lists = opened.lists(scene.data());
    if let Some((key, value)) = TodoFilter::of(opened.filter.field.text()).unknown() {
        return vec![Span::styled(words.unknown_value(key, value), styles::STRONG)];
    }
    if opened.shown.lines.is_empty() && !opened.filter.is_empty() && lists.value().is_some() {
        let clears = scene.key(Mode::Filter, Action::Back);
        return vec![Span::raw(words.no_match(opened.filter.field.text().trim(), &clears))];
    }
    let mut spans = remote_state::progress(lists, &words.todos(), scene);
    spans.extend(remote_state::on_border(lists, gaps(opened, scene), Mode::Project, is_told, scene));
    if opened.shown.count() > 0 {
        spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
        spans.push(Span::raw(position(opened)));
    }
    spans
}

/// ` ▾ 登录  未完成 5, 已完成 2`
fn heading(list: &Todolist, words: Words) -> Line<'static> {
    let name = list.name.as_str().trim();
    let name = if name.is_empty() { words.default_list().into_owned() } else { name.to_owned() };
    let (open, done) = counts(&list.todos);
    let missing = (list.missing > 0).then(|| format!("  ! {}", words.todos_missing(list.missing)));
    let archived = words.project_state(false, list.is_archived);
    let gap = if archived.is_empty() { "" } else { "  " };
    let said = words.open_and_done(open, done);
    Line::styled(format!(" ▾ {name}  {said}{}{gap}{archived}", missing.unwrap_or_default()), styles::DIM)
}

fn assignee(todo: &Todo) -> &str {
    todo.assignee.as_ref().and_then(|one| one.name.as_ref()).map_or("", SafeText::as_str)
}

fn rows(opened: &OneProject, inside: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, words, .. } = scene;
    let lists = opened.all(scene.data());
    let today = scene.cx().today();
    let cells = usize::from(inside.width);
    let todos = || lists.iter().flat_map(|list| &list.todos);
    let widest = |of: &dyn Fn(&Todo) -> usize| todos().map(of).max().unwrap_or(0);
    let who = if cells < TODO_PROJECT { 0 } else { widest(&|todo| width(assignee(todo))).min(ASSIGNEE) };
    let due = if cells < TODO_DUE { 0 } else { widest(&|todo| width(&words.day_of(todo, today))) };
    let columns = ProjectColumns { cells, who, due };
    for ((row, selected), y) in opened.shown.visible().zip(0..inside.height) {
        let line = match row {
            ListLine::Heading(at) => {
                let Some(list) = lists.get(*at) else { continue };
                heading(list, words)
            }
            todo @ ListLine::Todo(..) => {
                let Some(todo) = todo.todo(lists) else { continue };
                let style = match (selected, todo.is_completed) {
                    (true, _) => styles::SELECTED,
                    (false, true) => styles::DIM,
                    (false, false) => styles::PLAIN,
                };
                columns.row((todo, today), (selected, style), opened, words)
            }
        };
        line::row(frame, inside, y, &line, selected && state.follows(Mode::Project));
    }
}

struct ProjectColumns {
    cells: usize,
    who: usize,
    due: usize,
}

impl ProjectColumns {
    /// `› ✓ title      assignee      today  `
    fn row(
        &self,
        (todo, today): (&Todo, Date),
        (selected, style): (bool, Style),
        opened: &OneProject,
        words: Words,
    ) -> Line<'static> {
        let Self { cells, who, due } = *self;
        let gaps = [who, due].iter().filter(|cells| **cells > 0).count() * 2;
        let room = cells.saturating_sub(BEFORE + who + due + gaps + AFTER);
        let done = if todo.is_completed { "✓" } else { "" };
        let pointer = pad(if selected { "›" } else { "" }, 2);
        let mut spans = vec![Span::styled(format!("{pointer}{}", pad(done, BEFORE - 2)), style)];
        let title = todo_row::title(&todo.title);
        spans.extend(line::searched(title, MemberField::Name, room, style, &opened.filter));
        if who > 0 {
            spans.push(line::cell(&format!("  {}", fit(assignee(todo), who)), who + 2, style));
        }
        if due > 0 {
            spans.push(Span::styled("  ", style));
            spans.push(todo_row::day(todo, due, today, style, words));
        }
        spans.push(Span::styled(" ".repeat(AFTER), style));
        Line::from(spans)
    }
}
