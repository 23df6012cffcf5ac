//! Facets: the roles, marks and groups of a team's members, how many members each matches, and the filter term for it.

use std::collections::HashMap;

use super::filter::Filter;
use super::index::SearchIndex;
use super::sort::{self, text_key};
use super::term_key::TermKey;
use super::terms::Mark;
use crate::base::text::SafeText;
use crate::tower::json_api::RosterLine;
use crate::tower::model::{MemberId, Role};

/// A role, a mark or a group to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The role, mark or group.
    pub what: FacetKind,
    /// How many members it would match.
    pub count: usize,
    /// It is part of the filter already.
    pub chosen: bool,
}

/// What a facet is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FacetKind {
    /// A role.
    Role(Role),
    /// A mark.
    Mark(Mark),
    /// A group.
    Group(SafeText),
    /// No group at all.
    NoGroup,
}

impl FacetKind {
    /// The key of its term.
    pub fn key(&self) -> TermKey {
        match self {
            Self::Role(_) => TermKey::Role,
            Self::Mark(_) => TermKey::Is,
            Self::Group(_) | Self::NoGroup => TermKey::Group,
        }
    }

    /// Its term, as it would be typed; a role and a group are Tower's words in every language.
    pub fn term(&self, chinese: bool) -> String {
        let value = match self {
            Self::Mark(mark) => return format!("{}:{}", self.key().named(chinese), mark.word(chinese)),
            Self::Role(role) => role.word(),
            Self::Group(name) => name.as_str(),
            Self::NoGroup => "",
        };
        // These would end the term or part it, and are not compared anyway.
        let value: String =
            value.chars().filter(|char| !char.is_whitespace() && !matches!(char, '|' | '｜')).collect();
        format!("{}:={value}", self.key().word())
    }
}

/// Roles, marks, then groups, the largest first. Each is counted among the members that the rest of the filter matches,
/// of those who would show: whoever no longer takes part is hidden unless they are asked for.
pub fn facets<'a>(
    filter: &Filter,
    lists: &(impl Iterator<Item = &'a SearchIndex> + Clone),
    own: Option<&MemberId>,
    show_inactive: bool,
) -> Vec<Facet> {
    let mut all = Vec::new();
    for key in [TermKey::Role, TermKey::Is, TermKey::Group] {
        let rest = filter.without(key);
        let all_show = show_inactive || rest.asks_for_inactive();
        let mut counts: HashMap<Vec<&str>, usize> = HashMap::new();
        for index in lists.clone() {
            for (at, line) in index.roster().lines().enumerate() {
                let is_hidden = !all_show && line.is_active() == Some(false);
                if is_hidden && key != TermKey::Is {
                    continue;
                }
                let left = usize::from(rest.is_empty() || rest.keeps(index, at, own));
                *counts.entry(words(line, key, is_hidden)).or_default() += left;
            }
        }
        let mut whats: HashMap<FacetKind, usize> = HashMap::new();
        for (words, count) in counts {
            for what in whats_of(&words, key) {
                *whats.entry(what).or_default() += count;
            }
        }
        let facet =
            |(what, count): (FacetKind, usize)| Facet { chosen: filter.says(&what.term(false)), what, count };
        let mut facets: Vec<Facet> = whats.into_iter().map(facet).collect();
        facets.sort_by_cached_key(|facet| {
            (place(&facet.what), std::cmp::Reverse(facet.count), text_key(&facet.what.term(false)))
        });
        all.extend(facets);
    }
    all
}

/// What a member has of a kind: many have the same.
fn words(line: RosterLine<'_>, key: TermKey, is_hidden: bool) -> Vec<&str> {
    match key {
        // Asked for, a hidden member shows by this mark and by no other.
        TermKey::Is if is_hidden => vec![Mark::Inactive.word(false)],
        TermKey::Is => {
            let marks = Mark::NOTABLE.into_iter().filter(|mark| mark.is_on(line, None));
            marks.map(|mark| mark.word(false)).collect()
        }
        TermKey::Role => vec![line.role()],
        TermKey::Group => line.groups().collect(),
        TermKey::Phone | TermKey::Project => Vec::new(),
    }
}

fn whats_of(words: &[&str], key: TermKey) -> Vec<FacetKind> {
    let safe = |word: &&str| SafeText::line(word, SafeText::TITLE);
    match key {
        TermKey::Is => words.iter().filter_map(|word| Mark::notable(word)).map(FacetKind::Mark).collect(),
        TermKey::Group if words.is_empty() => vec![FacetKind::NoGroup],
        TermKey::Group => words.iter().map(safe).map(FacetKind::Group).collect(),
        _ => words.iter().map(safe).map(|word| FacetKind::Role(Role::parse(&word))).collect(),
    }
}

/// Roles are ordered by their rights; "no group" comes last.
fn place(what: &FacetKind) -> u8 {
    match what {
        FacetKind::Role(role) => sort::rank(role),
        FacetKind::Mark(_) => 0,
        FacetKind::Group(_) => u8::MAX - 1,
        FacetKind::NoGroup => u8::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::super::spelled::Speller;
    use super::*;
    use crate::tower::model::{Id, Member};

    #[test]
    fn each_is_counted_among_those_whom_the_rest_of_the_filter_leaves() {
        let safe = |text: &str| SafeText::line(text, SafeText::NAME);
        let member = |name: &str, role: Role, groups: &[&str]| Member {
            role,
            groups: groups.iter().map(|group| safe(group)).collect(),
            ..Member::bare(MemberId(Id::parse("m").unwrap()), safe(name))
        };
        let people = [
            member("张伟", Role::Owner, &[]),
            member("曾国栋", Role::Admin, &["后端", "API Team"]),
            member("王芳", Role::Member, &["后端"]),
            member("章鱼", Role::Member, &["设计"]),
        ];
        let people = SearchIndex::of(people.into_iter().collect(), &mut Speller::default());
        let of = |typed: &str| {
            let said = |facet: Facet| {
                format!("{} {}{}", facet.what.term(false), facet.count, if facet.chosen { "*" } else { "" })
            };
            facets(&Filter::of(typed), &std::iter::once(&people), None, false)
                .into_iter()
                .map(said)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of(""),
            [
                "role:=owner 1",
                "role:=admin 1",
                "role:=member 2",
                "group:=后端 2",
                "group:=APITeam 1",
                "group:=设计 1",
                "group:= 1",
            ]
        );
        assert_eq!(
            of("group:=后端 zh !国"),
            [
                "role:=owner 0",
                "role:=admin 0",
                "role:=member 0",
                "group:=设计 1",
                "group:=APITeam 0",
                "group:=后端 0*",
                "group:= 1",
            ]
        );
    }

    #[test]
    fn marks_are_those_that_somebody_has_and_who_is_hidden_counts_by_one_only() {
        let member = |id: &str, role: Role, active: bool, locked: bool, incomplete: bool| Member {
            role,
            is_active: Some(active),
            is_locked: locked,
            is_incomplete: incomplete,
            ..Member::bare(MemberId(Id::parse(id).unwrap()), SafeText::line(id, SafeText::NAME))
        };
        let people = [
            member("a", Role::Admin, true, true, false),
            member("b", Role::Member, true, true, false),
            member("c", Role::Member, false, true, false),
        ];
        let people = SearchIndex::of(people.into_iter().collect(), &mut Speller::default());
        let of = |typed: &str, show_inactive: bool| {
            let all = facets(&Filter::of(typed), &std::iter::once(&people), None, show_inactive);
            let marks = all.into_iter().filter(|facet| facet.what.key() == TermKey::Is);
            let said = |facet: Facet| {
                let chosen = if facet.chosen { "*" } else { "" };
                format!("{} {} {}{chosen}", facet.what.term(false), facet.what.term(true), facet.count)
            };
            marks.map(said).collect::<Vec<_>>()
        };
        assert_eq!(of("", false), ["is:locked 状态:锁定 2", "is:inactive 状态:停用 1"]);
        assert_eq!(of("", true), ["is:locked 状态:锁定 3", "is:inactive 状态:停用 1"]);
        assert_eq!(of("role:admin", false), ["is:locked 状态:锁定 1", "is:inactive 状态:停用 0"]);
        for typed in ["is:inactive", "状态:停用", "状态：已停用"] {
            assert_eq!(of(typed, false), ["is:locked 状态:锁定 2", "is:inactive 状态:停用 1*"], "{typed}");
        }
    }
}
