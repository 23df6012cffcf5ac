//! How a built-in Tower is configured: address, size, delay, and the behavior of its OAuth endpoints.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::offset;

use super::world::Rng;

/// The two-step code that is accepted; the page that shows an authorization code tells it too.
pub const TWO_STEP_CODE: &str = "246810";

/// The redirect URI that means "show the code on a page".
pub(super) const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// Everything that can be chosen about a built-in Tower. Equal plans serve equal worlds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Where to listen: a loopback address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How many members the first team has.
    pub members: usize,
    /// How many to-dos the busiest member of the first team has done before the last month.
    pub done: usize,
    /// The life of an access token in seconds.
    pub expires_in: u64,
    /// A delay added to every response.
    pub latency: Duration,
    /// Decides ids and generated names.
    pub seed: u64,
    /// The day, by the clock of Tower's own zone (+08:00), that due dates are counted from.
    pub today: Date,
    /// How the sign-in and the token endpoint behave.
    pub habits: Habits,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            members: 128,
            done: 27,
            expires_in: 7200,
            latency: Duration::ZERO,
            seed: 1,
            today: offset(8).to_datetime(Timestamp::now()).date(),
            habits: Habits::default(),
        }
    }
}

/// Behavior that differs between versions and configurations of Tower, and is not known of the real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Habits {
    /// The version of Doorkeeper whose statuses, texts and token format are used.
    pub doorkeeper: Doorkeeper,
    /// When a refresh ends the token it replaces.
    pub rotation: Rotation,
    /// Whether a refresh needs `redirect_uri` and `Authorization: Bearer OLD`, as Tower's document says.
    pub strict: bool,
    /// Whether a sign-in asks for [`TWO_STEP_CODE`].
    pub two_step: bool,
    /// Which attributes the to-dos of a member's lists have.
    pub member_todos: MemberTodos,
}

/// A generation of Doorkeeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Doorkeeper {
    /// Every token error is a 401; tokens are 64 hex digits; `token_type` is `bearer`.
    V4_2,
    /// Token errors are 400, save `invalid_client`; tokens are URL-safe base64; `token_type` is `Bearer`.
    #[default]
    V5,
}

/// What becomes of the old pair at a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rotation {
    /// It is revoked by the refresh (no `previous_refresh_token` column).
    #[default]
    AtOnce,
    /// It is revoked when the new access token is first used (with that column).
    OnUse,
    /// The reply has no `refresh_token`, and the old one goes on working.
    Never,
}

/// The shape of to-dos in a member's lists, which Tower's document does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MemberTodos {
    /// Like a single to-do: number, priority, labels and project come along.
    #[default]
    Full,
    /// Like those of a to-do list, and `box`.
    Slim,
}

/// An application registered with the built-in Tower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// `client_id`.
    pub id: String,
    /// `client_secret`; none for a public app, which needs none.
    pub secret: Option<String>,
    /// The callback URLs it may use.
    pub redirect_uris: Vec<String>,
}

/// The registered applications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apps {
    /// The one to use.
    pub main: App,
    /// Another one, to test that codes and tokens of one are refused to the other.
    pub other: App,
    /// One without a secret.
    pub public: App,
}

impl Apps {
    pub(super) fn new(seed: u64) -> Self {
        let rng = Rng::new(seed);
        let key = |what, n| format!("{}{}", rng.id(what, n), rng.id(what, n + 1));
        let app = |n: u64, confidential: bool| App {
            id: key("client id", 2 * n),
            secret: confidential.then(|| key("client secret", 2 * n)),
            redirect_uris: vec![OUT_OF_BAND.to_owned(), "https://app.example.com/callback".to_owned()],
        };
        Self { main: app(0, true), other: app(1, true), public: app(2, false) }
    }

    pub(super) fn find(&self, id: &str) -> Option<&App> {
        [&self.main, &self.other, &self.public].into_iter().find(|app| app.id == id)
    }
}
