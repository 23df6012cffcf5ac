//! The token endpoint's decisions: which request gets a token, and which error the others get.

use axum::http::{HeaderMap, StatusCode};

use crate::demo::params::{self, Params};
use crate::demo::plan::{App, Apps, Doorkeeper, Habits, TWO_STEP_CODE};
use crate::demo::tokens::{Pair, Tokens};

/// A refusal of the token endpoint (RFC 6749, section 5.2, and Tower's own `otp_required`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Refusal {
    Missing(&'static str),
    UnknownGrantType,
    Client,
    Grant,
    Scope,
    OtpRequired,
}

impl Refusal {
    pub(in crate::demo) const fn error(self) -> &'static str {
        match self {
            Self::Missing(_) => "invalid_request",
            Self::UnknownGrantType => "unsupported_grant_type",
            Self::Client => "invalid_client",
            Self::Grant => "invalid_grant",
            Self::Scope => "invalid_scope",
            Self::OtpRequired => "otp_required",
        }
    }

    pub(in crate::demo) fn description(self, doorkeeper: Doorkeeper) -> String {
        let text = match self {
            Self::Missing(name) if doorkeeper == Doorkeeper::V5 => {
                return format!("Missing required parameter: {name}.");
            }
            Self::Missing(_) => {
                "The request is missing a required parameter, includes an unsupported parameter value, \
                 or is otherwise malformed."
            }
            Self::UnknownGrantType => {
                "The authorization grant type is not supported by the authorization server."
            }
            Self::Client => {
                "Client authentication failed due to unknown client, no client authentication included, \
                 or unsupported authentication method."
            }
            Self::Grant => {
                "The provided authorization grant is invalid, expired, revoked, does not match the \
                 redirection URI used in the authorization request, or was issued to another client."
            }
            Self::Scope => "The requested scope is invalid, unknown, or malformed.",
            Self::OtpRequired => "",
        };
        text.to_owned()
    }

    pub(in crate::demo) const fn status(self, doorkeeper: Doorkeeper) -> StatusCode {
        match (self, doorkeeper) {
            (Self::OtpRequired, _) => StatusCode::OK,
            (Self::Client, _) | (_, Doorkeeper::V4_2) => StatusCode::UNAUTHORIZED,
            (Self::Missing(_) | Self::UnknownGrantType | Self::Grant | Self::Scope, Doorkeeper::V5) => {
                StatusCode::BAD_REQUEST
            }
        }
    }
}

/// The credentials a client sends. HTTP Basic goes before the body, as in Doorkeeper 5.5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::demo) struct Credentials {
    id: Option<String>,
    secret: Option<String>,
}

impl Credentials {
    pub(in crate::demo) fn of(headers: &HeaderMap, params: &Params) -> Self {
        let named = |name| params.get(name).map(ToOwned::to_owned);
        params::basic(headers).map_or_else(
            || Self { id: named("client_id"), secret: named("client_secret") },
            |(id, secret)| Self { id: Some(id), secret: Some(secret).filter(|secret| !secret.is_empty()) },
        )
    }

    /// The app, if it is one and proves it. A public app proves nothing, but must not send a wrong secret.
    pub(in crate::demo) fn prove<'apps>(&self, apps: &'apps Apps) -> Option<&'apps App> {
        let app = apps.find(self.id.as_deref()?)?;
        (app.secret == self.secret).then_some(app)
    }
}

/// A token request, and the rules it is judged by.
pub(in crate::demo) struct TokenRequest<'a> {
    pub(in crate::demo) params: &'a Params,
    pub(in crate::demo) credentials: Credentials,
    pub(in crate::demo) bearer: Option<&'a str>,
    pub(in crate::demo) apps: &'a Apps,
    pub(in crate::demo) habits: Habits,
    pub(in crate::demo) now: u64,
}

impl TokenRequest<'_> {
    /// A new pair of tokens, or why there is none; a refusal leaves code and refresh token valid.
    pub(in crate::demo) fn decide(&self, tokens: &mut Tokens) -> Result<Pair, Refusal> {
        match self.required("grant_type")? {
            "authorization_code" => self.exchange(tokens),
            "refresh_token" => self.refresh(tokens),
            _ => Err(Refusal::UnknownGrantType),
        }
    }

    /// The order of the checks is Doorkeeper's: parameters, client, grant.
    fn exchange(&self, tokens: &mut Tokens) -> Result<Pair, Refusal> {
        let code = match self.habits.doorkeeper {
            Doorkeeper::V4_2 => self.params.get("code").unwrap_or_default(),
            Doorkeeper::V5 => self.required("code")?,
        };
        let redirect_uri = self.required("redirect_uri")?;
        let app = self.credentials.prove(self.apps).ok_or(Refusal::Client)?;
        if !tokens.can_exchange(code, &app.id, redirect_uri, self.now) {
            return Err(Refusal::Grant);
        }
        if self.habits.two_step && self.params.get("captcha") != Some(TWO_STEP_CODE) {
            return Err(Refusal::OtpRequired);
        }
        tokens.exchange(code, &app.id, redirect_uri, self.now).ok_or(Refusal::Grant)
    }

    /// The order of the checks is Doorkeeper's: parameters, token, client. A client without any credentials
    /// counts as another application, one with wrong credentials as invalid: hence the different errors.
    fn refresh(&self, tokens: &mut Tokens) -> Result<Pair, Refusal> {
        let refresh = self.required("refresh_token")?;
        let row = tokens.refreshable(refresh).ok_or(Refusal::Grant)?;
        if self.credentials.id.is_none() {
            return Err(Refusal::Grant);
        }
        let app = self.credentials.prove(self.apps).ok_or(Refusal::Client)?;
        if app.id != row.app {
            return Err(Refusal::Grant);
        }
        if self.params.get("scope").is_some() {
            return Err(Refusal::Scope);
        }
        if self.habits.strict {
            if self.required("redirect_uri")? != row.redirect_uri {
                return Err(Refusal::Grant);
            }
            if self.bearer != Some(&row.access) {
                return Err(Refusal::Missing("access_token"));
            }
        }
        tokens.refresh(refresh, self.now).ok_or(Refusal::Grant)
    }

    fn required(&self, name: &'static str) -> Result<&str, Refusal> {
        self.params.get(name).ok_or(Refusal::Missing(name))
    }
}
