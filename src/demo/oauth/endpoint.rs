//! `/oauth/*`: sign-in pages, token endpoint, revocation, token info.

use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, PRAGMA, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use url::form_urlencoded;

use super::grants::{Credentials, Refusal, TokenRequest};
use crate::demo::pages;
use crate::demo::params::{self, Params};
use crate::demo::plan::{App, Doorkeeper, OUT_OF_BAND};
use crate::demo::site::Site;
use crate::demo::tokens::{Pair, Unfit};
use crate::demo::world::{EMAIL, NICKNAME};

/// The parameters an authorize request carries from page to page.
const CARRIED: [&str; 5] = ["client_id", "redirect_uri", "state", "response_type", "scope"];

#[derive(Serialize)]
struct TokenReply<'a> {
    access_token: &'a str,
    token_type: &'a str,
    expires_in: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<&'a str>,
    created_at: u64,
    email: &'a str,
}

#[derive(Serialize)]
struct ErrorReply<'a> {
    error: &'a str,
    error_description: &'a str,
}

#[derive(Serialize)]
struct TokenInfo<'a> {
    resource_owner_id: u64,
    scope: [&'a str; 0],
    expires_in: u64,
    application: Application<'a>,
    created_at: u64,
}

#[derive(Serialize)]
struct Application<'a> {
    uid: &'a str,
}

/// `GET /oauth/authorize`: the consent page, or the code at once while the app has a valid token.
pub(in crate::demo) fn ask(site: &Site, params: &Params, origin: &str) -> Response {
    let (app, redirect_uri) = match check(site, params) {
        Ok(checked) => checked,
        Err(reason) => return pages::mistake(&reason),
    };
    if site.control.tokens().current(&app.id, site.control.now()).is_some() {
        return send_code(site, app, redirect_uri, params, origin);
    }
    let fields: Vec<(&str, &str)> =
        CARRIED.iter().filter_map(|&name| Some((name, params.raw(name)?))).collect();
    pages::consent(&format!("{NICKNAME} <{EMAIL}>"), &fields)
}

/// `POST /oauth/authorize`, and `DELETE` as browsers send it: the answer to the consent page.
pub(in crate::demo) fn decide(site: &Site, params: &Params, origin: &str, refused: bool) -> Response {
    match check(site, params) {
        Err(reason) => pages::mistake(&reason),
        Ok((_, redirect_uri)) if refused => refuse(redirect_uri, params),
        Ok((app, redirect_uri)) => send_code(site, app, redirect_uri, params, origin),
    }
}

/// The app and redirect URI of an authorize request, or what is wrong with it.
fn check<'a>(site: &'a Site, params: &'a Params) -> Result<(&'a App, &'a str), String> {
    let words = |refusal: Refusal| refusal.description(site.habits.doorkeeper);
    let id = params.get("client_id").ok_or_else(|| words(Refusal::Missing("client_id")))?;
    let app = site.apps.find(id).ok_or_else(|| words(Refusal::Client))?;
    let redirect_uri = params
        .get("redirect_uri")
        .filter(|&uri| app.redirect_uris.iter().any(|known| known == uri))
        .ok_or("The requested redirect uri is malformed or doesn't match client redirect URI.")?;
    let kind = params.get("response_type").ok_or_else(|| words(Refusal::Missing("response_type")))?;
    if kind != "code" {
        return Err("The authorization server does not support this response type.".to_owned());
    }
    Ok((app, redirect_uri))
}

fn send_code(site: &Site, app: &App, redirect_uri: &str, params: &Params, origin: &str) -> Response {
    let code = site.control.tokens().issue_code(&app.id, redirect_uri, site.control.now());
    if redirect_uri != OUT_OF_BAND {
        return redirect(&with_query(redirect_uri, &[("code", &code)], params));
    }
    match site.habits.doorkeeper {
        Doorkeeper::V4_2 => redirect(&format!("{origin}/oauth/authorize/{code}")),
        Doorkeeper::V5 => redirect(&format!("{origin}/oauth/authorize/native?code={code}")),
    }
}

fn refuse(redirect_uri: &str, params: &Params) -> Response {
    let error = "access_denied";
    let description = "The resource owner or authorization server denied the request.";
    if redirect_uri == OUT_OF_BAND {
        return json(StatusCode::BAD_REQUEST, &ErrorReply { error, error_description: description });
    }
    let told = [("error", error), ("error_description", description)];
    redirect(&with_query(redirect_uri, &told, params))
}

fn with_query(redirect_uri: &str, told: &[(&str, &str)], params: &Params) -> String {
    let state = params.get("state").map(|state| ("state", state));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(told.iter().copied().chain(state))
        .finish();
    format!("{redirect_uri}?{query}")
}

fn redirect(to: &str) -> Response {
    (StatusCode::FOUND, [(LOCATION, to), (CONTENT_TYPE, "text/html; charset=utf-8")]).into_response()
}

/// `POST /oauth/token`.
pub(in crate::demo) fn token(site: &Site, query: &str, headers: &HeaderMap, body: &[u8]) -> Response {
    let Ok(params) = Params::of_request(query, headers, body) else {
        return (StatusCode::BAD_REQUEST, [(CONTENT_TYPE, "text/html"), (CONTENT_LENGTH, "0")])
            .into_response();
    };
    let request = TokenRequest {
        params: &params,
        credentials: Credentials::of(headers, &params),
        bearer: params::bearer(headers),
        apps: &site.apps,
        habits: site.habits,
        now: site.control.now(),
    };
    let decision = request.decide(&mut site.control.tokens());
    let uncached = [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")];
    let doorkeeper = site.habits.doorkeeper;
    match decision {
        Ok(pair) => (uncached, json(StatusCode::OK, &token_reply(&pair, doorkeeper))).into_response(),
        Err(refusal) => {
            let (error, description) = (refusal.error(), refusal.description(doorkeeper));
            let reply = ErrorReply { error, error_description: &description };
            let answer = json(refusal.status(doorkeeper), &reply);
            if refusal == Refusal::OtpRequired {
                return (uncached, answer).into_response();
            }
            (uncached, [(WWW_AUTHENTICATE, challenge(error, &description))], answer).into_response()
        }
    }
}

fn token_reply(pair: &Pair, doorkeeper: Doorkeeper) -> TokenReply<'_> {
    TokenReply {
        access_token: &pair.access,
        token_type: match doorkeeper {
            Doorkeeper::V4_2 => "bearer",
            Doorkeeper::V5 => "Bearer",
        },
        expires_in: pair.expires_in,
        refresh_token: pair.refresh.as_deref(),
        created_at: pair.created_at,
        email: EMAIL,
    }
}

/// `POST /oauth/revoke`. An unknown token counts as revoked; Doorkeeper 4.2 always answers 200.
pub(in crate::demo) fn revoke(site: &Site, params: &Params, headers: &HeaderMap) -> Response {
    let token = params.get("token").unwrap_or_default();
    let mut tokens = site.control.tokens();
    if let Some(row) = tokens.row_of(token) {
        let public = site.apps.find(&row.app).is_some_and(|app| app.secret.is_none());
        let client = Credentials::of(headers, params).prove(&site.apps);
        if public || client.is_some_and(|app| app.id == row.app) {
            tokens.revoke(token);
        } else if site.habits.doorkeeper == Doorkeeper::V5 {
            let error = "unauthorized_client";
            let error_description = "You are not authorized to revoke this token";
            return json(StatusCode::FORBIDDEN, &ErrorReply { error, error_description });
        }
    }
    (StatusCode::OK, [(CONTENT_TYPE, pages::JSON)], "{}").into_response()
}

/// `GET /oauth/token/info`.
pub(in crate::demo) fn info(site: &Site, params: &Params, headers: &HeaderMap) -> Response {
    let now = site.control.now();
    let access = params::bearer(headers).or_else(|| params.get("access_token")).unwrap_or_default();
    match site.control.tokens().look_up(access, now) {
        Ok(row) => {
            let info = TokenInfo {
                resource_owner_id: 1,
                scope: [],
                expires_in: row.expires_at - now,
                application: Application { uid: &row.app },
                created_at: row.created_at,
            };
            json(StatusCode::OK, &info)
        }
        Err(unfit) => {
            let description = unfit.description();
            let reply = ErrorReply { error: "invalid_token", error_description: description };
            let told = [(WWW_AUTHENTICATE, challenge("invalid_token", description))];
            (told, json(StatusCode::UNAUTHORIZED, &reply)).into_response()
        }
    }
}

/// Lets a request for the API pass, or answers as Doorkeeper does: empty, and the reason in a header.
pub(in crate::demo) fn admit(site: &Site, params: &Params, headers: &HeaderMap) -> Result<(), Box<Response>> {
    let now = site.control.now();
    let access = params::bearer(headers).or_else(|| params.get("access_token"));
    let admitted = access.map_or(Err(Unfit::Unknown), |access| site.control.tokens().admit(access, now));
    admitted.map_err(|unfit| {
        let challenge = challenge("invalid_token", unfit.description());
        let told = [
            (WWW_AUTHENTICATE, challenge.as_str()),
            (CONTENT_TYPE, "text/html"),
            (CONTENT_LENGTH, "0"),
            (CACHE_CONTROL, "no-store"),
            (PRAGMA, "no-cache"),
        ];
        Box::new((StatusCode::UNAUTHORIZED, told).into_response())
    })
}

fn challenge(error: &str, description: &str) -> String {
    format!("Bearer realm=\"Doorkeeper\", error=\"{error}\", error_description=\"{description}\"")
}

fn json(status: StatusCode, reply: &impl Serialize) -> Response {
    let body = serde_json::to_string(reply).unwrap_or_default();
    (status, [(CONTENT_TYPE, pages::JSON)], body).into_response()
}
