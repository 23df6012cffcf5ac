//! What the filter compares of a member, worked out once when the member comes.
//!
//! It is one text, so that the texts of many members may lie behind one another in memory or in a file: a folded line for
//! each place, with a word for each thing that stands there, then how the name and how the groups may be typed.

use std::sync::Arc;

use super::folding::fold;
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
    /// Works it out, all in one buffer: a list of many members is many of these.
    pub fn of(member: &Member) -> Self {
        let end = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut text = String::with_capacity(512);
        let mut name = 0;
        for place in MemberField::SOUGHT {
            if place != MemberField::Name {
                text.push('\n');
            }
            match place {
                MemberField::Name => {
                    add(member.name.as_str(), &mut text);
                    name = end(&text);
                }
                MemberField::Role => add_role(&member.role, &mut text),
                MemberField::Groups => {
                    for (at, group) in member.groups.iter().enumerate() {
                        text.extend((at > 0).then_some(' '));
                        add(group.as_str(), &mut text);
                    }
                }
                MemberField::Phone => add_optional(member.phone.as_ref(), &mut text),
                MemberField::Note => add_optional(member.note.as_ref(), &mut text),
                MemberField::Email => add_optional(member.email.as_ref(), &mut text),
                MemberField::Joined | MemberField::Updated | MemberField::Id => {}
            }
        }
        let lines = end(&text);
        let letters = spell(std::iter::once(member.name.as_str()), &mut text);
        let spelled = end(&text);
        let group_letters = spell(member.groups.iter().map(SafeText::as_str), &mut text);
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

fn add(text: &str, folded: &mut String) {
    text.chars().for_each(|char| fold(char, folded));
}

fn add_optional(text: Option<&SafeText>, folded: &mut String) {
    add(text.map_or("", SafeText::as_str), folded);
}

/// Adds a role by every name it goes by.
fn add_role(role: &Role, folded: &mut String) {
    match role {
        Role::Owner => folded.push_str("owner 拥有者"),
        Role::Admin => folded.push_str("admin 管理员"),
        Role::Member => folded.push_str("member 成员"),
        Role::Other(word) => add(word.as_str(), folded),
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
