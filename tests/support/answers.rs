//! Answers of the token endpoint, for the robot to give.

use serde_json::json;
use tower_tui::base::text::SafeText;
use tower_tui::tower::wire::Answer;

/// An answer of the token endpoint with a token of this many seconds.
pub(crate) fn granted(expires_in: u64) -> Answer {
    granted_named("access", expires_in)
}

/// An answer of the token endpoint with this access token, of this many seconds.
pub(crate) fn granted_named(access: &str, expires_in: u64) -> Answer {
    let body = json!({
        "access_token": access, "token_type": "bearer", "expires_in": expires_in,
        "refresh_token": format!("refresh-of-{access}"), "created_at": 1_766_000_000, "email": "lin@example.com",
    });
    answer(200, &body.to_string())
}

/// An answer of the token endpoint with a token for another account.
pub(crate) fn granted_to(email: &str) -> Answer {
    let body = json!({ "access_token": "other", "token_type": "bearer", "expires_in": 7199, "email": email });
    answer(200, &body.to_string())
}

/// An answer of the token endpoint.
pub(crate) fn answer(status: u16, body: &str) -> Answer {
    Answer { status, body: body.as_bytes().to_vec(), ..Answer::default() }
}

/// An answer of the token endpoint with an error.
pub(crate) fn refused(status: u16, error: &str) -> Answer {
    answer(status, &json!({ "error": error, "error_description": "" }).to_string())
}

/// Text as it comes from Tower.
pub(crate) fn safe(text: &str) -> SafeText {
    SafeText::line(text, SafeText::NAME)
}
