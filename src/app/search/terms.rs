//! The language of the filter: `张 role:admin group:设计 phone:138 is:inactive !term`. Every term must hold.

use std::iter::once;
use std::ops::Range;

use super::folding::{folded, folded_char};
use super::index::SearchIndex;
use super::member_field::MemberField;
use super::pinyin::Spelling;
use crate::base::text::SafeText;
use crate::tower::model::Member;

/// The key of a term, before its colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKey {
    /// `role:`
    Role,
    /// `group:`
    Group,
    /// `phone:`
    Phone,
    /// `is:`
    Is,
}

/// The keys as they may be typed.
const KEYS: [(TermKey, &str, &str); 4] = [
    (TermKey::Role, "role", "角色"),
    (TermKey::Group, "group", "分组"),
    (TermKey::Phone, "phone", "电话"),
    (TermKey::Is, "is", "状态"),
];

impl TermKey {
    /// As it is typed.
    pub fn word(self) -> &'static str {
        KEYS.iter().find(|(key, ..)| *key == self).map_or("", |(_, word, _)| word)
    }
}

/// What `is:` may ask about, and the words for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Active,
    Inactive,
    Locked,
    Incomplete,
    You,
}

const MARKS: [(Mark, &[&str]); 5] = [
    (Mark::Active, &["active", "启用"]),
    (Mark::Inactive, &["inactive", "停用", "已停用"]),
    (Mark::Locked, &["locked", "锁定", "已锁定"]),
    (Mark::Incomplete, &["incomplete", "未完善"]),
    (Mark::You, &["you", "me", "你自己", "我"]),
];

/// A whole filter.
#[derive(Debug, Default)]
pub(super) struct Terms(Vec<Term>);

#[derive(Debug)]
struct Term {
    excludes: bool,
    wants: Wants,
}

#[derive(Debug)]
enum Wants {
    /// This text in any field.
    Anywhere(Text),
    /// This text as a part of one field.
    Part(MemberField, Text),
    /// A field that equals this; an empty field where this is empty.
    Exactly(MemberField, String),
    /// A mark whose name begins like this.
    Mark(String),
}

/// Folded text, and what it is as pinyin.
#[derive(Debug)]
struct Text {
    folded: String,
    spelling: Option<Spelling>,
}

impl Text {
    fn of(folded: &str) -> Self {
        Self { folded: folded.to_owned(), spelling: Spelling::of(folded) }
    }

    fn is_spelled_in(&self, name: &str) -> bool {
        self.spelling.as_ref().is_some_and(|spelling| spelling.is_in(name))
    }
}

/// The key and the value of a folded word that has them.
fn keyed(word: &str) -> Option<(TermKey, &str)> {
    let (typed, value) = word.split_once(':')?;
    let (key, ..) = KEYS.iter().find(|(_, latin, chinese)| typed == *latin || typed == *chinese)?;
    Some((*key, value))
}

/// The key of a word that asks for exactly one thing, and that thing folded.
pub(super) fn exact(word: &str) -> Option<(TermKey, String)> {
    let word = folded(word);
    let (key, value) = keyed(&word)?;
    Some((key, value.strip_prefix('=')?.to_owned()))
}

impl Term {
    fn of(word: &str) -> Option<Self> {
        let folded = folded(word);
        let (excludes, rest) = folded.strip_prefix('!').map_or((false, folded.as_str()), |rest| (true, rest));
        let wants = match keyed(rest) {
            Some((_, "")) => return None,
            Some((TermKey::Is, value)) => Wants::Mark(value.to_owned()),
            Some((TermKey::Role, value)) => Wants::in_place(MemberField::Role, value),
            Some((TermKey::Group, value)) => Wants::in_place(MemberField::Groups, value),
            Some((TermKey::Phone, value)) => Wants::in_place(MemberField::Phone, value),
            None if rest.is_empty() => return None,
            None => Wants::Anywhere(Text::of(rest)),
        };
        Some(Self { excludes, wants })
    }
}

impl Wants {
    fn in_place(place: MemberField, value: &str) -> Self {
        match value.strip_prefix('=') {
            Some(value) => Self::Exactly(place, value.to_owned()),
            None => Self::Part(place, Text::of(value)),
        }
    }

    fn holds(&self, member: &Member, sought: &SearchIndex, own: bool) -> bool {
        match self {
            Self::Anywhere(text) => {
                let name = once(member.name.as_str());
                let spelled = |typed: &Spelling| typed.is_in_one(sought.letters(), name);
                sought.all().contains(&text.folded) || text.spelling.as_ref().is_some_and(spelled)
            }
            Self::Part(place, text) => {
                let groups = member.groups.iter().map(SafeText::as_str);
                let spelled = |typed: &Spelling| typed.is_in_one(sought.group_letters(), groups);
                sought.at(*place).contains(&text.folded)
                    || (*place == MemberField::Groups && text.spelling.as_ref().is_some_and(spelled))
            }
            Self::Exactly(place, value) if value.is_empty() => sought.at(*place).is_empty(),
            Self::Exactly(place, value) => sought.at(*place).split(' ').any(|one| one == value),
            Self::Mark(value) => marks_named(value).any(|mark| mark.is_on(member, own)),
        }
    }

    fn names(&self, wanted: Mark) -> bool {
        matches!(self, Self::Mark(value) if marks_named(value).any(|mark| mark == wanted))
    }

    /// The byte ranges to highlight in the text of a field.
    fn found_in(&self, place: MemberField, text: &str) -> Vec<Range<usize>> {
        let spelled = |wanted: &Text| wanted.spelling.as_ref().map(|spelling| spelling.all_in(text));
        let literal = |wanted: &str| literally(wanted, text);
        match self {
            _ if !MemberField::SOUGHT.contains(&place) => Vec::new(),
            Self::Anywhere(wanted) if place == MemberField::Name => {
                spelled(wanted).unwrap_or_else(|| literal(&wanted.folded))
            }
            Self::Anywhere(wanted) => literal(&wanted.folded),
            Self::Part(MemberField::Groups, wanted) if place == MemberField::Groups => {
                spelled(wanted).unwrap_or_else(|| literal(&wanted.folded))
            }
            Self::Part(at, wanted) if *at == place => literal(&wanted.folded),
            Self::Exactly(at, value) if *at == place => literal(value),
            Self::Part(..) | Self::Exactly(..) | Self::Mark(_) => Vec::new(),
        }
    }
}

/// The byte ranges of a text that fold to this.
fn literally(wanted: &str, text: &str) -> Vec<Range<usize>> {
    let mut plain = String::new();
    let mut origins = Vec::new();
    for (at, char) in text.char_indices() {
        plain.extend(folded_char(char));
        origins.resize(plain.len(), at..at + char.len_utf8());
    }
    let matches = if wanted.is_empty() { None } else { Some(plain.match_indices(wanted)) };
    let found = matches.into_iter().flatten().filter_map(|(start, _)| {
        let (first, last) = (origins.get(start)?, origins.get(start + wanted.len() - 1)?);
        Some(first.start..last.end)
    });
    found.collect()
}

fn marks_named(value: &str) -> impl Iterator<Item = Mark> {
    let named = MARKS.iter().filter(move |(_, words)| words.iter().any(|word| word.starts_with(value)));
    named.map(|(mark, _)| *mark)
}

impl Mark {
    fn is_on(self, member: &Member, own: bool) -> bool {
        match self {
            Self::Active => member.is_active != Some(false),
            Self::Inactive => member.is_active == Some(false),
            Self::Locked => member.is_locked,
            Self::Incomplete => member.is_incomplete,
            Self::You => own,
        }
    }
}

impl Terms {
    pub(super) fn of(text: &str) -> Self {
        Self(text.split_whitespace().filter_map(Term::of).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every term holds for a member.
    pub(super) fn keep(&self, member: &Member, sought: &SearchIndex, own: bool) -> bool {
        self.0.iter().all(|term| term.wants.holds(member, sought, own) != term.excludes)
    }

    /// Whether every term holds for something that has a name and nothing else: those about more do not count.
    pub(super) fn keep_name(&self, name: &str) -> bool {
        let plain = folded(name);
        self.0.iter().all(|term| match &term.wants {
            Wants::Anywhere(text) => {
                (plain.contains(&text.folded) || text.is_spelled_in(name)) != term.excludes
            }
            Wants::Part(..) | Wants::Exactly(..) | Wants::Mark(_) => true,
        })
    }

    /// Whether it asks for inactive members, who are hidden otherwise.
    pub(super) fn ask_for_inactive(&self) -> bool {
        self.0.iter().any(|term| !term.excludes && term.wants.names(Mark::Inactive))
    }

    /// Whether it asks which member the account's own is.
    pub(super) fn ask_for_own(&self) -> bool {
        self.0.iter().any(|term| term.wants.names(Mark::You))
    }

    /// The byte ranges to highlight in a text of a field.
    pub(super) fn found_in(&self, place: MemberField, text: &str) -> Vec<Range<usize>> {
        let shown = self.0.iter().filter(|term| !term.excludes);
        shown.flat_map(|term| term.wants.found_in(place, text)).collect()
    }
}
