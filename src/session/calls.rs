//! The API calls of a session: which token each went out with, and those that wait for a new one.

use std::collections::HashMap;
use std::time::Duration;

use super::effect::{ApiRequest, Effect, Outcome};
use super::phase::Live;
use super::policy::{HELD_AT_MOST, HELD_WHILE_VALID};
use super::stored::Version;
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::call::Call;
use crate::tower::failure::Failure;
use crate::tower::oauth::Addresses;

/// Calls out on the wire and calls held back.
#[derive(Debug, Default)]
pub(super) struct Calls {
    out: HashMap<RequestId, Out>,
    held: Vec<Held>,
}

/// A call on the wire.
#[derive(Debug)]
pub(super) struct Out {
    pub(super) call: Call,
    /// The token it went with.
    pub(super) version: Version,
    /// Whether Tower has refused it once already.
    pub(super) again: bool,
}

#[derive(Debug)]
struct Held {
    request: RequestId,
    call: Call,
    again: bool,
    since: Duration,
}

impl Calls {
    /// Sends a call with the token of this session.
    pub(super) fn send(
        &mut self,
        request: RequestId,
        call: Call,
        again: bool,
        with: &Live,
        at: &Addresses,
    ) -> Effect {
        let url = at.api(&call.path());
        self.out.insert(request, Out { call: call.clone(), version: with.version(), again });
        Effect::Send(ApiRequest { request, url, access: with.token.access.clone(), call, again })
    }

    /// Keeps a call until there is a token to send it with.
    pub(super) fn hold(&mut self, request: RequestId, call: Call, again: bool, now: Now) {
        self.held.push(Held { request, call, again, since: now.mono });
    }

    /// Removes a call from those under way; none if it is not among them.
    pub(super) fn land(&mut self, request: RequestId) -> Option<Out> {
        self.out.remove(&request)
    }

    /// Sends all that was held.
    pub(super) fn release(&mut self, with: &Live, at: &Addresses) -> Outcome {
        let held = std::mem::take(&mut self.held);
        let send = |one: Held| self.send(one.request, one.call, one.again, with, at);
        Outcome { effects: held.into_iter().map(send).collect(), settled: Vec::new() }
    }

    /// Tells all that was held that there is no token.
    pub(super) fn fail_held(&mut self) -> Outcome {
        self.fail_held_if(|_| true)
    }

    /// Tells those that have waited too long.
    pub(super) fn fail_overdue(&mut self, now: Now) -> Outcome {
        self.fail_held_if(|one| one.waited(now) >= HELD_AT_MOST)
    }

    /// Sends those that have waited long enough for a token that still lives.
    pub(super) fn release_patient(&mut self, with: &Live, at: &Addresses, now: Now) -> Outcome {
        let is_patient = |one: &mut Held| one.waited(now) >= HELD_WHILE_VALID;
        let patient: Vec<Held> = self.held.extract_if(.., is_patient).collect();
        let send = |one: Held| self.send(one.request, one.call, one.again, with, at);
        Outcome { effects: patient.into_iter().map(send).collect(), settled: Vec::new() }
    }

    fn fail_held_if(&mut self, over: impl Fn(&Held) -> bool) -> Outcome {
        let mut outcome = Outcome::default();
        self.held.retain(|one| {
            let ends = over(one);
            if ends {
                outcome.settled.push((one.request, Err(Failure::NoToken)));
            }
            !ends
        });
        outcome
    }

    /// Forgets a call that nobody wants any more.
    pub(super) fn forget(&mut self, request: RequestId) {
        self.out.remove(&request);
        self.held.retain(|one| one.request != request);
    }

    /// When a held call will have waited long enough for something, on the monotonic clock.
    pub(super) fn first_overdue(&self, now: Now) -> Option<Duration> {
        let next = |one: &Held| {
            one.since + if one.waited(now) < HELD_WHILE_VALID { HELD_WHILE_VALID } else { HELD_AT_MOST }
        };
        self.held.iter().map(next).min()
    }
}

impl Held {
    fn waited(&self, now: Now) -> Duration {
        now.mono.saturating_sub(self.since)
    }
}
