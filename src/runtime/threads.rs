//! Threads and runtimes of this program. Where the system gives none, that is an error, or the work is done in place:
//! it never panics.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{SendError, channel};
use std::thread::{Builder, JoinHandle};

use tokio::runtime::{self, Runtime};
use tokio::sync::oneshot;

#[cfg(unix)]
/// As many pairs of descriptors as a runtime takes, and some more for what else is opened meanwhile.
const PAIRS: usize = 4;

/// A runtime that runs on the thread that waits for it.
///
/// # Errors
/// When the system gives no descriptors. The first runtime of a process panics over that: it is asked before.
pub(in crate::runtime) fn runtime() -> io::Result<Runtime> {
    #[cfg(unix)]
    drop((0..PAIRS).map(|_| std::os::unix::net::UnixStream::pair()).collect::<io::Result<Vec<_>>>()?);
    runtime::Builder::new_current_thread().enable_all().build()
}

/// Fails where [`runtime()`] would. After it, another runtime of this process does not panic.
pub(in crate::runtime) fn can_run() -> io::Result<()> {
    // It may be within another, where a runtime must not be dropped.
    runtime().map(Runtime::shutdown_background)
}

/// Starts work on a thread of its own.
///
/// # Errors
/// When the system gives no thread.
pub(in crate::runtime) fn start<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    Builder::new().spawn(work)
}

/// Does work that may wait, such as for a disk, on a thread of its own; in place where the system gives none.
pub(in crate::runtime) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, result) = oneshot::channel();
    let (give, taken) = channel();
    // A thread that does not start drops what it was given, so the work is given to one that runs.
    let started = start(move || {
        if let Ok(work) = taken.recv() {
            // Nobody may be waiting any more.
            drop(done.send(catch_unwind(AssertUnwindSafe(work))));
        }
    });
    drop(started);
    if let Err(SendError(work)) = give.send(work) {
        return work();
    }
    match result.await {
        Ok(Ok(value)) => value,
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => resume_unwind(Box::new("a thread has ended without a result")),
    }
}
