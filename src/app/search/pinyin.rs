//! Pinyin search: `zw`, `zhangw` and `zhwei` all find 张伟.

use std::ops::Range;

use super::folding::folded_char;
use crate::base::pinyin::readings;

/// A typed text, prepared for comparison with many names. In a set, bit `n` says that the first `n` characters are
/// matched, so the text has to be shorter than a set has bits.
#[derive(Debug)]
pub(super) struct Spelling {
    typed: Vec<char>,
    first: u32,
    letters: u32,
}

/// The letters of a name, a bit each: the first letters of its characters and readings, and all letters. They rule out
/// most names at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    first: u32,
    all: u32,
}

impl Letters {
    /// Computes them.
    pub(super) fn of(name: &str) -> Self {
        let mut letters = Self::default();
        for char in name.chars() {
            letters.take(folded_char(char));
            readings(char).for_each(|reading| letters.take(reading.chars()));
        }
        letters
    }

    fn take(&mut self, read: impl Iterator<Item = char>) {
        for (at, bits) in read.map(bits).enumerate() {
            self.first |= if at == 0 { bits } else { 0 };
            self.all |= bits;
        }
    }
}

/// The bits of the letters that this one may be typed as; none for anything but a letter.
fn bits(char: char) -> u32 {
    match char {
        'a'..='z' => 1 << (u32::from(char) - u32::from('a')),
        'ü' => bits('u') | bits('v'),
        _ => 0,
    }
}

impl Spelling {
    /// Reads [`folded`](super::folded) text; none where nothing in it can be a reading.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let chars: Vec<char> = folded.chars().collect();
        let can_be = chars.iter().any(char::is_ascii_lowercase) && chars.len() < 64;
        let first = chars.first().copied().map_or(0, bits);
        let letters = chars.iter().copied().map(bits).fold(0, |all, bit| all | bit);
        can_be.then_some(Self { typed: chars, first, letters })
    }

    /// Whether one of these texts, which together have these letters, matches.
    pub(super) fn is_in_one<'a>(&self, letters: Letters, mut texts: impl Iterator<Item = &'a str>) -> bool {
        let may_be = self.first & !letters.first == 0 && self.letters & !letters.all == 0;
        // A single letter matches whatever starts with it.
        may_be && (self.typed.len() == 1 || texts.any(|text| self.is_in(text)))
    }

    /// Whether a text matches from any of its characters on.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.first_in(name).is_some()
    }

    /// The byte ranges of the parts of a name that match.
    pub(super) fn all_in(&self, name: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(next) = name.get(from..).and_then(|rest| self.first_in(rest)) {
            found.push(from + next.start..from + next.end);
            from += next.end;
        }
        found
    }

    fn first_in(&self, name: &str) -> Option<Range<usize>> {
        let starts = name.char_indices().filter(|(_, char)| folded_char(*char).next().is_some());
        starts.map(|(start, _)| start).find_map(|start| {
            let end = self.eaten_from(name.get(start..)?)?;
            Some(start..start + end)
        })
    }

    /// How many bytes of `name`, from its first character on, match the whole typed text.
    fn eaten_from(&self, name: &str) -> Option<usize> {
        let all = 1 << self.typed.len();
        let mut eaten = 1;
        for (at, char) in name.char_indices() {
            eaten = self.eat(char, eaten);
            if eaten & all != 0 {
                return Some(at + char.len_utf8());
            }
            if eaten == 0 {
                break;
            }
        }
        None
    }

    /// What may be matched after this character of the name: itself, or a prefix of any of its readings.
    fn eat(&self, char: char, eaten: u64) -> u64 {
        if folded_char(char).next().is_none() {
            return eaten;
        }
        let mut after = 0;
        for at in (0..self.typed.len()).filter(|at| eaten & (1 << at) != 0) {
            let rest = || self.typed.iter().copied().skip(at);
            let itself = folded_char(char).count();
            if rest().take(itself).eq(folded_char(char)) {
                after |= 1 << (at + itself);
            }
            for reading in readings(char) {
                let same =
                    reading.chars().zip(rest()).take_while(|(letter, typed)| is_typed(*letter, *typed));
                for length in 1..=same.count() {
                    after |= 1 << (at + length);
                }
            }
        }
        after
    }
}

/// `ü` is typed as `v`, or as `u` by those who do not care.
fn is_typed(letter: char, typed: char) -> bool {
    letter == typed || (letter == 'ü' && matches!(typed, 'v' | 'u'))
}

#[cfg(test)]
mod tests {
    use std::iter::once;

    use super::*;
    use crate::app::search::folded;

    fn finds(typed: &str, name: &str) -> Option<String> {
        let found = Spelling::of(&folded(typed))?.all_in(name);
        (!found.is_empty()).then(|| found.into_iter().filter_map(|part| name.get(part)).collect())
    }

    #[test]
    fn a_name_is_found_by_initials_by_all_of_its_reading_and_by_any_mixture() {
        for typed in ["zw", "zhangwei", "zhangw", "zhwei", "zhw", "ZW", "ｚｗ", "z伟", "张w", "z w"] {
            assert_eq!(finds(typed, "张伟").as_deref(), Some("张伟"), "{typed}");
        }
        for typed in ["wz", "zhangweii", "zb", "zhangwz"] {
            assert_eq!(finds(typed, "张伟"), None, "{typed}");
        }
        assert_eq!(finds("138", "张伟"), None, "no reading has a digit in it");
    }

    #[test]
    fn a_name_is_found_by_every_reading_of_it() {
        for typed in ["sxm", "dxm", "shanxiao", "danxiaoman", "chanx"] {
            assert!(finds(typed, "单小满").is_some(), "{typed}");
        }
        for typed in ["lv", "lu", "lvb", "lubu"] {
            assert!(finds(typed, "吕布").is_some(), "{typed}");
        }
        assert_eq!(finds("zg", "曾国栋").as_deref(), Some("曾国"));
        assert_eq!(finds("gd", "曾国栋").as_deref(), Some("国栋"));
    }

    #[test]
    fn spaces_and_dots_of_a_name_are_skipped() {
        assert_eq!(finds("lmmt", "阿卜杜拉·买买提").as_deref(), Some("拉·买买提"));
        assert_eq!(finds("lileem", "李 Lee Ming").as_deref(), Some("李 Lee M"));
        assert_eq!(finds("anag", "Ana García").as_deref(), Some("Ana G"));
    }

    #[test]
    fn the_letters_of_a_name_rule_out_no_name_that_is_read_like_it() {
        let names =
            ["张伟", "单小满", "吕布", "阿卜杜拉·买买提", "李 Lee Ming", "Ana García", "ＺＷ", "a1b", "İi"];
        let typed = [
            "z", "w", "zw", "v", "lv", "lu", "x", "sxm", "dxm", "lmmt", "lileem", "anag", "z伟", "a1b", "i",
            "qq",
        ];
        for name in names {
            for typed in typed {
                let spelling = Spelling::of(&folded(typed)).unwrap();
                assert_eq!(
                    spelling.is_in_one(Letters::of(name), once(name)),
                    spelling.is_in(name),
                    "{typed} {name}"
                );
            }
        }
    }

    #[test]
    fn what_is_longer_than_a_set_has_bits_is_no_reading() {
        assert!(Spelling::of(&"a".repeat(63)).is_some_and(|typed| typed.is_in(&"啊".repeat(63))));
        assert!(Spelling::of(&"a".repeat(64)).is_none());
    }
}
