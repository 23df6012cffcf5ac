//! What is cached of Tower's lists, so that the next start shows them in its first picture: what a cache file
//! holds, not where it is or how it gets there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::finding::role_word;
use crate::base::digest::sha256_hex;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::model::{Id, Member, MemberId, Role, Team, TeamId, User};

/// The format this version writes and reads. A cache of another format is no loss.
const FORMAT: u32 = 1;

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
    /// The account that read them; nobody else is to see them.
    pub reader: SafeText,
    /// Whose members.
    pub team: TeamId,
    /// Which of them is the account's own.
    pub own: Option<MemberId>,
    /// All of them, in Tower's order.
    pub members: Vec<Member>,
    /// When they were read, by this machine's clock.
    pub at: Wall,
}

/// All that is cached for a start.
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
    /// The file's content.
    pub fn to_bytes(&self) -> Vec<u8> {
        let team = |team: &'_ Team| TeamLine {
            id: team.id.0.as_str().to_owned().into(),
            name: team.name.as_str().to_owned().into(),
            created: team.created.as_ref().map(|day| day.as_str().to_owned().into()),
        };
        sealed(&AccountFile {
            email: self.user.email.as_str().into(),
            nickname: self.user.nickname.as_str().into(),
            teams: self.teams.iter().map(team).collect(),
            at_ms: self.at.0,
        })
    }

    /// Reads a file's content; none if it is not whole, or of another format.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let file: AccountFile<'_> = serde_json::from_slice(opened(bytes)?).ok()?;
        let team = |line: TeamLine<'_>| {
            Some(Team {
                id: TeamId(Id::parse(&line.id)?),
                name: name(&line.name),
                created: line.created.as_deref().map(name),
            })
        };
        Some(Self {
            user: User { nickname: name(&file.nickname), email: name(&file.email) },
            teams: file.teams.into_iter().filter_map(team).collect(),
            at: Wall(file.at_ms),
        })
    }
}

impl CachedTeam {
    /// The file's content.
    pub fn to_bytes(&self) -> Vec<u8> {
        sealed(&TeamFile {
            reader: self.reader.as_str().into(),
            team: self.team.0.as_str().into(),
            own: self.own.as_ref().map(|own| own.0.as_str().into()),
            members: self.members.iter().map(MemberLine::of).collect(),
            at_ms: self.at.0,
        })
    }

    /// Reads a file's content; none if it is not whole, or of another format.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let file: TeamFile<'_> = serde_json::from_slice(opened(bytes)?).ok()?;
        Some(Self {
            reader: name(&file.reader),
            team: TeamId(Id::parse(&file.team)?),
            own: file.own.as_deref().and_then(Id::parse).map(MemberId),
            members: file.members.into_iter().filter_map(MemberLine::member).collect(),
            at: Wall(file.at_ms),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct AccountFile<'a> {
    #[serde(borrow)]
    email: Cow<'a, str>,
    #[serde(borrow)]
    nickname: Cow<'a, str>,
    #[serde(borrow)]
    teams: Vec<TeamLine<'a>>,
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
struct TeamFile<'a> {
    #[serde(borrow)]
    reader: Cow<'a, str>,
    #[serde(borrow)]
    team: Cow<'a, str>,
    #[serde(borrow)]
    own: Option<Cow<'a, str>>,
    #[serde(borrow)]
    members: Vec<MemberLine<'a>>,
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
        }
    }

    fn member(self) -> Option<Member> {
        Some(Member {
            id: MemberId(Id::parse(&self.id)?),
            name: name(&self.name),
            role: Role::parse(&name(&self.role)),
            is_active: self.active,
            groups: self.groups.iter().map(|group| name(group)).collect(),
            phone: self.phone.as_deref().map(name),
            note: self.note.as_deref().map(|note| SafeText::line(note, SafeText::TITLE)),
            email: self.email.as_deref().map(name),
            is_incomplete: self.incomplete,
            is_locked: self.locked,
            avatar: None,
            joined: None,
            updated: None,
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A file is somebody's to change: its text is made safe again.
fn name(text: &str) -> SafeText {
    SafeText::line(text, SafeText::NAME)
}

/// A line with the format and a hash of what follows, then the content.
fn sealed(content: &impl Serialize) -> Vec<u8> {
    // Strings, numbers and lists of them always serialize.
    let content = serde_json::to_vec(content).unwrap_or_default();
    let mut bytes = format!("tower-tui cache {FORMAT} {}\n", sha256_hex(&content, 32)).into_bytes();
    bytes.extend(content);
    bytes
}

fn opened(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (head, content) = bytes.split_at_checked(end)?;
    let content = content.get(1..)?;
    let sum = std::str::from_utf8(head).ok()?.strip_prefix(&format!("tower-tui cache {FORMAT} "))?;
    (sum == sha256_hex(content, 32)).then_some(content)
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
            ..Member::bare(id(text), name("张伟"))
        };
        CachedTeam {
            reader: name("lin@example.com"),
            team: TeamId(Id::parse("team-1").unwrap()),
            own: Some(id("m1")),
            members: vec![member("m1", Role::Owner), member("m2", Role::Other(name("visitor")))],
            at: Wall(1_790_000_000_000),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let team = team();
        assert_eq!(CachedTeam::from_bytes(&team.to_bytes()), Some(team));

        let account = CachedAccount {
            user: User { nickname: name("林小北"), email: name("lin@example.com") },
            teams: vec![Team {
                id: TeamId(Id::parse("t1").unwrap()), name: name("云端科技"), created: None
            }],
            at: Wall(5),
        };
        assert_eq!(CachedAccount::from_bytes(&account.to_bytes()), Some(account));
    }

    #[test]
    fn a_cache_that_was_changed_cut_or_is_of_another_format_is_none() {
        let whole = team().to_bytes();
        for cut in 0..whole.len() {
            assert_eq!(CachedTeam::from_bytes(&whole[..cut]), None, "{cut}");
        }
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(CachedTeam::from_bytes(&changed), None);

        let newer = String::from_utf8(whole).unwrap().replacen("cache 1", "cache 2", 1);
        assert_eq!(CachedTeam::from_bytes(newer.as_bytes()), None);
    }

    #[test]
    fn text_in_a_file_is_made_safe_again() {
        let mut evil = team();
        evil.reader = name("x");
        let text = String::from_utf8(evil.to_bytes()).unwrap();
        let (_, json) = text.split_once('\n').unwrap();
        let json = json.replace("张伟", "\\u001b[31m张\\u202e伟");
        let mut bytes = format!("tower-tui cache 1 {}\n", sha256_hex(&json, 32)).into_bytes();
        bytes.extend(json.bytes());
        let read = CachedTeam::from_bytes(&bytes).unwrap();
        assert_eq!(read.members[0].name.as_str(), "张伟");
    }
}
