//! Signed addresses in what Tower writes. Whoever has one is let in, so its signature is taken away where the text
//! comes in, and nothing behind that can show, keep or print it.

use std::borrow::Cow;

use crate::tower::html;

/// The parameters by which an address shows that it is signed.
const SIGNATURES: [&str; 12] = [
    "signature",
    "ossaccesskeyid",
    "x-amz-signature",
    "x-oss-signature",
    "x-goog-signature",
    "q-signature",
    "auth_key",
    "sig",
    "sign",
    "token",
    "access_token",
    "refresh_token",
];

/// The text, plain or HTML, without the query of any signed address in it.
pub(super) fn without_signatures(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut bare = String::new();
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once('?') {
        let end = after.find(ends_query).unwrap_or(after.len());
        let (query, behind) = after.split_at(end);
        bare.push_str(before);
        if is_signed(query) {
            rest = behind;
        } else {
            bare.push('?');
            bare.push_str(query);
            rest = behind;
        }
    }
    if bare.len() + rest.len() == text.len() {
        return text;
    }
    bare.push_str(rest);
    Cow::Owned(bare)
}

/// Whether a query ends before this character. A second `?` may stand in a query, but begins another search.
fn ends_query(char: char) -> bool {
    char.is_whitespace() || !char.is_ascii() || matches!(char, '?' | '"' | '\'' | '<' | '>' | '`' | '\\')
}

fn is_signed(query: &str) -> bool {
    // In HTML, an `&` is written `&amp;` or by its number.
    let query: String = html::decoded(query).collect();
    let mut names = url::form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.to_ascii_lowercase());
    query.contains('=') && names.any(|name| SIGNATURES.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bare(text: &str) -> String {
        without_signatures(Cow::Borrowed(text)).into_owned()
    }

    #[test]
    fn t8_08_a_signed_address_loses_its_query_wherever_it_stands() {
        let address = "https://files.example.com/a.png";
        for query in [
            "OSSAccessKeyId=k&Expires=1&Signature=s%2F",
            "Expires=1&amp;Signature=s",
            "a=1&#38;x-oss-signature=s",
            "auth_key=1-2-3",
            "sig=s",
            "X-Amz-Date=1&X-Amz-Signature=s#top",
        ] {
            for (before, after) in [
                ("", ""),
                ("<p>见 <a href=\"", "\">图</a></p>"),
                ("<img src='", "'>"),
                ("", "，见图"),
                ("https://example.com/?page=2 ", " 好吗? 好"),
            ] {
                let signed = format!("{before}{address}?{query}{after}");
                assert_eq!(bare(&signed), format!("{before}{address}{after}"), "{signed}");
            }
        }
        assert_eq!(bare("a?x=1?Signature=s b"), "a?x=1 b");
    }

    #[test]
    fn what_is_not_signed_stays() {
        for text in
            ["", "?", "为什么?", "https://example.com/?page=2&design=3#token", "a?signature", "x?y=sig"]
        {
            assert_eq!(bare(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_stops_it_and_nothing_is_added(text in any::<String>()) {
            prop_assert!(bare(&text).len() <= text.len());
        }
    }
}
