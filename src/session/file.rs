//! What another window's writing in the session file means for this one.

use std::cmp::Ordering;
use std::time::Duration;

use super::effect::{FileWork, Instead, Outcome};
use super::fault::{SignOut, StoreFault, Warning};
use super::phase::{Live, Phase, Renewal, Source, Token};
use super::policy::SAVED_AGAIN;
use super::seen::{InFile, Read, Seen};
use super::step::Session;
use super::stored::{Stored, Version};
use crate::base::text::SafeText;
use crate::base::time::{Deadline, Now};

/// What the file means for a session that holds a token.
#[derive(Debug)]
pub(super) enum Meaning {
    /// Nothing new.
    Same,
    /// A newer token of this account.
    Newer(Box<Stored>),
    /// Signed out by another window, or given up there.
    Gone,
    /// There is no file, and nobody has signed out.
    Lost,
    /// Somebody else has signed in.
    OtherAccount(SafeText, Box<Stored>),
    /// Older than what this window knows, as from a backup.
    Older(Version),
    /// It cannot be used.
    Unusable(StoreFault),
}

impl Session {
    /// Only what belongs to this application at this Tower.
    fn ours(&self, read: Read) -> Read {
        Ok(match read? {
            InFile::Session(stored) if !stored.belongs_to(&self.client) => InFile::Nothing,
            found => found,
        })
    }

    pub(super) fn meaning(&self, live: &Live, read: Read) -> Meaning {
        let stored = match self.ours(read) {
            Ok(InFile::Session(stored)) => stored,
            Ok(InFile::SignedOut(mark)) if mark.covers(&live.version()) => return Meaning::Gone,
            // A login takes the marks of those before it away, so another's mark tells that this one is long over.
            Ok(InFile::SignedOut(mark)) if live.was_stored && mark.login_id != live.login_id => {
                return Meaning::Gone;
            }
            Ok(_) => return Meaning::Lost,
            Err(fault) => return Meaning::Unusable(fault),
        };
        if stored.login_id != live.login_id {
            // Whose clock was right is not known, and a person has made it: it is never written over.
            return match (&stored.email, &live.email) {
                (Some(new), Some(old)) if !is_same_account(new, old) => {
                    Meaning::OtherAccount(new.clone(), stored)
                }
                _ => Meaning::Newer(stored),
            };
        }
        match stored.generation.cmp(&live.token.generation) {
            Ordering::Greater => Meaning::Newer(stored),
            // Without locks two windows may have got one each.
            Ordering::Equal if stored.access != live.token.access => Meaning::Newer(stored),
            Ordering::Equal => Meaning::Same,
            Ordering::Less => Meaning::Older(stored.version()),
        }
    }

    /// The file was read, at the start or because it has changed.
    pub(super) fn on_seen(&mut self, seen: Seen, now: Now) -> Outcome {
        if seen.warning.is_some() {
            self.file_warning.clone_from(&seen.warning);
        }
        match &self.phase {
            Phase::Boot => {
                self.phase = match self.ours(seen.read) {
                    Ok(InFile::Session(stored)) => Phase::Live(Live::read(*stored, now)),
                    Ok(_) => Phase::SignedOut { reason: SignOut::Never, trouble: None },
                    Err(fault) => Phase::SignedOut { reason: SignOut::StoreUnusable(fault), trouble: None },
                };
                Outcome::default()
            }
            Phase::SignedOut { .. } | Phase::Exchanging { .. } | Phase::TwoStep { .. } => {
                self.offer = self.ours(seen.read).ok().and_then(InFile::session);
                self.offer.take_if(|stored| Some(stored.version()) == self.dead);
                Outcome::default()
            }
            // While this window holds the lock, what it is doing decides.
            Phase::Live(live) if live.renewal.holds_lock() || live.unsaved.is_some() => Outcome::default(),
            Phase::Live(live) => match self.meaning(live, seen.read) {
                Meaning::Same => {
                    let version = live.version();
                    self.file_warning = seen.warning;
                    self.change(|live| {
                        if live.lost.take().is_some() {
                            live.replaces = Instead::Exactly(Some(version));
                        }
                    });
                    Outcome::default()
                }
                // It may be on its way back: a backup is put in place, a folder copied.
                Meaning::Lost => {
                    self.change(|live| {
                        live.replaces = Instead::Exactly(None);
                        live.lost = live.lost.or(Some(now.mono + SAVED_AGAIN));
                    });
                    Outcome::default()
                }
                Meaning::Newer(stored) => self.adopt(*stored, now),
                Meaning::Gone => self.end(SignOut::Elsewhere),
                Meaning::OtherAccount(email, stored) => self.end_for(email, stored),
                Meaning::Older(_) => self.warn(Warning::FileOlder),
                Meaning::Unusable(fault) => self.warn(Warning::FileUnusable(fault)),
            },
        }
    }

    fn warn(&mut self, warning: Warning) -> Outcome {
        self.file_warning = Some(warning);
        Outcome::default()
    }

    /// Adopts a token that another window has saved.
    pub(super) fn adopt(&mut self, stored: Stored, now: Now) -> Outcome {
        self.file_warning = None;
        let mut live = Live::read(stored, now);
        if let Phase::Live(old) = &self.phase {
            live.email = live.email.or_else(|| old.email.clone());
            live.refusals = old.refusals;
            live.renewed = old.renewed;
        }
        self.phase = Phase::Live(live.clone());
        let released = if live.token.is_over(now) {
            Outcome::default()
        } else {
            self.calls.release(&live, &self.client.addresses)
        };
        Outcome::of(self.file(FileWork::DropLock)).and(released)
    }

    /// Takes the login that another window has made.
    pub(super) fn take_offer(&mut self, now: Now) -> Outcome {
        if self.is_live() {
            return Outcome::default();
        }
        if let Some(stored) = self.offer.take() {
            self.phase = Phase::Live(Live::read(*stored, now));
        }
        Outcome::default()
    }

    /// Ends the session because the file is another account's, which can be taken with one key.
    pub(super) fn end_for(&mut self, email: SafeText, stored: Box<Stored>) -> Outcome {
        let outcome = self.end(SignOut::OtherAccount { email });
        self.offer = Some(stored);
        outcome
    }
}

/// Whether two addresses are one account's: they are typed in any case, and copied with blanks.
pub fn is_same_account(one: &SafeText, other: &SafeText) -> bool {
    one.as_str().trim().to_lowercase() == other.as_str().trim().to_lowercase()
}

impl Live {
    /// A session as its file had it. The end is judged by the wall clock. One that is over, or whose renewal was cut off,
    /// is renewed at once.
    pub(super) fn read(stored: Stored, now: Now) -> Self {
        let version = stored.version();
        let lifetime = stored.expires_in.map(Duration::from_secs);
        let ends = stored.left(now.wall).map(|left| Deadline::after(now, left));
        let token = Token {
            generation: stored.generation,
            access: stored.access,
            refresh: stored.refresh,
            lifetime,
            ends,
        };
        Self {
            login_id: stored.login_id,
            replaces: Instead::Exactly(Some(version)),
            token,
            redirect_uri: stored.redirect_uri,
            email: stored.email,
            renewal: Renewal::Idle,
            source: Source::File { writer: stored.writer },
            obtained_at: stored.obtained_at,
            renewed: None,
            unsaved: None,
            was_stored: true,
            lost: None,
            cut_off: stored.pending.map(|pending| pending.since),
            hurried: false,
            refusals: 0,
            short_lives: 0,
        }
    }
}
