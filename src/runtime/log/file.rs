//! The log file: private, of bounded size. An error of it never disturbs the program.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::runtime::files::lock::is_at;
use crate::runtime::files::private_file;

/// At this size, in bytes, a new file is begun; the one before is kept.
const MOST: u64 = 1024 * 1024;

/// The file, opened when there is something to write.
#[derive(Debug)]
pub(super) struct LogFile {
    path: PathBuf,
    file: Option<File>,
}

impl LogFile {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path, file: None }
    }

    /// Appends a line in one write. After an error the next line opens the file again.
    pub(super) fn write(&mut self, line: &str) {
        let written = self.file.take().map_or_else(|| private_file::to_append(&self.path), Ok);
        let written = written.and_then(|file| self.add(file, line));
        self.file = written.ok();
    }

    fn add(&self, mut file: File, line: &str) -> io::Result<File> {
        // Another window may have begun a new one, or somebody has removed it.
        if !is_at(&file, &self.path) {
            file = private_file::to_append(&self.path)?;
        }
        if file.metadata()?.len() + line.len() as u64 > MOST {
            fs::rename(&self.path, before(&self.path))?;
            file = private_file::to_append(&self.path)?;
        }
        file.write_all(line.as_bytes())?;
        Ok(file)
    }
}

/// Where the file before this one is kept.
fn before(path: &Path) -> PathBuf {
    path.with_extension("1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(char: char) -> String {
        format!("{}\n", char.to_string().repeat(999))
    }

    #[test]
    fn a_full_file_is_begun_anew_and_the_one_before_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let mut log = LogFile::at(path.clone());
        let lines = usize::try_from(MOST).unwrap() / 1000;
        for char in ['a', 'b', 'c'] {
            for _ in 0..lines {
                log.write(&line(char));
            }
        }
        log.write(&line('d'));
        let read = |path: &Path| fs::read_to_string(path).unwrap();
        assert_eq!(read(&path), line('d'));
        let kept = read(&before(&path));
        assert_eq!((kept.lines().count(), kept.chars().next()), (lines, Some('c')));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "and none before that");
    }

    #[test]
    fn two_windows_write_one_file_and_one_of_them_begins_it_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let (mut one, mut other) = (LogFile::at(path.clone()), LogFile::at(path.clone()));
        one.write(&line('a'));
        other.write(&line('b'));
        assert_eq!(fs::read_to_string(&path).unwrap(), line('a') + &line('b'));
        let full = "x".repeat(usize::try_from(MOST).unwrap());
        one.write(&full);
        other.write(&line('c'));
        assert_eq!(fs::read_to_string(&path).unwrap(), line('c'), "the other window follows");
        assert_eq!(fs::metadata(before(&path)).unwrap().len(), MOST);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_it_also_where_it_was_open_before() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let fresh = dir.path().join("state/log");
        LogFile::at(fresh.clone()).write("a\n");
        assert_eq!((mode(&fresh), mode(fresh.parent().unwrap())), (0o600, 0o700));

        let open = dir.path().join("log");
        fs::write(&open, "before\n").unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).unwrap();
        LogFile::at(open.clone()).write("a\n");
        assert_eq!((mode(&open), fs::read_to_string(&open).unwrap()), (0o600, "before\na\n".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_written_disturbs_nobody_and_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/log");
        fs::write(dir.path().join("state"), "a file in its place").unwrap();
        let mut log = LogFile::at(path.clone());
        log.write("lost\n");
        fs::remove_file(dir.path().join("state")).unwrap();
        log.write("here\n");
        assert_eq!(fs::read_to_string(&path).unwrap(), "here\n");

        // A device, a pipe: opening one may wait for ever, and nothing in it is kept.
        std::os::unix::fs::symlink("/dev/full", dir.path().join("log")).unwrap();
        LogFile::at(dir.path().join("log")).write("lost\n");
        assert!(fs::symlink_metadata(dir.path().join("log")).unwrap().is_symlink());
    }
}
