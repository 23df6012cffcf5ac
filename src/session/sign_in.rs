//! Signing in: the exchange of a pasted code, the two-step code, and what can go wrong with them.
//!
//! A code works once, so an exchange is never sent again by itself (RFC 6749, 4.1.2); the one exception is
//! Tower's own: the same code goes again with the two-step code.

use std::time::Duration;

use super::effect::{Effect, Outcome};
use super::phase::{Live, Phase, Renewal, SignOut, Token, Trouble};
use super::step::Session;
use super::stored::Stored;
use crate::base::request::Ids;
use crate::base::time::{Deadline, Now};
use crate::tower::captcha::Captcha;
use crate::tower::oauth::Grant;
use crate::tower::pasted::Code;
use crate::tower::verdict::{Issued, Transient, Verdict};

impl Session {
    /// Exchanges a code. Ignored while another exchange is under way or a token is held.
    pub(super) fn exchange(
        &mut self,
        code: Code,
        captcha: Option<Captcha>,
        now: Now,
        ids: &mut Ids,
    ) -> Outcome {
        let (reason, refused) = match &self.phase {
            Phase::SignedOut { reason, .. } => (reason.clone(), 0),
            Phase::TwoStep { reason, refused, .. } => (reason.clone(), *refused),
            Phase::Boot | Phase::Exchanging { .. } | Phase::Live(_) => return Outcome::default(),
        };
        let request = ids.take();
        let grant = Grant::Code { code: code.clone(), captcha: captcha.clone() };
        self.phase = Phase::Exchanging { request, code, captcha, refused, since: now.mono, reason };
        Outcome::of(self.ask(request, &grant))
    }

    pub(super) fn on_captcha(&mut self, captcha: Captcha, now: Now, ids: &mut Ids) -> Outcome {
        let Phase::TwoStep { code, .. } = &self.phase else { return Outcome::default() };
        self.exchange(code.clone(), Some(captcha), now, ids)
    }

    /// Back to the empty sign-in screen. An answer that still comes is ignored: nobody waits for it.
    pub(super) fn abandon(&mut self) -> Outcome {
        if let Phase::Exchanging { reason, .. } | Phase::TwoStep { reason, .. } = &self.phase {
            self.phase = Phase::SignedOut { reason: reason.clone(), trouble: None };
        }
        Outcome::default()
    }

    pub(super) fn on_exchanged(&mut self, verdict: Verdict, now: Now) -> Outcome {
        let Phase::Exchanging { code, captcha, refused, reason, .. } = &self.phase else {
            return Outcome::default();
        };
        let trouble = match verdict {
            Verdict::Granted(issued) => return self.sign_in(issued, now),
            Verdict::TwoStep => {
                // A two-step code that Tower asks for again was the wrong one.
                let refused = refused + u32::from(captcha.is_some());
                self.phase = Phase::TwoStep { code: code.clone(), refused, reason: reason.clone() };
                return Outcome::default();
            }
            Verdict::InvalidGrant | Verdict::LostRace => Trouble::CodeNotTaken,
            Verdict::Misconfigured(what) => Trouble::Misconfigured(what),
            Verdict::Transient { why: Transient::NotSent(_), .. } => Trouble::NotSent,
            Verdict::Transient { why, .. } => Trouble::Passing(why),
            Verdict::Ambiguous | Verdict::WithoutHeader => Trouble::AnswerLost,
        };
        self.phase = Phase::SignedOut { reason: reason.clone(), trouble: Some(trouble) };
        Outcome::default()
    }

    fn sign_in(&mut self, issued: Issued, now: Now) -> Outcome {
        self.hold_token(issued, 1, None, now)
    }

    /// Takes a new token in and stores it; it is used once it is on the disk.
    pub(super) fn hold_token(
        &mut self,
        issued: Issued,
        generation: u64,
        known: Option<&Live>,
        now: Now,
    ) -> Outcome {
        let lifetime = issued.expires_in.map(Duration::from_secs);
        let refresh = issued.refresh.or_else(|| known.and_then(|live| live.token.refresh.clone()));
        let email = issued.email.or_else(|| known.and_then(|live| live.email.clone()));
        let token = Token {
            generation,
            access: issued.access,
            refresh,
            lifetime,
            ends: lifetime.map(|lifetime| Deadline::after(now, lifetime)),
        };
        let stored = Stored {
            login_id: self.login_id.clone(),
            generation,
            token_url: self.client.addresses.token_url.clone(),
            api_origin: self.client.addresses.origin.clone(),
            client_id: self.client.app.client_id.clone(),
            redirect_uri: self.client.app.redirect_uri.clone(),
            access: token.access.clone(),
            refresh: token.refresh.clone(),
            expires_in: lifetime.map(|lifetime| lifetime.as_secs()),
            obtained_at: now.wall,
            email: email.clone(),
        };
        self.phase = Phase::Live(Live {
            token,
            email,
            renewal: Renewal::Saving,
            unsaved: None,
            renewed: Some(now.mono),
        });
        Outcome::of(Effect::Save(Box::new(stored)))
    }

    pub(super) fn reason_for_refusal(live: &Live, now: Now) -> SignOut {
        let young = live.token.left(now).is_some_and(|left| left > super::policy::YOUNG);
        if young { SignOut::Replaced } else { SignOut::EndedByServer }
    }
}
