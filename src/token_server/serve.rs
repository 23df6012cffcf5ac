//! The socket and the thread: accepts connections until it is told to end.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;
use std::{io, thread};

use tokio::runtime::{self, Runtime};
use tokio::sync::mpsc::channel;
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use super::connection::{Hall, serve};
use super::keys::Keys;
use super::log::{event, not_renewed};
use super::rules::Rules;
use super::service::{Log, Service, Upstream, wall};
use super::tls::Tls;

/// How long what is under way at the end may take: a little more than Tower may.
const GRACE: Duration = Duration::from_secs(20);

/// How long to wait for a free file descriptor when a connection could not be accepted.
const PAUSE: Duration = Duration::from_millis(50);

/// What a token server is to be like.
#[derive(Debug)]
pub struct Plan {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// What it goes by.
    pub rules: Rules,
    /// Whether a proxy stands in front, and says in `X-Forwarded-For` whom it speaks for.
    pub behind_proxy: bool,
    /// Serves TLS with this; none: plain HTTP.
    pub tls: Option<Tls>,
    /// How many connections are open at most. One more takes the place of the oldest that has not sent its
    /// request yet.
    pub connections: usize,
}

/// The signal to stop after what is under way.
#[derive(Debug)]
struct Gently;

/// A running token server. It stops at once when this is dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    /// A word ends it gently, dropping it at once.
    end: Option<oneshot::Sender<Gently>>,
    service: Arc<Service>,
    tls: watch::Sender<Option<Tls>>,
    log: Log,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets in whoever has one of these keys, and serves with this certificate, from the next request on.
    pub fn renew(&self, keys: Keys, tls: Option<Tls>) {
        self.service.take_keys(keys);
        self.tls.send_replace(tls);
        self.log.write(&event(wall(), "renewed", None));
    }

    /// Notes that keys and certificate stay as they were, because the new ones cannot be used.
    pub fn not_renewed(&self, why: &str) {
        self.log.write(&not_renewed(wall(), why));
    }

    /// Takes nothing new, and returns when what is under way is finished: after 20 s at most.
    pub fn finish(mut self) {
        if let Some(end) = self.end.take() {
            // It may have ended by itself.
            drop(end.send(Gently));
        }
        self.join();
    }

    fn join(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            // A panic of that thread has been reported already, and there is nothing left to stop.
            drop(thread.join());
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.join();
    }
}

/// Starts a token server on a thread of its own. When this returns, the port accepts connections.
///
/// # Errors
/// When the address cannot be listened on, or when the system gives no thread or no random bytes.
pub fn start(plan: Plan, upstream: Upstream, log: Log) -> io::Result<Running> {
    let mut seed = [0; 16];
    getrandom::fill(&mut seed).map_err(io::Error::other)?;
    let listener = TcpListener::bind(plan.listen)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let service = Arc::new(Service::new(plan.rules, seed, upstream, log.clone(), plan.behind_proxy));
    let (tls, in_force) = watch::channel(plan.tls);
    let server = Server {
        service: Arc::clone(&service),
        tls: in_force,
        hall: Hall::new(plan.connections),
        log: log.clone(),
    };
    let (end, ended) = oneshot::channel();
    let (tell, told) = mpsc::sync_channel(1);
    // All of it on the thread: a runtime must not be dropped, as it would be where there is no thread, within another.
    let thread =
        thread::Builder::new().name("token-server".to_owned()).spawn(move || match ready(listener) {
            Ok((runtime, listener)) => {
                drop(tell.send(Ok(())));
                runtime.block_on(server.run(listener, ended));
            }
            Err(error) => drop(tell.send(Err(error))),
        })?;
    told.recv().map_err(io::Error::other)??;
    log.write(&event(wall(), "listening", Some(&address.to_string())));
    Ok(Running { address, end: Some(end), service, tls, log, thread: Some(thread) })
}

fn ready(listener: TcpListener) -> io::Result<(Runtime, tokio::net::TcpListener)> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    Ok((runtime, listener))
}

struct Server {
    service: Arc<Service>,
    tls: watch::Receiver<Option<Tls>>,
    hall: Hall,
    log: Log,
}

impl Server {
    async fn run(self, listener: tokio::net::TcpListener, mut ended: oneshot::Receiver<Gently>) {
        let (alive, mut all_gone) = channel::<Infallible>(1);
        let gently = loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                word = &mut ended => break word.is_ok(),
            };
            let Ok((stream, peer)) = accepted else {
                self.hall.close_oldest();
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            let Some(place) = self.hall.enter() else { continue };
            let service = Arc::clone(&self.service);
            let tls = self.tls.borrow().clone();
            tokio::spawn(serve(stream, peer.ip(), service, tls, place, alive.clone()));
        };
        drop(listener);
        if !gently {
            return;
        }
        self.log.write(&event(wall(), "ending", None));
        while self.hall.close_oldest() {}
        drop(alive);
        let finished = timeout(GRACE, all_gone.recv()).await.is_ok();
        self.log.write(&event(wall(), if finished { "ended" } else { "ended_early" }, None));
    }
}
