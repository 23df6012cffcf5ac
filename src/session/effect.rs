//! What a session wants done. Plain data, complete in itself: whoever runs it needs no settings.

use super::stored::{Mark, Stored, Version};
use crate::base::request::RequestId;
use crate::base::secret::Secret;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use strum::IntoStaticStr;

/// Work for the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Post a form to the token endpoint, once, and report what came back.
    AskToken(TokenRequest),
    /// Make a call of the API and report its reply.
    Send(ApiRequest),
    /// Revoke these tokens at Tower. Nobody waits for the answer.
    Revoke(Vec<TokenRequest>),
    /// Work on the session file of this profile, in the order it is asked for.
    File {
        /// Names the file.
        profile: String,
        /// What is to be done.
        work: FileWork,
    },
}

/// Work on the session file and its lock. All but [`DropLock`](Self::DropLock) is reported.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum FileWork {
    /// Read it, and from now on report when it changes.
    Read,
    /// Take its lock, however long that takes, then read it: `Fact::Locked`.
    TakeLock,
    /// Let go of the lock, or stop waiting for it.
    DropLock,
    /// Write it; it is on the disk when that is reported: `Fact::Saved`.
    Save {
        /// Its new content.
        stored: Box<Stored>,
        /// What it may replace.
        instead: Instead,
    },
    /// Read it up to four times within a tenth of a second, until it holds something else than this:
    /// `Fact::Reread`.
    #[strum(serialize = "read again")]
    Reread(Version),
    /// Remove it while it holds what this covers, whatever else there is stays; and leave this behind:
    /// `Fact::Removed`. Under the lock if that can be had soon.
    Remove(Mark),
}

/// What a write may replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Anything: a person has just signed in. Under the lock if that can be had in ten seconds.
    Anything,
    /// Exactly this, or no file at all. Anything else in the file is newer, and stays.
    Exactly(Option<Version>),
}

/// A post to the token endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    /// Which request.
    pub request: RequestId,
    /// The token endpoint.
    pub url: String,
    /// The fields of the form.
    pub form: Vec<(&'static str, Secret)>,
    /// The command that prints the `client_secret` which the form lacks.
    pub secret_command: Option<Vec<String>>,
    /// The access token being replaced, for the `Authorization` header.
    pub bearer: Option<Secret>,
    /// The key to a token server, for the `X-Tower-Broker-Key` header; none where the request goes to Tower.
    pub token_key: Option<Secret>,
}

/// A call of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    /// Which request.
    pub request: RequestId,
    /// The address without its query.
    pub url: String,
    /// Goes in the `Authorization` header.
    pub access: Secret,
    /// What is asked, and how its answer is read.
    pub call: Call,
    /// Tower has refused it once, with an older token.
    pub again: bool,
}

/// The outcome of a fact: work for the runtime, and calls that are settled.
#[derive(Debug, Default, PartialEq, Eq)]
#[must_use = "effects that are not run never happen"]
pub struct Outcome {
    /// Work for the runtime, in order.
    pub effects: Vec<Effect>,
    /// Calls that are over, with their results.
    pub settled: Vec<(RequestId, Result<Reply, Failure>)>,
}

impl Outcome {
    pub(super) fn of(effect: Effect) -> Self {
        Self { effects: vec![effect], settled: Vec::new() }
    }

    pub(super) fn settled(request: RequestId, result: Result<Reply, Failure>) -> Self {
        Self { effects: Vec::new(), settled: vec![(request, result)] }
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        self.effects.extend(other.effects);
        self.settled.extend(other.settled);
        self
    }
}
