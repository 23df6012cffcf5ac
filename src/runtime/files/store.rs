//! The session file, the application's secret, and the team opened last, each in a private file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use serde_json::{Value, json};

use super::host::has_ended;
use super::paths;
use super::private_file::{self, Found};
use crate::base::digest::sha256_hex;
use crate::base::secret::Secret;
use crate::runtime::clock;
use crate::session::{
    InFile, Mark, Read, SaveFault, Seen, StoreFault, Stored, StoredFault, Warning, file_name, is_session_file,
};
use crate::tower::model::{Id, TeamId};

/// How many unusable session files are kept.
const SET_ASIDE: usize = 3;

/// How many random letters follow in the name of a file that is not finished.
const CHANCE: usize = 6;

/// A file that a process died over is swept away after this.
const LEFT_OVER: Duration = Duration::from_secs(3600);

/// More than a session file takes.
const ROOM: usize = 4096;

const LAST: &str = "last.json";

/// Where state is kept; nowhere for a demo, which leaves no trace.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Store {
    dir: Option<PathBuf>,
    /// Where a session waits that could not be stored where it belongs.
    refuge: Option<PathBuf>,
}

impl Store {
    /// State in a directory, which need not be there yet.
    pub(in crate::runtime) fn at(dir: PathBuf) -> Self {
        Self { dir: Some(dir), refuge: None }
    }

    /// The same, with a directory for a session that could not be stored there.
    pub(in crate::runtime) fn with_refuge(self, refuge: Option<PathBuf>) -> Self {
        Self { refuge, ..self }
    }

    /// State that ends with the program.
    pub(in crate::runtime) fn nowhere() -> Self {
        Self { dir: None, refuge: None }
    }

    /// The directory; none where nothing is kept.
    pub(in crate::runtime) fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// The file of this name; none where nothing is kept.
    pub(in crate::runtime) fn path(&self, name: &str) -> Option<PathBuf> {
        self.dir.as_ref().map(|dir| dir.join(name))
    }

    /// Where the session of a profile is kept; none where nothing is. One that an earlier version has named otherwise
    /// stays where it is.
    pub(in crate::runtime) fn session_file(&self, profile: &str) -> Option<PathBuf> {
        let path = self.path(&file_name(profile))?;
        let is_its = |path: &PathBuf| {
            let content = private_file::read(path).ok().flatten().map(|found| found.content);
            content
                .and_then(|content| Stored::from_json(&content).ok())
                .is_some_and(|stored| stored.profile() == profile)
        };
        let otherwise =
            || self.named("session-").into_iter().find(|path| is_session_path(path) && is_its(path));
        let is_there = fs::symlink_metadata(&path).is_ok();
        Some(if is_there { path } else { otherwise().unwrap_or(path) })
    }

    /// The lock of that file.
    pub(in crate::runtime) fn lock_file(&self, profile: &str) -> Option<PathBuf> {
        Some(self.session_file(profile)?.with_extension("lock"))
    }

    /// What says that the session was removed on purpose.
    fn mark_file(&self, profile: &str) -> Option<PathBuf> {
        self.path(&format!("session-{profile}.out"))
    }

    /// A look at the session file of a profile, and at what stayed behind of one that was removed.
    pub(in crate::runtime) fn session(&self, profile: &str) -> Seen {
        let mut seen = self.session_as_it_is(profile);
        if let Some(waiting) = self.waiting(profile).filter(|waiting| is_newer(waiting, &seen.read)) {
            seen.read = Ok(InFile::Session(waiting));
        }
        match &mut seen.read {
            Ok(InFile::Session(stored)) => {
                if let Some(mark) = self.mark(profile).filter(|mark| mark.covers(&stored.version())) {
                    seen.read = Ok(InFile::SignedOut(mark));
                } else if let Some(pending) = &mut stored.pending {
                    pending.gone = has_ended(pending);
                }
            }
            Ok(found @ InFile::Nothing) => {
                *found = self.mark(profile).map_or(InFile::Nothing, InFile::SignedOut);
            }
            Ok(InFile::SignedOut(_)) | Err(_) => {}
        }
        seen
    }

    fn mark(&self, profile: &str) -> Option<Mark> {
        let content = private_file::read(&self.mark_file(profile)?).ok()??.content;
        Mark::from_json(&content)
    }

    /// The file of a session that could not be stored where it belongs: named after that place too, so that nobody takes
    /// another's.
    fn refuge_file(&self, profile: &str) -> Option<PathBuf> {
        let place = sha256_hex(self.dir.as_ref()?.as_os_str().as_encoded_bytes(), 8);
        Some(self.refuge.as_ref()?.join(format!("session-{profile}-{place}.json")))
    }

    fn waiting(&self, profile: &str) -> Option<Box<Stored>> {
        let content = private_file::read(&self.refuge_file(profile)?).ok()??.content;
        Stored::from_json(&content).ok().map(Box::new)
    }

    /// Writes a session that could not be stored where it belongs to another place, from where the next start takes it.
    /// Whether that succeeded.
    pub(in crate::runtime) fn save_elsewhere(&self, stored: &Stored) -> bool {
        let path = self.refuge_file(&stored.profile());
        path.is_some_and(|path| private_file::write(&path, &stored.to_json()).is_ok())
    }

    /// A look at the session file alone.
    pub(in crate::runtime) fn session_as_it_is(&self, profile: &str) -> Seen {
        let nothing = Seen { read: Ok(InFile::Nothing), warning: None };
        let Some(path) = self.session_file(profile) else { return nothing };
        let short = || paths::short(&path);
        match private_file::read(&path) {
            Ok(None) => nothing,
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

    /// Writes a session; it is on the disk when this returns. Returns what tells its file from any other. A file that
    /// cannot be replaced is written over.
    pub(in crate::runtime) fn save_session(
        &self,
        stored: &Stored,
    ) -> Result<Option<fs::Metadata>, SaveFault> {
        let profile = stored.profile();
        let Some(path) = self.session_file(&profile) else { return Ok(None) };
        let content = stored.to_json();
        // What could not be read again is better not written.
        if Stored::from_json(&content).as_ref() != Ok(stored) {
            return Err(SaveFault::NotReadable);
        }
        let written = written(&path, &content)
            .or_else(|fault| private_file::overwrite(&path, &content).map_err(|_| fault))?;
        // It is of a session before this one. One that stays is told from this by the login it names.
        drop(self.mark_file(&profile).map(|path| private_file::remove(&path)));
        drop(self.refuge_file(&profile).map(|path| private_file::remove(&path)));
        Ok(Some(written))
    }

    /// Removes the session of a profile, and leaves a mark that says so. What cannot be removed is written over: no token
    /// stays in it.
    pub(in crate::runtime) fn remove_session(&self, profile: &str, mark: &Mark) -> Result<(), SaveFault> {
        let (Some(path), Some(beside)) = (self.session_file(profile), self.mark_file(profile)) else {
            return Ok(());
        };
        drop(self.refuge_file(profile).map(|path| private_file::remove(&path)));
        let content = mark.to_json();
        let removed = write(&beside, &content)
            .and_then(|()| private_file::remove(&path).map_err(|error| system(&error)));
        removed.or_else(|fault| match private_file::overwrite(&path, &content) {
            Ok(_) => Ok(()),
            // Without a mark, but gone.
            Err(_) => private_file::remove(&path).map_err(|_| fault),
        })
    }

    /// Whether a session of this profile could be stored now.
    pub(in crate::runtime) fn check_room(&self, profile: &str) -> Result<(), SaveFault> {
        let Some(path) = self.session_file(profile) else { return Ok(()) };
        match self.session_as_it_is(profile).read {
            Err(
                fault @ (StoreFault::NotOurs { .. }
                | StoreFault::Newer { .. }
                | StoreFault::Unreadable { .. }),
            ) => Err(SaveFault::InTheWay(fault)),
            Ok(_) | Err(StoreFault::Damaged { .. }) => {
                private_file::try_out(&path, ROOM).map_err(|error| system(&error))
            }
        }
    }

    /// Moves an unusable session file out of the way; the newest few are kept.
    pub(super) fn set_session_aside(&self, profile: &str) -> Result<(), SaveFault> {
        let Some(path) = self.session_file(profile) else { return Ok(()) };
        let aside = path.with_extension(format!("json.bad-{}", clock::wall().0 / 1000));
        fs::rename(&path, aside).map_err(|error| system(&error))?;
        let mut kept = self.named(&format!("session-{profile}.json.bad-"));
        kept.sort();
        for old in kept.iter().rev().skip(SET_ASIDE) {
            // One file too many does no harm.
            drop(fs::remove_file(old));
        }
        Ok(())
    }

    /// Removes the unfinished files that killed processes left, wherever files of this store are written: beside the
    /// target of a link as well, and where a session waits that could not be stored.
    pub(super) fn sweep(&self) {
        let is_link =
            |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_symlink());
        let links = self.named("").into_iter().filter(is_link);
        let ends = links.filter_map(|link| Some(fs::canonicalize(link).ok()?.parent()?.to_owned()));
        let own = || self.dir.iter().chain(&self.refuge);
        for dir in own().cloned().chain(ends).collect::<BTreeSet<_>>() {
            let is_own = own().any(|own| *own == dir);
            let unfinished = named_in(&dir, private_file::UNFINISHED);
            for path in unfinished.iter().filter(|path| is_left_over(path) && (is_own || is_made_up(path))) {
                drop(fs::remove_file(path));
            }
        }
    }

    /// The files whose names begin so.
    pub(in crate::runtime) fn named(&self, start: &str) -> Vec<PathBuf> {
        self.dir.as_ref().map(|dir| named_in(dir, start)).unwrap_or_default()
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

/// Whether a session that waits elsewhere is to be taken instead of what was read in its place. A mark is looked at
/// afterwards.
fn is_newer(waiting: &Stored, read: &Read) -> bool {
    match read {
        Ok(InFile::Session(stored)) => {
            stored.login_id == waiting.login_id && stored.generation <= waiting.generation
        }
        Ok(InFile::Nothing) | Err(StoreFault::Unreadable { .. }) => true,
        Ok(InFile::SignedOut(_)) | Err(_) => false,
    }
}

fn is_session_path(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(is_session_file)
}

/// The files in a directory whose names begin so.
fn named_in(dir: &Path, start: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let begins = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(start))
    };
    entries.flatten().map(|entry| entry.path()).filter(begins).collect()
}

/// Whether this file was left unfinished by a killed process: it is old, and a regular file.
fn is_left_over(path: &Path) -> bool {
    let found = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
    let age = found.and_then(|found| SystemTime::now().duration_since(found.modified().ok()?).ok());
    age.is_some_and(|age| age > LEFT_OVER)
}

/// Whether a name is one that this program makes up: a directory that is not its own may hold files of others.
fn is_made_up(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()?.strip_prefix(private_file::UNFINISHED));
    name.is_some_and(|name| name.len() == CHANCE && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
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
        Ok(stored) => Ok(InFile::Session(Box::new(stored))),
        Err(StoredFault::Damaged) => {
            Mark::from_json(content).map(InFile::SignedOut).ok_or(StoreFault::Damaged { path })
        }
        Err(StoredFault::Newer(format)) => Err(StoreFault::Newer { path, format }),
    }
}

fn write(path: &Path, content: &[u8]) -> Result<(), SaveFault> {
    written(path, content).map(drop)
}

fn written(path: &Path, content: &[u8]) -> Result<fs::Metadata, SaveFault> {
    private_file::write(path, content).map_err(|error| system(&error))
}

fn system(error: &io::Error) -> SaveFault {
    SaveFault::System { why: error.to_string() }
}

#[cfg(test)]
mod tests;
