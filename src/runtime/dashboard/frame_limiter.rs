//! When a frame is drawn: at once for what a person does, and at most so often for what comes by itself, which may be
//! five hundred pages in a second.

use std::time::Duration;

/// How far frames for what comes by itself are apart, at least.
const SPACING: Duration = Duration::from_millis(8);

/// Puts frames off. Times are of the monotonic clock.
#[derive(Debug, Default)]
pub(in crate::runtime) struct FrameLimiter {
    /// When the last frame for what came by itself was drawn.
    last: Option<Duration>,
    /// What has happened since then came by itself.
    by_itself: bool,
}

impl FrameLimiter {
    /// Something came by itself, or was done by a person or is due.
    pub(super) fn noticed(&mut self, by_itself: bool) {
        self.by_itself &= by_itself;
    }

    /// How long the next frame is put off; none where it is to be drawn now.
    pub(super) fn held_for(&self, now: Duration) -> Option<Duration> {
        let until = self.last.filter(|_| self.by_itself)? + SPACING;
        until.checked_sub(now).filter(|left| !left.is_zero())
    }

    /// A frame was drawn.
    pub(super) fn drawn(&mut self, now: Duration) {
        if self.by_itself {
            self.last = Some(now);
        }
        self.by_itself = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn what_comes_by_itself_is_drawn_at_once_and_then_at_most_so_often() {
        let mut frames = FrameLimiter::default();
        assert_eq!(frames.held_for(ms(0)), None, "the first picture");
        frames.drawn(ms(0));
        frames.noticed(true);
        assert_eq!(frames.held_for(ms(1)), None, "an answer that comes alone");
        frames.drawn(ms(1));
        frames.noticed(true);
        assert_eq!(frames.held_for(ms(3)), Some(ms(6)));
        assert_eq!(frames.held_for(ms(9)), None);
        frames.drawn(ms(9));
        frames.noticed(true);
        frames.noticed(false);
        frames.noticed(true);
        assert_eq!(frames.held_for(ms(10)), None, "a key waits for nothing");
        frames.drawn(ms(10));
        frames.noticed(true);
        assert_eq!(frames.held_for(ms(11)), Some(ms(6)), "and hurries nothing else");
    }
}
