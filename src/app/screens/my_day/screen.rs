//! My day: what of all teams is the account's own to do, the most urgent first.

use crate::app::core::context::Context;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Flow, Habits, Screen};
use crate::app::data::changes::ChangedRow;
use crate::app::data::remote::{Fetch, Remote};
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Motion;
use crate::app::kit::headed::{Headed, HeadedLine};
use crate::app::kit::layout::Areas;
use crate::app::screens::todos::Reading;
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
    /// How the selected to-do is read.
    pub reading: Reading,
    /// Those that show, under their sections.
    pub shown: Headed<DayLine, TodoId>,
    /// Of how many teams the list has come, of how many it does not come, and how many there are.
    pub teams: TeamsCome,
    /// How many to-dos could not be read.
    pub unreadable: usize,
    /// The person did not want to wait.
    stopped: bool,
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

impl DayLine {
    /// The id of its to-do.
    fn id<'a>(&self, data: &'a Data) -> Option<&'a TodoId> {
        Some(&self.item()?.todo(data)?.id)
    }
}

impl HeadedLine for DayLine {
    fn is_heading(&self) -> bool {
        self.item().is_none()
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

/// What a to-do is found by.
fn parts<'a>(todo: &'a Todo, team: &'a Team) -> [&'a str; 3] {
    [todo.title.as_str(), todo.project.as_ref().map_or("", SafeText::as_str), team.name.as_str()]
}

impl MyDay {
    /// My day, as opened from a team or from none.
    pub(in crate::app) fn of(team: Option<Team>, habits: &Habits) -> Self {
        Self {
            team,
            filter: Filter::default(),
            reading: Reading::of(habits),
            shown: Headed::default(),
            teams: TeamsCome::default(),
            unreadable: 0,
            stopped: false,
        }
    }

    /// The selected to-do as its list has it.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        self.shown.selected()?.item()?.todo(data)
    }

    /// The same with all that belongs to it, once that has come.
    pub fn selected_whole<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        let listed = self.selected(data)?;
        Some(data.todo(&listed.id).and_then(Remote::value).unwrap_or(listed))
    }

    /// Whether the person did not want to wait for what is missing.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Whether every team's list is there, or does not come.
    pub fn has_settled(&self) -> bool {
        self.teams.come + self.teams.failed >= self.teams.all
    }

    /// Counts the teams whose list has come or failed.
    fn take_stock(&mut self, data: &Data) {
        let is_coming = |of: &Resource| matches!(data.fetch(of), None | Some(Fetch::Loading { .. }));
        self.teams = TeamsCome { all: teams(data).len(), ..TeamsCome::default() };
        self.unreadable = data.unreadable_teams;
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
}

impl Screen for MyDay {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        self.reading.mode(&self.filter, Mode::MyDay)
    }

    fn team(&self) -> Option<&Team> {
        self.team.as_ref()
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        self.reading.areas(&self.filter, cx)
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
        let (listed, whole) = (self.selected(cx.data), self.selected_whole(cx.data));
        wants.extend(self.reading.wants(listed, whole, self.areas(cx), cx));
        wants
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.take_stock(cx.data);
        let lines = self.lines_of(cx);
        self.shown.replace(lines, self.areas(cx).rows(), |line| line.id(cx.data));
        self.reading.zoomed &= self.selected(cx.data).is_some();
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let areas = self.areas(cx);
        if !self.reading.go(motion, self.selected_whole(cx.data), areas, cx) {
            self.shown.go(motion, areas.rows(), |line| line.id(cx.data));
        }
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        if !self.reading.select(row, cx) {
            self.shown.select_line(row, self.areas(cx).rows(), |line| line.id(cx.data));
        }
    }

    fn rows(&self, _cx: &Context<'_>) -> usize {
        self.reading.rows()
    }

    fn first_row(&self) -> usize {
        self.shown.cursor.offset
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        let rows = self.areas(cx).rows();
        let rank = |line: &DayLine| {
            let item = line.item()?;
            Some(self.filter.rank_of(&parts(item.todo(cx.data)?, item.team(cx.data)?)))
        };
        self.shown.find(!self.filter.is_empty(), rows, rank, |line| line.id(cx.data));
    }

    fn forget_found(&mut self) {
        self.shown.forget_found();
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.shown.select_line(self.shown.cursor.selected, self.areas(cx).rows(), |line| line.id(cx.data));
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        // What the person does something with stays selected, whatever else comes.
        self.shown.pin(self.areas(cx).rows(), |line| line.id(cx.data));
        self.reading.act(self.selected_whole(cx.data), action, cx, out);
        self.refit(cx);
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
        let lines = self.shown.visible().take(self.areas(cx).rows());
        let todos = lines.filter_map(|(line, _)| line.item()?.todo(cx.data));
        todos.map(|todo| ChangedRow::Todo(todo.id.clone())).collect()
    }

    fn waits(&mut self, waits: bool, cx: &Context<'_>) {
        self.reading.reader.waits(waits);
        self.stopped = !waits;
        self.refit(cx);
    }

    fn leave(&mut self, habits: &mut Habits) {
        habits.todo_detail = self.reading.beside;
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        let of_a_todo = matches!(
            action,
            Action::Open | Action::Zoom | Action::CopyName | Action::Browse | Action::Menu(_)
        );
        // It is no member's screen.
        let of_a_member = matches!(action, Action::Activity | Action::Report);
        of_a_member || (of_a_todo && self.selected(cx.data).is_none())
    }
}
