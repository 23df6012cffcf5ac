//! The configuration of one token server.

use std::num::NonZeroU32;
use std::time::Duration;

use super::keys::Keys;
use crate::base::secret::Secret;

/// The application whose secret is kept. A client must name the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// `client_id`
    pub client_id: String,
    /// `client_secret`: goes to Tower and nowhere else.
    pub client_secret: Secret,
    /// `redirect_uri`, as registered at Tower.
    pub redirect_uri: String,
}

/// How many requests for a token are taken in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From everyone who has the same key.
    pub per_key: NonZeroU32,
    /// From one address; of IPv6, from one network of 64 bits.
    pub per_address: NonZeroU32,
}

impl Default for Limits {
    /// 10 a key and 60 an address: a member renews about twelve times a day.
    fn default() -> Self {
        let of = |most| NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN);
        Self { per_key: of(10), per_address: of(60) }
    }
}

/// The configuration of one token server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The application.
    pub app: App,
    /// Who is let in.
    pub keys: Keys,
    /// How often.
    pub limits: Limits,
    /// How long an answer with a token is given again to whoever asks the same with the same key and the same
    /// old token. A minute heals a lost answer and windows that renew at once; longer would only keep tokens.
    pub replay: Duration,
}

impl Rules {
    /// How long an answer is given again unless something else is said.
    pub const REPLAY: Duration = Duration::from_secs(60);
}
