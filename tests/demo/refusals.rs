//! What the token endpoint and the API say when they refuse, word for word.

use serde_json::json;
use tower_tui::demo::{BuiltIn, Doorkeeper, Habits};

use crate::wire::{Answer, get};

pub(crate) const GRANT: &str = "The provided authorization grant is invalid, expired, revoked, does not match the \
    redirection URI used in the authorization request, or was issued to another client.";
pub(crate) const CLIENT: &str = "Client authentication failed due to unknown client, no client authentication included, \
    or unsupported authentication method.";
pub(crate) const MALFORMED: &str = "The request is missing a required parameter, includes an unsupported parameter value, \
    or is otherwise malformed.";

pub(crate) fn assert_refused(answer: &Answer, status: u16, error: &str, description: &str) {
    assert_eq!(answer.text(), json!({ "error": error, "error_description": description }).to_string());
    assert_eq!(answer.status, status);
    let challenge =
        format!("Bearer realm=\"Doorkeeper\", error=\"{error}\", error_description=\"{description}\"");
    assert_eq!(answer.header("www-authenticate"), Some(challenge.as_str()));
    assert_uncached_json(answer);
}

pub(crate) fn assert_uncached_json(answer: &Answer) {
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("pragma"), Some("no-cache"));
}

pub(crate) fn missing(habits: Habits, name: &str) -> (u16, String) {
    match habits.doorkeeper {
        Doorkeeper::V4_2 => (401, MALFORMED.to_owned()),
        Doorkeeper::V5 => (400, format!("Missing required parameter: {name}.")),
    }
}

pub(crate) fn status_of(habits: Habits) -> u16 {
    match habits.doorkeeper {
        Doorkeeper::V4_2 => 401,
        Doorkeeper::V5 => 400,
    }
}

/// What the API says of a token: its text in `WWW-Authenticate`, or nothing for a live one.
pub(crate) fn complaint(tower: &BuiltIn, access: &str) -> Option<String> {
    let answer = get(tower, access, "user");
    let challenge = answer.header("www-authenticate")?;
    Some(challenge.rsplit_once("error_description=")?.1.trim_matches('"').to_owned())
}

pub(crate) const REVOKED: &str = "The access token was revoked";
