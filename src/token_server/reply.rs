//! An answer on its way to a client.

use zeroize::Zeroizing;

use crate::tower::verdict::{Asked, Verdict, judge};
use crate::tower::wire::Answer;

/// An answer on its way to a client. Its body is wiped from memory when the last owner drops it.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Reply {
    // The body may hold a token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reply({}, {} bytes)", self.status, self.body.len())
    }
}

impl Reply {
    /// What comes from here is kept by no cache (RFC 6749, section 5.1).
    pub(super) fn new(status: u16, mut headers: Vec<(&'static str, String)>, body: Vec<u8>) -> Self {
        headers.push(("cache-control", "no-store".to_owned()));
        headers.push(("pragma", "no-cache".to_owned()));
        Self { status, headers, body: Zeroizing::new(body) }
    }

    /// That all is well here; says nothing of Tower.
    pub(super) fn healthy() -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self::new(200, headers, br#"{"status":"ok"}"#.to_vec())
    }

    /// Tower's answer as it came: status, body, and the headers a client judges it by. Of a redirect only its
    /// host is known here, and only that is passed on.
    pub(super) fn of(answer: Answer) -> Self {
        let location = answer.location_host.map(|host| format!("//{host}/"));
        let headers = [
            ("content-type", answer.content_type),
            ("www-authenticate", answer.www_authenticate),
            ("retry-after", answer.retry_after),
            ("date", answer.date),
            ("location", location),
        ];
        let headers = headers.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        Self::new(answer.status, headers, answer.body)
    }
}

/// What Tower's answer means for the log, and whether it is worth giving again: only one with a token is, since
/// only that can no longer be had by asking Tower.
pub(super) fn meaning(answer: &Answer, asked: Asked, now: i64) -> (&'static str, bool) {
    match judge(Ok(answer), asked, now) {
        Verdict::Granted(_) => ("issued", true),
        Verdict::TwoStep => ("otp_required", false),
        Verdict::InvalidGrant => ("invalid_grant", false),
        Verdict::LostRace => ("invalid_request", false),
        Verdict::Misconfigured(_) => ("refused", false),
        Verdict::Transient { .. } => ("unavailable", false),
        Verdict::Ambiguous => ("garbled", false),
        Verdict::WithoutHeader => ("invalid_token", false),
    }
}

/// What Tower's answer to a revocation means for the log (RFC 7009, section 2.2: the status says it).
pub(super) fn meaning_of_revocation(answer: &Answer, now: i64) -> &'static str {
    if (200..300).contains(&answer.status) { "revoked" } else { meaning(answer, Asked::Code, now).0 }
}
