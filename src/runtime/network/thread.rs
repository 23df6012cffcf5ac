//! A thread for the network: to take in what comes, and to read it, takes longer than the screen may wait for a key.

use std::io;
use std::sync::mpsc::{self, SendError};

use tokio::runtime::{Handle, Runtime};
use tokio::sync::oneshot;

use crate::runtime::threads;

/// The thread. It ends when this is dropped, with all that is under way on it.
#[derive(Debug)]
pub(in crate::runtime) struct NetworkThread {
    handle: Handle,
    _end: oneshot::Sender<()>,
}

impl NetworkThread {
    pub(in crate::runtime) fn start() -> io::Result<Self> {
        let (end, ended) = oneshot::channel();
        let (give, taken) = mpsc::channel::<Runtime>();
        // The thread first: a runtime that no thread takes must not be dropped here, within another.
        threads::start(move || taken.recv().map(|runtime| drop(runtime.block_on(ended))))?;
        let runtime = threads::runtime()?;
        let handle = runtime.handle().clone();
        if let Err(SendError(runtime)) = give.send(runtime) {
            runtime.shutdown_background();
        }
        Ok(Self { handle, _end: end })
    }

    /// Where to start what runs on it.
    pub(in crate::runtime) fn handle(&self) -> &Handle {
        &self.handle
    }
}
