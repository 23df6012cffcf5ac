//! One project: its lists, with what is open in them and what is done as far as that comes, and how many people it has.

use jiff::civil::Date;

use super::all::act_on;
use crate::app::core::context::Context;
use crate::app::core::notice::{Copying, Notice};
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, Flow, Screen};
use crate::app::data::remote::Remote;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::search::{Filter, TodoFilter};
use crate::base::text::SafeText;
use crate::tower::model::Team;
use crate::tower::project::{Project, Todolist, Todolists};
use crate::tower::todo::{Todo, TodoId};
use crate::tower::todo_address::TodoAddress;

/// A line of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLine {
    /// The name of the list at this place.
    Heading(usize),
    /// The to-do at this place of the list at that.
    Todo(usize, usize),
}

impl ListLine {
    /// The to-do, if it is one.
    pub fn todo(self, lists: &[Todolist]) -> Option<&Todo> {
        match self {
            Self::Heading(_) => None,
            Self::Todo(list, place) => lists.get(list)?.todos.get(place),
        }
    }

    fn is_todo(self) -> bool {
        matches!(self, Self::Todo(..))
    }
}

/// One project.
#[derive(Debug)]
pub struct OneProject {
    /// The team it is of.
    pub team: Team,
    /// The project.
    pub project: Project,
    /// What is typed to find a to-do.
    pub filter: Filter,
    /// The lines, the names of the lists and all.
    pub lines: Vec<ListLine>,
    /// The selected line and the first that shows.
    pub cursor: Cursor,
    selected: Option<TodoId>,
}

/// The lines of a project's lists: of each what is open first, in Tower's order, and then what is done.
fn lines(lists: &[Todolist], has_all: bool, keeps: impl Fn(&Todo) -> bool) -> Vec<ListLine> {
    let mut lines = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        let kept = list.todos.iter().enumerate().filter(|(_, todo)| !todo.is_deleted && keeps(todo));
        let (done, open): (Vec<_>, Vec<_>) = kept.partition(|(_, todo)| todo.is_completed);
        if has_all || !open.is_empty() || !done.is_empty() {
            lines.push(ListLine::Heading(at));
            lines.extend(open.into_iter().chain(done).map(|(place, _)| ListLine::Todo(at, place)));
        }
    }
    lines
}

impl OneProject {
    /// This project.
    pub(in crate::app) fn of(team: Team, project: Project) -> Self {
        Self {
            team,
            project,
            filter: Filter::default(),
            lines: Vec::new(),
            cursor: Cursor::default(),
            selected: None,
        }
    }

    /// What has come of its lists.
    pub fn lists<'a>(&self, data: &'a Data) -> &'a Remote<Todolists> {
        data.todolists(&self.project.id)
    }

    /// Its lists, as far as they have come.
    pub fn all<'a>(&self, data: &'a Data) -> &'a [Todolist] {
        self.lists(data).value().map_or(&[], |lists| &lists.lists)
    }

    /// The selected to-do.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        self.lines.get(self.cursor.selected)?.todo(self.all(data))
    }

    /// How many to-dos show.
    pub fn count(&self) -> usize {
        self.todos().count()
    }

    /// Where among them the selected one is, counted from 0.
    pub fn position(&self) -> usize {
        self.lines.iter().take(self.cursor.selected).filter(|line| line.is_todo()).count()
    }

    /// The lines that show, from the first on the screen, each with whether it is the selected one.
    pub fn visible(&self) -> impl Iterator<Item = (ListLine, bool)> {
        let lines = self.lines.iter().enumerate().skip(self.cursor.offset);
        lines.map(|(at, line)| (*line, line.is_todo() && at == self.cursor.selected))
    }

    fn todos(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().enumerate().filter(|(_, line)| line.is_todo()).map(|(at, _)| at)
    }

    fn select_line(&mut self, line: usize, lists: &[Todolist], rows: usize) {
        let todo = self.lines.get(line).and_then(|line| line.todo(lists));
        if let Some(todo) = todo {
            self.cursor.selected = line;
            self.selected = Some(todo.id.clone());
            self.fit(rows);
        }
    }

    /// Keeps the selected line on the screen, and the name of its list above it where there is room for both.
    fn fit(&mut self, rows: usize) {
        self.cursor.fit(self.lines.len(), rows);
        let above = self.cursor.selected.checked_sub(1).and_then(|above| self.lines.get(above));
        let is_below_a_name = above.is_some_and(|line| !line.is_todo());
        if is_below_a_name && rows > 1 && self.cursor.offset == self.cursor.selected {
            self.cursor.offset -= 1;
        }
    }

    /// Works out anew which lines show. The selection stays on its to-do, or goes to the nearest one left.
    fn refit_to(&mut self, lists: &[Todolist], today: Date, rows: usize) {
        let before = self.position();
        let filter = TodoFilter::of(self.filter.field.text());
        self.lines = lines(lists, self.filter.is_empty(), |todo| filter.keeps(todo, today));
        let is_selected = |line: &ListLine| {
            self.selected.is_some() && line.todo(lists).map(|todo| &todo.id) == self.selected.as_ref()
        };
        let last = self.count().saturating_sub(1);
        let line = self.lines.iter().position(is_selected).or_else(|| self.todos().nth(before.min(last)));
        self.cursor.selected = line.unwrap_or(0);
        if self.selected.is_none()
            && let Some(line) = line
        {
            self.select_line(line, lists, rows);
        }
        self.fit(rows);
    }
}

impl Screen for OneProject {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.filter.editing { Mode::Filter } else { Mode::Project }
    }

    fn team(&self) -> Option<&Team> {
        Some(&self.team)
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::todos(cx.size, PaneRequest { filter: self.filter.shows(), detail: false })
    }

    fn wants(&self, _cx: &Context<'_>) -> Vec<Want> {
        let lists = Want::of(Resource::Todolists(self.project.id.clone()));
        vec![lists, Want::of(Resource::ProjectMembers(self.project.id.clone())).quiet()]
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.refit_to(self.all(cx.data), cx.today(), self.areas(cx).rows());
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let rows = self.areas(cx).rows();
        let mut among = Cursor { selected: self.position(), offset: 0 };
        among.go(motion, self.count(), rows);
        let line = self.todos().nth(among.selected);
        if let Some(line) = line {
            self.select_line(line, self.all(cx.data), rows);
        } else {
            // Lists without a to-do are read all the same.
            self.cursor.go(motion, self.lines.len(), rows);
        }
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.select_line(row, self.all(cx.data), self.areas(cx).rows());
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.select_line(self.cursor.selected, self.all(cx.data), self.areas(cx).rows());
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        let Some(todo) = self.selected(cx.data) else { return act_on(&self.project, action, cx, out) };
        match action {
            Action::Open => {
                let (project, todo) = (self.project.id.clone(), todo.id.clone());
                return Flow::Open(Destination::Todo(TodoAddress::InProject { project, todo }));
            }
            Action::CopyName => {
                let name = todo.name();
                let said = SafeText::line(&name, SafeText::NAME);
                out.copy(cx.can.clipboard, name, Copying::Asked(Some(said)));
            }
            Action::Browse => match todo.link(cx.origin()) {
                Some(url) => out.browse(cx.can, url),
                None => out.tell(Notice::NoPage),
            },
            action => return act_on(&self.project, action, cx, out),
        }
        Flow::Done
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        match action {
            Action::Open => self.selected(cx.data).is_none(),
            Action::Go(_) => self.lists(cx.data).value().is_none_or(|lists| lists.lists.is_empty()),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tower::model::{Id, ProjectId, TeamId, TodolistId};

    const TODAY: Date = date(2026, 8, 28);

    fn list(name: &str, todos: &str) -> Todolist {
        let todo = |char: char| Todo {
            is_completed: char.is_uppercase(),
            ..Todo::bare(TodoId(Id::parse(&char.to_string()).unwrap()), SafeText::line(&char.to_string(), 9))
        };
        Todolist {
            id: TodolistId(Id::parse(name).unwrap()),
            name: SafeText::line(name, 9),
            is_default: false,
            is_archived: false,
            todos: todos.chars().map(todo).collect(),
            missing: 0,
        }
    }

    fn opened(lists: &[Todolist], rows: usize) -> OneProject {
        let team = Team { id: TeamId(Id::parse("t").unwrap()), name: SafeText::line("t", 1), created: None };
        let project = Project {
            id: ProjectId(Id::parse("p").unwrap()),
            name: SafeText::line("p", 1),
            description: None,
            is_pinned: false,
            is_archived: false,
        };
        let mut opened = OneProject::of(team, project);
        opened.refit_to(lists, TODAY, rows);
        opened
    }

    fn told(opened: &OneProject, lists: &[Todolist]) -> String {
        let line = |line: &ListLine| match line {
            ListLine::Heading(_) => "-".to_owned(),
            todo @ ListLine::Todo(..) => {
                todo.todo(lists).map(|todo| todo.title.to_string()).unwrap_or_default()
            }
        };
        opened.lines.iter().map(line).collect()
    }

    #[test]
    fn what_is_done_stands_below_what_is_open_of_its_list_and_an_empty_list_has_its_name() {
        let lists = [list("one", "aBc"), list("two", ""), list("three", "Dd")];
        let mut opened = opened(&lists, 20);
        assert_eq!(told(&opened, &lists), "-acB--dD");
        assert_eq!(opened.selected.as_ref().map(|id| id.0.as_str()), Some("a"));
        opened.filter = Filter::of("d");
        opened.refit_to(&lists, TODAY, 20);
        assert_eq!(told(&opened, &lists), "-dD", "a list in which nothing is found is left out");
        opened.filter = Filter::default();
        opened.refit_to(&lists, TODAY, 20);
        assert_eq!(opened.lines.get(opened.cursor.selected), Some(&ListLine::Todo(0, 0)), "it is back");
    }

    #[test]
    fn the_name_of_a_list_cannot_be_selected_and_stays_in_sight() {
        let lists = [list("one", "ab"), list("two", "cd")];
        for rows in 1..8 {
            let mut opened = opened(&lists, rows);
            opened.select_line(3, &lists, rows);
            assert_eq!(opened.position(), 0);
            opened.select_line(4, &lists, rows);
            assert_eq!(opened.position(), 2);
            let Cursor { selected, offset } = opened.cursor;
            assert!(offset <= selected && selected < offset + rows, "{rows}");
        }
        assert_eq!(opened(&[], 9).count(), 0);
    }
}
