//! Saving the token: one that is saved may be used, and the lock is kept for one that is not.

use super::effect::{FileWork, Instead, Outcome};
use super::fault::SignOut;
use super::file::Meaning;
use super::phase::{Live, Phase, Renewal, Unsaved};
use super::policy::SAVED_AGAIN;
use super::seen::Saved;
use super::step::Session;
use super::stored::{Stored, Version};
use crate::base::request::Ids;
use crate::base::time::Now;

impl Session {
    /// The file was written, or was not.
    pub(super) fn on_saved(&mut self, version: &Version, saved: Saved, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        if live.version() != *version {
            return Outcome::default();
        }
        match (&live.renewal, saved) {
            // A disk that does not take the note may still take the token, and a person waits for it.
            (Renewal::Noting(attempt), Saved::Kept | Saved::Failed(_)) => {
                let attempt = attempt.clone();
                self.ask_with(attempt, ids)
            }
            (Renewal::Noting(_) | Renewal::Saving, Saved::Superseded(found)) => {
                self.on_superseded(found, now)
            }
            (Renewal::Saving, Saved::Kept) => {
                let version = version.clone();
                self.change(|live| {
                    live.replaces = Instead::Exactly(Some(version));
                    live.unsaved = None;
                });
                self.file_warning.take_if(|warning| warning.is_of_content());
                let unlocked = Outcome::of(self.file(FileWork::DropLock));
                unlocked.and(self.first_use())
            }
            (Renewal::Saving, Saved::Failed(fault)) => {
                let retry = now.mono + SAVED_AGAIN;
                self.change(|live| live.unsaved = Some(Unsaved { fault, retry }));
                self.first_use()
            }
            _ => Outcome::default(),
        }
    }

    /// The token is on the disk, or will not get there: in either case it may be used now.
    fn first_use(&mut self) -> Outcome {
        self.change(|live| live.renewal = Renewal::Idle);
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let live = live.clone();
        self.calls.release(&live, &self.client.addresses)
    }

    /// Something happened to the file meanwhile. A login is newer than any renewal of the one before it.
    fn on_superseded(&mut self, found: Option<Box<Stored>>, now: Now) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let other_login = found.clone().filter(|stored| stored.login_id != live.login_id);
        match (self.meaning(live, Ok(found)), other_login) {
            (Meaning::OtherAccount(email, stored), _) => self.end_for(email, stored),
            (Meaning::Gone, _) => self.end(SignOut::Elsewhere),
            (Meaning::Newer(stored), _) | (_, Some(stored)) => self.adopt(*stored, now),
            (Meaning::Older(version), None) => {
                self.change(|live| live.replaces = Instead::Exactly(Some(version)));
                self.write_again()
            }
            // It got there after all, although the system said that it had not.
            (Meaning::Same | Meaning::Unusable(_), None) => {
                self.change(|live| live.replaces = Instead::Exactly(Some(live.version())));
                self.write_again()
            }
        }
    }

    /// Tries again to store a token that could not be stored.
    pub(super) fn save_again(&mut self) -> Outcome {
        match &self.phase {
            Phase::Live(Live { unsaved: Some(_), renewal: Renewal::Idle, .. }) => self.write_again(),
            _ => Outcome::default(),
        }
    }

    fn write_again(&mut self) -> Outcome {
        self.change(|live| live.renewal = Renewal::Saving);
        self.save(None)
    }
}
