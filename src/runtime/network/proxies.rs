//! Which proxy stands between, as the environment says: decided here for the client and for the doctor.

use axum::http::Uri;
use hyper_util::client::proxy::matcher::Matcher;

use crate::base::text::bare;

/// Where a proxy for `https` is named, the first that says something first.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// Where hosts are named that are asked without it.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The proxy for `https`, and the hosts that it is not for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) struct Proxies {
    /// The variable that names it.
    pub(in crate::runtime) variable: &'static str,
    /// Its address; a name and a password may stand in it.
    address: String,
    /// The variable with the exceptions, and what it says.
    pub(in crate::runtime) exceptions: Option<(&'static str, String)>,
}

/// This variable names no proxy that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) struct BadProxy(pub(in crate::runtime) &'static str);

impl Proxies {
    /// As the environment has it; none where it names no proxy.
    pub(in crate::runtime) fn of_environment() -> Result<Option<Self>, BadProxy> {
        Self::of(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    pub(in crate::runtime) fn of(
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, BadProxy> {
        let set = |name: &&'static str| {
            let value = variable(name)?;
            let value = bare(&value);
            (!value.is_empty()).then(|| (*name, value.to_owned()))
        };
        let Some((variable, address)) = PROXIES.iter().find_map(set) else { return Ok(None) };
        let proxies = Self { variable, address, exceptions: EXCEPTIONS.iter().find_map(set) };
        // The client goes its way without one whose address it cannot read.
        let everywhere = Self { exceptions: None, ..proxies.clone() };
        let is_one = everywhere.for_client().is_ok() && everywhere.is_for("https://tower.example/");
        if is_one { Ok(Some(proxies)) } else { Err(BadProxy(variable)) }
    }

    /// For the HTTP client.
    pub(super) fn for_client(&self) -> reqwest::Result<reqwest::Proxy> {
        let exceptions = self.exceptions.as_ref().and_then(|(_, hosts)| reqwest::NoProxy::from_string(hosts));
        Ok(reqwest::Proxy::all(&self.address)?.no_proxy(exceptions))
    }

    /// Whether what is asked of this address goes through it.
    pub(in crate::runtime) fn is_for(&self, address: &str) -> bool {
        let exceptions = self.exceptions.as_ref().map(|(_, hosts)| hosts.as_str()).unwrap_or_default();
        let matcher = Matcher::builder().all(&*self.address).no(exceptions).build();
        address.parse().is_ok_and(|address: Uri| matcher.intercept(&address).is_some())
    }

    /// Its address without the name and the password that may stand in it.
    pub(in crate::runtime) fn shown(&self) -> String {
        let address = if self.address.contains("://") {
            self.address.clone()
        } else {
            format!("http://{}", self.address)
        };
        let Ok(url) = url::Url::parse(&address) else { return String::new() };
        let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
        format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(set: &[(&str, &str)]) -> Result<Option<Proxies>, BadProxy> {
        Proxies::of(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_first_variable_that_says_something_counts_without_what_nobody_sees() {
        for (set, variable) in [
            (&[("https_proxy", "http://a:1"), ("ALL_PROXY", "http://b:1")][..], Some("https_proxy")),
            (&[("HTTPS_PROXY", " "), ("https_proxy", "http://a:1")], Some("https_proxy")),
            (&[("HTTPS_PROXY", "http://a:1\r\n")], Some("HTTPS_PROXY")),
            (&[("all_proxy", "socks5h://a:1")], Some("all_proxy")),
            (&[("HTTP_PROXY", "http://a:1"), ("NO_PROXY", "*")], None),
            (&[("HTTPS_PROXY", "")], None),
        ] {
            assert_eq!(of(set).unwrap().map(|proxies| proxies.variable), variable, "{set:?}");
        }
        for bad in ["http://", "ftp://a:1", "a b", "http://a:port"] {
            assert_eq!(of(&[("HTTPS_PROXY", bad)]), Err(BadProxy("HTTPS_PROXY")), "{bad}");
        }
    }

    #[test]
    fn an_exception_is_asked_without_it() {
        let proxies =
            of(&[("HTTPS_PROXY", "http://a:1"), ("no_proxy", "tower.im, .example.com")]).unwrap().unwrap();
        for (address, through) in [
            ("https://tower.im/", false),
            ("https://tokens.example.com/oauth/token", false),
            ("https://tower.example/", true),
        ] {
            assert_eq!(proxies.is_for(address), through, "{address}");
        }
    }

    #[test]
    fn a_proxy_is_shown_without_name_and_password() {
        for (proxy, shown) in [
            ("http://proxy.example.com:8080", "http://proxy.example.com:8080"),
            ("marker:marker@proxy.example.com:8080", "http://proxy.example.com:8080"),
            ("socks5h://marker:marker@127.0.0.1/marker?marker", "socks5h://127.0.0.1"),
        ] {
            assert_eq!(of(&[("ALL_PROXY", proxy)]).unwrap().unwrap().shown(), shown, "{proxy}");
        }
    }
}
