//! The form of a request about a token, read and checked before anything goes to Tower.

use sha2::{Digest, Sha256};
use url::form_urlencoded;

use super::head::Header;
use super::refusal::Refusal;
use super::rules::App;
use crate::base::secret::Secret;
use crate::tower::verdict;

/// The longest form that is read, in bytes.
pub const MOST_FORM: usize = 8 * 1024;

/// A request about a token that may go to Tower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// `authorization_code`: a token for a code.
    Code {
        /// `code`
        code: Secret,
        /// `captcha` of a two-step login.
        captcha: Option<Secret>,
        /// `code_verifier` (RFC 7636).
        verifier: Option<Secret>,
    },
    /// `refresh_token`: a new token for an old one.
    Refresh {
        /// `refresh_token`
        refresh: Secret,
        /// `captcha`, should Tower ask for one.
        captcha: Option<Secret>,
    },
    /// That a token is done with (RFC 7009).
    Revocation {
        /// `token`
        token: Secret,
    },
}

/// Names a request so that the same one is known again: the hash of all that Tower would see of it, and of who
/// asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Id([u8; 32]);

/// Fields that a form for a token may have, each once.
const TOKEN: [&str; 7] =
    ["grant_type", "client_id", "redirect_uri", "code", "code_verifier", "refresh_token", "captcha"];

/// Fields that a form for a revocation may have (RFC 7009, section 2.1). Tower finds a token without the hint.
const REVOCATION: [&str; 3] = ["client_id", "token", "token_type_hint"];

/// What a form asks for. Names no field's value in what it refuses.
///
/// # Errors
/// The status and the word of RFC 6749, section 5.2, for a form that is none of the two grants of this
/// application with each field once.
pub fn read_form(body: &[u8], app: &App) -> Result<Asked, (u16, &'static str)> {
    read(body, app).map_err(|refusal| (refusal.status(), refusal.outcome()))
}

/// The fields of a form by these names; an empty one is none.
fn fields<const N: usize>(body: &[u8], names: [&str; N]) -> Result<[Option<Secret>; N], Refusal> {
    if body.len() > MOST_FORM {
        return Err(Refusal::TooLong);
    }
    let mut fields = [const { None::<Secret> }; N];
    for (name, value) in form_urlencoded::parse(body) {
        let value = Secret::new(value.into_owned());
        let place = names.iter().position(|field| *field == name);
        let Some(field) = place.and_then(|place| fields.get_mut(place)) else {
            return Err(Refusal::Invalid(if name == "client_secret" {
                "client_secret must not be sent to a token server; it may be known to others now."
            } else {
                "A field that a token server does not take."
            }));
        };
        // What decodes to no UTF-8 shows as a replacement character, which is no ASCII.
        if !value.expose().bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Err(Refusal::Invalid("A field holds more than printable ASCII."));
        }
        if field.replace(value).is_some() {
            return Err(Refusal::Invalid("A field stands in the form twice."));
        }
    }
    Ok(fields.map(|field| field.filter(|value| !value.expose().is_empty())))
}

fn is(field: Option<&Secret>, text: &str) -> bool {
    field.is_some_and(|field| field.expose() == text)
}

pub(super) fn read_revocation(body: &[u8], app: &App) -> Result<Asked, Refusal> {
    let [client_id, token, _hint] = fields(body, REVOCATION)?;
    if !is(client_id.as_ref(), &app.client_id) {
        return Err(Refusal::Client);
    }
    token.map(|token| Asked::Revocation { token }).ok_or(Refusal::Invalid("token is missing."))
}

pub(super) fn read(body: &[u8], app: &App) -> Result<Asked, Refusal> {
    let [grant, client_id, redirect_uri, code, verifier, refresh, captcha] = fields(body, TOKEN)?;
    let grant = grant.ok_or(Refusal::Invalid("grant_type is missing."))?;
    if !is(client_id.as_ref(), &app.client_id) {
        return Err(Refusal::Client);
    }
    if !is(redirect_uri.as_ref(), &app.redirect_uri) {
        return Err(Refusal::Invalid("redirect_uri is not the one of this token server."));
    }
    match grant.expose() {
        "authorization_code" => match (code, refresh) {
            (Some(code), None) => Ok(Asked::Code { code, captcha, verifier }),
            (None, _) => Err(Refusal::Invalid("code is missing.")),
            (Some(_), Some(_)) => Err(Refusal::Invalid("refresh_token does not go with a code.")),
        },
        "refresh_token" => match (refresh, code, verifier) {
            (Some(refresh), None, None) => Ok(Asked::Refresh { refresh, captcha }),
            (None, ..) => Err(Refusal::Invalid("refresh_token is missing.")),
            (Some(_), ..) => Err(Refusal::Invalid("code does not go with a refresh_token.")),
        },
        _ => Err(Refusal::Grant),
    }
}

/// The old token that goes along with a refresh, as it stands in the header.
pub(super) fn authorization(asked: &Asked, header: Header<'_>) -> Result<Option<Secret>, Refusal> {
    let text = match header {
        Header::Absent => return Ok(None),
        Header::One(text) => text,
        Header::Unclear => return Err(Refusal::Invalid("The Authorization header is not clear.")),
    };
    let is_bearer = text.split_once(' ').is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    match asked {
        Asked::Refresh { .. } if is_bearer => Ok(Some(Secret::new(text))),
        Asked::Refresh { .. } => Err(Refusal::Invalid("Authorization must be the old Bearer token.")),
        Asked::Code { .. } | Asked::Revocation { .. } => {
            Err(Refusal::Invalid("Authorization goes with a refresh_token only."))
        }
    }
}

impl Asked {
    /// `grant_type`; none where no token is asked for.
    pub(super) fn grant(&self) -> Option<&'static str> {
        match self {
            Self::Code { .. } => Some("authorization_code"),
            Self::Refresh { .. } => Some("refresh_token"),
            Self::Revocation { .. } => None,
        }
    }

    /// As the judges of answers name it; none where no token is asked for.
    pub(super) fn kind(&self) -> Option<verdict::Asked> {
        match self {
            Self::Code { .. } => Some(verdict::Asked::Code),
            Self::Refresh { .. } => Some(verdict::Asked::Refresh),
            Self::Revocation { .. } => None,
        }
    }

    /// The form for Tower, worded anew: what was checked is what is sent.
    pub(super) fn form(&self, app: &App) -> Vec<(&'static str, Secret)> {
        let mut form = vec![
            ("client_id", Secret::new(app.client_id.as_str())),
            ("client_secret", app.client_secret.clone()),
        ];
        if let Some(grant) = self.grant() {
            form.push(("redirect_uri", Secret::new(app.redirect_uri.as_str())));
            form.push(("grant_type", Secret::new(grant)));
        }
        let (token, captcha, verifier) = self.parts();
        form.push(token);
        form.extend(captcha.map(|captcha| ("captcha", captcha)));
        form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        form
    }

    fn parts(&self) -> ((&'static str, Secret), Option<Secret>, Option<Secret>) {
        match self {
            Self::Code { code, captcha, verifier } => {
                (("code", code.clone()), captcha.clone(), verifier.clone())
            }
            Self::Refresh { refresh, captcha } => (("refresh_token", refresh.clone()), captcha.clone(), None),
            Self::Revocation { token } => (("token", token.clone()), None, None),
        }
    }

    /// Names this request of someone with this key and this old token.
    pub(super) fn id(&self, key: Option<&str>, authorization: Option<&Secret>) -> Id {
        let ((name, token), captcha, verifier) = self.parts();
        let secret = |secret: &Option<Secret>| secret.as_ref().map(|secret| secret.expose().to_owned());
        let mut hash = Sha256::new();
        let parts = [Some(name), Some(token.expose()), key, authorization.map(Secret::expose)];
        let owned = [secret(&captcha), secret(&verifier)].map(|part| part.map(zeroize::Zeroizing::new));
        let owned = owned.iter().map(|part| part.as_ref().map(|part| part.as_str()));
        for part in parts.into_iter().chain(owned) {
            // The lengths keep two requests apart whose parts only run together to the same letters.
            let length = part.map_or(u64::MAX, |part| part.len() as u64);
            hash.update(length.to_be_bytes());
            hash.update(part.unwrap_or_default());
        }
        Id(hash.finalize().into())
    }
}

#[cfg(test)]
mod tests;
