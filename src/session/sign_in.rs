//! Signing in: the exchange of a pasted code, the two-step code, and what can go wrong with them.
//!
//! A code works once, so an exchange is never sent again by itself (RFC 6749, 4.1.2); the one exception is
//! Tower's own: the same code goes again with the two-step code.

use super::effect::{Instead, Outcome};
use super::fault::{SignOut, Trouble};
use super::phase::{Live, Phase, Renewal, Source, Token};
use super::step::Session;
use crate::base::request::Ids;
use crate::base::time::Now;
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
            // Whatever the file holds is then an offer, and the code is not lost.
            Phase::Boot => (SignOut::Never, 0),
            Phase::SignedOut { reason, .. } => (reason.clone(), 0),
            Phase::TwoStep { reason, refused, .. } => (reason.clone(), *refused),
            Phase::Exchanging { .. } | Phase::Live(_) => return Outcome::default(),
        };
        let request = ids.take();
        let grant = Grant::Code { code: code.clone(), captcha: captcha.clone() };
        self.phase = Phase::Exchanging { request, code, captcha, refused, since: now.mono, reason };
        Outcome::of(self.ask(request, &grant))
    }

    pub(super) fn on_captcha(&mut self, captcha: Captcha, now: Now, ids: &mut Ids) -> Outcome {
        match &self.phase {
            Phase::TwoStep { code, .. } => {
                let code = code.clone();
                self.exchange(code, Some(captcha), now, ids)
            }
            _ => self.renew_with(captcha, now),
        }
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
            Verdict::Transient { why: Transient::NotSent(why), .. } => Trouble::NotSent(why),
            Verdict::Transient { why, .. } => Trouble::Passing(why),
            Verdict::Ambiguous | Verdict::WithoutHeader => Trouble::AnswerLost,
        };
        self.phase = Phase::SignedOut { reason: reason.clone(), trouble: Some(trouble) };
        Outcome::default()
    }

    /// A login of its own, whatever the file holds: a person has just made it.
    fn sign_in(&mut self, issued: Issued, now: Now) -> Outcome {
        let token = Token::of(&issued, 1, issued.refresh.clone(), now);
        self.offer = None;
        self.file_warning = None;
        self.phase = Phase::Live(Live {
            login_id: self.new_login_id(),
            token,
            redirect_uri: self.client.app.redirect_uri.clone(),
            email: issued.email,
            renewal: Renewal::Saving,
            source: Source::Here,
            obtained_at: now.wall,
            renewed: Some(now.mono),
            replaces: Instead::Anything,
            unsaved: None,
            was_stored: false,
            lost: None,
            cut_off: None,
            hurried: false,
            refusals: 0,
            short_lives: 0,
        });
        self.save(None)
    }
}
