//! Whom a filter finds in a list; and whom it found when less of it was typed, so that the next letter looks at those
//! alone, and one that is taken back at nobody.

use super::filter::Filter;
use super::folding::{folded, spelled_out};
use super::index::SearchIndex;
use super::rank::Rank;
use super::term_key::{NOT, OR, SEPARATORS, keyed};
use super::terms::{with_extension, without_country, words_of};
use crate::tower::model::MemberId;

/// How many lines on the way to what is typed are remembered.
const STEPS: usize = 64;

/// What was looked through. Where members have only come behind the others, those alone are looked through; whatever else
/// changes, all are looked through anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookedThrough {
    /// Which list.
    pub revision: u64,
    /// How many members have come.
    pub members: usize,
    /// Which member is the account's own.
    pub own: Option<MemberId>,
}

impl LookedThrough {
    fn is_beginning_of(&self, other: &Self) -> bool {
        (self.revision, &self.own) == (other.revision, &other.own) && self.members <= other.members
    }
}

/// Whom a filter finds.
#[derive(Debug, Default)]
pub struct Found {
    of: LookedThrough,
    steps: Vec<FoundStep>,
}

/// What was typed, and whom it finds.
#[derive(Debug, Default)]
struct FoundStep {
    words: Vec<String>,
    /// How many members were looked at.
    looked_at: u32,
    /// Who may be found once more is typed, by block, as places in it.
    begun: Vec<Vec<u32>>,
    /// Who is, as places in the list.
    hits: Vec<(Rank, u32)>,
}

/// How what is typed goes on from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Same,
    Further,
    Elsewhere,
}

impl Found {
    /// Those whom a filter leaves, in the order of the list, which is these blocks.
    pub fn by<'a>(
        &mut self,
        filter: &Filter,
        blocks: impl Iterator<Item = &'a SearchIndex>,
        of: LookedThrough,
    ) -> &[(Rank, u32)] {
        let words = words_of(filter.field.text());
        if self.of != of {
            let same = self.steps.pop().filter(|step| step.words == words && self.of.is_beginning_of(&of));
            self.steps.clear();
            self.steps.extend(same);
            self.of = of;
        }
        while self.steps.pop_if(|step| way(&step.words, &words) == Way::Elsewhere).is_some() {}
        let own = self.of.own.as_ref();
        match self.steps.last_mut() {
            Some(last) if last.words == words => last.search(filter, blocks, None, own),
            before => {
                let mut step = FoundStep { words, ..FoundStep::default() };
                step.search(filter, blocks, before.map(|step| &step.begun[..]), own);
                if self.steps.len() >= STEPS {
                    self.steps.remove(0);
                }
                self.steps.push(step);
            }
        }
        self.steps.last().map_or(&[], |step| &step.hits)
    }
}

impl FoundStep {
    /// Looks through the blocks that it has not looked through; in each at all, or at those whom an earlier step left.
    fn search<'a>(
        &mut self,
        filter: &Filter,
        blocks: impl Iterator<Item = &'a SearchIndex>,
        before: Option<&[Vec<u32>]>,
        own: Option<&MemberId>,
    ) {
        for (at, index) in blocks.enumerate().skip(self.begun.len()) {
            let among = before.map(|begun| begun.get(at).map_or(&[][..], Vec::as_slice));
            let first = self.looked_at;
            let mut places = Vec::new();
            filter.terms().search(index, among, own, |at, rank| {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                places.push(at);
                self.hits.extend(rank.map(|rank| (rank, first + at)));
            });
            self.begun.push(places);
            self.looked_at += u32::try_from(index.roster().len()).unwrap_or(u32::MAX);
        }
    }
}

/// How words go on from others. A further word, and a plain one that goes on, leave nobody whom the others left out.
fn way(from: &[String], to: &[String]) -> Way {
    let is_plain = |word: &str| {
        let is_several =
            word.contains(OR) || word.contains(SEPARATORS) || word.contains(['(', '（', '[', '【']);
        let has_ways = with_extension(word).is_some() || spelled_out(word).is_some();
        !word.starts_with(NOT) && !is_several && !has_ways && keyed(word).is_none()
    };
    let goes_on = |from: &str, to: &str| {
        let (begun, whole) = (folded(from), folded(to));
        let begun = without_country(&begun);
        is_plain(from) && is_plain(to) && !begun.is_empty() && without_country(&whole).starts_with(begun)
    };
    match (from, to) {
        _ if from == to => Way::Same,
        _ if to.starts_with(from) => Way::Further,
        ([before @ .., last], [same @ .., next]) if before == same && goes_on(last, next) => Way::Further,
        _ => Way::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::spelled::Speller;
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::json_api::Roster;
    use crate::tower::model::{Id, Member};

    fn safe(text: &str) -> SafeText {
        SafeText::line(text, SafeText::NAME)
    }

    fn member(at: usize, name: &str) -> Member {
        let id = MemberId(Id::parse(&at.to_string()).unwrap());
        let phone = at.is_multiple_of(2).then(|| safe(&format!("1380013800{at}")));
        let groups = if at.is_multiple_of(3) { vec![safe("华南")] } else { Vec::new() };
        Member { phone, groups, email: Some(safe(&format!("h{at}@a.cn"))), ..Member::bare(id, safe(name)) }
    }

    fn blocks(names: &[String]) -> Vec<SearchIndex> {
        let members: Vec<Member> = names.iter().enumerate().map(|(at, name)| member(at, name)).collect();
        let some =
            |some: &[Member]| SearchIndex::of(Roster::from_iter(some.to_vec()), &mut Speller::default());
        members.chunks(7).map(some).collect()
    }

    /// Whom a filter finds where it asks each of all.
    fn one_by_one(filter: &Filter, blocks: &[SearchIndex]) -> Vec<(Rank, u32)> {
        let all = blocks.iter().flat_map(|block| (0..block.roster().len()).map(move |at| (block, at)));
        let ranked =
            all.zip(0..).filter_map(|((block, at), place)| Some((filter.rank(block, at, None)?, place)));
        ranked.collect()
    }

    fn name() -> impl Strategy<Value = String> {
        let char = prop_oneof![
            8 => select("张伟王芳李娜单曾吕女胡付范倪兰宁光欧阳查员章商桑陈岑信安昂长乐".chars().collect::<Vec<_>>()),
            1 => select("張樂單 eLhü·é1".chars().collect::<Vec<_>>()),
        ];
        proptest::collection::vec(char, 1..5).prop_map(|chars| chars.into_iter().collect())
    }

    fn typed() -> impl Strategy<Value = String> {
        let some = vec![
            "zhang",
            "zang",
            "wang",
            "wan",
            "hu",
            "fu",
            "li",
            "ni",
            "lan",
            "nang",
            "shan",
            "san",
            "chen",
            "cen",
            "xing",
            "ang",
            "an",
            "lv",
            "w",
            "z",
            "h",
            "王",
            "张w",
            "章",
            "138",
            "86138001380",
            "0",
            "@a",
            " ",
            "!l",
            "role:m",
            "group:hn",
            "is:act",
            "|",
            "张|w",
            "e",
            "leyu",
            "lu:",
            "\"",
            "<",
            "group: ",
            "ü",
            "mue",
            "、",
            ", ",
            "138 0000 0001",
            "转8",
        ];
        proptest::collection::vec(select(some), 1..4).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn typed_letter_by_letter_and_taken_back_the_same_are_found_as_at_once(
            names in proptest::collection::vec(name(), 1..40),
            typed in typed(),
            other in typed(),
        ) {
            let blocks = blocks(&names);
            let mut found = Found::default();
            let letters: Vec<String> =
                (1..=typed.chars().count()).map(|end| typed.chars().take(end).collect()).collect();
            let back = letters.iter().rev();
            for text in letters.iter().chain(back).chain([&other]).chain(&letters) {
                let filter = Filter::of(text);
                let hits = found.by(&filter, blocks.iter(), LookedThrough::default());
                prop_assert_eq!(hits, &one_by_one(&filter, &blocks)[..], "{:?}", text);
            }
        }

        #[test]
        fn while_members_come_the_same_are_found_as_once_all_have(
            names in proptest::collection::vec(name(), 1..40),
            lines in proptest::collection::vec(typed(), 1..6),
        ) {
            let blocks = blocks(&names);
            let mut found = Found::default();
            let come = (1..=blocks.len()).map(|come| &blocks[..come]);
            for (come, line) in come.zip(lines.iter().flat_map(|line| [line, line])) {
                let filter = Filter::of(line);
                let members = come.iter().map(|block| block.roster().len()).sum();
                let of = LookedThrough { members, ..LookedThrough::default() };
                let hits = found.by(&filter, come.iter(), of);
                prop_assert_eq!(hits, &one_by_one(&filter, come)[..], "{:?}", line);
            }
        }
    }

    #[test]
    fn u40_a_name_is_found_by_every_form_of_its_characters_and_whatever_stands_around_it() {
        for (typed, name) in [
            ("吉野家", "𠮷野家"),
            ("𠮷野家", "吉野家"),
            ("jiye", "𠮷野家"),
            ("渡边", "渡辺"),
            ("锺会", "鍾會"),
            ("zhang_wei", "zhang.wei"),
            ("@张伟", "张伟"),
            ("“张伟”，", "张伟"),
            ("\"张伟\"", "张“伟”"),
            ("lu:bu", "吕布"),
            ("Nu:wang", "女王"),
        ] {
            let list = blocks(&[name.to_owned()]);
            assert_eq!(one_by_one(&Filter::of(typed), &list).len(), 1, "{typed} {name}");
        }
    }

    #[test]
    fn a_list_that_has_changed_is_looked_through_anew() {
        let before = blocks(&["王芳".to_owned()]);
        let after = blocks(&["李娜".to_owned(), "王芳".to_owned()]);
        let mut found = Found::default();
        let mut places = |blocks: &[SearchIndex], revision| {
            let of = LookedThrough { revision, members: 0, own: None };
            found
                .by(&Filter::of("wang"), blocks.iter(), of)
                .iter()
                .map(|(_, place)| *place)
                .collect::<Vec<_>>()
        };
        assert_eq!((places(&before, 1), places(&after, 2)), (vec![0], vec![1]));
    }
}
