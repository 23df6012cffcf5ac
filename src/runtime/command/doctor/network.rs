//! The way to Tower and to the token server: names, proxies, TLS, and how long an answer takes. Nobody else is
//! asked, and no token goes along.

use std::time::Duration;

use tokio::time::timeout;
use url::{Host, Url};

use super::check::Check;
use crate::base::secret::Secret;
use crate::base::text::SafeText;
use crate::runtime::network::http::{Api, Knock};
use crate::runtime::network::proxies::{BadProxy, Proxies};
use crate::runtime::network::resolver;
use crate::runtime::threads;
use crate::tower::call::Call;
use crate::tower::oauth::Addresses;
use crate::tower::verdict::server_time;
use crate::tower::wire::{Answer, TransportError};
use crate::ui::words::{Text, Words};

/// How long resolving a name may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The key to a token server; none where the person has none.
pub(super) struct TokenKey<'a>(pub(super) Option<&'a Secret>);

/// What was found, and the time by Tower's clock in seconds since 1970.
pub(super) struct NetworkFindings {
    pub(super) checks: Vec<Check>,
    pub(super) server_time: Option<i64>,
}

/// Asks Tower and, where one is set, the token server with the key to it, at once.
pub(super) async fn look(
    addresses: &Addresses,
    token_server: Option<TokenKey<'_>>,
    words: Words,
) -> NetworkFindings {
    let proxies = Proxies::of_environment();
    let proxy = proxy(&proxies, addresses, words);
    // What should be a proxy and is none is what is told, and not the name server.
    let has_proxy =
        proxies.map_or(true, |proxies| proxies.is_some_and(|proxies| proxies.is_for(&addresses.origin)));
    let user = addresses.api(&Call::User.path());
    let tower = async {
        let (name, knock) = tokio::join!(name(&addresses.origin, has_proxy, words), knock(&user));
        let server_time = knock.as_ref().ok().and_then(|knock| server_time(&knock.answer));
        (name, answer("tower", &addresses.origin, knock, |status| status == 401, words), server_time)
    };
    let server = async {
        let TokenKey(key) = token_server?;
        let knock = knock(&addresses.token_url).await;
        let is_there = knock.is_ok();
        let check = answer("token_server", &host(&addresses.token_url), knock, |status| status < 500, words);
        let tried = if is_there { try_key(&addresses.token_url, key, words).await } else { None };
        Some((check, tried))
    };
    let ((name, tower, server_time), server) = tokio::join!(tower, server);
    let (server, key) = server.unzip();
    let checks = [Some(proxy), name, Some(tower), server, key.flatten()].into_iter().flatten().collect();
    NetworkFindings { checks, server_time }
}

/// A client of its own: the one for Tower is not for a token server on this machine.
async fn knock(url: &str) -> Result<Knock, TransportError> {
    Api::default().knock(url).await
}

/// Whether the token server lets this key in; none where it does not say.
async fn try_key(url: &str, key: Option<&Secret>, words: Words) -> Option<Check> {
    let name = "token_key";
    let answer = Api::default().try_key(url, key).await.ok()?;
    Some(match (answer.status, key) {
        (403, Some(_)) => Check::fail(name, words.key_refused(), words.mend_key()),
        (403, None) => Check::fail(name, words.key_missing(), words.mend_key()),
        (400 | 401, Some(_)) => Check::ok(name, words.key_taken()),
        (400 | 401, None) => Check::ok(name, words.no_key_needed()),
        (429, _) => Check::warn(name, words.key_not_tried(), words.wait_for_server()),
        _ => return None,
    })
}

/// The address without its path, where a key may stand.
fn host(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

fn answer(
    name: &'static str,
    origin: &str,
    knock: Result<Knock, TransportError>,
    expected: impl Fn(u16) -> bool,
    words: Words,
) -> Check {
    match knock {
        Ok(Knock { took, answer: Answer { status, .. } }) => {
            let says = words.answers(origin, status, took.as_millis());
            if expected(status) {
                Check::ok(name, says)
            } else {
                Check::warn(name, says, strange(status, words))
            }
        }
        Err(TransportError::NotSent(why) | TransportError::Unanswered(why)) => {
            let why = SafeText::line(&why, SafeText::NAME);
            let remedy = words.mend_connection(why.as_str());
            Check::fail(name, words.does_not_answer(origin, why.as_str()), remedy)
        }
        // No secret is asked for here, and no body is read.
        Err(TransportError::NoSecret(_) | TransportError::TooLong) => {
            Check::fail(name, words.does_not_answer(origin, "-"), words.mend_network())
        }
    }
}

fn strange(status: u16, words: Words) -> Text {
    if status >= 500 { words.wait_for_server() } else { words.something_between() }
}

/// Whether the host name resolves; none where there is no name, or where a proxy resolves it.
async fn name(origin: &str, has_proxy: bool, words: Words) -> Option<Check> {
    let url = Url::parse(origin).ok()?;
    let Some(Host::Domain(host)) = url.host() else { return None };
    if has_proxy && url.scheme() == "https" {
        return None;
    }
    let asked = host.to_owned();
    let found = timeout(PATIENCE, threads::run(move || resolver::addresses(&asked))).await;
    Some(match found {
        Ok(Ok(addresses)) => {
            let addresses: Vec<String> = addresses.iter().map(|address| address.ip().to_string()).collect();
            Check::ok("name", words.name_leads_to(host, &words.listed(&addresses)))
        }
        Ok(Err(error)) => {
            Check::fail("name", words.no_such_name(host, &error.to_string()), words.mend_name())
        }
        Err(_) => Check::fail("name", words.no_such_name(host, "5 s"), words.mend_name()),
    })
}

fn proxy(proxies: &Result<Option<Proxies>, BadProxy>, addresses: &Addresses, words: Words) -> Check {
    let name = "proxy";
    let proxies = match proxies {
        Err(BadProxy(variable)) if addresses.is_loopback() => {
            return Check::warn(name, words.bad_proxy(variable), words.mend_proxy());
        }
        Err(BadProxy(variable)) => return Check::fail(name, words.bad_proxy(variable), words.mend_proxy()),
        Ok(None) => return Check::ok(name, words.no_proxy()),
        Ok(Some(proxies)) => proxies,
    };
    let exceptions = proxies
        .exceptions
        .as_ref()
        .map(|(name, hosts)| format!(" {name}={}", SafeText::line(hosts, SafeText::NAME).as_str()));
    let told = format!("{}={}{}", proxies.variable, proxies.shown(), exceptions.unwrap_or_default());
    if addresses.is_loopback() {
        return Check::ok(name, words.proxy_not_used(&told));
    }
    let tower = !proxies.is_for(&addresses.origin);
    let token_server =
        host(&addresses.token_url) != addresses.origin && !proxies.is_for(&addresses.token_url);
    if tower || token_server {
        Check::ok(name, words.proxy_excepted(&told, tower, token_server))
    } else {
        Check::ok(name, told.into())
    }
}
