//! What goes wrong is taken down as it happens, and can be read and copied afterwards.

use super::actions::Done;
use super::copying::copy;
use super::state::{Stage, State};
use super::workspace::Desk;
use crate::app::core::message_log::{Message, Told};
use crate::app::core::notice::Copying;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::overlays::stack::Over;
use crate::base::time::Now;
use crate::session::{Countdown, Phase, SignOut};

impl Desk {
    /// What went wrong since this was asked last.
    fn take_untold(&mut self, now: Now) -> Vec<Told> {
        let standing = self.trouble_with_session(now);
        let mut told = std::mem::take(&mut self.untold);
        let is_new = |one: &&Told| !self.standing.iter().any(|before| before.is_same(one));
        told.extend(standing.iter().filter(is_new).cloned());
        self.standing = standing;
        told
    }

    fn trouble_with_session(&self, now: Now) -> Vec<Told> {
        let view = self.session.view(now);
        let trouble =
            if let Phase::SignedOut { trouble, .. } = self.session.phase() { trouble } else { &None };
        let what = match view.countdown {
            Countdown::SignedOut(SignOut::Never) => None,
            Countdown::SignedOut(reason) => Some(Told::SignedOut(reason)),
            Countdown::Retrying { why, failures, .. } => Some(Told::NotRenewed { why, failures }),
            Countdown::Blocked { what, .. } => Some(Told::Blocked(what)),
            Countdown::TwoStep { .. } => Some(Told::TwoStep),
            Countdown::Fresh(_) | Countdown::Renewed(_) | Countdown::Renewing | Countdown::Queued { .. } => {
                None
            }
        };
        let trouble = trouble.clone().map(Told::NotSignedIn);
        what.into_iter().chain(trouble).chain(view.warnings.into_iter().map(Told::Warning)).collect()
    }
}

impl State {
    /// Takes down what went wrong.
    pub(super) fn take_down(&mut self) {
        if let Stage::Desk(desk) = &mut self.stage {
            for told in desk.take_untold(self.now) {
                self.notices.tell(told, self.now);
            }
        }
    }

    /// The selected message, and where it stands, counted from the newest.
    pub fn message(&self) -> Option<(usize, &Message)> {
        let Over::Messages { selected } = self.over else { return None };
        let place = self.notices.place(selected);
        Some((place, self.notices.log().get(place)?))
    }

    pub(super) fn toggle_messages(&mut self) -> Done {
        let newest = self.notices.log().front().map_or(0, |message| message.number);
        let shown = matches!(self.over, Over::Messages { .. });
        self.over = if shown { Over::Nothing } else { Over::Messages { selected: newest } };
        Done::default()
    }

    pub(super) fn go_in_messages(&mut self, motion: Motion) {
        let Some((selected, _)) = self.message() else { return };
        let mut cursor = Cursor { selected, offset: 0 };
        cursor.go(motion, self.notices.log().len(), Areas::message_rows(self.size));
        if let Some(message) = self.notices.log().get(cursor.selected) {
            self.over = Over::Messages { selected: message.number };
        }
    }

    pub(in crate::app) fn copy_message(&self) -> Done {
        let Some((_, message)) = self.message() else { return Done::default() };
        let report = (self.opening.report)(message, self.lang);
        copy(self.opening.clipboard, report, Copying::Asked(None))
    }
}
