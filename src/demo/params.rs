//! Request parameters wherever Rails looks for them: query, form body, JSON body, HTTP Basic.

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;
use url::form_urlencoded;

/// Standard base64 (RFC 4648, section 4), its padding optional.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Named values; a later one hides an earlier one of the same name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Params(Vec<(String, String)>);

/// A body with a JSON content type that is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

impl Params {
    pub(super) fn of_query(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The parameters of the query and of the body; those of the body win.
    pub(super) fn of_request(query: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, Malformed> {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let mut params = Self::of_query(query);
        if kind.starts_with("application/json") && !body.is_empty() {
            let body = serde_json::from_slice(body).map_err(|_| Malformed)?;
            if let Value::Object(fields) = body {
                params.0.extend(fields.into_iter().map(|(name, value)| (name, plain(value))));
            }
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.0.extend(form_urlencoded::parse(body).into_owned());
        }
        Ok(params)
    }

    /// The value, unless it is missing or blank.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.raw(name).filter(|value| !value.trim().is_empty())
    }

    /// The value as sent, even if blank.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }
}

/// The token of an `Authorization: Bearer` header.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    scheme(headers, "bearer")
}

/// User and password of an `Authorization: Basic` header.
pub(super) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let pair = String::from_utf8(BASE64.decode(scheme(headers, "basic")?).ok()?).ok()?;
    pair.split_once(':').map(|(user, password)| (user.to_owned(), password.to_owned()))
}

fn scheme<'headers>(headers: &'headers HeaderMap, wanted: &str) -> Option<&'headers str> {
    let (scheme, value) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case(wanted).then(|| value.trim())
}

fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_padding_of_basic_may_be_missing() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, format!("Basic {value}").parse().unwrap());
            basic(&headers)
        };
        let pair = Some(("a".to_owned(), "bc".to_owned()));
        assert_eq!((read("YTpiYw=="), read("YTpiYw")), (pair.clone(), pair));
        assert_eq!((read("YTpi-_"), read("YTpi*")), (None, None));
    }

    fn request(kind: &str, body: &str) -> Result<Params, Malformed> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        Params::of_request("code=a&x=1", &headers, body.as_bytes())
    }

    #[test]
    fn the_body_hides_the_query_and_blank_counts_as_missing() {
        let form = request("application/x-www-form-urlencoded", "code=b&captcha=123&y=+");
        let json = request("application/json", r#"{"code":"b","captcha":123,"y":" "}"#);
        for params in [form.unwrap(), json.unwrap()] {
            assert_eq!(params.get("code"), Some("b"));
            assert_eq!(params.get("captcha"), Some("123"));
            assert_eq!(params.get("x"), Some("1"));
            assert_eq!((params.get("y"), params.raw("y")), (None, Some(" ")));
        }
    }

    #[test]
    fn only_a_body_that_calls_itself_json_can_be_malformed() {
        assert_eq!(request("application/json", "{"), Err(Malformed));
        assert_eq!(request("text/plain", "{").unwrap().get("code"), Some("a"));
    }
}
