//! What the selected member has to do, beside the table: in the detail, and in a pane of its own on a wide screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::data::remote::Fetch;
use crate::app::keys::table::{Action, Mode};
use crate::app::screens::members::screen::Members;
use crate::app::screens::todos::{Line as Row, lines};
use crate::base::measure::{fit, width, wrap};
use crate::tower::todo::{Todo, Which};
use crate::ui::kit::scene::Scene;
use crate::ui::kit::{line, pane, todo_row};
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// What is between two to-dos on one line.
const BETWEEN: &str = "   ";

/// The selected member's open to-dos, as far as they have come.
pub(super) struct ToDo<'a> {
    todos: Option<&'a [Todo]>,
    rows: Vec<Row>,
    fetch: &'a Fetch,
    mode: Mode,
    scene: Scene<'a>,
    words: Words,
}

impl<'a> ToDo<'a> {
    /// Those of the selected member, if one is.
    pub(super) fn of(members: &Members, scene: Scene<'a>) -> Option<Self> {
        let member = members.selected(scene.data())?;
        let list = &scene.data().todos(&member.id, Which::Open).todos;
        let todos = list.value().map(Vec::as_slice);
        let today = scene.cx().today();
        let rows = lines(todos.unwrap_or_default(), Which::Open, today, |_| true);
        let mode = if members.zoomed { Mode::Member } else { Mode::Members };
        Some(Self { todos, rows, fetch: &list.fetch, mode, scene, words: scene.words })
    }

    /// Why there is nothing newer. What the end of the session brought about stands in the status bar.
    fn failure(&self) -> Option<String> {
        let why = match self.fetch {
            Fetch::Failed { why, .. } if self.scene.is_live() => why,
            _ => return None,
        };
        Some(format!("! {}", self.words.failure(why)))
    }

    /// The key that helps.
    fn hint(&self) -> Span<'static> {
        let words = self.words;
        match self.failure() {
            Some(_) => {
                let key = self.scene.live_key(self.mode, Action::Refresh);
                Span::styled(key.map(|key| words.retry_with(&key)).unwrap_or_default(), styles::KEY)
            }
            None if self.todos.is_some() => {
                let key = self.scene.live_key(self.mode, Action::Open);
                Span::styled(key.map(|key| words.open_with(&key)).unwrap_or_default(), styles::DIM)
            }
            None if !self.scene.is_live() => Span::styled(words.not_loaded(), styles::DIM),
            None => Span::styled(words.on_its_way(), styles::DIM),
        }
    }

    /// `Open todos 6`
    fn title(&self) -> String {
        let name = self.words.open_todos();
        self.todos.map_or_else(|| name.to_string(), |todos| format!("{name} {}", todos.len()))
    }

    fn todos(&self) -> impl Iterator<Item = &'a Todo> {
        self.rows.iter().filter_map(|row| self.todos?.get(row.place()?))
    }

    /// A heading, and a line for each.
    pub(in crate::ui) fn listed(&self, cells: usize) -> Vec<Line<'static>> {
        let hint = self.hint();
        let title = Span::styled(format!(" {}", self.title()), styles::DIM);
        let head = line::ends(vec![title], vec![hint, Span::raw(" ")], cells);
        let today = self.scene.cx().today();
        let rows = self.todos().map(|todo| todo_row::short(todo, cells, today, self.words));
        std::iter::once(head).chain(self.trouble(cells)).chain(rows).collect()
    }

    /// Why there is nothing newer, on lines of its own.
    fn trouble(&self, cells: usize) -> impl Iterator<Item = Line<'static>> {
        let rows = self.failure().map_or_else(Vec::new, |why| wrap(&why, cells.saturating_sub(2)));
        rows.into_iter().map(|row| Line::styled(format!(" {row}"), styles::STRONG))
    }

    /// On two lines: how many in each group, and the first two.
    pub(super) fn summed(&self, cells: usize) -> Vec<Line<'static>> {
        let groups: Vec<String> = self
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Heading(group, count) => Some(self.words.todos_in_group(*group, *count).into_owned()),
                Row::Todo(_) => None,
            })
            .collect();
        let title = Span::raw(format!(" {}", self.title()));
        let gap = || Span::raw("  ");
        let head = match self.failure() {
            Some(why) => vec![title, gap(), Span::styled(why, styles::STRONG), gap(), self.hint()],
            None if self.todos.is_none() => vec![title, gap(), self.hint()],
            None if groups.is_empty() => vec![title],
            None => vec![title, Span::raw(self.words.under("", &self.words.in_a_row(&groups)).into_owned())],
        };
        let most = cells.saturating_sub(2 + BETWEEN.len()) / 2;
        let first = self.todos().take(2).enumerate();
        let first = first.flat_map(|(at, todo)| {
            let before = if at == 0 { " " } else { BETWEEN };
            [vec![Span::raw(before)], self.in_brief(todo, most)].concat()
        });
        vec![Line::from(head), first.collect()]
    }

    /// `!! title (today)`
    fn in_brief(&self, todo: &Todo, cells: usize) -> Vec<Span<'static>> {
        let today = self.scene.cx().today();
        let mark = match todo_row::mark(todo) {
            "" => String::new(),
            mark => format!("{mark} "),
        };
        let due = todo.due.map(|_| self.words.due(todo, today));
        let around = due.as_ref().map_or(0, |due| width(due) + 3);
        let room = cells.saturating_sub(width(&mark) + around);
        let mut spans = vec![Span::raw(format!("{mark}{}", fit(todo_row::title(&todo.title), room)))];
        if let Some(due) = due {
            let due = todo_row::day(todo, width(&due), today, styles::PLAIN, self.words);
            spans.extend([Span::raw(" ("), due, Span::raw(")")]);
        }
        spans
    }
}

/// The pane of a wide screen.
pub(in crate::ui) fn draw(members: &Members, area: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let words = scene.words;
    if area.is_empty() {
        return;
    }
    let todo = ToDo::of(members, scene);
    let title = todo.as_ref().map_or_else(|| words.open_todos().into_owned(), ToDo::title);
    let bottom_right = todo.as_ref().map(ToDo::hint).into_iter().collect();
    let labels = pane::Labels { title: pane::title(title), bottom_right, ..pane::Labels::default() };
    let inside = pane::draw_beside(frame, area, true, labels);
    let Some(todo) = todo else { return };
    let (today, cells) = (scene.cx().today(), usize::from(inside.width));
    let rows = todo.rows.iter().filter_map(|row| match *row {
        Row::Heading(group, count) => Some(todo_row::heading(group, count, words)),
        Row::Todo(place) => Some(todo_row::short(todo.todos?.get(place)?, cells, today, words)),
    });
    for (line, y) in todo.trouble(cells).chain(rows).zip(0..inside.height) {
        line::put(frame, inside, y, &line);
    }
}
