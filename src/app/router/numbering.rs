//! Rows picked by their number, as a screen reader tells it: `1 of 5`.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Size;

use super::state::{Stage, State};
use super::workspace::{Screen, Workspace};
use crate::app::kit::layout::Areas;

impl State {
    /// Takes in a digit: of the number that is being typed where there is such a row, else the first of another.
    pub(super) fn pick(&mut self, key: KeyEvent) {
        let KeyCode::Char(typed) = key.code else { return };
        let (Some(digit), Stage::Workspace(workspace)) = (typed.to_digit(10), &mut self.stage) else {
            return;
        };
        let digit = digit as usize;
        let rows = workspace.rows_to_pick();
        let longer = self.number.saturating_mul(10).saturating_add(digit);
        if let Some(number) = [longer, digit].into_iter().find(|number| (1..=rows).contains(number)) {
            self.number = number;
            workspace.select_row(number - 1, self.size);
        }
    }
}

impl Workspace {
    /// How many rows there are in the list that has the keys.
    fn rows_to_pick(&self) -> usize {
        match (self.screen(), &self.members) {
            (Screen::Members, Some(members)) => members.choices().len(),
            (Screen::Teams, _) => self.teams.shown.len(),
            _ => 0,
        }
    }

    fn select_row(&mut self, row: usize, size: Size) {
        let (screen, rows) = (self.screen(), self.areas(size).rows());
        let choices = self.rows_to_pick();
        match self.members.as_mut().and_then(|members| members.menu.as_mut()) {
            Some(open) if screen == Screen::Members => {
                open.cursor.selected = row;
                open.cursor.fit(choices, Areas::menu_rows(size));
            }
            _ => self.teams.select_row(row, rows),
        }
    }
}
