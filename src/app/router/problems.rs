//! Problems of the session, each reported once when it begins.

use crate::app::core::message_log::MessageKind;
use crate::base::time::Now;
use crate::session::{Countdown, Phase, Session, SignOut};

/// The problems that have been reported.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<MessageKind>);

impl Problems {
    /// Problems that are new since this was asked last.
    pub(super) fn news(&mut self, session: &Session, now: Now) -> Vec<MessageKind> {
        let standing = standing(session, now);
        let is_new = |one: &&MessageKind| !self.0.iter().any(|before| before.is_same(one));
        let news = standing.iter().filter(is_new).cloned().collect();
        self.0 = standing;
        news
    }
}

fn standing(session: &Session, now: Now) -> Vec<MessageKind> {
    let (view, issuer) = (session.view(now), session.client().issuer());
    let trouble = if let Phase::SignedOut { trouble, .. } = session.phase() { trouble } else { &None };
    let what = match view.countdown {
        Countdown::SignedOut(reason) if reason != SignOut::Never => Some(MessageKind::SignedOut(reason)),
        Countdown::Retrying { why, failures, .. } => Some(MessageKind::NotRenewed { issuer, why, failures }),
        Countdown::Blocked { what, .. } => Some(MessageKind::Blocked(issuer, what)),
        Countdown::TwoStep { .. } => Some(MessageKind::TwoStep),
        Countdown::SignedOut(_)
        | Countdown::Fresh(_)
        | Countdown::Renewed(_)
        | Countdown::Renewing
        | Countdown::Queued { .. } => None,
    };
    let trouble = trouble.clone().map(|trouble| MessageKind::NotSignedIn(issuer, trouble));
    what.into_iter().chain(trouble).chain(view.warnings.into_iter().map(MessageKind::Warning)).collect()
}
