//! What another window's writing in the session file means for this one.

use std::cmp::Ordering;
use std::time::Duration;

use super::effect::{FileWork, Instead, Outcome};
use super::fault::{SignOut, StoreFault, Warning};
use super::phase::{Live, Phase, Renewal, Source, Token};
use super::policy::AHEAD;
use super::seen::{Read, Seen};
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
    /// Signed out by another window.
    Gone,
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
        Ok(read?.filter(|stored| stored.belongs_to(&self.client)))
    }

    pub(super) fn meaning(&self, live: &Live, read: Read) -> Meaning {
        let stored = match self.ours(read) {
            Ok(Some(stored)) => stored,
            // What was never written is not gone.
            Ok(None) if live.replaces == Instead::Anything => return Meaning::Same,
            Ok(None) => return Meaning::Gone,
            Err(fault) => return Meaning::Unusable(fault),
        };
        if let (Some(new), Some(old)) = (&stored.email, &live.email)
            && new != old
        {
            return Meaning::OtherAccount(new.clone(), stored);
        }
        if stored.login_id != live.login_id {
            // A login is newer than the one it took the place of, unless a backup was put back.
            let newer = stored.obtained_at >= live.obtained_at;
            return if newer { Meaning::Newer(stored) } else { Meaning::Older(stored.version()) };
        }
        match stored.generation.cmp(&live.token.generation) {
            Ordering::Greater => Meaning::Newer(stored),
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
                    Ok(Some(stored)) => Phase::Live(Live::read(*stored, now)),
                    Ok(None) => Phase::SignedOut { reason: SignOut::Never, trouble: None },
                    Err(fault) => Phase::SignedOut { reason: SignOut::StoreUnusable(fault), trouble: None },
                };
                Outcome::default()
            }
            Phase::SignedOut { .. } | Phase::Exchanging { .. } | Phase::TwoStep { .. } => {
                self.offer = self.ours(seen.read).unwrap_or_default();
                self.offer.take_if(|stored| Some(stored.version()) == self.dead);
                Outcome::default()
            }
            // While this window holds the lock, what it is doing decides.
            Phase::Live(live) if live.renewal.holds_lock() || live.unsaved.is_some() => Outcome::default(),
            Phase::Live(live) => match self.meaning(live, seen.read) {
                Meaning::Same => {
                    self.file_warning = seen.warning;
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

impl Live {
    /// A session as its file had it. The end is judged by the wall clock; a file from the future tells
    /// nothing, so its token counts as over and is renewed at once. So is one whose renewal was cut off.
    pub(super) fn read(stored: Stored, now: Now) -> Self {
        let version = stored.version();
        let lifetime = stored.expires_in.map(Duration::from_secs);
        let ends = lifetime.map(|lifetime| {
            let sane = now.wall.plus(AHEAD) >= stored.obtained_at;
            let age = now.wall.since(stored.obtained_at);
            Deadline::after(now, if sane { lifetime.saturating_sub(age) } else { Duration::ZERO })
        });
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
            email: stored.email,
            renewal: Renewal::Idle,
            source: Source::File { writer: stored.writer },
            obtained_at: stored.obtained_at,
            renewed: None,
            unsaved: None,
            cut_off: stored.pending.map(|pending| pending.since),
            refusals: 0,
            short_lives: 0,
        }
    }
}
