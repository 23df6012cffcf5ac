//! The members of a team: the rows that show, the one selected, and what can be done with them.

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;

use super::columns::{Column, Columns};
use super::defaults::Table;
use super::export::{Exporting, Format, content};
use super::menu::{Choice, OpenMenu, Part, link};
use super::rows::{Rows, RowsOf};
use crate::app::core::context::Context;
use crate::app::core::effect::Effect;
use crate::app::core::notice::{Copying, Notice};
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, FeedOf, Flow, Screen, StandupOf};
use crate::app::data::changes::ChangedRow;
use crate::app::data::member_list::MemberList;
use crate::app::data::members::TeamMembers;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::steps::Menu;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Before, Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::screens::in_projects;
use crate::app::search;
use crate::app::search::{Facet, Filter, Sort};
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::tower::json_api::RosterLine;
use crate::tower::model::{Member, MemberId, Team};
use crate::tower::todo::Which;
use crate::tower::work::Period;

/// One team's members.
#[derive(Debug)]
pub struct Members {
    /// Whose members.
    pub team: Team,
    /// Where in the shown rows the person is.
    pub cursor: Cursor,
    /// What is typed to find a member.
    pub filter: Filter,
    /// Members who no longer take part show too.
    pub show_inactive: bool,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns of the table.
    pub columns: Columns,
    /// The list of choices that lies over the table.
    pub menu: Option<OpenMenu>,
    /// Where to write the members that show, while that is asked.
    pub exporting: Option<Exporting>,
    /// The detail of the selected member stands beside or below the table where there is room.
    pub detail: bool,
    /// The detail has the whole screen.
    pub zoomed: bool,
    rows: Rows,
    selected: Option<MemberId>,
    /// Where in the list that is.
    place: usize,
    /// Who was selected when somebody began to be looked for.
    before: Before<MemberId>,
}

impl Members {
    /// The members of a team, as a person wants the table.
    pub fn of(team: Team, table: &Table) -> Self {
        let Table { columns, sort, show_inactive } = table.clone();
        Self {
            team,
            cursor: Cursor::default(),
            filter: Filter::default(),
            show_inactive,
            sort,
            columns,
            menu: None,
            exporting: None,
            detail: true,
            zoomed: false,
            rows: Rows::default(),
            selected: None,
            place: 0,
            before: Before::default(),
        }
    }

    /// Those whom this filter leaves.
    pub(in crate::app) fn found(team: Team, table: &Table, filter: &str) -> Self {
        Self { filter: Filter::of(filter), ..Self::of(team, table) }
    }

    /// What has come of them.
    pub fn people<'a>(&self, data: &'a Data) -> &'a TeamMembers {
        data.members(&self.team.id)
    }

    /// How many rows would show without a filter.
    pub fn unfiltered(&self) -> usize {
        self.rows.unfiltered
    }

    /// How many of those who have come no longer take part.
    pub fn inactive(&self) -> usize {
        self.rows.inactive
    }

    /// How many rows show.
    pub fn count(&self) -> usize {
        self.rows.shown.len()
    }

    /// How many members are looked through of all that there are, while they are read.
    pub fn looked_through(&self) -> Option<(usize, usize)> {
        self.rows.looked_through
    }

    /// How many rows there are, or will be.
    pub fn to_come(&self) -> usize {
        match self.rows.looked_through {
            Some((_, all)) if self.filter.is_empty() => all.max(self.count()),
            _ => self.count(),
        }
    }

    /// The selected member.
    pub fn selected(&self, data: &Data) -> Option<Member> {
        self.people(data).list()?.get(self.rows.place(self.cursor.selected)?)
    }

    /// What is known of it.
    fn selected_line<'a>(&self, data: &'a Data) -> Option<RosterLine<'a>> {
        self.people(data).list()?.line(self.rows.place(self.cursor.selected)?)
    }

    /// The selected member, to go to something of theirs.
    fn at_hand(&self, cx: &Context<'_>) -> Option<(MemberId, SafeText)> {
        self.selected(cx.data).map(|member| (member.id, member.name))
    }

    /// The members that show, from the first row on the screen, with their row.
    pub fn visible<'a>(&'a self, data: &'a Data) -> impl Iterator<Item = (usize, Member)> {
        let list = self.people(data).list();
        let rows = self.rows.shown.iter().enumerate().skip(self.cursor.offset);
        rows.filter_map(move |(row, place)| Some((row, list?.get(*place as usize)?)))
    }

    /// Every member that shows, on the screen or not, in the order of the rows.
    fn all_shown<'a>(&'a self, data: &'a Data) -> impl Iterator<Item = Member> {
        let list = self.people(data).list();
        self.rows.shown.iter().filter_map(move |place| list?.get(*place as usize))
    }

    /// Whether members who no longer take part show: where a person wants that, or the filter asks for them.
    fn shows_inactive(&self) -> bool {
        self.show_inactive || self.filter.asks_for_inactive()
    }

    /// The roles, marks and groups of the members, each with how many it would leave.
    fn facets(&self, data: &Data) -> Vec<Facet> {
        let blocks = self.people(data).list().into_iter().flat_map(MemberList::indices);
        search::facets(&self.filter, &blocks, data.own_member(&self.team.id), self.show_inactive)
    }

    /// What the open menu offers.
    pub fn choices(&self, data: &Data) -> Vec<Choice> {
        match &self.menu {
            Some(OpenMenu { menu: Menu::Columns, .. }) => self.offers(Menu::Columns, data),
            Some(open) => open.offered.clone(),
            None => Vec::new(),
        }
    }

    /// What a menu offers now.
    fn offers(&self, menu: Menu, data: &Data) -> Vec<Choice> {
        match menu {
            Menu::Facets => self.facets(data).into_iter().map(Choice::Facet).collect(),
            Menu::Columns => {
                let chosen = self.columns.chosen();
                let by_width = Choice::ByWidth { chosen: chosen.is_none() };
                let one = |column| Choice::Column {
                    column,
                    chosen: chosen.is_some_and(|chosen| chosen.contains(&column)),
                };
                std::iter::once(by_width).chain(Column::CHOICES.map(one)).collect()
            }
            Menu::Copy => {
                let has = |part: &Part| self.selected(data).is_some_and(|one| part.of(&one, "").is_some());
                Part::ALL.into_iter().filter(has).map(Choice::Copy).collect()
            }
        }
    }

    /// Keeps who is selected, whatever becomes of the rows.
    fn select_where_the_cursor_is(&mut self, cx: &Context<'_>) {
        self.selected = self.selected(cx.data).map(|member| member.id);
        self.place = self.rows.place(self.cursor.selected).unwrap_or(0);
        self.before = Before::Nothing;
    }

    fn sort_by(&mut self, sort: Sort, cx: &Context<'_>, out: &mut Outbox) {
        self.sort = sort;
        self.refit(cx);
        out.tell(Notice::Sorted(sort));
    }

    /// Does what is selected in the open menu.
    fn choose(&mut self, cx: &Context<'_>, out: &mut Outbox) {
        let selected = self.menu.as_ref().map(|open| open.cursor.selected);
        match selected.and_then(|row| self.choices(cx.data).into_iter().nth(row)) {
            Some(Choice::Facet(facet)) => {
                self.filter.toggle(facet.what.key(), &facet.what.term(cx.lang == Lang::Zh));
                self.menu = None;
            }
            Some(Choice::ByWidth { chosen: true }) => out.tell(Notice::AlreadyByWidth),
            Some(Choice::ByWidth { .. }) => self.columns.by_width(),
            Some(Choice::Column { column, .. }) => self.columns.toggle(column),
            Some(Choice::Copy(part)) => {
                self.menu = None;
                self.copy(part, cx, out);
            }
            None => {}
        }
        self.refit(cx);
    }

    /// Copies something of the selected member.
    fn copy(&self, part: Part, cx: &Context<'_>, out: &mut Outbox) {
        let Some(member) = self.selected(cx.data) else { return };
        let name = (part == Part::Name).then(|| member.name.clone());
        if let Some(text) = part.of(&member, cx.origin()) {
            out.copy(cx.can.clipboard, text, Copying::Asked(name));
        }
    }

    /// Has the members that show written to the file whose name is typed.
    fn export(&mut self, cx: &Context<'_>, out: &mut Outbox) {
        let Some(path) = self.exporting.as_ref().map(Exporting::path) else { return };
        let Some(format) = Format::of_file(&path) else { return out.tell(Notice::WhichFormat) };
        if self.exporting.as_mut().is_some_and(Exporting::begin) {
            let content = content(self.all_shown(cx.data), format, cx.lang);
            out.run(Effect::Export { path, content, count: Some(self.count()) });
        }
    }

    /// Shows the detail beside the list, or hides it; on the whole screen where it has no room there.
    fn toggle_detail(&mut self, cx: &Context<'_>) {
        if cx.has_detail(true) {
            self.detail = !self.detail;
        } else {
            self.zoomed = self.count() > 0;
        }
        self.refit(cx);
    }
}

impl Screen for Members {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        match self {
            Self { exporting: Some(_), .. } => Mode::Export,
            Self { menu: Some(_), .. } => Mode::Menu,
            _ if self.filter.editing => Mode::Filter,
            _ if self.zoomed => Mode::Member,
            _ => Mode::Members,
        }
    }

    fn team(&self) -> Option<&Team> {
        Some(&self.team)
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        let detail = self.detail && self.people(cx.data).loaded() > 0 && cx.has_detail(true);
        Areas::of(cx.size, PaneRequest { filter: self.filter.shows(), detail })
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let shows = self.zoomed || !self.areas(cx).detail.is_empty();
        let selected = self.selected(cx.data).filter(|_| shows);
        let todos = selected.map(|member| Resource::Todos(member.id, Which::Open));
        let members = Want::of(Resource::Members(self.team.id.clone()));
        let own = Want::of(Resource::OwnMember(self.team.id.clone())).at_once().quiet();
        let beside = todos.map(|todos| Want::of(todos).rested().quiet());
        let projects = in_projects::wants(&self.filter, &self.team.id, cx.data);
        beside.into_iter().chain([members, own]).chain(projects).collect()
    }

    fn refit(&mut self, cx: &Context<'_>) {
        let people = self.people(cx.data);
        let nobody = MemberList::default();
        let list = people.list().unwrap_or(&nobody);
        let of = RowsOf {
            list: people.looked_through(cx.data.own_member(&self.team.id)),
            sort: self.sort,
            with_inactive: self.shows_inactive(),
            filter: self.filter.field.text().to_owned(),
        };
        let is_in = in_projects::keeps(&self.filter, &self.team.id, cx.data);
        self.rows.work_out(of, list, people.filling(), &self.filter, is_in);
        let place = self.selected.as_ref().and_then(|id| list.place_of(id, self.place));
        if let Some(row) = place.and_then(|place| self.rows.row_of(place, self.cursor.selected)) {
            self.cursor.selected = row;
        }
        self.place = place.unwrap_or(self.place);
        self.cursor.fit(self.rows.shown.len(), self.areas(cx).rows());
        let now = self.selected_line(cx.data).map(RosterLine::id);
        // What would be copied is no longer of the member that the menu was opened for.
        if now != self.selected.as_ref().map(|id| id.0.as_str()) {
            self.menu.take_if(|open| open.menu == Menu::Copy);
        }
        if self.selected.is_none() {
            self.select_where_the_cursor_is(cx);
        }
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let choices = self.choices(cx.data).len();
        if self.exporting.is_some() {
            return;
        }
        if let Some(open) = &mut self.menu {
            return open.cursor.go(motion, choices, Areas::menu_rows(cx.size));
        }
        self.cursor.go(motion, self.rows.shown.len(), self.areas(cx).rows());
        self.select_where_the_cursor_is(cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        let choices = self.choices(cx.data).len();
        if let Some(open) = &mut self.menu {
            open.cursor.selected = row;
            return open.cursor.fit(choices, Areas::menu_rows(cx.size));
        }
        if row < self.rows.shown.len() {
            self.cursor.selected = row;
            self.cursor.fit(self.rows.shown.len(), self.areas(cx).rows());
            self.select_where_the_cursor_is(cx);
        }
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn rows(&self, cx: &Context<'_>) -> usize {
        self.choices(cx.data).len()
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        if self.filter.is_empty() {
            self.forget_found();
            return self.refit(cx);
        }
        self.before.keep(self.selected.clone());
        self.cursor.selected = self.rows.best;
        self.cursor.fit(self.rows.shown.len(), self.areas(cx).rows());
        if let Some(found) = self.selected(cx.data) {
            self.selected = Some(found.id);
            self.place = self.rows.place(self.cursor.selected).unwrap_or(0);
        }
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.before = Before::Nothing;
        if self.count() > 0 {
            self.select_where_the_cursor_is(cx);
        }
    }

    fn forget_found(&mut self) {
        self.before.give_back(&mut self.selected);
    }

    fn complete(&mut self, cx: &Context<'_>) {
        let lines = self.people(cx.data).list().into_iter().flat_map(MemberList::lines);
        let groups: BTreeSet<&str> = lines.flat_map(RosterLine::groups).collect();
        let projects = in_projects::names(&self.team.id, cx.data);
        self.filter.complete(&groups.into_iter().collect::<Vec<_>>(), &projects);
    }

    fn type_key(&mut self, key: KeyEvent, cx: &Context<'_>) {
        if let Some(asked) = &mut self.exporting {
            asked.field.press(key);
        } else {
            self.filter.press(key);
            self.find(cx);
        }
    }

    fn paste(&mut self, text: &str, cx: &Context<'_>) {
        if let Some(asked) = &mut self.exporting {
            asked.field.insert(text);
        } else if self.filter.editing {
            self.filter.insert(text);
            self.find(cx);
        }
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        match action {
            Action::Open => {
                if let Some((member, name)) = self.at_hand(cx) {
                    return Flow::Open(Destination::Todos { member, name, last: false });
                }
            }
            Action::Activity => {
                let of = self.at_hand(cx).filter(|_| self.zoomed);
                let of = of.map_or(FeedOf::Team, |(member, name)| FeedOf::Member(member, name));
                return Flow::Open(Destination::Activity(of));
            }
            Action::Report => {
                let week = Period::week_of(cx.today());
                if let Some((member, name)) = self.at_hand(cx) {
                    return Flow::Open(Destination::Report { member, name, week });
                }
            }
            Action::Workload => {
                let filter = self.filter.field.text().to_owned();
                return Flow::Open(Destination::Workload { filter, show_inactive: self.show_inactive });
            }
            Action::Standup => {
                let here = self.all_shown(cx.data).filter(|one| one.is_active != Some(false));
                let these = here.map(|one| (one.id.clone(), one.name.clone())).collect();
                return Flow::Open(Destination::Standup(StandupOf::These(these)));
            }
            Action::SortNext => self.sort_by(self.sort.next(&self.columns.places()), cx, out),
            Action::SortReverse => self.sort_by(self.sort.reverse(), cx, out),
            Action::Menu(menu) => self.menu = OpenMenu::of(menu, self.offers(menu, cx.data)),
            Action::Choose => self.choose(cx, out),
            Action::Zoom => self.zoomed = !self.zoomed && self.count() > 0,
            Action::CopyName => self.copy(Part::Name, cx, out),
            Action::Browse => {
                if let Some(member) = self.selected(cx.data) {
                    out.browse(cx.can, link(&member, cx.origin()));
                }
            }
            Action::Export if self.count() > 0 => {
                self.exporting = Some(Exporting::of(&self.team, cx.today()));
            }
            Action::WriteExport => self.export(cx, out),
            Action::Detail => self.toggle_detail(cx),
            Action::Inactive => {
                self.show_inactive = !self.show_inactive;
                self.refit(cx);
            }
            _ => {}
        }
        Flow::Done
    }

    fn is_inside(&self) -> bool {
        self.zoomed || self.menu.is_some() || self.exporting.is_some()
    }

    fn close(&mut self, _cx: &Context<'_>) {
        if self.menu.take().is_none() && self.exporting.take().is_none() {
            self.zoomed = false;
        }
    }

    fn in_view(&self, cx: &Context<'_>) -> Vec<ChangedRow> {
        if cx.data.changes.is_empty() {
            return Vec::new();
        }
        let rows = self.visible(cx.data).take(self.areas(cx).rows());
        rows.map(|(_, member)| ChangedRow::Member(member.id)).collect()
    }

    fn exported(&mut self, written: bool) {
        if written {
            // One that was asked for meanwhile is another one.
            self.exporting.take_if(|asked| asked.writing);
        } else if let Some(asked) = &mut self.exporting {
            asked.writing = false;
        }
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        use Action::{Browse, CopyName, Go, Open, Report, Zoom};
        let of_one =
            matches!(action, Open | Zoom | CopyName | Browse | Report | Go(_) | Action::Menu(Menu::Copy));
        of_one && self.count() == 0 && !self.people(cx.data).list.is_awaited()
    }
}
