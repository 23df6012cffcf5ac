//! What the log says of a request: one line of JSON, without a token, a code, a secret, or anyone's address.

use std::time::Duration;

use serde_json::json;

use crate::base::time::Wall;

/// One request about a token, done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// When it came in.
    pub(super) time: Wall,
    /// What it is about: `token` or `revocation`.
    pub(super) event: &'static str,
    /// `grant_type`, once it is known to be one of the two.
    pub(super) grant: Option<&'static str>,
    /// What came of it, in one word.
    pub(super) outcome: &'static str,
    /// The HTTP status it was answered with; none where nobody was there to be answered.
    pub(super) status: Option<u16>,
    /// From its head to its answer.
    pub(super) duration: Duration,
    /// The name of its key.
    pub(super) key: Option<String>,
    /// Whether Tower was not asked again, because it had been a moment ago.
    pub(super) replay: bool,
}

impl Line {
    pub(super) fn text(&self) -> String {
        json!({
            "time": time(self.time),
            "event": self.event,
            "grant": self.grant,
            "outcome": self.outcome,
            "status": self.status,
            "duration_ms": u64::try_from(self.duration.as_millis()).unwrap_or(u64::MAX),
            "key": self.key,
            "replay": self.replay,
        })
        .to_string()
    }
}

/// Something that happened to the server itself.
pub(super) fn event(now: Wall, what: &str, address: Option<&str>) -> String {
    json!({ "time": time(now), "event": what, "address": address }).to_string()
}

/// That keys and certificate stay as they were, and why.
pub(super) fn not_renewed(now: Wall, why: &str) -> String {
    json!({ "time": time(now), "event": "not_renewed", "why": why }).to_string()
}

/// RFC 3339, in UTC.
fn time(at: Wall) -> Option<String> {
    jiff::Timestamp::from_millisecond(at.0).ok().map(|time| format!("{time:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_one_line_of_json() {
        let line = Line {
            time: Wall(1_790_000_000_123),
            event: "token",
            grant: Some("refresh_token"),
            outcome: "issued",
            status: Some(200),
            duration: Duration::from_micros(12_900),
            key: Some("lin".into()),
            replay: false,
        };
        assert_eq!(
            line.text(),
            r#"{"duration_ms":12,"event":"token","grant":"refresh_token","key":"lin","outcome":"issued","replay":false,"status":200,"time":"2026-09-21T14:13:20.123Z"}"#
        );
    }
}
