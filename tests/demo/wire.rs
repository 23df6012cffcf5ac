//! A client that hides nothing: one request per connection, bytes as they come.
#![expect(clippy::unwrap_used, reason = "a test that cannot talk to its server stops at once")]

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;
use tower_tui::demo::{BuiltIn, Doorkeeper, Habits, Plan, start};
use url::form_urlencoded;

/// How long to wait for what must happen; only a failing test waits that long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// An answer, complete and parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The text of a string field of a JSON body; empty if there is none.
    pub(crate) fn field(&self, name: &str) -> String {
        self.json().get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// A server with these habits.
pub(crate) fn tower(habits: Habits) -> BuiltIn {
    start(Plan { habits, ..plan() }).unwrap()
}

/// A fixed plan, the same on every day.
pub(crate) fn plan() -> Plan {
    Plan { today: jiff::civil::date(2026, 8, 23), ..Plan::default() }
}

pub(crate) const V4: Habits = with(Doorkeeper::V4_2);
pub(crate) const V5: Habits = with(Doorkeeper::V5);

const fn with(doorkeeper: Doorkeeper) -> Habits {
    use tower_tui::demo::{MemberTodos, Rotation};
    Habits {
        doorkeeper,
        rotation: Rotation::AtOnce,
        strict: false,
        two_step: false,
        member_todos: MemberTodos::Full,
    }
}

/// Sends a request and returns the raw answer, which may be empty or cut.
pub(crate) fn raw(
    origin: &str,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(origin.trim_start_matches("http://"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let headers: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nHost: tower.test\r\nConnection: close\r\nContent-Length: {}\r\n{}\r\n{body}",
        body.len(),
        headers.concat(),
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

/// Sends a request and returns its answer, which must be whole.
pub(crate) fn send(origin: &str, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let bytes = raw(origin, method, target, headers, body).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let (head, body) = bytes.split_at(end);
    let head = String::from_utf8(head.to_vec()).unwrap();
    let (status_line, fields) = head.split_once("\r\n").unwrap();
    let fields = fields.lines().filter_map(|line| line.split_once(": "));
    let answer = Answer {
        status: status_line.split(' ').nth(1).unwrap().parse().unwrap(),
        headers: fields.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
        body: body.iter().skip(4).copied().collect(),
    };
    assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string().as_str()));
    answer
}

pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Posts a form.
pub(crate) fn post(origin: &str, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
    let kind = ("Content-Type", "application/x-www-form-urlencoded");
    send(origin, "POST", path, &[&[kind], headers].concat(), &form(fields))
}

/// Posts to the token endpoint as the main app.
pub(crate) fn ask_token(tower: &BuiltIn, fields: &[(&str, &str)]) -> Answer {
    let client = [("client_id", tower.client_id()), ("client_secret", tower.client_secret())];
    post(tower.origin(), "/oauth/token", &[], &[&client, fields].concat())
}

/// Exchanges a code.
pub(crate) fn exchange(tower: &BuiltIn, code: &str) -> Answer {
    ask_token(
        tower,
        &[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", tower.redirect_uri())],
    )
}

/// Refreshes.
pub(crate) fn refresh(tower: &BuiltIn, token: &str) -> Answer {
    ask_token(tower, &[("grant_type", "refresh_token"), ("refresh_token", token)])
}

/// Signs in; returns the access and the refresh token.
pub(crate) fn sign_in(tower: &BuiltIn) -> (String, String) {
    let answer = exchange(tower, &tower.control().issue_code());
    assert_eq!(answer.status, 200);
    (answer.field("access_token"), answer.field("refresh_token"))
}

/// Reads from the API with a token.
pub(crate) fn get(tower: &BuiltIn, access: &str, path: &str) -> Answer {
    let bearer = format!("Bearer {access}");
    send(tower.origin(), "GET", &format!("/api/v1/{path}"), &[("Authorization", &bearer)], "")
}

/// The ids of a list, as text.
pub(crate) fn ids(document: &Value) -> Vec<String> {
    let text = |id: &Value| id.as_str().map_or_else(|| id.to_string(), ToOwned::to_owned);
    let data = document.get("data").and_then(Value::as_array).into_iter().flatten();
    data.filter_map(|one| one.get("id")).map(text).collect()
}
