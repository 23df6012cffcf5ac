//! The authorization code in whatever the person pasted.

use url::{Url, form_urlencoded};

use super::error_word::ErrorWord;
use crate::base::secret::Secret;
use crate::base::text::{SafeText, is_invisible, is_joiner, without_escapes};

const READ_BYTES: usize = 4096;
const CODE_BYTES: usize = 512;
/// No code Tower is known to give is shorter: 43 characters of base64 or 64 hex digits.
const WHOLE_CODE_BYTES: usize = 40;
const QUOTES: &str = "\"'`<>“”‘’「」『』＂＇";
const LABELS: [&str; 4] = ["authorization_code", "authorization code", "code", "授权码"];
const PARAMETERS: [&str; 5] = ["code", "authorization_code", "state", "error", "access_token"];

/// The login that the pasted text should answer.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The page the browser was sent to.
    pub authorize_url: &'a Url,
    /// The app's callback, an address or the out-of-band URN.
    pub redirect_uri: &'a str,
    /// The `state` that went with the page, if one did.
    pub state: Option<&'a str>,
    /// The app's id, which some people paste instead of the code.
    pub client_id: &'a str,
    /// The app's secret, for the same reason.
    pub client_secret: Option<&'a Secret>,
}

/// An authorization code: 1 to 512 printable ASCII characters (RFC 6749 appendix A.11), no space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(Secret);

impl Code {
    /// The code itself, for the wire.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// How many characters the code has.
    pub fn characters(&self) -> usize {
        self.expose().len()
    }

    /// What a screen may show, such as `3b9f40aa⋯e1`; of a code under 16 characters nothing at all.
    pub fn masked(&self) -> String {
        let code = self.expose();
        let shown = if code.len() < 16 { None } else { code.get(..8).zip(code.get(code.len() - 2..)) };
        let (head, tail) = shown.unwrap_or_default();
        format!("{head}⋯{tail}")
    }
}

/// Why the pasted text has no code to send: one variant for each sentence that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// Nothing but space and quotes.
    Empty,
    /// An address or an answer in which there is no code.
    NoCode,
    /// The address answers another login: its `state` is not the one sent.
    OtherLogin,
    /// The person, or Tower, declined (`access_denied`).
    Declined,
    /// Tower answered with another error.
    ServerError {
        /// What Tower called it.
        word: ErrorWord,
    },
    /// The page to open, not its answer.
    AuthorizePage,
    /// An address of neither Tower nor the app's callback.
    OtherHost {
        /// Whose it is.
        host: SafeText,
    },
    /// An access token in an address, which this program does not take (RFC 9700 section 2.1.2).
    ImplicitToken,
    /// More than one code.
    TwoCodes,
    /// The app's id.
    ClientId,
    /// The app's secret.
    ClientSecret,
    /// The answer of the token endpoint, not a code.
    Token,
    /// A space inside.
    Spaces,
    /// A character outside ASCII.
    NotAscii,
    /// More than 512 characters.
    TooLong,
    /// A control character that is neither a line break nor part of an escape sequence.
    Control,
}

/// Takes the code out of `text`: a bare code, `code=…`, or the address the browser ended at, with
/// whatever quotes, line breaks and invisible characters came along. Only the first 4 KiB are read.
///
/// A code in an address is percent-decoded once; `+` stays `+`, because codes may hold it.
pub fn read_pasted(text: &str, expected: &Expected<'_>) -> Result<Code, Unusable> {
    let text = visible(text)?;
    let text = unquoted(&text);
    if text.contains("_token\"") {
        return Err(Unusable::Token);
    }
    if text.starts_with('{') {
        return Err(refusal(&serde_json::from_str(text).unwrap_or_default()));
    }
    let text = one_line(without_label(text))?;
    match address(&text, expected.authorize_url)? {
        Some(url) => from_address(&url, expected),
        None => accept(&text, expected),
    }
}

fn visible(text: &str) -> Result<String, Unusable> {
    let near = text.char_indices().take_while(|(start, c)| start + c.len_utf8() <= READ_BYTES);
    without_escapes(&near.map(|(_, c)| c).collect::<String>())
        .filter(|&c| !is_invisible(c) && !is_joiner(c))
        .map(|c| match c {
            '\r' => Ok('\n'),
            c if c.is_control() && !c.is_whitespace() => Err(Unusable::Control),
            c => Ok(c),
        })
        .collect()
}

/// Without what stands around it: a code is ASCII, so that no other mark at its ends is one of it.
fn unquoted(text: &str) -> &str {
    let is_mark = |c: char| !c.is_ascii() && !c.is_alphanumeric();
    text.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(c) || is_mark(c))
}

/// Why a JSON object holds no code. Tower shows one where it declines an out-of-band login.
fn refusal(answer: &serde_json::Value) -> Unusable {
    answer.get("error").and_then(serde_json::Value::as_str).map_or(Unusable::NoCode, declined)
}

fn declined(error: &str) -> Unusable {
    if error == "access_denied" {
        Unusable::Declined
    } else {
        Unusable::ServerError { word: ErrorWord::new(error) }
    }
}

fn without_label(text: &str) -> &str {
    match text.split_once([':', '：']) {
        Some((label, rest)) if LABELS.iter().any(|known| unquoted(label).eq_ignore_ascii_case(known)) => {
            unquoted(rest)
        }
        _ => text,
    }
}

/// A terminal or a mail program may have broken one code into rows; a space within a row is a mistake.
fn one_line(text: &str) -> Result<String, Unusable> {
    let words: Vec<_> = text.split_whitespace().collect();
    let codes = words.iter().filter(|word| word.contains("code=")).count();
    let size = words.first().map_or(0, |word| word.len());
    let whole = size >= WHOLE_CODE_BYTES && words.iter().all(|word| word.len() == size);
    if codes > 1 || (whole && words.len() > 1) {
        return Err(Unusable::TwoCodes);
    }
    if text.lines().any(|row| row.trim().contains(char::is_whitespace)) {
        return Err(Unusable::Spaces);
    }
    if words.is_empty() { Err(Unusable::Empty) } else { Ok(words.concat()) }
}

/// The address that `text` is, or is a part of; `None` for a bare code.
fn address(text: &str, page: &Url) -> Result<Option<Url>, Unusable> {
    let query = text.trim_start_matches(['?', '&']);
    let name = query.trim_start_matches('#').split_once('=').map(|(name, _)| name);
    let url = if text.contains("://") {
        Url::parse(text)
    } else if name.is_some_and(|name| PARAMETERS.contains(&name)) {
        page.join(&if query.starts_with('#') { query.to_owned() } else { format!("?{query}") })
    } else if text.starts_with(page.path()) {
        page.join(text)
    } else if page
        .host_str()
        .and_then(|host| text.strip_prefix(host))
        .is_some_and(|path| path.starts_with('/'))
    {
        Url::parse(&format!("https://{text}"))
    } else {
        return Ok(None);
    };
    url.map(Some).map_err(|_| Unusable::NoCode)
}

fn from_address(url: &Url, expected: &Expected<'_>) -> Result<Code, Unusable> {
    let host = url.host_str().unwrap_or_default();
    let callback = Url::parse(expected.redirect_uri).ok();
    if ![Some(expected.authorize_url), callback.as_ref()]
        .into_iter()
        .flatten()
        .any(|known| known.host_str() == Some(host))
    {
        return Err(Unusable::OtherHost { host: SafeText::line(host, SafeText::NAME) });
    }
    let parameters = decoded(url.query().unwrap_or_default());
    let named = |wanted: &'static str| {
        parameters.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let fragment = decoded(url.fragment().unwrap_or_default());
    if named("access_token").next().is_some() || fragment.iter().any(|(name, _)| name == "access_token") {
        return Err(Unusable::ImplicitToken);
    }
    let mut codes = named("code").chain(named("authorization_code"));
    let (code, error) = (codes.next(), named("error").next());
    if url.path() == expected.authorize_url.path() && code.is_none() && error.is_none() {
        return Err(Unusable::AuthorizePage);
    }
    if named("state").any(|state| Some(state) != expected.state) {
        return Err(Unusable::OtherLogin);
    }
    if let Some(error) = error {
        return Err(declined(error));
    }
    if codes.next().is_some() {
        return Err(Unusable::TwoCodes);
    }
    match code {
        Some(code) => accept(code, expected),
        None => accept(&code_in_path(url, expected.authorize_url), expected),
    }
}

/// Doorkeeper before 4.3 shows the code at `…/oauth/authorize/<code>`, later at `…/native?code=<code>`.
fn code_in_path(url: &Url, page: &Url) -> String {
    let tail = url.path().strip_prefix(page.path()).and_then(|tail| tail.strip_prefix('/'));
    let segment = tail.map(|tail| tail.trim_end_matches('/')).filter(|&segment| segment != "native");
    let query = format!("code={}", segment.unwrap_or_default().replace('&', "%26"));
    decoded(&query).into_iter().map(|(_, code)| code).collect()
}

fn decoded(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.replace('+', "%2B").as_bytes()).into_owned().collect()
}

fn accept(code: &str, expected: &Expected<'_>) -> Result<Code, Unusable> {
    let code = unquoted(code);
    let is_other = |c: char| c.is_control() && !c.is_whitespace();
    Err(match code {
        "" => Unusable::NoCode,
        _ if code == expected.client_id => Unusable::ClientId,
        _ if expected.client_secret.is_some_and(|secret| secret.expose() == code) => Unusable::ClientSecret,
        _ if code.starts_with(expected.redirect_uri) => Unusable::NoCode,
        _ if code.contains("://") => Unusable::TwoCodes,
        _ if code.contains(is_other) => Unusable::Control,
        _ if !code.is_ascii() => Unusable::NotAscii,
        _ if code.contains(char::is_whitespace) => Unusable::Spaces,
        _ if code.len() > CODE_BYTES => Unusable::TooLong,
        _ => return Ok(Code(Secret::new(code))),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CODE: &str = "3b9f40aa00112233445566778899aabbccddeeff00112233445566778899aae1";
    const OOB: &str = "urn:ietf:wg:oauth:2.0:oob";
    const PAGE: &str = "https://tower.im/oauth/authorize";
    const ASKED: &str = "https://tower.im/oauth/authorize?client_id=app-id&redirect_uri=urn:ietf:wg:oauth:2.0:oob&response_type=code";

    fn read_for(text: &str, redirect_uri: &str, state: Option<&str>) -> Result<String, Unusable> {
        let authorize_url = &Url::parse(ASKED).unwrap();
        let client_secret = Some(&Secret::new("app-secret"));
        let expected = Expected { authorize_url, redirect_uri, state, client_id: "app-id", client_secret };
        read_pasted(text, &expected).map(|code| code.expose().to_owned())
    }

    fn read(text: &str) -> Result<String, Unusable> {
        read_for(text, OOB, None)
    }

    #[test]
    fn t7_01_a_bare_code_is_taken_whatever_is_around_it() {
        let (head, tail) = CODE.split_at(30);
        for text in [
            CODE.to_owned(),
            format!("  {CODE}\r\n"),
            format!("\t\"{CODE}\"\t"),
            format!("'{CODE}'"),
            format!("`{CODE}`"),
            format!("<{CODE}>"),
            format!("“{CODE}”"),
            format!("「{CODE}」\n"),
            format!("\u{FEFF}{head}\u{200B}{tail}\u{200D}"),
            format!("\u{1B}[200~{CODE}\u{1B}[201~"),
            format!("\u{1B}[31m{CODE}\u{1B}]0;x\u{7}"),
            format!("{head}\r\n{tail}"),
            format!("  {head}  \n\n  {tail}  "),
            format!("authorization_code: {CODE}"),
            format!("\"authorization_code\": \"{CODE}\""),
            format!("授权码：{CODE}"),
            format!("（{CODE}）。"),
            format!("授权码：{CODE}\u{fe0f}；"),
        ] {
            assert_eq!(read(&text).as_deref(), Ok(CODE), "{text:?}");
        }
    }

    #[test]
    fn t7_01_the_code_is_taken_out_of_an_address() {
        for text in [
            format!("{PAGE}/{CODE}"),
            format!("{PAGE}/{CODE}/"),
            format!("{PAGE}/native?code={CODE}"),
            format!("{PAGE}/native?\ncode={CODE}"),
            format!("<{PAGE}/native?code={CODE}>"),
            format!("tower.im/oauth/authorize/native?code={CODE}"),
            format!("/oauth/authorize/native?code={CODE}"),
            format!("?code={CODE}"),
            format!("code={CODE}"),
            format!("code=\"{CODE}\""),
            format!("authorization_code={CODE}"),
        ] {
            assert_eq!(read(&text).as_deref(), Ok(CODE), "{text:?}");
        }
        let callback = format!("https://app.example/cb?code={CODE}&state=ours");
        assert_eq!(read_for(&callback, "https://app.example/cb", Some("ours")).as_deref(), Ok(CODE));
    }

    #[test]
    fn t7_01_a_code_in_an_address_is_decoded_once_and_keeps_its_plus() {
        assert_eq!(read("code=a%2Bb+c%252F%3D").as_deref(), Ok("a+b+c%2F="));
        assert_eq!(read(&format!("{PAGE}/a%2Bb+c&d%3D")).as_deref(), Ok("a+b+c&d="));
        assert_eq!(read("a%2Bb").as_deref(), Ok("a%2Bb"));
    }

    #[test]
    fn t7_09_an_address_of_another_login_is_refused() {
        let answer = format!("code={CODE}&state=theirs");
        assert_eq!(read_for(&answer, OOB, Some("ours")), Err(Unusable::OtherLogin));
        assert_eq!(read(&answer), Err(Unusable::OtherLogin));
        assert_eq!(read_for(&format!("code={CODE}"), OOB, Some("ours")).as_deref(), Ok(CODE));
    }

    #[test]
    fn t7_01_an_error_is_told_in_its_own_words() {
        let server_error = |word| Err(Unusable::ServerError { word: ErrorWord::new(word) });
        assert_eq!(read("https://tower.im/cb?error=access_denied"), Err(Unusable::Declined));
        assert_eq!(read(r#"{"error":"access_denied","error_description":""}"#), Err(Unusable::Declined));
        assert_eq!(read("error=server_error"), server_error("server_error"));
        assert_eq!(
            read(&format!("error=%1B[31m{}", "x".repeat(99))),
            server_error(&format!("[31m{}", "x".repeat(60)))
        );
    }

    #[test]
    fn t7_01_what_is_not_a_code_is_named() {
        let other_host = Unusable::OtherHost { host: SafeText::line("evil.example", SafeText::NAME) };
        for (text, why) in [
            ("", Unusable::Empty),
            (" \r\n\"\" \u{200B}", Unusable::Empty),
            ("code=", Unusable::NoCode),
            ("https://", Unusable::NoCode),
            ("https://tower.im/teams", Unusable::NoCode),
            ("https://tower.im/oauth/authorize/native", Unusable::NoCode),
            (OOB, Unusable::NoCode),
            ("{}", Unusable::NoCode),
            (ASKED, Unusable::AuthorizePage),
            ("https://evil.example/cb?code=abc", other_host),
            ("https://tower.im/cb#access_token=abc&token_type=bearer", Unusable::ImplicitToken),
            ("#access_token=abc", Unusable::ImplicitToken),
            ("access_token=abc", Unusable::ImplicitToken),
            ("code=abc&code=def", Unusable::TwoCodes),
            ("code=abc code=def", Unusable::TwoCodes),
            ("https://tower.im/cb?code=abchttps://tower.im/cb?code=def", Unusable::TwoCodes),
            (
                "https://tower.im/oauth/authorize/abc\nhttps://tower.im/oauth/authorize/def",
                Unusable::TwoCodes,
            ),
            ("app-id", Unusable::ClientId),
            ("app-secret", Unusable::ClientSecret),
            ("code=app-secret", Unusable::ClientSecret),
            (r#"{"access_token":"abc","token_type":"bearer"}"#, Unusable::Token),
            (r#""refresh_token": "abc""#, Unusable::Token),
            ("abc def", Unusable::Spaces),
            ("code=abc%20def", Unusable::Spaces),
            ("abc\u{8}def", Unusable::Control),
            ("code=abc%00def", Unusable::Control),
            ("ａｂｃ", Unusable::NotAscii),
            ("code=%E5%BC%A0", Unusable::NotAscii),
        ] {
            assert_eq!(read(text), Err(why), "{text:?}");
        }
        assert_eq!(read(&format!("{CODE}\n{CODE}")), Err(Unusable::TwoCodes));
    }

    #[test]
    fn t7_01_a_huge_paste_is_too_long_and_a_code_may_have_512_characters() {
        assert_eq!(read(&"a".repeat(512)), Ok("a".repeat(512)));
        assert_eq!(read(&"a".repeat(513)), Err(Unusable::TooLong));
        assert_eq!(read(&"a".repeat(10_000_000)), Err(Unusable::TooLong));
        assert_eq!(read(&format!("{}{CODE}", " ".repeat(5000))), Err(Unusable::Empty));
    }

    #[test]
    fn a_code_hides_itself() {
        let code = Code(Secret::new(CODE));
        assert_eq!((code.masked().as_str(), code.characters()), ("3b9f40aa⋯e1", 64));
        assert_eq!(format!("{code:?}"), "Code(‹redacted 64›)");
        assert_eq!(Code(Secret::new("a-short-one-015")).masked(), "⋯");
        assert_eq!(Code(Secret::new("a")).masked(), "⋯");
    }

    fn is_printable_ascii(text: &str) -> Result<(), TestCaseError> {
        if let Ok(code) = read_for(text, OOB, Some("ours")) {
            prop_assert!((1..=512).contains(&code.len()));
            prop_assert!(code.bytes().all(|byte| byte.is_ascii_graphic()), "{:?}", code);
        }
        Ok(())
    }

    fn anything() -> impl Strategy<Value = String> {
        let piece =
            "(code=|state=ours|&|#|\\?|%[0-9A-F]{2}|https://tower\\.im/oauth/authorize/|\\{\"error\":|\\PC)";
        prop_oneof![
            any::<String>(),
            proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
        ]
    }

    proptest! {
        #[test]
        fn t7_08_a_code_is_printable_ascii_whatever_was_pasted(text in anything()) {
            is_printable_ascii(&text)?;
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000_000))]

        #[test]
        #[ignore = "a million strings take minutes"]
        fn t7_08_a_code_is_printable_ascii_in_a_million_strings(text in anything()) {
            is_printable_ascii(&text)?;
        }
    }
}
