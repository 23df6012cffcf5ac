//! The settings file as a run sees it: read once, when it is first asked for, also where it is a pipe.

use std::cell::OnceCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::encoding;
use crate::app::core::settings_error::SettingsError;
use crate::base::text::BYTE_ORDER_MARK;
use crate::runtime::files::paths;
use crate::ui::words::{Text, Words};

/// The largest settings file that is read.
const CAP: u64 = 1024 * 1024;

/// The settings file of this run.
#[derive(Debug, Default)]
pub(in crate::runtime) struct SettingsFile {
    path: Option<PathBuf>,
    /// A person asked for this one.
    is_asked: bool,
    text: OnceCell<Result<Option<String>, BadSettings>>,
}

/// A settings file that cannot be used. It is left as it is.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct BadSettings {
    /// Which file.
    pub(super) path: String,
    pub(super) why: Why,
}

/// Why a settings file cannot be used.
#[derive(Clone, Debug)]
pub(super) enum Why {
    /// It is a directory.
    Directory,
    /// It is a pipe, and nothing comes out of it.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only on Unix is a pipe given up"))]
    Silent,
    /// The system does not let it be read; what it says.
    Unreadable(String),
    /// It is not UTF-8 but, by its looks, this; none for what is not known.
    Encoding(Option<&'static str>),
    /// It does not hold settings: its errors, and the message of the TOML parser.
    Damaged(Vec<SettingsError>, String),
}

impl BadSettings {
    /// For the person.
    pub(in crate::runtime) fn say(&self, words: Words) -> Text {
        match &self.why {
            Why::Directory => words.settings_are_a_directory(&self.path),
            Why::Silent => words.settings_are_silent(&self.path),
            Why::Unreadable(why) => words.settings_unreadable(&self.path, why),
            Why::Encoding(found) => words.settings_in_another_encoding(&self.path, *found),
            Why::Damaged(errors, why) if errors.is_empty() => {
                words.bad_settings(&format!("{}: {why}", self.path))
            }
            Why::Damaged(errors, _) => {
                let said = errors.iter().map(|error| words.settings_error_in(&self.path, error));
                words.bad_settings(&said.collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

impl SettingsFile {
    /// The one that was asked for, else the usual one.
    pub(in crate::runtime) fn of(asked: Option<&Path>) -> Self {
        Self { path: paths::settings_file(asked), is_asked: asked.is_some(), text: OnceCell::new() }
    }

    /// The one at this path.
    pub(in crate::runtime) fn at(path: PathBuf) -> Self {
        Self { path: Some(path), is_asked: true, text: OnceCell::new() }
    }

    /// Where it is; none where the system has no place for one.
    pub(in crate::runtime) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Where a person thought that there is one; none where there is one, or nobody asked for it.
    pub(in crate::runtime) fn missing(&self) -> Option<&Path> {
        let is_missing = self.is_asked && matches!(self.text(), Ok(None));
        self.path().filter(|_| is_missing)
    }

    /// Its text; none if there is no file.
    pub(in crate::runtime) fn text(&self) -> Result<Option<&str>, BadSettings> {
        let Some(path) = &self.path else { return Ok(None) };
        let text = self
            .text
            .get_or_init(|| read(path).map_err(|why| BadSettings { path: path.display().to_string(), why }));
        text.as_ref().map(Option::as_deref).map_err(Clone::clone)
    }
}

fn read(path: &Path) -> Result<Option<String>, Why> {
    if path.is_dir() {
        return Err(Why::Directory);
    }
    let file = match open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(unreadable)?,
    };
    let is_regular = file.metadata().map_err(unreadable)?.is_file();
    let bytes = if is_regular { whole(file).map_err(unreadable)? } else { flowing(file)? };
    if bytes.len() as u64 > CAP {
        return Err(Why::Unreadable("too large".to_owned()));
    }
    if encoding::is_wide(&bytes) {
        return Err(Why::Encoding(encoding::of(&bytes)));
    }
    let text = String::from_utf8(bytes).map_err(|error| Why::Encoding(encoding::of(error.as_bytes())))?;
    // Some editors put one before every text.
    Ok(Some(text.strip_prefix(BYTE_ORDER_MARK).map(str::to_owned).unwrap_or(text)))
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it on")]
fn unreadable(error: io::Error) -> Why {
    Why::Unreadable(error.to_string())
}

fn whole(file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(CAP + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opening a pipe does not wait for its other end.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    File::options().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// What comes out of a pipe until its other end is closed, such as of `<(pass show settings)`. One that stays silent for
/// too long is given up.
#[cfg(unix)]
fn flowing(mut file: File) -> Result<Vec<u8>, Why> {
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    /// How long nothing may come: no longer than a person looks at an empty screen.
    const PATIENCE: Duration = Duration::from_secs(3);

    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    let mut last = Instant::now();
    while bytes.len() as u64 <= CAP {
        let left = PATIENCE.saturating_sub(last.elapsed());
        let timeout = Timespec { tv_sec: left.as_secs().cast_signed(), tv_nsec: left.subsec_nanos().into() };
        let mut end = [PollFd::new(&file, PollFlags::IN)];
        match poll(&mut end, Some(&timeout)) {
            Ok(0) => return Err(Why::Silent),
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(unreadable(error.into())),
        }
        match file.read(&mut part) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(part.get(..count).unwrap_or_default()),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {
                continue;
            }
            Err(error) => return Err(unreadable(error)),
        }
        last = Instant::now();
    }
    Ok(bytes)
}

#[cfg(not(unix))]
fn flowing(file: File) -> Result<Vec<u8>, Why> {
    whole(file).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;

    #[test]
    fn a_mark_before_the_text_is_no_part_of_it_and_another_encoding_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        std::fs::write(&path, "\u{feff}cache = true\r\n").unwrap();
        assert_eq!(SettingsFile::at(path.clone()).text().unwrap(), Some("cache = true\r\n"));
        for (bytes, encoding) in [
            (&b"\xff\xfec\0a\0"[..], "UTF-16"),
            (b"\xff\xfe\0\0c\0\0\0", "UTF-32"),
            (b"# \xc9\xe8\xd6\xc3\n", "GBK"),
            (b"# \xb3]\xa9w\n", "Big5"),
            (b"# \xe9\n", "UTF-8"),
        ] {
            std::fs::write(&path, bytes).unwrap();
            let said = SettingsFile::at(path.clone()).text().unwrap_err().say(Words(Lang::Zh));
            let parts = ["config.toml", "UTF-8", encoding];
            assert!(parts.iter().all(|part| said.contains(part)), "{said}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn u22_a_pipe_is_read_once_and_one_that_stays_silent_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        let silent = SettingsFile::at(path.clone()).text().unwrap_err();
        assert!(matches!(silent.why, Why::Silent), "{silent:?}");

        let writer = std::thread::spawn({
            let path = path.clone();
            move || std::fs::write(path, "cache = true\n").unwrap()
        });
        let file = SettingsFile::at(path);
        assert_eq!(file.text().unwrap(), Some("cache = true\n"));
        writer.join().unwrap();
        assert_eq!(file.text().unwrap(), Some("cache = true\n"), "though the pipe is empty now");
    }
}
