//! How the program behaves in the terminal it is a guest of, where the person has a say in it.

use super::effect::Effect;
use super::notice::Notice;
use super::state::{Stage, State};

/// What the window is called where no team is open.
const PROGRAM: &str = "tower-tui";

impl State {
    /// What the terminal's window is called.
    pub fn title(&self) -> String {
        let team = match &self.stage {
            Stage::Desk(desk) => desk.members.as_ref().map(|members| members.team.name.as_str()),
            Stage::Setup(_) => None,
        };
        match team.filter(|team| !team.is_empty()) {
            Some(team) => format!("{team} - {PROGRAM}"),
            None => PROGRAM.to_owned(),
        }
    }

    pub(super) fn change_theme(&mut self) -> Vec<Effect> {
        self.look.theme = self.look.next_theme();
        self.notices.show(Notice::Theme(self.look.theme), self.now);
        Vec::new()
    }
}
