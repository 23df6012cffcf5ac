//! What a screen may know of a session. No secret is in it.

use std::time::Duration;

use super::fault::{SignOut, Warning};
use super::phase::{Delay, Live, Phase, Renewal, Source};
use super::policy::{QUEUED, SHORT_LIVES, SKEW};
use super::step::Session;
use crate::base::text::SafeText;
use crate::base::time::{Now, Wall};
use crate::tower::verdict::Misconfigured;

/// A session as the status bar sees it at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Who is signed in.
    pub email: Option<SafeText>,
    /// The token's life.
    pub countdown: Countdown,
    /// Warnings while it works, the gravest first.
    pub warnings: Vec<Warning>,
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
    /// Another window has the lock, and may be renewing.
    Queued {
        /// What is left of the token; none when Tower did not say.
        left: Option<Duration>,
        /// Its process, as far as it says.
        holder: Option<u32>,
    },
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
    /// Tower wants a two-step code for the renewal.
    TwoStep {
        /// What is left of the token.
        left: Option<Duration>,
    },
    /// Tower does not take this application.
    Blocked {
        /// What is left of the token.
        left: Option<Duration>,
        /// What it does not take.
        what: Misconfigured,
    },
}

/// A token in every detail that is not secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Counts the tokens of this login.
    pub generation: u64,
    /// What is left of it; none when Tower did not say.
    pub left: Option<Duration>,
    /// Until it is renewed by itself; none when it is not, or when that is under way.
    pub renewal: Option<Duration>,
    /// How long it was given for.
    pub lifetime: Option<Duration>,
    /// When it was got, by the machine's clock.
    pub obtained_at: Wall,
    /// Where it came from.
    pub source: Source,
    /// Seconds by which this machine's clock is ahead of Tower's, once Tower has said.
    pub skew: Option<i64>,
}

/// How long a renewed token is marked as such.
const RENEWED_FOR: Duration = Duration::from_secs(3);

impl Session {
    /// How it looks now.
    pub fn view(&self, now: Now) -> View {
        View { email: self.email(), countdown: self.countdown(now), warnings: self.warnings() }
    }

    /// The token in detail; none when there is none.
    pub fn details(&self, now: Now) -> Option<Details> {
        let Phase::Live(live) = &self.phase else { return None };
        let renewal = match live.renewal {
            Renewal::Idle => self.due_by_age(live, now),
            _ => None,
        };
        Some(Details {
            generation: live.token.generation,
            left: live.token.left(now),
            renewal,
            lifetime: live.token.lifetime,
            obtained_at: live.obtained_at,
            source: live.source,
            skew: self.skew,
        })
    }

    /// Who is signed in.
    pub fn email(&self) -> Option<SafeText> {
        match &self.phase {
            Phase::Live(live) => live.email.clone(),
            Phase::Boot | Phase::SignedOut { .. } | Phase::Exchanging { .. } | Phase::TwoStep { .. } => None,
        }
    }

    fn countdown(&self, now: Now) -> Countdown {
        let live = match &self.phase {
            Phase::Live(live) => live,
            Phase::SignedOut { reason, .. }
            | Phase::Exchanging { reason, .. }
            | Phase::TwoStep { reason, .. } => return Countdown::SignedOut(reason.clone()),
            Phase::Boot => return Countdown::SignedOut(SignOut::Never),
        };
        let left = live.token.left(now);
        match &live.renewal {
            Renewal::Locking { since, holder, .. } if now.mono.saturating_sub(*since) >= QUEUED => {
                Countdown::Queued { left, holder: *holder }
            }
            Renewal::Idle | Renewal::Saving | Renewal::Locking { .. } | Renewal::Yielding { .. } => {
                let recent = live.renewed.is_some_and(|at| now.mono.saturating_sub(at) < RENEWED_FOR);
                if recent && live.token.generation > 1 {
                    Countdown::Renewed(left)
                } else {
                    Countdown::Fresh(left)
                }
            }
            Renewal::Noting(_)
            | Renewal::Asked { .. }
            | Renewal::Pausing { .. }
            | Renewal::Rereading { .. }
            | Renewal::Doubting { .. } => Countdown::Renewing,
            Renewal::Waiting { until, failures, why } => Countdown::Retrying {
                left,
                retry: until.saturating_sub(now.mono),
                failures: *failures,
                why: why.clone(),
            },
            Renewal::TwoStep { .. } => Countdown::TwoStep { left },
            Renewal::Blocked(what) => Countdown::Blocked { left, what: what.clone() },
        }
    }

    fn warnings(&self) -> Vec<Warning> {
        let live = if let Phase::Live(live) = &self.phase { Some(live) } else { None };
        let unsaved = live.and_then(|live| live.unsaved.as_ref());
        let hardly_alive = |live: &&Live| live.short_lives >= SHORT_LIVES;
        let all = [
            unsaved.map(|unsaved| Warning::Unsaved(unsaved.fault.clone())),
            self.file_warning.clone(),
            self.no_locks.clone().map(|why| Warning::NoLocks { why }),
            live.filter(hardly_alive).map(|_| Warning::ShortLives),
            self.skew.filter(|skew| skew.abs() > SKEW).map(Warning::ClockWrong),
        ];
        all.into_iter().flatten().collect()
    }
}
