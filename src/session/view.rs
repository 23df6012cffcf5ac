//! What a screen may know of a session. No secret is in it.

use std::time::Duration;

use super::phase::{Delay, Phase, Renewal, SaveFault, SignOut};
use super::step::Session;
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::tower::verdict::Misconfigured;

/// A session as the status bar and the session panel see it at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Who is signed in.
    pub email: Option<SafeText>,
    /// The token's life.
    pub countdown: Countdown,
    /// Why the newest token is in this window only.
    pub unsaved: Option<SaveFault>,
}

/// The token's life in one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Countdown {
    /// There is no token.
    SignedOut(SignOut),
    /// A token, and what is left of it; none when Tower did not say.
    Fresh(Option<Duration>),
    /// A new one came a moment ago.
    Renewed(Option<Duration>),
    /// A new one has been asked for.
    Renewing,
    /// The last renewal did not get through.
    Retrying {
        /// What is left of the token; none when Tower did not say.
        left: Option<Duration>,
        /// Until the next try.
        retry: Duration,
        /// How many tries have failed.
        failures: u32,
        /// What stood in the way.
        why: Delay,
    },
    /// Tower does not take this application.
    Blocked {
        /// What is left of the token.
        left: Option<Duration>,
        /// What it does not take.
        what: Misconfigured,
    },
}

/// How long a renewed token is marked as such.
const RENEWED_FOR: Duration = Duration::from_secs(3);

impl Session {
    /// How it looks now.
    pub fn view(&self, now: Now) -> View {
        let live = match &self.phase {
            Phase::Live(live) => live,
            Phase::SignedOut { reason, .. }
            | Phase::Exchanging { reason, .. }
            | Phase::TwoStep { reason, .. } => {
                return View { email: None, countdown: Countdown::SignedOut(reason.clone()), unsaved: None };
            }
            Phase::Boot => {
                return View { email: None, countdown: Countdown::SignedOut(SignOut::Never), unsaved: None };
            }
        };
        let left = live.token.left(now);
        let countdown = match &live.renewal {
            Renewal::Idle | Renewal::Saving => {
                let recent = live.renewed.is_some_and(|at| now.mono.saturating_sub(at) < RENEWED_FOR);
                if recent && live.token.generation > 1 {
                    Countdown::Renewed(left)
                } else {
                    Countdown::Fresh(left)
                }
            }
            Renewal::Asked { .. } => Countdown::Renewing,
            Renewal::Waiting { until, failures, why } => Countdown::Retrying {
                left,
                retry: until.saturating_sub(now.mono),
                failures: *failures,
                why: why.clone(),
            },
            Renewal::Blocked(what) => Countdown::Blocked { left, what: what.clone() },
        };
        View { email: live.email.clone(), countdown, unsaved: live.unsaved.clone() }
    }
}
