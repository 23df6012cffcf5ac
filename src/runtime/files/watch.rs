//! Word of changes in a directory, from the system where it gives such word, so that nobody has to look every second.

use std::io;
use std::path::Path;

/// What there is to say of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Word {
    /// One of the files is another one than before, or is gone.
    Changed,
    /// There will be no more word: the directory is gone.
    Over,
}

/// Has changes told of the files in a directory whose names are `ours`, on a thread of its own, until `tell` says
/// that nobody listens.
///
/// # Errors
///
/// When the system does not tell of such changes, or not of this directory.
#[cfg(target_os = "linux")]
pub(in crate::runtime) fn watch(
    dir: &Path,
    ours: fn(&str) -> bool,
    tell: impl Fn(Word) -> bool + Send + 'static,
) -> io::Result<()> {
    use std::mem::MaybeUninit;
    use std::thread;

    use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};
    use rustix::io::Errno;

    /// Room for the longest name there can be, and then some.
    const ROOM: usize = 1024;

    let queue = init(CreateFlags::CLOEXEC)?;
    let changes = WatchFlags::CLOSE_WRITE | WatchFlags::MOVE | WatchFlags::CREATE | WatchFlags::DELETE;
    let leaves = WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF | WatchFlags::ONLYDIR;
    add_watch(&queue, dir, changes | leaves)?;
    // Another directory may take its place, or that of one above it.
    for above in dir.ancestors().skip(1) {
        // One that cannot be watched is rarely moved.
        let _is_watched = add_watch(&queue, above, leaves);
    }
    thread::Builder::new().spawn(move || {
        let mut room = [MaybeUninit::uninit(); ROOM];
        let mut reader = Reader::new(queue, &mut room);
        loop {
            let word = match reader.next() {
                Ok(event) if event.events().intersects(ReadFlags::IGNORED | ReadFlags::MOVE_SELF) => {
                    Word::Over
                }
                Ok(event) if event.events().contains(ReadFlags::QUEUE_OVERFLOW) => Word::Changed,
                Ok(event) => match event.file_name().map(|name| name.to_str()) {
                    Some(Ok(name)) if ours(name) => Word::Changed,
                    _ => continue,
                },
                Err(Errno::INTR) => continue,
                Err(_) => Word::Over,
            };
            if !tell(word) || word == Word::Over {
                return;
            }
        }
    })?;
    Ok(())
}

/// The same, where the system does not tell.
#[cfg(not(target_os = "linux"))]
pub(in crate::runtime) fn watch(
    _dir: &Path,
    _ours: fn(&str) -> bool,
    _tell: impl Fn(Word) -> bool + Send + 'static,
) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
