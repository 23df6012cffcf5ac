//! The help: which keys it lists, and how far it is scrolled.

use super::areas::Areas;
use super::cursor::{Cursor, Motion};
use super::desk::{Desk, Screen};
use super::keyboard::Bound;
use super::keymap::{Action, Mode};
use super::state::{Over, Stage, State};

impl State {
    /// Which keys are live below whatever lies over the screen.
    pub fn mode_below(&self) -> Mode {
        match &self.stage {
            Stage::Setup(_) => Mode::Setup,
            Stage::Desk(desk) => desk.mode(),
        }
    }

    /// The lines of the table of keys that the help lists: those that do something here and now.
    pub fn helps(&self) -> Vec<&Bound> {
        let does_something = |action| match &self.stage {
            Stage::Setup(_) => true,
            Stage::Desk(desk) => desk.offers(action),
        };
        self.opening.keymap.live(self.mode_below()).filter(|line| does_something(line.action)).collect()
    }

    pub(super) fn toggle_help(&mut self) {
        let shown = matches!(self.over, Over::Help { .. });
        self.over = if shown { Over::Nothing } else { Over::Help { top: 0 } };
    }

    pub(super) fn scroll_help(&mut self, motion: Motion) {
        let Over::Help { top } = self.over else { return };
        let rows = Areas::help_rows(self.size);
        let tops = self.helps().len().saturating_sub(rows) + 1;
        let mut cursor = Cursor { selected: top, offset: top };
        cursor.go(motion, tops, rows);
        self.over = Over::Help { top: cursor.selected };
    }
}

impl Desk {
    fn offers(&self, action: Action) -> bool {
        match action {
            Action::SignIn => {
                self.is_signed_out() || self.session.wants_two_step() || self.session.offer().is_some()
            }
            Action::Back => self.has_a_way_back(),
            _ => true,
        }
    }

    fn has_a_way_back(&self) -> bool {
        match (self.screen(), &self.members) {
            (Screen::Login, _) => self.signing_in,
            (Screen::Members, Some(members)) => {
                let filtered = members.filter.editing || !members.filter.is_empty();
                members.zoomed || filtered || members.is_loading()
            }
            _ => {
                let filtered = self.teams.filter.editing || !self.teams.filter.is_empty();
                self.members.is_some() || filtered || self.teams.list.request().is_some()
            }
        }
    }
}
