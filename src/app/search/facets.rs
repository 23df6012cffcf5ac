//! Facets: the roles and groups of a team, how many members each matches, and the filter term for it.

use std::collections::HashMap;

use super::filter::Filter;
use super::index::SearchIndex;
use super::sort::{self, text_key};
use super::term_key::TermKey;
use crate::base::text::SafeText;
use crate::tower::json_api::RosterLine;
use crate::tower::model::{MemberId, Role};

/// A role or a group to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The role or group.
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
            Self::Group(_) | Self::NoGroup => TermKey::Group,
        }
    }

    /// Its term, as it would be typed.
    pub fn term(&self) -> String {
        let value = match self {
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

/// Roles, then groups, the largest first. Each is counted among the members that the rest of the filter matches, of those
/// among whom somebody is looked for at all.
pub fn facets<'a>(
    filter: &Filter,
    lists: &(impl Iterator<Item = &'a SearchIndex> + Clone),
    own: Option<&MemberId>,
    among: impl Fn(RosterLine<'_>) -> bool,
) -> Vec<Facet> {
    let mut all = Vec::new();
    for key in [TermKey::Role, TermKey::Group] {
        let rest = filter.without(key);
        let mut counts: HashMap<Vec<&str>, usize> = HashMap::new();
        for index in lists.clone() {
            for (at, line) in index.roster().lines().enumerate().filter(|(_, line)| among(*line)) {
                let left = usize::from(rest.is_empty() || rest.keeps(index, at, own));
                *counts.entry(words(line, key)).or_default() += left;
            }
        }
        let mut whats: HashMap<FacetKind, usize> = HashMap::new();
        for (words, count) in counts {
            for what in whats_of(&words, key) {
                *whats.entry(what).or_default() += count;
            }
        }
        let facet =
            |(what, count): (FacetKind, usize)| Facet { chosen: filter.says(&what.term()), what, count };
        let mut facets: Vec<Facet> = whats.into_iter().map(facet).collect();
        facets.sort_by_cached_key(|facet| {
            (place(&facet.what), std::cmp::Reverse(facet.count), text_key(&facet.what.term()))
        });
        all.extend(facets);
    }
    all
}

/// What a member has of a kind: many have the same.
fn words(line: RosterLine<'_>, key: TermKey) -> Vec<&str> {
    match key {
        TermKey::Role => vec![line.role()],
        TermKey::Group => line.groups().collect(),
        TermKey::Phone | TermKey::Is | TermKey::Project => Vec::new(),
    }
}

fn whats_of(words: &[&str], key: TermKey) -> Vec<FacetKind> {
    let safe = |word: &&str| SafeText::line(word, SafeText::TITLE);
    match key {
        TermKey::Group if words.is_empty() => vec![FacetKind::NoGroup],
        TermKey::Group => words.iter().map(safe).map(FacetKind::Group).collect(),
        _ => words.iter().map(safe).map(|word| FacetKind::Role(Role::parse(&word))).collect(),
    }
}

/// Roles are ordered by their rights; "no group" comes last.
fn place(what: &FacetKind) -> u8 {
    match what {
        FacetKind::Role(role) => sort::rank(role),
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
                format!("{} {}{}", facet.what.term(), facet.count, if facet.chosen { "*" } else { "" })
            };
            facets(&Filter::of(typed), &std::iter::once(&people), None, |_| true)
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
}
