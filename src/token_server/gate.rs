//! What the HTTP library says on its own, replaced by words of ours.
//!
//! What is no HTTP request never reaches the service: the library answers it with a bare status. Clients of a
//! token endpoint read JSON, so that status is caught on its way out.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::refusal::Refusal;

/// More than the library says on its own.
const MOST: usize = 1024;

/// A connection that lets nothing out before a request has been understood.
#[derive(Debug)]
pub(super) struct Gate<S> {
    pub(super) stream: S,
    /// Set by the service, once a request has reached it.
    understood: Arc<AtomicBool>,
    caught: Vec<u8>,
}

impl<S> Gate<S> {
    pub(super) fn new(stream: S, understood: Arc<AtomicBool>) -> Self {
        Self { stream, understood, caught: Vec::new() }
    }

    /// What to say to a request that was not understood: by the status that the library chose, or because it
    /// did not come whole or in time. Nothing to a connection on which nothing came.
    pub(super) fn refusal(&self, result: &hyper::Result<()>) -> Option<Refusal> {
        if self.understood.load(Ordering::Relaxed) {
            return None;
        }
        // `HTTP/1.1 431 …`
        let status = self.caught.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        match (status, result) {
            (Some(status), _) => Some(Refusal::Unreadable(status)),
            (None, Err(error)) if error.is_timeout() => Some(Refusal::Slow),
            (None, Err(_)) => Some(Refusal::Unreadable(400)),
            (None, Ok(())) => None,
        }
    }
}

/// A refusal as bytes on the wire.
pub(super) fn wire(refusal: Refusal) -> Vec<u8> {
    let reply = refusal.reply();
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut text =
        format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n", reply.body.len());
    for (name, value) in &reply.headers {
        text.extend([*name, ": ", value, "\r\n"]);
    }
    text.push_str("\r\n");
    [text.as_bytes(), &reply.body].concat()
}

impl<S: AsyncRead + Unpin> AsyncRead for Gate<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(task, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Gate<S> {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.understood.load(Ordering::Relaxed) {
            return Pin::new(&mut self.stream).poll_write(task, bytes);
        }
        let room = MOST.saturating_sub(self.caught.len());
        self.caught.extend(bytes.iter().take(room));
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}
