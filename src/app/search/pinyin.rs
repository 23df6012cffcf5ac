//! Names found by their pinyin: `zw`, `zhangw` and `zhwei` all find 张伟. Behind all others stand fuzzy matches (模糊音),
//! which take `zh` for `z`, `ng` for `n`, `l` for `n` and `f` for `h`: `zangwei`.

use std::ops::Range;

use super::rank::{Hit, Place};
use super::spelled::{Letters, bit, pair_bit, parts_of, spell, spell_char, texts_of};

/// What is typed, ready to be compared with many names. Bit `n` of a set says that its first `n` bytes are matched, so it
/// has to be shorter than a set has bits.
#[derive(Debug)]
pub(super) struct Spelling {
    typed: String,
    first: u32,
    letters: u32,
    /// The pairs that a name has to have all of.
    pairs: u64,
    /// The same for a fuzzy match: sets of pairs of which it has to have one each.
    heard_pairs: Vec<u64>,
}

/// What may be matched after a unit.
#[derive(Clone, Copy, Default)]
struct Eaten {
    /// By matching the whole unit.
    whole: u64,
    /// By matching any prefix of it.
    any: u64,
}

/// Whether similar sounds count as the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ear {
    Sharp,
    Dull,
}

impl Spelling {
    /// Reads [`folded`](super::folded) text; none where nothing in it can be a reading.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let can_be = folded.bytes().any(|byte| byte.is_ascii_lowercase()) && folded.len() < 64;
        let first = folded.bytes().next().map_or(0, bit);
        let letters = folded.bytes().fold(0, |all, byte| all | bit(byte));
        let pairs = || folded.bytes().zip(folded.bytes().skip(1));
        can_be.then(|| Self {
            typed: folded.to_owned(),
            first,
            letters,
            pairs: pairs().fold(0, |all, (one, other)| all | pair_bit(one, other)),
            heard_pairs: pairs().map(heard_pairs).filter(|pairs| *pairs != 0).collect(),
        })
    }

    /// Where one of some texts, which have these letters in all, matches, exactly or fuzzily.
    pub(super) fn hit(&self, letters: Letters, line: &str) -> Option<Hit> {
        self.read_in(letters, line).map(Hit::exact).or_else(|| self.heard_in(letters, line))
    }

    /// Where one of some texts, which have these letters in all, is read like this.
    pub(super) fn read_in(&self, letters: Letters, line: &str) -> Option<Place> {
        let lacks_letters = self.first & !letters.first != 0 || self.letters & !letters.all != 0;
        if lacks_letters || self.pairs & !letters.pairs != 0 {
            return None;
        }
        // A single letter is matched by whatever begins with it.
        if self.typed.len() == 1 {
            let starts = self.first & letters.start != 0;
            return Some(if starts { Place::Start } else { Place::Inside });
        }
        texts_of(line).filter_map(|units| self.place(units, Ear::Sharp)).min()
    }

    fn heard_in(&self, letters: Letters, line: &str) -> Option<Hit> {
        let lacks_pairs = || self.heard_pairs.iter().any(|pairs| pairs & letters.pairs == 0);
        if self.typed.len() < 2 || lacks_pairs() {
            return None;
        }
        let (first, all) = (heard(letters.first), heard(letters.all));
        if self.first & !first != 0 || self.letters & !all != 0 {
            return None;
        }
        let place = texts_of(line).filter_map(|units| self.place(units, Ear::Dull)).min()?;
        Some(Hit { misheard: true, place })
    }

    /// Whether a text is read like this, from whichever character on.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let mut line = String::new();
        let letters = spell(std::iter::once(text), &mut line);
        self.read_in(letters, &line).is_some()
    }

    /// Whether a text begins with something that is read like this.
    pub(super) fn begins(&self, text: &str) -> bool {
        let mut line = String::new();
        spell(std::iter::once(text), &mut line);
        texts_of(&line).any(|units| self.place_at_start(units, Ear::Sharp).is_some())
    }

    fn all(&self) -> u64 {
        1 << self.typed.len()
    }

    fn place<'a>(&self, units: impl Iterator<Item = &'a str> + Clone, ear: Ear) -> Option<Place> {
        self.place_at_start(units.clone(), ear).or_else(|| {
            let mut eaten = 0;
            units
                .skip(1)
                .any(|unit| {
                    eaten = self.eat(unit, eaten | 1, ear).any;
                    eaten & self.all() != 0
                })
                .then_some(Place::Inside)
        })
    }

    /// Where a name that begins like this stands.
    fn place_at_start<'a>(&self, units: impl Iterator<Item = &'a str>, ear: Ear) -> Option<Place> {
        let mut best = None;
        let mut eaten = Eaten { whole: 1, any: 1 };
        let mut units = units.peekable();
        while let Some(unit) = units.next() {
            let of_whole = self.eat(unit, eaten.whole, ear);
            let of_any =
                if eaten.any == eaten.whole { of_whole.any } else { self.eat(unit, eaten.any, ear).any };
            let is_last = units.peek().is_none();
            let place = if of_whole.whole & self.all() != 0 && is_last {
                Some(Place::Whole)
            } else if of_whole.any & self.all() != 0 {
                Some(Place::Start)
            } else {
                (of_any & self.all() != 0).then_some(Place::Initials)
            };
            best = best.into_iter().chain(place).min();
            eaten = Eaten { whole: of_whole.whole, any: of_any };
            if eaten.any == 0 {
                break;
            }
        }
        best
    }

    /// What may be matched after this unit: its character, or any prefix of any of its spellings.
    fn eat(&self, unit: &str, eaten: u64, ear: Ear) -> Eaten {
        let mut after = Eaten::default();
        let mut left = eaten & (self.all() - 1);
        while left != 0 {
            let at = left.trailing_zeros();
            left &= left - 1;
            let rest = self.typed.as_bytes().get(at as usize..).unwrap_or_default();
            let (itself, spellings) = parts_of(unit);
            if rest.starts_with(itself.as_bytes()) {
                after.whole |= 1 << (at as usize + itself.len());
            }
            for spelling in spellings {
                let same = spelling.bytes().zip(rest).take_while(|(letter, typed)| letter == *typed).count();
                if same == spelling.len() {
                    after.whole |= 1 << (at as usize + same);
                }
                after.any |= ((1 << same) - 1) << (at + 1);
                if ear == Ear::Dull {
                    let heard = heard_as(spelling.as_bytes(), rest);
                    for length in heard.lengths {
                        after.any |= 1 << (at as usize + length);
                        after.whole |= u64::from(length >= heard.whole) << (at as usize + length);
                    }
                }
            }
        }
        Eaten { any: after.any | after.whole, ..after }
    }

    /// The bytes of each part of a text that matches exactly; where none does, of each that matches fuzzily.
    pub(super) fn all_in(&self, text: &str) -> Vec<Range<usize>> {
        let units: Vec<(Range<usize>, String)> = text
            .char_indices()
            .filter_map(|(at, char)| {
                let mut line = String::new();
                spell_char(char, &mut line);
                Some((at..at + char.len_utf8(), line.strip_prefix('\u{1}')?.to_owned()))
            })
            .collect();
        let found = self.parts_in(&units, Ear::Sharp);
        if found.is_empty() && self.typed.len() > 1 { self.parts_in(&units, Ear::Dull) } else { found }
    }

    fn parts_in(&self, units: &[(Range<usize>, String)], ear: Ear) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut rest = units;
        while let [(start, _), others @ ..] = rest {
            let mut eaten = 1;
            let last = rest.iter().position(|(_, unit)| {
                eaten = self.eat(unit, eaten, ear).any;
                eaten == 0 || eaten & self.all() != 0
            });
            let end = last.filter(|_| eaten != 0).and_then(|last| rest.get(last));
            if let (Some((end, _)), Some(last)) = (end, last) {
                found.push(start.start..end.end);
                rest = rest.get(last + 1..).unwrap_or_default();
            } else {
                rest = others;
            }
        }
        found
    }
}

/// The letters that a fuzzy match takes for these.
fn heard(letters: u32) -> u32 {
    let any = |of: &[u8]| letters & of.iter().fold(0, |all, byte| all | bit(*byte)) != 0;
    let mut heard = letters;
    for (has, also) in
        [(any(b"ln"), &b"ln"[..]), (any(b"fh"), &b"fh"[..]), (any(b"zcs"), &b"h"[..]), (any(b"n"), &b"g"[..])]
    {
        heard |= if has { also.iter().fold(0, |all, byte| all | bit(*byte)) } else { 0 };
    }
    heard
}

/// The pairs of letters of which a fuzzily matching name has one where this pair is typed; none where any name may match.
fn heard_pairs((one, other): (u8, u8)) -> u64 {
    let ones: &[u8] = match one {
        b'l' | b'n' => b"ln",
        b'f' => b"fh",
        b'h' => b"fhzcs",
        // What is typed as `ng` may be `n`, and what is typed as `z` may be `zh`.
        b'g' => b"gn",
        b'z' => b"zh",
        b'c' => b"ch",
        b's' => b"sh",
        _ => &[one],
    };
    let others: &[u8] = match other {
        b'l' | b'n' => b"ln",
        b'f' => b"fh",
        b'h' | b'g' => return 0,
        _ => &[other],
    };
    ones.iter()
        .flat_map(|one| others.iter().map(|other| pair_bit(*one, *other)))
        .fold(0, |all, pair| all | pair)
}

/// How much of what is typed a syllable may be.
#[derive(Default)]
struct Heard {
    /// All lengths that reach into its vowels.
    lengths: Range<usize>,
    /// From this one on, it is the whole syllable.
    whole: usize,
}

/// The syllables that a fuzzy match takes for this one.
fn heard_as(spelling: &[u8], typed: &[u8]) -> Heard {
    let (Some((sound, end)), Some((other, after))) = (initial(spelling), initial(typed)) else {
        return Heard::default();
    };
    let head = typed.len() - after.len();
    let same = end.iter().zip(after).take_while(|(letter, typed)| letter == typed).count();
    if sound != other || same == 0 {
        return Heard::default();
    }
    let nasal = same == end.len() && end.ends_with(b"n") && after.get(same) == Some(&b'g');
    let whole = head + end.len() - usize::from(end.ends_with(b"ng"));
    Heard { lengths: head + 1..head + same + usize::from(nasal) + 1, whole }
}

/// The initial of a syllable with similar ones made equal, and the rest of it.
fn initial(syllable: &[u8]) -> Option<(u8, &[u8])> {
    Some(match syllable {
        [first @ (b'z' | b'c' | b's'), b'h', rest @ ..] | [first @ (b'z' | b'c' | b's'), rest @ ..] => {
            (*first, rest)
        }
        [b'l' | b'n', rest @ ..] => (b'l', rest),
        [b'f' | b'h', rest @ ..] => (b'f', rest),
        [first, rest @ ..] if !b"aeiouv".contains(first) => (*first, rest),
        [_, ..] => (0, syllable),
        [] => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::spelled::spell;
    use super::*;
    use crate::app::search::folded;

    fn hit(typed: &str, name: &str) -> Option<Hit> {
        let mut line = String::new();
        let letters = spell(std::iter::once(name), &mut line);
        Spelling::of(&folded(typed))?.hit(letters, &line)
    }

    fn finds(typed: &str, name: &str) -> Option<String> {
        let found = Spelling::of(&folded(typed))?.all_in(name);
        (!found.is_empty()).then(|| found.into_iter().filter_map(|part| name.get(part)).collect())
    }

    #[test]
    fn a_name_is_found_by_initials_by_all_of_its_reading_and_by_any_mixture() {
        for (typed, place) in [
            ("zw", Place::Initials),
            ("zhangwei", Place::Whole),
            ("zhang", Place::Start),
            ("zhangw", Place::Start),
            ("z", Place::Start),
            ("zh", Place::Start),
            ("zhwei", Place::Initials),
            ("ＺＷ", Place::Initials),
            ("z伟", Place::Initials),
            ("张w", Place::Start),
            ("zhang'wei", Place::Whole),
            ("wei", Place::Inside),
            ("w", Place::Inside),
        ] {
            assert_eq!(hit(typed, "张伟"), Some(Hit::exact(place)), "{typed}");
            assert_eq!(hit(typed, "張偉"), Some(Hit::exact(place)), "{typed}");
        }
        for typed in ["wz", "zhangweii", "zb", "zhangwz", "138"] {
            assert_eq!(hit(typed, "张伟"), None, "{typed}");
        }
    }

    #[test]
    fn a_name_is_found_by_every_reading_of_it() {
        for typed in ["sxm", "dxm", "shanxiao", "danxiaoman", "chanx"] {
            assert!(hit(typed, "单小满").is_some(), "{typed}");
        }
        for typed in ["lv", "lu", "lyu", "LYU", "lvb", "lubu", "lyubu"] {
            assert!(hit(typed, "吕布").is_some_and(|hit| !hit.misheard), "{typed}");
        }
        assert_eq!(hit("nyuwang", "女王"), Some(Hit::exact(Place::Whole)));
        assert_eq!(hit("lveying", "掠影"), Some(Hit::exact(Place::Whole)));
        assert_eq!(hit("xian", "西安"), Some(Hit::exact(Place::Whole)));
        assert_eq!(hit("shen", "谌容"), Some(Hit::exact(Place::Start)));
        assert_eq!(hit("qianlong", "乾隆"), Some(Hit::exact(Place::Whole)), "as both forms of it are read");
    }

    #[test]
    fn what_some_do_not_tell_apart_by_ear_is_found_behind_the_rest() {
        for (typed, name) in [
            ("zangwei", "张伟"),
            ("zhan", "章"),
            ("wanfan", "王芳"),
            ("wangfangfang", "王范芳"),
            ("liumeng", "牛萌"),
            ("nini", "李丽"),
            ("fuyun", "胡云"),
            ("huyun", "付云"),
            ("cenchen", "陈岑"),
            ("sanshi", "单师"),
            ("xing", "信"),
            ("ang", "安"),
        ] {
            let found = hit(typed, name);
            assert!(found.is_some(), "{typed} {name}");
            if !matches!(typed, "zhan" | "wanfan" | "sanshi") {
                assert!(found.is_some_and(|hit| hit.misheard), "{typed} {name}");
            }
        }
        for (typed, name) in [("lw", "倪伟"), ("l", "倪伟"), ("fw", "胡伟"), ("zhw", "赞伟"), ("rang", "兰")]
        {
            assert!(!hit(typed, name).is_some_and(|hit| hit.misheard), "{typed} {name}");
        }
        assert_eq!(hit("zangwei", "张伟").map(|hit| hit.place), Some(Place::Whole));
        assert_eq!(finds("zangwei", "小张伟").as_deref(), Some("张伟"));
    }

    #[test]
    fn nobody_who_is_heard_is_ruled_out_by_letters() {
        let swaps = [
            ("zh", "z"),
            ("z", "zh"),
            ("ch", "c"),
            ("c", "ch"),
            ("sh", "s"),
            ("s", "sh"),
            ("ng", "n"),
            ("n", "ng"),
            ("l", "n"),
            ("n", "l"),
            ("f", "h"),
            ("h", "f"),
        ];
        let mut heard = 0;
        for name in [
            "张伟",
            "王芳",
            "陈岑",
            "李宁光",
            "单师",
            "胡付",
            "牛萌",
            "曾国栋",
            "小张伟 Lee",
            "孙尚香",
            "蓝浩涵",
        ] {
            let mut line = String::new();
            let letters = spell(std::iter::once(name), &mut line);
            let readings: Vec<&str> = name.chars().filter_map(crate::base::pinyin::reading).collect();
            let (whole, short) = (readings.concat(), readings.iter().filter_map(|reading| reading.get(..2)));
            let short = readings.first().into_iter().copied().chain(short.skip(1)).collect::<String>();
            for (plain, (from, to)) in [whole, short].iter().flat_map(|plain| swaps.map(|swap| (plain, swap)))
            {
                for (at, _) in plain.match_indices(from) {
                    let (before, after) = plain.split_at(at);
                    let typed = format!("{before}{to}{}", after.get(from.len()..).unwrap_or_default());
                    let spelling = Spelling::of(&typed).unwrap();
                    let place = texts_of(&line).filter_map(|units| spelling.place(units, Ear::Dull)).min();
                    let found = spelling.heard_in(letters, &line).map(|hit| hit.place);
                    assert_eq!(found, place, "{typed} {name}");
                    heard += usize::from(place.is_some());
                }
            }
        }
        assert!(heard > 50, "{heard}");
    }

    #[test]
    fn what_is_found_is_told_apart() {
        assert_eq!(finds("zg", "曾国栋").as_deref(), Some("曾国"));
        assert_eq!(finds("gd", "曾国栋").as_deref(), Some("国栋"));
        assert_eq!(finds("lmmt", "阿卜杜拉·买买提").as_deref(), Some("拉·买买提"));
        assert_eq!(finds("lileem", "李 Lee Ming").as_deref(), Some("李 Lee M"));
        assert_eq!(finds("anag", "Ana García").as_deref(), Some("Ana G"));
        assert_eq!(finds("z", "张章").as_deref(), Some("张章"));
    }

    #[test]
    fn what_is_longer_than_a_set_has_bits_is_no_reading() {
        assert!(Spelling::of(&"a".repeat(63)).is_some_and(|typed| typed.is_in(&"啊".repeat(63))));
        assert!(Spelling::of(&"a".repeat(64)).is_none());
    }
}
