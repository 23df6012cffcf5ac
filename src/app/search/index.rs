//! The searchable text of a member, computed once when the member is loaded.

use std::sync::Arc;

use super::folding::folded;
use super::member_field::MemberField;
use super::pinyin::Letters;
use crate::base::text::SafeText;
use crate::tower::model::{Member, Role};

/// The folded text of a member: a line for each field, and a word for each value in it. Folded text has no white
/// space, so no search term matches across two values.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    lines: Arc<str>,
    letters: Letters,
    group_letters: Letters,
}

impl SearchIndex {
    /// Computes it.
    pub fn of(member: &Member) -> Self {
        let optional = |text: &Option<SafeText>| text.as_ref().map(|text| folded(text.as_str()));
        let groups: Vec<String> = member.groups.iter().map(|group| folded(group.as_str())).collect();
        let lines = MemberField::SOUGHT.map(|place| match place {
            MemberField::Name => folded(member.name.as_str()),
            MemberField::Role => words_of(&member.role),
            MemberField::Groups => groups.join(" "),
            MemberField::Phone => optional(&member.phone).unwrap_or_default(),
            MemberField::Note => optional(&member.note).unwrap_or_default(),
            MemberField::Email => optional(&member.email).unwrap_or_default(),
            MemberField::Joined | MemberField::Updated | MemberField::Id => String::new(),
        });
        Self {
            lines: lines.join("\n").into(),
            letters: Letters::of(member.name.as_str()),
            group_letters: Letters::of(&member.groups_in_a_row()),
        }
    }

    /// All of it.
    pub(super) fn all(&self) -> &str {
        &self.lines
    }

    /// The letters of the name.
    pub(super) fn letters(&self) -> Letters {
        self.letters
    }

    /// The letters of all groups in one.
    pub(super) fn group_letters(&self) -> Letters {
        self.group_letters
    }

    /// The text of a field, a word for each value.
    pub(super) fn at(&self, place: MemberField) -> &str {
        let line = MemberField::SOUGHT.iter().position(|one| *one == place);
        line.and_then(|line| self.lines.split('\n').nth(line)).unwrap_or_default()
    }
}

/// Every name of a role.
fn words_of(role: &Role) -> String {
    match role {
        Role::Owner => "owner 拥有者".into(),
        Role::Admin => "admin 管理员".into(),
        Role::Member => "member 成员".into(),
        Role::Other(word) => folded(word.as_str()),
    }
}

/// Tower's own word for a role.
pub fn role_word(role: &Role) -> &str {
    match role {
        Role::Owner => "owner",
        Role::Admin => "admin",
        Role::Member => "member",
        Role::Other(word) => word.as_str(),
    }
}
