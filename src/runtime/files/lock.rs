//! The lock beside the session file: one window at a time may renew the token.
//!
//! The kernel's lock is the truth and dies with its holder; what stands in the file is for people.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use super::private_file;

/// How often the lock's file may change under our hands before that counts as a failure.
const TRIES: usize = 5;

/// The lock, until this is dropped. Children do not inherit it: Rust opens files close-on-exec.
#[derive(Debug)]
pub(in crate::runtime) struct Lock(#[expect(dead_code, reason = "open is what it has to be")] File);

/// What came of trying to take a lock.
#[derive(Debug)]
pub(in crate::runtime) enum Taken {
    /// It is ours.
    Ours(Lock),
    /// Another process has it; which, as far as it says.
    Busy(Option<u32>),
}

impl Lock {
    /// Takes the lock at `path` if nobody has it. The file is never removed: two windows would then lock two
    /// different files.
    pub(in crate::runtime) fn take(path: &Path) -> io::Result<Taken> {
        for _ in 0..TRIES {
            let mut file = open(path)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => {
                    // Whoever waits sees a name, or none; the lock holds either way.
                    drop(sign(&mut file));
                    return Ok(Taken::Ours(Self(file)));
                }
                // Somebody has removed the file meanwhile; the one there now is the lock.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(Taken::Busy(holder(&mut file))),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Err(io::Error::other("the lock file keeps changing"))
    }
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(dir) = path.parent() {
        private_file::make_dir(dir)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())
}

fn holder(file: &mut File) -> Option<u32> {
    let mut said = String::new();
    file.take(16).read_to_string(&mut said).ok()?;
    said.trim().parse().ok()
}

/// Whether the open file is still the one at `path`.
#[cfg(unix)]
pub(in crate::runtime) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(in crate::runtime) fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(taken: Taken) -> Lock {
        match taken {
            Taken::Ours(lock) => lock,
            Taken::Busy(holder) => panic!("busy: {holder:?}"),
        }
    }

    #[test]
    fn one_at_a_time_and_the_other_hears_who() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/session.lock");

        let lock = ours(Lock::take(&path).unwrap());
        assert!(matches!(Lock::take(&path).unwrap(), Taken::Busy(Some(pid)) if pid == std::process::id()));

        drop(lock);
        ours(Lock::take(&path).unwrap());
        assert!(path.exists(), "the file stays");
    }

    #[cfg(unix)]
    #[test]
    fn the_lock_file_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.lock");
        let _lock = ours(Lock::take(&path).unwrap());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_file_taken_away_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.lock");
        let _old = ours(Lock::take(&path).unwrap());
        std::fs::remove_file(&path).unwrap();

        let _new = ours(Lock::take(&path).unwrap());
        assert!(matches!(Lock::take(&path).unwrap(), Taken::Busy(_)));
    }
}
