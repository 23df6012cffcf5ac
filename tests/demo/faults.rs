//! Faults, the journal, and the end of a built-in Tower.

use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use tower_tui::demo::{Fault, Plan, What, start};

use crate::wire::{PATIENCE, V5, exchange, get, plan, raw, refresh, send, sign_in, tower};

#[test]
fn a_held_request_is_answered_when_released_and_acts_only_then() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let control = tower.control().clone();
    control.script(Fault::once("/api/v1/user", What::Hold));

    thread::scope(|scope| {
        let held = scope.spawn(|| get(&tower, &access, "user"));
        control.wait_for(1, PATIENCE, |got| got.path == "/api/v1/user").unwrap();
        for _ in 0..10 {
            assert_eq!(send(tower.origin(), "GET", "/", &[], "").status, 404, "others are served meanwhile");
        }
        assert_eq!(control.wait_for(1, PATIENCE, |got| got.path == "/api/v1/user").unwrap()[0].status, None);
        control.revoke_all_tokens();
        control.release();
        assert_eq!(held.join().unwrap().status, 401);
    });
    assert_eq!(get(&tower, &access, "teams").status, 401);
}

#[test]
fn a_scripted_answer_comes_as_it_is_and_nothing_is_done() {
    let tower = tower(V5);
    let code = tower.control().issue_code();
    let busy = What::Status {
        status: 503,
        headers: vec![("Retry-After".to_owned(), "7".to_owned())],
        body: "busy".to_owned(),
    };
    tower.control().script(Fault::once("/oauth/*", busy));
    tower.control().script(Fault::once("/oauth/token", What::Html("<h1>Wi-Fi</h1>".to_owned())));

    let answer = exchange(&tower, &code);
    assert_eq!((answer.status, answer.header("retry-after"), answer.text()), (503, Some("7"), "busy"));
    let answer = exchange(&tower, &code);
    assert_eq!((answer.status, answer.text()), (200, "<h1>Wi-Fi</h1>"));
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(exchange(&tower, &code).field("email"), "lin@example.com");
}

#[test]
fn a_cut_answer_promises_more_than_comes() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let whole = get(&tower, &access, "teams").body;
    let bearer = format!("Bearer {access}");
    for after in [0, 1, 100] {
        tower.control().script(Fault::once("/api/v1/teams", What::Cut { after }));
        let answer = raw(tower.origin(), "GET", "/api/v1/teams", &[("Authorization", &bearer)], "").unwrap();
        let text = String::from_utf8_lossy(&answer);
        assert!(text.to_lowercase().contains(&format!("content-length: {}\r\n", whole.len())), "{text}");
        let body = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        assert_eq!(answer[body..], whole[..after]);
    }
}

#[test]
fn a_lost_answer_has_acted_and_a_hang_up_has_not() {
    let tower = tower(V5);
    let (_, token) = sign_in(&tower);
    let post = |token: &str| {
        let form = crate::wire::form(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", tower.client_id()),
            ("client_secret", tower.client_secret()),
        ]);
        let kind = [("Content-Type", "application/x-www-form-urlencoded")];
        raw(tower.origin(), "POST", "/oauth/token", &kind, &form).unwrap_or_default()
    };
    tower.control().script(Fault::once("/oauth/token", What::HangUp));
    tower.control().script(Fault::once("/oauth/token", What::LoseAnswer));

    assert_eq!(post(&token), b"", "not a byte of answer");
    let before = tower.control().access_token();
    assert_eq!(post(&token), b"", "not a byte of answer");
    assert_ne!(tower.control().access_token(), before);
    assert_eq!(refresh(&tower, &token).field("error"), "invalid_grant");
    let statuses: Vec<_> = tower.control().requests().iter().map(|got| got.status).collect();
    assert_eq!(statuses, [Some(200), None, None, Some(400)]);
}

#[test]
fn tokens_can_be_ended_just_before_a_request() {
    let tower = tower(V5);
    let (access, token) = sign_in(&tower);
    let told = |access: &str| get(&tower, access, "user").header("www-authenticate").map(ToOwned::to_owned);

    tower.control().script(Fault::once("/api/v1/*", What::ExpireAllTokens));
    assert!(told(&access).unwrap().contains("expired"));
    let fresh = refresh(&tower, &token);
    assert_eq!(told(&fresh.field("access_token")), None);
    tower.control().script(Fault::always("/api/v1/*", What::RevokeAllTokens));
    assert!(told(&fresh.field("access_token")).unwrap().contains("revoked"));
    assert_eq!(refresh(&tower, &fresh.field("refresh_token")).field("error"), "invalid_grant");

    tower.control().clear_script();
    let (access, _) = sign_in(&tower);
    tower.control().expire_all_tokens();
    assert!(told(&access).unwrap().contains("expired"));
}

#[test]
fn late_answers_and_latency_are_as_late_as_asked_for() {
    let wait = Duration::from_millis(30);
    let tower = start(Plan { latency: wait, ..plan() }).unwrap();
    tower.control().script(Fault::once("/", What::Late(wait)));
    let began = Instant::now();
    assert_eq!(send(tower.origin(), "GET", "/", &[], "").status, 404);
    assert!(began.elapsed() >= 2 * wait);
}

#[test]
fn the_journal_keeps_what_came_in() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    get(&tower, &access, "teams?x=%20");

    let [token, teams] = <[_; 2]>::try_from(tower.control().requests()).unwrap();
    assert_eq!(
        (token.method.as_str(), token.path.as_str(), token.query.as_str()),
        ("POST", "/oauth/token", "")
    );
    assert_eq!(token.field("client_secret"), Some(tower.client_secret()));
    assert_eq!((token.authorization, token.status), (None, Some(200)));
    assert_eq!((teams.path.as_str(), teams.query.as_str()), ("/api/v1/teams", "x=%20"));
    assert_eq!(teams.authorization, Some(format!("Bearer {access}")));
}

#[test]
fn waiting_for_what_does_not_come_ends_with_what_did() {
    let tower = tower(V5);
    send(tower.origin(), "GET", "/elsewhere", &[], "");
    let missed = tower.control().wait_for(1, Duration::ZERO, |got| got.path == "/").unwrap_err();
    assert_eq!(missed.received[0].path, "/elsewhere");
    assert!(missed.to_string().contains("GET /elsewhere -> Some(404)"));
}

#[test]
fn dropping_it_closes_the_port_and_ends_what_is_held() {
    let tower = tower(V5);
    let origin = tower.origin().to_owned();
    let control = tower.control().clone();
    control.script(Fault::once("/", What::Hold));

    thread::scope(|scope| {
        let held = scope.spawn(|| raw(&origin, "GET", "/", &[], ""));
        control.wait_for(1, PATIENCE, |_| true).unwrap();
        drop(tower);
        assert_eq!(held.join().unwrap().unwrap_or_default(), b"");
    });
    assert!(TcpStream::connect(origin.trim_start_matches("http://")).is_err());
}

#[test]
fn it_serves_this_machine_only() {
    let everywhere = "0.0.0.0:0".parse().unwrap();
    assert!(start(Plan { listen: everywhere, ..plan() }).is_err());
}
