//! Making calls of the API with the token: which go at once, which wait for a renewal, and what a refusal means.

use std::time::Duration;

use super::effect::Outcome;
use super::phase::{Delay, Live, Phase, Renewal};
use super::policy::{FORCED_APART, NEARLY_OVER, REFUSED_AT_MOST};
use super::step::Session;
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::{Cause, Failure};
use crate::tower::verdict::Transient;

impl Session {
    /// Makes a call: now, once a renewal is through, or never.
    pub fn send(&mut self, request: RequestId, call: Call, now: Now) -> Outcome {
        let Phase::Live(live) = &self.phase else {
            return Outcome::settled(request, Err(Failure::NoToken));
        };
        if self.waits_for_renewal(live, now) {
            self.calls.hold(request, call, false, now);
            Outcome::default()
        } else if live.token.is_over(now) && !self.renews_only_when_refused(live, now) {
            Outcome::settled(request, Err(Failure::NoToken))
        } else {
            Outcome::of(self.calls.send(request, call, false, live, &self.client.addresses))
        }
    }

    /// Forgets a call that nobody wants any more.
    pub fn forget(&mut self, request: RequestId) {
        self.calls.forget(request);
    }

    /// Whether a call made now would leave now.
    pub fn has_token(&self, now: Now) -> bool {
        let Phase::Live(live) = &self.phase else { return false };
        !self.waits_for_renewal(live, now) && !live.token.is_over(now)
    }

    fn waits_for_renewal(&self, live: &Live, now: Now) -> bool {
        let nearly_over = || live.token.left(now).is_some_and(|left| left <= self.nearly_over(live));
        match live.renewal {
            Renewal::Noting(_)
            | Renewal::Asked { .. }
            | Renewal::Pausing { .. }
            | Renewal::Rereading { .. }
            | Renewal::Doubting { .. }
            | Renewal::Saving => true,
            Renewal::Locking { .. } | Renewal::Yielding { .. } => nearly_over(),
            // A renewal that is not due by itself would not come.
            Renewal::Idle => self.due_by_age(live, now).is_some() && nearly_over(),
            Renewal::Waiting { .. } | Renewal::TwoStep { .. } | Renewal::Blocked(_) => false,
        }
    }

    fn renews_only_when_refused(&self, live: &Live, now: Now) -> bool {
        live.renewal == Renewal::Idle && self.due_by_age(live, now).is_none()
    }

    /// With less than this left of its token a call waits, so as not to arrive late.
    fn nearly_over(&self, live: &Live) -> Duration {
        self.margin(live).map_or(NEARLY_OVER, |margin| margin.min(NEARLY_OVER))
    }

    /// Calls that have waited long enough go with a token that still lives, or are told that there is none.
    pub(super) fn settle_overdue(&mut self, now: Now) -> Outcome {
        let gone = match &self.phase {
            Phase::Live(live)
                // A token that is being saved is not to be used before.
                if live.renewal != Renewal::Saving
                    && live.token.left(now).is_none_or(|left| left > NEARLY_OVER) =>
            {
                let live = live.clone();
                self.calls.release_patient(&live, &self.client.addresses, now)
            }
            _ => Outcome::default(),
        };
        gone.and(self.calls.fail_overdue(now))
    }

    /// The API replied, or did not.
    pub(super) fn on_reply(
        &mut self,
        request: RequestId,
        result: Result<Reply, Failure>,
        now: Now,
    ) -> Outcome {
        let Some(out) = self.calls.land(request) else { return Outcome::default() };
        if result != Err(Failure::Unauthorized) {
            return self.on_answered(&result, now).and(Outcome::settled(request, result));
        }
        let Phase::Live(live) = &self.phase else { return Outcome::settled(request, Err(Failure::NoToken)) };
        if out.again {
            return Outcome::settled(request, result);
        }
        let stale = out.version != live.version();
        let unasked =
            matches!(live.renewal, Renewal::Idle | Renewal::Locking { .. } | Renewal::Yielding { .. });
        if stale && unasked {
            return Outcome::of(self.calls.send(request, out.call, true, live, &self.client.addresses));
        }
        let just_renewed = live.renewed.is_some_and(|at| now.mono.saturating_sub(at) < FORCED_APART);
        match live.renewal {
            // Nothing to renew it with, or a Tower that refuses new tokens as well.
            Renewal::Idle
                if just_renewed || live.token.refresh.is_none() || live.refusals >= REFUSED_AT_MOST =>
            {
                Outcome::settled(request, result)
            }
            Renewal::Idle => {
                self.calls.hold(request, out.call, true, now);
                self.change(|live| live.refusals += 1);
                self.renew(now)
            }
            Renewal::Locking { .. }
            | Renewal::Yielding { .. }
            | Renewal::Noting(_)
            | Renewal::Asked { .. }
            | Renewal::Pausing { .. }
            | Renewal::Rereading { .. }
            | Renewal::Doubting { .. }
            | Renewal::Saving => {
                self.calls.hold(request, out.call, true, now);
                Outcome::default()
            }
            Renewal::Waiting { .. } | Renewal::TwoStep { .. } | Renewal::Blocked(_) => {
                Outcome::settled(request, result)
            }
        }
    }

    /// Tower answers again: a renewal that waits for the network need not wait longer.
    fn on_answered(&mut self, result: &Result<Reply, Failure>, now: Now) -> Outcome {
        if result.as_ref().is_err_and(Failure::is_unheard) {
            self.change(|live| live.hurried = false);
            return Outcome::default();
        }
        if result.is_ok() {
            self.change(|live| live.refusals = 0);
        }
        match &self.phase {
            // Once: where the API answers and the token endpoint does not, every reply would ask it.
            Phase::Live(Live { renewal: Renewal::Waiting { why, .. }, hurried: false, .. })
                if why.is_unheard() =>
            {
                self.change(|live| live.hurried = true);
                self.renew(now)
            }
            _ => Outcome::default(),
        }
    }
}

impl Delay {
    /// Whether nothing came of Tower, whoever kept it off.
    fn is_unheard(&self) -> bool {
        matches!(self, Self::Unanswered | Self::Passing(Transient::NotSent(_)))
    }

    /// Whether the network, and not Tower or somebody on the way to it, is what stood in the way.
    pub fn is_offline(&self) -> bool {
        match self {
            Self::Passing(Transient::NotSent(why)) => Cause::of(why.as_str()).is_network(),
            other => other.is_unheard(),
        }
    }
}
