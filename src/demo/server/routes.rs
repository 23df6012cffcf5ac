//! Which part of the site answers a request.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use tower_http::compression::CompressionLayer;

use crate::demo::api::Reading;
use crate::demo::oauth;
use crate::demo::pages;
use crate::demo::params::Params;
use crate::demo::plan::Doorkeeper;
use crate::demo::site::Site;

/// All routes, with gzip for those who ask for it.
pub(in crate::demo) fn router(site: Arc<Site>) -> Router {
    Router::new()
        .fallback(move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
            let site = Arc::clone(&site);
            async move { answer(&site, &method, &uri, &headers, &body) }
        })
        .layer(CompressionLayer::new())
}

fn answer(site: &Site, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Response {
    let path: Vec<&str> = uri.path().split('/').skip(1).collect();
    let query = uri.query().unwrap_or_default();
    // Rails builds URLs from the Host header.
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let origin = format!("http://{host}");
    let asked = Params::of_query(query);
    // A malformed JSON body matters at the token endpoint only.
    let sent = Params::of_request(query, headers, body).unwrap_or_default();

    match (method.as_str(), path.as_slice(), site.habits.doorkeeper) {
        ("GET", ["oauth", "authorize"], _) => oauth::ask(site, &asked, &origin),
        ("POST", ["oauth", "authorize"], _) => {
            oauth::decide(site, &sent, &origin, sent.get("_method") == Some("delete"))
        }
        ("DELETE", ["oauth", "authorize"], _) => oauth::decide(site, &sent, &origin, true),
        ("GET", ["oauth", "authorize", "native"], Doorkeeper::V5) => {
            pages::code(asked.get("code").unwrap_or_default(), site.habits)
        }
        ("GET", ["oauth", "authorize", code], Doorkeeper::V4_2) => pages::code(code, site.habits),
        ("POST", ["oauth", "token"], _) => oauth::token(site, query, headers, body),
        ("POST", ["oauth", "revoke"], _) => oauth::revoke(site, &sent, headers),
        ("GET", ["oauth", "token", "info"], _) => oauth::info(site, &asked, headers),
        ("GET", ["api", "v1", path @ ..], _) => oauth::admit(site, &asked, headers).map_or_else(
            |refused| *refused,
            |()| {
                let url = format!("{origin}{}", uri.path());
                read(site, path, &asked, &url, headers)
            },
        ),
        _ => pages::not_found(headers),
    }
}

fn read(site: &Site, path: &[&str], query: &Params, url: &str, headers: &HeaderMap) -> Response {
    let reading = Reading { world: &site.world, query, url, member_todos: site.habits.member_todos };
    let Some(document) = reading.document(path) else { return pages::not_found(headers) };
    let told = [(CONTENT_TYPE, pages::JSON), (CACHE_CONTROL, "max-age=0, private, must-revalidate")];
    match site.shapes.answer(&path.join("/"), || document.to_value()) {
        None => (told, document.write()).into_response(),
        Some(made) => {
            let status = StatusCode::from_u16(made.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            match made.json {
                Some(json) => (status, told, json.to_string()).into_response(),
                None if made.is_html => (status, Html("<p>made up</p>")).into_response(),
                None => status.into_response(),
            }
        }
    }
}
