//! The members of a team: the pages as they come, the rows that show, and the one selected.

use std::sync::Arc;

use super::columns::Columns;
use super::defaults::Table;
use super::export::Exporting;
use super::menu::{Menu, OpenMenu};
use crate::app::data::disk_cache::CachedTeam;
use crate::app::data::members::{ColumnWidths, MemberList, Progress, Row};
use crate::app::data::pager::Pager;
use crate::app::data::remote::Remote;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::search;
use crate::app::search::{Facet, Filter, Sort};
use crate::base::request::{Ids, RequestId};
use crate::base::time::Now;
use crate::tower::call::Call;
use crate::tower::failure::Failure;
use crate::tower::model::{Member, MemberId, MemberPage, Team};

/// One team's members.
#[derive(Debug)]
pub struct Members {
    /// Whose members.
    pub team: Team,
    /// What Tower said so far.
    pub list: Remote<MemberList>,
    /// Which of them is the account's own.
    pub own: Option<MemberId>,
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
    /// All members in the order of the rows, as places in the list.
    order: Vec<usize>,
    shown: Vec<usize>,
    unfiltered: usize,
    inactive: usize,
    selected: Option<MemberId>,
    pager: Pager,
}

/// Calls to make, and requests that nobody waits for any more.
#[derive(Debug, Default)]
pub struct Requests {
    /// What to ask, each under its request.
    pub calls: Vec<(RequestId, Call)>,
    /// What to drop.
    pub dropped: Vec<RequestId>,
}

impl Members {
    /// The members of a team, of whom nothing is known yet.
    pub fn of(team: Team) -> Self {
        Self {
            team,
            list: Remote::default(),
            own: None,
            cursor: Cursor::default(),
            filter: Filter::default(),
            show_inactive: false,
            sort: Sort::default(),
            columns: Columns::default(),
            menu: None,
            exporting: None,
            detail: true,
            zoomed: false,
            order: Vec::new(),
            shown: Vec::new(),
            unfiltered: 0,
            inactive: 0,
            selected: None,
            pager: Pager::default(),
        }
    }

    /// The same as a person wants the table.
    pub(in crate::app) fn wished(self, table: &Table) -> Self {
        let Table { columns, sort, show_inactive } = table.clone();
        let mut members = Self { show_inactive, sort, columns, ..self };
        members.reorder();
        members
    }

    /// The members of a team as they were cached.
    pub(in crate::app) fn of_cache(team: Team, cached: CachedTeam) -> Self {
        let mut roster = MemberList::default();
        roster.add(cached.members, &[]);
        let list = Remote::of_cache(roster.having_come(Progress::Whole), cached.at);
        let mut members = Self { list, own: cached.own, ..Self::of(team) };
        members.reorder();
        members
    }

    /// Every member, where all of them are there and from Tower itself.
    pub(in crate::app) fn all_if_whole(&self) -> Option<Vec<Arc<Member>>> {
        let roster = self.list.value().filter(|_| !self.list.is_cached())?;
        let whole = roster.progress == Progress::Whole;
        whole.then(|| roster.rows().iter().map(|row| Arc::clone(&row.member)).collect())
    }

    /// Starts from the first page, or goes on with the pages that are missing.
    pub fn load(&mut self, ids: &mut Ids, now: Now) -> Requests {
        let whole = self.is_whole();
        // What has come of a list is not given up for its first page.
        let goes_on = self.pager.is_under_way() && (!whole || self.list.failure().is_some());
        // A page that failed is asked for alone; those on the wire are as good as before.
        let alone = goes_on && self.pager.failed().is_some();
        let dropped = if alone { Vec::new() } else { self.pager.give_up() };
        if !goes_on {
            self.pager = Pager::new(whole);
        }
        Requests { dropped, ..self.ask(ids, now) }
    }

    /// Whether all members have come.
    pub fn is_whole(&self) -> bool {
        self.list.value().is_some_and(|roster| roster.progress == Progress::Whole)
    }

    fn ask(&mut self, ids: &mut Ids, now: Now) -> Requests {
        let asked = self.pager.ask(ids);
        if let Some((first, _)) = asked.first() {
            self.list.begin(*first, now);
        }
        let call = |(request, page)| (request, Call::Members { team: self.team.id.clone(), page });
        Requests { calls: asked.into_iter().map(call).collect(), dropped: Vec::new() }
    }

    /// Whether a reply to this request is a page of this list.
    pub fn waits_for(&self, request: RequestId) -> bool {
        self.pager.waits_for(request)
    }

    /// A page came, or did not.
    pub fn on_page(
        &mut self,
        request: RequestId,
        result: Result<MemberPage, Failure>,
        ids: &mut Ids,
        now: Now,
        jitter: f64,
    ) -> Requests {
        match result {
            Ok(page) => {
                self.pager.came(request, page);
                self.take_in(now);
            }
            Err(why) => {
                self.pager.lost(request);
                // Only a person, or time, asks for it again; what is on the wire goes on.
                self.list.failed(why, now, jitter);
                return Requests::default();
            }
        }
        if self.pager.is_over() {
            return Requests { calls: Vec::new(), dropped: self.pager.give_up() };
        }
        if self.pager.failed().is_some() { Requests::default() } else { self.ask(ids, now) }
    }

    /// Shows what came, in order; or keeps it behind a list that is whole until the new one is.
    fn take_in(&mut self, now: Now) {
        let failure = self.list.fetch.clone();
        let behind = self.pager.behind.take();
        let is_behind = behind.is_some();
        let shown = || self.list.value_mut().map(std::mem::take).unwrap_or_default();
        let mut roster = behind.unwrap_or_else(shown);
        let before = self.list.value().map_or(&[][..], MemberList::rows);
        let mut new = 0;
        while let Some(page) = self.pager.next() {
            let of_page = roster.add(page.members, before);
            roster.unreadable = roster.unreadable.saturating_add(page.unreadable);
            self.pager.took(of_page, page.is_last || roster.is_full());
            roster.is_cut |= !page.is_last && (roster.is_full() || self.pager.is_at_cap());
            new += of_page;
        }
        if self.pager.is_over() {
            self.list.arrived(roster.having_come(Progress::Whole), now);
        } else if is_behind {
            self.pager.behind = Some(roster);
        } else if new > 0 {
            self.list.arrived(roster, now);
            self.list.fetch = failure;
        } else if let Some(shown) = self.list.value_mut() {
            *shown = roster;
        }
        self.reorder();
    }

    /// Sorts anew, after the members or the order have changed.
    fn reorder(&mut self) {
        let all = self.list.value().map_or(&[][..], MemberList::rows);
        self.order = self.sort.order(all.iter().map(|row| &*row.member));
    }

    /// Puts the rows in another order. The selection stays on its member.
    pub fn sort_by(&mut self, sort: Sort, rows: usize) {
        self.sort = sort;
        self.reorder();
        self.refit(rows);
    }

    /// Stops waiting for what is on the wire.
    pub fn give_up(&mut self) -> Vec<RequestId> {
        self.list.give_up();
        self.pager.give_up()
    }

    /// How many pages have come and how many there are.
    pub fn pages(&self) -> (u32, Option<u32>) {
        self.pager.progress()
    }

    /// The first page that did not come.
    pub fn failed_page(&self) -> Option<u32> {
        self.pager.failed()
    }

    /// Whether pages are on the wire.
    pub fn is_loading(&self) -> bool {
        self.pager.is_waiting()
    }

    /// Whether there may be more members at Tower than are read.
    pub fn is_cut(&self) -> bool {
        self.list.value().is_some_and(|roster| roster.is_cut)
    }

    /// How many members have come.
    pub fn loaded(&self) -> usize {
        self.list.value().map_or(0, |roster| roster.rows().len())
    }

    /// How many entries of the list could not be read and are not among them.
    pub fn unreadable(&self) -> usize {
        self.list.value().map_or(0, |roster| roster.unreadable)
    }

    /// How many rows would show without a filter.
    pub fn unfiltered(&self) -> usize {
        self.unfiltered
    }

    /// The cells of the widest texts that have come, whether they show or not.
    pub fn widest(&self) -> ColumnWidths {
        self.list.value().map_or_else(ColumnWidths::default, MemberList::widest)
    }

    /// How many of those who have come no longer take part.
    pub fn inactive(&self) -> usize {
        self.inactive
    }

    /// How many rows show.
    pub fn count(&self) -> usize {
        self.shown.len()
    }

    /// The selected member.
    pub fn selected(&self) -> Option<&Member> {
        self.at(*self.shown.get(self.cursor.selected)?)
    }

    fn at(&self, place: usize) -> Option<&Member> {
        self.list.value()?.rows().get(place).map(|row| &*row.member)
    }

    /// The members that show, from the first row on the screen, with their row.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &Member)> {
        let rows = self.shown.iter().enumerate().skip(self.cursor.offset);
        rows.filter_map(|(row, place)| Some((row, self.at(*place)?)))
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion, rows: usize) {
        self.cursor.go(motion, self.shown.len(), rows);
        self.selected = self.selected().map(|member| member.id.clone());
    }

    /// Selects one of the rows that show.
    pub(in crate::app) fn select_row(&mut self, row: usize, rows: usize) {
        if row < self.shown.len() {
            self.cursor.selected = row;
            self.fit(rows);
            self.selected = self.selected().map(|member| member.id.clone());
        }
    }

    /// Works out anew which rows show. The selection stays on its member, or goes to the nearest row left.
    pub fn refit(&mut self, rows: usize) {
        let all = self.list.value().map_or(&[][..], MemberList::rows);
        self.inactive = all.iter().filter(|row| has_left(row)).count();
        let shows_inactive = self.shows_inactive();
        let places = self.order.iter().filter_map(|place| Some((*place, all.get(*place)?)));
        let places = places.filter(|(_, row)| shows_inactive || !has_left(row));
        self.unfiltered = places.clone().count();
        let kept = places.filter(|(_, row)| {
            let own = self.own.as_ref() == Some(&row.member.id);
            self.filter.is_empty() || self.filter.keeps(&row.member, &row.sought, own)
        });
        self.shown = kept.map(|(place, _)| place).collect();
        let is_selected =
            |place: &usize| all.get(*place).is_some_and(|row| Some(&row.member.id) == self.selected.as_ref());
        if let Some(row) = self.shown.iter().position(is_selected) {
            self.cursor.selected = row;
        }
        self.cursor.fit(self.shown.len(), rows);
        let now = self.selected().map(|member| &member.id);
        // What would be copied is no longer of the member that the menu was opened for.
        if now != self.selected.as_ref() {
            self.menu.take_if(|open| open.menu == Menu::Copy);
        }
        if self.selected.is_none() {
            self.selected = self.selected().map(|member| member.id.clone());
        }
    }

    /// Whether members who no longer take part show: where a person wants that, or the filter asks for them.
    fn shows_inactive(&self) -> bool {
        self.show_inactive || self.filter.asks_for_inactive()
    }

    /// The roles and groups of the members, each with how many it would leave.
    pub fn facets(&self) -> Vec<Facet> {
        let all = self.list.value().map_or(&[][..], MemberList::rows);
        let shows_inactive = self.shows_inactive();
        let rows = all.iter().filter(|row| shows_inactive || !has_left(row));
        let own = |row: &Row| self.own.as_ref() == Some(&row.member.id);
        search::facets(&self.filter, &rows.map(|row| (&*row.member, &row.sought, own(row))))
    }

    /// Every member that shows, on the screen or not, in the order of the rows.
    pub fn all_shown(&self) -> impl Iterator<Item = &Member> {
        self.shown.iter().filter_map(|place| self.at(*place))
    }

    /// Keeps the selection on the screen after the screen has changed.
    pub fn fit(&mut self, rows: usize) {
        self.cursor.fit(self.shown.len(), rows);
    }
}

fn has_left(row: &Row) -> bool {
    row.member.is_active == Some(false)
}
