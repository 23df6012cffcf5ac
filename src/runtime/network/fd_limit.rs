//! How many connections this process may have open.

/// The most connections at once: each may hold some ten kilobytes.
const MOST: usize = 4096;

/// Descriptors that the process needs for other things.
#[cfg(unix)]
const OTHERS: u64 = 64;

/// Raises the limit of descriptors as far as the system allows, and returns how many connections that is enough for:
/// each may need a second one, to Tower.
#[cfg(unix)]
pub(in crate::runtime) fn connections() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Where it is refused, the old limit holds.
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum }).ok();
    let descriptors = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(descriptors.saturating_sub(OTHERS) / 2).unwrap_or(MOST).clamp(16, MOST)
}

/// How many connections there may be.
#[cfg(not(unix))]
pub(in crate::runtime) fn connections() -> usize {
    MOST
}
