//! What goes wrong is taken down as it happens, and can be read and copied afterwards.

use super::state::{Stage, State};
use crate::app::core::effect::Effect;
use crate::app::core::message_log::Message;
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::overlays::stack::Overlay;

impl State {
    /// Takes down what went wrong.
    pub(super) fn take_down(&mut self) {
        if let Stage::Workspace(workspace) = &mut self.stage {
            for told in workspace.take_untold(self.now) {
                self.notices.tell(told, self.now);
            }
        }
    }

    /// The selected message, and where it stands, counted from the newest.
    pub fn message(&self) -> Option<(usize, &Message)> {
        let Overlay::Messages { selected } = self.over else { return None };
        let place = self.notices.place(selected);
        Some((place, self.notices.log().get(place)?))
    }

    pub(super) fn toggle_messages(&mut self) {
        let newest = self.notices.log().front().map_or(0, |message| message.number);
        let shown = matches!(self.over, Overlay::Messages { .. });
        self.over = if shown { Overlay::Nothing } else { Overlay::Messages { selected: newest } };
    }

    pub(super) fn go_in_messages(&mut self, motion: Motion) {
        let Some((selected, _)) = self.message() else { return };
        let mut cursor = Cursor { selected, offset: 0 };
        cursor.go(motion, self.notices.log().len(), Areas::message_rows(self.size));
        if let Some(message) = self.notices.log().get(cursor.selected) {
            self.over = Overlay::Messages { selected: message.number };
        }
    }

    pub(super) fn copy_message(&mut self) -> Vec<Effect> {
        let Some((_, message)) = self.message() else { return Vec::new() };
        let report = self.startup.presenter.report(message, self.lang);
        let mut out = Outbox::default();
        out.copy(self.startup.clipboard, report, Copying::Asked(None));
        self.tell(out)
    }
}
