//! The phases of a session and what each of them knows.

use std::time::Duration;

use crate::base::request::RequestId;
use crate::base::secret::Secret;
use crate::base::text::SafeText;
use crate::base::time::{Deadline, Now};
use crate::tower::captcha::Captcha;
use crate::tower::pasted::Code;
use crate::tower::verdict::{Misconfigured, Transient};

/// Where a session stands. What a phase needs is in it and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The session file has not been read yet.
    Boot,
    /// No token.
    SignedOut {
        /// Why there is none.
        reason: SignOut,
        /// What went wrong with the last try to sign in.
        trouble: Option<Trouble>,
    },
    /// A pasted code is being exchanged for a token.
    Exchanging {
        /// The exchange under way.
        request: RequestId,
        /// The code sent.
        code: Code,
        /// The two-step code sent with it.
        captcha: Option<Captcha>,
        /// How many two-step codes Tower has not taken before.
        refused: u32,
        /// When it was sent, on the monotonic clock.
        since: Duration,
        /// Why there was no token before it.
        reason: SignOut,
    },
    /// Tower has sent the person a two-step code; the first one is kept.
    TwoStep {
        /// Goes again with the two-step code.
        code: Code,
        /// How many two-step codes Tower has not taken.
        refused: u32,
        /// Why there was no token before it.
        reason: SignOut,
    },
    /// Signed in.
    Live(Live),
}

/// A session that holds a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// The token in use.
    pub token: Token,
    /// Who signed in, once Tower has said.
    pub email: Option<SafeText>,
    /// What is being done about its end.
    pub renewal: Renewal,
    /// The newest token could not be stored: it lives in this window only.
    pub unsaved: Option<SaveFault>,
    /// When the last token came, on the monotonic clock; none for one read from the file.
    pub renewed: Option<Duration>,
}

/// A pair of tokens as Tower gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Counts the pairs of one login, so that a refusal can be laid at the right token's door.
    pub generation: u64,
    /// Goes with every call.
    pub access: Secret,
    /// Buys the next pair.
    pub refresh: Option<Secret>,
    /// How long it was given for; none when Tower did not say.
    pub lifetime: Option<Duration>,
    /// When it ends; none when Tower did not say.
    pub ends: Option<Deadline>,
}

impl Token {
    /// What is left of it; none when its end is not known.
    pub fn left(&self, now: Now) -> Option<Duration> {
        self.ends.map(|ends| ends.left(now))
    }

    /// Whether it has ended for certain.
    pub fn is_over(&self, now: Now) -> bool {
        self.left(now) == Some(Duration::ZERO)
    }
}

/// What is being done about a token's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// Nothing; it is renewed when it is due.
    Idle,
    /// A new token has been asked for.
    Asked {
        /// The request under way.
        request: RequestId,
        /// Whether this is the second try after an answer that decided nothing.
        again: bool,
        /// How many tries before this one did not get through.
        failures: u32,
    },
    /// A new token has come and is on its way to the disk; until it is there nobody uses it.
    Saving,
    /// The last try did not get through; another follows.
    Waiting {
        /// When, on the monotonic clock.
        until: Duration,
        /// How many tries have failed in a row.
        failures: u32,
        /// What stood in the way of the last.
        why: Delay,
    },
    /// Tower does not take this application. Only a person can mend that.
    Blocked(Misconfigured),
}

/// Why a renewal has to be tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delay {
    /// Something that may pass.
    Passing(Transient),
    /// What Tower said is lost.
    Unanswered,
    /// What Tower said settles nothing.
    Undecided,
}

/// Why there is no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignOut {
    /// Nobody has signed in on this machine.
    Never,
    /// Tower does not take the refresh token any more.
    EndedByServer,
    /// Tower ended it well before its time: a login somewhere else took its place.
    Replaced,
    /// Tower answered a renewal for another account.
    OtherAccount {
        /// That account.
        email: SafeText,
    },
    /// The token ended and Tower had given nothing to renew it with.
    NotRenewable,
    /// There is a session file, and it cannot be used.
    StoreUnusable(StoreFault),
}

/// Why a session file cannot be used. It is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreFault {
    /// It could not be read.
    Unreadable {
        /// Where it is.
        path: String,
        /// What the system said.
        why: String,
    },
    /// It is not a session file, or a part of one.
    Damaged {
        /// Where it is.
        path: String,
    },
    /// A newer version of this program wrote it.
    Newer {
        /// Where it is.
        path: String,
        /// The format it has.
        format: u64,
    },
}

/// Why a session could not be written to its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveFault {
    /// What the system said.
    pub why: String,
}

/// What went wrong with a try to sign in, and so what the person does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The code is used, too old, or another application's.
    CodeNotTaken,
    /// Nothing was sent: the same code can be tried again.
    NotSent,
    /// It was sent and the answer was lost. Codes work once, so a new one is needed.
    AnswerLost,
    /// Tower does not take the application.
    Misconfigured(Misconfigured),
    /// Tower could not answer just now: the same code can be tried again.
    Passing(Transient),
}
