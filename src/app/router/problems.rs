//! What goes wrong is taken down as it happens, and can be read and copied afterwards.

use super::actions::Done;
use super::copying::copy;
use super::state::{Stage, State};
use super::workspace::Workspace;
use crate::app::core::message_log::{Message, MessageKind};
use crate::app::core::notice::Copying;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::overlays::stack::Overlay;
use crate::base::time::Now;
use crate::session::{Countdown, Phase, SignOut};

impl Workspace {
    /// What went wrong since this was asked last.
    fn take_untold(&mut self, now: Now) -> Vec<MessageKind> {
        let standing = self.trouble_with_session(now);
        let mut told = std::mem::take(&mut self.untold);
        let is_new = |one: &&MessageKind| !self.standing.iter().any(|before| before.is_same(one));
        told.extend(standing.iter().filter(is_new).cloned());
        self.standing = standing;
        told
    }

    fn trouble_with_session(&self, now: Now) -> Vec<MessageKind> {
        let view = self.session.view(now);
        let trouble =
            if let Phase::SignedOut { trouble, .. } = self.session.phase() { trouble } else { &None };
        let what = match view.countdown {
            Countdown::SignedOut(SignOut::Never) => None,
            Countdown::SignedOut(reason) => Some(MessageKind::SignedOut(reason)),
            Countdown::Retrying { why, failures, .. } => Some(MessageKind::NotRenewed { why, failures }),
            Countdown::Blocked { what, .. } => Some(MessageKind::Blocked(what)),
            Countdown::TwoStep { .. } => Some(MessageKind::TwoStep),
            Countdown::Fresh(_) | Countdown::Renewed(_) | Countdown::Renewing | Countdown::Queued { .. } => {
                None
            }
        };
        let trouble = trouble.clone().map(MessageKind::NotSignedIn);
        what.into_iter().chain(trouble).chain(view.warnings.into_iter().map(MessageKind::Warning)).collect()
    }
}

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

    pub(super) fn toggle_messages(&mut self) -> Done {
        let newest = self.notices.log().front().map_or(0, |message| message.number);
        let shown = matches!(self.over, Overlay::Messages { .. });
        self.over = if shown { Overlay::Nothing } else { Overlay::Messages { selected: newest } };
        Done::default()
    }

    pub(super) fn go_in_messages(&mut self, motion: Motion) {
        let Some((selected, _)) = self.message() else { return };
        let mut cursor = Cursor { selected, offset: 0 };
        cursor.go(motion, self.notices.log().len(), Areas::message_rows(self.size));
        if let Some(message) = self.notices.log().get(cursor.selected) {
            self.over = Overlay::Messages { selected: message.number };
        }
    }

    pub(in crate::app) fn copy_message(&self) -> Done {
        let Some((_, message)) = self.message() else { return Done::default() };
        let report = (self.startup.report)(message, self.lang);
        copy(self.startup.clipboard, report, Copying::Asked(None))
    }
}
