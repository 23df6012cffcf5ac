//! The pages a browser sees: plain HTML without scripts, usable with curl.

use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::plan::{Habits, TWO_STEP_CODE};

const HTML: &str = "text/html; charset=utf-8";
pub(super) const JSON: &str = "application/json; charset=utf-8";

/// The form that asks whether the app may act for the account. Its fields come back as they are.
pub(super) fn consent(account: &str, fields: &[(&str, &str)]) -> Response {
    let hidden = |&(name, value): &(&str, &str)| {
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n", escape(value))
    };
    let hidden = fields.iter().map(hidden).collect::<Vec<_>>().concat();
    page(
        "授权 tower-tui · Authorize",
        &format!(
            "<p>允许 <b>tower-tui</b> 以 <b>{}</b> 的身份访问内置演示 Tower 吗？<br>\n\
             Let <b>tower-tui</b> use the built-in demo Tower as this account?</p>\n\
             <form action=\"/oauth/authorize\" method=\"post\">\n{hidden}\
             <button type=\"submit\">授权 Authorize</button>\n</form>\n\
             <form action=\"/oauth/authorize\" method=\"post\">\n\
             <input type=\"hidden\" name=\"_method\" value=\"delete\">\n{hidden}\
             <button type=\"submit\">拒绝 Deny</button>\n</form>",
            escape(account),
        ),
    )
}

/// The page that shows an authorization code, and the two-step code if one will be asked for.
pub(super) fn code(code: &str, habits: Habits) -> Response {
    let two_step = if habits.two_step {
        format!("\n<p>两步验证码 · Two-step code: <code id=\"two_step_code\">{TWO_STEP_CODE}</code></p>")
    } else {
        String::new()
    };
    page(
        "授权码 · Authorization code",
        &format!(
            "<p>把授权码粘贴到终端 · Paste this code into the terminal:</p>\n\
             <code id=\"authorization_code\">{}</code>{two_step}",
            escape(code)
        ),
    )
}

/// What an authorize request with a mistake gets: a page, status 200, and never a redirect.
pub(super) fn mistake(reason: &str) -> Response {
    page("出错了 · An error has occurred", &format!("<pre>{}</pre>", escape(reason)))
}

/// The answer to anything that does not exist: JSON only for those who ask for exactly that.
pub(super) fn not_found(headers: &HeaderMap) -> Response {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        return (StatusCode::NOT_FOUND, [(CONTENT_TYPE, JSON)], r#"{"status":404,"error":"Not Found"}"#)
            .into_response();
    }
    let page = html("404", "<p>The page you were looking for doesn&#39;t exist.</p>");
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, HTML)], page).into_response()
}

/// A page with text a fault put into it.
pub(super) fn verbatim(body: String) -> Response {
    ([(CONTENT_TYPE, HTML)], body).into_response()
}

fn page(title: &str, body: &str) -> Response {
    ([(CONTENT_TYPE, HTML), (CACHE_CONTROL, "no-store")], html(title, body)).into_response()
}

fn html(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
