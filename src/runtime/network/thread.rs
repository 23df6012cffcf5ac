//! A thread for the network: to take in what comes, and to read it, takes longer than the screen may wait for a key.

use std::{io, thread};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// The thread. It ends when this is dropped, with all that is under way on it.
#[derive(Debug)]
pub(in crate::runtime) struct NetworkThread {
    handle: Handle,
    _end: oneshot::Sender<()>,
}

impl NetworkThread {
    pub(in crate::runtime) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (end, ended) = oneshot::channel();
        thread::Builder::new().spawn(move || drop(runtime.block_on(ended)))?;
        Ok(Self { handle, _end: end })
    }

    /// Where to start what runs on it.
    pub(in crate::runtime) fn handle(&self) -> &Handle {
        &self.handle
    }
}
