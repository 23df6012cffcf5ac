//! Requests to a token server byte by byte, as no HTTP client would send them.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::Value;
use tower_tui::base::secret::Secret;
use tower_tui::demo::{BuiltIn, Habits, start};

use crate::driver::{TOKEN, plan};
use crate::token_server::{KEY, TokenServer};

/// How long a read from the server may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn tower() -> BuiltIn {
    start(plan(Habits::default())).expect("a port")
}

pub(crate) fn open(server: &TokenServer) -> TcpStream {
    let stream = TcpStream::connect(server.running.address()).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

/// What the server says to these bytes: status, head and body.
pub(crate) fn say(server: &TokenServer, bytes: &[u8], half: bool) -> (u16, String, Value) {
    let mut stream = open(server);
    // It may have heard enough before all of it is sent.
    drop(stream.write_all(bytes));
    if half {
        stream.shutdown(Shutdown::Write).expect("it is open");
    }
    heard(&mut stream)
}

pub(crate) fn heard(stream: &mut impl Read) -> (u16, String, Value) {
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer));
    let answer = String::from_utf8(answer).expect("text");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("an answer: {answer:?}"));
    let status = head.get(9..12).and_then(|status| status.parse().ok()).expect("a status");
    let body = serde_json::from_str(body).unwrap_or_else(|_| panic!("JSON: {body}"));
    (status, head.to_ascii_lowercase(), body)
}

pub(crate) fn post(headers: &[(&str, &str)], form: &str) -> Vec<u8> {
    let mut text = format!("POST {TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n", form.len());
    for (name, value) in headers {
        text.extend([*name, ": ", value, "\r\n"]);
    }
    format!("{text}\r\n{form}").into_bytes()
}

pub(crate) const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

pub(crate) fn with_key(form: &str) -> Vec<u8> {
    post(&[FORM, ("X-Tower-Broker-Key", KEY)], form)
}

pub(crate) fn refresh(tower: &BuiltIn, token: &str) -> String {
    let (id, redirect_uri) = (tower.client_id(), tower.redirect_uri());
    format!("grant_type=refresh_token&client_id={id}&redirect_uri={redirect_uri}&refresh_token={token}")
}

/// A refresh token that is good at this Tower, and how many requests it took.
pub(crate) fn token(tower: &BuiltIn, server: &TokenServer) -> Secret {
    let (id, redirect_uri, code) = (tower.client_id(), tower.redirect_uri(), tower.control().issue_code());
    let form =
        format!("grant_type=authorization_code&client_id={id}&redirect_uri={redirect_uri}&code={code}");
    let (status, _, body) = say(server, &with_key(&form), false);
    assert_eq!(status, 200, "{body}");
    Secret::new(body["refresh_token"].as_str().expect("a token"))
}

pub(crate) fn upstream(tower: &BuiltIn) -> usize {
    tower.control().requests().len()
}
