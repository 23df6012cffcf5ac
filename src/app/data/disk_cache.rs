//! The format of the cache files, which let the next start show Tower's lists in its first frame. Where they are and
//! how they are written is the runtime's business.

use std::borrow::Cow;
use std::collections::HashMap;
use std::iter::{from_fn, once};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::app::search::role_word;
use crate::base::digest::{Sum, sha256_hex};
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::model::{Id, Member, MemberId, Role, Team, TeamId, User};

/// The first line of a file, with the format this version reads and writes. A file of another format is ignored.
const HEADING: &str = "tower-tui cache 2";

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

/// The members of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedTeam {
    /// The account that read them; no other account sees them.
    pub reader: SafeText,
    /// Whose members.
    pub team: TeamId,
    /// Which of them is the account's own.
    pub own: Option<MemberId>,
    /// All of them, in Tower's order.
    pub members: Vec<Arc<Member>>,
    /// When they were read, by this machine's clock.
    pub at: Wall,
}

/// Everything that a start reads from the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cached {
    /// The account and its teams.
    pub account: CachedAccount,
    /// The team that was open last.
    pub team: Option<CachedTeam>,
}

impl Cached {
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

impl CachedTeam {
    /// The lines of the file, their ends included.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let head = object(&TeamHead {
            reader: self.reader.as_str().into(),
            team: self.team.0.as_str().into(),
            own: self.own.as_ref().map(|own| own.0.as_str().into()),
            at_ms: self.at.0,
        });
        sealed(once(head).chain(self.members.iter().map(|member| object(&MemberLine::of(member)))))
    }

    /// Reads a file by its lines without their ends; none if it is not whole, or of another format.
    pub fn read(lines: impl Iterator<Item = Vec<u8>>) -> Option<Self> {
        Self::read_whole(lines).ok()
    }

    fn read_whole(lines: impl Iterator<Item = Vec<u8>>) -> Result<Self, Damaged> {
        let mut file = CacheReader::start(lines)?;
        let head: TeamHead<'_> = file.head()?;
        let mut team = Self {
            reader: name(&head.reader),
            team: TeamId(Id::parse(&head.team).ok_or(Damaged)?),
            own: head.own.as_deref().and_then(Id::parse).map(MemberId),
            members: Vec::new(),
            at: Wall(head.at_ms),
        };
        let mut groups = HashMap::new();
        while let Some(line) = file.next::<MemberLine<'_>>()? {
            team.members.extend(line.member(&mut groups).map(Arc::new));
        }
        Ok(team)
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

#[derive(Serialize, Deserialize)]
struct TeamHead<'a> {
    #[serde(borrow)]
    reader: Cow<'a, str>,
    #[serde(borrow)]
    team: Cow<'a, str>,
    #[serde(borrow)]
    own: Option<Cow<'a, str>>,
    at_ms: i64,
}

#[derive(Serialize, Deserialize)]
struct MemberLine<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    role: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    phone: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    note: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    email: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_false")]
    incomplete: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    locked: bool,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    avatar: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    joined: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    updated: Option<Cow<'a, str>>,
}

impl<'a> MemberLine<'a> {
    fn of(member: &'a Member) -> Self {
        let optional = |text: &'a Option<SafeText>| text.as_ref().map(|text| Cow::Borrowed(text.as_str()));
        Self {
            id: member.id.0.as_str().into(),
            name: member.name.as_str().into(),
            role: role_word(&member.role).into(),
            active: member.is_active,
            groups: member.groups.iter().map(|group| group.as_str().into()).collect(),
            phone: optional(&member.phone),
            note: optional(&member.note),
            email: optional(&member.email),
            incomplete: member.is_incomplete,
            locked: member.is_locked,
            avatar: optional(&member.avatar),
            joined: day(member.joined),
            updated: day(member.updated),
        }
    }

    /// The member. `groups` are the names of groups that have been read, so that each is there once.
    fn member(self, groups: &mut HashMap<String, SafeText>) -> Option<Member> {
        let mut group =
            |word: Cow<'_, str>| groups.entry(word.into()).or_insert_with_key(|word| name(word)).clone();
        Some(Member {
            id: MemberId(Id::parse(&self.id)?),
            name: name(&self.name),
            role: Role::parse(&name(&self.role)),
            is_active: self.active,
            groups: self.groups.into_iter().map(&mut group).collect(),
            phone: self.phone.as_deref().map(long),
            note: self.note.as_deref().map(long),
            email: self.email.as_deref().map(long),
            is_incomplete: self.incomplete,
            is_locked: self.locked,
            avatar: self.avatar.as_deref().map(long),
            joined: self.joined.and_then(|day| day.parse().ok()),
            updated: self.updated.and_then(|day| day.parse().ok()),
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !flag
}

fn day<'a>(day: Option<Date>) -> Option<Cow<'a, str>> {
    day.map(|day| day.to_string().into())
}

/// Anyone may have changed the file: its text is made safe again.
fn name(text: &str) -> SafeText {
    SafeText::line(text, SafeText::NAME)
}

fn long(text: &str) -> SafeText {
    SafeText::line(text, SafeText::TITLE)
}

/// The lines of a cache file: the format, then an object on each line, then a hash of it all. It is written, and
/// read, a line at a time: a big team is never in memory as text.
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

fn object(of: &impl Serialize) -> String {
    // Strings, numbers and lists of them always serialize.
    serde_json::to_string(of).unwrap_or_default()
}

/// A cache file that is read. What it holds counts only once its end has been reached.
struct CacheReader<I> {
    lines: I,
    line: Vec<u8>,
    sum: Sum,
}

/// A cache file that is not whole, or of another format.
struct Damaged;

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

    fn team() -> CachedTeam {
        let id = |text: &str| MemberId(Id::parse(text).unwrap());
        let member = |text: &str, role: Role| Member {
            role,
            is_active: Some(false),
            groups: vec![name("后端"), name("运维")],
            phone: Some(name("138 0013 8000")),
            email: Some(name("zhang@example.com")),
            is_incomplete: true,
            avatar: Some(long("https://example.com/a.png")),
            joined: Some(jiff::civil::date(2018, 4, 16)),
            updated: Some(jiff::civil::date(2020, 2, 29)),
            ..Member::bare(id(text), name("张伟"))
        };
        CachedTeam {
            reader: name("lin@example.com"),
            team: TeamId(Id::parse("team-1").unwrap()),
            own: Some(id("m1")),
            members: [member("m1", Role::Owner), member("m2", Role::Other(name("visitor")))]
                .map(Arc::new)
                .into(),
            at: Wall(1_790_000_000_000),
        }
    }

    fn written(team: &CachedTeam) -> Vec<u8> {
        team.lines().collect::<String>().into_bytes()
    }

    fn lines(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec)
    }

    /// The content, sealed anew.
    fn resealed(content: &str) -> Vec<u8> {
        format!("{content}{}\n", sha256_hex(content, 32)).into_bytes()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let team = team();
        assert_eq!(CachedTeam::read(lines(&written(&team))), Some(team));

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
        assert_eq!(CachedAccount::read(lines(&bytes)), Some(account));
    }

    #[test]
    fn a_cache_that_was_changed_cut_or_is_of_another_format_is_none() {
        let whole = written(&team());
        for cut in 0..whole.len() - 1 {
            assert_eq!(CachedTeam::read(lines(&whole[..cut])), None, "{cut}");
        }
        for at in 0..whole.len() - 1 {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert_eq!(CachedTeam::read(lines(&changed)), None, "{at}");
        }
        assert_eq!(CachedTeam::read(lines(&[&whole[..], b"\n"].concat())), None, "something follows the end");

        let text = String::from_utf8(whole).unwrap();
        let (content, _) = text.trim_end().rsplit_once('\n').unwrap();
        let content = format!("{content}\n");
        assert!(CachedTeam::read(lines(&resealed(&content))).is_some());
        assert_eq!(CachedTeam::read(lines(&resealed(&content.replacen("cache 2", "cache 3", 1)))), None);
    }

    #[test]
    fn text_in_a_file_is_made_safe_again() {
        let text = String::from_utf8(written(&team())).unwrap();
        let (content, _) = text.trim_end().rsplit_once('\n').unwrap();
        let evil = format!("{content}\n").replace("张伟", "\\u001b[31m张\\u202e伟");
        let read = CachedTeam::read(lines(&resealed(&evil))).unwrap();
        assert_eq!(read.members[0].name.as_str(), "张伟");
    }
}
