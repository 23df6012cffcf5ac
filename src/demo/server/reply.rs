//! Responses that can be cut short: a body that ends before its length is reached, and no response at all.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// Ends the connection without an answer.
#[derive(Debug)]
pub(in crate::demo) struct HangUp;

impl fmt::Display for HangUp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the connection is closed on purpose")
    }
}

impl std::error::Error for HangUp {}

/// A body with a `Content-Length`, of which less may be sent.
pub(in crate::demo) struct Reply {
    promised: usize,
    part: Option<Bytes>,
    end: End,
}

/// How a [`Reply`] ends.
enum End {
    Kept,
    /// Flushes what has been written before the connection is closed.
    Flush,
    Broken,
}

impl Reply {
    pub(in crate::demo) const fn whole(body: Bytes) -> Self {
        Self { promised: body.len(), part: Some(body), end: End::Kept }
    }

    pub(in crate::demo) fn cut(body: &Bytes, after: usize) -> Self {
        Self { promised: body.len(), part: Some(body.slice(..after.min(body.len()))), end: End::Flush }
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = HangUp;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HangUp>>> {
        if let Some(part) = self.part.take().filter(|part| !part.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        match self.end {
            End::Kept => Poll::Ready(None),
            End::Flush => {
                self.end = End::Broken;
                task.waker().wake_by_ref();
                Poll::Pending
            }
            End::Broken => Poll::Ready(Some(Err(HangUp))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.part.as_ref().is_none_or(Bytes::is_empty) && matches!(self.end, End::Kept)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised as u64)
    }
}
