//! The part of a request before its body, freed of the HTTP library.

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
}

#[cfg(test)]
mod tests {
    use super::*;

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
