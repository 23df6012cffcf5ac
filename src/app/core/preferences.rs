//! What a person may set that the core itself goes by.

use std::time::Duration;

/// What a person may set. What concerns the picture alone is in [`Look`](crate::app::kit::appearance::Look).
#[derive(Clone, Copy, Debug, Default)]
pub struct Preferences {
    /// How often what shows is asked for anew.
    pub refresh_every: RefreshEvery,
}

/// How often what shows is asked for anew while somebody looks. It is never less than half a minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefreshEvery(Option<Duration>);

impl RefreshEvery {
    /// Never.
    pub const NEVER: Self = Self(None);

    /// The one of this name: `0` for never, else `30s`, `1m`, `2m`, `5m`, `10m`, `30m`, `1h`.
    pub fn named(name: &str) -> Option<Self> {
        Some(Self(match name {
            "0" => None,
            "30s" => Some(Duration::from_secs(30)),
            "1m" => Some(Duration::from_secs(60)),
            "2m" => Some(Duration::from_secs(2 * 60)),
            "5m" => Some(Duration::from_secs(5 * 60)),
            "10m" => Some(Duration::from_secs(10 * 60)),
            "30m" => Some(Duration::from_secs(30 * 60)),
            "1h" => Some(Duration::from_secs(60 * 60)),
            _ => return None,
        }))
    }

    /// The time between two readings; none where nothing is asked for anew.
    pub fn interval(self) -> Option<Duration> {
        self.0
    }
}
