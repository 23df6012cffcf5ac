//! The session panel: opened and closed, read where it has no room for all, and asked to sign out.

use super::state::{Stage, State};
use crate::app::core::effect::Effect;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::overlays::stack::Overlay;
use crate::session::Fact;

impl State {
    pub(super) fn toggle_session(&mut self) {
        let shown = matches!(self.over, Overlay::Session { .. });
        self.over = if shown { Overlay::Nothing } else { Overlay::Session { sure: false, first: 0 } };
    }

    /// Shows the panel from another of its facts on.
    pub(super) fn go_in_session(&mut self, motion: Motion) {
        let Stage::Workspace(workspace) = &self.stage else { return };
        let facts = self.startup.presenter.session_facts(&workspace.context(self.at()));
        if let Overlay::Session { first, .. } = &mut self.over {
            let mut cursor = Cursor { selected: *first, offset: 0 };
            cursor.go(motion, facts, 1);
            *first = cursor.selected;
        }
    }

    /// Signs out when asked twice: it ends the session in every window.
    pub(in crate::app) fn sign_out(&mut self) -> Vec<Effect> {
        match (&mut self.over, &self.stage) {
            (Overlay::Session { sure: true, .. }, _) => {
                self.over = Overlay::Nothing;
                self.in_workspace(|workspace, at, out| workspace.on_fact(Fact::SignOutWished, at, out))
            }
            (Overlay::Session { sure, .. }, Stage::Workspace(workspace)) => {
                *sure = workspace.session.is_live();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
