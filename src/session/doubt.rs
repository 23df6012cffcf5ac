//! Two windows that may be renewing at once, because their lock failed them: which goes first, and when a no is believed.
//!
//! A lock fails where a file system has none, where its file is removed, and between machines or containers that share a
//! home. Then Tower refuses the later of two, perhaps before the other's pair is stored.

use super::effect::Outcome;
use super::phase::{Attempt, Live, Phase, Renewal};
use super::policy::{DOUBTED, DOUBTED_APART, YIELDED};
use super::step::Session;
use super::stored::Pending;
use crate::base::time::Now;

impl Session {
    /// Without locks everyone waits for a while of their own and then reads again.
    pub(super) fn let_others_go_first(&mut self, now: Now) -> Outcome {
        let until = now.mono + YIELDED.mul_f64(self.process.jitter);
        self.change(|live| {
            if let Renewal::Locking { attempt, .. } = &live.renewal {
                let attempt = Attempt { yielded: true, ..attempt.clone() };
                live.renewal = Renewal::Yielding { until, attempt };
            }
        });
        Outcome::default()
    }

    /// Whether this is the note of somebody else's renewal that may still be under way.
    pub(super) fn is_anothers(&self, pending: Option<Pending>) -> bool {
        let own = (self.process.pid, Some(self.process.host));
        pending.is_some_and(|pending| !pending.gone && (pending.pid, pending.host) != own)
    }

    /// Does not believe a no yet that may have come of somebody else's renewal; none where it is to be believed.
    pub(super) fn doubt(&mut self, attempt: Attempt, beside: bool, now: Now) -> Option<Outcome> {
        let Phase::Live(Live { renewal, .. }) = &mut self.phase else { return None };
        let beside = beside || attempt.beside || self.no_locks.is_some();
        let until = attempt.doubted.unwrap_or(now.mono + DOUBTED);
        if !beside || until <= now.mono {
            return None;
        }
        let attempt = Attempt { doubted: Some(until), beside, ..attempt };
        *renewal = Renewal::Doubting { next: until.min(now.mono + DOUBTED_APART), attempt };
        Some(Outcome::default())
    }
}
