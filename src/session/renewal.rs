//! Renewing the token: under the lock, one at a time, and what each answer means for the session.
//!
//! The order never changes: lock, re-read, note, ask, save, first use, unlock.

use std::time::Duration;

use super::effect::{FileWork, Instead, Outcome};
use super::fault::SignOut;
use super::file::Meaning;
use super::phase::{Attempt, Delay, Live, Phase, Renewal, Second, Source, Then, Token};
use super::policy::{
    AGAIN_AFTER, HARDLY_ALIVE, NEARLY_OVER, RENEWED_APART, SHORT_LIVES, UNKNOWN_AT_MOST, YOUNG, backoff,
    renew_when_left,
};
use super::seen::Read;
use super::step::Session;
use super::stored::Pending;
use crate::base::request::Ids;
use crate::base::time::Now;
use crate::tower::captcha::Captcha;
use crate::tower::oauth::Grant;
use crate::tower::verdict::{Issued, Misconfigured, Transient, Verdict};

/// Jitter is at most this, so that windows opened together do not renew at once.
const JITTER: Duration = Duration::from_secs(20);

impl Session {
    /// Starts a renewal, unless one is under way: the lock comes first.
    pub(super) fn renew(&mut self, now: Now) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        let failures = match &live.renewal {
            Renewal::Idle | Renewal::Blocked(_) | Renewal::TwoStep { .. } => 0,
            Renewal::Waiting { failures, .. } => *failures,
            Renewal::Locking { .. }
            | Renewal::Noting(_)
            | Renewal::Asked { .. }
            | Renewal::Pausing { .. }
            | Renewal::Rereading { .. }
            | Renewal::Saving => return Outcome::default(),
        };
        self.lock_for(Attempt { failures, ..Attempt::default() }, now)
    }

    fn lock_for(&mut self, attempt: Attempt, now: Now) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        if live.token.refresh.is_none() {
            return if live.token.is_over(now) {
                self.give_up(SignOut::NotRenewable)
            } else {
                Outcome::default()
            };
        }
        live.renewal = Renewal::Locking { attempt, since: now.mono, holder: None };
        Outcome::of(self.file(FileWork::TakeLock))
    }

    /// The person wants a new token now.
    pub(super) fn renew_now(&mut self, now: Now) -> Outcome {
        if let Phase::Live(live) = &mut self.phase {
            live.refusals = 0;
        }
        self.renew(now)
    }

    /// Ends the pause before the next try.
    pub(super) fn retry(&mut self, now: Now) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        live.refusals = 0;
        let waits = matches!(live.renewal, Renewal::Waiting { .. } | Renewal::Blocked(_));
        if waits { self.renew(now) } else { Outcome::default() }
    }

    /// The person has typed the two-step code that Tower wants for a renewal.
    pub(super) fn renew_with(&mut self, captcha: Captcha, now: Now) -> Outcome {
        match &self.phase {
            Phase::Live(Live { renewal: Renewal::TwoStep { refused }, .. }) => {
                let attempt = Attempt { captcha: Some(captcha), refused: *refused, ..Attempt::default() };
                self.lock_for(attempt, now)
            }
            _ => Outcome::default(),
        }
    }

    pub(super) fn act_if_due(&mut self, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        if self.renewal_due_in(live, now) != Some(Duration::ZERO) {
            return Outcome::default();
        }
        match &live.renewal {
            Renewal::Pausing { attempt, .. } => {
                let attempt = attempt.clone();
                self.ask_with(attempt, ids)
            }
            Renewal::Idle if live.unsaved.as_ref().is_some_and(|unsaved| unsaved.retry <= now.mono) => {
                self.save_again()
            }
            _ => self.renew(now),
        }
    }

    /// How long until something is to be done about this token by itself; none when that waits for something
    /// else.
    pub(super) fn renewal_due_in(&self, live: &Live, now: Now) -> Option<Duration> {
        match &live.renewal {
            Renewal::Idle => {
                let save = live.unsaved.as_ref().map(|unsaved| unsaved.retry.saturating_sub(now.mono));
                [save, self.due_by_age(live, now)].into_iter().flatten().min()
            }
            Renewal::Waiting { until, .. } | Renewal::Pausing { until, .. } => {
                Some(until.saturating_sub(now.mono))
            }
            Renewal::Locking { .. }
            | Renewal::Noting(_)
            | Renewal::Asked { .. }
            | Renewal::Rereading { .. }
            | Renewal::Saving
            | Renewal::TwoStep { .. }
            | Renewal::Blocked(_) => None,
        }
    }

    /// How long until this token is renewed because it nears its end.
    pub(super) fn due_by_age(&self, live: &Live, now: Now) -> Option<Duration> {
        if live.short_lives >= SHORT_LIVES {
            return None;
        }
        if live.cut_off.is_some() && live.renewed.is_none() && live.token.refresh.is_some() {
            return Some(Duration::ZERO);
        }
        let left = live.token.left(now)?;
        let due = match live.token.refresh {
            Some(_) => self.margin(live)?,
            None => Duration::ZERO,
        };
        let not_before = live.renewed.map_or(Duration::ZERO, |at| at + RENEWED_APART);
        Some(left.saturating_sub(due).max(not_before.saturating_sub(now.mono)))
    }

    /// How much is left of a token when it is renewed.
    pub(super) fn margin(&self, live: &Live) -> Option<Duration> {
        Some(renew_when_left(live.token.lifetime?, JITTER.mul_f64(self.process.jitter)))
    }

    /// The lock is ours. Another window may have renewed while this one waited for it.
    pub(super) fn on_locked(
        &mut self,
        unsupported: Option<String>,
        read: Read,
        now: Now,
        ids: &mut Ids,
    ) -> Outcome {
        self.no_locks = unsupported;
        let Phase::Live(Live { renewal: Renewal::Locking { attempt, .. }, .. }) = &self.phase else {
            return self.let_go();
        };
        let attempt = attempt.clone();
        let pending = read.as_ref().ok().and_then(|stored| stored.as_ref()?.pending);
        match self.learn(read, pending, now) {
            Learned::Adopted(outcome) | Learned::Ended(outcome) => outcome,
            Learned::Nothing => self.note(attempt, now, ids),
        }
    }

    /// The lock came too late: drops it.
    fn let_go(&self) -> Outcome {
        match &self.phase {
            Phase::Live(live) if live.renewal.holds_lock() || live.unsaved.is_some() => Outcome::default(),
            _ => Outcome::of(self.file(FileWork::DropLock)),
        }
    }

    /// The lock is another's for now.
    pub(super) fn on_busy(&mut self, now_holds: Option<u32>) -> Outcome {
        if let Phase::Live(Live { renewal: Renewal::Locking { holder, .. }, .. }) = &mut self.phase {
            *holder = now_holds;
        }
        Outcome::default()
    }

    /// Takes over what the file, read under the lock, has that is newer.
    fn learn(&mut self, read: Read, pending: Option<Pending>, now: Now) -> Learned {
        let Phase::Live(live) = &self.phase else { return Learned::Nothing };
        match self.meaning(live, read) {
            Meaning::Newer(stored) => {
                let fresh = Live::read((*stored).clone(), now);
                if self.due_by_age(&fresh, now) == Some(Duration::ZERO) {
                    let email = fresh.email.clone().or_else(|| live.email.clone());
                    let renewed = live.renewed;
                    self.phase = Phase::Live(Live { email, renewed, ..fresh });
                    return Learned::Nothing;
                }
                Learned::Adopted(self.adopt(*stored, now))
            }
            Meaning::Gone => Learned::Ended(self.end(SignOut::Elsewhere)),
            Meaning::OtherAccount(email, stored) => Learned::Ended(self.end_for(email, stored)),
            Meaning::Same => {
                // Whoever wrote the note has lost the lock, and so has died or given up.
                self.change(|live| live.cut_off = pending.map(|pending| pending.since));
                Learned::Nothing
            }
            Meaning::Older(version) => {
                self.change(|live| live.replaces = Instead::Exactly(Some(version)));
                Learned::Nothing
            }
            Meaning::Unusable(_) => Learned::Nothing,
        }
    }

    /// Marks the file before the renewal is sent, so that a window that dies meanwhile leaves a trace.
    fn note(&mut self, attempt: Attempt, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        if !live.is_on_disk() {
            // The file does not have the refresh token that goes out.
            return self.ask_with(attempt, ids);
        }
        live.renewal = Renewal::Noting(attempt);
        let since = live.cut_off.unwrap_or(now.wall);
        self.save(Some(Pending { since, pid: self.process.pid }))
    }

    /// Writes what this window knows.
    pub(super) fn save(&self, pending: Option<Pending>) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let stored = Box::new(self.stored(live, pending));
        Outcome::of(self.file(FileWork::Save { stored, instead: live.replaces.clone() }))
    }

    pub(super) fn ask_with(&mut self, attempt: Attempt, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        let Some(refresh) = live.token.refresh.clone() else { return Outcome::default() };
        let request = ids.take();
        let with_bearer = attempt.second != Some(Second::WithoutHeader);
        let bearer = with_bearer.then(|| live.token.access.clone());
        let captcha = attempt.captcha.clone();
        live.renewal = Renewal::Asked { request, attempt };
        Outcome::of(self.ask(request, &Grant::Refresh { refresh, bearer, captcha }))
    }

    pub(super) fn on_renewed(&mut self, verdict: Verdict, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(Live { renewal: Renewal::Asked { attempt, .. }, email, .. }) = &self.phase else {
            return Outcome::default();
        };
        let attempt = attempt.clone();
        let first = attempt.second.is_none();
        match verdict {
            Verdict::Granted(issued) => match (&issued.email, email) {
                (Some(new), Some(old)) if new != old => {
                    let reason = SignOut::OtherAccount { email: new.clone() };
                    let unwanted = self.revoke([Some(issued.access), issued.refresh], ids);
                    self.end(reason).and(unwanted)
                }
                _ => self.hold_renewed(issued, now),
            },
            Verdict::InvalidGrant => self.reread(attempt, Then::End),
            Verdict::LostRace if first => {
                self.reread(Attempt { second: Some(Second::LostRace), ..attempt }, Then::AskAgain)
            }
            Verdict::Ambiguous => {
                self.change(|live| live.cut_off = live.cut_off.or(Some(now.wall)));
                if first {
                    let attempt = Attempt { second: Some(Second::AnswerLost), ..attempt };
                    let until = now.mono + AGAIN_AFTER;
                    self.change(|live| live.renewal = Renewal::Pausing { until, attempt });
                    Outcome::default()
                } else {
                    self.wait(Delay::Unanswered, None, attempt.failures, now)
                }
            }
            Verdict::WithoutHeader if first => {
                self.ask_with(Attempt { second: Some(Second::WithoutHeader), ..attempt }, ids)
            }
            Verdict::LostRace | Verdict::WithoutHeader => {
                self.wait(Delay::Undecided, None, attempt.failures, now)
            }
            Verdict::TwoStep => {
                let refused = attempt.refused + u32::from(attempt.captcha.is_some());
                self.stand_back(Renewal::TwoStep { refused }, now)
            }
            Verdict::Transient { why, retry_after } => {
                self.wait(Delay::Passing(why), retry_after, attempt.failures, now)
            }
            Verdict::Misconfigured(what) => self.stand_back(Renewal::Blocked(what), now),
        }
    }

    /// No answer is no refusal: the session stays, and the next try follows later.
    fn wait(&mut self, why: Delay, retry_after: Option<Duration>, failures: u32, now: Now) -> Outcome {
        let failures = failures.saturating_add(1);
        // A word without a meaning that keeps coming will not pass.
        if let Delay::Passing(Transient::Unknown(word)) = &why
            && failures >= UNKNOWN_AT_MOST
        {
            let what = Misconfigured::Refused(word.clone());
            return self.stand_back(Renewal::Blocked(what), now);
        }
        let pause = retry_after.unwrap_or_else(|| backoff(failures, self.process.jitter));
        self.stand_back(Renewal::Waiting { until: now.mono + pause, failures, why }, now)
    }

    /// The renewal failed: releases the lock, and sends the calls that waited with the old token while that still
    /// lives.
    fn stand_back(&mut self, renewal: Renewal, now: Now) -> Outcome {
        self.change(|live| live.renewal = renewal);
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let (token, kept) = (live.token.clone(), live.unsaved.is_some());
        // The note stays only where the refresh token may be spent.
        let cleared =
            if live.cut_off.is_none() && live.is_on_disk() { self.save(None) } else { Outcome::default() };
        let unlocked = if kept { Outcome::default() } else { Outcome::of(self.file(FileWork::DropLock)) };
        let calls = if token.left(now).is_none_or(|left| left > NEARLY_OVER) {
            self.calls.release(live, &self.client.addresses)
        } else {
            self.calls.fail_held()
        };
        cleared.and(unlocked).and(calls)
    }

    /// A refusal is believed only once the file has been read again and holds nothing newer.
    fn reread(&mut self, attempt: Attempt, then: Then) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        live.renewal = Renewal::Rereading { attempt, then };
        let unlike = live.version();
        Outcome::of(self.file(FileWork::Reread(unlike)))
    }

    pub(super) fn on_reread(&mut self, read: Read, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let Renewal::Rereading { attempt, then } = live.renewal.clone() else { return Outcome::default() };
        let reason = Self::reason_for_refusal(live, now);
        match (self.meaning(live, read), then) {
            (Meaning::Newer(stored), _) => self.adopt(*stored, now),
            (Meaning::Gone, _) => self.end(SignOut::Elsewhere),
            (Meaning::OtherAccount(email, stored), _) => self.end_for(email, stored),
            (Meaning::Same | Meaning::Older(_) | Meaning::Unusable(_), Then::AskAgain) => {
                self.ask_with(attempt, ids)
            }
            (Meaning::Same | Meaning::Older(_) | Meaning::Unusable(_), Then::End) => self.give_up(reason),
        }
    }

    fn reason_for_refusal(live: &Live, now: Now) -> SignOut {
        let young = live.token.left(now).is_some_and(|left| left > YOUNG);
        match live.cut_off {
            Some(at) => SignOut::CutOff { at },
            None if young => SignOut::Replaced,
            None => SignOut::EndedByServer,
        }
    }

    fn hold_renewed(&mut self, issued: Issued, now: Now) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        let old = &live.token;
        let refresh = issued.refresh.clone().or_else(|| old.refresh.clone());
        live.token = Token::of(&issued, old.generation + 1, refresh, now);
        let short = live.token.lifetime.is_some_and(|lifetime| lifetime < HARDLY_ALIVE);
        live.short_lives = if short { live.short_lives.saturating_add(1) } else { 0 };
        live.email = issued.email.or_else(|| live.email.take());
        live.source = Source::Here;
        live.obtained_at = now.wall;
        live.renewed = Some(now.mono);
        live.renewal = Renewal::Saving;
        live.cut_off = None;
        self.save(None)
    }

    /// Changes what is known of the token, if there is one.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Live)) {
        if let Phase::Live(live) = &mut self.phase {
            change(live);
        }
    }
}

/// The result of reading the file under the lock.
enum Learned {
    /// There is a newer token: the renewal is not needed.
    Adopted(Outcome),
    /// There is no session any more.
    Ended(Outcome),
    /// Nothing newer: the renewal goes on.
    Nothing,
}
