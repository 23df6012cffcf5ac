//! T9: the token server over real sockets: what it lets through, what it says itself, and what it forgets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tower_tui::base::request::Ids;
use tower_tui::base::secret::Secret;
use tower_tui::demo::{BuiltIn, Fault, Habits, Rotation, What, start};
use tower_tui::runtime::network::http::Api;
use tower_tui::session::{Delay, Fact, Renewal, TokenRequest, Trouble};
use tower_tui::token_server::{Keys, Plan};
use tower_tui::tower::verdict::{Misconfigured, Transient};
use tower_tui::tower::wire::{Answer, TransportError};

use crate::driver::{DUE, Driver, Route, TOKEN, plan};
use crate::raw::{FORM, post, refresh, say, token, tower, upstream, with_key};
use crate::token_server::{self as server, KEY, OTHER_KEY, TokenServer};

/// A refresh as a client words it, for one that has no session.
fn request(server: &TokenServer, tower: &BuiltIn, token: &Secret, key: &str, bearer: &str) -> TokenRequest {
    let field = |text: &str| Secret::new(text);
    TokenRequest {
        request: Ids::default().take(),
        url: server.url(),
        form: vec![
            ("grant_type", field("refresh_token")),
            ("client_id", field(tower.client_id())),
            ("redirect_uri", field(tower.redirect_uri())),
            ("refresh_token", token.clone()),
        ],
        secret_command: None,
        bearer: Some(field(bearer)),
        token_key: Some(field(key)),
    }
}

fn ask(request: &TokenRequest) -> Result<Answer, TransportError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(Api::default().token(request))
}

#[test]
fn t9_02_the_client_sends_no_secret_and_the_server_refuses_one() {
    let driver = Route::TokenServer.signed_in(plan(Habits::default()));
    let sent = driver.token_calls("authorization_code");
    assert_eq!(sent[0].field("client_secret"), Some(driver.built_in().client_secret()), "added on the way");
    let form = driver.session.client();
    assert_eq!(form.app.client_secret.known(), None);

    let tower = tower();
    let server = TokenServer::of(&tower);
    let form = format!("{}&client_secret=made-up-secret", refresh(&tower, "r"));
    let (status, _, body) = say(&server, &with_key(&form), false);
    assert_eq!((status, &body["error"]), (400, &"invalid_request".into()));
    assert!(body["error_description"].as_str().is_some_and(|text| text.contains("client_secret")), "{body}");
    assert_eq!(upstream(&tower), 0);
}

/// A session due for renewal, whose token server behaves so from now on.
fn renewing(plan_of: impl FnOnce(&BuiltIn) -> Plan, origin: &str) -> Driver {
    let mut driver = Route::TokenServer.signed_in(plan(Habits::default()));
    let plan = plan_of(driver.built_in());
    driver.replace_token_server(plan, server::ask(origin));
    driver.wait(DUE);
    driver
}

#[test]
fn t9_03_a_server_that_is_down_was_not_asked_and_the_session_is_kept() {
    let mut driver = Route::TokenServer.signed_in(plan(Habits::default()));
    driver.stop_token_server();
    driver.wait(DUE);
    let Renewal::Waiting { why: Delay::Passing(Transient::NotSent(_)), .. } = driver.renewal() else {
        panic!("{:?}", driver.phase());
    };
    assert_eq!((driver.generation(), driver.refreshes()), (1, 0));
}

#[test]
fn t9_03_a_tower_that_cannot_be_reached_passes_by_itself() {
    let driver = renewing(server::plan, "http://127.0.0.1:1");
    let Renewal::Waiting { why: Delay::Passing(Transient::Busy(word)), until, .. } = driver.renewal() else {
        panic!("{:?}", driver.phase());
    };
    assert_eq!(word.as_str(), "temporarily_unavailable");
    assert_eq!(until.saturating_sub(driver.now.mono), Duration::from_secs(5), "as long as Retry-After says");
}

#[test]
fn t9_03_a_tower_that_was_asked_and_did_not_answer_leaves_it_open_what_it_did() {
    let mut driver = Route::TokenServer.signed_in(plan(Habits::default()));
    driver.control().script(Fault::always(TOKEN, What::HangUp));
    driver.wait(DUE);
    assert!(matches!(driver.renewal(), Renewal::Pausing { .. }), "{:?}", driver.phase());
    driver.wait(1);
    assert!(matches!(driver.renewal(), Renewal::Waiting { why: Delay::Unanswered, .. }));
    assert_eq!(driver.refreshes(), 2, "once more, not again and again");
}

#[test]
fn t9_03_a_key_that_is_not_known_waits_for_a_person() {
    let other = "new = \"made-up-key-of-nobody\"\n";
    let keys = Keys::read(other).expect("keys");
    let driver = renewing(
        |tower| {
            let mut plan = server::plan(tower);
            plan.rules.keys = keys;
            plan
        },
        "http://127.0.0.1:1",
    );
    let Renewal::Blocked(Misconfigured::Refused(word)) = driver.renewal() else {
        panic!("{:?}", driver.phase())
    };
    assert_eq!((word.as_str(), driver.refreshes()), ("access_denied", 0));
}

#[test]
fn t9_03_nor_is_a_code_asked_for_again_where_it_may_have_been_used() {
    let mut driver = Route::TokenServer.driver(plan(Habits::default()));
    driver.control().script(Fault::once(TOKEN, What::LoseAnswer));
    let code = driver.code();
    driver.fact(Fact::CodeGiven(code));
    assert_eq!(driver.trouble(), Some(&Trouble::AnswerLost));
}

/// Stands between a client and a server, and loses the second answer: the server has given it, and the client
/// has not got it.
fn lossy(address: std::net::SocketAddr) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}{TOKEN}", listener.local_addr().expect("it is bound"));
    thread::spawn(move || {
        for (nth, client) in listener.incoming().enumerate() {
            let (Ok(mut client), Ok(mut server)) = (client, TcpStream::connect(address)) else { return };
            let mut asked = [0; 16 * 1024];
            let mut length = 0;
            // All of it comes at once: head and form are far smaller than a loopback segment.
            while !asked[..length].windows(5).any(|part| part == b"code=" || part == b"oken=") {
                length += client.read(&mut asked[length..]).expect("a request");
            }
            server.write_all(&asked[..length]).expect("it listens");
            let mut answer = Vec::new();
            drop(server.read_to_end(&mut answer));
            // The first one signs in.
            if nth != 1 {
                drop(client.write_all(&answer));
            }
        }
    });
    url
}

#[test]
fn t2_04_an_answer_lost_on_the_way_from_the_token_server_is_given_again() {
    let tower = start(plan(Habits { rotation: Rotation::AtOnce, ..Habits::default() })).expect("a port");
    let server = TokenServer::of(&tower);
    let url = lossy(server.running.address());
    let mut driver = Driver::of(server::client(&tower, &url, KEY), tower);
    driver.sign_in();

    driver.wait(DUE);
    assert!(matches!(driver.renewal(), Renewal::Pausing { .. }), "{:?}", driver.phase());
    driver.wait(1);

    assert_eq!((driver.generation(), driver.refreshes()), (2, 1), "Tower was asked once");
    let logged = server.log.lock().expect("no panic").clone();
    let replays = logged.iter().filter(|line| line.contains("\"replay\":true")).count();
    assert_eq!(replays, 1, "{logged:#?}");
}

#[test]
fn t9_04_eight_clients_without_locks_and_one_refresh_token_make_one_call() {
    let tower = tower();
    let server = TokenServer::of(&tower);
    let token = token(&tower, &server);
    let before = upstream(&tower);
    let request = request(&server, &tower, &token, KEY, "old");
    let answers: Vec<_> = thread::scope(|scope| {
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(|| ask(&request).expect("an answer"))).collect();
        clients.into_iter().map(|client| client.join().expect("no panic")).collect()
    });
    assert_eq!(upstream(&tower) - before, 1);
    assert_eq!(answers[0].status, 200);
    assert!(answers.iter().all(|answer| answer.body == answers[0].body), "all have the same tokens");
}

#[test]
fn t9_05_another_key_or_another_old_token_is_not_given_the_answer() {
    let tower = tower();
    let server = TokenServer::of(&tower);
    let token = token(&tower, &server);
    let first = ask(&request(&server, &tower, &token, KEY, "old")).expect("an answer");
    assert_eq!(first.status, 200);
    let before = upstream(&tower);
    for (key, bearer) in [(OTHER_KEY, "old"), (KEY, "another")] {
        let answer = ask(&request(&server, &tower, &token, key, bearer)).expect("an answer");
        assert_eq!(answer.status, 400, "Tower's own answer to a token that is used up");
    }
    assert_eq!(upstream(&tower) - before, 2);
    let again = ask(&request(&server, &tower, &token, KEY, "old")).expect("an answer");
    assert_eq!((again.body == first.body, upstream(&tower) - before), (true, 2));
}

#[test]
fn t9_06_what_is_no_request_for_a_token_gets_json_and_touches_no_tower() {
    let tower = tower();
    let server = TokenServer::of(&tower);
    let good = refresh(&tower, "r");
    let key = ("X-Tower-Broker-Key", KEY);
    let huge = format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "a".repeat(100_000));
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(80_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "X: y\r\n".repeat(200));
    let chunked = [&post(&[FORM, key, ("Transfer-Encoding", "chunked")], "")[..], b"zzz\r\n"].concat();
    let endless = format!(
        "POST {TOKEN} HTTP/1.1\r\n{}: {}\r\n{}: {KEY}\r\nContent-Length: 999999999\r\n\r\n",
        FORM.0, FORM.1, key.0
    );
    for (bytes, half, statuses, error) in [
        (b"garbage\r\n\r\n".to_vec(), false, &[400][..], "invalid_request"),
        (vec![0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3], true, &[400], "invalid_request"),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), false, &[400, 505], "invalid_request"),
        (b"POST /oauth/token HTTP/1.1\r\nHost".to_vec(), true, &[400], "invalid_request"),
        (huge.into_bytes(), false, &[431], "invalid_request"),
        (long.into_bytes(), false, &[414, 431], "invalid_request"),
        (many.into_bytes(), false, &[431], "invalid_request"),
        (chunked, true, &[400], "invalid_request"),
        (endless.into_bytes(), false, &[413], "invalid_request"),
        (with_key(&format!("{good}&{}", "a".repeat(9000))), false, &[413], "invalid_request"),
        (with_key(&format!("{good}&scope=all")), false, &[400], "invalid_request"),
        (with_key(&format!("{good}&client_id=x")), false, &[400], "invalid_request"),
        (with_key(&good.replace("=refresh_token", "=password")), false, &[400], "unsupported_grant_type"),
        (with_key(&good.replace("client_id=", "client_id=x")), false, &[401], "invalid_client"),
        (with_key(&good.replace("urn:ietf", "urn:etif")), false, &[400], "invalid_request"),
        (with_key(""), false, &[400], "invalid_request"),
        (post(&[("Content-Type", "application/json"), key], "{}"), false, &[400], "invalid_request"),
        (post(&[key], &good), false, &[400], "invalid_request"),
        (post(&[FORM, FORM, key], &good), false, &[400], "invalid_request"),
        (post(&[FORM], &good), false, &[403], "access_denied"),
        (post(&[FORM, key, key], &good), false, &[403], "access_denied"),
        (post(&[FORM, ("X-Tower-Broker-Key", "made-up")], &good), false, &[403], "access_denied"),
        (post(&[FORM, key, ("Authorization", "Basic eDp5")], &good), false, &[400], "invalid_request"),
        (b"GET /oauth/token HTTP/1.1\r\n\r\n".to_vec(), false, &[405], "method_not_allowed"),
        (b"DELETE /healthz HTTP/1.1\r\n\r\n".to_vec(), false, &[405], "method_not_allowed"),
        (b"GET / HTTP/1.0\r\n\r\n".to_vec(), false, &[404], "not_found"),
        (b"GET /oauth/revoke HTTP/1.1\r\n\r\n".to_vec(), false, &[405], "method_not_allowed"),
        (b"POST /oauth/introspect HTTP/1.1\r\n\r\n".to_vec(), false, &[404], "not_found"),
        (b"POST /oauth/revoke HTTP/1.1\r\n\r\n".to_vec(), false, &[403], "access_denied"),
        (revoking(&good), false, &[400], "invalid_request"),
        (revoking("client_id=x&token=y"), false, &[401], "invalid_client"),
        (b"POST /oauth/token/ HTTP/1.1\r\n\r\n".to_vec(), false, &[404], "not_found"),
        (
            String::from_utf8(with_key(&good))
                .expect("text")
                .replace(" HTTP", "?client_secret=x HTTP")
                .into_bytes(),
            false,
            &[400],
            "invalid_request",
        ),
    ] {
        let shown = String::from_utf8_lossy(&bytes).chars().take(300).collect::<String>();
        let (status, head, body) = say(&server, &bytes, half);
        assert!(statuses.contains(&status) && body["error"] == error, "{status} {body}: {shown}");
        assert!(head.contains("cache-control: no-store") && head.contains("application/json"), "{head}");
        assert!(!body["error_description"].as_str().expect("words").is_empty());
    }
    assert_eq!(upstream(&tower), 0);
    let (status, _, body) = say(&server, b"GET /healthz HTTP/1.1\r\n\r\n", false);
    assert_eq!((status, &body["status"]), (200, &"ok".into()), "it still serves");
}

/// A form that goes where tokens are given back.
fn revoking(form: &str) -> Vec<u8> {
    String::from_utf8(with_key(form)).expect("text").replacen(TOKEN, "/oauth/revoke", 1).into_bytes()
}

#[test]
fn t9_08_a_token_is_given_back_through_it_by_who_has_a_key() {
    let tower = tower();
    let server = TokenServer::of(&tower);
    let token = token(&tower, &server);
    let form = format!("client_id={}&token={}", tower.client_id(), token.expose());
    let asked = upstream(&tower);
    for refused in [
        format!("{form}&client_secret=made-up-secret"),
        format!("{form}&token=another"),
        format!("client_id={}&token=", tower.client_id()),
    ] {
        let (status, _, body) = say(&server, &revoking(&refused), false);
        assert_eq!((status, &body["error"]), (400, &"invalid_request".into()), "{refused}");
    }
    assert_eq!(upstream(&tower), asked, "Tower has heard of none of them");

    let (status, head, _) = say(&server, &revoking(&format!("{form}&token_type_hint=refresh_token")), false);
    assert!(status == 200 && head.contains("cache-control: no-store"), "{status} {head}");
    let told = tower.control().requests().pop().expect("a request");
    assert_eq!((told.path.as_str(), told.field("token")), ("/oauth/revoke", Some(token.expose())));
    assert_eq!(told.field("client_secret"), Some(tower.client_secret()), "added on the way");
    assert_eq!(told.field("token_type_hint"), None, "Tower's document knows no such field");
    assert_eq!(tower.control().access_token(), None, "both of the pair are dead");
    let line = server.log.lock().expect("no panic").last().expect("a line").clone();
    let line: Value = serde_json::from_str(&line).expect("JSON");
    let told = (line["event"].as_str(), line["outcome"].as_str(), line["key"].as_str());
    assert_eq!(told, (Some("revocation"), Some("revoked"), Some("lin")));
    assert!(!line.to_string().contains(token.expose()));
}

#[test]
fn t9_07_the_log_names_the_key_and_no_secret() {
    let tower = tower();
    let server = TokenServer::of(&tower);
    let token = token(&tower, &server);
    let bearer = tower.control().access_token().expect("a token");
    let first = ask(&request(&server, &tower, &token, KEY, &bearer)).expect("an answer");
    ask(&request(&server, &tower, &token, KEY, &bearer)).expect("an answer");
    ask(&request(&server, &tower, &token, OTHER_KEY, &bearer)).expect("an answer");
    ask(&request(&server, &tower, &token, "made-up-wrong-key", &bearer)).expect("an answer");
    say(&server, &with_key(&format!("{}&client_secret=made-up-secret", refresh(&tower, "r"))), false);

    let told: Value = serde_json::from_slice(&first.body).expect("JSON");
    let requests = tower.control().requests();
    let code = requests[0].field("code").expect("a code");
    let mut secrets = vec![code, token.expose(), bearer.as_str(), tower.client_secret(), KEY, OTHER_KEY];
    secrets.extend(["made-up-wrong-key", "made-up-secret", "lin@example.com", "127.0.0.1:1"]);
    secrets.extend(["access_token", "refresh_token"].iter().filter_map(|name| told[*name].as_str()));
    let log = server.log.lock().expect("no panic").clone();
    for line in log.iter().skip(1) {
        for secret in secrets.iter().filter(|secret| **secret != "refresh_token") {
            assert!(!line.contains(secret), "{secret}: {line}");
        }
    }
    let lines: Vec<Value> = log.iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let told: Vec<_> = lines
        .iter()
        .skip(1)
        .map(|line| {
            (line["outcome"].as_str().expect("a word"), line["key"].as_str(), line["status"].as_u64())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("issued", Some("lin"), Some(200)),
            ("issued", Some("lin"), Some(200)),
            ("issued", Some("lin"), Some(200)),
            ("invalid_grant", Some("wang"), Some(400)),
            ("access_denied", None, Some(403)),
            ("invalid_request", Some("lin"), Some(400)),
        ]
    );
    assert_eq!((&lines[2]["replay"], &lines[3]["replay"]), (&false.into(), &true.into()));
    assert_eq!(
        (&lines[1]["grant"], &lines[2]["grant"]),
        (&"authorization_code".into(), &"refresh_token".into())
    );
}

#[test]
fn t9_07_an_answer_is_not_given_again_after_the_window() {
    let tower = tower();
    let mut plan = server::plan(&tower);
    plan.rules.replay = Duration::ZERO;
    let server = TokenServer::at(server::loopback(), plan, server::ask(tower.origin()));
    let token = token(&tower, &server);
    assert_eq!(ask(&request(&server, &tower, &token, KEY, "old")).expect("an answer").status, 200);
    assert_eq!(ask(&request(&server, &tower, &token, KEY, "old")).expect("an answer").status, 400);
}

#[test]
fn without_keys_only_programs_on_this_machine_are_served() {
    let tower = tower();
    let mut plan = server::plan(&tower);
    plan.rules.keys = Keys::Open;
    let server = TokenServer::at(server::loopback(), plan, server::ask(tower.origin()));
    let form = refresh(&tower, "r").replace("client_id=", "client_id=x");
    let says = |head: &str| {
        let (kind, of) = FORM;
        let bytes = format!("{head}{kind}: {of}\r\nContent-Length: {}\r\n\r\n{form}", form.len());
        let (status, _, body) = say(&server, bytes.as_bytes(), false);
        (status, body["error"].as_str().map(str::to_owned))
    };
    let let_in = (401, Some("invalid_client".to_owned()));
    for host in ["127.0.0.1:8787", "localhost", "[::1]:1"] {
        assert_eq!(says(&format!("POST {TOKEN} HTTP/1.1\r\nHost: {host}\r\n")), let_in, "{host}");
    }
    let here = "Host: localhost\r\n";
    for (foreign, head) in [
        ("a page", format!("POST {TOKEN} HTTP/1.1\r\n{here}Origin: http://evil.example\r\n")),
        ("a page of nowhere", format!("POST {TOKEN} HTTP/1.1\r\n{here}Origin: null\r\n")),
        ("a mark", format!("POST {TOKEN} HTTP/1.1\r\n{here}Sec-Fetch-Site: cross-site\r\n")),
        ("another name", format!("POST {TOKEN} HTTP/1.1\r\nHost: evil.example\r\n")),
        ("two names", format!("POST {TOKEN} HTTP/1.1\r\n{here}Host: evil.example\r\n")),
        ("a whole address", format!("POST http://evil.example{TOKEN} HTTP/1.1\r\n{here}")),
        ("no name", format!("POST {TOKEN} HTTP/1.1\r\n")),
        ("no name, of old", format!("POST {TOKEN} HTTP/1.0\r\n")),
    ] {
        assert_eq!(says(&head), (403, Some("access_denied".to_owned())), "{foreign}");
    }
    assert_eq!(upstream(&tower), 0);
}
