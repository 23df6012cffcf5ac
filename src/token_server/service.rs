//! Answers a request, asking Tower in between; a *flight* is one question to Tower that others may wait for too.

use std::convert::Infallible;
use std::fmt;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Request};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use tokio::sync::{mpsc, watch};

use super::admission::{Admission, Way, way};
use super::head::{Head, Header, last_address};
use super::keys::Keys;
use super::limits::Visitor;
use super::log::Line;
use super::refusal::Refusal;
use super::replay_cache::Turn;
use super::reply::{Reply, meaning, meaning_of_revocation};
use super::request::{Asked, Id, MOST_FORM, authorization, read, read_revocation};
use super::rules::Rules;
use crate::base::secret::Secret;
use crate::base::time::Wall;
use crate::tower::wire::{Answer, KEY_HEADER, TransportError};

/// How long the body of a request may take to come.
const BODY: Duration = Duration::from_secs(10);

/// Where the proxy in front writes whom it speaks for.
const FORWARDED: &str = "x-forwarded-for";

/// With what a browser says how far the page that asks is from what it asks.
const FETCH_SITE: &str = "sec-fetch-site";

/// What goes to Tower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Where to.
    pub endpoint: Endpoint,
    /// The fields of the form.
    pub form: Vec<(&'static str, Secret)>,
    /// The `Authorization` header as the client sent it.
    pub authorization: Option<Secret>,
}

/// Where at Tower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// Where tokens are given.
    Token,
    /// Where they are given back.
    Revocation,
}

/// Whoever asks Tower: once, without following redirects, for at most 15 s.
#[derive(Clone)]
pub struct Upstream(Arc<Ask>);

type Ask =
    dyn Fn(Posting) -> Pin<Box<dyn Future<Output = Result<Answer, TransportError>> + Send>> + Send + Sync;

impl Upstream {
    /// Asks by this.
    pub fn new<F>(ask: impl Fn(Posting) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Answer, TransportError>> + Send + 'static,
    {
        Self(Arc::new(move |posting| Box::pin(ask(posting))))
    }
}

/// Whoever writes the log: takes one line at a time, and must not block.
#[derive(Clone)]
pub struct Log(Arc<dyn Fn(&str) + Send + Sync>);

impl Log {
    /// Writes by this.
    pub fn new(write: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    pub(super) fn write(&self, line: &str) {
        (self.0)(line);
    }
}

impl fmt::Debug for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upstream")
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log")
    }
}

/// What a flight brought, for all who wait for it.
#[derive(Clone, Debug)]
struct Landed {
    reply: Arc<Reply>,
    outcome: &'static str,
}

type Flight = watch::Receiver<Option<Landed>>;

/// What is alive as long as anyone holds it: the server does not end before.
pub(super) type Alive = mpsc::Sender<Infallible>;

/// The service of one token server.
#[derive(Debug)]
pub(super) struct Service {
    admission: Mutex<Admission<Flight>>,
    upstream: Upstream,
    log: Log,
    behind_proxy: bool,
    began: Instant,
}

/// What came of a request, and what the log says of it.
struct Done {
    reply: Arc<Reply>,
    outcome: &'static str,
    grant: Option<&'static str>,
    key: Option<String>,
    replay: bool,
}

impl Service {
    /// `seed` is random.
    pub(super) fn new(
        rules: Rules,
        seed: [u8; 16],
        upstream: Upstream,
        log: Log,
        behind_proxy: bool,
    ) -> Self {
        let admission = Mutex::new(Admission::new(rules, seed));
        Self { admission, upstream, log, behind_proxy, began: Instant::now() }
    }

    /// Answers a request. `arrived` is called once all of it is here.
    pub(super) async fn answer(
        self: &Arc<Self>,
        request: Request<Incoming>,
        peer: IpAddr,
        alive: Alive,
        arrived: impl FnOnce(),
    ) -> Arc<Reply> {
        let (parts, body) = request.into_parts();
        let head = head(&parts);
        let endpoint = match way(&head) {
            Ok(Way::Health) => return Arc::new(Reply::healthy()),
            Err(refusal) => return Arc::new(refusal.reply()),
            Ok(Way::Token) => Endpoint::Token,
            Ok(Way::Revocation) => Endpoint::Revocation,
        };
        let mut noted = Noted { log: &self.log, endpoint, time: wall(), since: Instant::now(), done: None };
        let visitor = self.visitor(&parts.headers, peer);
        let done = self.ask(endpoint, &head, body, visitor, alive, arrived).await;
        noted.done.insert(done).reply.clone()
    }

    async fn ask(
        self: &Arc<Self>,
        endpoint: Endpoint,
        head: &Head<'_>,
        body: Incoming,
        visitor: Visitor,
        alive: Alive,
        arrived: impl FnOnce(),
    ) -> Done {
        let admitted = self.admission().admit(head, visitor, self.now());
        let caller = match admitted {
            Ok(caller) => caller,
            Err((caller, refusal)) => {
                return Done::refused(refusal, None, caller.and_then(|caller| caller.key));
            }
        };
        let read = async {
            let body = collect(body).await?;
            arrived();
            let app = &self.admission().rules.app;
            let asked = match endpoint {
                Endpoint::Token => read(&body, app)?,
                Endpoint::Revocation => read_revocation(&body, app)?,
            };
            let authorization = authorization(&asked, head.authorization)?;
            Ok((asked, authorization))
        };
        let (asked, authorization) = match read.await {
            Ok(read) => read,
            Err(refusal) => return Done::refused(refusal, None, caller.key),
        };
        let grant = asked.grant();
        let id = asked.id(caller.key.as_deref(), authorization.as_ref());
        let (landing, flight) = watch::channel(None);
        let turn = self.admission().replay_cache.enter(id, &flight, self.now());
        let (flight, replay) = match turn {
            Turn::Again(reply) => {
                return Done { reply, outcome: "issued", grant, key: caller.key, replay: true };
            }
            Turn::Full => return Done::refused(Refusal::Busy, grant, caller.key),
            Turn::Join(flight) => (flight, true),
            Turn::Go => {
                let flown = Arc::clone(self).fly(id, asked, authorization, landing, alive);
                // A task of its own: the answer is wanted even if the client that asked is gone by then.
                tokio::spawn(flown);
                (flight, false)
            }
        };
        match landed(flight).await {
            Some(Landed { reply, outcome }) => Done { reply, outcome, grant, key: caller.key, replay },
            None => Done::refused(Refusal::Unknown, grant, caller.key),
        }
    }

    /// Asks Tower, and tells everyone who waits.
    async fn fly(
        self: Arc<Self>,
        id: Id,
        asked: Asked,
        authorization: Option<Secret>,
        landing: watch::Sender<Option<Landed>>,
        alive: Alive,
    ) {
        let mut board = Board { service: Arc::clone(&self), id, kept: None };
        let kind = asked.kind();
        let endpoint = if kind.is_some() { Endpoint::Token } else { Endpoint::Revocation };
        let posting = Posting { endpoint, form: asked.form(&self.admission().rules.app), authorization };
        drop(asked);
        let answer = (self.upstream.0)(posting).await;
        let (landed, kept) = match answer {
            Ok(answer) => {
                let now = wall().0 / 1000;
                let (outcome, kept) = match kind {
                    Some(kind) => meaning(&answer, kind, now),
                    None => (meaning_of_revocation(&answer, now), false),
                };
                (Landed { reply: Arc::new(Reply::of(answer)), outcome }, kept)
            }
            Err(TransportError::NotSent(_) | TransportError::NoSecret(_)) => {
                (Landed::refused(Refusal::NotSent), false)
            }
            Err(TransportError::Unanswered(_) | TransportError::TooLong) => {
                (Landed::refused(Refusal::Unknown), false)
            }
        };
        board.kept = kept.then(|| Arc::clone(&landed.reply));
        drop(board);
        // Nobody may be waiting any more.
        landing.send_replace(Some(landed));
        drop((landing, alive));
        if kept {
            let span = self.admission().replay_cache.span();
            tokio::time::sleep(span).await;
            let now = self.now();
            self.admission().replay_cache.sweep(now);
        }
    }

    fn visitor(&self, headers: &HeaderMap, peer: IpAddr) -> Visitor {
        let forwarded = headers.get_all(FORWARDED).iter().next_back();
        // The last one is what the proxy itself has seen; what stands before it, anyone may have written.
        let last = forwarded.and_then(|list| last_address(list.to_str().ok()?));
        let address = last.filter(|_| self.behind_proxy).unwrap_or(peer);
        Visitor(match address.to_canonical() {
            IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
            IpAddr::V6(address) => address.to_bits(),
        })
    }

    /// Who is let in from now on. What is under way goes on.
    pub(super) fn take_keys(&self, keys: Keys) {
        self.admission().take_keys(keys);
    }

    fn admission(&self) -> MutexGuard<'_, Admission<Flight>> {
        self.admission.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Since the start.
    fn now(&self) -> Duration {
        self.began.elapsed()
    }
}

/// Takes a request off the list of the replay cache, whatever becomes of it.
struct Board {
    service: Arc<Service>,
    id: Id,
    kept: Option<Arc<Reply>>,
}

impl Drop for Board {
    fn drop(&mut self) {
        let now = self.service.now();
        self.service.admission().replay_cache.land(self.id, self.kept.take(), now);
    }
}

/// Writes a line of the log at its end, also where the client is gone before the answer is there.
struct Noted<'a> {
    log: &'a Log,
    endpoint: Endpoint,
    time: Wall,
    since: Instant,
    done: Option<Done>,
}

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        let done = self.done.as_ref();
        let line = Line {
            time: self.time,
            event: match self.endpoint {
                Endpoint::Token => "token",
                Endpoint::Revocation => "revocation",
            },
            grant: done.and_then(|done| done.grant),
            outcome: done.map_or("client_gone", |done| done.outcome),
            status: done.map(|done| done.reply.status),
            duration: self.since.elapsed(),
            key: done.and_then(|done| done.key.clone()),
            replay: done.is_some_and(|done| done.replay),
        };
        self.log.write(&line.text());
    }
}

impl Landed {
    fn refused(refusal: Refusal) -> Self {
        Self { reply: Arc::new(refusal.reply()), outcome: refusal.outcome() }
    }
}

impl Done {
    fn refused(refusal: Refusal, grant: Option<&'static str>, key: Option<String>) -> Self {
        Self { reply: Arc::new(refusal.reply()), outcome: refusal.outcome(), grant, key, replay: false }
    }
}

/// The result of a flight; none if its task died.
async fn landed(mut flight: Flight) -> Option<Landed> {
    flight.wait_for(Option::is_some).await.ok()?.clone()
}

async fn collect(body: Incoming) -> Result<Bytes, Refusal> {
    if body.size_hint().lower() > MOST_FORM as u64 {
        return Err(Refusal::TooLong);
    }
    match tokio::time::timeout(BODY, Limited::new(body, MOST_FORM).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Refusal::TooLong),
        Ok(Err(_)) => Err(Refusal::Invalid("The form did not come whole.")),
        Err(_) => Err(Refusal::Slow),
    }
}

fn head(parts: &Parts) -> Head<'_> {
    let header = |name: HeaderName| {
        let values = parts.headers.get_all(name);
        Header::of(values.iter().map(axum::http::HeaderValue::as_bytes))
    };
    Head {
        method: parts.method.as_str(),
        path: parts.uri.path(),
        has_query: parts.uri.query().is_some(),
        content_type: header(CONTENT_TYPE),
        key: header(HeaderName::from_static(KEY_HEADER)),
        authorization: header(AUTHORIZATION),
        host: header(HOST),
        authority: parts.uri.authority().map(axum::http::uri::Authority::as_str),
        is_of_a_page: parts.headers.contains_key(ORIGIN) || parts.headers.contains_key(FETCH_SITE),
    }
}

pub(super) fn wall() -> Wall {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Wall(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
