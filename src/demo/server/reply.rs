//! Answers that keep or break their word: a body that may end early, and no answer at all.

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

/// A body whose length is promised before it is sent, whether the promise is kept or not.
pub(in crate::demo) struct Reply {
    promised: usize,
    part: Option<Bytes>,
    end: End,
}

/// How a [`Reply`] ends.
enum End {
    Kept,
    /// What is sent must leave the buffer before the connection is closed.
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
