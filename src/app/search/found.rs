//! Whom a filter finds in a list; and whom lines found that were typed before, so that the next letter looks at those alone,
//! and one that is taken back, or a line that is typed again, at nobody.

use super::filter::Filter;
use super::folding::{folded, spelled_out};
use super::index::SearchIndex;
use super::rank::Rank;
use super::term_key::{NOT, OR, SEPARATORS, keyed};
use super::terms::{with_extension, without_country, words_of};
use crate::tower::model::MemberId;

/// How many lines are remembered.
const LINES: usize = 64;

/// How many members are remembered, of all lines together: more than of two that find everybody, and few enough for memory.
const REMEMBERED: usize = 500_000;

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
    /// What lines found, the one asked for last behind the others.
    lines: Vec<FoundByLine>,
}

/// What was typed, and whom it finds.
#[derive(Debug)]
struct FoundByLine {
    line: TypedLine,
    /// How many members were looked at.
    looked_at: u32,
    /// Who may be found once more is typed, as places in their block, one block after another.
    left: Vec<u32>,
    /// Where those of each block end.
    ends: Vec<usize>,
    /// Who is, as places in the list.
    hits: Vec<(Rank, u32)>,
}

/// What is typed.
#[derive(Debug)]
struct TypedLine {
    words: Vec<String>,
    /// The last word as it is compared, where nobody is left by more of it whom less of it leaves out.
    end: Option<String>,
}

impl Found {
    /// Those whom a filter leaves, in the order of the list, which is these blocks.
    pub fn by<'a>(
        &mut self,
        filter: &Filter,
        blocks: impl Iterator<Item = &'a SearchIndex>,
        of: LookedThrough,
    ) -> &[(Rank, u32)] {
        let line = TypedLine::of(filter.field.text());
        if self.of != of {
            let same = self.lines.pop().filter(|last| last.line.is(&line) && self.of.is_beginning_of(&of));
            self.lines.clear();
            self.lines.extend(same);
            self.of = of;
        }
        let own = self.of.own.as_ref();
        let mut found = FoundByLine::of(line);
        if let Some(at) = self.lines.iter().position(|known| known.line.is(&found.line)) {
            found = self.lines.remove(at);
            found.search(filter, blocks, None, own);
        } else {
            let begun = self.lines.iter().filter(|known| known.line.is_beginning_of(&found.line));
            found.search(filter, blocks, begun.min_by_key(|known| known.left.len()), own);
        }
        self.lines.push(found);
        self.forget();
        self.lines.last().map_or(&[], |last| &last.hits)
    }

    /// Forgets the lines that were not asked for the longest.
    fn forget(&mut self) {
        let mut members = 0;
        let kept = |known: &&FoundByLine| {
            members += known.left.len() + known.hits.len();
            members <= REMEMBERED
        };
        let kept = self.lines.iter().rev().take(LINES).take_while(kept).count().max(1);
        self.lines.drain(..self.lines.len() - kept);
    }
}

impl FoundByLine {
    fn of(line: TypedLine) -> Self {
        Self { line, looked_at: 0, left: Vec::new(), ends: Vec::new(), hits: Vec::new() }
    }

    /// Those of a block who may be found once more is typed.
    fn left_of(&self, block: usize) -> &[u32] {
        let end = |block: usize| self.ends.get(block).copied().unwrap_or(self.left.len());
        self.left.get(block.checked_sub(1).map_or(0, end)..end(block)).unwrap_or_default()
    }

    /// Looks through the blocks that it has not looked through; in each at all, or at those whom an earlier line left.
    fn search<'a>(
        &mut self,
        filter: &Filter,
        blocks: impl Iterator<Item = &'a SearchIndex>,
        before: Option<&Self>,
        own: Option<&MemberId>,
    ) {
        for (at, index) in blocks.enumerate().skip(self.ends.len()) {
            let among = before.map(|line| line.left_of(at));
            let first = self.looked_at;
            filter.terms().search(index, among, own, |at, rank| {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                self.left.push(at);
                self.hits.extend(rank.map(|rank| (rank, first + at)));
            });
            self.ends.push(self.left.len());
            self.looked_at += u32::try_from(index.roster().len()).unwrap_or(u32::MAX);
        }
    }
}

impl TypedLine {
    fn of(text: &str) -> Self {
        let words = words_of(text);
        let end = words.last().filter(|last| is_plain(last)).map(|last| folded(last));
        Self { end: end.map(|end| without_country(&end).to_owned()), words }
    }

    fn is(&self, other: &Self) -> bool {
        self.words == other.words
    }

    /// Whether another line, of further words or more of the last one, leaves nobody whom this one leaves out.
    fn is_beginning_of(&self, other: &Self) -> bool {
        let goes_on = || {
            let (begun, whole) = (self.end.as_ref()?, other.end.as_ref()?);
            let ([before @ .., _], [same @ .., _]) = (&self.words[..], &other.words[..]) else { return None };
            Some(before == same && !begun.is_empty() && whole.starts_with(begun))
        };
        other.words.starts_with(&self.words) || goes_on().unwrap_or(false)
    }
}

/// Whether a word is one text, and nothing but that.
fn is_plain(word: &str) -> bool {
    let is_several = word.contains(OR) || word.contains(SEPARATORS) || word.contains(['(', '（', '[', '【']);
    let has_ways = with_extension(word).is_some() || spelled_out(word).is_some();
    !word.starts_with(NOT) && !is_several && !has_ways && keyed(word).is_none()
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
    fn lines_are_remembered_as_far_as_there_is_memory_for_whom_they_found() {
        for (members, most) in [(7, LINES), (5_000, LINES - 1)] {
            let blocks = blocks(&vec!["王芳".to_owned(); members]);
            let mut found = Found::default();
            let lines: Vec<String> = (0..100).map(|line| format!("!{line}x")).collect();
            for line in &lines {
                let hits = found.by(&Filter::of(line), blocks.iter(), LookedThrough::default());
                assert_eq!(hits.len(), members);
            }
            let remembered: usize = found.lines.iter().map(|line| line.left.len() + line.hits.len()).sum();
            let last = found.lines.last().map(|last| last.line.words.concat());
            assert!((2..=most).contains(&found.lines.len()), "{}", found.lines.len());
            assert!(remembered <= REMEMBERED, "{remembered}");
            assert_eq!(last.as_ref(), lines.last());
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
