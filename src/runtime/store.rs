//! The session file, the application's secret, and the team opened last, each in a private file.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{places, private_file};
use crate::base::secret::Secret;
use crate::session::{SaveFault, StoreFault, Stored, StoredFault};
use crate::tower::model::{Id, TeamId};

/// Where state is kept; nowhere for a demo, which leaves no trace.
#[derive(Clone, Debug)]
pub(super) struct Store(Option<PathBuf>);

impl Store {
    /// State in a directory, which need not be there yet.
    pub(super) fn at(dir: PathBuf) -> Self {
        Self(Some(dir))
    }

    /// State that ends with the program.
    pub(super) fn nowhere() -> Self {
        Self(None)
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.as_ref().map(|dir| dir.join(name))
    }

    /// The stored session of a profile; none if there is no file.
    pub(super) fn session(&self, profile: &str) -> Result<Option<Box<Stored>>, StoreFault> {
        let Some(path) = self.path(&session_name(profile)) else { return Ok(None) };
        match private_file::read(&path) {
            Ok(None) => Ok(None),
            Ok(Some(content)) => match Stored::from_json(&content) {
                Ok(stored) => Ok(Some(Box::new(stored))),
                Err(StoredFault::Damaged) => Err(StoreFault::Damaged { path: places::short(&path) }),
                Err(StoredFault::Newer(format)) => {
                    Err(StoreFault::Newer { path: places::short(&path), format })
                }
            },
            Err(error) => Err(StoreFault::Unreadable { path: places::short(&path), why: error.to_string() }),
        }
    }

    /// Writes a session; it is on the disk when this returns.
    pub(super) fn save_session(&self, stored: &Stored) -> Result<(), SaveFault> {
        let Some(path) = self.path(&session_name(&stored.profile())) else { return Ok(()) };
        write(&path, &stored.to_json())
    }

    /// Removes the session of a profile.
    pub(super) fn remove_session(&self, profile: &str) {
        if let Some(path) = self.path(&session_name(profile)) {
            // A file that cannot be removed holds a token Tower does not take any more.
            drop(private_file::remove(&path));
        }
    }

    /// The application's secret, if one was kept here.
    pub(super) fn client_secret(&self, profile: &str) -> Option<Secret> {
        let content = private_file::read(&self.path(&client_name(profile))?).ok()??;
        let content: Value = serde_json::from_slice(&content).ok()?;
        content.get("client_secret")?.as_str().map(Secret::new)
    }

    /// Keeps the application's secret.
    pub(super) fn save_client_secret(&self, profile: &str, secret: &Secret) -> Result<(), SaveFault> {
        let Some(path) = self.path(&client_name(profile)) else { return Ok(()) };
        write(&path, format!("{:#}\n", json!({ "client_secret": secret.expose() })).as_bytes())
    }

    /// The team that was open last.
    pub(super) fn last_team(&self) -> Option<TeamId> {
        let content = private_file::read(&self.path(LAST)?).ok()??;
        let content: Value = serde_json::from_slice(&content).ok()?;
        content.get("team")?.as_str().and_then(Id::parse).map(TeamId)
    }

    /// Keeps which team was open last.
    pub(super) fn save_last_team(&self, team: &TeamId) -> Result<(), SaveFault> {
        let Some(path) = self.path(LAST) else { return Ok(()) };
        write(&path, format!("{:#}\n", json!({ "team": team.0.as_str() })).as_bytes())
    }
}

const LAST: &str = "last.json";

fn session_name(profile: &str) -> String {
    format!("session-{profile}.json")
}

fn client_name(profile: &str) -> String {
    format!("client-{profile}.json")
}

fn write(path: &Path, content: &[u8]) -> Result<(), SaveFault> {
    private_file::write(path, content).map_err(|error| SaveFault { why: error.to_string() })
}
