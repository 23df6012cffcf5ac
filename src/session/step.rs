//! The session and the facts that move it: which fact concerns which part.

use std::time::Duration;

use super::calls::Calls;
use super::effect::{Effect, Outcome};
use super::phase::{Live, Phase, Renewal, SaveFault, SignOut, StoreFault, Token};
use super::policy::{FORCED_APART, NEARLY_OVER};
use super::stored::{Stored, profile};
use crate::base::request::{Ids, RequestId};
use crate::base::time::{Deadline, Now};
use crate::tower::call::{Call, Reply};
use crate::tower::captcha::Captcha;
use crate::tower::failure::Failure;
use crate::tower::oauth::{Client, Grant};
use crate::tower::pasted::Code;
use crate::tower::verdict::Asked;
use crate::tower::wire::{Answer, Lost};

use super::effect::TokenRequest;

/// Something that has happened and concerns the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The session file was read.
    StoreRead(Result<Option<Box<Stored>>, StoreFault>),
    /// The person handed in a code.
    CodeGiven(Code),
    /// The person handed in a two-step code.
    CaptchaGiven(Captcha),
    /// The person gave up signing in.
    Abandoned,
    /// The token endpoint answered, or did not.
    TokenAnswered {
        /// Which request.
        request: RequestId,
        /// What came.
        result: Result<Answer, Lost>,
    },
    /// The session file was written, or could not be.
    Saved {
        /// The token in it.
        generation: u64,
        /// What came of it.
        result: Result<(), SaveFault>,
    },
    /// The API replied.
    Replied {
        /// Which call.
        request: RequestId,
        /// What it brought.
        result: Result<Reply, Failure>,
    },
    /// The person does not want to wait for the next try at a renewal.
    RetryWished,
    /// Time has passed.
    Ticked,
}

/// One login at one Tower and the token it holds.
#[derive(Debug)]
pub struct Session {
    pub(super) client: Client,
    pub(super) phase: Phase,
    pub(super) calls: Calls,
    pub(super) login_id: String,
    /// Drawn once for the whole run, 0 to 1, so that windows and machines do not act in step.
    pub(super) sway: f64,
}

impl Session {
    /// A session of which nothing is known yet. `login_id` names a login should one be made now; `sway`
    /// (0 to 1) is chance.
    pub fn new(client: Client, login_id: String, sway: f64) -> Self {
        Self { client, phase: Phase::Boot, calls: Calls::default(), login_id, sway }
    }

    /// Where it stands.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The application and the Tower it signs in at.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Whether it holds a token.
    pub fn is_live(&self) -> bool {
        matches!(self.phase, Phase::Live(_))
    }

    /// Whether leaving now loses nothing: no token is on the wire or on its way to the disk.
    pub fn may_leave(&self) -> bool {
        match &self.phase {
            Phase::Boot | Phase::SignedOut { .. } | Phase::TwoStep { .. } => true,
            Phase::Exchanging { .. } => false,
            Phase::Live(live) => !matches!(live.renewal, Renewal::Asked { .. } | Renewal::Saving),
        }
    }

    /// Takes in a fact.
    pub fn step(&mut self, fact: Fact, now: Now, ids: &mut Ids) -> Outcome {
        let outcome = match fact {
            Fact::StoreRead(read) => self.on_store(read, now),
            Fact::CodeGiven(code) => self.exchange(code, None, now, ids),
            Fact::CaptchaGiven(captcha) => self.on_captcha(captcha, now, ids),
            Fact::Abandoned => self.abandon(),
            Fact::TokenAnswered { request, result } => self.on_answer(request, &result, now, ids),
            Fact::Saved { generation, result } => self.on_saved(generation, result),
            Fact::Replied { request, result } => self.on_reply(request, result, now, ids),
            Fact::RetryWished => self.retry(now, ids),
            Fact::Ticked => Outcome::default(),
        };
        // After every fact and not on ticks alone: any of them may come first after a sleep.
        outcome.and(self.calls.fail_overdue(now)).and(self.renew_if_due(now, ids))
    }

    /// Makes a call: now, when a token is there, or never.
    pub fn send(&mut self, request: RequestId, call: Call, now: Now) -> Outcome {
        let Phase::Live(live) = &self.phase else {
            return Outcome::settled(request, Err(Failure::NoToken));
        };
        let waits = match &live.renewal {
            Renewal::Asked { .. } | Renewal::Saving => true,
            Renewal::Idle => live.token.left(now).is_some_and(|left| left <= NEARLY_OVER),
            Renewal::Waiting { .. } | Renewal::Blocked(_) => false,
        };
        if waits {
            self.calls.hold(request, call, false, now);
            Outcome::default()
        } else if live.token.is_over(now) {
            Outcome::settled(request, Err(Failure::NoToken))
        } else {
            Outcome::of(self.calls.send(request, call, false, &live.token, &self.client.addresses))
        }
    }

    /// Forgets a call that nobody wants any more.
    pub fn forget(&mut self, request: RequestId) {
        self.calls.forget(request);
    }

    /// When something is due without anything happening first, from `now`.
    pub fn due_in(&self, now: Now) -> Option<Duration> {
        let renewal = match &self.phase {
            Phase::Live(live) => self.renewal_due_in(live, now),
            Phase::Boot | Phase::SignedOut { .. } | Phase::Exchanging { .. } | Phase::TwoStep { .. } => None,
        };
        let overdue = self.calls.first_overdue().map(|at| at.saturating_sub(now.mono));
        [renewal, overdue].into_iter().flatten().min()
    }

    fn on_store(&mut self, read: Result<Option<Box<Stored>>, StoreFault>, now: Now) -> Outcome {
        if self.phase != Phase::Boot {
            return Outcome::default();
        }
        self.phase = match read {
            Ok(Some(stored)) if stored.belongs_to(&self.client) => {
                self.login_id.clone_from(&stored.login_id);
                Phase::Live(Live::read(*stored, now))
            }
            Ok(_) => Phase::SignedOut { reason: SignOut::Never, trouble: None },
            Err(fault) => Phase::SignedOut { reason: SignOut::StoreUnusable(fault), trouble: None },
        };
        Outcome::default()
    }

    fn on_answer(
        &mut self,
        request: RequestId,
        result: &Result<Answer, Lost>,
        now: Now,
        ids: &mut Ids,
    ) -> Outcome {
        let asked = match &self.phase {
            Phase::Exchanging { request: waiting, .. } if *waiting == request => Asked::Code,
            Phase::Live(Live { renewal: Renewal::Asked { request: waiting, .. }, .. })
                if *waiting == request =>
            {
                Asked::Refresh
            }
            _ => return Outcome::default(),
        };
        let verdict = crate::tower::verdict::judge(result.as_ref(), asked, now.wall.0 / 1000);
        match asked {
            Asked::Code => self.on_exchanged(verdict, now),
            Asked::Refresh => self.on_renewed(verdict, now, ids),
        }
    }

    fn on_reply(
        &mut self,
        request: RequestId,
        result: Result<Reply, Failure>,
        now: Now,
        ids: &mut Ids,
    ) -> Outcome {
        let Some(out) = self.calls.land(request) else { return Outcome::default() };
        if result != Err(Failure::Unauthorized) || out.again {
            return Outcome::settled(request, result);
        }
        let Phase::Live(live) = &self.phase else { return Outcome::settled(request, Err(Failure::NoToken)) };
        if live.renewal == Renewal::Idle && out.generation < live.token.generation {
            return Outcome::of(self.calls.send(
                request,
                out.call,
                true,
                &live.token,
                &self.client.addresses,
            ));
        }
        let just_renewed = live.renewed.is_some_and(|at| now.mono.saturating_sub(at) < FORCED_APART);
        match live.renewal {
            // Nothing to renew it with, or a Tower that refuses new tokens as well.
            Renewal::Idle if just_renewed || live.token.refresh.is_none() => {
                Outcome::settled(request, result)
            }
            Renewal::Idle => {
                self.calls.hold(request, out.call, true, now);
                self.renew(now, ids)
            }
            Renewal::Asked { .. } | Renewal::Saving => {
                self.calls.hold(request, out.call, true, now);
                Outcome::default()
            }
            Renewal::Waiting { .. } | Renewal::Blocked(_) => Outcome::settled(request, result),
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
        })
    }

    /// Ends the session: the token is gone for good.
    pub(super) fn end(&mut self, reason: SignOut) -> Outcome {
        self.phase = Phase::SignedOut { reason, trouble: None };
        let profile = profile(&self.client.addresses.token_url, &self.client.app.client_id);
        Outcome::of(Effect::Remove(profile)).and(self.calls.fail_held())
    }
}

impl Live {
    /// A session as its file had it. The end is judged by the wall clock; a file from the future tells
    /// nothing, so its token counts as over and is renewed at once.
    fn read(stored: Stored, now: Now) -> Self {
        let lifetime = stored.expires_in.map(Duration::from_secs);
        let ends = lifetime.map(|lifetime| {
            let age = now.wall.since(stored.obtained_at);
            let sane = now.wall >= stored.obtained_at;
            Deadline::after(now, if sane { lifetime.saturating_sub(age) } else { Duration::ZERO })
        });
        let token = Token {
            generation: stored.generation,
            access: stored.access,
            refresh: stored.refresh,
            lifetime,
            ends,
        };
        Self { token, email: stored.email, renewal: Renewal::Idle, unsaved: None, renewed: None }
    }
}
