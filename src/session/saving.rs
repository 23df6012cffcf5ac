//! Saving the token: one that is saved may be used, and the lock is kept for one that is not.

use super::effect::{FileWork, Instead, Outcome};
use super::fault::{SaveFault, SignOut};
use super::file::Meaning;
use super::phase::{Live, Phase, Renewal, Source, Unsaved};
use super::policy::SAVED_AGAIN;
use super::seen::{InFile, Saved};
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
        let noting = if let Renewal::Noting(attempt) = &live.renewal { Some(attempt.clone()) } else { None };
        if noting.is_none() && live.renewal != Renewal::Saving {
            return Outcome::default();
        }
        match (noting, saved) {
            (_, Saved::Superseded(found)) => self.on_superseded(found, now, ids),
            (Some(attempt), Saved::Kept) => {
                self.is_kept();
                if self.leaving { self.stand_back(Renewal::Idle, now) } else { self.ask_with(attempt, ids) }
            }
            (Some(attempt), Saved::Failed(fault) | Saved::Elsewhere(fault)) => {
                self.not_noted(attempt, fault, now, ids)
            }
            (None, Saved::Kept) => {
                self.is_kept();
                let unlocked = Outcome::of(self.file(FileWork::DropLock));
                unlocked.and(self.first_use())
            }
            (None, Saved::Failed(fault)) => self.not_kept(fault, false, now),
            (None, Saved::Elsewhere(fault)) => self.not_kept(fault, true, now),
        }
    }

    /// The file holds what this window has.
    fn is_kept(&mut self) {
        self.change(|live| {
            live.replaces = Instead::Exactly(Some(live.version()));
            (live.unsaved, live.lost, live.was_stored) = (None, None, true);
        });
        self.file_warning.take_if(|warning| warning.is_of_content());
    }

    fn not_kept(&mut self, fault: SaveFault, elsewhere: bool, now: Now) -> Outcome {
        let retry = now.mono + SAVED_AGAIN;
        self.change(|live| {
            live.unsaved = Some(Unsaved { fault, retry, elsewhere });
            live.lost = None;
            // A login takes the place of whatever is there once, and not again after another one was made.
            if live.replaces == Instead::Anything {
                live.replaces = Instead::Exactly(None);
            }
        });
        self.first_use()
    }

    /// The token is on the disk, or will not get there: in either case it may be used now.
    fn first_use(&mut self) -> Outcome {
        self.change(|live| live.renewal = Renewal::Idle);
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let live = live.clone();
        self.calls.release(&live, &self.client.addresses)
    }

    /// Something happened to the file meanwhile. A login is newer than any renewal of the one before it.
    fn on_superseded(&mut self, found: InFile, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let version = live.version();
        let meaning = self.meaning(live, Ok(found));
        let unwanted = self.unwanted(&meaning, ids);
        match meaning {
            Meaning::OtherAccount(_, stored) | Meaning::Newer(stored) if live.was_to_replace(&stored) => {
                self.write_instead(Some(stored.version()), now)
            }
            Meaning::OtherAccount(email, stored) => self.end_for(email, stored).and(unwanted),
            Meaning::Newer(stored) => self.adopt(*stored, now).and(unwanted),
            Meaning::Gone => self.end(SignOut::Elsewhere).and(unwanted),
            Meaning::Older(older) => self.write_instead(Some(older), now),
            Meaning::Lost => self.write_instead(None, now),
            // It got there after all, although the system said that it had not.
            Meaning::Same | Meaning::Unusable(_) => self.write_instead(Some(version), now),
        }
    }

    /// A pair that no file will hold must not live on unseen. Not where a renewal of the same login counts more: it may
    /// share its refresh token with this one.
    pub(super) fn unwanted(&self, meaning: &Meaning, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let is_over = match meaning {
            Meaning::Gone => true,
            Meaning::OtherAccount(_, stored) | Meaning::Newer(stored) => {
                stored.login_id != live.login_id && !live.was_to_replace(stored)
            }
            Meaning::Same | Meaning::Lost | Meaning::Older(_) | Meaning::Unusable(_) => false,
        };
        if is_over && !live.is_on_disk() && live.source == Source::Here {
            self.revoke([live.token.refresh.clone(), Some(live.token.access.clone())], ids)
        } else {
            Outcome::default()
        }
    }

    fn write_instead(&mut self, of: Option<Version>, now: Now) -> Outcome {
        self.change(|live| live.replaces = Instead::Exactly(of));
        match &self.phase {
            Phase::Live(Live { renewal: Renewal::Noting(attempt), .. }) => {
                let attempt = attempt.clone();
                self.note(attempt, now)
            }
            _ => self.write_again(),
        }
    }

    /// Writes a token that is not in its file.
    pub(super) fn write_again(&mut self) -> Outcome {
        self.change(|live| live.renewal = Renewal::Saving);
        self.save(None)
    }
}

impl Live {
    /// Whether this is a login that could not be stored, and that one the older login it was to take the place of.
    fn was_to_replace(&self, stored: &Stored) -> bool {
        let is_login = self.source == Source::Here && self.token.generation == 1;
        is_login && self.unsaved.is_some() && stored.obtained_at < self.obtained_at
    }
}
