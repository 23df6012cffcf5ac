//! The session panel: opened and closed, read where it has no room for all, and asked to sign out.

use super::state::{Stage, State};
use crate::app::core::effect::Effect;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::overlays::stack::Overlay;
use crate::session::{Countdown, Fact};

impl State {
    pub(super) fn toggle_session(&mut self) {
        let shown = matches!(self.over, Overlay::Session { .. });
        self.over = if shown { Overlay::Nothing } else { Overlay::Session { sure: false, first: 0 } };
    }

    /// Shows the panel from another of its facts on.
    pub(super) fn go_in_session(&mut self, motion: Motion) {
        let (now, Stage::Workspace(workspace)) = (self.now, &self.stage) else { return };
        let view = workspace.session.view(now);
        let token = match (workspace.session.details(now), view.countdown) {
            (Some(details), _) => 4 + usize::from(details.skew.is_some()),
            (None, Countdown::SignedOut(_)) => 1,
            (None, _) => 0,
        };
        // The account before the token; behind it where that comes from and where it is kept.
        let facts = 1 + token + 2 + view.warnings.len();
        if let Overlay::Session { first, .. } = &mut self.over {
            let mut cursor = Cursor { selected: *first, offset: 0 };
            cursor.go(motion, facts, 1);
            *first = cursor.selected;
        }
    }

    /// Signs out when asked twice: it ends the session in every window.
    pub(in crate::app) fn sign_out(&mut self) -> Vec<Effect> {
        let at = self.at();
        match (&mut self.over, &mut self.stage) {
            (Overlay::Session { sure: true, .. }, Stage::Workspace(workspace)) => {
                self.over = Overlay::Nothing;
                workspace.on_fact(Fact::SignOutWished, at)
            }
            (Overlay::Session { sure, .. }, Stage::Workspace(workspace)) => {
                *sure = workspace.session.is_live();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
