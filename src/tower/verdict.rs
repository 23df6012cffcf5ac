//! What an answer of the token endpoint means for the session.

use std::borrow::Cow;
use std::time::Duration;
use strum::IntoStaticStr;

use jiff::fmt::rfc2822::DateTimeParser;
use serde_json::{Map, Value};

use super::error_word::ErrorWord;
use super::json_api::json;
use super::wire::{Answer, NoSecret, TransportError};
use crate::base::secret::Secret;
use crate::base::text::SafeText;

/// The longest answer of the token endpoint that is read, in bytes; a longer one counts as cut off.
pub const MOST_BODY: usize = 1024 * 1024;

/// The status with which a token server says that Tower did not answer it.
const GATEWAY_TIMEOUT: u16 = 504;
const MOST_TOKEN: usize = 8192;
const MOST_EMAIL: usize = 254;
const MOST_WAIT: Duration = Duration::from_secs(600);
const LONGEST_LIFE: u64 = 366 * 24 * 60 * 60;
const WAIT_FOR_SERVICE: Duration = Duration::from_secs(60);

/// What the token endpoint was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A token for an authorization code.
    Code,
    /// A new token for a refresh token.
    Refresh,
}

/// A new token (RFC 6749 section 5.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The access token: 1 to 8192 printable ASCII characters.
    pub access: Secret,
    /// The next refresh token; without one the old stays good.
    pub refresh: Option<Secret>,
    /// Seconds of life left when the answer was made; `None` where Tower does not say, or not sensibly.
    pub expires_in: Option<u64>,
    /// Whatever Tower sent as the time of birth: not a basis for computing, and not yet safe to draw.
    pub created_at: Option<Value>,
    /// The account.
    pub email: Option<SafeText>,
}

/// What an answer means. Only [`InvalidGrant`](Self::InvalidGrant) can end a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A new token.
    Granted(Issued),
    /// Two-step login: Tower has sent the person digits; the same request goes again with them.
    TwoStep,
    /// The code or the refresh token is used, expired, revoked, or another app's.
    InvalidGrant,
    /// `invalid_request` on a refresh: an old Doorkeeper says so to the later of two at once.
    LostRace,
    /// Nothing will change until the person changes the settings.
    Misconfigured(Misconfigured),
    /// It may work later.
    Transient {
        /// What went wrong.
        why: Transient,
        /// How long the server asks to wait, at most ten minutes.
        retry_after: Option<Duration>,
    },
    /// The server may have acted on the request, but what it said is lost.
    Ambiguous,
    /// The expired bearer sent along was refused, not the refresh token: once more without it.
    WithoutHeader,
}

/// What is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Misconfigured {
    /// Tower refuses this app or its request, such as `invalid_client`.
    Refused(ErrorWord),
    /// A `token_type` other than `bearer`, which must not be used (RFC 6749 section 7.1).
    #[strum(serialize = "another type of token")]
    TokenType(ErrorWord),
    /// A redirect to this host; never followed.
    Redirected(Option<SafeText>),
}

/// What may pass.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Transient {
    /// Nothing was sent; the HTTP client's reason.
    NotSent(SafeText),
    /// Nothing was sent: the command that prints the application's secret gave none.
    NoSecret(NoSecret),
    /// The server says that it is busy or broken, such as `temporarily_unavailable`.
    Busy(ErrorWord),
    /// A word without a known meaning: to be counted, since it will not pass if it keeps coming.
    #[strum(serialize = "an unknown word")]
    Unknown(ErrorWord),
    /// A status such as 429 or 503, and no word.
    Status(u16),
    /// 404, 405 or 410: there is no token service at that address.
    NoTokenService,
    /// Success without an access token that could be used.
    NoToken,
    /// A web page or the like in place of Tower's answer, with this status: a captive portal, a proxy.
    WebPage(u16),
}

/// What `result` means; `now` is Unix time in seconds, for a `Retry-After` date without a `Date`.
///
/// The status comes last: Doorkeeper before 5.1 answers 401 to every fault, and Tower answers 200
/// where two-step login is needed.
pub fn judge(result: Result<&Answer, &TransportError>, asked: Asked, now: i64) -> Verdict {
    let answer = match result {
        Ok(answer) if answer.body.len() <= MOST_BODY => answer,
        Err(TransportError::NotSent(reason)) => {
            let why = Transient::NotSent(SafeText::line(reason, SafeText::TITLE));
            return Verdict::Transient { why, retry_after: None };
        }
        Err(TransportError::NoSecret(why)) => {
            return Verdict::Transient { why: Transient::NoSecret(why.clone()), retry_after: None };
        }
        Ok(_) | Err(TransportError::Unanswered(_) | TransportError::TooLong) => return Verdict::Ambiguous,
    };
    if answer.status == GATEWAY_TIMEOUT && answer.outcome_unknown {
        return Verdict::Ambiguous;
    }
    let json = parsed(&answer.body);
    if let Some(word) = json.as_ref().and_then(error) {
        return by_word(&word, answer, asked, now);
    }
    match json {
        Some(json) if is_success(answer) => granted(&json, answer, now),
        json => match answer.www_authenticate.as_deref().and_then(challenge) {
            Some("invalid_token") if asked == Asked::Refresh => Verdict::WithoutHeader,
            Some(word) => by_word(word, answer, asked, now),
            None => by_status(answer, json.is_some(), now),
        },
    }
}

fn is_success(answer: &Answer) -> bool {
    (200..300).contains(&answer.status)
}

/// Whether Tower does not take the application or its secret. It looks at those first, so nothing is spent then.
pub fn refuses_client(answer: &Answer) -> bool {
    parsed(&answer.body).as_ref().and_then(error).is_some_and(|word| word == "invalid_client")
}

/// A body as JSON. Tower's document prints its two-step answer with a comma too many.
fn parsed(body: &[u8]) -> Option<Value> {
    json::value(body).ok()
}

fn error(json: &Value) -> Option<Cow<'_, str>> {
    let error = json.get("error").filter(|error| !error.is_null() && **error != Value::Bool(false))?;
    let word = error.as_str().map_or_else(|| Cow::Owned(error.to_string()), Cow::Borrowed);
    // Nothing could be said of one that is in no word's letters.
    Some(word).filter(|word| !ErrorWord::new(word).as_str().is_empty())
}

fn by_word(word: &str, answer: &Answer, asked: Asked, now: i64) -> Verdict {
    let shown = ErrorWord::new(word);
    match word {
        "otp_required" => Verdict::TwoStep,
        "invalid_grant" => Verdict::InvalidGrant,
        "invalid_request" if asked == Asked::Refresh => Verdict::LostRace,
        "invalid_request"
        | "invalid_client"
        | "unauthorized_client"
        | "unsupported_grant_type"
        | "invalid_scope"
        | "invalid_redirect_uri"
        | "access_denied" => Verdict::Misconfigured(Misconfigured::Refused(shown)),
        "server_error" | "temporarily_unavailable" | "slow_down" | "rate_limited" => {
            transient(Transient::Busy(shown), answer, now)
        }
        _ => {
            // Rails words its own error pages, so an unknown word leaves it to a status that says enough.
            let why = passing(answer.status, Transient::Busy(shown.clone()));
            transient(why.unwrap_or(Transient::Unknown(shown)), answer, now)
        }
    }
}

fn by_status(answer: &Answer, is_json: bool, now: i64) -> Verdict {
    let status = answer.status;
    if (300..400).contains(&status) {
        let host = answer.location_host.as_deref().map(|host| SafeText::line(host, SafeText::NAME));
        return Verdict::Misconfigured(Misconfigured::Redirected(host));
    }
    if is_success(answer) && is_cut_off(&answer.body) {
        return Verdict::Ambiguous;
    }
    let is_page = !is_json && !answer.body.trim_ascii().is_empty();
    // Of the network on the way, which wants somebody to sign in to it (RFC 6585, section 6).
    let otherwise =
        if is_page || status == 511 { Transient::WebPage(status) } else { Transient::Status(status) };
    transient(passing(status, Transient::Status(status)).unwrap_or(otherwise), answer, now)
}

/// What a status says on its own: `busy` if it asks for another try, or that nobody is there.
fn passing(status: u16, busy: Transient) -> Option<Transient> {
    match status {
        408 | 425 | 429 | 500..=510 | 512..=599 => Some(busy),
        404 | 405 | 410 => Some(Transient::NoTokenService),
        _ => None,
    }
}

fn transient(why: Transient, answer: &Answer, now: i64) -> Verdict {
    let usual = (why == Transient::NoTokenService).then_some(WAIT_FOR_SERVICE);
    Verdict::Transient { why, retry_after: retry_after(answer, now).or(usual) }
}

/// Seconds or a date (RFC 9110 section 10.2.3). A date is set against the server's own clock.
pub(super) fn retry_after(answer: &Answer, now: i64) -> Option<Duration> {
    let value = answer.retry_after.as_deref()?.trim();
    let wait = match value.parse::<f64>() {
        // Some write a fraction.
        Ok(seconds) if seconds >= 0.0 => Duration::try_from_secs_f64(seconds.ceil()).unwrap_or(MOST_WAIT),
        Ok(_) => return None,
        Err(_) => {
            let server_now = server_time(answer).unwrap_or(now);
            let seconds = unix_time(value)?.saturating_sub(server_now);
            Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
        }
    };
    Some(wait.min(MOST_WAIT))
}

/// The server's clock when it answered, in seconds since 1970.
pub fn server_time(answer: &Answer) -> Option<i64> {
    answer.date.as_deref().and_then(unix_time)
}

fn unix_time(http_date: &str) -> Option<i64> {
    DateTimeParser::new().parse_timestamp(http_date).ok().map(jiff::Timestamp::as_second)
}

fn granted(json: &Value, answer: &Answer, now: i64) -> Verdict {
    let empty = Map::new();
    let members = json.as_object().unwrap_or(&empty);
    let member = |name| members.get(name).filter(|value| !value.is_null());
    if let Some(kind) = member("token_type") {
        let kind = kind.as_str().unwrap_or_default();
        if !kind.eq_ignore_ascii_case("bearer") {
            return Verdict::Misconfigured(Misconfigured::TokenType(ErrorWord::new(kind)));
        }
    }
    let Some(access) = member("access_token").and_then(token) else {
        return transient(Transient::NoToken, answer, now);
    };
    let email = member("email").and_then(Value::as_str).map(|email| SafeText::line(email, MOST_EMAIL));
    Verdict::Granted(Issued {
        access,
        refresh: member("refresh_token").and_then(token),
        expires_in: member("expires_in").and_then(seconds),
        created_at: member("created_at").cloned(),
        email: email.filter(|email| !email.is_empty()),
    })
}

/// `1*VSCHAR` (RFC 6749 appendixes A.12 and A.17).
fn token(value: &Value) -> Option<Secret> {
    let text = value.as_str()?;
    let is_token =
        (1..=MOST_TOKEN).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    is_token.then(|| Secret::new(text))
}

/// `7199`, `7199.0` or `"7199"`; what is negative has no time left, what is over a year is no time.
fn seconds(value: &Value) -> Option<u64> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    if seconds < 0.0 {
        return Some(0);
    }
    let life = Duration::try_from_secs_f64(seconds).ok()?.as_secs();
    Some(life).filter(|&life| life <= LONGEST_LIFE)
}

/// The `error` of a Bearer challenge (RFC 6750 section 3).
fn challenge(header: &str) -> Option<&str> {
    let (scheme, mut rest) = header.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, next) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(',').unwrap_or((after, "")),
        };
        if name.trim_matches([' ', ',']).eq_ignore_ascii_case("error") {
            return Some(value.trim()).filter(|word| !word.is_empty());
        }
        rest = next;
    }
}

/// Whether a body that is no JSON may be the rest of a token answer: empty, begun, or garbled.
fn is_cut_off(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    let is_page = start.starts_with(b"<");
    start.is_empty() || start.starts_with(b"{") || (!is_page && std::str::from_utf8(body).is_err())
}

#[cfg(test)]
mod tests;
