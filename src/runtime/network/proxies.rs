//! Which proxy stands between, as the environment says: decided here for the client and for the doctor.

use std::net::IpAddr;

use axum::http::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use url::{Host, Url};

use crate::base::text::bare;
use crate::tower::oauth::is_local;

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
        let address = match address.split_once("://") {
            Some((scheme, rest)) => format!("{}://{rest}", scheme.to_ascii_lowercase()),
            None => address,
        };
        let proxies = Self { variable, address, exceptions: EXCEPTIONS.iter().find_map(set) };
        // The client goes its way without one whose address it cannot read.
        let is_one = proxies.for_client().is_ok() && proxies.is_read();
        if is_one { Ok(Some(proxies)) } else { Err(BadProxy(variable)) }
    }

    /// For the HTTP client, for all that it asks.
    pub(super) fn for_client(&self) -> reqwest::Result<reqwest::Proxy> {
        reqwest::Proxy::all(&self.address)
    }

    fn is_read(&self) -> bool {
        let matcher = Matcher::builder().all(&*self.address).build();
        matcher.intercept(&Uri::from_static("https://tower.example/")).is_some()
    }

    /// Whether what is asked of this address goes through it.
    pub(in crate::runtime) fn is_for(&self, address: &str) -> bool {
        let exceptions = self.exceptions.as_ref().map(|(_, hosts)| hosts.as_str()).unwrap_or_default();
        let mut entries = exceptions.split([',', ';', ' ', '\t']).filter(|entry| !entry.is_empty());
        Url::parse(address).is_ok_and(|url| !is_local(&url) && !entries.any(|entry| excepts(entry, &url)))
    }

    /// Its address without the name and the password that may stand in it.
    pub(in crate::runtime) fn shown(&self) -> String {
        let address = if self.address.contains("://") {
            self.address.clone()
        } else {
            format!("http://{}", self.address)
        };
        let Ok(url) = Url::parse(&address) else { return String::new() };
        let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
        format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
    }
}

/// Whether this entry of the exceptions means an address: `*`, a host and those below it, also as `.host` or `*.host`, an
/// address or a net of them, the beginning of one as `10.*`; each of them with a port, or as a whole address.
fn excepts(entry: &str, url: &Url) -> bool {
    let entry = entry.split_once("://").map_or(entry, |(_, rest)| rest).trim_end_matches('/');
    let (name, port) = match entry.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => (name, port.parse::<u16>().ok()),
        _ => (entry, None),
    };
    if port.is_some() && port != url.port_or_known_default() {
        return false;
    }
    let name = name.trim_start_matches('[').trim_end_matches([']', '.']);
    let asked = url.host_str().unwrap_or_default().trim_end_matches('.');
    if let Some(beginning) = name.strip_suffix('*') {
        return asked.starts_with(beginning);
    }
    match url.host() {
        Some(Host::Ipv4(ip)) => is_within(ip.into(), name),
        Some(Host::Ipv6(ip)) => is_within(ip.into(), name),
        Some(Host::Domain(_)) => {
            let name = name.trim_start_matches('*').trim_start_matches('.');
            // As the address has it: in small letters, and others than ASCII encoded.
            let Ok(Host::Domain(name)) = Host::parse(name) else { return false };
            asked == name || asked.strip_suffix(&*name).is_some_and(|before| before.ends_with('.'))
        }
        None => false,
    }
}

/// Whether an address is this one, or in this net.
fn is_within(ip: IpAddr, net: &str) -> bool {
    let (net, bits) = net.split_once('/').map_or((net, None), |(net, bits)| (net, Some(bits)));
    let (bits_of_ip, net_bits, length) = match (ip, net.parse()) {
        (IpAddr::V4(ip), Ok(IpAddr::V4(net))) => (u128::from(u32::from(ip)), u128::from(u32::from(net)), 32),
        (IpAddr::V6(ip), Ok(IpAddr::V6(net))) => (u128::from(ip), u128::from(net), 128),
        _ => return false,
    };
    let Ok(bits) = bits.map_or(Ok(length), str::parse::<u32>) else { return false };
    let shift = length.checked_sub(bits);
    shift.is_some_and(|shift| bits == 0 || bits_of_ip >> shift == net_bits >> shift)
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
            (&[("all_proxy", "SOCKS5h://a:1")], Some("all_proxy")),
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
    fn u41_an_exception_is_asked_without_it_however_it_is_written() {
        let through = |exceptions: &str, address: &str| {
            of(&[("HTTPS_PROXY", "http://a:1"), ("no_proxy", exceptions)]).unwrap().unwrap().is_for(address)
        };
        for entry in [
            "tower.im",
            ".tower.im",
            "*.tower.im",
            "IM",
            "*",
            "Tower.IM.",
            "tower.im:443",
            "https://tower.im/",
            "tower.*",
            "x.example,tower.im",
            "x.example tower.im",
            "x.example; tower.im",
            "\ttower.im ,",
        ] {
            assert!(!through(entry, "https://tower.im/api"), "{entry}");
        }
        assert!(!through("tower.im", "https://TOWER.im.:443/") && !through("塔.中国", "https://塔.中国/"));
        for entry in ["tower.im:8443", "ower.im", "x.tower.im", "10.0.0.0/8", "tower.imx", "", ","] {
            assert!(through(entry, "https://tower.im/api"), "{entry}");
        }
        for entry in ["10.1.2.3", "10.1.2.3:443", "10.0.0.0/8", "10.1.2.3/32", "0.0.0.0/0", "10.*"] {
            assert!(!through(entry, "https://10.1.2.3/"), "{entry}");
        }
        for entry in ["10.1.2.4", "11.0.0.0/8", "10.0.0.0/33", "::/0", "10.1.2.3:1"] {
            assert!(through(entry, "https://10.1.2.3/"), "{entry}");
        }
        for entry in ["fd00::1", "[fd00::1]", "[fd00::1]:443", "fd00::/8"] {
            assert!(!through(entry, "https://[fd00::1]/"), "{entry}");
        }
        for local in ["https://127.0.0.1:8443/", "https://localhost/", "http://[::1]:80/"] {
            assert!(!through("", local), "{local}");
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
