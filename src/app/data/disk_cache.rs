//! The format of the cache files, which let the next start show Tower's lists in its first frame. Where they are and
//! how they are written is the runtime's business.

use std::borrow::Cow;
use std::iter::{from_fn, once};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::team_cache::{CachedTeam, Damaged, HEADING, name, object};
use crate::base::digest::{Sum, sha256_hex};
use crate::base::time::Wall;
use crate::tower::model::{Id, Team, TeamId, User};

/// The account and its teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedAccount {
    /// The account.
    pub user: User,
    /// Its teams.
    pub teams: Vec<Team>,
    /// When they were read, by this machine's clock.
    pub at: Wall,
}

/// Everything that a start reads from the cache before its first picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Cached {
    /// The account and its teams.
    pub account: CachedAccount,
    /// The team that was open last.
    pub team: Option<CachedTeam>,
}

impl Cached {
    /// Whether more of the team is to be read.
    pub(in crate::app) fn is_begun(&self) -> bool {
        self.team.as_ref().is_some_and(CachedTeam::is_begun)
    }

    /// The team that is cached, by the name it has in the account's list.
    pub fn open_team(&self) -> Option<Team> {
        let id = &self.team.as_ref()?.team;
        self.account.teams.iter().find(|team| team.id == *id).cloned()
    }
}

/// Names the file of a team: 16 hexadecimal digits of a hash of its id.
pub fn team_file(team: &TeamId) -> String {
    sha256_hex(team.0.as_str(), 8)
}

impl CachedAccount {
    /// The lines of the file, their ends included.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let head = object(&AccountHead {
            email: self.user.email.as_str().into(),
            nickname: self.user.nickname.as_str().into(),
            at_ms: self.at.0,
        });
        let team = |team: &Team| {
            object(&TeamLine {
                id: team.id.0.as_str().into(),
                name: team.name.as_str().into(),
                created: day(team.created),
            })
        };
        sealed(once(head).chain(self.teams.iter().map(team)))
    }

    /// Reads a file by its lines without their ends; none if it is not whole, or of another format.
    pub fn read(lines: impl Iterator<Item = Vec<u8>>) -> Option<Self> {
        Self::read_whole(lines).ok()
    }

    fn read_whole(lines: impl Iterator<Item = Vec<u8>>) -> Result<Self, Damaged> {
        let mut file = CacheReader::start(lines)?;
        let head: AccountHead<'_> = file.head()?;
        let user = User { nickname: name(&head.nickname), email: name(&head.email) };
        let mut account = Self { user, teams: Vec::new(), at: Wall(head.at_ms) };
        while let Some(TeamLine { id, name: called, created }) = file.next()? {
            account.teams.extend(Id::parse(&id).map(|id| Team {
                id: TeamId(id),
                name: name(&called),
                created: created.and_then(|day| day.parse().ok()),
            }));
        }
        Ok(account)
    }
}

#[derive(Serialize, Deserialize)]
struct AccountHead<'a> {
    #[serde(borrow)]
    email: Cow<'a, str>,
    #[serde(borrow)]
    nickname: Cow<'a, str>,
    at_ms: i64,
}

#[derive(Serialize, Deserialize)]
struct TeamLine<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    created: Option<Cow<'a, str>>,
}

fn day<'a>(day: Option<Date>) -> Option<Cow<'a, str>> {
    day.map(|day| day.to_string().into())
}

/// The lines of the account's file: the format, then an object on each line, then a hash of it all.
fn sealed(objects: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let mut sum = Sum::default();
    let mut lines = once(HEADING.to_owned()).chain(objects).fuse();
    let mut is_sealed = false;
    from_fn(move || match lines.next() {
        Some(line) => {
            let line = line + "\n";
            sum.take(&line);
            Some(line)
        }
        None if is_sealed => None,
        None => {
            is_sealed = true;
            Some(sum.hex(32) + "\n")
        }
    })
}

/// The account's file while it is read. What it holds counts only once its end has been reached.
struct CacheReader<I> {
    lines: I,
    line: Vec<u8>,
    sum: Sum,
}

impl<I: Iterator<Item = Vec<u8>>> CacheReader<I> {
    fn start(lines: I) -> Result<Self, Damaged> {
        let mut file = Self { lines, line: Vec::new(), sum: Sum::default() };
        file.read()?;
        if file.line != HEADING.as_bytes() {
            return Err(Damaged);
        }
        file.add();
        Ok(file)
    }

    fn read(&mut self) -> Result<(), Damaged> {
        self.line = self.lines.next().ok_or(Damaged)?;
        Ok(())
    }

    fn add(&mut self) {
        self.sum.take(&self.line);
        self.sum.take("\n");
    }

    /// The next object; none at the end of a whole file.
    fn next<'a, T: Deserialize<'a>>(&'a mut self) -> Result<Option<T>, Damaged> {
        self.read()?;
        if self.line.starts_with(b"{") {
            self.add();
            return serde_json::from_slice(&self.line).map(Some).map_err(|_| Damaged);
        }
        let is_whole = self.line == self.sum.hex(32).as_bytes() && self.lines.next().is_none();
        if is_whole { Ok(None) } else { Err(Damaged) }
    }

    fn head<'a, T: Deserialize<'a>>(&'a mut self) -> Result<T, Damaged> {
        self.next()?.ok_or(Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_of_an_account_is_read_again() {
        let account = CachedAccount {
            user: User { nickname: name("林小北"), email: name("lin@example.com") },
            teams: vec![Team {
                id: TeamId(Id::parse("t1").unwrap()),
                name: name("云端科技"),
                created: Some(jiff::civil::date(2014, 5, 15)),
            }],
            at: Wall(5),
        };
        let bytes = account.lines().collect::<String>().into_bytes();
        let lines = bytes.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
        assert_eq!(CachedAccount::read(lines), Some(account));
        for cut in 0..bytes.len() - 1 {
            let lines = bytes[..cut].split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
            assert_eq!(CachedAccount::read(lines), None, "{cut}");
        }
    }
}
