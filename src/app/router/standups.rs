//! The standups of this run: none takes notes with it that stand nowhere else.

use super::workspace::Workspace;
use crate::app::core::context::{At, Context};
use crate::app::core::outbox::Outbox;
use crate::app::screens::any::AnyScreen;
use crate::app::screens::standup::Standup;

impl Workspace {
    fn standups(&self) -> impl Iterator<Item = &Standup> {
        let open = self.stack.iter().filter_map(|screen| match screen {
            AnyScreen::Standup(standup) => Some(standup),
            _ => None,
        });
        open.chain(self.left.iter())
    }

    /// Whether there are notes that would be lost with this run.
    pub(super) fn has_unkept_notes(&self) -> bool {
        self.standups().any(Standup::has_unkept_notes)
    }

    /// Whether minutes are being written to a file.
    pub(super) fn writes_minutes(&self) -> bool {
        self.standups().any(Standup::is_being_written)
    }

    /// Writes what would be lost, where nobody can be asked.
    pub(super) fn write_minutes(&mut self, at: At, out: &mut Outbox) {
        let cx = Context::of(&self.data, &self.session, self.can, at);
        let open = self.stack.iter_mut().filter_map(|screen| match screen {
            AnyScreen::Standup(standup) => Some(standup),
            _ => None,
        });
        for standup in open.chain(self.left.iter_mut()) {
            if standup.has_unkept_notes() && !standup.is_being_written() {
                standup.write(&cx, out);
            }
        }
    }
}
