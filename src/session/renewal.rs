//! Renewing the token: under the lock, one at a time, and what each answer means for the session.
//!
//! The order never changes: lock, re-read, note, ask, save, first use, unlock.

use std::time::Duration;

use super::effect::{FileWork, Instead, Outcome};
use super::fault::{SaveFault, SignOut};
use super::file::Meaning;
use super::phase::{Attempt, Delay, Live, Phase, Renewal, Second, Source, Then, Token};
use super::policy::{
    AGAIN_AFTER, HARDLY_ALIVE, NEARLY_OVER, RENEWED_APART, SHORT_LIVES, UNKNOWN_AT_MOST, YOUNG, backoff,
    renew_when_left,
};
use super::seen::{InFile, Read};
use super::step::{Process, Session};
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
            | Renewal::Yielding { .. }
            | Renewal::Noting(_)
            | Renewal::Asked { .. }
            | Renewal::Pausing { .. }
            | Renewal::Rereading { .. }
            | Renewal::Doubting { .. }
            | Renewal::Saving => return Outcome::default(),
        };
        self.lock_for(Attempt { failures, ..Attempt::default() }, now)
    }

    pub(super) fn lock_for(&mut self, attempt: Attempt, now: Now) -> Outcome {
        if self.leaving {
            return Outcome::default();
        }
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
            Renewal::Yielding { attempt, .. } => {
                let attempt = attempt.clone();
                self.lock_for(attempt, now)
            }
            Renewal::Doubting { attempt, .. } => {
                let attempt = attempt.clone();
                self.reread(attempt, Then::End)
            }
            Renewal::Idle if Self::rewritten_in(live, now) == Some(Duration::ZERO) => self.write_again(),
            _ => self.renew(now),
        }
    }

    /// How long until something is to be done about this token by itself; none when that waits for something
    /// else.
    pub(super) fn renewal_due_in(&self, live: &Live, now: Now) -> Option<Duration> {
        match &live.renewal {
            Renewal::Idle => {
                let renewal = self.due_by_age(live, now).filter(|_| !self.leaving);
                [Self::rewritten_in(live, now), renewal].into_iter().flatten().min()
            }
            Renewal::Waiting { .. } if self.leaving => None,
            Renewal::Waiting { until: at, .. }
            | Renewal::Pausing { until: at, .. }
            | Renewal::Yielding { until: at, .. }
            | Renewal::Doubting { next: at, .. } => Some(at.saturating_sub(now.mono)),
            Renewal::Locking { .. }
            | Renewal::Noting(_)
            | Renewal::Asked { .. }
            | Renewal::Rereading { .. }
            | Renewal::Saving
            | Renewal::TwoStep { .. }
            | Renewal::Blocked(_) => None,
        }
    }

    /// How long until a token that is not in its file is written there again.
    fn rewritten_in(live: &Live, now: Now) -> Option<Duration> {
        let at = [live.unsaved.as_ref().map(|unsaved| unsaved.retry), live.lost];
        at.into_iter().flatten().min().map(|at| at.saturating_sub(now.mono))
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
        let mut attempt = attempt.clone();
        let pending = pending_in(&read);
        match self.learn(read, pending, now, ids) {
            Learned::Adopted(outcome) | Learned::Ended(outcome) => outcome,
            Learned::Nothing(unwanted) if self.no_locks.is_some() && !attempt.yielded => {
                self.let_others_go_first(now).and(unwanted)
            }
            Learned::Nothing(unwanted) => {
                attempt.beside = self.is_anothers(pending);
                self.note(attempt, now).and(unwanted)
            }
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
    fn learn(&mut self, read: Read, pending: Option<Pending>, now: Now, ids: &mut Ids) -> Learned {
        let nothing = Learned::Nothing(Outcome::default());
        let Phase::Live(live) = &self.phase else { return nothing };
        let meaning = self.meaning(live, read);
        let unwanted = self.unwanted(&meaning, ids);
        match meaning {
            Meaning::Newer(stored) => {
                let fresh = Live::read((*stored).clone(), now);
                if self.due_by_age(&fresh, now) == Some(Duration::ZERO) {
                    let email = fresh.email.clone().or_else(|| live.email.clone());
                    let renewed = live.renewed;
                    self.phase = Phase::Live(Live { email, renewed, ..fresh });
                    return Learned::Nothing(unwanted);
                }
                Learned::Adopted(self.adopt(*stored, now).and(unwanted))
            }
            Meaning::Gone => Learned::Ended(self.end(SignOut::Elsewhere).and(unwanted)),
            Meaning::Lost => {
                self.change(|live| live.replaces = Instead::Exactly(None));
                nothing
            }
            Meaning::OtherAccount(email, stored) => Learned::Ended(self.end_for(email, stored).and(unwanted)),
            Meaning::Same => {
                // Whoever wrote the note has lost the lock, and so has died or given up.
                self.change(|live| live.cut_off = pending.map(|pending| pending.since));
                nothing
            }
            Meaning::Older(version) => {
                self.change(|live| live.replaces = Instead::Exactly(Some(version)));
                nothing
            }
            // Whether it may be written over shows when the note is.
            Meaning::Unusable(_) => nothing,
        }
    }

    /// Tells the file that a refresh goes out, so that a window that dies on the way leaves a trace.
    pub(super) fn note(&mut self, attempt: Attempt, now: Now) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        live.renewal = Renewal::Noting(attempt);
        let since = live.cut_off.unwrap_or(now.wall);
        let Process { pid, host, .. } = self.process;
        self.save(Some(Pending { since, pid, host: Some(host), gone: false }))
    }

    /// The note could not be written, so what a refresh brings could not be stored either. While the access token lives
    /// the stored pair stays good; afterwards a window that lasts may go on from memory.
    pub(super) fn not_noted(
        &mut self,
        attempt: Attempt,
        fault: SaveFault,
        now: Now,
        ids: &mut Ids,
    ) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let lives = !live.is_spent(now);
        if lives || fault.bars() || !self.process.lasts {
            self.bar(attempt.failures, fault, now)
        } else {
            self.ask_with(attempt, ids)
        }
    }

    /// No renewal: what came of it could not be stored.
    fn bar(&mut self, failures: u32, fault: SaveFault, now: Now) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let left = live.token.left(now).filter(|left| !left.is_zero());
        match fault {
            SaveFault::InTheWay(fault) if fault.bars() && live.is_spent(now) => {
                self.end(SignOut::StoreUnusable(fault))
            }
            fault => {
                let failures = failures.saturating_add(1);
                let pause = backoff(failures, self.process.jitter);
                let until = now.mono + left.map_or(pause, |left| pause.min(left));
                let why = Delay::NotStorable(fault);
                self.stand_back_from(Renewal::Waiting { until, failures, why }, false, now)
            }
        }
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
        let redirect_uri = live.redirect_uri.clone();
        live.renewal = Renewal::Asked { request, attempt };
        Outcome::of(self.ask(request, &Grant::Refresh { refresh, redirect_uri, bearer, captcha }))
    }

    pub(super) fn on_renewed(&mut self, verdict: Verdict, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(Live { renewal: Renewal::Asked { attempt, .. }, .. }) = &self.phase else {
            return Outcome::default();
        };
        let attempt = attempt.clone();
        let first = attempt.second.is_none();
        // Where tries fail one after another, one request a try is enough.
        let again = first && attempt.failures == 0;
        match verdict {
            // A refresh token belongs to one account (RFC 6749 section 6): another address is its new one.
            Verdict::Granted(issued) => self.hold_renewed(issued, now),
            Verdict::InvalidGrant => self.reread(attempt, Then::End),
            Verdict::LostRace if again => {
                self.reread(Attempt { second: Some(Second::LostRace), ..attempt }, Then::AskAgain)
            }
            Verdict::Ambiguous => {
                self.change(|live| live.cut_off = live.cut_off.or(Some(now.wall)));
                if again {
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
        let backoff = |failures| backoff(failures, self.process.jitter);
        // Whoever asks for no pause, and gives no token all the same, gets one.
        let pause = retry_after.map_or_else(|| backoff(failures), |asked| asked.max(backoff(1)));
        self.stand_back(Renewal::Waiting { until: now.mono + pause, failures, why }, now)
    }

    /// The renewal did not come about. Others may try, and what waited for it goes with the old token while
    /// that still lives.
    pub(super) fn stand_back(&mut self, renewal: Renewal, now: Now) -> Outcome {
        self.stand_back_from(renewal, true, now)
    }

    fn stand_back_from(&mut self, renewal: Renewal, noted: bool, now: Now) -> Outcome {
        self.change(|live| live.renewal = renewal);
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let (token, kept) = (live.token.clone(), live.unsaved.is_some());
        // The note stays only where the refresh token may be spent.
        let clears = noted && live.cut_off.is_none() && live.is_on_disk();
        let cleared = if clears { self.save(None) } else { Outcome::default() };
        let unlocked = if kept { Outcome::default() } else { Outcome::of(self.file(FileWork::DropLock)) };
        let calls = if token.left(now).is_none_or(|left| left > NEARLY_OVER) {
            self.calls.release(live, &self.client.addresses)
        } else {
            self.calls.fail_held()
        };
        cleared.and(unlocked).and(calls)
    }

    /// Tower's no is believed only once the file has nothing newer to say.
    pub(super) fn reread(&mut self, attempt: Attempt, then: Then) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        live.renewal = Renewal::Rereading { attempt, then };
        let unlike = live.version();
        Outcome::of(self.file(FileWork::Reread(unlike)))
    }

    pub(super) fn on_reread(&mut self, read: Read, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let Renewal::Rereading { attempt, then } = live.renewal.clone() else { return Outcome::default() };
        let reason = Self::reason_for_refusal(live, now);
        let beside = self.is_anothers(pending_in(&read));
        match (self.meaning(live, read), then) {
            (Meaning::Newer(stored), _) => self.adopt(*stored, now),
            (Meaning::Gone, _) => self.end(SignOut::Elsewhere),
            (Meaning::OtherAccount(email, stored), _) => self.end_for(email, stored),
            (_, Then::AskAgain) => self.ask_with(attempt, ids),
            (_, Then::End) => self.doubt(attempt, beside, now).unwrap_or_else(|| self.give_up(reason)),
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
        live.hurried = false;
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

/// The note of a renewal that a file holds.
fn pending_in(read: &Read) -> Option<Pending> {
    if let Ok(InFile::Session(stored)) = read { stored.pending } else { None }
}

/// What a read under the lock came to.
enum Learned {
    /// There is a newer token: the renewal is not needed.
    Adopted(Outcome),
    /// There is no session any more.
    Ended(Outcome),
    /// Nothing that spares the renewal.
    Nothing(Outcome),
}
