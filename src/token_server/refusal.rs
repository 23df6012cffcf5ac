//! The token server's own answers, where there is none of Tower's: JSON with an `error` (RFC 6749, section 5.2), and
//! nothing that was sent.

use std::time::Duration;

use serde_json::json;

use super::reply::Reply;
use crate::base::time::whole_seconds;
use crate::tower::wire::{OUTCOME_HEADER, UNKNOWN};

/// `Retry-After` in seconds, where nothing says when to come back.
const SOON: u64 = 5;

/// Why a request is not answered by Tower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// 404: no such path.
    NotFound,
    /// 405: not by this method, but by these.
    Method(&'static str),
    /// 403: the key is missing or not one of ours.
    Key,
    /// 403: where no key is asked for, it may come from a web page or from another machine.
    Foreign,
    /// 429: too many; more after so long.
    Limited(Duration),
    /// 400: what is wrong with it (`invalid_request`).
    Invalid(&'static str),
    /// 400: a grant other than the two (`unsupported_grant_type`).
    Grant,
    /// 401: another application (`invalid_client`).
    Client,
    /// 413: more than a token form can be.
    TooLong,
    /// 408: it did not come in time.
    Slow,
    /// The HTTP library could not read it, and chose this status: 400, 414, 431.
    Unreadable(u16),
    /// 503: nothing went to Tower.
    NotSent,
    /// 503: nothing went to Tower, because more is under way than is kept track of.
    Busy,
    /// 504: it went to Tower, and no answer came back.
    Unknown,
}

impl Refusal {
    /// The HTTP status.
    pub(super) fn status(self) -> u16 {
        match self {
            Self::Invalid(_) | Self::Grant => 400,
            Self::Client => 401,
            Self::Key | Self::Foreign => 403,
            Self::NotFound => 404,
            Self::Method(_) => 405,
            Self::Slow => 408,
            Self::TooLong => 413,
            Self::Limited(_) => 429,
            Self::NotSent | Self::Busy => 503,
            Self::Unknown => 504,
            Self::Unreadable(status) => status,
        }
    }

    /// The word of the JSON. Where RFC 6749 or RFC 8628 has one that fits, it is that.
    fn error(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Method(_) => "method_not_allowed",
            Self::Key | Self::Foreign => "access_denied",
            Self::Limited(_) => "slow_down",
            Self::Invalid(_) | Self::TooLong | Self::Slow | Self::Unreadable(_) => "invalid_request",
            Self::Grant => "unsupported_grant_type",
            Self::Client => "invalid_client",
            Self::NotSent | Self::Busy | Self::Unknown => "temporarily_unavailable",
        }
    }

    fn description(self) -> &'static str {
        match self {
            Self::NotFound => "This is a token server: POST /oauth/token, POST /oauth/revoke, GET /healthz.",
            Self::Method(_) => "Another method is needed here; see the Allow header.",
            Self::Key => "The X-Tower-Broker-Key header is missing or not one of this server's keys.",
            Self::Foreign => {
                "Without keys this serves programs on this machine: Host names it, and no page asks."
            }
            Self::Limited(_) => "Too many requests; wait as long as Retry-After says.",
            Self::Invalid(why) => why,
            Self::Grant => "grant_type must be authorization_code or refresh_token.",
            Self::Client => "client_id is not the application of this token server.",
            Self::TooLong => "The form is longer than 8 KiB.",
            Self::Slow => "The request did not come in time.",
            Self::Unreadable(414 | 431) => "The address or the headers are too long.",
            Self::Unreadable(_) => "This is not an HTTP/1.1 request.",
            Self::NotSent => "Tower cannot be reached; nothing was sent.",
            Self::Busy => "Too much is under way; nothing was sent.",
            Self::Unknown => "Tower was asked and did not answer; it may have acted.",
        }
    }

    /// The word for the log.
    pub(super) fn outcome(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Busy => "busy",
            Self::Unknown => "unknown",
            Self::Foreign => "foreign",
            Self::Slow => "too_slow",
            Self::TooLong => "too_long",
            _ => self.error(),
        }
    }

    /// The whole answer.
    pub(super) fn reply(self) -> Reply {
        let body = json!({ "error": self.error(), "error_description": self.description() });
        let mut headers = vec![("content-type", "application/json; charset=utf-8".to_owned())];
        match self {
            Self::Limited(wait) => headers.push(("retry-after", whole_seconds(wait).max(1).to_string())),
            Self::NotSent | Self::Busy => headers.push(("retry-after", SOON.to_string())),
            Self::Unknown => headers.push((OUTCOME_HEADER, UNKNOWN.to_owned())),
            Self::Method(allowed) => headers.push(("allow", allowed.to_owned())),
            _ => {}
        }
        Reply::new(self.status(), headers, body.to_string().into_bytes())
    }
}
