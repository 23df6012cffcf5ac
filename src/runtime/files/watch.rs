//! Notifications of changes in a directory, where the system has them, in place of polling every second.

use std::io;
#[cfg(target_os = "linux")]
use std::os::fd::OwnedFd;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::sync::Arc;

#[cfg(target_os = "linux")]
use rustix::fs::inotify::remove_watch;

/// A notification about the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum DirEvent {
    /// One of the files is another one than before, or is gone.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux tells of it"))]
    Changed,
    /// There will be no more notifications: the directory is gone, or is another one now.
    Over,
}

/// The notifications, which end with it.
#[cfg(target_os = "linux")]
#[derive(Debug)]
pub(in crate::runtime) struct DirWatch {
    queue: Arc<OwnedFd>,
    watches: Vec<i32>,
}

/// The notifications; there are none.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub(in crate::runtime) enum DirWatch {}

impl DirWatch {
    /// Ends them at the end of the program. The queue stays open until the system closes it, a few milliseconds later:
    /// closed right behind its watches it holds the program up until the kernel has let go of them, for 15 ms and more.
    pub(in crate::runtime) fn leave(self) {
        #[cfg(target_os = "linux")]
        std::mem::forget(Arc::clone(&self.queue));
    }
}

#[cfg(target_os = "linux")]
impl Drop for DirWatch {
    fn drop(&mut self) {
        for watch in &self.watches {
            // One of a directory that is gone is gone with it.
            remove_watch(&self.queue, *watch).ok();
        }
    }
}

/// Watches the files in a directory whose names are `ours`, on a thread of its own, until `tell` returns false.
///
/// # Errors
///
/// When the system has no such notifications, or not for this directory.
#[cfg(target_os = "linux")]
pub(in crate::runtime) fn watch(
    dir: &Path,
    ours: fn(&str) -> bool,
    tell: impl Fn(DirEvent) -> bool + Send + 'static,
) -> io::Result<DirWatch> {
    use std::mem::MaybeUninit;

    use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};
    use rustix::io::Errno;

    use crate::runtime::threads;

    /// Room for the longest file name.
    const ROOM: usize = 1024;

    let queue = Arc::new(init(CreateFlags::CLOEXEC)?);
    let changes = WatchFlags::CLOSE_WRITE | WatchFlags::MOVE | WatchFlags::CREATE | WatchFlags::DELETE;
    let real = dir.canonicalize()?;
    let is_moved = WatchFlags::MOVE_SELF | WatchFlags::ONLYDIR;
    let first = add_watch(&queue, &real, changes | WatchFlags::DELETE_SELF | is_moved)?;
    // A parent directory may be replaced too. Where it cannot be watched, such a change is not noticed.
    let above = real.ancestors().skip(1).filter_map(|above| add_watch(&queue, above, is_moved).ok());
    let watches = std::iter::once(first).chain(above).collect();
    let watch = DirWatch { queue: Arc::clone(&queue), watches };
    threads::start(move || {
        let mut room = [MaybeUninit::uninit(); ROOM];
        let mut reader = Reader::new(queue, &mut room);
        loop {
            let word = match reader.next() {
                Ok(event) if event.events().intersects(ReadFlags::IGNORED | ReadFlags::MOVE_SELF) => {
                    DirEvent::Over
                }
                Ok(event) if event.events().contains(ReadFlags::QUEUE_OVERFLOW) => DirEvent::Changed,
                Ok(event) => match event.file_name().map(|name| name.to_str()) {
                    Some(Ok(name)) if ours(name) => DirEvent::Changed,
                    _ => continue,
                },
                Err(Errno::INTR) => continue,
                Err(_) => DirEvent::Over,
            };
            if !tell(word) || word == DirEvent::Over {
                return;
            }
        }
    })?;
    Ok(watch)
}

/// Unsupported: the caller polls.
#[cfg(not(target_os = "linux"))]
pub(in crate::runtime) fn watch(
    _dir: &Path,
    _ours: fn(&str) -> bool,
    _tell: impl Fn(DirEvent) -> bool + Send + 'static,
) -> io::Result<DirWatch> {
    Err(io::ErrorKind::Unsupported.into())
}
