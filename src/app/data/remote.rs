//! A value of Tower's: the copy we have, its age, and the request under way for it.

use std::time::Duration;

use crate::base::request::RequestId;
use crate::base::time::{Now, Wall};
use crate::session::backoff;
use crate::tower::failure::Failure;

/// How long Tower is left alone that is asked too often and does not say for how long.
const LIMITED: Duration = Duration::from_secs(30);

/// A value from Tower. The value and the state of its request are apart, so that no failure takes the value away.
#[derive(Debug)]
pub struct Remote<T> {
    value: Option<(T, Wall)>,
    /// The value is from before this start.
    cached: bool,
    /// The state of its request.
    pub fetch: Fetch,
}

/// The state of the request for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// Nothing.
    Idle,
    /// It has been asked for.
    Loading {
        /// The request under way.
        request: RequestId,
        /// Since when, on the monotonic clock.
        since: Duration,
        /// How many tries before this one failed.
        failures: u32,
    },
    /// The last try failed.
    Failed {
        /// Why.
        why: Failure,
        /// How many in a row.
        failures: u32,
        /// When the next try follows by itself, on the monotonic clock; none when only a person can help.
        retry: Option<Duration>,
    },
}

impl Fetch {
    /// When the next try is due, on the monotonic clock.
    pub fn retry_at(&self) -> Option<Duration> {
        match self {
            Self::Failed { retry, .. } => *retry,
            Self::Idle | Self::Loading { .. } => None,
        }
    }

    /// Whether it failed because there was no token to ask with.
    pub(in crate::app) fn lacks_a_token(&self) -> bool {
        matches!(self, Self::Failed { why: Failure::NoToken, .. })
    }
}

impl<T> Default for Remote<T> {
    fn default() -> Self {
        Self { value: None, cached: false, fetch: Fetch::Idle }
    }
}

impl<T> Remote<T> {
    /// What we have of it.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref().map(|(value, _)| value)
    }

    /// The value, to change.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        self.value.as_mut().map(|(value, _)| value)
    }

    /// How long ago it came.
    pub fn age(&self, now: Now) -> Option<Duration> {
        self.value.as_ref().map(|(_, at)| now.wall.since(*at))
    }

    /// What was cached of it at this moment.
    pub fn of_cache(value: T, at: Wall) -> Self {
        Self { value: Some((value, at)), cached: true, fetch: Fetch::Idle }
    }

    /// What we have is not to be trusted.
    pub(in crate::app) fn forget(&mut self) {
        self.value = None;
        self.cached = false;
    }

    /// Whether what we have is from before this start.
    pub fn is_cached(&self) -> bool {
        self.cached
    }

    /// A request for it is under way.
    pub fn begin(&mut self, request: RequestId, now: Now) {
        let failures = match self.fetch {
            Fetch::Idle => 0,
            Fetch::Loading { failures, .. } | Fetch::Failed { failures, .. } => failures,
        };
        self.fetch = Fetch::Loading { request, since: now.mono, failures };
    }

    /// The request under way.
    pub fn request(&self) -> Option<RequestId> {
        match self.fetch {
            Fetch::Loading { request, .. } => Some(request),
            Fetch::Idle | Fetch::Failed { .. } => None,
        }
    }

    /// Whether there is nothing of it yet, and it is on its way.
    pub fn is_awaited(&self) -> bool {
        self.value.is_none() && self.request().is_some()
    }

    /// It came.
    pub fn arrived(&mut self, value: T, now: Now) {
        self.value = Some((value, now.wall));
        self.cached = false;
        self.fetch = Fetch::Idle;
    }

    /// It did not come; what we had stays.
    pub fn failed(&mut self, why: Failure, now: Now, jitter: f64) {
        let failures = match self.fetch {
            Fetch::Loading { failures, .. } => failures.saturating_add(1),
            // Of the same try: six pages on one connection break off together.
            Fetch::Failed { failures, .. } => failures,
            Fetch::Idle => 1,
        };
        let retry = why.is_transient().then(|| {
            let usual = if matches!(why, Failure::Limited { .. }) { LIMITED } else { Duration::ZERO };
            let asked_for = why.retry_after().unwrap_or(usual);
            // Whoever asks for no pause, and refuses all the same, gets one.
            let at = now.mono + backoff(failures, jitter).max(asked_for);
            self.retry_at().map_or(at, |others| others.max(at))
        });
        self.fetch = Fetch::Failed { why, failures, retry };
    }

    /// The person does not want to wait.
    pub fn give_up(&mut self) {
        if self.request().is_some() {
            self.fetch = Fetch::Idle;
        }
    }

    /// Whether there is nothing of it and nothing is being done about it, because the person did not wait.
    pub fn is_given_up(&self) -> bool {
        self.value.is_none() && self.fetch == Fetch::Idle
    }

    /// When the next try is due, on the monotonic clock.
    pub fn retry_at(&self) -> Option<Duration> {
        self.fetch.retry_at()
    }

    /// Why the last try failed.
    pub fn failure(&self) -> Option<&Failure> {
        match &self.fetch {
            Fetch::Failed { why, .. } => Some(why),
            Fetch::Idle | Fetch::Loading { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::request::Ids;
    use crate::base::time::Wall;

    #[test]
    fn u54_pages_that_break_off_together_are_one_failure_and_asked_for_again_soon() {
        let mut ids = Ids::default();
        let mut remote: Remote<()> = Remote::default();
        let now = Now { mono: Duration::from_secs(1), wall: Wall(0) };
        let retry_in = |remote: &Remote<()>| remote.retry_at().map(|at| at.saturating_sub(now.mono));
        for seconds in [1, 2, 4] {
            remote.begin(ids.take(), now);
            for _ in 0..6 {
                remote.failed(Failure::Refused { status: 502, retry_after: None }, now, 0.5);
            }
            assert_eq!(retry_in(&remote), Some(Duration::from_secs(seconds)));
        }
        remote.failed(Failure::Limited { retry_after: Some(Duration::ZERO) }, now, 0.5);
        assert_eq!(retry_in(&remote), Some(Duration::from_secs(4)), "nobody is asked without a pause");
        remote.failed(Failure::Limited { retry_after: Some(Duration::from_secs(34)) }, now, 0.5);
        remote.failed(Failure::Refused { status: 502, retry_after: None }, now, 0.5);
        assert_eq!(retry_in(&remote), Some(Duration::from_secs(34)), "as long as any of them asks for");
        remote.failed(Failure::Refused { status: 503, retry_after: Some(Duration::from_secs(90)) }, now, 0.5);
        assert_eq!(retry_in(&remote), Some(Duration::from_secs(90)), "whoever is broken may ask for it too");
    }
}
