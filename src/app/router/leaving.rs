//! A pending quit: how long it waits, and what follows.

use std::time::Duration;

/// A quit that waits because something is under way that must not be lost.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Leaving {
    /// Not longer than this, on the monotonic clock; none where the person has been asked whether to leave without a
    /// token that could not be stored.
    pub(super) until: Option<Duration>,
    /// What follows then.
    pub(super) then: AfterLeaving,
}

/// How the program gives up the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterLeaving {
    /// For good.
    Quit,
    /// For good, and the program goes on with the profile of this number among the others.
    GoOn(usize),
    /// Until the shell brings it back.
    Suspend,
}

impl AfterLeaving {
    /// Whether what is not kept by then is lost.
    pub(super) fn is_for_good(self) -> bool {
        self != Self::Suspend
    }
}
