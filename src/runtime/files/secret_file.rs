//! Files that a person has put a secret into: read, if nobody else can read them, and never changed.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use crate::base::secret::Secret;
use crate::base::text::{BYTE_ORDER_MARK, bare};

/// The largest such file that is read, in bytes: the keys of ten thousand people take less.
const CAP: u64 = 1024 * 1024;

/// Why a file that a person has put a secret into is not taken. It is left as it is.
#[derive(Debug)]
pub(in crate::runtime) enum NotTaken {
    /// Others may read it: its mode is more than 0600.
    Open,
    /// It belongs to somebody else.
    Foreign,
    /// It cannot be read.
    Unreadable(io::Error),
}

/// The content of a file that a person has put a secret into, wiped once it is done with. Nobody else may be able to
/// read it; a file that the system has put into its directory of `credentials` for this process is safe as it is.
pub(in crate::runtime) fn read_closed(
    path: &Path,
    credentials: Option<&Path>,
) -> Result<Zeroizing<String>, NotTaken> {
    let file = open(path).map_err(NotTaken::Unreadable)?;
    if credentials.is_none_or(|credentials| !path.starts_with(credentials)) {
        check_closed(&file, path)?;
    }
    content(file).map_err(NotTaken::Unreadable)
}

/// The content of a file that belongs to a secret and is none itself: a certificate.
pub(in crate::runtime) fn read_open(path: &Path) -> io::Result<Zeroizing<String>> {
    content(open(path)?)
}

/// Opening a pipe would wait for its other end.
fn open(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    File::open(path)
}

/// Reads the content, without a byte order mark: whole or not at all, as half a list of keys would lock people out.
fn content(file: File) -> io::Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(CAP + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > CAP {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too large"));
    }
    let mut content = Zeroizing::new(text(&bytes).ok_or(io::ErrorKind::InvalidData)?);
    if content.starts_with(BYTE_ORDER_MARK) {
        content.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(content)
}

/// UTF-8; or UTF-16, as PowerShell writes a file with `>`, which its byte order mark tells.
fn text(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return str::from_utf8(bytes).ok().map(str::to_owned),
    };
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    char::decode_utf16(pairs.iter().map(|pair| read(*pair))).collect::<Result<_, _>>().ok()
}

/// The first line of a secret file that has something in it.
pub(in crate::runtime) fn read_secret(path: &Path, credentials: Option<&Path>) -> Result<Secret, NotTaken> {
    let content = read_closed(path, credentials)?;
    let first = content.lines().map(bare).find(|line| !line.is_empty());
    first
        .map(Secret::new)
        .ok_or_else(|| NotTaken::Unreadable(io::Error::new(io::ErrorKind::InvalidData, "it is empty")))
}

/// Root may own it as well: root can read it anyway.
#[cfg(unix)]
fn check_closed(file: &File, _: &Path) -> Result<(), NotTaken> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let found = file.metadata().map_err(NotTaken::Unreadable)?;
    if ![0, rustix::process::geteuid().as_raw()].contains(&found.uid()) {
        return Err(NotTaken::Foreign);
    }
    if found.permissions().mode() & 0o077 == 0 { Ok(()) } else { Err(NotTaken::Open) }
}

#[cfg(windows)]
fn check_closed(_: &File, path: &Path) -> Result<(), NotTaken> {
    use super::acl;
    let found = acl::look(path, acl::Deed::Read).map_err(NotTaken::Unreadable)?;
    if found.is_foreign {
        return Err(NotTaken::Foreign);
    }
    if found.is_open { Err(NotTaken::Open) } else { Ok(()) }
}

#[cfg(all(test, unix))]
mod unix_tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_nobody_sees_around_a_secret_is_no_part_of_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        for written in
            ["made-up\r\nnote\n", "\u{feff}\r\n\r\n made-up", "\n\"made-up\"\n", "\u{200b}made-up\u{a0}\n"]
        {
            fs::write(&path, written).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            assert_eq!(read_secret(&path, None).unwrap(), Secret::new("made-up"), "{written:?}");
        }
        let units = "\u{feff}made-up\r\n".encode_utf16();
        let little: Vec<u8> = units.clone().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
        for written in [&little, &big] {
            fs::write(&path, written).unwrap();
            assert_eq!(read_secret(&path, None).unwrap(), Secret::new("made-up"), "{written:?}");
        }
        let odd = little.get(1..).unwrap();
        for written in [&b"\n \n"[..], odd, b"\xff\xfea", b"\xb2\xe2"] {
            fs::write(&path, written).unwrap();
            assert!(read_secret(&path, None).is_err(), "{written:?}");
        }
    }
}

#[cfg(test)]
#[cfg(windows)]
mod tests {
    use super::*;
    use crate::runtime::files::acl;

    #[test]
    fn a_secret_that_only_its_owner_can_read_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        fs::write(&path, "made-up\nnote\n").unwrap();
        acl::close(&path).unwrap();
        assert_eq!(read_secret(&path, None).unwrap(), Secret::new("made-up"));
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_others_can_read_is_not_taken() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        fs::write(&path, "made-up\nnote\n").unwrap();
        let set = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();

        for (bits, taken) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false)] {
            set(bits);
            let read = read_secret(&path, None);
            assert_eq!(read.is_ok(), taken, "{bits:o}");
            let left = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(left, bits, "left as it is");
        }
        set(0o440);
        let given = read_secret(&path, Some(dir.path())).unwrap();
        assert_eq!(given, Secret::new("made-up"), "the system's own doing");
        fs::write(dir.path().join("none"), "\n").unwrap();
        assert!(matches!(
            read_secret(&dir.path().join("none"), Some(dir.path())),
            Err(NotTaken::Unreadable(_))
        ));
    }
    #[test]
    fn a_file_is_read_whole_and_without_its_byte_order_mark_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("certificate");
        for (size, is_taken) in [(1024 * 1024, true), (1024 * 1024 + 1, false)] {
            fs::write(&path, "x".repeat(size)).unwrap();
            assert_eq!(read_open(&path).ok().map(|content| content.len()), is_taken.then_some(size));
        }
        fs::write(&path, "\u{feff}one\n").unwrap();
        assert_eq!(read_open(&path).unwrap().as_str(), "one\n");
        assert_eq!(read_closed(&path, Some(dir.path())).unwrap().as_str(), "one\n");
        assert!(read_open(dir.path()).is_err(), "a directory");
    }

    #[test]
    fn a_secret_of_somebody_else_is_not_taken() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        fs::write(&path, "made-up\n").unwrap();
        // Only root can give a file away; for anyone else there is nothing to test.
        if std::os::unix::fs::chown(&path, Some(65534), None).is_ok() {
            assert!(matches!(read_secret(&path, None), Err(NotTaken::Foreign)));
        }
    }
}
