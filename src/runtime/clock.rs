//! The only reader of clocks.

use std::time::{Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use jiff::tz::TimeZone;

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

/// A moment in the format of RFC 3339, in UTC; none for a year beyond its range.
pub(super) fn rfc3339(at: Wall) -> Option<String> {
    jiff::Timestamp::from_millisecond(at.0).ok().map(|at| format!("{at:.3}"))
}

/// Seconds by which the local time is ahead of UTC now.
pub(super) fn zone() -> i32 {
    local_zone().unwrap_or_else(TimeZone::system).to_offset(jiff::Timestamp::now()).seconds()
}

/// The time zone of this machine, read from `/etc/localtime`. Finding its name would read every directory of the
/// zone database, which takes longer than the first picture.
fn local_zone() -> Option<TimeZone> {
    if env::var_os("TZ").is_some() {
        return None;
    }
    TimeZone::tzif("local", &fs::read("/etc/localtime").ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_of_the_file_is_the_zone_of_the_system() {
        if let Some(zone) = local_zone() {
            let now = jiff::Timestamp::now();
            assert_eq!(zone.to_offset(now), TimeZone::system().to_offset(now));
        }
    }
}
