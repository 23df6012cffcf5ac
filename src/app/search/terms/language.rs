//! The language of the filter: `张|王 role:admin group:设计 phone:138 is:inactive !term`. Every term must hold, and of a
//! term one of the parts between `|`, or of the items of a list: `张伟、李娜`.

use std::ops::Range;

use super::super::folding::{fold, fold_umlaut, folded, spelled_out};
use super::super::index::{SearchIndex, Sought};
use super::super::member_field::MemberField;
use super::super::project_term::ProjectTerm;
use super::super::rank::{Hit, Rank};
use super::super::term_key::{EXACTLY, NOT, OR, SEPARATORS, TermKey, keyed};
use super::mark::Mark;
use super::numbers::with_extension;
use super::text::{FEW, Text};
use super::words::{is_keyed, items_of, plain_word, without_tones, words_of};
use crate::tower::model::MemberId;

/// What stands before the last of several.
const AND: [char; 5] = ['和', '与', '及', '跟', '等'];

/// A whole filter.
#[derive(Debug, Default)]
pub(in crate::app::search) struct Terms {
    /// What a member alone answers.
    pub(super) of_members: Vec<Term>,
    /// What only the people of projects answer.
    projects: Vec<ProjectTerm>,
    /// A key whose value is still to be typed.
    pub(super) without_value: Option<TermKey>,
}

#[derive(Debug)]
pub(super) struct Term {
    excludes: bool,
    /// One of these; none of them where it excludes.
    pub(super) wants: Vec<Wants>,
}

#[derive(Debug)]
pub(super) enum Wants {
    /// This text in any field.
    Anywhere(Text),
    /// This text as a part of one field.
    Part(MemberField, Text),
    /// A field that equals this; an empty field where this is empty.
    Exactly(MemberField, String),
    /// Marks whose names begin like this; none where no mark does.
    Marks(String, Vec<Mark>),
    /// All of these, as one item of a list.
    Together(Vec<Term>),
    /// This, which is a part of what was asked for.
    Partly(Text),
}

impl Term {
    fn of(word: &str) -> Option<Self> {
        let (excludes, rest) = word.strip_prefix(NOT).map_or((false, word), |rest| (true, rest));
        let wants = if !is_keyed(word) && word.contains(SEPARATORS) {
            of_list(word)
        } else {
            let mut key = None;
            let of_part = |part| {
                // `group:a|b` asks for two groups.
                let (of, value) = keyed(part).map_or((key, part), |(of, value)| (Some(of), value));
                key = of;
                of_value(of, value, excludes)
            };
            rest.split(OR).flat_map(of_part).collect()
        };
        (!wants.is_empty()).then_some(Self { excludes, wants })
    }

    fn hit(&self, sought: Sought<'_>, own: Option<&MemberId>) -> Option<Hit> {
        self.unless_excluded(self.wants.iter().filter_map(|wants| wants.hit(sought, own)).min())
    }

    /// Where it is in any of these texts.
    fn hit_in(&self, texts: &[&str]) -> Option<Hit> {
        let hits = texts.iter().flat_map(|text| self.wants.iter().filter_map(|wants| wants.hit_in(text)));
        self.unless_excluded(hits.min())
    }

    fn unless_excluded(&self, hit: Option<Hit>) -> Option<Hit> {
        match hit {
            // Fuzzy matches are offered, and exclude nobody.
            Some(Hit { misheard: false, .. }) if self.excludes => None,
            _ if self.excludes => Some(Hit::OF_A_KEY),
            hit => hit,
        }
    }

    /// The byte ranges to highlight in the text of a field.
    fn found_in(&self, place: MemberField, text: &str) -> Vec<Range<usize>> {
        let shown = self.wants.iter().filter(|_| !self.excludes);
        shown.flat_map(|wants| wants.found_in(place, text)).collect()
    }
}

/// What any of the items of a list asks, or all of it where a separator stands in a name.
fn of_list(word: &str) -> Vec<Wants> {
    let of_item = |words: Vec<String>| {
        let whole = (words.len() > 1).then(|| words.concat()).and_then(|whole| Wants::of(None, &whole));
        let mut terms: Vec<Term> = words.iter().filter_map(|word| Term::of(word)).collect();
        let wants = if terms.len() == 1 { terms.remove(0).wants } else { vec![Wants::Together(terms)] };
        // `李娜和王芳` may end a list.
        let ends = words.iter().filter(|_| words.len() == 1).flat_map(|word| word.split(AND));
        let ends = ends.filter(|end| words.iter().all(|word| word != end) && end.chars().nth(1).is_some());
        let ends: Vec<Wants> = ends.filter_map(|end| Wants::of(None, end)).collect();
        wants.into_iter().chain(whole).chain(ends)
    };
    items_of(word).into_iter().flat_map(of_item).chain(Wants::of(None, word)).collect()
}

/// A name without what stands in brackets behind it.
fn without_brackets(value: &str) -> Option<&str> {
    let (name, rest) = value.split_once(['(', '（', '[', '【'])?;
    let (inside, behind) = rest.split_once([')', '）', ']', '】'])?;
    let is_one =
        !name.is_empty() && behind.is_empty() && !inside.contains(|char: char| char.is_ascii_digit());
    is_one.then_some(name)
}

/// What a value asks, as it is and in the other ways in which it may be meant.
fn of_value(key: Option<TermKey>, value: &str, excludes: bool) -> Vec<Wants> {
    if !value.starts_with(EXACTLY) && value.contains(SEPARATORS) {
        return value.split(SEPARATORS).flat_map(|item| of_value(key, item, excludes)).collect();
    }
    let plain = plain_word(value);
    let value = if key.is_none() { plain.as_str() } else { value };
    if let Some((number, extension)) = with_extension(value) {
        let both = [number, extension].into_iter().filter_map(Term::of).collect();
        let partly = Wants::Partly(Text::of(&folded(number)));
        return Wants::of(key, value).into_iter().chain([Wants::Together(both), partly]).collect();
    }
    // Whoever types an umlaut may mean a name in which it is two letters; but `lü` is pinyin.
    let is_pinyin = ["lü", "nü", "Lü", "Nü", "LÜ", "NÜ"].iter().any(|syllable| value.contains(syllable));
    let umlauts = if is_pinyin || key.is_some() || excludes { None } else { spelled_out(value) };
    let umlauts = umlauts.and_then(|spelled_out| Wants::of(None, &spelled_out));
    let toneless = Some(without_tones(value)).filter(|toneless| toneless != value && !excludes);
    let toneless = toneless.and_then(|toneless| Wants::of(key, &toneless));
    let bare =
        without_brackets(value).filter(|_| key.is_none()).map(|name| Wants::Partly(Text::of(&folded(name))));
    Wants::of(key, value).into_iter().chain(toneless).chain(umlauts).chain(bare).collect()
}

impl Wants {
    fn of(key: Option<TermKey>, value: &str) -> Option<Self> {
        let place = match key {
            Some(TermKey::Role) => MemberField::Role,
            Some(TermKey::Group) => MemberField::Groups,
            Some(TermKey::Phone) => MemberField::Phone,
            // It is read elsewhere.
            Some(TermKey::Project) => return None,
            None | Some(TermKey::Is) => {
                let value = folded(value);
                let named = || Mark::beginning(&value).collect();
                return (!value.is_empty()).then(|| match key {
                    None => Self::Anywhere(Text::of(&value)),
                    Some(_) => Self::Marks(value.clone(), named()),
                });
            }
        };
        if let Some(value) = value.strip_prefix(EXACTLY) {
            return Some(Self::Exactly(place, folded(value)));
        }
        let value = folded(value);
        (!value.is_empty()).then(|| Self::Part(place, Text::of(&value)))
    }

    fn hit(&self, sought: Sought<'_>, own: Option<&MemberId>) -> Option<Hit> {
        let holds = match self {
            Self::Anywhere(text) => return text.hit(sought),
            Self::Part(place, text) if text.is_written_in(sought.at(*place)) => true,
            Self::Part(MemberField::Groups, text) => {
                let hit = text.spelling.as_ref()?.hit_of_any(&sought.line()?.groups())?;
                return Some(Hit { misheard: hit.misheard, ..Hit::OF_A_KEY });
            }
            Self::Part(..) => false,
            Self::Together(terms) => {
                let hits = terms.iter().map(|term| term.hit(sought, own));
                // As good as the worst of them.
                return hits.reduce(|one, other| Some(one?.max(other?))).flatten();
            }
            Self::Partly(text) => return Some(Hit { misheard: true, ..text.hit(sought)? }),
            Self::Exactly(place, value) if value.is_empty() => sought.at(*place).is_empty(),
            Self::Exactly(place, value) => sought.at(*place).split(' ').any(|one| one == value),
            Self::Marks(_, marks) => {
                sought.line().is_some_and(|line| marks.iter().any(|mark| mark.is_on(line, own)))
            }
        };
        holds.then_some(Hit::OF_A_KEY)
    }

    /// Where it is in what has nothing but a name.
    fn hit_in(&self, name: &str) -> Option<Hit> {
        match self {
            Self::Anywhere(text) => text.hit_in(name),
            Self::Partly(text) => Some(Hit { misheard: true, ..text.hit_in(name)? }),
            Self::Together(terms) => {
                terms.iter().map(|term| term.hit_in(&[name])).reduce(|one, other| Some(one?.max(other?)))?
            }
            Self::Part(..) | Self::Exactly(..) | Self::Marks(..) => None,
        }
    }

    /// Whether it asks for more than a name.
    fn is_of_key(&self) -> bool {
        matches!(self, Self::Part(..) | Self::Exactly(..) | Self::Marks(..))
    }

    fn names(&self, wanted: Mark) -> bool {
        matches!(self, Self::Marks(_, marks) if marks.contains(&wanted))
    }

    /// The byte ranges to highlight in the text of a field.
    fn found_in(&self, place: MemberField, text: &str) -> Vec<Range<usize>> {
        let literal = |wanted: &str| literally(wanted, text, fold);
        let umlauts = |wanted: &str| {
            literally(wanted, text, |char, plain| {
                fold_umlaut(char, plain);
            })
        };
        let either = |wanted: &Text| {
            let written = literal(&wanted.folded);
            if !written.is_empty() {
                return written;
            }
            let spelled = wanted.spelling.as_ref().map(|spelling| spelling.all_in(text));
            spelled.filter(|found| !found.is_empty()).unwrap_or_else(|| umlauts(&wanted.folded))
        };
        match self {
            _ if !MemberField::SOUGHT.contains(&place) => Vec::new(),
            Self::Together(terms) => terms.iter().flat_map(|term| term.found_in(place, text)).collect(),
            Self::Anywhere(wanted) if place == MemberField::Name => either(wanted),
            Self::Anywhere(wanted) | Self::Partly(wanted) => literal(&wanted.folded),
            Self::Part(MemberField::Groups, wanted) if place == MemberField::Groups => either(wanted),
            Self::Part(at, wanted) if *at == place => literal(&wanted.folded),
            Self::Exactly(at, value) if *at == place => literal(value),
            Self::Part(..) | Self::Exactly(..) | Self::Marks(..) => Vec::new(),
        }
    }
}

/// The byte ranges of a text that fold to this.
fn literally(wanted: &str, text: &str, fold: impl Fn(char, &mut String)) -> Vec<Range<usize>> {
    let mut plain = String::new();
    let mut origins = Vec::new();
    for (at, char) in text.char_indices() {
        fold(char, &mut plain);
        origins.resize(plain.len(), at..at + char.len_utf8());
    }
    let matches = if wanted.is_empty() { None } else { Some(plain.match_indices(wanted)) };
    let found = matches.into_iter().flatten().filter_map(|(start, _)| {
        let (first, last) = (origins.get(start)?, origins.get(start + wanted.len() - 1)?);
        Some(first.start..last.end)
    });
    found.collect()
}

impl Terms {
    pub(in crate::app::search) fn of(text: &str) -> Self {
        let words = words_of(text);
        let (projects, others): (Vec<&String>, Vec<&String>) =
            words.iter().partition(|word| ProjectTerm::is_one(word));
        let is_empty = |word: &&&String| Term::of(word).is_none();
        let key = |word: &&String| Some(keyed(word.trim_start_matches(NOT))?.0);
        let without_value = others.iter().filter(is_empty).find_map(key);
        let projects: Vec<ProjectTerm> = projects.into_iter().map(|word| ProjectTerm::of(word)).collect();
        let of_project = projects.iter().any(ProjectTerm::is_empty).then_some(TermKey::Project);
        Self {
            of_members: others.into_iter().filter_map(|word| Term::of(word)).collect(),
            projects,
            without_value: without_value.or(of_project),
        }
    }

    pub(in crate::app::search) fn is_empty(&self) -> bool {
        self.of_members.is_empty() && self.projects.is_empty()
    }

    /// What it asks of projects.
    pub(in crate::app::search) fn projects(&self) -> &[ProjectTerm] {
        &self.projects
    }

    /// How well the member at this place fits; none where a term does not hold.
    pub(in crate::app::search) fn rank(
        &self,
        index: &SearchIndex,
        at: usize,
        own: Option<&MemberId>,
    ) -> Option<Rank> {
        let sought = index.get(at)?;
        let hit = |rank: Rank, term: &Term| Some(rank.and(term.hit(sought, own)?));
        self.of_members.iter().try_fold(Rank::default(), hit)
    }

    /// Tells who fits, of all of these or of those at these places; and, without a rank, who may fit once the last word
    /// goes on.
    pub(in crate::app::search) fn search(
        &self,
        index: &SearchIndex,
        among: Option<&[u32]>,
        own: Option<&MemberId>,
        mut found: impl FnMut(usize, Option<Rank>),
    ) {
        let (last, before) = match self.of_members.as_slice() {
            [before @ .., Term { excludes: false, wants }] => match wants.as_slice() {
                [Wants::Anywhere(last)] => (Some(last), before),
                _ => (None, self.of_members.as_slice()),
            },
            all => (None, all),
        };
        let tell = |at: usize, hit: Option<Hit>| {
            let mut rank = Rank::default();
            if !before.is_empty() {
                let Some(sought) = index.get(at) else { return };
                let hit = |rank: Rank, term: &Term| Some(rank.and(term.hit(sought, own)?));
                let Some(of_others) = before.iter().try_fold(rank, hit) else { return };
                rank = of_others;
            }
            found(at, hit.map(|hit| rank.and(hit)));
        };
        match (last, among) {
            (Some(last), None) => last.search(index, 0..index.roster().len(), tell),
            (Some(last), Some(places)) if places.len() <= FEW => last.search_few(index, places, tell),
            (Some(last), Some(places)) => {
                last.search(index, places.iter().map(|place| *place as usize), tell);
            }
            (None, _) => {
                let all = 0..index.roster().len();
                let places = among.map(|places| places.iter().map(|place| *place as usize));
                let mut look = |at| {
                    if let Some(rank) = self.rank(index, at, own) {
                        found(at, Some(rank));
                    }
                };
                match places {
                    Some(places) => places.for_each(&mut look),
                    None => all.for_each(look),
                }
            }
        }
    }

    /// Whether every term holds for something that has a name and nothing else: those about more do not count.
    pub(in crate::app::search) fn keep_name(&self, name: &str) -> bool {
        self.rank_of(&[name]).is_some()
    }

    /// How well something fits that has these texts and nothing else.
    pub(in crate::app::search) fn rank_of(&self, texts: &[&str]) -> Option<Rank> {
        let terms = self.of_members.iter().filter(|term| !term.wants.iter().all(Wants::is_of_key));
        { terms }.try_fold(Rank::default(), |rank, term| Some(rank.and(term.hit_in(texts)?)))
    }

    /// Whether it asks for inactive members, who are hidden otherwise.
    pub(in crate::app::search) fn ask_for_inactive(&self) -> bool {
        self.of_members
            .iter()
            .any(|term| !term.excludes && term.wants.iter().any(|wants| wants.names(Mark::Inactive)))
    }

    /// Whether it asks which member the account's own is.
    pub(in crate::app::search) fn ask_for_own(&self) -> bool {
        self.of_members.iter().flat_map(|term| &term.wants).any(|wants| wants.names(Mark::You))
    }

    /// The byte ranges to highlight in a text of a field.
    pub(in crate::app::search) fn found_in(&self, place: MemberField, text: &str) -> Vec<Range<usize>> {
        self.of_members.iter().flat_map(|term| term.found_in(place, text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u24_a_reading_may_have_the_numbers_of_its_tones() {
        let keeps = |typed: &str, name: &str| Terms::of(typed).keep_name(name);
        for typed in ["zhang1 wei3", "zhang1wei3", "Zhang1", "wei3", "wz|zhang1"] {
            assert!(keeps(typed, "张伟"), "{typed}");
        }
        assert!(keeps("lü3bu4", "吕布") && keeps("lv3 bu4", "吕布") && keeps("wei1z", "伟1张"));
        assert!(!keeps("zhang12", "张伟") && !keeps("zhang9", "张伟") && !keeps("zw1", "张伟"));
        assert!(keeps("!zhang1", "张伟"), "who is left out is left out for what was typed");
    }
}
