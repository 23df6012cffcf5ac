//! Sockets and threads: serves a site on loopback, and injects the scripted faults.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;
use std::{io, thread};

use axum::Router;
use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use axum::response::IntoResponse;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use serde_json::json;
use tokio::runtime::{self, Runtime};
use tokio::sync::oneshot;

use super::reply::{HangUp, Reply};
use super::routes::router;
use crate::base::shape::Shapes;
use crate::demo::control::Control;
use crate::demo::faults::What;
use crate::demo::journal::Received;
use crate::demo::pages;
use crate::demo::params::Params;
use crate::demo::plan::{Apps, OUT_OF_BAND, Plan};
use crate::demo::site::Site;
use crate::demo::tokens::{Mint, Tokens};
use crate::demo::world::World;

/// No form Tower knows is longer, in bytes.
const LONGEST_BODY: usize = 64 * 1024;

/// How long to wait for a free file descriptor when a connection could not be accepted.
const PAUSE: Duration = Duration::from_millis(50);

/// A running built-in Tower. It stops, and its port is closed, when this is dropped.
#[derive(Debug)]
pub struct BuiltIn {
    origin: String,
    apps: Apps,
    control: Control,
    /// Dropping it tells the thread to stop.
    running: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl BuiltIn {
    /// `http://127.0.0.1:PORT`; the API is at `/api/v1` below it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The `client_id` of the app to use.
    pub fn client_id(&self) -> &str {
        &self.apps.main.id
    }

    /// The `client_secret` of that app.
    pub fn client_secret(&self) -> &str {
        self.apps.main.secret.as_deref().unwrap_or_default()
    }

    /// The redirect URI that shows the code on a page.
    pub const fn redirect_uri(&self) -> &'static str {
        OUT_OF_BAND
    }

    /// All registered apps.
    pub const fn apps(&self) -> &Apps {
        &self.apps
    }

    /// Where a browser asks for a code.
    pub fn authorize_url(&self) -> String {
        let query = [
            ("client_id", self.client_id()),
            ("redirect_uri", self.redirect_uri()),
            ("response_type", "code"),
        ];
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        format!("{}/oauth/authorize?{query}", self.origin)
    }

    /// The handle through which tests control it.
    pub const fn control(&self) -> &Control {
        &self.control
    }
}

impl Drop for BuiltIn {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(thread) = self.thread.take() {
            // A panic of that thread has been told already, and there is nothing left to stop.
            drop(thread.join());
        }
    }
}

/// All one needs to talk to a built-in Tower, as one line of JSON.
pub fn announce(built_in: &BuiltIn) -> String {
    json!({
        "origin": built_in.origin(),
        "authorize_url": built_in.authorize_url(),
        "client_id": built_in.client_id(),
        "client_secret": built_in.client_secret(),
        "redirect_uri": built_in.redirect_uri(),
    })
    .to_string()
}

/// Starts a built-in Tower. When this returns, the port accepts connections.
///
/// # Errors
/// When the address is not a loopback one, when it is taken, or when the system gives no thread or no random bytes.
pub fn start(plan: Plan) -> io::Result<BuiltIn> {
    start_in_shape(plan, Shapes::default())
}

/// The same, answering in the forms of another Tower.
///
/// # Errors
/// As [`start`].
pub fn start_in_shape(plan: Plan, shapes: Shapes) -> io::Result<BuiltIn> {
    if !plan.listen.ip().is_loopback() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "the built-in Tower only serves this machine",
        ));
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(io::Error::other)?;
    let apps = Apps::new(plan.seed);
    let mint = Mint::new(key, plan.habits.doorkeeper);
    let tokens = Tokens::new(plan.habits.rotation, plan.expires_in, mint);
    let control = Control::new(apps.main.id.clone(), tokens);

    let listener = TcpListener::bind(plan.listen)?;
    listener.set_nonblocking(true)?;
    let origin = format!("http://{}", SocketAddr::to_string(&listener.local_addr()?));
    let site = Site {
        habits: plan.habits,
        apps: apps.clone(),
        control: control.clone(),
        world: World::new(plan.seed, plan.today, plan.members, plan.done),
        shapes,
    };
    let server =
        Arc::new(Server { router: router(Arc::new(site)), control: control.clone(), latency: plan.latency });
    let (running, stopped) = oneshot::channel();
    let (tell, told) = mpsc::sync_channel(1);
    // All of it on the thread: a runtime must not be dropped, as it would be where there is no thread, within another.
    let thread =
        thread::Builder::new().name("built-in-tower".to_owned()).spawn(move || match ready(listener) {
            Ok((runtime, listener)) => {
                drop(tell.send(Ok(())));
                runtime.block_on(accept(listener, server, stopped));
            }
            Err(error) => drop(tell.send(Err(error))),
        })?;
    told.recv().map_err(io::Error::other)??;
    Ok(BuiltIn { origin, apps, control, running: Some(running), thread: Some(thread) })
}

fn ready(listener: TcpListener) -> io::Result<(Runtime, tokio::net::TcpListener)> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    Ok((runtime, listener))
}

/// Serves every connection until the other end of `stopped` is dropped.
async fn accept(
    listener: tokio::net::TcpListener,
    server: Arc<Server>,
    mut stopped: oneshot::Receiver<Infallible>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stopped => return,
        };
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let server = Arc::clone(&server);
        tokio::spawn(async move {
            let answer = service_fn(move |request| answer(Arc::clone(&server), peer, request));
            // A connection that ends early was closed by the client, or by a scripted fault.
            drop(http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await);
        });
    }
}

struct Server {
    router: Router,
    control: Control,
    latency: Duration,
}

async fn answer(
    server: Arc<Server>,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<Reply>, HangUp> {
    let control = &server.control;
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, LONGEST_BODY).collect().await.map_err(|_| HangUp)?.to_bytes();
    // Before the request is in the journal: a test that waits for it there may release it at once.
    let mut releases = control.releases();
    let place = control.journal().arrived(received(&parts, peer, &body));
    let fault = control.strike(parts.uri.path(), parts.uri.query().unwrap_or_default());

    // The timer would take a millisecond even for a delay of zero.
    if !server.latency.is_zero() {
        tokio::time::sleep(server.latency).await;
    }
    match fault {
        Some(What::Hold) => releases.changed().await.map_err(|_| HangUp)?,
        Some(What::Late(delay)) => tokio::time::sleep(delay).await,
        Some(What::ExpireAllTokens) => control.expire_all_tokens(),
        Some(What::RevokeAllTokens) => control.revoke_all_tokens(),
        Some(What::HangUp) => return Err(HangUp),
        Some(What::Status { .. } | What::Html(_) | What::Cut { .. } | What::LoseAnswer) | None => {}
    }
    let response = match &fault {
        Some(What::Status { status, headers, body }) => scripted(*status, headers, body),
        Some(What::Html(page)) => pages::verbatim(page.clone()),
        _ => TowerToHyperService::new(server.router.clone())
            .call(Request::from_parts(parts, Body::from(body)))
            .await
            .map_err(|never| match never {})?,
    };
    if fault == Some(What::LoseAnswer) {
        return Err(HangUp);
    }
    let (parts, body) = response.into_parts();
    let body = body.collect().await.map_err(|_| HangUp)?.to_bytes();
    control.journal().answered(place, parts.status.as_u16());
    let reply = match fault {
        Some(What::Cut { after }) => Reply::cut(&body, after),
        _ => Reply::whole(body),
    };
    Ok(Response::from_parts(parts, reply))
}

fn received(parts: &Parts, peer: SocketAddr, body: &[u8]) -> Received {
    let authorization = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    Received {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        fields: Params::of_request("", &parts.headers, body).unwrap_or_default().into_pairs(),
        authorization: authorization.map(ToOwned::to_owned),
        peer,
        status: None,
    }
}

fn scripted(status: u16, headers: &[(String, String)], body: &str) -> axum::response::Response {
    let final_status = StatusCode::from_u16(status).ok().filter(|status| !status.is_informational());
    let mut response =
        (final_status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), body.to_owned()).into_response();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
