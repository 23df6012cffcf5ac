//! Writes a file for a person, and never over another one.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::paths;
use crate::app::core::notice::NotExported;

/// The highest number that is put behind a name that is taken.
const MOST_NUMBERED: usize = 99;

/// Writes a new file that only its owner may read: it is about people. `~/` stands for the home directory. Where there
/// is one of this name, the file is called `name-2`, and so on. Returns where it is, whole, as it may be shown.
pub(in crate::runtime) fn write(path: &str, content: &[u8]) -> Result<String, NotExported> {
    let path = expanded(path, std::env::home_dir());
    let numbered = (2..=MOST_NUMBERED).map(|number| with_number(&path, number));
    for path in std::iter::once(path.clone()).chain(numbered) {
        match write_new(&path, content) {
            Ok(()) => return Ok(shown(&path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(NotExported::System { why: error.to_string() }),
        }
    }
    Err(NotExported::Exists)
}

/// `a.csv` as `a-2.csv`.
fn with_number(path: &Path, number: usize) -> PathBuf {
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_os_string();
    let mut name = part(path.file_stem());
    name.push(format!("-{number}"));
    if path.extension().is_some() {
        name.push(".");
        name.push(part(path.extension()));
    }
    path.with_file_name(name)
}

/// The whole path, as it may be shown.
fn shown(path: &Path) -> String {
    paths::short(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Writes a new file at a path as it is.
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
    fn u29_a_file_that_is_there_stays_as_it_is_and_the_next_has_a_number() {
        let dir = tempfile::tempdir().unwrap();
        for (name, second) in [("a.csv", "a-2.csv"), ("notes", "notes-2")] {
            let (path, second) = (dir.path().join(name), dir.path().join(second));
            let name = path.to_str().unwrap();

            assert_eq!(write(name, b"one"), Ok(paths::short(&path)));
            assert_eq!(write(name, b"two"), Ok(paths::short(&second)));
            assert_eq!(fs::read_to_string(&path).unwrap(), "one");
            assert_eq!(fs::read_to_string(&second).unwrap(), "two");
        }
        for number in 2..=MOST_NUMBERED {
            drop(fs::write(dir.path().join(format!("a-{number}.csv")), ""));
        }
        assert_eq!(write(dir.path().join("a.csv").to_str().unwrap(), b"x"), Err(NotExported::Exists));
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
