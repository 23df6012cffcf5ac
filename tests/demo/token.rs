//! The token endpoint: codes, clients, revocation; what Doorkeeper answers, in both versions.

use std::time::Duration;

use serde_json::{Value, json};
use tower_tui::demo::{Doorkeeper, Habits, TWO_STEP_CODE};

use crate::refusals::{
    CLIENT, GRANT, REVOKED, assert_refused, assert_uncached_json, complaint, missing, status_of,
};
use crate::wire::{V4, V5, ask_token, exchange, form, get, post, refresh, send, sign_in, tower};

#[test]
fn a_good_code_buys_a_pair_in_the_words_of_each_version() {
    for (habits, kind, length) in [(V4, "bearer", 64), (V5, "Bearer", 43)] {
        let tower = tower(habits);
        let answer = exchange(&tower, &tower.control().issue_code());

        assert_eq!(answer.status, 200);
        assert_uncached_json(&answer);
        assert_eq!(answer.header("www-authenticate"), None);
        let keys = ["access_token", "token_type", "expires_in", "refresh_token", "created_at", "email"];
        let places: Vec<_> = keys.iter().map(|key| answer.text().find(&format!("\"{key}\":"))).collect();
        assert!(places.is_sorted() && places[0].is_some(), "{}", answer.text());
        let reply = answer.json();
        assert_eq!(reply.as_object().unwrap().len(), keys.len());
        assert_eq!(reply["token_type"], kind);
        assert_eq!(reply["expires_in"], 7200);
        assert_eq!(reply["email"], "lin@example.com");
        assert_eq!(answer.field("access_token").len(), length);
        assert_eq!(get(&tower, &answer.field("access_token"), "user").status, 200);
    }
}

#[test]
fn a_refused_exchange_is_told_as_each_version_tells_it() {
    for habits in [V4, V5] {
        let tower = tower(habits);
        let code = tower.control().issue_code();
        let (oob, status) = (tower.redirect_uri(), status_of(habits));
        let ask = |code: &str, uri: &str| {
            ask_token(&tower, &[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", uri)])
        };

        for wrong in ["unknown", &format!(" {code}"), &format!("{code}\n")] {
            assert_refused(&ask(wrong, oob), status, "invalid_grant", GRANT);
        }
        for uri in ["https://app.example.com/callback", "https://elsewhere.example.com/"] {
            assert_refused(&ask(&code, uri), status, "invalid_grant", GRANT);
        }
        let (at, text) = missing(habits, "redirect_uri");
        assert_refused(&ask(&code, ""), at, "invalid_request", &text);
        let (at, text) = missing(habits, "grant_type");
        assert_refused(&ask_token(&tower, &[]), at, "invalid_request", &text);
        assert_refused(&post(tower.origin(), "/oauth/token", &[], &[]), at, "invalid_request", &text);
        match habits.doorkeeper {
            Doorkeeper::V4_2 => assert_refused(&ask("", oob), 401, "invalid_grant", GRANT),
            Doorkeeper::V5 => {
                assert_refused(&ask("", oob), 400, "invalid_request", "Missing required parameter: code.");
            }
        }
        for kind in ["password", "made_up"] {
            let text = "The authorization grant type is not supported by the authorization server.";
            let answer = ask_token(&tower, &[("grant_type", kind)]);
            assert_refused(&answer, status, "unsupported_grant_type", text);
        }
        assert_eq!(ask(&code, oob).status, 200, "none of these used the code up");
    }
}

#[test]
fn a_client_that_does_not_prove_itself_is_refused_and_keeps_its_code() {
    for habits in [V4, V5] {
        let tower = tower(habits);
        let code = tower.control().issue_code();
        let rest =
            [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", tower.redirect_uri())];
        let (id, public) = (tower.client_id(), &*tower.apps().public.id);
        let wrong: [&[(&str, &str)]; 5] = [
            &[("client_id", id), ("client_secret", "wrong")],
            &[("client_id", id)],
            &[("client_id", "unknown"), ("client_secret", tower.client_secret())],
            &[],
            &[("client_id", public), ("client_secret", "wrong")],
        ];
        for client in wrong {
            let answer = post(tower.origin(), "/oauth/token", &[], &[client, &rest].concat());
            assert_refused(&answer, 401, "invalid_client", CLIENT);
        }
        let other = &tower.apps().other;
        let theirs = [("client_id", &*other.id), ("client_secret", other.secret.as_deref().unwrap())];
        let answer = post(tower.origin(), "/oauth/token", &[], &[&theirs[..], &rest].concat());
        assert_refused(&answer, status_of(habits), "invalid_grant", GRANT);
        assert_eq!(exchange(&tower, &code).status, 200);
    }
}

#[test]
fn a_code_works_once_and_for_600_seconds() {
    for habits in [V4, V5] {
        let tower = tower(habits);
        let (used, stale) = (tower.control().issue_code(), tower.control().issue_code());
        let first = exchange(&tower, &used);
        assert_refused(&exchange(&tower, &used), status_of(habits), "invalid_grant", GRANT);
        assert_eq!(complaint(&tower, &first.field("access_token")), None, "the first token stays alive");

        tower.control().advance(Duration::from_secs(600));
        assert_refused(&exchange(&tower, &stale), status_of(habits), "invalid_grant", GRANT);
    }
}

#[test]
fn form_json_basic_and_query_are_all_read() {
    let tower = tower(V5);
    let (id, secret, oob) = (tower.client_id(), tower.client_secret(), tower.redirect_uri());
    let fields =
        |code: &str| form(&[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", oob)]);
    let client = form(&[("client_id", id), ("client_secret", secret)]);

    let query = format!("/oauth/token?{}&{client}", fields(&tower.control().issue_code()));
    assert_eq!(send(tower.origin(), "POST", &query, &[], "").status, 200);

    let code = tower.control().issue_code();
    let json = json!({ "grant_type": "authorization_code", "code": code, "redirect_uri": oob,
        "client_id": id, "client_secret": secret });
    let kind = [("Content-Type", "application/json")];
    assert_eq!(send(tower.origin(), "POST", "/oauth/token", &kind, &json.to_string()).status, 200);

    for (pair, status) in [(format!("{id}:{secret}"), 200), (format!("{id}:wrong"), 401)] {
        let basic = format!("Basic {}", base64(pair.as_bytes()));
        let code = tower.control().issue_code();
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        let headers = [kind, ("Authorization", basic.as_str())];
        let body = format!("{}&{client}", fields(&code));
        assert_eq!(send(tower.origin(), "POST", "/oauth/token", &headers, &body).status, status);
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sextet = |three: &[u8], nth: usize| {
        let bits =
            three.iter().chain([&0, &0]).take(3).fold(0_usize, |bits, &byte| bits << 8 | usize::from(byte));
        char::from(*ALPHABET.get(bits >> (18 - 6 * nth) & 63).unwrap_or(&b'?'))
    };
    let group = |three: &[u8]| (0..=three.len()).map(|nth| sextet(three, nth)).collect::<String>();
    let text = bytes.chunks(3).map(group).collect::<String>();
    format!("{text}{}", "=".repeat((3 - bytes.len() % 3) % 3))
}

#[test]
fn malformed_json_gets_an_empty_answer_and_get_a_page() {
    let tower = tower(V5);
    let kind = [("Content-Type", "application/json")];
    let answer = send(tower.origin(), "POST", "/oauth/token", &kind, "{\"grant_type\"");
    assert_eq!((answer.status, answer.header("content-type"), answer.text()), (400, Some("text/html"), ""));

    let answer = send(tower.origin(), "GET", "/oauth/token", &[], "");
    assert_eq!((answer.status, answer.header("content-type")), (404, Some("text/html; charset=utf-8")));
}

#[test]
fn a_public_app_needs_no_secret() {
    let tower = tower(V5);
    let id = &*tower.apps().public.id;
    let query = form(&[("client_id", id), ("redirect_uri", tower.redirect_uri()), ("response_type", "code")]);
    let sent = send(tower.origin(), "POST", &format!("/oauth/authorize?{query}"), &[], "");
    let code = sent.header("location").unwrap().rsplit_once("code=").unwrap().1.to_owned();
    let ask = |fields: &[(&str, &str)]| {
        post(tower.origin(), "/oauth/token", &[], &[&[("client_id", id)], fields].concat())
    };

    let rest =
        [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", tower.redirect_uri())];
    let pair = ask(&rest);
    assert_eq!(pair.status, 200);
    let refresh = pair.field("refresh_token");
    assert_eq!(ask(&[("grant_type", "refresh_token"), ("refresh_token", &refresh)]).status, 200);
}

#[test]
fn the_two_step_code_is_asked_for_until_it_is_right_and_the_code_survives() {
    for habits in [V4, V5] {
        let tower = tower(Habits { two_step: true, ..habits });
        let code = tower.control().issue_code();
        let with = |captcha: &str| {
            ask_token(
                &tower,
                &[
                    ("grant_type", "authorization_code"),
                    ("code", &code),
                    ("redirect_uri", tower.redirect_uri()),
                    ("captcha", captcha),
                ],
            )
        };
        for answer in [exchange(&tower, &code), with(""), with("000000")] {
            assert_eq!(answer.status, 200);
            assert_eq!(answer.text(), r#"{"error":"otp_required","error_description":""}"#);
            assert_uncached_json(&answer);
            assert_eq!(answer.header("www-authenticate"), None);
        }
        let wrong = post(
            tower.origin(),
            "/oauth/token",
            &[],
            &[
                ("grant_type", "authorization_code"),
                ("code", &code),
                ("redirect_uri", tower.redirect_uri()),
                ("client_id", tower.client_id()),
                ("client_secret", "wrong"),
            ],
        );
        assert_refused(&wrong, 401, "invalid_client", CLIENT);
        let answer = with(TWO_STEP_CODE);
        assert_eq!(answer.field("error"), "");
        assert_eq!(refresh(&tower, &answer.field("refresh_token")).field("error"), "");
    }
}

#[test]
fn revoking_ends_both_tokens_and_only_for_their_own_app() {
    for (habits, refused) in [(V4, 200), (V5, 403)] {
        let tower = tower(habits);
        let (access, token) = sign_in(&tower);
        let revoke = |secret: &str, token: &str| {
            let fields = [("client_id", tower.client_id()), ("client_secret", secret), ("token", token)];
            post(tower.origin(), "/oauth/revoke", &[], &fields)
        };
        let wrong = revoke("wrong", &token);
        assert_eq!(wrong.status, refused);
        if refused == 403 {
            assert_eq!(wrong.field("error"), "unauthorized_client");
        }
        assert_eq!(complaint(&tower, &access), None, "nothing was revoked");

        for token in ["unknown", token.as_str()] {
            let answer = revoke(tower.client_secret(), token);
            assert_eq!((answer.status, answer.text()), (200, "{}"));
        }
        assert_eq!(complaint(&tower, &access).as_deref(), Some(REVOKED));
        assert_refused(&refresh(&tower, &token), status_of(habits), "invalid_grant", GRANT);
    }
}

#[test]
fn token_info_tells_of_live_tokens_only() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let ask = |token: &str| {
        let bearer = format!("Bearer {token}");
        send(tower.origin(), "GET", "/oauth/token/info", &[("Authorization", &bearer)], "")
    };
    let info = ask(&access).json();
    assert_eq!(info["application"]["uid"], tower.client_id());
    assert!(info["expires_in"].as_u64().unwrap() > 7100);
    assert!(info["created_at"].is_u64() && info["resource_owner_id"].is_u64());
    assert_eq!(info["scope"], Value::Array(Vec::new()));

    let refused = ask("unknown");
    assert_eq!((refused.status, refused.field("error").as_str()), (401, "invalid_token"));
}
