//! Writes a file for a person, and never over another one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::app::core::notice::NotExported;

/// Writes a new file that only its owner may read: it is about people. `~/` stands for the home
/// directory.
pub(in crate::runtime) fn write(path: &str, content: &[u8]) -> Result<(), NotExported> {
    let path = expanded(path, std::env::home_dir());
    write_new(&path, content).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => NotExported::Exists,
        _ => NotExported::System { why: error.to_string() },
    })
}

/// The same at a path as it is.
pub(in crate::runtime) fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    #[cfg(windows)]
    super::acl::close(path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a table is worse than none; the error says why.
        drop(fs::remove_file(path));
    }
    written
}

fn expanded(path: &str, home: Option<PathBuf>) -> PathBuf {
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        let name = path.to_str().unwrap();

        assert_eq!(write(name, b"one"), Ok(()));
        assert_eq!(write(name, b"two"), Err(NotExported::Exists));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    }

    #[test]
    fn what_cannot_be_written_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("none/a.csv");
        let Err(NotExported::System { why }) = write(path.to_str().unwrap(), b"x") else { panic!("written") };
        assert!(!why.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        write(path.to_str().unwrap(), b"x").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_tilde_is_the_home_directory() {
        let home = || Some(PathBuf::from("home"));
        assert_eq!(expanded("~/a.csv", home()), Path::new("home").join("a.csv"));
        assert_eq!(expanded("a~/b", home()), Path::new("a~/b"));
        assert_eq!(expanded("~/a", None), Path::new("~/a"));
    }
}
