//! How a text may be typed, worked out once: a unit for each of its characters, with the character itself and every way
//! to spell a reading of it. All of it is one line of text, so that many of them can lie behind one another.
//!
//! `张` is the unit `张`, `zhang`. `ü` is typed as `v`, as `u` by those who do not care, and as `yu` in passports.

use super::folding::fold;
use crate::base::pinyin::readings;

/// Before each unit, which begins with the folded character.
const UNIT: char = '\u{1}';
/// Before each spelling in a unit.
const SPELLING: char = '\u{2}';
/// Before each text after the first.
const TEXT: char = '\u{3}';

/// The letters of some texts, a bit each: those that the first of them begins with, those that any unit begins with, and
/// all there are; and the pairs of letters that may be typed one after the other. Most texts are ruled out by them at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) start: u32,
    pub(super) first: u32,
    pub(super) all: u32,
    pub(super) pairs: u64,
}

/// The bit of a letter; what is none has none.
pub(super) fn bit(byte: u8) -> u32 {
    if byte.is_ascii_lowercase() { 1 << (byte - b'a') } else { 0 }
}

/// The bit of a pair of letters, which it shares with a few others; none where one is no letter.
pub(super) fn pair_bit(one: u8, other: u8) -> u64 {
    let are_letters = one.is_ascii_lowercase() && other.is_ascii_lowercase();
    if are_letters { 1 << ((u32::from(one - b'a') * 27 + u32::from(other - b'a') * 5) % 64) } else { 0 }
}

/// Adds how these texts may be typed. One in which nothing is Chinese is typed as it is written, so nothing is added.
pub(super) fn spell<'a>(texts: impl Iterator<Item = &'a str>, line: &mut String) -> Letters {
    let mut letters = Letters::default();
    let from = line.len();
    for text in texts {
        let before = line.len();
        if before > from {
            line.push(TEXT);
        }
        let mut is_chinese = false;
        for char in text.chars() {
            is_chinese |= spell_char(char, line);
        }
        if !is_chinese {
            line.truncate(before);
        }
    }
    for units in line.get(from..).into_iter().flat_map(texts_of) {
        let mut before = 0;
        for (at, unit) in units.enumerate() {
            before = letters.take(unit, at == 0, before);
        }
    }
    letters
}

impl Letters {
    /// Adds those of a unit, behind one of these letters, and says which it has.
    fn take(&mut self, unit: &str, is_start: bool, before: u32) -> u32 {
        let mut of_unit = 0;
        for spelling in unit.split(SPELLING) {
            let Some(first) = spelling.bytes().next() else { continue };
            self.start |= if is_start { bit(first) } else { 0 };
            self.first |= bit(first);
            of_unit |= spelling.bytes().fold(0, |all, byte| all | bit(byte));
            let inside = spelling.bytes().zip(spelling.bytes().skip(1));
            self.pairs |= inside.fold(0, |all, (one, other)| all | pair_bit(one, other));
            // As little as its first letter may be typed of a unit, and as much as all of it.
            let ends = (b'a'..=b'z').filter(|letter| before & bit(*letter) != 0);
            self.pairs |= ends.fold(0, |all, end| all | pair_bit(end, first));
        }
        self.all |= of_unit;
        of_unit
    }
}

/// Adds the unit of a character, and says whether it is Chinese.
pub(super) fn spell_char(char: char, line: &mut String) -> bool {
    let from = line.len();
    line.push(UNIT);
    let plain = line.len();
    fold(char, line);
    if line.len() == plain {
        line.truncate(from);
        return false;
    }
    if char.is_ascii() {
        return false;
    }
    let read = line.len();
    // Of a radical, what it is a radical of; of a traditional character, how both forms are read.
    let meant = line.get(plain..).and_then(|folded| folded.chars().next()).filter(|meant| *meant != char);
    for reading in readings(char).chain(meant.into_iter().flat_map(readings)) {
        match reading.split_once('ü') {
            None => push(&[reading], read, line),
            Some((before, after)) => {
                for umlaut in ["v", "u", "yu"] {
                    push(&[before, umlaut, after], read, line);
                }
            }
        }
    }
    line.len() > read
}

/// Adds a spelling that is not among those since `read`.
fn push(parts: &[&str], read: usize, line: &mut String) {
    let from = line.len();
    line.push(SPELLING);
    line.extend(parts.iter().copied());
    let (before, new) = (line.get(read..from).unwrap_or_default(), line.get(from + 1..).unwrap_or_default());
    if before.split(SPELLING).any(|known| known == new) {
        line.truncate(from);
    }
}

/// The units of each text.
pub(super) fn texts_of(line: &str) -> impl Iterator<Item = impl Iterator<Item = &str> + Clone> {
    line.split(TEXT).map(|text| text.split(UNIT).skip(1))
}

/// The folded character of a unit, and its spellings.
pub(super) fn parts_of(unit: &str) -> (&str, impl Iterator<Item = &str>) {
    let mut parts = unit.split(SPELLING);
    (parts.next().unwrap_or_default(), parts)
}
