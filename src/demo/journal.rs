//! What came in, for tests to read and to wait for.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query as sent, without `?`; empty if there was none.
    pub query: String,
    /// The fields of a form or JSON body.
    pub fields: Vec<(String, String)>,
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// The other end of the connection it came over.
    pub peer: SocketAddr,
    /// The status of the response; `None` while there is none, or if there never was one.
    pub status: Option<u16>,
}

impl Received {
    /// The value of a field of the body.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The requests waited for did not all come in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooFew {
    /// How many were waited for.
    pub wanted: usize,
    /// All that came in, of any kind.
    pub received: Vec<Received>,
}

impl fmt::Display for TooFew {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines =
            self.received.iter().map(|got| format!("\n  {} {} -> {:?}", got.method, got.path, got.status));
        write!(out, "waited for {} requests; came in:{}", self.wanted, lines.collect::<String>())
    }
}

impl std::error::Error for TooFew {}

/// Every request since the start, in the order of arrival.
#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: Mutex<Vec<Received>>,
    changed: Condvar,
}

impl Journal {
    /// Adds a request and returns its place, for [`Self::answered`].
    pub(super) fn arrived(&self, request: Received) -> usize {
        let mut entries = self.entries();
        entries.push(request);
        self.changed.notify_all();
        entries.len() - 1
    }

    pub(super) fn answered(&self, place: usize, status: u16) {
        if let Some(entry) = self.entries().get_mut(place) {
            entry.status = Some(status);
        }
        self.changed.notify_all();
    }

    pub(super) fn all(&self) -> Vec<Received> {
        self.entries().clone()
    }

    /// Blocks until `wanted` holds for `count` requests, at most for `within`.
    pub(super) fn wait_for(
        &self,
        count: usize,
        within: Duration,
        wanted: impl Fn(&Received) -> bool,
    ) -> Result<Vec<Received>, TooFew> {
        let too_few = |entries: &mut Vec<Received>| entries.iter().filter(|&got| wanted(got)).count() < count;
        let (entries, _) = self
            .changed
            .wait_timeout_while(self.entries(), within, too_few)
            .unwrap_or_else(PoisonError::into_inner);
        let found: Vec<Received> = entries.iter().filter(|&got| wanted(got)).cloned().collect();
        if found.len() < count {
            return Err(TooFew { wanted: count, received: entries.clone() });
        }
        Ok(found)
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Received>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
