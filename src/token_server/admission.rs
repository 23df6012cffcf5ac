//! What every request has to pass, in the order of what it costs: the way, the key, how often, the form.

use std::time::Duration;

use super::head::{Head, Header};
use super::keys::{Caller, Keys};
use super::limits::{Counters, Visitor};
use super::refusal::Refusal;
use super::replay_cache::ReplayCache;
use super::rules::Rules;

/// The state of a token server.
#[derive(Debug)]
pub(super) struct Admission<F> {
    pub(super) rules: Rules,
    pub(super) replay_cache: ReplayCache<F>,
    counters: Counters,
}

/// Where a request wants to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// `GET /healthz`
    Health,
    /// `POST /oauth/token`
    Token,
    /// `POST /oauth/revoke`
    Revocation,
}

/// Where a request wants to go.
pub(super) fn way(head: &Head<'_>) -> Result<Way, Refusal> {
    match (head.path, head.method) {
        ("/oauth/token", "POST") => Ok(Way::Token),
        ("/oauth/revoke", "POST") => Ok(Way::Revocation),
        ("/oauth/token" | "/oauth/revoke", _) => Err(Refusal::Method("POST")),
        ("/healthz", "GET" | "HEAD") => Ok(Way::Health),
        ("/healthz", _) => Err(Refusal::Method("GET, HEAD")),
        _ => Err(Refusal::NotFound),
    }
}

impl<F: Clone> Admission<F> {
    /// `seed` is random.
    pub(super) fn new(rules: Rules, seed: [u8; 16]) -> Self {
        let replay_cache = ReplayCache::new(rules.replay);
        let counters = Counters::new(rules.limits, seed);
        Self { rules, replay_cache, counters }
    }

    /// Whose request this is, if it may be read on.
    pub(super) fn admit(
        &self,
        head: &Head<'_>,
        visitor: Visitor,
        now: Duration,
    ) -> Result<Caller, (Option<Caller>, Refusal)> {
        let caller = self.known(head).map_err(|refusal| {
            let counted = self.counters.stranger(visitor, now);
            (None, counted.err().unwrap_or(refusal))
        })?;
        let counted = self.counters.address(visitor, now);
        let counted =
            counted.and_then(|()| caller.key.as_ref().map_or(Ok(()), |name| self.counters.key(name, now)));
        match counted.and_then(|()| is_form(head)) {
            Ok(()) => Ok(caller),
            Err(refusal) => Err((Some(caller), refusal)),
        }
    }

    /// Who is let in from now on.
    pub(super) fn take_keys(&mut self, keys: Keys) {
        self.rules.keys = keys;
    }

    /// Whose request it is, if it is somebody's who is let in. Where no key is asked for, whoever is on this machine
    /// is let in, and nobody else.
    fn known(&self, head: &Head<'_>) -> Result<Caller, Refusal> {
        if self.rules.keys == Keys::Open && !head.is_of_this_machine() {
            return Err(Refusal::Foreign);
        }
        self.rules.keys.admit(head.key)
    }
}

fn is_form(head: &Head<'_>) -> Result<(), Refusal> {
    // RFC 6749, section 2.3.1: nothing of this belongs into an address, where logs keep it.
    if head.has_query {
        return Err(Refusal::Invalid("The address must have no query."));
    }
    let kind = match head.content_type {
        Header::One(kind) => kind.split(';').next().unwrap_or_default().trim(),
        Header::Absent | Header::Unclear => "",
    };
    if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        Ok(())
    } else {
        Err(Refusal::Invalid("Content-Type must be application/x-www-form-urlencoded."))
    }
}
