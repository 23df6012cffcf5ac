//! What comes back over the wire, before anyone judges it.

/// The request header with which a token server knows its clients: `Authorization` is taken by the old token.
pub const KEY_HEADER: &str = "x-tower-broker-key";

/// The header of a token server's 504 that says whether Tower may have acted.
pub const OUTCOME_HEADER: &str = "x-tower-broker-outcome";

/// What stands in [`OUTCOME_HEADER`] where the request went out and no answer came back.
pub const UNKNOWN: &str = "unknown";

/// An answer as it came: the parts of it that mean something to this program.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The `WWW-Authenticate` header.
    pub www_authenticate: Option<String>,
    /// The `Retry-After` header: seconds or a date (RFC 9110, 10.2.3).
    pub retry_after: Option<String>,
    /// The `Date` header: the server's clock.
    pub date: Option<String>,
    /// The `X-Tower-Broker-Outcome` header says `unknown`: a token server asked Tower and heard nothing back.
    pub outcome_unknown: bool,
    /// The host that a `Location` header names. Redirects are never followed.
    pub location_host: Option<String>,
    /// The body, cut at the client's bound.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Answer {
    // The body may hold a token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}

/// Why no whole answer came. The text is for the person's message log; no address with a query is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// Not a byte of the request left this machine: no such name, connection refused, bad certificate.
    NotSent(String),
    /// The request may have arrived: no answer in time, a reset, or an answer that was cut short.
    Unanswered(String),
    /// An answer came that is longer than what is read of one.
    TooLong,
    /// Nothing was sent, for want of the application's secret.
    NoSecret(NoSecret),
}

/// Why the command that prints the application's secret gave none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSecret {
    /// It could not be started; what the system said.
    NotStarted(String),
    /// It ended with an error; its exit code, if it had one.
    Failed(Option<i32>),
    /// It took too long.
    TimedOut,
    /// No line of it has something in it, or it is no text.
    Empty,
}
