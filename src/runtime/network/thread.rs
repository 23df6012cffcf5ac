//! A thread for the network: to take in what comes, and to read it, takes longer than the screen may wait for a key.

use std::io;
use std::sync::mpsc;

use tokio::runtime::Handle;
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
        let (tell, told) = mpsc::sync_channel(1);
        // All of it on the thread: what works on the screen must not drop a runtime, as it would where there is none.
        threads::start(move || match threads::runtime() {
            Ok(runtime) => {
                drop(tell.send(Ok(runtime.handle().clone())));
                drop(runtime.block_on(ended));
            }
            Err(error) => drop(tell.send(Err(error))),
        })?;
        let handle = told.recv().map_err(io::Error::other)??;
        Ok(Self { handle, _end: end })
    }

    /// Where to start what runs on it.
    pub(in crate::runtime) fn handle(&self) -> &Handle {
        &self.handle
    }
}
