//! Notifications of changes in a directory, where the system has them, in place of polling every second.

use std::io;
use std::path::Path;

/// A notification about the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum DirEvent {
    /// One of the files is another one than before, or is gone.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux tells of it"))]
    Changed,
    /// There will be no more notifications: the directory is gone, or is another one now.
    Over,
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
) -> io::Result<()> {
    use std::mem::MaybeUninit;

    use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};
    use rustix::io::Errno;

    use crate::runtime::threads;

    /// Room for the longest file name.
    const ROOM: usize = 1024;

    let queue = init(CreateFlags::CLOEXEC)?;
    let changes = WatchFlags::CLOSE_WRITE | WatchFlags::MOVE | WatchFlags::CREATE | WatchFlags::DELETE;
    let real = dir.canonicalize()?;
    let is_moved = WatchFlags::MOVE_SELF | WatchFlags::ONLYDIR;
    add_watch(&queue, &real, changes | WatchFlags::DELETE_SELF | is_moved)?;
    // A parent directory may be replaced too. Where it cannot be watched, such a change is not noticed.
    for above in real.ancestors().skip(1) {
        add_watch(&queue, above, is_moved).ok();
    }
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
    Ok(())
}

/// Unsupported: the caller polls.
#[cfg(not(target_os = "linux"))]
pub(in crate::runtime) fn watch(
    _dir: &Path,
    _ours: fn(&str) -> bool,
    _tell: impl Fn(DirEvent) -> bool + Send + 'static,
) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
