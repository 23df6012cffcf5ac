//! My day: what of all teams is the account's own to do, in the order in which it presses.

use crate::app::core::context::Context;
use crate::app::core::notice::{Copying, Notice};
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Flow, Habits, Screen};
use crate::app::data::changes::ChangedRow;
use crate::app::data::remote::{Fetch, Remote};
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::screens::todos::Reader;
use crate::app::search::Filter;
use crate::base::text::SafeText;
use crate::tower::model::{MemberId, Team};
use crate::tower::todo::{Todo, TodoId, Which};
use crate::tower::work::{Section, my_day};

/// What the account has to do, over all its teams.
#[derive(Debug)]
pub struct MyDay {
    /// The team that was open before.
    team: Option<Team>,
    /// What is typed to find a to-do.
    pub filter: Filter,
    /// The selected to-do stands beside the list where there is room.
    pub detail: bool,
    /// The selected to-do has the whole screen.
    pub zoomed: bool,
    /// The first of its rows that shows then.
    pub reader: Reader,
    /// The lines, headings and all.
    pub lines: Vec<DayLine>,
    /// The selected line and the first that shows.
    pub cursor: Cursor,
    /// Of how many teams the list has come, of how many it does not come, and how many there are.
    pub teams: TeamsCome,
    /// How many to-dos could not be read.
    pub unreadable: usize,
    /// The person did not want to wait.
    stopped: bool,
    selected: Option<TodoId>,
}

/// How far the lists of the teams have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TeamsCome {
    /// Those that are there.
    pub come: usize,
    /// Those that do not come.
    pub failed: usize,
    /// All of them.
    pub all: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayLine {
    /// The heading of a section, and how many to-dos are in it.
    Heading(Section, usize),
    /// A to-do.
    Item(DayItem),
}

/// Where a to-do is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayItem {
    /// Which of the teams it is in.
    team: usize,
    /// The account's member there.
    member: MemberId,
    /// Its place in that member's list.
    place: usize,
}

impl DayLine {
    /// The to-do, if it is one.
    pub fn item(&self) -> Option<&DayItem> {
        match self {
            Self::Item(item) => Some(item),
            Self::Heading(..) => None,
        }
    }
}

fn teams(data: &Data) -> &[Team] {
    data.teams.value().map_or(&[], Vec::as_slice)
}

impl DayItem {
    /// The to-do as its list has it.
    pub fn todo<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        data.todos(&self.member, Which::Open).rows().get(self.place)
    }

    /// The team it is in.
    pub fn team<'a>(&self, data: &'a Data) -> Option<&'a Team> {
        teams(data).get(self.team)
    }
}

impl MyDay {
    /// My day, as opened from a team or from none.
    pub(in crate::app) fn of(team: Option<Team>, habits: &Habits) -> Self {
        Self {
            team,
            filter: Filter::default(),
            detail: habits.todo_detail,
            zoomed: false,
            reader: Reader::default(),
            lines: Vec::new(),
            cursor: Cursor::default(),
            teams: TeamsCome::default(),
            unreadable: 0,
            stopped: false,
            selected: None,
        }
    }

    /// The selected to-do as its list has it.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        self.lines.get(self.cursor.selected)?.item()?.todo(data)
    }

    /// The same with all that belongs to it, once that has come.
    pub fn selected_whole<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        let listed = self.selected(data)?;
        Some(data.todo(&listed.id).and_then(Remote::value).unwrap_or(listed))
    }

    /// How many to-dos show.
    pub fn count(&self) -> usize {
        self.items().count()
    }

    /// Where among them the selected one is, counted from 0.
    pub fn position(&self) -> usize {
        self.lines.iter().take(self.cursor.selected).filter(|line| line.item().is_some()).count()
    }

    /// Whether the person did not want to wait for what is missing.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Whether every team's list is there, or does not come.
    pub fn has_settled(&self) -> bool {
        self.teams.come + self.teams.failed >= self.teams.all
    }

    /// The lines that show, from the first on the screen, each with whether it is the selected one.
    pub fn visible(&self) -> impl Iterator<Item = (&DayLine, bool)> {
        let lines = self.lines.iter().enumerate().skip(self.cursor.offset);
        lines.map(|(at, line)| (line, at == self.cursor.selected))
    }

    /// The lines of to-dos.
    fn items(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().enumerate().filter(|(_, line)| line.item().is_some()).map(|(at, _)| at)
    }

    fn select_line(&mut self, line: usize, cx: &Context<'_>) {
        let todo = self.lines.get(line).and_then(DayLine::item).and_then(|item| item.todo(cx.data));
        if let Some(todo) = todo {
            self.selected = Some(todo.id.clone());
            self.cursor.selected = line;
            self.fit(cx);
        }
    }

    /// Keeps the selected line on the screen, and the heading above it where there is room for both.
    fn fit(&mut self, cx: &Context<'_>) {
        let rows = self.areas(cx).rows();
        self.cursor.fit(self.lines.len(), rows);
        let above = self.cursor.selected.checked_sub(1).and_then(|above| self.lines.get(above));
        let heading = above.is_some_and(|line| line.item().is_none());
        if heading && rows > 1 && self.cursor.offset == self.cursor.selected {
            self.cursor.offset -= 1;
        }
    }

    /// Takes stock of what has come of every team.
    fn take_stock(&mut self, data: &Data) {
        let is_coming = |of: &Resource| matches!(data.fetch(of), None | Some(Fetch::Loading { .. }));
        self.teams = TeamsCome { all: teams(data).len(), ..TeamsCome::default() };
        self.unreadable = 0;
        for team in teams(data) {
            let own = data.own_member(&team.id);
            let list = own.map(|own| Resource::Todos(own.clone(), Which::Open));
            let todos = own.map(|own| data.todos(own, Which::Open));
            if let Some(todos) = todos.filter(|todos| todos.todos.value().is_some()) {
                self.teams.come += 1;
                self.unreadable += todos.unreadable();
            } else if !is_coming(&list.unwrap_or_else(|| Resource::OwnMember(team.id.clone()))) {
                self.teams.failed += 1;
            }
        }
    }

    /// The lines of what has come.
    fn lines_of(&self, cx: &Context<'_>) -> Vec<DayLine> {
        let mut todos = Vec::new();
        for (team, of) in teams(cx.data).iter().enumerate() {
            let Some(member) = cx.data.own_member(&of.id) else { continue };
            let rows = cx.data.todos(member, Which::Open).rows().iter().enumerate();
            let kept = rows.filter(|(_, todo)| self.keeps(todo, of));
            todos.extend(kept.map(|(place, todo)| (todo, DayItem { team, member: member.clone(), place })));
        }
        let day = my_day(todos, cx.today());
        let mut lines = Vec::with_capacity(day.len() + Section::ALL.len());
        for part in day.chunk_by(|(one, ..), (other, ..)| one == other) {
            lines.extend(part.first().map(|(section, ..)| DayLine::Heading(*section, part.len())));
            lines.extend(part.iter().map(|(_, _, item)| DayLine::Item(item.clone())));
        }
        lines
    }

    fn keeps(&self, todo: &Todo, team: &Team) -> bool {
        let project = todo.project.as_ref().map_or("", SafeText::as_str);
        self.filter.is_empty() || self.filter.keeps_name(&format!("{} {project} {}", todo.name(), team.name))
    }

    fn zoom(&mut self, zoomed: bool, cx: &Context<'_>) {
        self.zoomed = zoomed && self.selected(cx.data).is_some();
        self.reader = Reader::default();
        self.refit(cx);
    }

    fn toggle_detail(&mut self, cx: &Context<'_>) {
        if self.zoomed || !cx.has_detail(false) {
            return self.zoom(!self.zoomed, cx);
        }
        self.detail = !self.detail;
        self.refit(cx);
    }
}

impl Screen for MyDay {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        match self {
            _ if self.filter.editing => Mode::Filter,
            _ if self.zoomed => Mode::Todo,
            _ => Mode::MyDay,
        }
    }

    fn team(&self) -> Option<&Team> {
        self.team.as_ref()
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        let detail = self.detail && cx.has_detail(false);
        Areas::todos(cx.size, PaneRequest { filter: self.filter.shows(), detail })
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let mut wants = vec![Want::of(Resource::Teams)];
        if !self.stopped {
            for team in teams(cx.data) {
                wants.push(Want::of(match cx.data.own_member(&team.id) {
                    Some(own) => Resource::Todos(own.clone(), Which::Open),
                    None => Resource::OwnMember(team.id.clone()),
                }));
            }
        }
        let shows = self.zoomed || !self.areas(cx).detail.is_empty();
        let todo = self.selected(cx.data).filter(|_| shows);
        let todo = todo.map(|todo| Want::of(Resource::Todo(todo.id.clone())));
        wants.extend(todo.map(|todo| if self.zoomed { todo } else { todo.rested() }));
        let read = self.selected_whole(cx.data).filter(|_| self.zoomed);
        wants.extend(read.and_then(|todo| self.reader.want(todo, self.areas(cx), cx)));
        wants
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.take_stock(cx.data);
        let before = self.position();
        self.lines = self.lines_of(cx);
        let is_selected = |line: &DayLine| {
            let todo = line.item().and_then(|item| item.todo(cx.data));
            self.selected.is_some() && todo.map(|todo| &todo.id) == self.selected.as_ref()
        };
        let last = self.count().saturating_sub(1);
        let line = self.lines.iter().position(is_selected);
        let line = line.or_else(|| self.items().nth(before.min(last))).unwrap_or(0);
        self.cursor.selected = line;
        self.zoomed &= self.selected(cx.data).is_some();
        self.fit(cx);
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        if self.zoomed {
            let areas = self.areas(cx);
            if let Some(todo) = self.selected_whole(cx.data).cloned() {
                self.reader.go(motion, &todo, areas, cx);
            }
            return;
        }
        let mut among = Cursor { selected: self.position(), offset: 0 };
        among.go(motion, self.count(), self.areas(cx).rows());
        let line = self.items().nth(among.selected);
        if let Some(line) = line {
            self.select_line(line, cx);
        }
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.select_line(row, cx);
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
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
            Action::CopyName => {
                if let Some(todo) = self.selected_whole(cx.data) {
                    let name = todo.name();
                    let said = SafeText::line(&name, SafeText::NAME);
                    out.copy(cx.can.clipboard, name, Copying::Asked(Some(said)));
                }
            }
            Action::Browse => match self.selected_whole(cx.data).map(|todo| todo.link(cx.origin())) {
                Some(Some(url)) => out.browse(cx.can, url),
                Some(None) => out.tell(Notice::NoPage),
                None => {}
            },
            _ => {}
        }
        Flow::Done
    }

    fn is_inside(&self) -> bool {
        self.zoomed
    }

    fn close(&mut self, cx: &Context<'_>) {
        self.zoom(false, cx);
    }

    fn in_view(&self, cx: &Context<'_>) -> Vec<ChangedRow> {
        let lines = self.visible().take(self.areas(cx).rows());
        let todos = lines.filter_map(|(line, _)| line.item()?.todo(cx.data));
        todos.map(|todo| ChangedRow::Todo(todo.id.clone())).collect()
    }

    fn waits(&mut self, waits: bool, cx: &Context<'_>) {
        self.reader.waits(waits);
        self.stopped = !waits;
        self.refit(cx);
    }

    fn leave(&mut self, habits: &mut Habits) {
        habits.todo_detail = self.detail;
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        let of_a_todo = matches!(action, Action::Open | Action::Zoom | Action::CopyName | Action::Browse);
        of_a_todo && self.selected(cx.data).is_none()
    }
}
