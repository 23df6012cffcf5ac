//! The phases of a session and what each of them knows.

use std::time::Duration;
use strum::IntoStaticStr;

use super::effect::Instead;
use super::fault::{SaveFault, SignOut, Trouble};
use super::stored::Version;
use crate::base::request::RequestId;
use crate::base::secret::Secret;
use crate::base::text::SafeText;
use crate::base::time::{Deadline, Now, Wall};
use crate::tower::captcha::Captcha;
use crate::tower::pasted::Code;
use crate::tower::verdict::{Issued, Misconfigured, Transient};

/// Where a session stands. What a phase needs is in it and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one of it, and it is mostly the large one")]
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
    /// The login the token belongs to.
    pub login_id: String,
    /// The token in use.
    pub token: Token,
    /// The callback that the code was asked with: a renewal repeats it, whatever the settings say by now.
    pub(super) redirect_uri: String,
    /// Who signed in, once Tower has said.
    pub email: Option<SafeText>,
    /// What is being done about its end.
    pub renewal: Renewal,
    /// Where the token came from.
    pub source: Source,
    /// When it was got from Tower, by the machine's clock.
    pub obtained_at: Wall,
    /// When this window last got a token from Tower, on the monotonic clock.
    pub renewed: Option<Duration>,
    /// What this window may replace in the file; the token itself once it is there.
    pub(super) replaces: Instead,
    /// The token could not be stored: it lives in this window only, which keeps the lock.
    pub unsaved: Option<Unsaved>,
    /// This login has been in the file.
    pub(super) was_stored: bool,
    /// The file got lost: when it is written again, on the monotonic clock.
    pub(super) lost: Option<Duration>,
    /// A window died while it renewed this token, so it may be spent.
    pub(super) cut_off: Option<Wall>,
    /// A reply of the API has ended the wait for the network once since it was last out of reach.
    pub(super) hurried: bool,
    /// How many tokens in a row the API has refused, with no good reply between.
    pub(super) refusals: u32,
    /// How many tokens in a row came with a very short lifetime.
    pub(super) short_lives: u32,
}

impl Live {
    /// Which token of which login this is.
    pub fn version(&self) -> Version {
        Version { login_id: self.login_id.clone(), generation: self.token.generation }
    }

    /// Whether its access token is of no use any more: it is over, or Tower refuses it.
    pub(super) fn is_spent(&self, now: Now) -> bool {
        self.token.is_over(now) || self.refusals > 0
    }

    /// Whether the file holds this very token, as far as this window knows.
    pub(super) fn is_on_disk(&self) -> bool {
        self.replaces == Instead::Exactly(Some(self.version()))
    }

    /// Which token the file holds, as far as this window knows.
    pub(super) fn on_disk(&self) -> Option<Version> {
        match &self.replaces {
            Instead::Anything => None,
            Instead::Exactly(version) => version.clone(),
        }
    }
}

/// Where a token came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// This window got it from Tower.
    Here,
    /// It was in the file when this window opened, or another window wrote it later.
    File {
        /// The process that wrote it.
        writer: u32,
    },
}

/// A token that is not on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Why.
    pub fault: SaveFault,
    /// When it is tried again, on the monotonic clock.
    pub retry: Duration,
    /// It waits in another place, where the next start finds it.
    pub elsewhere: bool,
}

/// A pair of tokens as Tower gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Counts the pairs of one login, so that a refusal is matched with the token it was for.
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
    /// A token as it has just come.
    pub(super) fn of(issued: &Issued, generation: u64, refresh: Option<Secret>, now: Now) -> Self {
        let lifetime = issued.expires_in.map(Duration::from_secs);
        let ends = lifetime.map(|lifetime| Deadline::after(now, lifetime));
        Self { generation, access: issued.access.clone(), refresh, lifetime, ends }
    }

    /// What is left of it; none when its end is not known.
    pub fn left(&self, now: Now) -> Option<Duration> {
        self.ends.map(|ends| ends.left(now))
    }

    /// Whether it has ended for certain.
    pub fn is_over(&self, now: Now) -> bool {
        self.left(now) == Some(Duration::ZERO)
    }

    /// What is left never grows again, whatever is done to the clock.
    pub(super) fn age(&mut self, now: Now) {
        self.ends = self.ends.map(|ends| Deadline::after(now, ends.left(now)));
    }
}

/// What is being done about a token's end. From [`Noting`](Self::Noting) to [`Saving`](Self::Saving) this window
/// holds the lock.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Renewal {
    /// Nothing; it is renewed when it is due.
    Idle,
    /// Waiting for the lock: another window may be renewing.
    Locking {
        /// What is to be asked once it is there.
        attempt: Attempt,
        /// Since when, on the monotonic clock.
        since: Duration,
        /// The process that holds it.
        holder: Option<u32>,
    },
    /// There are no locks: another window may go first.
    Yielding {
        /// Until when, on the monotonic clock.
        until: Duration,
        /// What is to be asked then.
        attempt: Attempt,
    },
    /// The file is being told that a refresh goes out.
    Noting(Attempt),
    /// A new token has been asked for.
    Asked {
        /// The request under way.
        request: RequestId,
        /// What was asked.
        attempt: Attempt,
    },
    /// The answer was lost; a moment later the same is asked once more.
    Pausing {
        /// When, on the monotonic clock.
        until: Duration,
        /// What is asked.
        attempt: Attempt,
    },
    /// Tower did not take the refresh token: the file is read again before that is believed.
    Rereading {
        /// What was asked.
        attempt: Attempt,
        /// The file may say nothing new: then it is asked once more, or the session is over.
        then: Then,
    },
    /// Tower did not take the refresh token, and another window may have renewed it: its pair may still come.
    #[strum(serialize = "doubting a no")]
    Doubting {
        /// When the file is read again, on the monotonic clock.
        next: Duration,
        /// What was asked.
        attempt: Attempt,
    },
    /// A new token has come and is on its way to the disk; until it is there nobody uses it.
    Saving,
    /// The last try did not get through; another follows.
    Waiting {
        /// When, on the monotonic clock.
        until: Duration,
        /// How many tries have failed in a row.
        failures: u32,
        /// Why the last one failed.
        why: Delay,
    },
    /// Tower wants a two-step code for it.
    #[strum(serialize = "two-step")]
    TwoStep {
        /// How many Tower has not taken.
        refused: u32,
    },
    /// Tower refuses this application. Only a person can change that.
    Blocked(Misconfigured),
}

impl Renewal {
    /// Whether this window has the lock for it.
    pub(super) fn holds_lock(&self) -> bool {
        match self {
            Self::Noting(_)
            | Self::Asked { .. }
            | Self::Pausing { .. }
            | Self::Rereading { .. }
            | Self::Doubting { .. }
            | Self::Saving => true,
            Self::Idle
            | Self::Locking { .. }
            | Self::Yielding { .. }
            | Self::Waiting { .. }
            | Self::TwoStep { .. }
            | Self::Blocked(_) => false,
        }
    }
}

/// One try at a renewal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// How many tries before this one did not get through.
    pub failures: u32,
    /// The two-step code that goes with it.
    pub captcha: Option<Captcha>,
    /// How many two-step codes Tower has not taken.
    pub refused: u32,
    /// Why it is the second request of this try, if it is.
    pub second: Option<Second>,
    /// There are no locks, and others have been given the chance to go first.
    pub(super) yielded: bool,
    /// Another window may be asking with the same refresh token.
    pub(super) beside: bool,
    /// Until when a no is not believed, on the monotonic clock.
    pub(super) doubted: Option<Duration>,
}

/// Why the same is asked a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Second {
    /// The answer to the first was lost.
    #[strum(serialize = "the answer was lost")]
    AnswerLost,
    /// The first may have lost a race.
    #[strum(serialize = "it may have lost a race")]
    LostRace,
    /// The server refused the old access token in the header.
    #[strum(serialize = "without the header")]
    WithoutHeader,
}

/// What follows when a re-read file says nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Ask once more.
    AskAgain,
    /// The session is over.
    End,
}

/// Why a renewal has to be tried again.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Delay {
    /// Something temporary.
    #[strum(transparent)]
    Passing(Transient),
    /// Tower's answer was lost.
    Unanswered,
    /// Tower's answer leaves it open.
    Undecided,
    /// Nothing was asked: what came of it could not be stored.
    #[strum(transparent)]
    NotStorable(SaveFault),
}
