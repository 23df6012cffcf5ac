//! A session as its file holds it: what is in the file, not where it is or how it gets there.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::policy::AHEAD;
use crate::base::digest::sha256_hex;
use crate::base::secret::Secret;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::oauth::Client;

/// The format this version writes and reads.
const FORMAT: u64 = 1;

/// A session at rest. Times are kept as Tower and the clock gave them, so that another start, or another
/// window, can judge them anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// One login: drawn anew at each sign-in, kept by renewals.
    pub login_id: String,
    /// Counts the tokens of this login.
    pub generation: u64,
    /// The endpoint the tokens came from.
    pub token_url: String,
    /// The only place the access token may go.
    pub api_origin: String,
    /// The application's id.
    pub client_id: String,
    /// The callback the code was asked with; a refresh must repeat it.
    pub redirect_uri: String,
    /// The access token.
    pub access: Secret,
    /// The refresh token.
    pub refresh: Option<Secret>,
    /// Seconds of life it was given when it came.
    pub expires_in: Option<u64>,
    /// When it came, by this machine's clock.
    pub obtained_at: Wall,
    /// The account.
    pub email: Option<SafeText>,
    /// The process that wrote it; shown, never relied on.
    pub writer: u32,
    /// A refresh that was about to go out when this was written, and whose end is not written yet.
    pub pending: Option<Pending>,
}

/// A note that a refresh goes out. Whoever finds it under the lock knows that its writer has died on the way
/// and that the refresh token beside it may be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// When it went out, by this machine's clock.
    pub since: Wall,
    /// The process that sent it.
    pub pid: u32,
    /// The machine that it ran on, or the part of one in which numbers of processes mean something; none where the
    /// note does not say.
    pub host: Option<u64>,
    /// That process is known to have ended. Found out at each reading, and never written.
    pub gone: bool,
}

/// What was given up on purpose. It stays behind when a session file is removed, so that this can be told from a file
/// that got lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The login.
    pub login_id: String,
    /// The last of its tokens that was given up; none: all that there are and will be, because a person signed out.
    pub generation: Option<u64>,
}

impl Mark {
    /// Whether this token was given up.
    pub fn covers(&self, version: &Version) -> bool {
        self.login_id == version.login_id && self.generation.is_none_or(|last| version.generation <= last)
    }

    /// What stands in a file in place of a session.
    pub fn to_json(&self) -> Vec<u8> {
        let content = json!({
            "format": FORMAT,
            "signed_out": { "login_id": self.login_id, "generation": self.generation },
        });
        format!("{content:#}\n").into_bytes()
    }

    /// Reads what stands in a file in place of a session.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        let content: Value = serde_json::from_slice(bytes).ok()?;
        let mark = content.get("signed_out")?;
        let login_id = mark.get("login_id")?.as_str()?.to_owned();
        Some(Self { login_id, generation: mark.get("generation").and_then(Value::as_u64) })
    }
}

/// Which token of which login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The login.
    pub login_id: String,
    /// Which of its tokens.
    pub generation: u64,
}

/// Why the content of a session file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredFault {
    /// Not a whole session.
    Damaged,
    /// Written by a newer version, with this format.
    Newer(u64),
}

/// Names the files of one application at one Tower, so that two applications or a test server never mix:
/// 16 hexadecimal digits of a hash of the token endpoint's address and the application's id, and of Tower's origin where
/// tokens come from elsewhere: one token server may stand before two Towers.
pub fn profile(origin: &str, token_url: &str, client_id: &str) -> String {
    let own = token_url.strip_prefix(origin) == Some("/oauth/token");
    let which = if own { String::new() } else { format!("\n{origin}") };
    sha256_hex(format!("{token_url}\n{client_id}{which}"), 8)
}

/// The name of the file that holds the session of a [`profile`].
pub fn file_name(profile: &str) -> String {
    format!("session-{profile}.json")
}

/// Whether a file of this name holds the session of some [`profile`].
pub fn is_session_file(name: &str) -> bool {
    name.strip_prefix("session-").and_then(|rest| rest.strip_suffix(".json")).is_some()
}

impl Stored {
    /// The [`profile`] it belongs to.
    pub fn profile(&self) -> String {
        profile(&self.api_origin, &self.token_url, &self.client_id)
    }

    /// Which token of which login it holds.
    pub fn version(&self) -> Version {
        Version { login_id: self.login_id.clone(), generation: self.generation }
    }

    /// What is left of the access token by the machine's clock; none where Tower gave no expiry. A file from the future
    /// tells nothing, so its token counts as over.
    pub fn left(&self, now: Wall) -> Option<Duration> {
        let lifetime = Duration::from_secs(self.expires_in?);
        let is_sane = now.plus(AHEAD) >= self.obtained_at;
        Some(if is_sane { lifetime.saturating_sub(now.since(self.obtained_at)) } else { Duration::ZERO })
    }

    /// Whether these tokens belong to this client: another application's or another Tower's are not for it.
    pub fn belongs_to(&self, client: &Client) -> bool {
        self.client_id == client.app.client_id
            && self.token_url == client.addresses.token_url
            && self.api_origin == client.addresses.origin
    }

    /// The file's content. By hand, because a [`Secret`] does not serialize.
    pub fn to_json(&self) -> Vec<u8> {
        let content = json!({
            "format": FORMAT,
            "login_id": self.login_id,
            "generation": self.generation,
            "token_url": self.token_url,
            "api_origin": self.api_origin,
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "access_token": self.access.expose(),
            "refresh_token": self.refresh.as_ref().map(Secret::expose),
            "token_type": "bearer",
            "expires_in": self.expires_in,
            "obtained_at_ms": self.obtained_at.0,
            "email": self.email.as_ref().map(SafeText::as_str),
            "writer_pid": self.writer,
            "pending": self.pending.map(|pending| json!({
                "since_ms": pending.since.0,
                "pid": pending.pid,
                "host": pending.host.map(|host| format!("{host:016x}")),
            })),
        });
        format!("{content:#}\n").into_bytes()
    }

    /// Reads a file's content, whole or not at all.
    pub fn from_json(bytes: &[u8]) -> Result<Self, StoredFault> {
        let Ok(Value::Object(content)) = serde_json::from_slice(bytes) else {
            return Err(StoredFault::Damaged);
        };
        match content.get("format").and_then(Value::as_u64) {
            Some(FORMAT) => Self::from_content(&content).ok_or(StoredFault::Damaged),
            None | Some(..FORMAT) => Err(StoredFault::Damaged),
            Some(newer) => Err(StoredFault::Newer(newer)),
        }
    }

    fn from_content(content: &Map<String, Value>) -> Option<Self> {
        let text = |key: &str| content.get(key).and_then(Value::as_str);
        let owned = |key: &str| text(key).map(str::to_owned);
        Some(Self {
            login_id: owned("login_id")?,
            generation: content.get("generation")?.as_u64()?,
            token_url: owned("token_url")?,
            api_origin: owned("api_origin")?,
            client_id: owned("client_id")?,
            redirect_uri: owned("redirect_uri")?,
            access: text("access_token").filter(|token| !token.is_empty()).map(Secret::new)?,
            refresh: text("refresh_token").map(Secret::new),
            expires_in: content.get("expires_in").and_then(Value::as_u64),
            obtained_at: Wall(content.get("obtained_at_ms")?.as_i64()?),
            email: text("email").map(|email| SafeText::line(email, SafeText::NAME)),
            writer: content.get("writer_pid").map_or(Some(0), number)?,
            pending: match content.get("pending") {
                None | Some(Value::Null) => None,
                Some(pending) => Some(Pending {
                    since: Wall(pending.get("since_ms")?.as_i64()?),
                    pid: number(pending.get("pid")?)?,
                    host: pending.get("host").and_then(Value::as_str).and_then(host),
                    gone: false,
                }),
            },
        })
    }
}

fn host(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::oauth::{Addresses, App, SecretSource};

    fn stored() -> Stored {
        Stored {
            login_id: "one".into(),
            generation: 2,
            token_url: "https://tower.im/oauth/token".into(),
            api_origin: "https://tower.im".into(),
            client_id: "id".into(),
            redirect_uri: "oob".into(),
            access: Secret::new("access"),
            refresh: Some(Secret::new("refresh")),
            expires_in: Some(7199),
            obtained_at: Wall(1_000_000),
            email: Some(SafeText::line("a@b.example", SafeText::NAME)),
            writer: 7,
            pending: None,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let note = |host| Pending { since: Wall(5), pid: 8, host, gone: false };
        for (refresh, expires_in, email, pending) in [
            (stored().refresh, stored().expires_in, stored().email, None),
            (None, None, None, Some(note(None))),
            (None, Some(0), None, Some(note(Some(0xfedc_ba98_7654_3210)))),
        ] {
            let stored = Stored { refresh, expires_in, email, pending, ..stored() };
            assert_eq!(Stored::from_json(&stored.to_json()), Ok(stored));
        }
    }

    #[test]
    fn what_is_no_whole_session_is_damaged_and_a_newer_one_is_told_apart() {
        let with = |key: &str, value: Value| {
            let mut content: Value = serde_json::from_slice(&stored().to_json()).unwrap();
            content[key] = value;
            Stored::from_json(content.to_string().as_bytes())
        };
        for (key, value) in [
            ("access_token", json!("")),
            ("access_token", Value::Null),
            ("writer_pid", json!(u64::from(u32::MAX) + 1)),
            ("pending", json!({})),
            ("format", json!(FORMAT - 1)),
        ] {
            assert_eq!(with(key, value.clone()), Err(StoredFault::Damaged), "{key} of {value}");
        }
        assert_eq!(with("format", json!(FORMAT + 1)), Err(StoredFault::Newer(FORMAT + 1)));
        assert_eq!(Stored::from_json(b"[]"), Err(StoredFault::Damaged));
    }

    #[test]
    fn a_mark_covers_the_tokens_of_its_login_that_were_given_up() {
        let mark = |generation| Mark { login_id: "one".into(), generation };
        let version = |login: &str, generation| Version { login_id: login.into(), generation };
        let covered = [
            (mark(Some(2)), version("one", 1), true),
            (mark(Some(2)), version("one", 2), true),
            (mark(Some(2)), version("one", 3), false),
            (mark(Some(2)), version("another", 1), false),
            (mark(None), version("one", 9), true),
            (mark(None), version("another", 9), false),
        ];
        for (mark, version, is_covered) in covered {
            assert_eq!(mark.covers(&version), is_covered, "{mark:?} of {version:?}");
            assert_eq!(Mark::from_json(&mark.to_json()), Some(mark));
        }
        assert_eq!(Mark::from_json(&stored().to_json()), None);
    }

    #[test]
    fn what_is_left_is_judged_by_the_clock_unless_the_file_is_from_the_future() {
        let at = |seconds: i64| Wall(stored().obtained_at.0 + seconds * 1000);
        let ahead = i64::try_from(AHEAD.as_secs()).unwrap();
        for (now, left) in [(at(0), 7199), (at(7000), 199), (at(8000), 0), (at(-ahead), 7199)] {
            assert_eq!(stored().left(now), Some(Duration::from_secs(left)), "{now:?}");
        }
        assert_eq!(stored().left(at(-ahead - 1)), Some(Duration::ZERO));
        assert_eq!(Stored { expires_in: None, ..stored() }.left(at(0)), None);
    }

    #[test]
    fn tokens_are_for_the_application_and_the_tower_they_came_from() {
        let client = |id: &str, addresses| {
            let (client_secret, redirect_uri) = (SecretSource::TokenServer { key: None }, "oob".to_owned());
            Client { app: App { client_id: id.into(), client_secret, redirect_uri }, addresses }
        };
        let addresses = |base, server| Addresses::new(base, server).unwrap();
        let own = addresses("https://tower.im", None);
        assert!(stored().belongs_to(&client("id", own.clone())));
        for other in [
            client("other", own),
            client("id", addresses("https://tower.im", Some("https://tokens.example/"))),
            client("id", addresses("https://other.im", Some("https://tower.im/oauth/token"))),
        ] {
            assert!(!stored().belongs_to(&other), "{other:?}");
            let Client { app, addresses } = &other;
            let its = profile(&addresses.origin, &addresses.token_url, &app.client_id);
            assert_ne!(stored().profile(), its, "nor is the file");
        }
    }

    #[test]
    fn a_file_has_the_name_that_it_has_always_had() {
        let profile = stored().profile();
        assert_eq!(profile, sha256_hex("https://tower.im/oauth/token\nid", 8));
        let name = file_name(&profile);
        assert_eq!(name, format!("session-{profile}.json"));
        assert!(is_session_file(&name));
        for other in ["last.json", "session-1.lock", "session-1.json.bad-2"] {
            assert!(!is_session_file(other), "{other}");
        }
    }
}
