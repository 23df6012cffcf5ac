//! The pages of a sign-in, as a browser or curl goes through them.

use tower_tui::demo::{BuiltIn, Habits, TWO_STEP_CODE, announce};

use crate::wire::{Answer, V4, V5, exchange, form, get, post, send, sign_in, tower};

fn visit(tower: &BuiltIn, url: &str) -> Answer {
    let target = url.trim_start_matches(tower.origin()).trim_start_matches("http://tower.test");
    send(tower.origin(), "GET", target, &[], "")
}

fn ask(tower: &BuiltIn, fields: &[(&str, &str)]) -> Answer {
    visit(tower, &format!("/oauth/authorize?{}", form(fields)))
}

/// The fields of the `nth` form on a page, as a browser would send them.
fn fields(page: &str, nth: usize) -> Vec<(String, String)> {
    let form = page.split("<form").nth(nth + 1).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let attribute = |input: &str, name: &str| {
        let value = input.split(&format!("{name}=\"")).nth(1).unwrap_or_default();
        value.split('"').next().unwrap_or_default().replace("&amp;", "&").replace("&quot;", "\"")
    };
    let inputs = form.split("<input").skip(1);
    inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

fn submit(tower: &BuiltIn, page: &Answer, nth: usize) -> Answer {
    let fields = fields(page.text(), nth);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    post(tower.origin(), "/oauth/authorize", &[], &fields)
}

fn shown_code(page: &Answer) -> String {
    let code = page.text().split("<code id=\"authorization_code\">").nth(1).unwrap_or_default();
    code.split("</code>").next().unwrap_or_default().to_owned()
}

const CALLBACK: &str = "https://app.example.com/callback";

#[test]
fn the_consent_form_leads_to_a_page_with_a_code_that_works() {
    for (habits, path) in [(V4, "/oauth/authorize/"), (V5, "/oauth/authorize/native?code=")] {
        let tower = tower(habits);
        let page = visit(&tower, &tower.authorize_url());
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert!(page.text().contains("林小北 &lt;lin@example.com&gt;"));

        let sent = submit(&tower, &page, 0);
        assert_eq!(sent.status, 302);
        let location = sent.header("location").unwrap();
        let code = location.strip_prefix(&format!("http://tower.test{path}")).unwrap();
        let page = visit(&tower, location);
        assert_eq!(shown_code(&page), code);
        assert!(!page.text().contains(TWO_STEP_CODE));
        assert_eq!(exchange(&tower, code).status, 200);
    }
}

#[test]
fn the_code_page_tells_the_two_step_code_when_one_will_be_asked_for() {
    let tower = tower(Habits { two_step: true, ..V5 });
    let page = visit(&tower, "/oauth/authorize/native?code=%3Cb%3E");
    assert!(page.text().contains(TWO_STEP_CODE));
    assert_eq!(shown_code(&page), "&lt;b&gt;");
}

#[test]
fn a_registered_callback_gets_code_and_state() {
    let tower = tower(V5);
    let state = "a&b \"c\"";
    let request = [
        ("client_id", tower.client_id()),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("state", state),
    ];
    let page = ask(&tower, &request);
    let sent = submit(&tower, &page, 0);
    let location = sent.header("location").unwrap();
    let query = location.strip_prefix(&format!("{CALLBACK}?code=")).unwrap();
    assert_eq!(query.split_once('&').unwrap().1, form(&[("state", state)]));

    let refused = submit(&tower, &page, 1);
    assert_eq!(refused.status, 302);
    let location = refused.header("location").unwrap();
    assert!(location.starts_with(&format!("{CALLBACK}?error=access_denied&error_description=")));
    assert!(location.ends_with(&form(&[("state", state)])));
}

#[test]
fn a_refusal_without_a_callback_is_json_in_the_browser() {
    let tower = tower(V5);
    let refused = submit(&tower, &visit(&tower, &tower.authorize_url()), 1);
    assert_eq!(refused.status, 400);
    assert_eq!(refused.field("error"), "access_denied");
}

#[test]
fn mistakes_are_pages_with_the_reason_and_never_redirects() {
    let tower = tower(V5);
    let (id, oob) = (tower.client_id(), tower.redirect_uri());
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&[("redirect_uri", oob), ("response_type", "code")], "Missing required parameter: client_id."),
        (
            &[("client_id", "unknown"), ("redirect_uri", oob), ("response_type", "code")],
            "Client authentication failed due to unknown client",
        ),
        (
            &[("client_id", id), ("redirect_uri", "https://wrong.example.com"), ("response_type", "code")],
            "The requested redirect uri is malformed or doesn&#39;t match client redirect URI.",
        ),
        (&[("client_id", id), ("redirect_uri", CALLBACK)], "Missing required parameter: response_type."),
        (
            &[("client_id", id), ("redirect_uri", CALLBACK), ("response_type", "token")],
            "The authorization server does not support this response type.",
        ),
    ];
    for (fields, reason) in cases {
        for answer in [ask(&tower, fields), post(tower.origin(), "/oauth/authorize", &[], fields)] {
            assert_eq!((answer.status, answer.header("location")), (200, None));
            assert!(answer.text().contains(&format!("<pre>{reason}")), "{}", answer.text());
        }
    }
}

#[test]
fn while_the_app_has_a_live_token_the_form_is_skipped() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let answer = visit(&tower, &tower.authorize_url());
    assert_eq!(answer.status, 302);
    assert_eq!(get(&tower, &access, "user").status, 200, "a code alone ends nothing");

    tower.control().revoke_all_tokens();
    assert_eq!(visit(&tower, &tower.authorize_url()).status, 200);
}

#[test]
fn the_announcement_is_one_line_with_all_one_needs() {
    let tower = tower(V5);
    let line = announce(&tower);
    assert!(!line.contains('\n'));
    let told: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(told["origin"], tower.origin());
    assert_eq!(told["client_id"], tower.client_id());
    assert_eq!(told["client_secret"], tower.client_secret());
    assert_eq!(told["redirect_uri"], tower.redirect_uri());
    assert_eq!(visit(&tower, told["authorize_url"].as_str().unwrap()).status, 200);
}
