//! The token endpoint: refreshing, and which token that ends.

use std::time::Duration;

use tower_tui::demo::{Habits, Rotation};

use crate::refusals::{CLIENT, GRANT, REVOKED, assert_refused, complaint, missing, status_of};
use crate::wire::{V4, V5, ask_token, post, refresh, sign_in, tower};

#[test]
fn a_refused_refresh_is_told_as_each_version_tells_it_and_uses_nothing_up() {
    for habits in [V4, V5] {
        let tower = tower(habits);
        let (_, token) = sign_in(&tower);
        let status = status_of(habits);
        let as_client = |client: &[(&str, &str)]| {
            let rest = [("grant_type", "refresh_token"), ("refresh_token", &*token)];
            post(tower.origin(), "/oauth/token", &[], &[client, &rest].concat())
        };
        let other = &tower.apps().other;
        let theirs = [("client_id", &*other.id), ("client_secret", other.secret.as_deref().unwrap())];
        let wrong = [("client_id", tower.client_id()), ("client_secret", "wrong")];

        let (at, text) = missing(habits, "refresh_token");
        assert_refused(&ask_token(&tower, &[("grant_type", "refresh_token")]), at, "invalid_request", &text);
        assert_refused(&refresh(&tower, " "), at, "invalid_request", &text);
        assert_refused(&refresh(&tower, "unknown"), status, "invalid_grant", GRANT);
        assert_refused(&as_client(&theirs), status, "invalid_grant", GRANT);
        assert_refused(&as_client(&[]), status, "invalid_grant", GRANT);
        assert_refused(&as_client(&wrong), 401, "invalid_client", CLIENT);
        let wider = [("grant_type", "refresh_token"), ("refresh_token", &*token), ("scope", "everything")];
        let text = "The requested scope is invalid, unknown, or malformed.";
        assert_refused(&ask_token(&tower, &wider), status, "invalid_scope", text);
        assert_eq!(refresh(&tower, &token).status, 200);
    }
}

#[test]
fn a_refresh_looks_neither_at_the_bearer_nor_at_the_redirect_uri_nor_at_the_age() {
    let tower = tower(V5);
    let (_, mut token) = sign_in(&tower);
    for (bearer, uri) in [("Bearer foreign", "https://wrong.example.com"), ("Bearer", "")] {
        tower.control().advance(Duration::from_secs(7200));
        let answer = post(
            tower.origin(),
            "/oauth/token",
            &[("Authorization", bearer)],
            &[
                ("grant_type", "refresh_token"),
                ("refresh_token", &token),
                ("redirect_uri", uri),
                ("client_id", tower.client_id()),
                ("client_secret", tower.client_secret()),
            ],
        );
        assert_eq!(answer.status, 200);
        token = answer.field("refresh_token");
    }
}

#[test]
fn rotation_at_once_ends_the_old_pair_with_the_refresh() {
    let tower = tower(V5);
    let (old_access, old_refresh) = sign_in(&tower);
    let new = refresh(&tower, &old_refresh);

    assert_eq!(complaint(&tower, &old_access).as_deref(), Some(REVOKED));
    assert_refused(&refresh(&tower, &old_refresh), 400, "invalid_grant", GRANT);
    assert_eq!(complaint(&tower, &new.field("access_token")), None, "the replay did no harm");
}

#[test]
fn rotation_on_use_ends_the_old_pair_when_a_new_access_token_is_used() {
    let tower = tower(Habits { rotation: Rotation::OnUse, ..V5 });
    let (old_access, old_refresh) = sign_in(&tower);
    let first = refresh(&tower, &old_refresh);
    let second = refresh(&tower, &old_refresh);
    assert_eq!((first.status, second.status), (200, 200));
    assert_ne!(first.field("refresh_token"), second.field("refresh_token"));
    assert_eq!(complaint(&tower, &old_access), None, "nothing new was used yet");

    assert_eq!(complaint(&tower, &first.field("access_token")), None);
    assert_eq!(complaint(&tower, &old_access).as_deref(), Some(REVOKED));
    assert_refused(&refresh(&tower, &old_refresh), 400, "invalid_grant", GRANT);
    assert_eq!(complaint(&tower, &second.field("access_token")), None, "both pairs stay alive");
}

#[test]
fn without_rotation_the_reply_has_no_refresh_token_and_the_old_one_goes_on() {
    let tower = tower(Habits { rotation: Rotation::Never, ..V5 });
    let (mut access, token) = sign_in(&tower);
    for _ in 0..3 {
        let answer = refresh(&tower, &token);
        assert_eq!((answer.status, answer.json().get("refresh_token")), (200, None));
        assert_eq!(complaint(&tower, &access).as_deref(), Some(REVOKED));
        access = answer.field("access_token");
        assert_eq!(complaint(&tower, &access), None);
    }
}

#[test]
fn a_new_sign_in_ends_the_earlier_pair_of_the_same_app() {
    for rotation in [Rotation::AtOnce, Rotation::OnUse, Rotation::Never] {
        let tower = tower(Habits { rotation, ..V5 });
        let (access, token) = sign_in(&tower);
        let (newer, _) = sign_in(&tower);

        assert_eq!(complaint(&tower, &access).as_deref(), Some(REVOKED));
        assert_refused(&refresh(&tower, &token), 400, "invalid_grant", GRANT);
        assert_eq!(tower.control().access_token(), Some(newer));
    }
}

#[test]
fn a_strict_server_wants_the_redirect_uri_and_the_old_access_token() {
    let tower = tower(Habits { strict: true, ..V5 });
    let (access, token) = sign_in(&tower);
    let bearer = format!("Bearer {access}");
    let ask = |bearer: &str, uri: &str| {
        post(
            tower.origin(),
            "/oauth/token",
            &[("Authorization", bearer)],
            &[
                ("grant_type", "refresh_token"),
                ("refresh_token", &token),
                ("redirect_uri", uri),
                ("client_id", tower.client_id()),
                ("client_secret", tower.client_secret()),
            ],
        )
    };
    let oob = tower.redirect_uri();
    for answer in [ask(&bearer, ""), ask("Bearer foreign", oob), refresh(&tower, &token)] {
        assert_eq!((answer.status, answer.field("error").as_str()), (400, "invalid_request"));
    }
    assert_eq!(ask(&bearer, oob).status, 200);
}

#[test]
fn the_life_of_tokens_can_change_between_refreshes() {
    let tower = tower(V5);
    let (_, token) = sign_in(&tower);
    tower.control().set_expires_in(60);
    let answer = refresh(&tower, &token);
    assert_eq!(answer.json()["expires_in"], 60);

    tower.control().advance(Duration::from_secs(60));
    let expired = complaint(&tower, &answer.field("access_token"));
    assert_eq!(expired.as_deref(), Some("The access token expired"));
}
