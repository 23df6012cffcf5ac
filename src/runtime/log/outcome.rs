//! The outcome of a request, for the log.

use std::fmt;

use crate::tower::failure::Cause;
use crate::tower::wire::{Answer, TransportError};

/// The outcome of a request, without any of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Came {
    /// An answer with this status; how many seconds it asks to wait, where it does.
    Status(u16, Option<u64>),
    /// Nothing was sent, for this reason.
    NotSent(&'static str),
    /// No whole answer came, for this reason.
    NoAnswer(&'static str),
    /// An answer came that is longer than what is read.
    TooLong,
    /// Nothing was sent, for want of the application's secret.
    NoSecret,
}

impl Came {
    pub(in crate::runtime) fn of(result: &Result<Answer, TransportError>) -> Self {
        match result {
            Ok(answer) => {
                let wait = answer.retry_after.as_deref().and_then(|wait| wait.trim().parse().ok());
                Self::Status(answer.status, wait)
            }
            Err(TransportError::NotSent(why)) => Self::NotSent(cause(why)),
            Err(TransportError::Unanswered(why)) => Self::NoAnswer(cause(why)),
            Err(TransportError::TooLong) => Self::TooLong,
            Err(TransportError::NoSecret(_)) => Self::NoSecret,
        }
    }

    /// Whether it is a success.
    pub(super) fn is_good(self) -> bool {
        matches!(self, Self::Status(200..=299, _))
    }
}

fn cause(why: &str) -> &'static str {
    match Cause::of(why) {
        Cause::Refused => "refused",
        Cause::TimedOut => "timed out",
        Cause::NoName => "no such name",
        Cause::NoRoute => "no route",
        Cause::Reset => "broken off",
        Cause::CutShort => "cut short",
        Cause::NotHttp => "no HTTP",
        Cause::Garbled => "garbled",
        Cause::NoTls => "no TLS",
        Cause::Certificate => "certificate",
        Cause::OtherName => "certificate for another name",
        Cause::Expired => "certificate expired",
        Cause::NoRoots => "no trusted certificates",
        Cause::Exhausted(_) => "this machine is at its limits",
        Cause::ProxyPassword => "proxy wants a password",
        Cause::NoProxy(_) => "no address of a proxy",
        Cause::Proxy(_) => "proxy",
        Cause::ProxyAway(_) => "proxy not reached",
        Cause::Other(_) => "another reason",
    }
}

impl fmt::Display for Came {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status, None) => write!(f, "{status}"),
            Self::Status(status, Some(wait)) => write!(f, "{status}, retry after {wait} s"),
            Self::NotSent(why) => write!(f, "not sent ({why})"),
            Self::NoAnswer(why) => write!(f, "no answer ({why})"),
            Self::TooLong => f.write_str("answer too long"),
            Self::NoSecret => f.write_str("not sent (no secret)"),
        }
    }
}
