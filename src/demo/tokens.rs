//! Codes and tokens: which are valid, and which revoke which. Pure: time (seconds since 1970) and random bytes come from
//! outside.

use sha2::{Digest, Sha512};

use super::plan::{Doorkeeper, Rotation};

/// How long an authorization code can be exchanged, in seconds (Doorkeeper's default).
const CODE_LIFE: u64 = 600;

/// Why an access token does not open the API; the texts are Doorkeeper's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    Unknown,
    Revoked,
    Expired,
}

impl Unfit {
    pub(super) const fn description(self) -> &'static str {
        match self {
            Self::Unknown => "The access token is invalid",
            Self::Revoked => "The access token was revoked",
            Self::Expired => "The access token expired",
        }
    }
}

/// A token row as Doorkeeper stores it: an access token and its refresh token are revoked together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) app: String,
    pub(super) redirect_uri: String,
    pub(super) access: String,
    pub(super) refresh: Option<String>,
    pub(super) created_at: u64,
    pub(super) expires_at: u64,
    revoked: bool,
    /// The refresh token whose row ends when this access token is first used.
    replaces: Option<String>,
}

/// What a successful token request returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) access: String,
    pub(super) refresh: Option<String>,
    pub(super) created_at: u64,
    pub(super) expires_in: u64,
}

#[derive(Debug)]
struct Code {
    text: String,
    app: String,
    redirect_uri: String,
    granted_at: u64,
}

/// Derives unguessable codes and tokens from one random key.
#[derive(Debug)]
pub(super) struct Mint {
    key: [u8; 32],
    made: u64,
    doorkeeper: Doorkeeper,
}

impl Mint {
    pub(super) const fn new(key: [u8; 32], doorkeeper: Doorkeeper) -> Self {
        Self { key, made: 0, doorkeeper }
    }

    fn make(&mut self) -> String {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        self.made += 1;
        let digest = Sha512::new().chain_update(self.key).chain_update(self.made.to_be_bytes()).finalize();
        let (alphabet, length): (&[u8], usize) = match self.doorkeeper {
            Doorkeeper::V4_2 => (HEX, 64),
            Doorkeeper::V5 => (BASE64, 43),
        };
        let letters = digest.iter().filter_map(|&byte| alphabet.get(usize::from(byte) % alphabet.len()));
        letters.take(length).map(|&letter| char::from(letter)).collect()
    }
}

/// All codes and tokens of the one account.
#[derive(Debug)]
pub(super) struct Tokens {
    rotation: Rotation,
    expires_in: u64,
    mint: Mint,
    codes: Vec<Code>,
    rows: Vec<Row>,
}

impl Tokens {
    pub(super) const fn new(rotation: Rotation, expires_in: u64, mint: Mint) -> Self {
        Self { rotation, expires_in, mint, codes: Vec::new(), rows: Vec::new() }
    }

    /// Changes the life of the tokens issued from now on.
    pub(super) const fn set_expires_in(&mut self, seconds: u64) {
        self.expires_in = seconds;
    }

    /// A fresh authorization code.
    pub(super) fn issue_code(&mut self, app: &str, redirect_uri: &str, now: u64) -> String {
        let code = self.mint.make();
        self.codes.push(Code {
            text: code.clone(),
            app: app.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            granted_at: now,
        });
        code
    }

    /// Whether [`Self::exchange`] would succeed; leaves everything valid.
    pub(super) fn can_exchange(&self, code: &str, app: &str, redirect_uri: &str, now: u64) -> bool {
        self.codes.iter().any(|known| {
            known.text == code
                && known.app == app
                && known.redirect_uri == redirect_uri
                && now < known.granted_at + CODE_LIFE
        })
    }

    /// Turns a code into a pair and ends every earlier pair of the same app. `None` leaves everything valid.
    pub(super) fn exchange(&mut self, code: &str, app: &str, redirect_uri: &str, now: u64) -> Option<Pair> {
        if !self.can_exchange(code, app, redirect_uri, now) {
            return None;
        }
        self.codes.retain(|known| known.text != code);
        for row in self.rows.iter_mut().filter(|row| row.app == app) {
            row.revoked = true;
        }
        let refresh = self.mint.make();
        Some(self.issue(app, redirect_uri, refresh, None, now))
    }

    /// The live row a refresh token belongs to.
    pub(super) fn refreshable(&self, refresh: &str) -> Option<&Row> {
        self.rows.iter().find(|row| !row.revoked && row.refresh.as_deref() == Some(refresh))
    }

    /// Turns a refresh token into a new pair. `None` leaves everything valid.
    pub(super) fn refresh(&mut self, refresh: &str, now: u64) -> Option<Pair> {
        let rotation = self.rotation;
        let old = self.rows.iter_mut().find(|row| !row.revoked && row.refresh.as_deref() == Some(refresh))?;
        let (app, redirect_uri) = (old.app.clone(), old.redirect_uri.clone());
        old.revoked = rotation != Rotation::OnUse;
        let (fresh, replaces) = match rotation {
            Rotation::AtOnce => (self.mint.make(), None),
            Rotation::OnUse => (self.mint.make(), Some(refresh.to_owned())),
            Rotation::Never => (old.refresh.take()?, None),
        };
        let pair = self.issue(&app, &redirect_uri, fresh, replaces, now);
        Some(Pair { refresh: pair.refresh.filter(|_| rotation != Rotation::Never), ..pair })
    }

    /// Lets an access token into the API. Its first use ends the pair it replaces.
    pub(super) fn admit(&mut self, access: &str, now: u64) -> Result<(), Unfit> {
        self.look_up(access, now)?;
        let row = self.rows.iter_mut().find(|row| row.access == access);
        if let Some(replaced) = row.and_then(|row| row.replaces.take()) {
            for row in self.rows.iter_mut().filter(|row| row.refresh.as_ref() == Some(&replaced)) {
                row.revoked = true;
            }
        }
        Ok(())
    }

    /// The row of a live access token, without counting as a use of it.
    pub(super) fn look_up(&self, access: &str, now: u64) -> Result<&Row, Unfit> {
        match self.rows.iter().find(|row| row.access == access) {
            None => Err(Unfit::Unknown),
            Some(row) if row.revoked => Err(Unfit::Revoked),
            Some(row) if now >= row.expires_at => Err(Unfit::Expired),
            Some(row) => Ok(row),
        }
    }

    /// The row, live or not, that an access or refresh token belongs to.
    pub(super) fn row_of(&self, token: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.access == token || row.refresh.as_deref() == Some(token))
    }

    /// Ends the pair an access or refresh token belongs to.
    pub(super) fn revoke(&mut self, token: &str) {
        for row in &mut self.rows {
            row.revoked |= row.access == token || row.refresh.as_deref() == Some(token);
        }
    }

    /// Ends every pair, refresh tokens too.
    pub(super) fn revoke_all(&mut self) {
        for row in &mut self.rows {
            row.revoked = true;
        }
    }

    /// Lets every access token expire; refresh tokens go on.
    pub(super) fn expire_all(&mut self, now: u64) {
        for row in &mut self.rows {
            row.expires_at = row.expires_at.min(now);
        }
    }

    /// The newest live access token of an app.
    pub(super) fn current(&self, app: &str, now: u64) -> Option<&str> {
        let live = |row: &&Row| row.app == app && !row.revoked && now < row.expires_at;
        self.rows.iter().rev().find(live).map(|row| row.access.as_str())
    }

    fn issue(
        &mut self,
        app: &str,
        redirect_uri: &str,
        refresh: String,
        replaces: Option<String>,
        now: u64,
    ) -> Pair {
        let access = self.mint.make();
        self.rows.push(Row {
            app: app.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            access: access.clone(),
            refresh: Some(refresh.clone()),
            created_at: now,
            expires_at: now + self.expires_in,
            revoked: false,
            replaces,
        });
        Pair { access, refresh: Some(refresh), created_at: now, expires_in: self.expires_in }
    }
}
