//! The part of a request before its body, freed of the HTTP library.

use core::net::IpAddr;

/// A header that may stand in a request once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header<'a> {
    Absent,
    One(&'a str),
    /// Several of it, or no printable ASCII: proxies and servers disagree about what those mean.
    Unclear,
}

impl<'a> Header<'a> {
    /// The header that these values of one name make.
    pub(super) fn of(mut values: impl Iterator<Item = &'a [u8]>) -> Self {
        let (Some(value), rest) = (values.next(), values.next()) else { return Self::Absent };
        let text = std::str::from_utf8(value).ok().filter(|_| rest.is_none());
        match text {
            Some(text) if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) => Self::One(text),
            _ => Self::Unclear,
        }
    }
}

/// A request without its body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) has_query: bool,
    pub(super) content_type: Header<'a>,
    pub(super) key: Header<'a>,
    pub(super) authorization: Header<'a>,
    pub(super) host: Header<'a>,
    /// The host and port of an address that is given whole (RFC 9112, section 3.2.2).
    pub(super) authority: Option<&'a str>,
    /// A browser says where its page is from, or how far from here (`Sec-Fetch-Site`).
    pub(super) is_of_a_page: bool,
}

impl Head<'_> {
    /// Whether it can only come from a program on this machine that means this server: it names this machine, and no
    /// web page has sent it. A page's browser is on this machine too, and a page may have a name that leads here.
    pub(super) fn is_of_this_machine(&self) -> bool {
        let Header::One(host) = self.host else { return false };
        !self.is_of_a_page && is_loopback(host) && self.authority.is_none_or(is_loopback)
    }
}

/// Whether a host with a port or without one (RFC 9110, section 7.2) is this machine.
fn is_loopback(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').unwrap_or_default(),
        None => host.find(':').map_or((host, ""), |colon| host.split_at(colon)),
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    let is_port =
        port.is_empty() || (port.len() > digits.len() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let is_here = name.parse().map_or_else(
        |_| name.eq_ignore_ascii_case("localhost"),
        |address: IpAddr| address.to_canonical().is_loopback(),
    );
    is_port && is_here
}

/// The address that a proxy has written last into a list of those it speaks for: bare, with a port, in brackets, in
/// quotation marks.
pub(super) fn last_address(list: &str) -> Option<IpAddr> {
    let entry = list.rsplit(',').next()?.trim().trim_matches('"');
    let bare = match entry.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        // One colon stands before a port; an address of IPv6 has more.
        None if entry.matches(':').count() == 1 => entry.split_once(':')?.0,
        None => entry,
    };
    let bare = bare.split('%').next()?;
    bare.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head<'a>(host: Header<'a>, authority: Option<&'a str>, is_of_a_page: bool) -> Head<'a> {
        let none = Header::Absent;
        Head {
            method: "POST",
            path: "/oauth/token",
            has_query: false,
            content_type: none,
            key: none,
            authorization: none,
            host,
            authority,
            is_of_a_page,
        }
    }

    #[test]
    fn only_what_names_this_machine_and_comes_from_no_page_is_of_this_machine() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8787",
            "127.9.9.9:1",
            "[::1]:8787",
            "[::1]",
            "LocalHost:8787",
            "localhost",
            "[::ffff:127.0.0.1]:1",
        ] {
            assert!(head(Header::One(host), None, false).is_of_this_machine(), "{host}");
            assert!(head(Header::One(host), Some(host), false).is_of_this_machine(), "{host}");
            assert!(!head(Header::One(host), None, true).is_of_this_machine(), "{host}");
            assert!(!head(Header::One(host), Some("evil.example"), false).is_of_this_machine(), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example:8787",
            "localhost.evil.example",
            "user@localhost",
            "localhost:8787:1",
            "localhost:",
            "localhost:x",
            "[::1",
            "[::1]8787",
            "0.0.0.0:8787",
            "192.168.1.1",
            "::1",
        ] {
            let is_ok = host == "localhost:";
            assert_eq!(head(Header::One(host), None, false).is_of_this_machine(), is_ok, "{host}");
        }
        for none in [Header::Absent, Header::Unclear] {
            assert!(!head(none, None, false).is_of_this_machine());
        }
    }

    #[test]
    fn an_address_is_read_as_proxies_write_it() {
        for (list, address) in [
            ("203.0.113.7", "203.0.113.7"),
            ("203.0.113.7:40001", "203.0.113.7"),
            ("9.9.9.9, 203.0.113.7:40001", "203.0.113.7"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("\"[2001:db8::1]:443\"", "2001:db8::1"),
            ("fe80::1%eth0", "fe80::1"),
        ] {
            assert_eq!(last_address(list), address.parse().ok(), "{list}");
        }
        for none in ["", "unknown", "203.0.113.7, ", "[2001:db8::1", "203.0.113:1", "_hidden"] {
            assert_eq!(last_address(none), None, "{none}");
        }
    }

    #[test]
    fn a_header_is_clear_only_where_it_stands_once_in_plain_letters() {
        let of = |values: &[&'static str]| Header::of(values.iter().map(|value| value.as_bytes()));
        assert_eq!(of(&[]), Header::Absent);
        assert_eq!(of(&["Bearer a"]), Header::One("Bearer a"));
        for unclear in [&["a", "a"][..], &["\u{e4}"], &["a\tb"]] {
            assert_eq!(of(unclear), Header::Unclear, "{unclear:?}");
        }
    }
}
