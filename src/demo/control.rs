//! The control handle of a running built-in Tower: its faults, journal, clock and tokens.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use super::faults::{Fault, What, strike};
use super::journal::{Journal, Received, TooFew};
use super::plan::OUT_OF_BAND;
use super::tokens::Tokens;

/// Scripts and watches a running built-in Tower, from any thread. Clones control the same one.
#[derive(Clone)]
pub struct Control {
    shared: Arc<Shared>,
}

struct Shared {
    main_app: String,
    tokens: Mutex<Tokens>,
    faults: Mutex<Vec<Fault>>,
    journal: Journal,
    releases: watch::Sender<()>,
    ahead: AtomicU64,
}

impl fmt::Debug for Control {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Control").finish_non_exhaustive()
    }
}

impl Control {
    pub(super) fn new(main_app: String, tokens: Tokens) -> Self {
        Self {
            shared: Arc::new(Shared {
                main_app,
                tokens: Mutex::new(tokens),
                faults: Mutex::default(),
                journal: Journal::default(),
                releases: watch::Sender::new(()),
                ahead: AtomicU64::new(0),
            }),
        }
    }

    /// Adds a fault to the script.
    pub fn script(&self, fault: Fault) {
        lock(&self.shared.faults).push(fault);
    }

    /// Forgets all faults; requests on hold stay on hold.
    pub fn clear_script(&self) {
        lock(&self.shared.faults).clear();
    }

    /// Releases every request that is on hold now.
    pub fn release(&self) {
        self.shared.releases.send_replace(());
    }

    /// Everything that came in so far, in order.
    pub fn requests(&self) -> Vec<Received> {
        self.shared.journal.all()
    }

    /// Waits until `count` requests for which `wanted` holds have come in, and returns all such.
    ///
    /// It blocks the thread: a client that shares the thread cannot send meanwhile.
    ///
    /// # Errors
    /// [`TooFew`] when they have not come after `within`.
    pub fn wait_for(
        &self,
        count: usize,
        within: Duration,
        wanted: impl Fn(&Received) -> bool,
    ) -> Result<Vec<Received>, TooFew> {
        self.shared.journal.wait_for(count, within, wanted)
    }

    /// Puts the server's clock forward: codes and access tokens age by so much.
    pub fn advance(&self, by: Duration) {
        self.shared.ahead.fetch_add(by.as_secs(), Ordering::Relaxed);
    }

    /// Changes the life, in seconds, of the access tokens issued from now on.
    pub fn set_expires_in(&self, seconds: u64) {
        self.tokens().set_expires_in(seconds);
    }

    /// Lets every access token expire now.
    pub fn expire_all_tokens(&self) {
        let now = self.now();
        self.tokens().expire_all(now);
    }

    /// Revokes every access and refresh token now.
    pub fn revoke_all_tokens(&self) {
        self.tokens().revoke_all();
    }

    /// An authorization code of the main app, out of band, without a browser.
    pub fn issue_code(&self) -> String {
        let now = self.now();
        self.tokens().issue_code(&self.shared.main_app, OUT_OF_BAND, now)
    }

    /// The live access token of the main app.
    pub fn access_token(&self) -> Option<String> {
        let now = self.now();
        self.tokens().current(&self.shared.main_app, now).map(ToOwned::to_owned)
    }

    /// The server's clock, in seconds since 1970.
    pub(super) fn now(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        since.as_secs() + self.shared.ahead.load(Ordering::Relaxed)
    }

    pub(super) fn tokens(&self) -> MutexGuard<'_, Tokens> {
        lock(&self.shared.tokens)
    }

    pub(super) fn strike(&self, path: &str, query: &str) -> Option<What> {
        strike(&mut lock(&self.shared.faults), path, query)
    }

    pub(super) fn journal(&self) -> &Journal {
        &self.shared.journal
    }

    /// A receiver that hears of every release from now on.
    pub(super) fn releases(&self) -> watch::Receiver<()> {
        self.shared.releases.subscribe()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
