//! The session and the facts that move it: which fact concerns which part.

use super::calls::Calls;
use super::effect::{Effect, FileWork, Outcome, TokenRequest};
use super::fact::Fact;
use super::fault::{SaveFault, Warning};
use super::phase::{Live, Phase, Renewal};
use super::policy::WOKE;
use super::stored::{Pending, Stored, Version, profile};
use super::under_way::UnderWay;
use crate::base::request::{Ids, RequestId};
use crate::base::time::Now;
use crate::tower::oauth::{Client, Grant};
use crate::tower::verdict::{self, Asked, Verdict};
use crate::tower::wire::{Answer, TransportError};
use std::time::Duration;

/// What is true of one run of the program, drawn once by the runtime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Process {
    /// Its number.
    pub pid: u32,
    /// The machine it runs on, or the part of one in which that number means something.
    pub host: u64,
    /// It goes on once its work is done: a token that cannot be stored may live in it. A command would take it along.
    pub lasts: bool,
    /// Chance, from which logins get their names.
    pub seed: u64,
    /// Chance, 0 to 1, so that windows and machines do not act in step.
    pub jitter: f64,
}

/// One login at one Tower and the token it holds.
#[derive(Debug)]
pub struct Session {
    pub(super) client: Client,
    pub(super) process: Process,
    pub(super) phase: Phase,
    pub(super) calls: Calls,
    /// How many logins this run has made.
    pub(super) logins: u64,
    /// A login that another window has made, and that the person may take.
    pub(super) offer: Option<Box<Stored>>,
    /// What the file held when it was given up, so that it is not offered.
    pub(super) dead: Option<Version>,
    pub(super) file_warning: Option<Warning>,
    /// What this window had when its person signed out, until its file is gone.
    pub(super) parting: Option<Box<Stored>>,
    pub(super) no_locks: Option<String>,
    /// Seconds by which this machine's clock is ahead of Tower's, once Tower has said.
    pub(super) skew: Option<i64>,
    under_way: UnderWay,
    /// Nothing new is begun.
    pub(super) leaving: bool,
    last: Option<Now>,
}

impl Session {
    /// A session of which nothing is known yet.
    pub fn new(client: Client, process: Process) -> Self {
        Self {
            client,
            process,
            phase: Phase::Boot,
            calls: Calls::default(),
            logins: 0,
            offer: None,
            dead: None,
            file_warning: None,
            parting: None,
            no_locks: None,
            skew: None,
            under_way: UnderWay::default(),
            leaving: false,
            last: None,
        }
    }

    /// Has the session file read and watched.
    pub fn open(&self) -> Outcome {
        Outcome::of(self.file(FileWork::Read))
    }

    /// Where it stands.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The application and the Tower it signs in at.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Names its files.
    pub fn profile(&self) -> String {
        let Client { addresses, app } = &self.client;
        profile(&addresses.origin, &addresses.token_url, &app.client_id)
    }

    /// Whether it holds a token.
    pub fn is_live(&self) -> bool {
        matches!(self.phase, Phase::Live(_))
    }

    /// Whether Tower wants a two-step code for a renewal.
    pub fn wants_two_step(&self) -> bool {
        matches!(self.phase, Phase::Live(Live { renewal: Renewal::TwoStep { .. }, .. }))
    }

    /// The login that another window has made, while there is none here.
    pub fn offer(&self) -> Option<&Stored> {
        self.offer.as_deref().filter(|_| !self.is_live())
    }

    /// Whether leaving now loses nothing: all that was asked for has been reported, and what came of it is kept.
    pub fn may_leave(&self) -> bool {
        self.under_way.is_over() && !self.is_asking() && !self.has_unsaved()
    }

    /// Why the token lives in this window only, if it does.
    pub fn unsaved(&self) -> Option<&SaveFault> {
        let Phase::Live(live) = &self.phase else { return None };
        live.unsaved.as_ref().map(|unsaved| &unsaved.fault)
    }

    /// Why the session file is still there although a person has signed out, if it is.
    pub fn not_removed(&self) -> Option<&SaveFault> {
        if let Some(Warning::NotRemoved(fault)) = &self.file_warning { Some(fault) } else { None }
    }

    /// Whether the token would be lost with this window.
    fn has_unsaved(&self) -> bool {
        let Phase::Live(live) = &self.phase else { return false };
        live.lost.is_some() || live.unsaved.as_ref().is_some_and(|unsaved| !unsaved.elsewhere)
    }

    /// Whether a renewal stands between its note in the file and its end.
    fn is_asking(&self) -> bool {
        let Phase::Live(live) = &self.phase else { return false };
        live.renewal.holds_lock() && !matches!(live.renewal, Renewal::Doubting { .. })
    }

    /// Takes in a fact.
    pub fn step(&mut self, fact: Fact, now: Now, ids: &mut Ids) -> Outcome {
        let woke = self.notice_time(now);
        self.under_way.report(&fact);
        let outcome = match fact {
            Fact::FileSeen(seen) => self.on_seen(seen, now),
            Fact::Locked { unsupported, read } => self.on_locked(unsupported, read, now, ids),
            Fact::LockBusy { holder } => self.on_busy(holder),
            Fact::Saved { version, saved } => self.on_saved(&version, saved, now, ids),
            Fact::Reread(read) => self.on_reread(read, now, ids),
            Fact::Removed(removed) => self.on_removed(removed, ids),
            Fact::CodeGiven(code) => self.exchange(code, None, now, ids),
            Fact::CaptchaGiven(captcha) => self.on_captcha(captcha, now, ids),
            Fact::Abandoned => self.abandon(),
            Fact::OfferTaken => self.take_offer(now),
            Fact::SignOutWished => self.sign_out(),
            Fact::RenewalWished => self.renew_now(now),
            Fact::RetryWished => self.retry(now),
            Fact::TokenAnswered { request, result } => self.on_answer(request, &result, now, ids),
            Fact::Replied { request, result } => self.on_reply(request, result, now),
            Fact::Leaving => self.leave(),
            Fact::Stayed => self.stay(),
            Fact::Revoked { .. } | Fact::Ticked => Outcome::default(),
        };
        let outcome = if woke { outcome.and(self.retry(now)) } else { outcome };
        // After every fact and not on ticks alone: any of them may come first after a sleep.
        let outcome = outcome.and(self.settle_overdue(now)).and(self.act_if_due(now, ids));
        self.under_way.ask(&outcome.effects);
        outcome
    }

    /// Whether the machine has slept since the last fact, as the two clocks tell.
    fn notice_time(&mut self, now: Now) -> bool {
        if let Phase::Live(live) = &mut self.phase {
            live.token.age(now);
        }
        let last = self.last.replace(now);
        last.is_some_and(|last| now.wall.since(last.wall) > now.mono.saturating_sub(last.mono) + WOKE)
    }

    /// Begins nothing new; a lock that is only waited for is given up, and a token that is not stored is written again.
    fn leave(&mut self) -> Outcome {
        self.leaving = true;
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        if live.renewal.holds_lock() {
            return Outcome::default();
        }
        let waits = matches!(live.renewal, Renewal::Locking { .. } | Renewal::Yielding { .. });
        let unsaved = live.unsaved.is_some() || live.lost.is_some();
        if waits || unsaved {
            live.renewal = Renewal::Idle;
        }
        if unsaved {
            self.write_again()
        } else if waits {
            Outcome::of(self.file(FileWork::DropLock))
        } else {
            Outcome::default()
        }
    }

    fn stay(&mut self) -> Outcome {
        self.leaving = false;
        Outcome::default()
    }

    /// When something is due without anything happening first, from `now`.
    pub fn due_in(&self, now: Now) -> Option<Duration> {
        let renewal = match &self.phase {
            Phase::Live(live) => self.renewal_due_in(live, now),
            Phase::Boot | Phase::SignedOut { .. } | Phase::Exchanging { .. } | Phase::TwoStep { .. } => None,
        };
        let overdue = self.calls.first_overdue(now).map(|at| at.saturating_sub(now.mono));
        [renewal, overdue].into_iter().flatten().min()
    }

    fn on_answer(
        &mut self,
        request: RequestId,
        result: &Result<Answer, TransportError>,
        now: Now,
        ids: &mut Ids,
    ) -> Outcome {
        let second = now.wall.0 / 1000;
        if let Ok(answer) = result
            && let Some(server) = verdict::server_time(answer)
        {
            self.skew = Some(second - server);
        }
        let asked = match &self.phase {
            Phase::Exchanging { request: waiting, .. } if *waiting == request => Asked::Code,
            Phase::Live(Live { renewal: Renewal::Asked { request: waiting, .. }, .. })
                if *waiting == request =>
            {
                Asked::Refresh
            }
            _ => return self.on_unwanted(result, second, ids),
        };
        let verdict = verdict::judge(result.as_ref(), asked, second);
        match asked {
            Asked::Code => self.on_exchanged(verdict, now),
            Asked::Refresh => self.on_renewed(verdict, now, ids),
        }
    }

    /// A token that nobody waits for any more must not live on unseen.
    fn on_unwanted(&self, result: &Result<Answer, TransportError>, second: i64, ids: &mut Ids) -> Outcome {
        match verdict::judge(result.as_ref(), Asked::Code, second) {
            Verdict::Granted(issued) => self.revoke([Some(issued.access), issued.refresh], ids),
            _ => Outcome::default(),
        }
    }

    /// Words a request for a token.
    pub(super) fn ask(&self, request: RequestId, grant: &Grant) -> Effect {
        Effect::AskToken(TokenRequest {
            request,
            url: self.client.addresses.token_url.clone(),
            form: grant.form(&self.client.app),
            secret_command: self.client.app.client_secret.command().map(<[String]>::to_vec),
            bearer: grant.bearer().cloned(),
            token_key: self.client.app.client_secret.token_key().cloned(),
        })
    }

    /// Words work on the session file.
    pub(super) fn file(&self, work: FileWork) -> Effect {
        let profile = self.profile();
        Effect::File { profile, work }
    }

    /// A name for the login being made.
    pub(super) fn new_login_id(&mut self) -> String {
        self.logins += 1;
        format!("{:016x}", self.process.seed.wrapping_add(self.logins))
    }

    /// What the file is to hold of this.
    pub(super) fn stored(&self, live: &Live, pending: Option<Pending>) -> Stored {
        Stored {
            login_id: live.login_id.clone(),
            generation: live.token.generation,
            token_url: self.client.addresses.token_url.clone(),
            api_origin: self.client.addresses.origin.clone(),
            client_id: self.client.app.client_id.clone(),
            redirect_uri: live.redirect_uri.clone(),
            access: live.token.access.clone(),
            refresh: live.token.refresh.clone(),
            expires_in: live.token.lifetime.map(|lifetime| lifetime.as_secs()),
            obtained_at: live.obtained_at,
            email: live.email.clone(),
            writer: self.process.pid,
            pending,
        }
    }
}
