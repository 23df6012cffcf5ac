//! The to-dos of a member: which list, which of its lines show, and the to-do that the person is at.

use jiff::civil::Date;

use super::copying::{self, CopyMenu};
use super::groups::{Line, lines};
use super::reader::Reader;
use super::tab::Tab;
use crate::app::core::context::Context;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Flow, Habits, Screen};
use crate::app::data::changes::Mark;
use crate::app::data::remote::{Fetch, Remote};
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::data::todos::TodoList;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::search::{Filter, TodoFilter};
use crate::base::text::SafeText;
use crate::tower::model::{MemberId, Team};
use crate::tower::todo::{Todo, TodoId};

/// When what follows a list in pages is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum More {
    /// Where the end of the list is near.
    #[default]
    AsNeeded,
    /// The person has moved, or wants more otherwise: so many pages, even where a filter hides how near the end is.
    Pages(u32),
    /// Not before the person moves: they did not want to wait for it.
    Stopped,
}

/// A member's to-dos.
#[derive(Debug)]
pub struct Todos {
    /// The team they are a member of, if one is open.
    pub team: Option<Team>,
    /// Whose.
    pub member: MemberId,
    /// That member's name.
    pub name: SafeText,
    /// Which of them.
    pub tab: Tab,
    /// What is typed to find one.
    pub filter: Filter,
    /// The selected to-do stands beside the list where there is room.
    pub detail: bool,
    /// The selected to-do has the whole screen.
    pub zoomed: bool,
    /// Where in it the person is then.
    pub reader: Reader,
    /// What of the selected to-do to copy, while that is chosen.
    pub menu: Option<CopyMenu>,
    /// How many to-dos are on the tab, whatever is typed.
    pub unfiltered: usize,
    /// The lines, headings and all.
    pub lines: Vec<Line>,
    /// The selected line and the first that shows.
    pub cursor: Cursor,
    more: More,
    selected: Option<TodoId>,
}

impl Todos {
    /// The open to-dos of a member.
    pub fn of(team: Option<Team>, member: MemberId, name: SafeText, habits: &Habits) -> Self {
        Self {
            team,
            member,
            name,
            tab: Tab::Open,
            filter: Filter::default(),
            detail: habits.todo_detail,
            zoomed: false,
            reader: Reader::default(),
            menu: None,
            unfiltered: 0,
            lines: Vec::new(),
            cursor: Cursor::default(),
            more: More::default(),
            selected: None,
        }
    }

    /// What has come of the list.
    pub fn list<'a>(&self, data: &'a Data) -> &'a TodoList {
        data.todos(&self.member, self.tab.which())
    }

    /// The selected to-do as its list has it.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        self.list(data).rows().get(self.place()?)
    }

    /// The same with all that belongs to it, once that has come.
    pub fn selected_whole<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        let listed = self.selected(data)?;
        Some(data.todo(&listed.id).and_then(Remote::value).unwrap_or(listed))
    }

    /// How many to-dos show.
    pub fn count(&self) -> usize {
        self.places().count()
    }

    /// Where among them the selected one is, counted from 0.
    pub fn position(&self) -> usize {
        self.lines.iter().take(self.cursor.selected).filter(|line| line.place().is_some()).count()
    }

    /// The place in the list of the selected to-do.
    fn place(&self) -> Option<usize> {
        self.lines.get(self.cursor.selected)?.place()
    }

    /// The lines that show, from the first on the screen, each with whether it is the selected one.
    pub fn visible(&self) -> impl Iterator<Item = (Line, bool)> {
        let lines = self.lines.iter().enumerate().skip(self.cursor.offset);
        lines.map(|(at, line)| (*line, at == self.cursor.selected))
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().enumerate().filter(|(_, line)| line.place().is_some()).map(|(at, _)| at)
    }

    /// Moves the selection from to-do to to-do.
    fn move_by(&mut self, motion: Motion, todos: &[Todo], rows: usize) {
        let mut among = Cursor { selected: self.position(), offset: 0 };
        among.go(motion, self.count(), rows);
        let line = self.places().nth(among.selected);
        if let Some(line) = line {
            self.select_line(line, todos, rows);
        }
    }

    /// Selects the to-do on one of the lines.
    fn select_line(&mut self, line: usize, todos: &[Todo], rows: usize) {
        let place = self.lines.get(line).and_then(|line| line.place());
        if let Some(todo) = place.and_then(|place| todos.get(place)) {
            self.cursor.selected = line;
            self.selected = Some(todo.id.clone());
            self.fit(rows);
        }
    }

    /// Keeps the selected line on the screen, and the heading above it where there is room for both.
    fn fit(&mut self, rows: usize) {
        self.cursor.fit(self.lines.len(), rows);
        let above = self.cursor.selected.checked_sub(1);
        let heading =
            above.and_then(|above| self.lines.get(above)).is_some_and(|line| line.place().is_none());
        if heading && rows > 1 && self.cursor.offset == self.cursor.selected {
            self.cursor.offset -= 1;
        }
    }

    /// Works out anew which lines show. The selection stays on its to-do, or goes to the nearest one left.
    fn refit_to(&mut self, todos: &[Todo], today: Date, rows: usize) {
        let before = self.position();
        let filter = TodoFilter::of(self.filter.field.text());
        let has = |todo: &Todo| self.tab.has(todo, &self.member);
        self.unfiltered = todos.iter().filter(|todo| has(todo)).count();
        self.lines = lines(todos, self.tab.which(), today, |todo| has(todo) && filter.keeps(todo, today));
        let is_selected = |line: &Line| {
            let todo = line.place().and_then(|place| todos.get(place));
            todo.is_some_and(|todo| Some(&todo.id) == self.selected.as_ref())
        };
        let last = self.count().saturating_sub(1);
        let nearest = || self.places().nth(before.min(last));
        let line = self.lines.iter().position(is_selected).or_else(nearest).unwrap_or(0);
        self.cursor.selected = line;
        if self.selected.is_none() {
            self.select_line(line, todos, rows);
        }
        self.zoomed &= self.place().is_some();
        self.fit(rows);
    }

    /// Whether the end of what has come is near.
    fn is_near_the_end(&self, cx: &Context<'_>) -> bool {
        self.cursor.selected + self.areas(cx).rows() >= self.lines.len()
    }

    /// How many pages of the list are wanted now.
    fn pages(&self, cx: &Context<'_>) -> u32 {
        match self.more {
            // A filter that leaves little would ask for all there ever was.
            More::AsNeeded | More::Pages(_) if self.filter.is_empty() && self.is_near_the_end(cx) => {
                self.list(cx.data).pages() + 1
            }
            More::Pages(pages) => pages,
            More::AsNeeded | More::Stopped => 1,
        }
    }

    /// Another list from its beginning, the next or the one before.
    fn turn(&mut self, back: bool, cx: &Context<'_>) {
        self.tab = self.tab.turned(back);
        self.zoomed = false;
        self.lines = Vec::new();
        self.cursor = Cursor::default();
        self.more = More::default();
        self.selected = None;
        self.refit(cx);
    }

    /// The selected to-do on the whole screen, or the list again.
    fn zoom(&mut self, zoomed: bool, cx: &Context<'_>) {
        self.zoomed = zoomed && self.place().is_some();
        self.reader = Reader::default();
        self.refit(cx);
    }

    /// Shows the selected to-do beside the list, or hides it; where it has no room there, on the whole screen.
    fn toggle_detail(&mut self, cx: &Context<'_>) {
        if self.zoomed || !cx.has_detail(false) {
            return self.zoom(!self.zoomed, cx);
        }
        self.detail = !self.detail;
        self.refit(cx);
    }
}

impl Screen for Todos {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        match self {
            Self { menu: Some(_), .. } => Mode::Menu,
            _ if self.filter.editing => Mode::Filter,
            _ if self.zoomed => Mode::Todo,
            _ => Mode::Todos,
        }
    }

    fn team(&self) -> Option<&Team> {
        self.team.as_ref()
    }

    /// A to-do is too much for the rows below a list.
    fn areas(&self, cx: &Context<'_>) -> Areas {
        let detail = self.detail && cx.has_detail(false);
        Areas::todos(cx.size, PaneRequest { filter: self.filter.shows(), detail })
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let list = Want::of(Resource::Todos(self.member.clone(), self.tab.which())).pages(self.pages(cx));
        let shows = self.zoomed || !self.areas(cx).detail.is_empty();
        let todo = self.selected(cx.data).filter(|_| shows);
        let todo = todo.map(|todo| Want::of(Resource::Todo(todo.id.clone())));
        let todo = todo.map(|todo| if self.zoomed { todo } else { todo.rested() });
        let read = self.selected_whole(cx.data).filter(|_| self.zoomed);
        let thread = read.and_then(|todo| self.reader.want(todo, self.areas(cx), cx));
        [Some(list), todo, thread].into_iter().flatten().collect()
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.refit_to(self.list(cx.data).rows(), cx.today(), self.areas(cx).rows());
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        if let Some(open) = &mut self.menu {
            return open.go(motion, cx);
        }
        if self.zoomed {
            let areas = self.areas(cx);
            if let Some(todo) = self.selected_whole(cx.data).cloned() {
                self.reader.go(motion, &todo, areas, cx);
            }
            return;
        }
        self.move_by(motion, self.list(cx.data).rows(), self.areas(cx).rows());
        self.waits(true, cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        if let Some(open) = &mut self.menu {
            return open.select(row, cx);
        }
        self.select_line(row, self.list(cx.data).rows(), self.areas(cx).rows());
        self.waits(true, cx);
    }

    fn rows(&self, _cx: &Context<'_>) -> usize {
        self.menu.as_ref().map_or(0, |open| open.offered.len())
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.select_line(self.cursor.selected, self.list(cx.data).rows(), self.areas(cx).rows());
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        match action {
            Action::Open => self.zoom(true, cx),
            Action::Zoom => self.zoom(!self.zoomed, cx),
            Action::Detail => self.toggle_detail(cx),
            Action::NextTab | Action::PreviousTab => self.turn(action == Action::PreviousTab, cx),
            action => {
                let mut menu = self.menu.take();
                copying::act(&mut menu, self.selected_whole(cx.data), action, cx, out);
                self.menu = menu;
            }
        }
        Flow::Done
    }

    fn is_inside(&self) -> bool {
        self.zoomed || self.menu.is_some()
    }

    fn close(&mut self, cx: &Context<'_>) {
        if self.menu.take().is_none() {
            self.zoom(false, cx);
        }
    }

    fn in_view(&self, cx: &Context<'_>) -> Vec<Mark> {
        let rows = self.list(cx.data).rows();
        let places = self.visible().take(self.areas(cx).rows()).filter_map(|(line, _)| line.place());
        places.filter_map(|place| rows.get(place)).map(|todo| Mark::Todo(todo.id.clone())).collect()
    }

    fn waits(&mut self, waits: bool, cx: &Context<'_>) {
        self.reader.waits(waits);
        let list = self.list(cx.data);
        let can_follow = list.todos.fetch == Fetch::Idle && self.is_near_the_end(cx);
        self.more = match waits {
            false => More::Stopped,
            true if can_follow => More::Pages(list.pages() + 1),
            true => More::AsNeeded,
        };
    }

    fn leave(&mut self, habits: &mut Habits) {
        habits.todo_detail = self.detail;
    }

    /// The list on the screen, which has come or does not come, has no to-do for it.
    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        if self.mode(cx) != Mode::Todos {
            return false;
        }
        let todos = &self.list(cx.data).todos;
        let selected = self.place().is_some();
        let lacks = match action {
            Action::Open | Action::Zoom | Action::CopyName | Action::Browse | Action::Menu(_) => !selected,
            Action::Detail => !selected && !cx.has_detail(false),
            // They load more of a list where a filter leaves nothing of what has come.
            Action::Go(_) => todos.value().is_none_or(Vec::is_empty),
            _ => false,
        };
        let coming = todos.value().is_none() && todos.request().is_some();
        lacks && !coming
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tower::model::Id;
    use crate::tower::todo::TodoBox;

    const TODAY: Date = date(2026, 8, 28);
    const ALL: [(&str, &str); 6] = [("a", "1"), ("b", "1"), ("c", "2"), ("d", "3"), ("e", "3"), ("f", "0")];

    fn todos(of: &[(&str, &str)]) -> Vec<Todo> {
        let todo = |(name, todo_box): &(&str, &str)| Todo {
            todo_box: Some(TodoBox::of_box(todo_box)),
            ..Todo::bare(TodoId(Id::parse(name).unwrap()), SafeText::line(name, 9))
        };
        of.iter().map(todo).collect()
    }

    fn opened(todos: &[Todo], rows: usize) -> Todos {
        let (member, name) = (MemberId(Id::parse("m").unwrap()), SafeText::line("曾国栋", 9));
        let mut opened = Todos::of(None, member, name, &Habits::default());
        opened.refit_to(todos, TODAY, rows);
        opened
    }

    fn at<'a>(opened: &Todos, todos: &'a [Todo]) -> Option<&'a str> {
        opened.place().map(|place| todos[place].title.as_str())
    }

    #[test]
    fn the_selection_goes_from_to_do_to_to_do_and_keeps_its_heading_in_sight() {
        let todos = todos(&ALL);
        for rows in 1..12 {
            let mut opened = opened(&todos, rows);
            assert_eq!(at(&opened, &todos), Some("a"));
            for (number, wanted) in ["b", "c", "d", "e", "f", "f"].into_iter().enumerate() {
                opened.move_by(Motion::Down, &todos, rows);
                assert_eq!((at(&opened, &todos), opened.position()), (Some(wanted), (number + 1).min(5)));
                let Cursor { selected, offset } = opened.cursor;
                assert!(offset <= selected && selected < offset + rows.max(1), "{rows}");
            }
            for _ in 0..9 {
                opened.move_by(Motion::Up, &todos, rows);
            }
            assert_eq!(opened.cursor.offset, usize::from(rows == 1), "the first heading shows again");
            opened.move_by(Motion::Last, &todos, rows);
            assert_eq!(at(&opened, &todos), Some("f"));
        }
    }

    #[test]
    fn the_selection_stays_on_its_to_do_or_goes_to_the_nearest() {
        let before = todos(&ALL);
        let mut opened = opened(&before, 20);
        opened.move_by(Motion::Down, &before, 20);
        opened.move_by(Motion::Down, &before, 20);
        let moved = todos(&[("c", "1"), ("a", "2"), ("d", "3")]);
        opened.refit_to(&moved, TODAY, 20);
        assert_eq!(at(&opened, &moved), Some("c"));
        let gone = todos(&[("a", "1"), ("b", "1")]);
        opened.refit_to(&gone, TODAY, 20);
        assert_eq!((at(&opened, &gone), opened.count()), (Some("a"), 2));
        opened.refit_to(&[], TODAY, 20);
        assert_eq!((opened.place(), opened.count(), opened.position()), (None, 0, 0));
        opened.move_by(Motion::Down, &[], 20);
        opened.refit_to(&before, TODAY, 20);
        assert_eq!(at(&opened, &before), Some("c"), "it is back");
    }

    #[test]
    fn a_heading_cannot_be_selected() {
        let todos = todos(&ALL);
        let mut opened = opened(&todos, 20);
        opened.select_line(3, &todos, 20);
        assert_eq!(at(&opened, &todos), Some("a"));
        opened.select_line(4, &todos, 20);
        assert_eq!(at(&opened, &todos), Some("c"));
    }
}
