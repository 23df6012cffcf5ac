//! The team picker: the account's teams and the one selected.

use crate::app::data::remote::Remote;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::search::Filter;
use crate::tower::model::{Team, TeamId};

/// The teams of the account.
#[derive(Debug, Default)]
pub struct Teams {
    /// What Tower said.
    pub list: Remote<Vec<Team>>,
    /// The selected row of those shown.
    pub cursor: Cursor,
    /// What is typed to find a team.
    pub filter: Filter,
    /// The rows that show, as places in the list.
    pub shown: Vec<usize>,
}

impl Teams {
    /// The selected team.
    pub fn selected(&self) -> Option<&Team> {
        let place = self.shown.get(self.cursor.selected)?;
        self.list.value()?.get(*place)
    }

    /// The team with this id.
    pub fn find(&self, id: &TeamId) -> Option<&Team> {
        self.list.value()?.iter().find(|team| team.id == *id)
    }

    /// The teams that show, from the first row on the screen.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &Team)> {
        let list = self.list.value().map_or(&[][..], Vec::as_slice);
        let rows = self.shown.iter().enumerate().skip(self.cursor.offset);
        rows.filter_map(|(row, place)| Some((row, list.get(*place)?)))
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion, rows: usize) {
        self.cursor.go(motion, self.shown.len(), rows);
    }

    /// Selects one of the rows that show.
    pub(in crate::app) fn select_row(&mut self, row: usize, rows: usize) {
        if row < self.shown.len() {
            self.cursor.selected = row;
            self.cursor.fit(self.shown.len(), rows);
        }
    }

    /// Works out anew which rows show, and stays on the selected team where it still does.
    pub fn refit(&mut self, rows: usize) {
        let selected = self.selected().map(|team| team.id.clone());
        let list = self.list.value().map_or(&[][..], Vec::as_slice);
        let kept = list.iter().enumerate().filter(|(_, team)| self.filter.keeps_name(team.name.as_str()));
        self.shown = kept.map(|(place, _)| place).collect();
        let place = |id| self.shown.iter().position(|at| list.get(*at).is_some_and(|team| team.id == id));
        if let Some(row) = selected.and_then(place) {
            self.cursor.selected = row;
        }
        self.cursor.fit(self.shown.len(), rows);
    }

    /// Selects a team.
    pub fn select(&mut self, id: &TeamId, rows: usize) {
        let list = self.list.value().map_or(&[][..], Vec::as_slice);
        let place = |at: &usize| list.get(*at).is_some_and(|team| team.id == *id);
        if let Some(row) = self.shown.iter().position(place) {
            self.cursor.selected = row;
        }
        self.cursor.fit(self.shown.len(), rows);
    }
}
