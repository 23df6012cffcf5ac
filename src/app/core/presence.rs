//! Whether somebody is there: looks at the window, or is using it right now.

use std::time::Duration;

use super::event::Event;
use crate::base::time::Now;

/// How long after a key another one may follow it at once: what nobody waits for is not drawn between them.
const BUSY: Duration = Duration::from_millis(100);

/// The person at the window.
#[derive(Debug)]
pub(in crate::app) struct Presence {
    is_focused: bool,
    /// When they last did something, on the monotonic clock.
    acted: Option<Duration>,
}

impl Default for Presence {
    fn default() -> Self {
        Self { is_focused: true, acted: None }
    }
}

impl Presence {
    /// Takes in what an event says of it.
    pub(in crate::app) fn take_in(&mut self, event: &Event, now: Now) {
        match event {
            Event::Focused(is_focused) => self.is_focused = *is_focused,
            // Some terminals do not report the focus; a key press counts as focus.
            Event::Key(_) | Event::Pasted(_) | Event::Clicked(_) | Event::Wheeled(_) => {
                *self = Self { is_focused: true, acted: Some(now.mono) };
            }
            _ => {}
        }
    }

    /// Whether the window has the focus.
    pub(in crate::app) fn is_focused(&self) -> bool {
        self.is_focused
    }

    /// How long they may still be in the middle of what they do.
    pub(in crate::app) fn busy_for(&self, now: Now) -> Duration {
        self.acted.map_or(Duration::ZERO, |acted| (acted + BUSY).saturating_sub(now.mono))
    }
}
