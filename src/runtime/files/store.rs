//! The session file, the application's secret, and the team opened last, each in a private file.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use serde_json::{Value, json};

use super::paths;
use super::private_file::{self, Found};
use crate::base::secret::Secret;
use crate::runtime::clock;
use crate::session::{Read, SaveFault, Seen, StoreFault, Stored, StoredFault, Warning, file_name};
use crate::tower::model::{Id, TeamId};

/// How many unusable session files are kept.
const SET_ASIDE: usize = 3;

/// Temporary files of dead processes are removed after this.
const LEFT_OVER: Duration = Duration::from_secs(3600);

const LAST: &str = "last.json";

/// Where state is kept; nowhere for a demo, which leaves no trace.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Store(Option<PathBuf>);

impl Store {
    /// State in a directory, which need not be there yet.
    pub(in crate::runtime) fn at(dir: PathBuf) -> Self {
        Self(Some(dir))
    }

    /// State that ends with the program.
    pub(in crate::runtime) fn nowhere() -> Self {
        Self(None)
    }

    /// The directory; none where nothing is kept.
    pub(in crate::runtime) fn dir(&self) -> Option<&Path> {
        self.0.as_deref()
    }

    /// The file of this name; none where nothing is kept.
    pub(in crate::runtime) fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.as_ref().map(|dir| dir.join(name))
    }

    /// Where the session of a profile is kept; none where nothing is.
    pub(in crate::runtime) fn session_file(&self, profile: &str) -> Option<PathBuf> {
        self.path(&file_name(profile))
    }

    /// The lock of that file.
    pub(super) fn lock_file(&self, profile: &str) -> Option<PathBuf> {
        self.path(&format!("session-{profile}.lock"))
    }

    /// Reads the session file of a profile.
    pub(in crate::runtime) fn session(&self, profile: &str) -> Seen {
        let Some(path) = self.session_file(profile) else { return Seen { read: Ok(None), warning: None } };
        let short = || paths::short(&path);
        match private_file::read(&path) {
            Ok(None) => Seen { read: Ok(None), warning: None },
            Ok(Some(found)) => Seen { warning: warning(&found, &path), read: whole(&found.content, short()) },
            Err(error) if private_file::is_foreign(&error) => {
                Seen { read: Err(StoreFault::NotOurs { path: short() }), warning: None }
            }
            Err(error) => {
                let fault = StoreFault::Unreadable { path: short(), why: error.to_string() };
                Seen { read: Err(fault), warning: None }
            }
        }
    }

    /// Writes a session; it is on the disk when this returns. Returns the file's metadata.
    pub(in crate::runtime) fn save_session(
        &self,
        stored: &Stored,
    ) -> Result<Option<fs::Metadata>, SaveFault> {
        let Some(path) = self.session_file(&stored.profile()) else { return Ok(None) };
        let content = stored.to_json();
        // What could not be read again is better not written.
        if Stored::from_json(&content).as_ref() != Ok(stored) {
            return Err(SaveFault::NotReadable);
        }
        written(&path, &content).map(Some)
    }

    /// Removes the session of a profile.
    pub(super) fn remove_session(&self, profile: &str) -> io::Result<()> {
        self.session_file(profile).map_or(Ok(()), |path| private_file::remove(&path))
    }

    /// Moves an unusable session file out of the way; the newest few are kept.
    pub(super) fn set_session_aside(&self, profile: &str) -> Result<(), SaveFault> {
        let Some(path) = self.session_file(profile) else { return Ok(()) };
        let aside = path.with_extension(format!("json.bad-{}", clock::wall().0 / 1000));
        fs::rename(&path, aside).map_err(|error| SaveFault::System { why: error.to_string() })?;
        let mut kept = self.named(&format!("session-{profile}.json.bad-"));
        kept.sort();
        for old in kept.iter().rev().skip(SET_ASIDE) {
            // One file too many does no harm.
            drop(fs::remove_file(old));
        }
        Ok(())
    }

    /// Removes the temporary files of dead processes.
    pub(super) fn sweep(&self) {
        let is_old = |path: &PathBuf| {
            let modified = fs::metadata(path).and_then(|found| found.modified());
            modified.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > LEFT_OVER))
        };
        for path in self.named(private_file::UNFINISHED).iter().filter(|path| is_old(path)) {
            drop(fs::remove_file(path));
        }
    }

    /// The files whose names begin so.
    pub(in crate::runtime) fn named(&self, start: &str) -> Vec<PathBuf> {
        let Some(entries) = self.0.as_ref().and_then(|dir| fs::read_dir(dir).ok()) else { return Vec::new() };
        let begins = |path: &PathBuf| {
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(start))
        };
        entries.flatten().map(|entry| entry.path()).filter(begins).collect()
    }

    /// The application's secret, if one was kept here.
    pub(in crate::runtime) fn client_secret(&self, profile: &str) -> Option<Secret> {
        let content = private_file::read(&self.path(&client_name(profile))?).ok()??.content;
        let content: Value = serde_json::from_slice(&content).ok()?;
        content.get("client_secret")?.as_str().map(Secret::new)
    }

    /// Keeps the application's secret.
    pub(in crate::runtime) fn save_client_secret(
        &self,
        profile: &str,
        secret: &Secret,
    ) -> Result<(), SaveFault> {
        let Some(path) = self.path(&client_name(profile)) else { return Ok(()) };
        write(&path, format!("{:#}\n", json!({ "client_secret": secret.expose() })).as_bytes())
    }

    /// The team that was open last.
    pub(in crate::runtime) fn last_team(&self) -> Option<TeamId> {
        let content = private_file::read(&self.path(LAST)?).ok()??.content;
        let content: Value = serde_json::from_slice(&content).ok()?;
        content.get("team")?.as_str().and_then(Id::parse).map(TeamId)
    }

    /// Keeps which team was open last.
    pub(in crate::runtime) fn save_last_team(&self, team: &TeamId) -> Result<(), SaveFault> {
        let Some(path) = self.path(LAST) else { return Ok(()) };
        write(&path, format!("{:#}\n", json!({ "team": team.0.as_str() })).as_bytes())
    }
}

fn client_name(profile: &str) -> String {
    format!("client-{profile}.json")
}

fn warning(found: &Found, path: &Path) -> Option<Warning> {
    if found.was_open {
        return Some(Warning::WasOpen { path: paths::short(path) });
    }
    let dir = path.parent().filter(|_| found.dir_open)?;
    Some(Warning::DirOpen { path: paths::short(dir) })
}

fn whole(content: &[u8], path: String) -> Read {
    match Stored::from_json(content) {
        Ok(stored) => Ok(Some(Box::new(stored))),
        Err(StoredFault::Damaged) => Err(StoreFault::Damaged { path }),
        Err(StoredFault::Newer(format)) => Err(StoreFault::Newer { path, format }),
    }
}

fn write(path: &Path, content: &[u8]) -> Result<(), SaveFault> {
    written(path, content).map(drop)
}

fn written(path: &Path, content: &[u8]) -> Result<fs::Metadata, SaveFault> {
    private_file::write(path, content).map_err(|error| SaveFault::System { why: error.to_string() })
}
