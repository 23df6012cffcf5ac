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
use crate::app::kit::cursor::Motion;
use crate::app::kit::headed::{Headed, HeadedLine};
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
}

impl HeadedLine for ListLine {
    fn is_heading(&self) -> bool {
        matches!(self, Self::Heading(_))
    }
}

/// The key of a line.
fn key<'d>(lists: &'d [Todolist]) -> impl Fn(&ListLine) -> Option<&'d TodoId> {
    move |line| line.todo(lists).map(|todo| &todo.id)
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
    /// The lines, under the names of the lists, and the selected one.
    pub shown: Headed<ListLine, TodoId>,
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
        Self { team, project, filter: Filter::default(), shown: Headed::default() }
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
        self.shown.selected()?.todo(self.all(data))
    }

    /// Works out anew which lines show. The selection stays on its to-do, or goes to the nearest one left.
    fn refit_to(&mut self, lists: &[Todolist], today: Date, rows: usize) {
        let filter = TodoFilter::of(self.filter.field.text());
        let lines = lines(lists, self.filter.is_empty(), |todo| filter.keeps(todo, today));
        self.shown.replace(lines, rows, key(lists));
        self.shown.pin(rows, key(lists));
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
        if self.shown.count() > 0 {
            self.shown.go(motion, rows, key(self.all(cx.data)));
        } else {
            // Lists without a to-do are read all the same.
            self.shown.cursor.go(motion, self.shown.lines.len(), rows);
        }
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.shown.select_line(row, self.areas(cx).rows(), key(self.all(cx.data)));
    }

    fn first_row(&self) -> usize {
        self.shown.cursor.offset
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        let (lists, rows) = (self.all(cx.data), self.areas(cx).rows());
        let rank = |line: &ListLine| Some(self.filter.rank_of(&[line.todo(lists)?.title.as_str()]));
        self.shown.find(!self.filter.is_empty(), rows, rank, key(lists));
    }

    fn forget_found(&mut self) {
        self.shown.forget_found();
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.shown.select_line(self.shown.cursor.selected, self.areas(cx).rows(), key(self.all(cx.data)));
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
        opened.shown.lines.iter().map(line).collect()
    }

    #[test]
    fn what_is_done_stands_below_what_is_open_of_its_list_and_an_empty_list_has_its_name() {
        let lists = [list("one", "aBc"), list("two", ""), list("three", "Dd")];
        let mut opened = opened(&lists, 20);
        assert_eq!(told(&opened, &lists), "-acB--dD");
        assert_eq!(opened.shown.selected(), Some(&ListLine::Todo(0, 0)));
        opened.filter = Filter::of("d");
        opened.refit_to(&lists, TODAY, 20);
        assert_eq!(told(&opened, &lists), "-dD", "a list in which nothing is found is left out");
        opened.filter = Filter::default();
        opened.refit_to(&lists, TODAY, 20);
        assert_eq!(opened.shown.selected(), Some(&ListLine::Todo(0, 0)), "it is back");
    }
}
