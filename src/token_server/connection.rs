//! One connection: one request, its answer, and an end that the answer survives.

use std::convert::Infallible;
use std::future::poll_fn;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body_util::Full;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::timeout;

use super::connections::Connections;
use super::gate::{Gate, wire};
use super::reply::Reply;
use super::service::{Alive, Service};
use super::tls::Tls;

/// How long TLS may take to come about, and after it the head of a request to come.
const HEAD: Duration = Duration::from_secs(10);
/// How long a connection may live: longer than a request that comes slowly and that Tower answers slowly.
const LIFE: Duration = Duration::from_secs(60);
/// The largest head of a request, in bytes.
const MOST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// How long, and for how many bytes, what a client still sends is taken in after it has been answered.
const LINGER: Duration = Duration::from_secs(1);
const MOST_LINGER: u64 = 256 * 1024;

/// The open connections, each with a bell that closes it.
#[derive(Clone, Debug)]
pub(super) struct Hall(Arc<Mutex<Connections<Arc<Notify>>>>);

/// A place in the hall, given back when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    hall: Hall,
    number: u64,
    bell: Arc<Notify>,
}

impl Hall {
    pub(super) fn new(most: usize) -> Self {
        Self(Arc::new(Mutex::new(Connections::new(most))))
    }

    /// A place for a new connection, if need be that of the oldest that keeps the server waiting. None where
    /// all are at work.
    pub(super) fn enter(&self) -> Option<Place> {
        let bell = Arc::new(Notify::new());
        let (number, oldest) = self.lock().arrive(Arc::clone(&bell))?;
        if let Some(oldest) = oldest {
            oldest.notify_one();
        }
        Some(Place { hall: self.clone(), number, bell })
    }

    /// Closes the oldest that keeps the server waiting; whether there was one.
    pub(super) fn close_oldest(&self) -> bool {
        let oldest = self.lock().oldest();
        oldest.map(|bell| bell.notify_one()).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Connections<Arc<Notify>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hall.lock().leave(self.number);
    }
}

/// Serves a connection until it is over, or until its place is wanted.
pub(super) async fn serve(
    stream: TcpStream,
    peer: IpAddr,
    service: Arc<Service>,
    tls: Option<Tls>,
    place: Place,
    alive: Alive,
) {
    let bell = Arc::clone(&place.bell);
    let served = async {
        match tls {
            None => one_request(stream, peer, service, &place, alive).await,
            Some(Tls(acceptor)) => {
                // A handshake that fails concerns the client alone.
                if let Ok(Ok(stream)) = timeout(HEAD, acceptor.accept(stream)).await {
                    one_request(stream, peer, service, &place, alive).await;
                }
            }
        }
    };
    tokio::select! {
        () = bell.notified() => {}
        _ = timeout(LIFE, served) => {}
    }
}

async fn one_request<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    peer: IpAddr,
    service: Arc<Service>,
    place: &Place,
    alive: Alive,
) {
    let understood = Arc::new(AtomicBool::new(false));
    let gate = Gate::new(stream, Arc::clone(&understood));
    let answer = service_fn(|request| {
        understood.store(true, Ordering::Relaxed);
        let arrived = || place.hall.lock().at_work(place.number);
        let answer = service.answer(request, peer, alive.clone(), arrived);
        Box::pin(async move { Ok::<_, Infallible>(response(answer.await)) })
    });
    let mut connection = http1::Builder::new()
        // A client asks once in two hours; a connection kept open would only be one to be found dead.
        .keep_alive(false)
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(MOST_HEAD)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(gate), answer);
    let result = poll_fn(|task| connection.poll_without_shutdown(task)).await;
    let gate = connection.into_parts().io.into_inner();
    let refusal = gate.refusal(&result);
    let mut stream = gate.stream;
    // The client may have gone; then there is nobody to tell.
    drop(end(&mut stream, refusal.map(wire)).await);
}

/// Sends what is left to say, and takes in what still comes: closing on unread bytes would reset the connection
/// and with it the answer.
async fn end<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    last: Option<Vec<u8>>,
) -> std::io::Result<()> {
    if let Some(last) = last {
        stream.write_all(&last).await?;
    }
    stream.flush().await?;
    stream.shutdown().await?;
    let mut rest = stream.take(MOST_LINGER);
    drop(timeout(LINGER, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await);
    Ok(())
}

/// Holds the body for as long as it is being sent, without a copy of it.
struct Body(Arc<Reply>);

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        &self.0.body
    }
}

fn response(reply: Arc<Reply>) -> Response<Full<Bytes>> {
    let status = StatusCode::from_u16(reply.status).ok().filter(|status| !status.is_informational());
    let headers: Vec<_> = reply
        .headers
        .iter()
        .filter_map(|(name, value)| Some((HeaderName::from_static(name), HeaderValue::try_from(value).ok()?)))
        .collect();
    let mut response = Response::new(Full::new(Bytes::from_owner(Body(reply))));
    *response.status_mut() = status.unwrap_or(StatusCode::BAD_GATEWAY);
    response.headers_mut().extend(headers);
    response
}
