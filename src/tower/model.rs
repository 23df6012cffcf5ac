//! Tower's own things: the account, teams and their members.

use std::fmt;

use jiff::civil::Date;

use crate::base::text::SafeText;

/// The longest id taken from an answer. Tower's are 32 characters.
const ID_CAP: usize = 64;

/// What an id is made of, a bit for each character of ASCII. It is looked up: where digits and letters follow each other
/// at random, a processor guesses every other branch wrong, and a cache has a hundred thousand ids.
const IN_IDS: u128 = {
    let mut all = 0;
    let mut byte: u8 = 0;
    while byte.is_ascii() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            all |= 1 << byte;
        }
        byte += 1;
    }
    all
};

/// An opaque id as Tower wrote it. It may stand in a path: only letters, digits, `-` and `_` are in it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(SafeText);

impl Id {
    /// Reads an id; none when it could not stand in a path as it is.
    pub fn parse(text: &str) -> Option<Self> {
        Self::is_one(text).then(|| Self(SafeText::line(text, ID_CAP)))
    }

    /// The same of a text that stays where it is.
    pub(super) fn of(text: SafeText) -> Option<Self> {
        Self::is_one(text.as_str()).then_some(Self(text))
    }

    /// Whether a text can be one.
    pub(super) fn is_one(text: &str) -> bool {
        let is_plain = |byte: u8| byte.is_ascii() && IN_IDS >> byte & 1 == 1;
        (1..=ID_CAP).contains(&text.len()) && text.bytes().all(is_plain)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The id of a team.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TeamId(pub Id);

/// The id of a member: a person in one team. The account has another id, and another in each team.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MemberId(pub Id);

/// The id of a project.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProjectId(pub Id);

/// The id of a list of to-dos.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TodolistId(pub Id);

/// A member as other things name one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRef {
    /// Which member.
    pub id: MemberId,
    /// The nickname, where it was sent along.
    pub name: Option<SafeText>,
}

/// The account that signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// What the account calls itself.
    pub nickname: SafeText,
    /// The address it signs in with.
    pub email: SafeText,
}

/// A team the account belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Which team.
    pub id: TeamId,
    /// Its name.
    pub name: SafeText,
    /// The day it was made, in the zone Tower wrote it in.
    pub created: Option<Date>,
}

/// The teams of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamList {
    /// The teams in Tower's order.
    pub teams: Vec<Team>,
    /// How many could not be read and are left out.
    pub unreadable: usize,
    /// Tower says that more follow.
    pub has_next: bool,
}

impl From<Vec<Team>> for TeamList {
    fn from(teams: Vec<Team>) -> Self {
        Self { teams, ..Self::default() }
    }
}

/// A person in a team. Only the nickname, the role, `is_active` and the avatar are certain in Tower's
/// document; whatever else is absent stays `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which member.
    pub id: MemberId,
    /// The nickname.
    pub name: SafeText,
    /// What they may do.
    pub role: Role,
    /// Whether they still take part; `None` when Tower did not say.
    pub is_active: Option<bool>,
    /// The subgroups they are in, by name. A group whose name Tower did not send along is left out.
    pub groups: Vec<SafeText>,
    /// The telephone number as they wrote it.
    pub phone: Option<SafeText>,
    /// The note about them (`comment`).
    pub note: Option<SafeText>,
    /// The address for mail (`mailbox`).
    pub email: Option<SafeText>,
    /// Imported from `WeCom` and not filled in yet (`is_incomplete_from_wxwork`).
    pub is_incomplete: bool,
    /// Shut out because the free plan's seats are used up (`is_locked_by_free_team_quota`).
    pub is_locked: bool,
    /// The address of their picture (`gavatar`).
    pub avatar: Option<SafeText>,
    /// The day they joined (`created_at`), in the zone Tower wrote it in.
    pub joined: Option<Date>,
    /// The day they were last changed (`updated_at`), in the zone Tower wrote it in.
    pub updated: Option<Date>,
}

impl Member {
    /// A member of whom nothing but the name is known.
    pub fn bare(id: MemberId, name: SafeText) -> Self {
        Self {
            id,
            name,
            role: Role::Member,
            is_active: None,
            groups: Vec::new(),
            phone: None,
            note: None,
            email: None,
            is_incomplete: false,
            is_locked: false,
            avatar: None,
            joined: None,
            updated: None,
        }
    }

    /// The names of their groups, one after another.
    pub fn groups_in_a_row(&self) -> String {
        self.groups.iter().map(SafeText::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// What a member may do. The set is open: a role we do not know is shown as Tower sent it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// `owner`
    Owner,
    /// `admin`
    Admin,
    /// `member`
    Member,
    /// Anything else.
    Other(SafeText),
}

impl Role {
    /// Reads Tower's word.
    pub fn parse(word: &SafeText) -> Self {
        match word.as_str() {
            "owner" => Self::Owner,
            "admin" => Self::Admin,
            "member" => Self::Member,
            _ => Self::Other(word.clone()),
        }
    }

    /// Tower's own word for it.
    pub fn word(&self) -> &str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Member => "member",
            Self::Other(word) => word.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_could_change_a_path_is_refused() {
        assert!(Id::parse("c979895cf1c7268724c").is_some());
        assert!(Id::parse("12345678").is_some());
        for bad in ["", "a/b", "..", "a b", "编号", "a?x=1", "%2e", &"f".repeat(65)] {
            assert_eq!(Id::parse(bad), None, "{bad:?}");
        }
    }
}
