//! The way to Tower and to the token server: names, proxies, TLS, and how long an answer takes. Nobody else is
//! asked, and no token goes along.

use std::time::Duration;

use tokio::net::lookup_host;
use tokio::time::timeout;
use url::{Host, Url};

use super::check::Check;
use crate::base::text::SafeText;
use crate::runtime::network::http::{Api, Knock};
use crate::tower::call::Call;
use crate::tower::oauth::Addresses;
use crate::tower::verdict::server_time;
use crate::tower::wire::{Answer, Lost};
use crate::ui::words::{Text, Words};

/// How long resolving a name may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The variables by which reqwest finds a proxy for `https`.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// What was found, and the time by Tower's clock in seconds since 1970.
pub(super) struct NetworkFindings {
    pub(super) checks: Vec<Check>,
    pub(super) server_time: Option<i64>,
}

/// Asks Tower and, where one is set, the token server, at once.
pub(super) async fn look(
    addresses: &Addresses,
    token_server: bool,
    variable: impl Fn(&str) -> Option<String>,
    words: Words,
) -> NetworkFindings {
    let proxies = proxies(addresses, &variable, words);
    let has_proxy = PROXIES.iter().any(|name| variable(name).is_some());
    let user = addresses.api(&Call::User.path());
    let tower = async {
        let (name, knock) = tokio::join!(name(&addresses.origin, has_proxy, words), knock(&user));
        let server_time = knock.as_ref().ok().and_then(|knock| server_time(&knock.answer));
        (name, answer("tower", &addresses.origin, knock, |status| status == 401, words), server_time)
    };
    let server = async {
        if !token_server {
            return None;
        }
        let knock = knock(&addresses.token_url).await;
        Some(answer("token_server", &host(&addresses.token_url), knock, |status| status < 500, words))
    };
    let ((name, tower, server_time), server) = tokio::join!(tower, server);
    let checks = [Some(proxies), name, Some(tower), server].into_iter().flatten().collect();
    NetworkFindings { checks, server_time }
}

/// A client of its own: the one for Tower is not for a token server on this machine.
async fn knock(url: &str) -> Result<Knock, Lost> {
    Api::default().knock(url).await
}

/// The address without its path, where a key may stand.
fn host(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

fn answer(
    name: &'static str,
    origin: &str,
    knock: Result<Knock, Lost>,
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
        Err(Lost::NotSent(why) | Lost::Unanswered(why)) => {
            let why = SafeText::line(&why, SafeText::NAME);
            let remedy =
                if why.as_str().contains("certificate") { words.mend_tls() } else { words.mend_network() };
            Check::fail(name, words.does_not_answer(origin, why.as_str()), remedy)
        }
        // No secret is asked for here, and no body is read.
        Err(Lost::NoSecret(_) | Lost::TooLong) => {
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
    let found = timeout(PATIENCE, lookup_host((host, url.port_or_known_default()?))).await;
    Some(match found {
        Ok(Ok(addresses)) => {
            let addresses: Vec<String> = addresses.map(|address| address.ip().to_string()).collect();
            Check::ok("name", words.name_leads_to(host, &addresses.join(", ")))
        }
        Ok(Err(error)) => {
            Check::fail("name", words.no_such_name(host, &error.to_string()), words.mend_name())
        }
        Err(_) => Check::fail("name", words.no_such_name(host, "5 s"), words.mend_name()),
    })
}

fn proxies(addresses: &Addresses, variable: impl Fn(&str) -> Option<String>, words: Words) -> Check {
    let name = "proxy";
    let set = |name: &&'static str| Some((*name, variable(name)?));
    let found: Vec<_> = PROXIES.iter().filter_map(set).map(|(name, value)| (name, bare(&value))).collect();
    if let Some((variable, None)) = found.iter().find(|(_, address)| address.is_none()) {
        return Check::warn(name, words.bad_proxy(variable), words.mend_proxy());
    }
    let mut told: Vec<String> =
        found.into_iter().filter_map(|(name, address)| Some(format!("{name}={}", address?))).collect();
    told.extend(
        ["NO_PROXY", "no_proxy"]
            .iter()
            .filter_map(set)
            .map(|(name, value)| format!("{name}={}", SafeText::line(&value, SafeText::NAME).as_str())),
    );
    match (told.is_empty(), addresses.is_loopback()) {
        (true, _) => Check::ok(name, words.no_proxy()),
        (false, true) => Check::ok(name, words.proxy_not_used(&told.join(" "))),
        (false, false) => Check::ok(name, told.join(" ").into()),
    }
}

/// A proxy's address without the name and the password that may stand in it.
fn bare(proxy: &str) -> Option<String> {
    let proxy = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    let url = Url::parse(&proxy).ok()?;
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    Some(format!("{}://{}{port}", url.scheme(), url.host_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_shown_without_name_and_password() {
        for (proxy, shown) in [
            ("http://proxy.example.com:8080", Some("http://proxy.example.com:8080")),
            ("marker:marker@proxy.example.com:8080", Some("http://proxy.example.com:8080")),
            ("socks5h://marker:marker@127.0.0.1/marker?marker", Some("socks5h://127.0.0.1")),
            ("http://", None),
            ("marker marker", None),
        ] {
            assert_eq!(bare(proxy).as_deref(), shown, "{proxy}");
        }
    }
}
