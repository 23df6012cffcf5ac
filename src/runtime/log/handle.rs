//! The log as the rest of the program holds it: takes entries and has lines written. Nothing here wakes up by
//! itself, and no error of it disturbs the program.

use std::fmt;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::entry::LogEntry;
use super::level::Level;
use super::writer::LogWriter;
use crate::runtime::clock;
use crate::session::Phase;

/// The name of the file in the directory of the state.
pub(in crate::runtime) const NAME: &str = "log";

/// The log; without a file where nothing is to be kept.
#[derive(Clone, Default)]
pub(in crate::runtime) struct LogHandle(Option<Arc<LogState>>);

struct LogState {
    path: PathBuf,
    level: Level,
    inner: Mutex<Inner>,
}

struct Inner {
    /// The writer, started by the first line.
    writer: Option<LogWriter>,
    /// The phase of the session logged last.
    stood: String,
    /// Whether nothing more is written.
    silent: bool,
}

impl fmt::Debug for LogHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LogHandle").field(&self.path()).finish()
    }
}

impl LogHandle {
    /// The log in a directory. Its file is made by the first line.
    pub(in crate::runtime) fn in_dir(dir: &Path, level: Level) -> Self {
        let path = dir.join(NAME);
        let inner = Mutex::new(Inner { writer: None, stood: String::new(), silent: false });
        Self((level > Level::Off).then(|| Arc::new(LogState { path, level, inner })))
    }

    /// Its path; none without a file.
    pub(in crate::runtime) fn path(&self) -> Option<&Path> {
        self.0.as_ref().map(|kept| kept.path.as_path())
    }

    /// Writes an entry, if its level is enabled.
    pub(in crate::runtime) fn note(&self, entry: &LogEntry<'_>) {
        if let Some((kept, level)) = self.wanted(entry) {
            kept.write(&mut kept.inner(), level, entry);
        }
    }

    /// Waits until all entries are written, but not for ever.
    pub(in crate::runtime) fn settle(&self) {
        if let Some(writer) = self.0.as_ref().and_then(|kept| kept.inner().writer.take()) {
            writer.settle();
        }
    }

    /// Writes the phase of the session, if it has changed.
    pub(in crate::runtime) fn stands(&self, phase: &Phase) {
        let entry = LogEntry::Stands(phase);
        if let Some((kept, level)) = self.wanted(&entry) {
            let mut inner = kept.inner();
            let stands = entry.to_string();
            if inner.stood != stands {
                kept.write(&mut inner, level, &entry);
                inner.stood = stands;
            }
        }
    }

    /// Writes where a panic happened; nothing, when it happened in the log itself.
    pub(in crate::runtime) fn panicked(&self, at: &Location<'_>) {
        let Some(kept) = &self.0 else { return };
        let inner = match kept.inner.try_lock() {
            Ok(inner) => Some(inner),
            Err(std::sync::TryLockError::Poisoned(inner)) => Some(inner.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) => None,
        };
        if let Some(mut inner) = inner {
            kept.write(&mut inner, Level::Error, &LogEntry::Panicked(at));
            if let Some(writer) = &inner.writer {
                writer.settle();
            }
        }
    }

    /// Writes that a demo begins, and nothing from then on: a demo leaves no trace.
    pub(in crate::runtime) fn fall_silent(&self) {
        self.note(&LogEntry::Demo);
        if let Some(kept) = &self.0 {
            kept.inner().silent = true;
        }
    }

    /// The demo is over: what happens stands in the log again.
    pub(in crate::runtime) fn speak_again(&self) {
        if let Some(kept) = &self.0 {
            kept.inner().silent = false;
        }
    }

    fn wanted(&self, entry: &LogEntry<'_>) -> Option<(&LogState, Level)> {
        let kept = self.0.as_deref()?;
        Some((kept, entry.level()?)).filter(|(_, level)| *level <= kept.level)
    }
}

impl LogState {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, inner: &mut Inner, level: Level, entry: &LogEntry<'_>) {
        if !inner.silent {
            let (at, pid) = (clock::rfc3339(clock::wall()).unwrap_or_default(), std::process::id());
            let writer = inner.writer.get_or_insert_with(|| LogWriter::to(self.path.clone()));
            writer.line(format!("{at} {:5} {pid} {entry}\n", level.name()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SignOut;

    fn lines(log: &LogHandle) -> Vec<String> {
        log.settle();
        let text = std::fs::read_to_string(log.path().unwrap()).unwrap_or_default();
        // Without the time and the process.
        let after = |line: &str| line.split_whitespace().skip(3).collect::<Vec<_>>().join(" ");
        text.lines().map(after).collect()
    }

    #[test]
    fn a_line_has_its_time_its_level_its_process_and_what_happened() {
        let dir = tempfile::tempdir().unwrap();
        let log = LogHandle::in_dir(dir.path(), Level::Info);
        log.note(&LogEntry::Started { version: "1.2.3\ncommit abc", run: "dashboard" });
        log.settle();
        let text = std::fs::read_to_string(dir.path().join(NAME)).unwrap();
        let parts: Vec<&str> = text.split_whitespace().collect();
        let [at, "info", pid, what @ ..] = &parts[..] else { panic!("{text}") };
        assert!(at.ends_with('Z') && at.contains('T'), "{at}");
        assert_eq!(*pid, std::process::id().to_string());
        assert_eq!(what.join(" "), "tower-tui 1.2.3, commit abc: dashboard");
    }

    #[test]
    fn what_matters_too_little_is_left_out_and_what_stays_the_same_is_told_once() {
        let dir = tempfile::tempdir().unwrap();
        let log = LogHandle::in_dir(dir.path(), Level::Info);
        let signed_out = |reason| Phase::SignedOut { reason, trouble: None };
        log.stands(&Phase::Boot);
        log.stands(&signed_out(SignOut::Never));
        log.stands(&signed_out(SignOut::Never));
        log.stands(&signed_out(SignOut::ByYou));
        log.fall_silent();
        log.note(&LogEntry::Ended);
        assert_eq!(
            lines(&log),
            [
                "session: signed out: never signed in",
                "session: signed out: by you",
                "a demo begins; nothing of it stands here"
            ]
        );
    }

    #[test]
    fn where_it_is_off_there_is_none() {
        let dir = tempfile::tempdir().unwrap();
        for log in [LogHandle::in_dir(dir.path(), Level::Off), LogHandle::default()] {
            log.note(&LogEntry::Ended);
            log.panicked(Location::caller());
            assert_eq!(log.path(), None);
        }
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_panic_is_told_by_its_place_also_by_whoever_was_writing() {
        let dir = tempfile::tempdir().unwrap();
        let log = LogHandle::in_dir(dir.path(), Level::Error);
        let here = Location::caller();
        log.panicked(here);
        let held = log.0.as_ref().unwrap().inner();
        log.panicked(here);
        drop(held);
        let told = format!("panic at {}:{}:{}", here.file(), here.line(), here.column());
        assert_eq!(lines(&log), [told]);
    }
}
