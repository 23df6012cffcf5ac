//! The lock beside the session file: one window at a time may renew the token.
//!
//! What counts is the kernel's lock, which dies with its holder; the content of the file is for people. The path is not
//! trusted: only a regular file of ours with no other name is opened for longer than a look.

use std::fmt;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

#[cfg(windows)]
use super::acl;
use super::{paths, private_file};

/// How often the lock's file may change under our hands before that counts as a failure.
const TRIES: usize = 5;

/// The lock, until this is dropped. Children do not inherit it: Rust opens files close-on-exec.
#[derive(Debug)]
pub(in crate::runtime) struct Lock(#[expect(dead_code, reason = "open is what it has to be")] File);

/// The result of trying to take a lock.
#[derive(Debug)]
pub(in crate::runtime) enum Taken {
    /// It is ours.
    Ours(Lock),
    /// Another process has it; its id, if the file says.
    Busy(Option<u32>),
}

/// What is at the lock's path and cannot be a lock.
#[derive(Debug)]
struct NoLock {
    path: PathBuf,
    why: &'static str,
}

impl fmt::Display for NoLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", paths::short(&self.path), self.why)
    }
}

impl std::error::Error for NoLock {}

impl Lock {
    /// Takes the lock at `path` if nobody has it. The file is never removed: two windows would then lock two
    /// different files.
    pub(in crate::runtime) fn take(path: &Path) -> io::Result<Taken> {
        for _ in 0..TRIES {
            if let Some(taken) = Self::claim(open(path)?, path)? {
                return Ok(taken);
            }
        }
        Err(io::Error::other("the lock file keeps changing"))
    }

    /// Takes the lock of a file that was opened at `path`; none where another one is there by now, which is the lock.
    fn claim(mut file: File, path: &Path) -> io::Result<Option<Taken>> {
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => {
                // The process id is only shown to people; the lock holds without it.
                drop(sign(&mut file));
                Ok(Some(Taken::Ours(Self(file))))
            }
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => Ok(Some(Taken::Busy(holder(&mut file)))),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Opens the lock's file, creating it if there is none. Never blocks, and never writes to anything else at that path.
fn open(path: &Path) -> io::Result<File> {
    if let Some(dir) = path.parent() {
        private_file::make_dir(dir)?;
    }
    // Before opening as well: opening alone has effects on some devices.
    if let Ok(found) = std::fs::symlink_metadata(path) {
        check(&found, path)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    as_it_stands(&mut options);
    let file = options.open(path)?;
    check(&file.metadata()?, path)?;
    #[cfg(windows)]
    if acl::look(path, acl::Deed::Read).is_ok_and(|found| found.is_open) {
        // It holds where the disk knows no such lists, and no secret is in it.
        acl::close(path).unwrap_or_default();
    }
    Ok(file)
}

/// Follows no link, and does not wait for the other end of a pipe.
#[cfg(unix)]
fn as_it_stands(options: &mut OpenOptions) {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    options.mode(0o600).custom_flags(flags.bits().cast_signed());
}

/// Follows no link, and nobody can remove or rename the file while it is open: it is always the one at its path.
#[cfg(windows)]
fn as_it_stands(options: &mut OpenOptions) {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_SHARE_READ_AND_WRITE: u32 = 0x1 | 0x2;
    const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    options.share_mode(FILE_SHARE_READ_AND_WRITE).custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
}

/// Whether this can be a lock of ours: a regular file, of this user, with no other name.
fn check(found: &Metadata, path: &Path) -> io::Result<()> {
    let why = if found.is_symlink() {
        "it is a link, and no lock"
    } else if !found.is_file() {
        "not a regular file"
    } else if is_foreign(found) {
        "it belongs to another user"
    } else if has_other_names(found) {
        "it has another name as well, and is no lock"
    } else {
        return Ok(());
    };
    Err(io::Error::other(NoLock { path: path.to_owned(), why }))
}

#[cfg(unix)]
fn is_foreign(found: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(found) != rustix::process::geteuid().as_raw()
}

/// A file that has just been removed has no name at all, which is noticed after locking it.
#[cfg(unix)]
fn has_other_names(found: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(found) > 1
}

/// What it lets others do is up to its directory.
#[cfg(windows)]
fn is_foreign(_: &Metadata) -> bool {
    false
}

#[cfg(windows)]
fn has_other_names(_: &Metadata) -> bool {
    false
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())
}

/// None on Windows, where others may not read what is locked.
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

#[cfg(windows)]
pub(in crate::runtime) fn is_at(file: &File, path: &Path) -> bool {
    use winapi_util::file::information;
    match (information(file), File::open(path).and_then(information)) {
        (Ok(open), Ok(there)) => {
            open.volume_serial_number() == there.volume_serial_number()
                && open.file_index() == there.file_index()
        }
        _ => false,
    }
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
        let Taken::Busy(holder) = Lock::take(&path).unwrap() else { panic!("it was taken twice") };
        assert!(cfg!(windows) || holder == Some(std::process::id()), "{holder:?}");

        drop(lock);
        // A child that another test starts has its files for a moment, until it is another program.
        while matches!(Lock::take(&path).unwrap(), Taken::Busy(_)) {
            std::thread::yield_now();
        }
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

    #[cfg(unix)]
    #[test]
    fn t4_08_a_lock_file_taken_away_between_opening_and_locking_is_no_lock() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.lock");
        let open_file = open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(Lock::claim(open_file.try_clone().unwrap(), &path).unwrap().is_none(), "there is none");
        let _lock = ours(Lock::take(&path).unwrap());
        assert!(Lock::claim(open_file, &path).unwrap().is_none(), "another one is there");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), std::process::id().to_string());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_comes_after_the_look_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (precious, link) = (dir.path().join("precious"), dir.path().join("link"));
        std::fs::write(&precious, "precious").unwrap();
        std::os::unix::fs::symlink(&precious, &link).unwrap();
        let mut options = OpenOptions::new();
        as_it_stands(options.read(true).write(true));
        assert!(options.open(&precious).is_ok());
        assert!(options.open(&link).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_that_comes_after_the_look_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut options = OpenOptions::new();
        as_it_stands(options.read(true));
        assert!(options.open(&pipe).is_ok(), "though nobody writes to it");
    }

    #[cfg(unix)]
    #[test]
    fn somebody_elses_lock_file_is_not_taken() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.lock");
        drop(ours(Lock::take(&path).unwrap()));
        // Only root can give a file away; for anyone else there is nothing to test.
        if std::os::unix::fs::chown(&path, Some(65534), None).is_err() {
            return;
        }
        let refused = Lock::take(&path).unwrap_err().to_string();
        assert!(refused.ends_with("session.lock: it belongs to another user"), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_lock_of_ours_is_named_and_neither_written_to_nor_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let precious = dir.path().join("precious");
        std::fs::write(&precious, "precious").unwrap();
        let place = |name: &str| dir.path().join(format!("{name}.lock"));
        std::os::unix::fs::symlink(&precious, place("link")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("not there yet"), place("dangling")).unwrap();
        std::fs::hard_link(&precious, place("second-name")).unwrap();
        std::fs::create_dir(place("directory")).unwrap();
        let pipe = std::process::Command::new("mkfifo").arg(place("pipe")).status().unwrap();
        assert!(pipe.success());
        std::os::unix::net::UnixListener::bind(place("socket")).unwrap();
        for name in ["link", "dangling", "second-name", "directory", "pipe", "socket"] {
            let refused = Lock::take(&place(name)).unwrap_err().to_string();
            assert!(refused.contains(&format!("{name}.lock: ")), "{refused}");
        }
        assert_eq!(std::fs::read_to_string(&precious).unwrap(), "precious");
        assert!(!dir.path().join("not there yet").exists());
    }
}
