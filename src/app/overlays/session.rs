//! The session panel: read where it has no room for all, and asked to sign out.

use crate::app::core::outbox::Outbox;
use crate::app::core::overlay::{Answer, Background, Overlay};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::session::Fact;

/// The session panel.
#[derive(Debug, Default)]
pub struct SessionPanel {
    /// The next press of the key signs out.
    pub sure: bool,
    /// The first visible row, where not all have room.
    pub first: usize,
}

impl SessionPanel {
    /// The panel that asks whether to sign out.
    pub(in crate::app) fn asking() -> Self {
        Self { sure: true, first: 0 }
    }
}

impl Overlay for SessionPanel {
    fn mode(&self) -> Mode {
        Mode::Session
    }

    /// Shows the panel from another of its facts on.
    fn go(&mut self, motion: Motion, below: &Background<'_>) {
        let facts = below.workspace.map_or(0, |cx| below.presenter.session_facts(&cx));
        let mut cursor = Cursor { selected: self.first, offset: 0 };
        cursor.go(motion, facts, 1);
        self.first = cursor.selected;
    }

    /// Signs out when asked twice: it ends the session in every window.
    fn act(&mut self, action: Action, below: &Background<'_>, out: &mut Outbox) -> Answer {
        match action {
            Action::SignOut if self.sure => {
                out.step(Fact::SignOutWished);
                Answer::Close
            }
            Action::SignOut => {
                self.sure = below.workspace.is_some_and(|cx| cx.session.is_live());
                Answer::Stay
            }
            Action::Session => Answer::Close,
            _ => Answer::Pass,
        }
    }
}
