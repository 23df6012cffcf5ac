//! The list of messages, to read again and to copy.

use crate::app::core::message_log::{Message, MessageLog};
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::overlay::{Answer, Background, Overlay};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;

/// The list of messages.
#[derive(Debug)]
pub struct Messages {
    /// The number of the selected message.
    selected: u64,
}

impl Messages {
    /// The list with the newest message selected.
    pub fn of(log: &MessageLog) -> Self {
        Self { selected: log.log().front().map_or(0, |message| message.number) }
    }

    /// The selected message, and its position, counted from the newest.
    pub fn selected<'a>(&self, log: &'a MessageLog) -> Option<(usize, &'a Message)> {
        let place = log.place(self.selected);
        Some((place, log.log().get(place)?))
    }
}

impl Overlay for Messages {
    fn mode(&self) -> Mode {
        Mode::Messages
    }

    fn go(&mut self, motion: Motion, below: &Background<'_>) {
        let log = below.messages;
        let Some((selected, _)) = self.selected(log) else { return };
        let mut cursor = Cursor { selected, offset: 0 };
        cursor.go(motion, log.log().len(), Areas::message_rows(below.size));
        if let Some(message) = log.log().get(cursor.selected) {
            self.selected = message.number;
        }
    }

    fn act(&mut self, action: Action, below: &Background<'_>, out: &mut Outbox) -> Answer {
        match action {
            Action::CopyMessage => {
                if let Some((_, message)) = self.selected(below.messages) {
                    let report = below.presenter.report(message, below.lang);
                    out.copy(below.clipboard, report, Copying::Asked(None));
                }
                Answer::Stay
            }
            Action::Messages => Answer::Close,
            _ => Answer::Pass,
        }
    }
}
