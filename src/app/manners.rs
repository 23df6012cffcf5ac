//! How the program behaves in the terminal it is a guest of, where the person has a say in it.

use super::effect::Effect;
use super::notice::Notice;
use super::state::State;

impl State {
    pub(super) fn change_theme(&mut self) -> Vec<Effect> {
        self.look.theme = self.look.next_theme();
        self.notices.show(Notice::Theme(self.look.theme), self.now);
        Vec::new()
    }
}
