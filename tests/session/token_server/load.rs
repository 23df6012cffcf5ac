//! The token server with too many at its door, with slow ones, and at its end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::num::NonZeroU32;
use std::thread;

use tower_tui::demo::{Fault, Received, What};
use tower_tui::token_server::{Limits, Plan};

use crate::driver::TOKEN;
use crate::raw::{FORM, PATIENCE, heard, open, post, refresh, say, token, tower, upstream, with_key};
use crate::token_server::{self as server, KEY, OTHER_KEY, TokenServer};

#[test]
fn too_many_of_one_key_or_one_address_wait_as_long_as_they_are_told() {
    let tower = tower();
    let limited = |per_key, per_address| {
        let of = |most| NonZeroU32::new(most).expect("not zero");
        let mut plan = server::plan(&tower);
        plan.rules.limits = Limits { per_key: of(per_key), per_address: of(per_address) };
        plan.behind_proxy = true;
        TokenServer::at(server::loopback(), plan, server::ask(tower.origin()))
    };
    let form = refresh(&tower, "r").replace("client_id=", "client_id=x");
    let server = limited(10, 1000);
    let ask = |server: &TokenServer, key: &str, from: &str| {
        let bytes = post(&[FORM, ("X-Tower-Broker-Key", key), ("X-Forwarded-For", from)], &form);
        say(server, &bytes, false)
    };
    assert!((0..10).all(|_| ask(&server, KEY, "10.0.0.1").0 == 401));
    let (status, head, body) = ask(&server, KEY, "10.0.0.1");
    assert_eq!((status, &body["error"]), (429, &"slow_down".into()));
    assert!(head.contains("retry-after: 6") || head.contains("retry-after: 5"), "{head}");
    assert_eq!(ask(&server, OTHER_KEY, "10.0.0.1").0, 401, "another key is not in its way");

    let server = limited(1000, 3);
    assert_eq!([(); 4].map(|()| ask(&server, "made-up-key-of-nobody", "10.0.0.1").0), [403, 403, 403, 429]);
    assert_eq!(ask(&server, "made-up-key-of-nobody", "10.0.0.2:4711").0, 403, "a port is not an address");
    for (from, status) in [
        ("10.0.0.1", 401),
        ("9.9.9.9, 10.0.0.1", 401),
        ("8.8.8.8, 10.0.0.1", 401),
        ("7.7.7.7, 10.0.0.1", 429),
        ("10.0.0.2", 401),
    ] {
        assert_eq!(ask(&server, KEY, from).0, status, "{from}: only what the proxy itself has seen counts");
    }
    assert_eq!(upstream(&tower), 0);
}

#[test]
fn it_ends_only_once_what_is_under_way_is_finished() {
    let tower = tower();
    let server = TokenServer::of(&tower);
    let address = server.running.address();
    let (idle, token) = (open(&server), token(&tower, &server));
    tower.control().script(Fault::once(TOKEN, What::Hold));
    let mut busy = open(&server);
    busy.write_all(&with_key(&refresh(&tower, token.expose()))).expect("it listens");
    let is_refresh = |got: &Received| got.field("refresh_token").is_some();
    tower.control().wait_for(1, PATIENCE, is_refresh).expect("Tower is asked");

    let TokenServer { running, log } = server;
    let ending = thread::spawn(move || running.finish());
    let mut idle = idle;
    assert_eq!(idle.read(&mut [0]).expect("it is closed"), 0, "who only waits is not waited for");
    assert!(TcpStream::connect(address).is_err(), "nothing new is taken");
    assert!(!ending.is_finished());

    tower.control().release();
    let (status, _, body) = heard(&mut busy);
    assert_eq!((status, body["access_token"].is_string()), (200, true));
    ending.join().expect("no panic");
    let log = log.lock().expect("no panic").clone();
    assert!(log.last().is_some_and(|line| line.contains("\"ended\"")), "{log:#?}");
}

#[test]
fn a_client_that_goes_away_does_not_take_the_answer_with_it() {
    let tower = tower();
    let server = TokenServer::of(&tower);
    let token = token(&tower, &server);
    tower.control().script(Fault::once(TOKEN, What::Hold));
    let mut gone = open(&server);
    let asked = with_key(&refresh(&tower, token.expose()));
    gone.write_all(&asked).expect("it listens");
    let is_refresh = |got: &Received| got.field("refresh_token").is_some();
    tower.control().wait_for(1, PATIENCE, is_refresh).expect("Tower is asked");
    drop(gone);

    let mut again = open(&server);
    again.write_all(&asked).expect("it listens");
    tower.control().release();
    let (status, _, _) = heard(&mut again);
    assert_eq!(status, 200);
    assert_eq!(tower.control().requests().iter().filter(|got| is_refresh(got)).count(), 1);
}

/// Opens so many connections that say nothing, or half of something, and asks whether the server still serves.
fn besieged(connections: usize, plan_for: usize) {
    let tower = tower();
    let plan = Plan { connections: plan_for, ..server::plan(&tower) };
    let server = TokenServer::at(server::loopback(), plan, server::ask(tower.origin()));
    let mut siege = Vec::new();
    for nth in 0..connections {
        let mut stream = open(&server);
        match nth % 3 {
            0 => {}
            1 => stream.write_all(b"POST /oauth/token HTTP/1.1\r\nX-").expect("it listens"),
            _ => {
                let asked = with_key(&refresh(&tower, "r"));
                drop(stream.write_all(&asked[..asked.len() - 1]));
            }
        }
        siege.push(stream);
        if nth % 100 == 0 {
            token(&tower, &server);
        }
    }
    token(&tower, &server);
    // Those that are still let in to the end are the latest.
    let mut last = siege.pop().expect("there is one");
    last.set_nonblocking(true).expect("it is open");
    assert!(last.read(&mut [0]).is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock));
}

#[test]
fn idle_and_slow_connections_do_not_stop_it() {
    besieged(500, 64);
}

#[test]
#[ignore = "the long form of the test above; needs 20,000 file descriptors"]
fn ten_thousand_idle_and_slow_connections_do_not_stop_it() {
    besieged(10_000, 4096);
}
