//! The robot's hands on the session file: what other windows do to it, and what the disk does.

use tower_tui::app::{Effect, Event};
use tower_tui::session::{self, Fact, FileWork, Stored};

use super::Robot;

impl Robot {
    /// The session file is looked at, as once a second.
    pub(crate) fn looks_at_file(&mut self) -> &mut Self {
        let seen = self.world.disk.look();
        self.happens(Event::Session(Fact::FileSeen(seen)))
    }

    /// Somebody signs out in another window.
    pub(crate) fn another_window_signs_out(&mut self) -> &mut Self {
        let stored = self.world.disk.file.clone().expect("a file").expect("a session");
        self.world.disk.mark = Some(session::Mark { login_id: stored.login_id, generation: None });
        self.world.disk.file = Ok(None);
        self.looks_at_file()
    }

    /// The other window lets go of the lock.
    pub(crate) fn other_lets_go(&mut self) -> &mut Self {
        let fact = self.world.disk.released().expect("somebody waits for the lock");
        self.happens(Event::Session(fact))
    }

    /// Another window writes the session file.
    pub(crate) fn another_window_writes(&mut self, change: impl FnOnce(&mut Stored)) -> &mut Self {
        let mut stored = self.world.disk.file.clone().expect("a file").expect("a session");
        change(&mut stored);
        self.world.disk.file = Ok(Some(stored));
        self.looks_at_file()
    }

    /// From now on the disk refuses to write, and says why.
    pub(crate) fn disk_fails(&mut self, why: &'static str) -> &mut Self {
        self.world.disk.full = Some(why);
        self
    }

    /// From now on the disk does not come back.
    pub(crate) fn disk_hangs(&mut self) -> &mut Self {
        self.world.disk.hangs = true;
        self
    }

    /// The disk comes back, and has written what is in this window's hands.
    pub(crate) fn disk_answers(&mut self) -> &mut Self {
        self.world.disk.hangs = false;
        let saved = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Session(session::Effect::File { work: work @ FileWork::Save { .. }, .. }) => {
                Some(work.clone())
            }
            _ => None,
        });
        let fact = self.world.disk.order(saved.expect("something was to be written")).expect("it comes back");
        self.happens(Event::Session(fact))
    }
}
