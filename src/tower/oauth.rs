//! Signing in by OAuth 2.0 with an out-of-band code: addresses and forms as Tower's document has them.

use url::Url;

use super::captcha::Captcha;
use super::pasted::Code;
use crate::base::secret::Secret;
use crate::base::text::{bare, is_invisible, is_joiner};

/// The callback that makes Tower show the code on a page instead of sending it to an address.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// Where Tower is when nothing else is set.
pub const TOWER: &str = "https://tower.im";

/// The shortest text that is taken for a secret by its looks.
const SHORTEST_SECRET: usize = 32;

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

/// Who gives tokens to this machine, and so who is named where they do not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// Tower itself.
    Tower,
    /// A token server, which asks Tower.
    TokenServer,
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
    /// More than scheme, host and port where only these count: asked without the rest, somebody else may answer.
    MoreThanAHost,
    /// A name or a password stands in it, which belongs into no address.
    WithAName,
    /// What looks like a secret stands in it.
    Secret,
}

impl Addresses {
    /// The addresses of the Tower at `base`, with tokens from `token_server` if one is set.
    pub fn new(base: &str, token_server: Option<&str>) -> Result<Self, BadAddress> {
        let base = secure(base)?;
        if has_name(&base) || base.path() != "/" || base.query().is_some() || base.fragment().is_some() {
            return Err(BadAddress::MoreThanAHost);
        }
        let origin = base.origin().ascii_serialization();
        let token_url = match token_server {
            Some(address) => {
                let address = secure(address)?;
                if has_name(&address) {
                    return Err(BadAddress::WithAName);
                }
                address.to_string()
            }
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

    /// Where tokens are given back (RFC 7009), beside where they come from; none where that has another name than
    /// Tower's. Tower's document does not speak of it.
    pub fn revoke_url(&self) -> Option<String> {
        self.token_url.strip_suffix("/token").map(|beside| format!("{beside}/revoke"))
    }

    /// The address of an API call.
    pub fn api(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.origin)
    }

    /// Whether all of this stays on this machine, so that no proxy may stand between.
    pub fn is_loopback(&self) -> bool {
        [&self.origin, &self.token_url]
            .iter()
            .all(|address| Url::parse(address).is_ok_and(|url| is_local(&url)))
    }
}

/// Whether this can be a callback at Tower: the out-of-band name letter by letter, or an `https` address; and nothing that
/// was meant for the field beside it.
pub fn check_callback(callback: &str) -> Result<(), BadAddress> {
    if callback == OUT_OF_BAND {
        return Ok(());
    }
    if has_secret(callback) {
        return Err(BadAddress::Secret);
    }
    let url = Url::parse(callback).map_err(|_| BadAddress::NotAbsolute)?;
    // It is sent as it is written, and Tower compares it letter by letter: nothing may be left out or put right where it is
    // read. A fragment is none of a callback's (RFC 6749 section 3.1.2).
    let is_exact = callback.contains("://")
        && !callback.contains(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c) || c == '\\');
    if url.host_str().is_none_or(str::is_empty) || !is_exact || url.fragment().is_some() {
        return Err(BadAddress::NotAbsolute);
    }
    if has_name(&url) {
        return Err(BadAddress::WithAName);
    }
    if url.scheme() == "https" { Ok(()) } else { Err(BadAddress::NotSecure) }
}

/// Whether something in a text looks like an id or a secret of an application: at least 32 letters and digits in a row,
/// both among them or all of them hexadecimal; also where they are escaped, full-width, or parted by what nobody sees.
pub fn has_secret(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_secret = |word: &str| {
        let has = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
        let is_hexadecimal = word.bytes().all(|byte| byte.is_ascii_hexdigit());
        word.len() >= SHORTEST_SECRET
            && (is_hexadecimal || has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic))
    };
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let plain: String = text.chars().filter(|c| !is_invisible(*c) && !is_joiner(*c)).map(narrow).collect();
    let escaped = url::form_urlencoded::parse(plain.as_bytes());
    let parts = escaped.flat_map(|(name, value)| [name, value]);
    parts.into_iter().any(|part| part.split(|c| !is_part(c)).any(is_secret))
}

fn has_name(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether an address may be opened and sent tokens to: `https`, or plain `http` on this machine.
pub fn is_secure(address: &str) -> bool {
    secure(address).is_ok()
}

fn secure(address: &str) -> Result<Url, BadAddress> {
    let address = bare(address);
    let url = Url::parse(address).map_err(|_| BadAddress::NotAbsolute)?;
    // Line ends and tabs are left out where an address is read, so that another one would be asked than is seen.
    if url.host_str().is_none_or(str::is_empty) || address.contains(char::is_control) {
        return Err(BadAddress::NotAbsolute);
    }
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_local(&url));
    if safe { Ok(url) } else { Err(BadAddress::NotSecure) }
}

/// Whether an address is on this machine.
pub fn is_local(url: &Url) -> bool {
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
    /// Who gives it tokens.
    pub fn issuer(&self) -> Issuer {
        if self.app.client_secret.is_token_server() { Issuer::TokenServer } else { Issuer::Tower }
    }

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
    fn u23_a_callback_is_the_documented_name_or_an_address_under_tls() {
        for good in [OUT_OF_BAND, "https://a.example/cb", "https://a.example:8443/cb?x=1"] {
            assert_eq!(check_callback(good), Ok(()), "{good}");
        }
        let secret = "ab12".repeat(16);
        for (bad, why) in [
            ("http://a.example/cb", BadAddress::NotSecure),
            ("http://127.0.0.1:8080/cb", BadAddress::NotSecure),
            ("myapp://done", BadAddress::NotSecure),
            ("a.example/cb", BadAddress::NotAbsolute),
            ("urn:ietf:wg:oauth:2.0:oob ", BadAddress::NotAbsolute),
            ("URN:ietf:wg:oauth:2.0:oob", BadAddress::NotAbsolute),
            ("urn:ietf:wg:oauth:2.0:oob:auto", BadAddress::NotAbsolute),
            ("javascript:alert(1)", BadAddress::NotAbsolute),
            ("https:/a.example/cb", BadAddress::NotAbsolute),
            ("https:a.example/cb", BadAddress::NotAbsolute),
            ("https:\\\\a.example\\cb", BadAddress::NotAbsolute),
            ("https://a.exa\nmple/cb", BadAddress::NotAbsolute),
            ("https://a.example/c b", BadAddress::NotAbsolute),
            ("https://a.example/cb#done", BadAddress::NotAbsolute),
            ("https://name:password@a.example/cb", BadAddress::WithAName),
            (&format!("https://a.example/{}", "cd".repeat(32)), BadAddress::Secret),
            (&secret, BadAddress::Secret),
            (&format!("https://a.example/cb?client_secret={secret}"), BadAddress::Secret),
            (&format!("{OUT_OF_BAND}{secret}"), BadAddress::Secret),
            (&format!("https://a.example/{}", "%61%31".repeat(32)), BadAddress::Secret),
            (&format!("https://a.example/{}", "ａ１".repeat(32)), BadAddress::Secret),
            (&format!("https://a.example/{}", "a\u{200b}1".repeat(32)), BadAddress::Secret),
        ] {
            assert_eq!(check_callback(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn a_base_address_is_an_origin_or_is_refused() {
        for good in ["https://tower.im", "https://tower.im/", " https://tower.im\n"] {
            assert_eq!(Addresses::new(good, None).unwrap().api("/user"), "https://tower.im/api/v1/user");
        }
        assert_eq!(Addresses::new("https://tow\ner.im", None), Err(BadAddress::NotAbsolute));
        for more in [
            "https://tower.im/below",
            "https://tower.im/api/v1",
            "https://tower.im?x=1",
            "https://tower.im/#x",
            "https://name@tower.im",
            "https://name:password@tower.im",
        ] {
            assert_eq!(Addresses::new(more, None), Err(BadAddress::MoreThanAHost), "{more}");
        }
        let tokens = |address| Addresses::new(TOWER, Some(address)).map(|addresses| addresses.token_url);
        assert_eq!(tokens("https://t.example/oauth/token").as_deref(), Ok("https://t.example/oauth/token"));
        assert_eq!(tokens("https://name:password@t.example/"), Err(BadAddress::WithAName));
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
