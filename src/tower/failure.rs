//! Why a call brought nothing, told apart by what the program and the person can do next.

use std::time::Duration;
use strum::IntoStaticStr;

use super::verdict::retry_after;
use super::wire::{Answer, TransportError};
use crate::base::text::SafeText;

/// Why a call of the API brought no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// 401: Tower did not take the token.
    Unauthorized,
    /// 403: the account has no access to this. Never a reason to sign out.
    Forbidden,
    /// 404 on something particular: it is gone, or was never there.
    Gone,
    /// 404 on what every account has: the app's scopes or the team's plan do not let it in.
    AppNotAllowed,
    /// 429: asked too often.
    Limited {
        /// How long Tower asks us to wait, where it says so.
        retry_after: Option<Duration>,
    },
    /// Tower failed (5xx) or refused in another way.
    Refused {
        /// The HTTP status.
        status: u16,
        /// How long it asks us to wait, where it says so.
        retry_after: Option<Duration>,
    },
    /// No connection, so nothing was sent.
    Unreachable(SafeText),
    /// Sent, but no whole answer came.
    NoAnswer(SafeText),
    /// An answer longer than what is read of one: asked again, it would be as long.
    TooLong,
    /// An answer that is not what the API's document describes.
    Unreadable(Unreadable),
    /// A redirect to this host; never followed.
    Redirected(Option<SafeText>),
    /// There is no token to ask with: the session is over or its renewal is not getting through.
    NoToken,
}

/// What an answer that cannot be read looked like. The body itself is never kept.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Unreadable {
    /// A web page, such as a proxy's or a hotel's sign-in page.
    WebPage,
    /// Something else; where the reading stopped.
    NotTheFormat {
        /// Line and column in the body.
        at: (usize, usize),
    },
}

/// Whether an answer is a web page.
fn is_page(answer: &Answer) -> bool {
    let html = answer.content_type.as_deref().is_some_and(|kind| kind.contains("html"));
    let body = answer.body.trim_ascii_start();
    body.first() == Some(&b'<') || html && !body.is_empty()
}

/// The kind of error, read from the text that an operating system or a library gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause<'a> {
    /// Nobody listens at the address.
    Refused,
    /// The connection timed out.
    TimedOut,
    /// The name has no address.
    NoName,
    /// There is no way to the address.
    NoRoute,
    /// The connection broke off before an answer.
    Reset,
    /// The answer broke off.
    CutShort,
    /// What answered does not speak HTTP.
    NotHttp,
    /// The compressed body could not be decompressed.
    Garbled,
    /// The TLS handshake failed.
    NoTls,
    /// The certificate of the server is not trusted.
    Certificate,
    /// Its certificate is for another name.
    OtherName,
    /// Its certificate is too old, or not valid yet.
    Expired,
    /// This machine knows no certificate to trust.
    NoRoots,
    /// This machine gives the program no further descriptor, thread or memory.
    Exhausted(&'a str),
    /// A proxy wants a name and a password (407).
    ProxyPassword,
    /// A proxy refuses, for this reason.
    Proxy(&'a str),
    /// A proxy cannot be reached, for this reason.
    ProxyAway(&'a str),
    /// This variable names a proxy by what is no address.
    NoProxy(&'a str),
    /// Anything else, in the words it came in.
    Other(&'a str),
}

/// How the text of an error begins that is a proxy's.
pub const PROXY: &str = "proxy: ";

/// How the text begins of a proxy that has no address, before the variable that names it.
pub const NO_PROXY: &str = "no proxy: ";

/// The text of an answer that ends before its end.
const CUT_SHORT: &str = "end of file before the end of the document";

/// Asked too slowly or too early (RFC 9110, section 15.5.9, and RFC 8470): the same again may succeed.
fn is_early_or_late(status: u16) -> bool {
    matches!(status, 408 | 425)
}

impl<'a> Cause<'a> {
    /// Reads such a text. The numbers tell more than the words, which Windows writes in its own language.
    pub fn of(text: &'a str) -> Self {
        let words = text.to_lowercase();
        let says = |any: &[&str]| any.iter().any(|part| words.contains(part));
        if let Some(why) = text.strip_prefix(PROXY) {
            return match Self::of(why) {
                _ if says(&["authorization required"]) => Self::ProxyPassword,
                Self::NoName => Self::ProxyAway(why),
                // What a proxy says has no number of this system.
                _ if says(&["(os error ", "timed out"]) => Self::ProxyAway(why),
                _ => Self::Proxy(why),
            };
        }
        if let Some(variable) = text.strip_prefix(NO_PROXY) {
            return Self::NoProxy(variable);
        }
        let number = words.rsplit_once("(os error ").and_then(|(_, rest)| rest.split_once(')'));
        // Of Linux, macOS and Windows, in this order.
        match number.map(|(number, _)| number) {
            Some("111" | "61" | "10061") => Self::Refused,
            Some("110" | "60" | "10060") => Self::TimedOut,
            Some("104" | "54" | "10054" | "32") => Self::Reset,
            Some("11" | "12" | "23" | "24" | "105" | "10024" | "10055") => Self::Exhausted(text),
            Some("101" | "113" | "51" | "65" | "10051" | "10065") => Self::NoRoute,
            Some("11001" | "11004") => Self::NoName,
            _ if says(&["no ca certificates"]) => Self::NoRoots,
            _ if says(&["certificate"]) && says(&["not valid for", "notvalidforname"]) => Self::OtherName,
            _ if says(&["certificate"]) && says(&["expired", "not valid yet", "notvalidyet"]) => {
                Self::Expired
            }
            _ if says(&["certificate"]) => Self::Certificate,
            _ if says(&["fatal alert", "corrupt message", "peer misbehaved", "peer is incompatible"]) => {
                Self::NoTls
            }
            _ if says(&["dns error", "lookup address", "name or service not known", "no such host"]) => {
                Self::NoName
            }
            _ if says(&["refused"]) => Self::Refused,
            _ if says(&["timed out", "timeout"]) => Self::TimedOut,
            _ if says(&["unreachable", "no route"]) => Self::NoRoute,
            _ if says(&["gzip", "deflate", "checksum", "decompress"]) => Self::Garbled,
            _ if says(&["invalid http", "message head", "invalid header", "invalid content-length"]) => {
                Self::NotHttp
            }
            _ if says(&["end of file before", "chunk", "reading a body", "content-length"]) => Self::CutShort,
            _ if says(&[
                "reset",
                "broken pipe",
                "connection closed",
                "unexpected eof",
                "handshake eof",
                "unexpected end of file",
            ]) || says(&["stream error", "go away", "goaway", "connection error", "canceled"]) =>
            {
                Self::Reset
            }
            _ => Self::Other(text),
        }
    }

    /// Whether the network is what failed, and not somebody on it who is not let through or not understood.
    pub fn is_network(self) -> bool {
        match self {
            Self::Refused
            | Self::TimedOut
            | Self::NoName
            | Self::NoRoute
            | Self::Reset
            | Self::CutShort
            | Self::Proxy(_)
            | Self::ProxyAway(_)
            | Self::Other(_) => true,
            Self::NotHttp
            | Self::Garbled
            | Self::NoTls
            | Self::Certificate
            | Self::OtherName
            | Self::Expired
            | Self::NoRoots
            | Self::Exhausted(_)
            | Self::NoProxy(_)
            | Self::ProxyPassword => false,
        }
    }
}

impl Failure {
    pub(super) fn of_status(answer: &Answer, always_exists: bool, now: i64) -> Option<Self> {
        match answer.status {
            200..=299 => None,
            // Unasked, "not modified" leads nowhere.
            300..=303 | 305..=399 => {
                let host = answer.location_host.as_deref().map(|host| SafeText::line(host, SafeText::NAME));
                Some(Self::Redirected(host))
            }
            401 => Some(Self::Unauthorized),
            404 if always_exists => Some(Self::AppNotAllowed),
            404 => Some(Self::Gone),
            // Tower is no proxy: this answer comes from one on the way.
            407 => {
                let why = format!("{PROXY}authorization required");
                Some(Self::Unreachable(SafeText::line(&why, SafeText::NAME)))
            }
            // Of the network on the way, which wants somebody to sign in to it (RFC 6585, section 6).
            511 => Some(Self::Unreadable(Unreadable::WebPage)),
            429 => Some(Self::Limited { retry_after: retry_after(answer, now) }),
            // A filter on the way writes pages. Tower refuses in JSON, or without a word.
            status @ 400..=499 if is_page(answer) && !is_early_or_late(status) => {
                Some(Self::Unreadable(Unreadable::WebPage))
            }
            403 => Some(Self::Forbidden),
            status => Some(Self::Refused { status, retry_after: retry_after(answer, now) }),
        }
    }

    /// Why an answer could not be read.
    pub(super) fn of_body(answer: &Answer, error: &serde_json::Error) -> Self {
        if is_page(answer) {
            Self::Unreadable(Unreadable::WebPage)
        } else if error.is_eof() && !matches!(answer.status, 204 | 205) {
            // Whoever sent it without saying how long it is, and went away.
            Self::NoAnswer(SafeText::line(CUT_SHORT, SafeText::NAME))
        } else {
            Self::Unreadable(Unreadable::NotTheFormat { at: (error.line(), error.column()) })
        }
    }

    /// Whether there was no answer of Tower itself, for whatever reason.
    pub fn is_unheard(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::NoAnswer(_))
    }

    /// What prevented an answer, where it was not Tower.
    pub fn cause(&self) -> Option<Cause<'_>> {
        match self {
            Self::Unreachable(why) | Self::NoAnswer(why) => Some(Cause::of(why.as_str())),
            _ => None,
        }
    }

    /// Whether the network, and not Tower or somebody on the way to it, is what failed.
    pub fn is_offline(&self) -> bool {
        self.cause().is_some_and(Cause::is_network)
    }

    /// How long whoever answered asks us to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Limited { retry_after } | Self::Refused { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether trying the same again later may succeed without anyone changing anything.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::NoAnswer(_) | Self::Limited { .. } => true,
            Self::Refused { status, .. } => is_early_or_late(*status) || *status >= 500,
            Self::Unauthorized
            | Self::Forbidden
            | Self::Gone
            | Self::AppNotAllowed
            | Self::TooLong
            | Self::Unreadable(_)
            | Self::Redirected(_)
            | Self::NoToken => false,
        }
    }
}

impl From<TransportError> for Failure {
    fn from(lost: TransportError) -> Self {
        match lost {
            TransportError::NotSent(why) => Self::Unreachable(SafeText::line(&why, SafeText::NAME)),
            TransportError::NoSecret(_) => Self::NoToken,
            TransportError::Unanswered(why) => Self::NoAnswer(SafeText::line(&why, SafeText::NAME)),
            TransportError::TooLong => Self::TooLong,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u18_what_was_too_slow_or_too_early_is_asked_again_and_what_is_refused_is_not() {
        let transient = |status| {
            let answer = Answer { status, ..Answer::default() };
            Failure::of_status(&answer, false, 0).is_some_and(|failure| failure.is_transient())
        };
        assert!([408, 425, 429, 500, 502, 503, 504, 520].into_iter().all(transient));
        assert!(![400, 401, 403, 404, 409, 410, 422, 451].into_iter().any(transient));
        let network = Answer { status: 511, ..Answer::default() };
        assert_eq!(Failure::of_status(&network, false, 0), Some(Failure::Unreadable(Unreadable::WebPage)));
    }

    #[test]
    fn u42_each_status_names_the_right_party() {
        let page = || Answer {
            content_type: Some("text/html; charset=gbk".into()),
            body: b"<html>".to_vec(),
            ..Answer::default()
        };
        let web_page = || Failure::Unreadable(Unreadable::WebPage);
        for (status, bare, as_a_page) in [
            (302, Failure::Redirected(None), Failure::Redirected(None)),
            (
                304,
                Failure::Refused { status: 304, retry_after: None },
                Failure::Refused { status: 304, retry_after: None },
            ),
            (400, Failure::Refused { status: 400, retry_after: None }, web_page()),
            (403, Failure::Forbidden, web_page()),
            (404, Failure::Gone, Failure::Gone),
            (405, Failure::Refused { status: 405, retry_after: None }, web_page()),
            (
                408,
                Failure::Refused { status: 408, retry_after: None },
                Failure::Refused { status: 408, retry_after: None },
            ),
            (429, Failure::Limited { retry_after: None }, Failure::Limited { retry_after: None }),
            (451, Failure::Refused { status: 451, retry_after: None }, web_page()),
            (
                502,
                Failure::Refused { status: 502, retry_after: None },
                Failure::Refused { status: 502, retry_after: None },
            ),
            (511, web_page(), web_page()),
        ] {
            let of = |answer| Failure::of_status(&Answer { status, ..answer }, false, 0);
            assert_eq!(of(Answer::default()), Some(bare), "{status}");
            assert_eq!(of(page()), Some(as_a_page), "{status} as a page");
        }
    }

    #[test]
    fn u19_a_document_that_ends_before_its_end_is_a_broken_answer_and_asked_for_again() {
        let of = |status, body: &str| {
            let answer = Answer { status, body: body.into(), ..Answer::default() };
            let error = serde_json::from_str::<serde_json::Value>(body).unwrap_err();
            Failure::of_body(&answer, &error)
        };
        for body in ["", r#"{"data": [{"id""#] {
            let failure = of(200, body);
            assert_eq!(failure.cause(), Some(Cause::CutShort), "{body}");
            assert!(failure.is_transient());
        }
        assert!(matches!(of(204, ""), Failure::Unreadable(Unreadable::NotTheFormat { .. })));
        assert!(matches!(of(200, "[1 2]"), Failure::Unreadable(Unreadable::NotTheFormat { .. })));
        assert_eq!(of(200, "<html"), Failure::Unreadable(Unreadable::WebPage));
    }

    #[test]
    fn the_causes_the_network_really_gives_are_known() {
        for (text, cause) in [
            ("Connection refused (os error 111)", Cause::Refused),
            ("由于目标计算机积极拒绝，无法连接。 (os error 10061)", Cause::Refused),
            ("timed out", Cause::TimedOut),
            ("failed to lookup address information: Name or service not known", Cause::NoName),
            ("Network is unreachable (os error 101)", Cause::NoRoute),
            ("Connection reset by peer (os error 104)", Cause::Reset),
            ("connection closed before message completed", Cause::Reset),
            ("invalid peer certificate: UnknownIssuer", Cause::Certificate),
            ("invalid peer certificate: certificate not valid for name \"localhost\"", Cause::OtherName),
            ("invalid peer certificate: NotValidForName", Cause::OtherName),
            ("invalid peer certificate: certificate expired: verification time 1", Cause::Expired),
            ("unexpected error: No CA certificates were loaded from the system", Cause::NoRoots),
            ("received corrupt message of type InvalidContentType", Cause::NoTls),
            ("received fatal alert: HandshakeFailure", Cause::NoTls),
            ("unexpected EOF during chunk size line", Cause::CutShort),
            ("end of file before message length reached", Cause::CutShort),
            ("invalid HTTP version parsed", Cause::NotHttp),
            ("Invalid gzip header", Cause::Garbled),
            ("corrupt deflate stream", Cause::Garbled),
            ("http2 error: connection error received: not a result of an error", Cause::Reset),
            ("no proxy: HTTPS_PROXY", Cause::NoProxy("HTTPS_PROXY")),
            ("proxy: proxy authorization required", Cause::ProxyPassword),
            (
                "proxy: Connection refused (os error 111)",
                Cause::ProxyAway("Connection refused (os error 111)"),
            ),
            ("proxy: timed out", Cause::ProxyAway("timed out")),
            (
                "proxy: failed to lookup address information: Name does not resolve",
                Cause::ProxyAway("failed to lookup address information: Name does not resolve"),
            ),
            ("proxy: unsuccessful", Cause::Proxy("unsuccessful")),
            ("proxy: host unreachable", Cause::Proxy("host unreachable")),
            ("tls handshake eof", Cause::Reset),
            ("invalid content-length parsed", Cause::NotHttp),
            ("something else", Cause::Other("something else")),
        ] {
            assert_eq!(Cause::of(text), cause, "{text}");
        }
    }
}
