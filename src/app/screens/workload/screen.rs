//! The workload of a team: a row a member, filled while answers come.

use std::collections::HashMap;

use jiff::civil::Date;

use super::tally::{Done, Lack, LoadSort, Tally, Total};
use crate::app::core::context::Context;
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, Flow, Screen};
use crate::app::data::changes::ChangedRow;
use crate::app::data::member_list::MemberList;
use crate::app::data::members::TeamMembers;
use crate::app::data::remote::Fetch;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::kit::cursor::{Before, Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::screens::in_projects;
use crate::app::screens::members::menu::link;
use crate::app::search::{Filter, MemberField, Rank, Sort};
use crate::tower::model::{Member, MemberId, Team};
use crate::tower::todo::Which;
use crate::tower::work::Workload;

/// The most lists that are wanted at once, beside those of the rows in view.
const MOST_WANTED: usize = 1000;

/// The workload of a team.
#[derive(Debug)]
pub struct TeamWorkload {
    /// Whose.
    pub team: Team,
    /// Where in the shown rows the person is.
    pub cursor: Cursor,
    /// What is typed to find a member.
    pub filter: Filter,
    /// Members who no longer take part show too.
    pub show_inactive: bool,
    /// The order of the rows.
    pub sort: LoadSort,
    /// The rows that show.
    pub rows: Vec<LoadRow>,
    /// What they amount to.
    pub total: Total,
    /// How many rows would show without a filter.
    pub unfiltered: usize,
    /// The person did not want to wait for what is missing.
    stopped: bool,
    /// Who is selected; nobody until the person has moved, so that the most overloaded is selected first.
    selected: Option<MemberId>,
    /// Who was so when somebody began to be looked for.
    before: Before<MemberId>,
    /// The sums worked out so far, and what of: the list as it was, and the day.
    sums: HashMap<MemberId, (u64, Date, Workload)>,
    /// The place of each member in the order of the names, and what list that order is of.
    names: (u64, Vec<usize>),
}

/// A member's row.
#[derive(Debug)]
pub struct LoadRow {
    /// The member's place in the list of members.
    place: usize,
    /// How well the member fits what is looked for.
    rank: Rank,
    /// Whose it is.
    pub id: MemberId,
    /// What is known of it.
    pub tally: Tally,
}

impl TeamWorkload {
    /// The workload of those members of a team whom this filter leaves.
    pub(in crate::app) fn of(team: Team, filter: &str, show_inactive: bool) -> Self {
        Self {
            team,
            cursor: Cursor::default(),
            filter: Filter::of(filter),
            show_inactive,
            sort: LoadSort::default(),
            rows: Vec::new(),
            total: Total::default(),
            unfiltered: 0,
            stopped: false,
            selected: None,
            before: Before::default(),
            sums: HashMap::new(),
            names: (0, Vec::new()),
        }
    }

    /// What has come of the team's members.
    pub fn people<'a>(&self, data: &'a Data) -> &'a TeamMembers {
        data.members(&self.team.id)
    }

    /// The member of a row.
    pub fn member(&self, row: &LoadRow, data: &Data) -> Option<Member> {
        self.people(data).list()?.get(row.place)
    }

    /// The selected row and its member.
    pub fn selected(&self, data: &Data) -> Option<(&LoadRow, Member)> {
        let row = self.rows.get(self.cursor.selected)?;
        Some((row, self.member(row, data)?))
    }

    /// The rows that show, from the first on the screen, each with its number and its member.
    pub fn visible<'a>(&'a self, data: &'a Data) -> impl Iterator<Item = (usize, &'a LoadRow, Member)> {
        let rows = self.rows.iter().enumerate().skip(self.cursor.offset);
        rows.filter_map(|(at, row)| Some((at, row, self.member(row, data)?)))
    }

    /// Whether the person did not want to wait for what is missing.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// The rows in view, and then the others.
    fn view_first(&self, rows: usize) -> impl Iterator<Item = &LoadRow> {
        let first = self.cursor.offset.min(self.rows.len());
        let last = (first + rows).min(self.rows.len());
        let (above, from) = self.rows.split_at(first);
        let (view, below) = from.split_at(last - first);
        view.iter().chain(below).chain(above)
    }

    /// What is known of a member's workload.
    fn tally(&mut self, id: &MemberId, data: &Data, today: Date) -> Tally {
        let list = data.todos(id, Which::Open);
        let known = self.sums.get(id).copied();
        let load = match list.todos.value() {
            Some(_) if known.is_some_and(|(of, day, _)| (of, day) == (list.revision(), today)) => known,
            Some(todos) => Some((list.revision(), today, Workload::of(todos, today, list.unreadable() > 0))),
            None => known,
        };
        if let Some(load) = load.filter(|_| load != known) {
            self.sums.insert(id.clone(), load);
        }
        let lack = match data.fetch(&Resource::Todos(id.clone(), Which::Open)) {
            Some(Fetch::Failed { why, .. }) => Lack::Failed(why.clone()),
            Some(Fetch::Loading { .. }) => Lack::Coming,
            _ if load.is_none() && self.stopped => Lack::NotAsked,
            _ if load.is_none() => Lack::Coming,
            _ if list.unreadable() > 0 => Lack::Unreadable(list.unreadable()),
            _ => Lack::Nothing,
        };
        let done = Done::of(data.todos(id, Which::Done), today);
        Tally { load: load.map(|(.., load)| load), done, lack }
    }

    fn sort_by(&mut self, sort: LoadSort, cx: &Context<'_>) {
        self.sort = sort;
        self.refit(cx);
    }

    /// The person is on this row.
    fn select_where_the_cursor_is(&mut self) {
        self.selected = self.rows.get(self.cursor.selected).map(|row| row.id.clone());
    }
}

impl Screen for TeamWorkload {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.filter.editing { Mode::Filter } else { Mode::Workload }
    }

    fn team(&self) -> Option<&Team> {
        Some(&self.team)
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::of(cx.size, PaneRequest { filter: self.filter.shows(), detail: false })
    }

    /// The open lists of all rows. What was done comes in a list of its own, which can be long: it is asked for only
    /// where somebody looks, once everything else is there and the view has rested.
    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let members = Want::of(Resource::Members(self.team.id.clone()));
        let own = Want::of(Resource::OwnMember(self.team.id.clone())).at_once().quiet();
        let of = |row: &LoadRow, which| Want::of(Resource::Todos(row.id.clone(), which)).quiet().of_many();
        let shown = self.areas(cx).rows();
        let asks = if self.stopped { 0 } else { MOST_WANTED };
        let open = self.view_first(shown).take(asks).map(|row| of(row, Which::Open));
        let is_full = self.total.come + self.total.failed == self.total.rows;
        let looked_at = if is_full { shown.min(asks) } else { 0 };
        let done = self.view_first(shown).take(looked_at).map(|row| of(row, Which::Done).rested());
        let projects = in_projects::wants(&self.filter, &self.team.id, cx.data);
        [members, own].into_iter().chain(projects).chain(open).chain(done).collect()
    }

    fn refit(&mut self, cx: &Context<'_>) {
        let people = self.people(cx.data);
        let nobody = MemberList::default();
        let all = people.list().unwrap_or(&nobody);
        if self.names.0 != people.revision || self.names.1.len() != all.len() {
            let by_name = Sort { by: Some(MemberField::Name), reversed: false };
            let mut places = vec![0; all.len()];
            for (at, place) in by_name.order(all.lines()).into_iter().enumerate() {
                if let Some(name) = places.get_mut(place) {
                    *name = at;
                }
            }
            self.names = (people.revision, places);
        }
        let with_inactive = self.show_inactive || self.filter.asks_for_inactive();
        let own = cx.data.own_member(&self.team.id);
        self.unfiltered = if with_inactive { all.len() } else { all.len() - all.inactive() };
        let is_in = in_projects::keeps(&self.filter, &self.team.id, cx.data);
        let mut kept: Vec<(usize, Rank, Member)> = Vec::new();
        let mut first = 0;
        for index in all.indices() {
            for (at, line) in index.roster().lines().enumerate() {
                if !with_inactive && line.is_active() == Some(false) {
                    continue;
                }
                let fits = if self.filter.is_empty() {
                    Some(Rank::default())
                } else {
                    self.filter.rank(index, at, own)
                };
                if let Some(rank) = fits {
                    let member = index.roster().get(at).filter(|member| is_in(&member.id));
                    kept.extend(member.map(|member| (first + at, rank, member)));
                }
            }
            first += index.roster().len();
        }
        let today = cx.today();
        let row = |(place, rank, member): (usize, Rank, Member)| {
            let id = member.id;
            let tally = self.tally(&id, cx.data, today);
            LoadRow { place, rank, id, tally }
        };
        let mut rows: Vec<LoadRow> = kept.into_iter().map(row).collect();
        let name = |row: &LoadRow| self.names.1.get(row.place).copied().unwrap_or_default();
        rows.sort_by(|a, b| self.sort.compare((&a.tally, name(a)), (&b.tally, name(b))));
        self.rows = rows;
        let is_whole = people.is_whole() && !people.is_cut() && people.unreadable() == 0;
        self.total = Total::of(self.rows.iter().map(|row| &row.tally), is_whole);
        let is_selected = |row: &LoadRow| Some(&row.id) == self.selected.as_ref();
        if let Some(at) = self.rows.iter().position(is_selected) {
            self.cursor.selected = at;
        }
        self.cursor.fit(self.rows.len(), self.areas(cx).rows());
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        self.cursor.go(motion, self.rows.len(), self.areas(cx).rows());
        self.select_where_the_cursor_is();
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        if row < self.rows.len() {
            self.cursor.selected = row;
            self.cursor.fit(self.rows.len(), self.areas(cx).rows());
            self.select_where_the_cursor_is();
        }
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        if self.filter.is_empty() {
            self.forget_found();
            return self.refit(cx);
        }
        self.before.keep(self.selected.clone());
        let best = self.rows.iter().enumerate().min_by_key(|(_, row)| row.rank);
        if let Some((at, _)) = best {
            self.select(at, cx);
        }
    }

    fn keep_found(&mut self, _cx: &Context<'_>) {
        self.before = Before::Nothing;
        if !self.rows.is_empty() {
            self.select_where_the_cursor_is();
        }
    }

    fn forget_found(&mut self) {
        self.before.give_back(&mut self.selected);
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        match action {
            Action::SortNext => self.sort_by(self.sort.next(), cx),
            Action::SortReverse => self.sort_by(self.sort.reverse(), cx),
            Action::Inactive => {
                self.show_inactive = !self.show_inactive;
                self.refit(cx);
            }
            Action::Open => {
                self.select_where_the_cursor_is();
                if let Some((_, member)) = self.selected(cx.data) {
                    let (member, name) = (member.id.clone(), member.name.clone());
                    return Flow::Open(Destination::Todos { member, name, last: false });
                }
            }
            Action::CopyName => {
                if let Some((_, member)) = self.selected(cx.data) {
                    let what = Copying::Asked(Some(member.name.clone()));
                    out.copy(cx.can.clipboard, member.name.to_string(), what);
                }
            }
            Action::Browse => {
                if let Some((_, member)) = self.selected(cx.data) {
                    out.browse(cx.can, link(&member, cx.origin()));
                }
            }
            _ => {}
        }
        Flow::Done
    }

    fn in_view(&self, cx: &Context<'_>) -> Vec<ChangedRow> {
        let rows = self.rows.iter().skip(self.cursor.offset).take(self.areas(cx).rows());
        rows.map(|row| ChangedRow::Load(row.id.clone())).collect()
    }

    fn waits(&mut self, waits: bool, cx: &Context<'_>) {
        self.stopped = !waits;
        self.refit(cx);
    }

    fn lacks(&self, action: Action, _cx: &Context<'_>) -> bool {
        let of_a_row = matches!(action, Action::Open | Action::CopyName | Action::Browse);
        of_a_row && self.rows.is_empty()
    }
}
