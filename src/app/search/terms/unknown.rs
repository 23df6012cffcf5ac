//! What is asked of a member that nobody can have: a value that its key does not know, or a key that there is not.

use std::collections::BTreeSet;

use super::super::folding::folded;
use super::super::index::{SearchIndex, add_role};
use super::super::member_field::MemberField;
use super::super::project_term::ProjectTerm;
use super::super::term_key::TermKey;
use super::language::{Terms, Wants};
use crate::tower::project::Project;

/// The roles that every team has.
const ROLES: [&str; 3] = ["owner", "admin", "member"];

/// A term that means nothing, and what it could be instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownTerm {
    /// The value of a key; an empty one where none is given.
    Value {
        /// The key.
        key: TermKey,
        /// What is asked of it.
        value: String,
        /// The roles or the groups that there are; of other keys none, as they are the same in each team.
        choices: Vec<String>,
    },
    /// What stands before a colon.
    Key(String),
}

impl UnknownTerm {
    /// A term that means none of these projects.
    pub fn of_project(term: &ProjectTerm, all: &[Project]) -> Self {
        let choices = all.iter().map(|project| project.name.to_string()).collect();
        Self::Value { key: TermKey::Project, value: term.typed.clone(), choices }
    }

    /// Whether each team has choices of its own.
    pub fn is_of_team(&self) -> bool {
        matches!(self, Self::Value { key: TermKey::Role | TermKey::Group, .. })
    }
}

impl Terms {
    fn all_wants(&self) -> impl Iterator<Item = &Wants> {
        self.of_members.iter().flat_map(|term| &term.wants)
    }

    /// The first term that means nothing in any team.
    pub(in crate::app::search) fn unknown(&self) -> Option<UnknownTerm> {
        let value = |key, value: &str| UnknownTerm::Value {
            key,
            value: value.to_owned(),
            choices: choices(key, std::iter::empty()),
        };
        let unknown = |wants: &Wants| match wants {
            Wants::Marks(asked, marks) if marks.is_empty() => Some(value(TermKey::Is, asked)),
            Wants::Part(MemberField::Phone, text) if !text.folded.contains(|c: char| c.is_ascii_digit()) => {
                Some(value(TermKey::Phone, &text.folded))
            }
            Wants::Exactly(MemberField::Role, asked) if asked.is_empty() => Some(value(TermKey::Role, "")),
            _ => None,
        };
        self.without_value.map(|key| value(key, "")).or_else(|| self.all_wants().find_map(unknown))
    }

    /// The first term that means nothing in a team of these members.
    pub(in crate::app::search) fn unknown_among<'a>(
        &self,
        lists: &(impl Iterator<Item = &'a SearchIndex> + Clone),
    ) -> Option<UnknownTerm> {
        match self.unknown() {
            Some(UnknownTerm::Value { key, value, .. }) => {
                return Some(UnknownTerm::Value { key, value, choices: choices(key, lists.clone()) });
            }
            Some(unknown) => return Some(unknown),
            None => {}
        }
        self.all_wants().find_map(|wants| match wants {
            Wants::Part(MemberField::Role, _) | Wants::Exactly(MemberField::Role, _) => {
                unknown_of(TermKey::Role, wants, choices(TermKey::Role, lists.clone()), add_role)
            }
            Wants::Part(MemberField::Groups, _) | Wants::Exactly(MemberField::Groups, _) => {
                let add = |group: &str, names: &mut String| names.push_str(&folded(group));
                unknown_of(TermKey::Group, wants, choices(TermKey::Group, lists.clone()), add)
            }
            Wants::Anywhere(text) => {
                let (key, value) = text.folded.split_once(':')?;
                let is_key = key.chars().all(char::is_alphabetic) && key.chars().nth(1).is_some();
                let is_written = || lists.clone().any(|index| text.is_written_in(index.text()));
                (is_key && !value.starts_with("//") && !is_written())
                    .then(|| UnknownTerm::Key(key.to_owned()))
            }
            _ => None,
        })
    }
}

/// What a key may be followed by in a team of these members: its roles or its groups.
fn choices<'a>(key: TermKey, lists: impl Iterator<Item = &'a SearchIndex>) -> Vec<String> {
    let mut found = BTreeSet::new();
    for line in lists.flat_map(|index| index.roster().lines()) {
        match key {
            TermKey::Role => drop(found.insert(line.role())),
            TermKey::Group => found.extend(line.groups()),
            TermKey::Is | TermKey::Phone | TermKey::Project => {}
        }
    }
    let known: &[&str] = if key == TermKey::Role { &ROLES } else { &[] };
    let others = found.into_iter().filter(|one| !one.is_empty() && !known.contains(one));
    known.iter().copied().chain(others).map(str::to_owned).collect()
}

/// What is asked where it is none of these, which go by the names that are added of them.
fn unknown_of(
    key: TermKey,
    wants: &Wants,
    choices: Vec<String>,
    add_names: impl Fn(&str, &mut String),
) -> Option<UnknownTerm> {
    let is_meant = |choice: &String| {
        let mut names = String::new();
        add_names(choice, &mut names);
        match wants {
            Wants::Part(_, text) => {
                text.is_written_in(&names) || key == TermKey::Group && text.is_spelled_in(choice)
            }
            Wants::Exactly(_, value) => value.is_empty() || names.split(' ').any(|name| name == value),
            _ => true,
        }
    };
    let value = match wants {
        Wants::Part(_, text) => text.folded.clone(),
        Wants::Exactly(_, value) => format!("={value}"),
        _ => String::new(),
    };
    let is_unknown = !choices.iter().any(is_meant);
    is_unknown.then_some(UnknownTerm::Value { key, value, choices })
}

#[cfg(test)]
mod tests {
    use super::super::super::spelled::Speller;
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, Member, MemberId, Role};

    fn safe(text: &str) -> SafeText {
        SafeText::line(text, SafeText::NAME)
    }

    /// The key and the value that mean nothing among two members.
    fn unknown(typed: &str) -> Option<(&'static str, String)> {
        let one = |name, role, group, note| Member {
            role,
            groups: vec![safe(group)],
            note: Some(safe(note)),
            ..Member::bare(MemberId(Id::parse("m1").unwrap()), safe(name))
        };
        let visitor = Role::Other(safe("visitor"));
        let members =
            [one("张伟", Role::Admin, "后端", "站会 10:30"), one("李", visitor, "API Team", "QQ:1234")];
        let index = SearchIndex::of(members.into_iter().collect(), &mut Speller::default());
        Some(match Terms::of(typed).unknown_among(&std::iter::once(&index))? {
            UnknownTerm::Value { key, value, .. } => (key.word(), value),
            UnknownTerm::Key(key) => ("", key),
        })
    }

    #[test]
    fn u39_a_value_that_no_key_knows_and_a_key_that_there_is_not_are_told() {
        for (typed, expected) in [
            ("is:foo", ("is", "foo")),
            ("状态:foo", ("is", "foo")),
            ("is:you|foo", ("is", "foo")),
            ("is:", ("is", "")),
            ("role:foo", ("role", "foo")),
            ("角色：", ("role", "")),
            ("role:=", ("role", "")),
            ("role:=adm", ("role", "=adm")),
            ("role:admin|foo zw", ("role", "foo")),
            ("!role:foo", ("role", "foo")),
            ("group:", ("group", "")),
            ("group:foo", ("group", "foo")),
            ("分组:=后", ("group", "=后")),
            ("phone:", ("phone", "")),
            ("phone:abc", ("phone", "abc")),
            ("project:", ("project", "")),
            ("foo:bar", ("", "foo")),
            ("职位：经理", ("", "职位")),
        ] {
            assert_eq!(unknown(typed), Some((expected.0, expected.1.to_owned())), "{typed}");
        }
        for typed in [
            "is:lo",
            "role:adm",
            "role: 管理",
            "角色:访客",
            "group:hd",
            "group:=apiteam",
            "group:=",
            "phone:=",
            "phone:138",
            "project:x",
            "foo",
            "10:30",
            "qq:1234",
            "lu:bu",
            "张伟：",
            "https://tower.im/",
            "mailto:z@b.cn",
            "",
        ] {
            assert_eq!(unknown(typed), None, "{typed}");
        }
    }
}
