//! Renewing the token: when, one at a time, and what each answer means for the session.

use std::time::Duration;

use super::effect::Outcome;
use super::phase::{Delay, Live, Phase, Renewal, SaveFault, SignOut};
use super::policy::{NEARLY_OVER, RENEWED_APART, backoff, renew_when_left};
use super::step::Session;
use crate::base::request::Ids;
use crate::base::time::Now;
use crate::tower::oauth::Grant;
use crate::tower::verdict::Verdict;

/// Jitter is at most this, so that windows opened together do not renew in the same breath.
const JITTER: Duration = Duration::from_secs(20);

impl Session {
    /// Asks for a new token unless one is under way.
    pub(super) fn renew(&mut self, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let failures = match &live.renewal {
            Renewal::Asked { .. } | Renewal::Saving => return Outcome::default(),
            Renewal::Waiting { failures, .. } => *failures,
            Renewal::Idle | Renewal::Blocked(_) => 0,
        };
        if live.token.refresh.is_none() {
            return if live.token.is_over(now) {
                self.end(SignOut::NotRenewable)
            } else {
                Outcome::default()
            };
        }
        self.ask_again(false, failures, true, ids)
    }

    /// Tries again now where a try is waited for.
    pub(super) fn retry(&mut self, now: Now, ids: &mut Ids) -> Outcome {
        let waits = matches!(
            &self.phase,
            Phase::Live(Live { renewal: Renewal::Waiting { .. } | Renewal::Blocked(_), .. })
        );
        if waits { self.renew(now, ids) } else { Outcome::default() }
    }

    pub(super) fn renew_if_due(&mut self, now: Now, ids: &mut Ids) -> Outcome {
        match &self.phase {
            Phase::Live(live) if self.renewal_due_in(live, now) == Some(Duration::ZERO) => {
                self.renew(now, ids)
            }
            _ => Outcome::default(),
        }
    }

    /// How long until this token is to be renewed by itself; none when that waits for something else.
    pub(super) fn renewal_due_in(&self, live: &Live, now: Now) -> Option<Duration> {
        match &live.renewal {
            Renewal::Idle => {
                let left = live.token.left(now)?;
                let due = match live.token.refresh {
                    Some(_) => renew_when_left(live.token.lifetime?, JITTER.mul_f64(self.sway)),
                    None => Duration::ZERO,
                };
                let not_before = live.renewed.map_or(Duration::ZERO, |at| at + RENEWED_APART);
                Some(left.saturating_sub(due).max(not_before.saturating_sub(now.mono)))
            }
            Renewal::Waiting { until, .. } => Some(until.saturating_sub(now.mono)),
            Renewal::Asked { .. } | Renewal::Saving | Renewal::Blocked(_) => None,
        }
    }

    fn ask_again(&mut self, again: bool, failures: u32, with_bearer: bool, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        let Some(refresh) = live.token.refresh.clone() else { return Outcome::default() };
        let request = ids.take();
        let bearer = with_bearer.then(|| live.token.access.clone());
        live.renewal = Renewal::Asked { request, again, failures };
        Outcome::of(self.ask(request, &Grant::Refresh { refresh, bearer }))
    }

    pub(super) fn on_renewed(&mut self, verdict: Verdict, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let Renewal::Asked { again, failures, .. } = live.renewal else { return Outcome::default() };
        match verdict {
            Verdict::Granted(issued) => match (&issued.email, &live.email) {
                (Some(new), Some(old)) if new != old => {
                    let email = new.clone();
                    self.end(SignOut::OtherAccount { email })
                }
                _ => {
                    let live = live.clone();
                    self.hold_token(issued, live.token.generation + 1, Some(&live), now)
                }
            },
            Verdict::InvalidGrant => {
                let reason = Self::reason_for_refusal(live, now);
                self.end(reason)
            }
            Verdict::LostRace | Verdict::Ambiguous if !again => self.ask_again(true, failures, true, ids),
            Verdict::WithoutHeader if !again => self.ask_again(true, failures, false, ids),
            Verdict::LostRace | Verdict::WithoutHeader | Verdict::TwoStep => {
                self.wait(Delay::Undecided, None, failures, now)
            }
            Verdict::Ambiguous => self.wait(Delay::Unanswered, None, failures, now),
            Verdict::Transient { why, retry_after } => {
                self.wait(Delay::Passing(why), retry_after, failures, now)
            }
            Verdict::Misconfigured(what) => {
                self.set_renewal(Renewal::Blocked(what));
                self.release_or_fail(now)
            }
        }
    }

    /// No answer is not a no: the session stays, and the next try follows later.
    fn wait(&mut self, why: Delay, retry_after: Option<Duration>, failures: u32, now: Now) -> Outcome {
        let failures = failures.saturating_add(1);
        let pause = retry_after.unwrap_or_else(|| backoff(failures, self.sway));
        self.set_renewal(Renewal::Waiting { until: now.mono + pause, failures, why });
        self.release_or_fail(now)
    }

    /// The new token is on the disk, or will not get there: in either case it may be used now.
    pub(super) fn on_saved(&mut self, generation: u64, result: Result<(), SaveFault>) -> Outcome {
        let Phase::Live(live) = &mut self.phase else { return Outcome::default() };
        if live.token.generation != generation || live.renewal != Renewal::Saving {
            return Outcome::default();
        }
        live.renewal = Renewal::Idle;
        live.unsaved = result.err();
        let token = live.token.clone();
        self.calls.release(&token, &self.client.addresses)
    }

    fn set_renewal(&mut self, renewal: Renewal) {
        if let Phase::Live(live) = &mut self.phase {
            live.renewal = renewal;
        }
    }

    /// What waited for the renewal goes with the old token while that still lives.
    fn release_or_fail(&mut self, now: Now) -> Outcome {
        let Phase::Live(live) = &self.phase else { return self.calls.fail_held() };
        if live.token.left(now).is_none_or(|left| left > NEARLY_OVER) {
            let token = live.token.clone();
            self.calls.release(&token, &self.client.addresses)
        } else {
            self.calls.fail_held()
        }
    }
}
