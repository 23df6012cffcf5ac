//! The only reader of clocks.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::base::time::{Now, Wall};

/// Reads both clocks; the monotonic one from the moment it was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock(Instant);

impl Clock {
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    pub(super) fn now(self) -> Now {
        Now { mono: self.0.elapsed(), wall: wall() }
    }
}

/// What the machine's clock says; a clock before 1970 counts as 1970.
pub(super) fn wall() -> Wall {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Wall(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A moment as RFC 3339 has it, in UTC; none for one beyond the years it can tell.
pub(super) fn rfc3339(at: Wall) -> Option<String> {
    jiff::Timestamp::from_millisecond(at.0).ok().map(|at| at.to_string())
}

/// Seconds by which the local time is ahead of UTC now.
pub(super) fn zone() -> i32 {
    jiff::tz::TimeZone::system().to_offset(jiff::Timestamp::now()).seconds()
}
