//! The to-dos of a member: which list, which of its lines show, and the to-do that the person is at.

use jiff::civil::Date;

use super::groups::{Line, lines};
use super::reading::Reading;
use super::tab::Tab;
use crate::app::core::context::Context;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, FeedOf, Flow, Habits, Screen};
use crate::app::data::changes::ChangedRow;
use crate::app::data::remote::{Fetch, Remote};
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::data::todos::TodoList;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Motion;
use crate::app::kit::headed::Headed;
use crate::app::kit::layout::Areas;
use crate::app::kit::more::More;
use crate::app::search::{Filter, TodoFilter};
use crate::base::text::SafeText;
use crate::tower::model::{MemberId, Team};
use crate::tower::todo::{Todo, TodoId};
use crate::tower::work::Period;

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
    /// How the selected to-do is read.
    pub reading: Reading,
    /// How many to-dos are on the tab, whatever is typed.
    pub unfiltered: usize,
    /// Those that show, under their headings.
    pub shown: Headed<Line, TodoId>,
    more: More,
}

impl Todos {
    /// The to-dos of a member, on one of their tabs.
    pub fn of(team: Option<Team>, member: MemberId, name: SafeText, tab: Tab, habits: &Habits) -> Self {
        Self {
            team,
            member,
            name,
            tab,
            filter: Filter::default(),
            reading: Reading::of(habits),
            unfiltered: 0,
            shown: Headed::default(),
            more: More::default(),
        }
    }

    /// What has come of the list.
    pub fn list<'a>(&self, data: &'a Data) -> &'a TodoList {
        data.todos(&self.member, self.tab.which())
    }

    /// The selected to-do as its list has it.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        self.list(data).rows().get(self.shown.selected()?.place()?)
    }

    /// The same with all that belongs to it, once that has come.
    pub fn selected_whole<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        let listed = self.selected(data)?;
        Some(data.todo(&listed.id).and_then(Remote::value).unwrap_or(listed))
    }

    /// Works out anew which lines show.
    fn refit_to(&mut self, todos: &[Todo], today: Date, height: usize) {
        let filter = TodoFilter::of(self.filter.field.text());
        let has = |todo: &Todo| self.tab.has(todo, &self.member);
        self.unfiltered = todos.iter().filter(|todo| has(todo)).count();
        let lines = lines(todos, self.tab.which(), today, |todo| has(todo) && filter.keeps(todo, today));
        let id = |line: &Line| id_in(todos, *line);
        self.shown.replace(lines, height, id);
        self.shown.pin(height, id);
        self.reading.zoomed &= self.shown.selected().is_some();
    }

    /// Whether the end of what has come is near.
    fn is_near_the_end(&self, cx: &Context<'_>) -> bool {
        self.shown.cursor.selected + self.areas(cx).rows() >= self.shown.lines.len()
    }

    /// How many pages of the list are wanted now.
    fn pages(&self, cx: &Context<'_>) -> u32 {
        self.more.pages(self.list(cx.data).pages(), !self.filter.is_empty(), self.is_near_the_end(cx))
    }

    /// Another list from its beginning.
    fn turn(&mut self, to: Tab, cx: &Context<'_>) {
        self.tab = to;
        self.reading.zoomed = false;
        self.shown = Headed::default();
        self.more = More::default();
        self.refit(cx);
    }

    /// To what the member did, which is a tab beside these.
    fn to_the_feed(&self) -> Flow {
        Flow::Swap(Destination::Activity(FeedOf::Member(self.member.clone(), self.name.clone())))
    }
}

impl Screen for Todos {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        self.reading.mode(&self.filter, Mode::Todos)
    }

    fn team(&self) -> Option<&Team> {
        self.team.as_ref()
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        self.reading.areas(&self.filter, cx)
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let list = Want::of(Resource::Todos(self.member.clone(), self.tab.which())).pages(self.pages(cx));
        let (listed, whole) = (self.selected(cx.data), self.selected_whole(cx.data));
        std::iter::once(list).chain(self.reading.wants(listed, whole, self.areas(cx), cx)).collect()
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.refit_to(self.list(cx.data).rows(), cx.today(), self.areas(cx).rows());
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let areas = self.areas(cx);
        if self.reading.go(motion, self.selected_whole(cx.data), areas, cx) {
            return;
        }
        let todos = self.list(cx.data).rows();
        self.shown.go(motion, areas.rows(), |line| id_in(todos, *line));
        self.waits(true, cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        if self.reading.select(row, cx) {
            return;
        }
        let todos = self.list(cx.data).rows();
        self.shown.select_line(row, self.areas(cx).rows(), |line| id_in(todos, *line));
        self.waits(true, cx);
    }

    fn rows(&self, _cx: &Context<'_>) -> usize {
        self.reading.rows()
    }

    fn first_row(&self) -> usize {
        self.shown.cursor.offset
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        let (todos, rows) = (self.list(cx.data).rows(), self.areas(cx).rows());
        let rank = |line: &Line| Some(self.filter.rank_of(&[todos.get(line.place()?)?.title.as_str()]));
        self.shown.find(!self.filter.is_empty(), rows, rank, |line| id_in(todos, *line));
    }

    fn forget_found(&mut self) {
        self.shown.forget_found();
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        let todos = self.list(cx.data).rows();
        let line = self.shown.cursor.selected;
        self.shown.select_line(line, self.areas(cx).rows(), |line| id_in(todos, *line));
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        match action {
            Action::Activity => return self.to_the_feed(),
            Action::Report => {
                let week = Period::week_of(cx.today());
                let (member, name) = (self.member.clone(), self.name.clone());
                return Flow::Open(Destination::Report { member, name, week });
            }
            Action::NextTab | Action::PreviousTab => match self.tab.turned(action == Action::PreviousTab) {
                Some(tab) => self.turn(tab, cx),
                None => return self.to_the_feed(),
            },
            action => {
                self.reading.act(self.selected_whole(cx.data), action, cx, out);
                self.refit(cx);
            }
        }
        Flow::Done
    }

    fn is_inside(&self) -> bool {
        self.reading.is_inside()
    }

    fn close(&mut self, cx: &Context<'_>) {
        self.reading.close();
        self.refit(cx);
    }

    fn in_view(&self, cx: &Context<'_>) -> Vec<ChangedRow> {
        let rows = self.list(cx.data).rows();
        let places = self.shown.visible().take(self.areas(cx).rows()).filter_map(|(line, _)| line.place());
        places.filter_map(|place| rows.get(place)).map(|todo| ChangedRow::Todo(todo.id.clone())).collect()
    }

    fn waits(&mut self, waits: bool, cx: &Context<'_>) {
        self.reading.reader.waits(waits);
        let list = self.list(cx.data);
        let can_follow = list.todos.fetch == Fetch::Idle && self.is_near_the_end(cx);
        self.more = More::waiting(waits, can_follow, list.pages());
    }

    fn leave(&mut self, habits: &mut Habits) {
        habits.todo_detail = self.reading.beside;
    }

    /// The list on the screen, which has come or does not come, has no to-do for it.
    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        if self.mode(cx) != Mode::Todos {
            return false;
        }
        let todos = &self.list(cx.data).todos;
        let selected = self.shown.selected().is_some();
        let lacks = match action {
            Action::Open | Action::Zoom | Action::CopyName | Action::Browse | Action::Menu(_) => !selected,
            Action::Detail => !selected && !cx.has_detail(false),
            // They load more of a list where a filter leaves nothing of what has come.
            Action::Go(_) => todos.value().is_none_or(Vec::is_empty),
            _ => false,
        };
        lacks && !todos.is_awaited()
    }
}

/// The id of the to-do on a line.
fn id_in(todos: &[Todo], line: Line) -> Option<&TodoId> {
    Some(&todos.get(line.place()?)?.id)
}
