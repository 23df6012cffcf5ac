//! Signing in by OAuth 2.0 with an out-of-band code: addresses and forms as Tower's document has them.

use url::Url;

use super::captcha::Captcha;
use super::pasted::Code;
use crate::base::secret::Secret;

/// The callback that makes Tower show the code on a page instead of sending it to an address.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// Where Tower is when nothing else is set.
pub const TOWER: &str = "https://tower.im";

/// The application as registered at Tower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// `client_id`
    pub client_id: String,
    /// Where `client_secret` comes from.
    pub client_secret: SecretSource,
    /// `redirect_uri`, equal to the one registered.
    pub redirect_uri: String,
}

/// Where the application's secret comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// It is here.
    Known(Secret),
    /// A command prints it when it is needed: a program and its arguments.
    Command(Vec<String>),
    /// A token server adds it; this machine never has it.
    TokenServer {
        /// What the token server lets this person in by: its header `X-Tower-Broker-Key`. Never for Tower itself.
        key: Option<Secret>,
    },
}

impl SecretSource {
    /// The secret, if it is here.
    pub fn known(&self) -> Option<&Secret> {
        match self {
            Self::Known(secret) => Some(secret),
            Self::Command(_) | Self::TokenServer { .. } => None,
        }
    }

    /// The command that prints it.
    pub fn command(&self) -> Option<&[String]> {
        match self {
            Self::Command(command) => Some(command),
            Self::Known(_) | Self::TokenServer { .. } => None,
        }
    }

    /// Whether a token server stands between.
    pub fn is_token_server(&self) -> bool {
        matches!(self, Self::TokenServer { .. })
    }

    /// The key to the token server.
    pub fn token_key(&self) -> Option<&Secret> {
        match self {
            Self::TokenServer { key } => key.as_ref(),
            Self::Known(_) | Self::Command(_) => None,
        }
    }
}

/// The addresses one installation of Tower answers at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// Scheme, host and port: where a bearer may go.
    pub origin: String,
    /// The token endpoint: the origin's own, or a token server's.
    pub token_url: String,
}

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAddress {
    /// Not an absolute address.
    NotAbsolute,
    /// Neither `https` nor plain `http` to this machine: tokens would travel in the open.
    NotSecure,
}

impl Addresses {
    /// The addresses of the Tower at `base`, with tokens from `token_server` if one is set.
    pub fn new(base: &str, token_server: Option<&str>) -> Result<Self, BadAddress> {
        let origin = secure(base)?.origin().ascii_serialization();
        let token_url = match token_server {
            Some(address) => secure(address)?.to_string(),
            None => format!("{origin}/oauth/token"),
        };
        Ok(Self { origin, token_url })
    }

    /// The page where the person lets the application in, with exactly the three parameters of Tower's
    /// document.
    fn authorize_url(&self, app: &App) -> String {
        let id = percent_encoded(&app.client_id);
        let callback = percent_encoded(&app.redirect_uri);
        format!("{}/oauth/authorize?client_id={id}&redirect_uri={callback}&response_type=code", self.origin)
    }

    /// Where tokens are given back (RFC 7009); Tower's document does not speak of it.
    pub fn revoke_url(&self) -> String {
        format!("{}/oauth/revoke", self.origin)
    }

    /// The address of an API call.
    pub fn api(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.origin)
    }

    /// Whether all of this stays on this machine, so that no proxy may stand between.
    pub fn is_loopback(&self) -> bool {
        [&self.origin, &self.token_url]
            .iter()
            .all(|address| Url::parse(address).is_ok_and(|url| loopback(&url)))
    }
}

/// Whether Tower takes this callback: the out-of-band name, or an address that a code may travel to.
pub fn check_callback(callback: &str) -> Result<(), BadAddress> {
    let url = Url::parse(callback).map_err(|_| BadAddress::NotAbsolute)?;
    if url.scheme() == "http" && !loopback(&url) { Err(BadAddress::NotSecure) } else { Ok(()) }
}

/// Whether an address may be opened and sent tokens to: `https`, or plain `http` on this machine.
pub fn is_secure(address: &str) -> bool {
    secure(address).is_ok()
}

fn secure(address: &str) -> Result<Url, BadAddress> {
    let url = Url::parse(address.trim()).map_err(|_| BadAddress::NotAbsolute)?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err(BadAddress::NotAbsolute);
    }
    let safe = url.scheme() == "https" || (url.scheme() == "http" && loopback(&url));
    if safe { Ok(url) } else { Err(BadAddress::NotSecure) }
}

fn loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Encodes what would end or change a query value and leaves the rest readable, so that the address of the
/// out-of-band callback looks as Tower's document prints it.
fn percent_encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    out
}

/// An OAuth client (RFC 6749, section 2): the application, and the Tower it is registered at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The application.
    pub app: App,
    /// Where its Tower is.
    pub addresses: Addresses,
}

impl Client {
    /// The page where the person lets the application in.
    pub fn authorize_url(&self) -> String {
        self.addresses.authorize_url(&self.app)
    }
}

fn hex(digit: u8) -> char {
    char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase()
}

/// What a token is asked for with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// The pasted code, and the two-step code once Tower has asked for one.
    Code {
        /// Single-use.
        code: Code,
        /// `captcha`
        captcha: Option<Captcha>,
    },
    /// The refresh token, sent along with the access token it replaces.
    Refresh {
        /// `refresh_token`
        refresh: Secret,
        /// The callback that the code was asked with (Tower wants it repeated).
        redirect_uri: String,
        /// The access token for the `Authorization` header; left out where a server stumbles over it.
        bearer: Option<Secret>,
        /// `captcha`, should Tower ask for one.
        captcha: Option<Captcha>,
    },
}

impl Grant {
    /// The form to post, by Tower's two tables: five fields for a new token (and `captcha`), five for a refresh.
    /// `client_secret` is among them only where it is known.
    pub fn form(&self, app: &App) -> Vec<(&'static str, Secret)> {
        let mut form = vec![("client_id", Secret::new(app.client_id.as_str()))];
        form.extend(app.client_secret.known().map(|secret| ("client_secret", secret.clone())));
        let redirect_uri = match self {
            Self::Code { .. } => &app.redirect_uri,
            Self::Refresh { redirect_uri, .. } => redirect_uri,
        };
        form.push(("redirect_uri", Secret::new(redirect_uri.as_str())));
        match self {
            Self::Code { code, captcha } => {
                form.push(("grant_type", Secret::new("authorization_code")));
                form.push(("code", Secret::new(code.expose())));
                form.extend(captcha.iter().map(|captcha| ("captcha", Secret::new(captcha.expose()))));
            }
            Self::Refresh { refresh, captcha, .. } => {
                form.push(("grant_type", Secret::new("refresh_token")));
                form.push(("refresh_token", refresh.clone()));
                form.extend(captcha.iter().map(|captcha| ("captcha", Secret::new(captcha.expose()))));
            }
        }
        form
    }

    /// The access token that goes along in the header.
    pub fn bearer(&self) -> Option<&Secret> {
        match self {
            Self::Code { .. } => None,
            Self::Refresh { bearer, .. } => bearer.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> App {
        App {
            client_id: "c0ffee".into(),
            client_secret: SecretSource::Known(Secret::new("s3cret")),
            redirect_uri: OUT_OF_BAND.into(),
        }
    }

    #[test]
    fn the_authorize_address_is_the_documented_one() {
        let tower = Addresses::new(TOWER, None).unwrap();

        assert_eq!(
            tower.authorize_url(&app()),
            "https://tower.im/oauth/authorize?client_id=c0ffee&redirect_uri=urn:ietf:wg:oauth:2.0:oob&response_type=code"
        );
        assert_eq!(tower.token_url, "https://tower.im/oauth/token");
    }

    #[test]
    fn a_callback_cannot_add_a_parameter() {
        let sly = App { redirect_uri: "https://a.example/?x=1&scope=all".into(), ..app() };

        let url = Addresses::new(TOWER, None).unwrap().authorize_url(&sly);

        assert!(url.contains("redirect_uri=https://a.example/%3Fx%3D1%26scope%3Dall&response_type"), "{url}");
    }

    #[test]
    fn tokens_travel_only_under_tls_or_on_this_machine() {
        for good in ["https://tower.im", "http://127.0.0.1:8080", "http://[::1]:9", "http://localhost:1"] {
            assert!(Addresses::new(good, None).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("http://tower.im", BadAddress::NotSecure),
            ("http://127.0.0.1.evil.example", BadAddress::NotSecure),
            ("ftp://127.0.0.1", BadAddress::NotSecure),
            ("tower.im", BadAddress::NotAbsolute),
            ("", BadAddress::NotAbsolute),
        ] {
            assert_eq!(Addresses::new(bad, None), Err(why), "{bad}");
        }
        assert_eq!(Addresses::new(TOWER, Some("http://tokens.example/")), Err(BadAddress::NotSecure));
    }

    #[test]
    fn a_callback_in_the_open_is_refused() {
        for good in [OUT_OF_BAND, "https://a.example/cb", "http://127.0.0.1:8080/cb", "myapp://done"] {
            assert_eq!(check_callback(good), Ok(()), "{good}");
        }
        assert_eq!(check_callback("http://a.example/cb"), Err(BadAddress::NotSecure));
        assert_eq!(check_callback("a.example/cb"), Err(BadAddress::NotAbsolute));
    }

    #[test]
    fn only_the_origin_of_a_base_address_counts() {
        let tower = Addresses::new("https://tower.im/some/path?x=1", None).unwrap();
        assert_eq!(tower.api("/user"), "https://tower.im/api/v1/user");
    }

    #[test]
    fn an_exchange_sends_the_five_documented_fields() {
        let grant = Grant::Code { code: code("abc"), captcha: None };
        assert_eq!(fields(&grant), ["client_id", "client_secret", "redirect_uri", "grant_type", "code"]);
    }

    #[test]
    fn a_secret_that_is_not_here_is_not_sent() {
        for elsewhere in [SecretSource::TokenServer { key: None }, SecretSource::Command(vec!["pass".into()])]
        {
            let app = App { client_secret: elsewhere, ..app() };
            let form = Grant::Code { code: code("abc"), captcha: None }.form(&app);
            assert!(!form.iter().any(|(name, _)| *name == "client_secret"), "{app:?}");
        }
    }

    #[test]
    fn a_refresh_sends_the_five_documented_fields_and_the_old_token() {
        let grant = Grant::Refresh {
            refresh: Secret::new("r"),
            redirect_uri: OUT_OF_BAND.to_owned(),
            bearer: Some(Secret::new("a")),
            captcha: None,
        };
        assert_eq!(
            fields(&grant),
            ["client_id", "client_secret", "redirect_uri", "grant_type", "refresh_token"]
        );
        assert_eq!(grant.bearer(), Some(&Secret::new("a")));
    }

    fn code(text: &str) -> Code {
        use crate::tower::pasted::{Expected, read_pasted};
        let authorize_url = &"https://tower.im/oauth/authorize".parse().unwrap();
        let expected = Expected {
            authorize_url,
            redirect_uri: OUT_OF_BAND,
            state: None,
            client_id: "c",
            client_secret: None,
        };
        read_pasted(text, &expected).unwrap()
    }

    fn fields(grant: &Grant) -> Vec<&'static str> {
        grant.form(&app()).into_iter().map(|(name, _)| name).collect()
    }
}
