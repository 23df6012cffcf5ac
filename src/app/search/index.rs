//! What the filter compares of a member, worked out once when the member comes.
//!
//! It is one text, so that the texts of many members may lie behind one another in memory or in a file: a folded line for
//! each place, with a word for each thing that stands there, then how the name and how the groups may be typed.

use std::sync::Arc;

use super::folding::folded;
use super::member_field::MemberField;
use super::spelled::{Letters, spell};
use crate::base::text::SafeText;
use crate::tower::model::{Member, Role};

/// The texts of a member. Folded text has no white space, so nothing that is typed reaches from one into the next.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    text: Arc<str>,
    /// Where the folded name, the folded lines, and the spelled name end.
    name: u32,
    lines: u32,
    spelled: u32,
    letters: Letters,
    group_letters: Letters,
}

impl SearchIndex {
    /// Works it out.
    pub fn of(member: &Member) -> Self {
        let optional = |text: &Option<SafeText>| text.as_ref().map(|text| folded(text.as_str()));
        let groups = || member.groups.iter().map(SafeText::as_str);
        let lines = MemberField::SOUGHT.map(|place| match place {
            MemberField::Name => folded(member.name.as_str()),
            MemberField::Role => role_words(&member.role),
            MemberField::Groups => groups().map(folded).collect::<Vec<_>>().join(" "),
            MemberField::Phone => optional(&member.phone).unwrap_or_default(),
            MemberField::Note => optional(&member.note).unwrap_or_default(),
            MemberField::Email => optional(&member.email).unwrap_or_default(),
            MemberField::Joined | MemberField::Updated | MemberField::Id => String::new(),
        });
        let end = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let name = lines.first().map_or(0, |name| end(name));
        let mut text = lines.join("\n");
        let lines = end(&text);
        let letters = spell(std::iter::once(member.name.as_str()), &mut text);
        let spelled = end(&text);
        let group_letters = spell(groups(), &mut text);
        Self { text: text.into(), name, lines, spelled, letters, group_letters }
    }

    fn part(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// All lines, the name's the first.
    pub(super) fn all(&self) -> &str {
        self.part(0, self.lines)
    }

    /// The name.
    pub(super) fn name(&self) -> &str {
        self.part(0, self.name)
    }

    /// How the name may be typed.
    pub(super) fn spelled_name(&self) -> (Letters, &str) {
        (self.letters, self.part(self.lines, self.spelled))
    }

    /// How each group may be typed.
    pub(super) fn spelled_groups(&self) -> (Letters, &str) {
        (self.group_letters, self.text.get(self.spelled as usize..).unwrap_or_default())
    }

    /// What stands at a place, a word for each thing.
    pub(super) fn at(&self, place: MemberField) -> &str {
        let line = MemberField::SOUGHT.iter().position(|one| *one == place);
        line.and_then(|line| self.all().split('\n').nth(line)).unwrap_or_default()
    }
}

/// A role by every name it goes by.
fn role_words(role: &Role) -> String {
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
