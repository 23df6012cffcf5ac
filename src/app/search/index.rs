//! What the filter compares of members: for each a folded line for each place, with a word for each thing that stands
//! there, all in one text; and the letters that the name may be begun with.

use std::hint::black_box;

use super::folding::{fold, spelled_out};
use super::member_field::MemberField;
use super::spelled::{Initials, Speller};
use crate::tower::json_api::{Roster, RosterLine, RosterTexts};

/// Members, and what is compared of them. Folded text has no white space, so nothing that is typed reaches from one
/// place into the next, or from one member.
#[derive(Debug)]
pub struct SearchIndex {
    roster: Roster,
    text: Box<str>,
    entries: Box<[IndexEntry]>,
}

/// Where the text of a member ends, and what is known of the name at its beginning.
#[derive(Clone, Copy, Debug)]
struct IndexEntry {
    end: u32,
    /// How long the folded name is, in bytes.
    name: u16,
    /// The name is folded as it stands, and need not be looked up.
    is_folded: bool,
    initials: Initials,
}

/// What is compared of one member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'a> {
    index: &'a SearchIndex,
    place: usize,
    is_folded: bool,
    /// All lines, the name's the first.
    pub(super) all: &'a str,
    /// The name, folded.
    pub(super) name: &'a str,
    /// How the name may be begun.
    pub(super) initials: Initials,
}

impl SearchIndex {
    /// Works it out for these members.
    pub fn of(roster: Roster, speller: &mut Speller) -> Self {
        Self::looking(roster, speller, |_| ())
    }

    /// The same, with a look at the texts of each member on the way.
    pub fn looking(roster: Roster, speller: &mut Speller, mut look: impl FnMut(&RosterTexts<'_>)) -> Self {
        let mut text = String::with_capacity(roster.as_str().len());
        let place = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let entries = roster.lines().map(|line| {
            let texts = line.texts();
            look(&texts);
            let from = text.len();
            let (mut name, mut is_folded) = (0, false);
            for field in MemberField::SOUGHT {
                add(&texts, field, &mut text);
                if field == MemberField::Name {
                    name = u16::try_from(text.len() - from).unwrap_or(u16::MAX);
                    is_folded = text.get(from..) == Some(texts.name);
                    if let Some(spelled_out) = spelled_out(texts.name) {
                        text.extend([" ", &spelled_out]);
                    }
                }
                text.push('\n');
            }
            IndexEntry { end: place(&text), name, is_folded, initials: speller.initials(texts.name) }
        });
        let entries = entries.collect();
        Self { roster, text: text.into(), entries }
    }

    /// The members.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The text of all.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where that of a member begins and ends.
    pub(super) fn bounds(&self, place: usize) -> (usize, usize) {
        let end = |place: usize| self.entries.get(place).map_or(self.text.len(), |entry| entry.end as usize);
        (place.checked_sub(1).map_or(0, end), end(place))
    }

    /// Brings what is compared of these members into the processor's cache, all at once: one by one, each would be waited
    /// for.
    pub(super) fn prefetch(&self, places: impl Iterator<Item = usize>) {
        let text = self.text.as_bytes();
        let byte = |at: usize| text.get(at).copied().unwrap_or_default();
        let touched = places.fold(0, |all, place| {
            let (from, end) = self.bounds(place);
            all ^ byte(from) ^ byte(end.saturating_sub(1))
        });
        black_box(touched);
    }

    /// How the name of a member may be begun.
    pub(super) fn initials(&self, at: usize) -> Initials {
        self.entries.get(at).map_or_else(Initials::default, |entry| entry.initials)
    }

    /// What is compared of a member.
    pub(super) fn get(&self, place: usize) -> Option<Sought<'_>> {
        let IndexEntry { name, is_folded, initials, .. } = *self.entries.get(place)?;
        let (from, end) = self.bounds(place);
        let all = self.text.get(from..end)?;
        let name = all.get(..usize::from(name))?;
        Some(Sought { index: self, place, is_folded, all, name, initials })
    }
}

impl<'a> Sought<'a> {
    /// The member.
    pub(super) fn line(&self) -> Option<RosterLine<'a>> {
        self.index.roster.line(self.place)
    }

    /// The name as it stands. Most are folded as they stand, and a row that nobody looks at need not be fetched.
    pub(super) fn name_as_it_stands(&self) -> &'a str {
        if self.is_folded { self.name } else { self.line().map_or(self.name, RosterLine::name) }
    }

    /// The name with its umlauts as two letters; empty where it has none.
    pub(super) fn spelled_out(&self) -> &'a str {
        let rest = self.all.get(self.name.len()..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default().trim_start()
    }

    /// What stands at a place, a word for each thing.
    pub(super) fn at(&self, place: MemberField) -> &'a str {
        let line = MemberField::SOUGHT.iter().position(|one| *one == place);
        line.and_then(|line| self.all.split('\n').nth(line)).unwrap_or_default()
    }
}

/// Adds what stands at a place.
fn add(texts: &RosterTexts<'_>, place: MemberField, folded: &mut String) {
    match place {
        MemberField::Name => fold_all(texts.name, folded),
        MemberField::Role => add_role(texts.role, folded),
        MemberField::Groups => {
            for (at, group) in texts.groups.iter().enumerate() {
                folded.extend((at > 0).then_some(' '));
                fold_all(group, folded);
            }
        }
        MemberField::Phone => fold_all(texts.phone, folded),
        MemberField::Note => fold_all(texts.note, folded),
        MemberField::Email => fold_all(texts.email, folded),
        MemberField::Joined | MemberField::Updated | MemberField::Id => {}
    }
}

fn fold_all(text: &str, folded: &mut String) {
    text.chars().for_each(|char| fold(char, folded));
}

/// Adds a role by every name it goes by.
pub(super) fn add_role(word: &str, folded: &mut String) {
    match word {
        "owner" => folded.push_str("owner 拥有者"),
        "admin" => folded.push_str("admin 管理员"),
        "member" => folded.push_str("member 成员"),
        "visitor" => folded.push_str("visitor 访客"),
        word => fold_all(word, folded),
    }
}
