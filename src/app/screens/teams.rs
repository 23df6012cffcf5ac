//! The team picker: the account's teams and the one selected.

use crate::app::core::context::Context;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, Flow, Habits, Screen};
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::search::Filter;
use crate::tower::model::{Team, TeamId};

/// The team picker.
#[derive(Debug, Default)]
pub struct Teams {
    /// The selected row of those shown.
    pub cursor: Cursor,
    /// What is typed to find a team.
    pub filter: Filter,
    /// The rows that show, as places in the list.
    pub shown: Vec<usize>,
    selected: Option<TeamId>,
}

fn all(data: &Data) -> &[Team] {
    data.teams.value().map_or(&[], Vec::as_slice)
}

impl Teams {
    /// The picker with this team selected, once it shows.
    pub(super) fn at(open: Option<TeamId>, habits: &mut Habits) -> Self {
        Self { selected: open, filter: std::mem::take(&mut habits.team_filter), ..Self::default() }
    }

    /// The selected team.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Team> {
        all(data).get(*self.shown.get(self.cursor.selected)?)
    }

    /// Whether it is known of any team how many members it has.
    pub fn knows_a_count(&self, data: &Data) -> bool {
        all(data).iter().any(|team| data.members(&team.id).count().is_some())
    }

    /// The teams that show, from the first row on the screen.
    pub fn visible<'a>(&'a self, data: &'a Data) -> impl Iterator<Item = (usize, &'a Team)> {
        let rows = self.shown.iter().enumerate().skip(self.cursor.offset);
        rows.filter_map(|(row, place)| Some((row, all(data).get(*place)?)))
    }
}

impl Screen for Teams {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.filter.editing { Mode::Filter } else { Mode::Teams }
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::picker(cx.size, self.filter.shows())
    }

    fn wants(&self, _cx: &Context<'_>) -> Vec<Want> {
        vec![Want::of(Resource::Teams)]
    }

    fn refit(&mut self, cx: &Context<'_>) {
        let teams = all(cx.data);
        let kept = teams.iter().enumerate().filter(|(_, team)| self.filter.keeps_name(team.name.as_str()));
        self.shown = kept.map(|(place, _)| place).collect();
        let place = |at: &usize| teams.get(*at).map(|team| &team.id) == self.selected.as_ref();
        if let Some(row) = self.selected.as_ref().and_then(|_| self.shown.iter().position(place)) {
            self.cursor.selected = row;
        }
        self.cursor.fit(self.shown.len(), self.areas(cx).rows());
        self.selected = self.selected(cx.data).map(|team| team.id.clone());
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        self.cursor.go(motion, self.shown.len(), self.areas(cx).rows());
        self.selected = self.selected(cx.data).map(|team| team.id.clone());
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        if row < self.shown.len() {
            self.cursor.selected = row;
            self.cursor.fit(self.shown.len(), self.areas(cx).rows());
            self.selected = self.selected(cx.data).map(|team| team.id.clone());
        }
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn rows(&self, _cx: &Context<'_>) -> usize {
        self.shown.len()
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        let teams = all(cx.data);
        let rank = |place: &usize| teams.get(*place).map(|team| self.filter.rank_of(&[team.name.as_str()]));
        let best = self.shown.iter().enumerate().min_by_key(|(_, place)| rank(place));
        if let Some((row, _)) = best.filter(|_| !self.filter.is_empty()) {
            self.select(row, cx);
        }
    }

    fn leave(&mut self, habits: &mut Habits) {
        self.filter.editing = false;
        habits.team_filter = std::mem::take(&mut self.filter);
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, _out: &mut Outbox) -> Flow {
        match self.selected(cx.data) {
            Some(team) if action == Action::Open => Flow::Open(Destination::Team(team.clone())),
            _ => Flow::Done,
        }
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        action == Action::Open && self.shown.is_empty() && !cx.data.teams.is_awaited()
    }
}
