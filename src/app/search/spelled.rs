//! How a character may be typed: as itself, and in every way to spell a reading of it.
//!
//! `张` may be typed as `张` and `zhang`. `ü` is typed as `v`, as `u` by those who do not care, and as `yu` in passports.

use std::collections::HashMap;

use super::folding::fold;
use crate::base::pinyin::readings;

/// The ways to type a character.
#[derive(Debug)]
pub(super) struct Unit {
    /// The folded character.
    pub(super) itself: String,
    /// The spellings, each once; none where it is not Chinese.
    pub(super) spellings: Vec<String>,
}

impl Unit {
    /// Those of a character; none of one that nobody types.
    pub(super) fn of(char: char) -> Option<Self> {
        let mut itself = String::new();
        fold(char, &mut itself);
        // Of a radical, what it is a radical of; of a traditional character, how both forms are read.
        let meant = itself.chars().next()?;
        let mut spellings = Vec::new();
        let also = Some(meant).filter(|meant| *meant != char);
        for reading in readings(char).chain(also.filter(|_| !char.is_ascii()).into_iter().flat_map(readings))
        {
            let umlauts: &[&str] = if reading.contains('ü') { &["v", "u", "yu"] } else { &[""] };
            for umlaut in umlauts {
                let spelling = reading.replace('ü', umlaut);
                if !spellings.contains(&spelling) {
                    spellings.push(spelling);
                }
            }
        }
        Some(Self { itself, spellings })
    }
}

/// The letters that a name may be begun with, a bit each: those of its first character, and those of any. Most names are
/// ruled out by them at once. None of a name in which nothing is Chinese: it is typed as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Initials {
    pub(super) start: u32,
    pub(super) any: u32,
}

/// Says that a character is Chinese; beside the bits of letters.
const CHINESE: u32 = 1 << 31;
/// Says that nobody types a character.
const SILENT: u32 = 1 << 30;

/// Knows the initials of names, and of characters once they were asked for.
#[derive(Debug, Default)]
pub struct Speller(PerChar<u32>);

impl Speller {
    pub(super) fn initials(&mut self, name: &str) -> Initials {
        if name.is_ascii() {
            return Initials::default();
        }
        let mut all = Initials::default();
        for char in name.chars() {
            let letters = self.0.of(char, || letters(char));
            if all.any == 0 && letters != SILENT {
                all.start = letters;
            }
            all.any |= letters;
        }
        if all.any & CHINESE == 0 { Initials::default() } else { all }
    }
}

fn letters(char: char) -> u32 {
    let Some(Unit { itself, spellings }) = Unit::of(char) else { return SILENT };
    let first = |text: &String| text.bytes().next().map_or(0, bit);
    let of_spellings = spellings.iter().fold(0, |all, spelling| all | first(spelling));
    first(&itself) | of_spellings | if spellings.is_empty() { 0 } else { CHINESE }
}

/// The bit of a letter; what is none has none.
pub(super) fn bit(byte: u8) -> u32 {
    if byte.is_ascii_lowercase() { 1 << (byte - b'a') } else { 0 }
}

/// The Chinese characters that names are made of.
const FIRST: char = '\u{4e00}';
const COUNT: usize = 0xa000 - FIRST as usize;

/// Something of each character, worked out once: very many names are made of few characters.
#[derive(Debug)]
pub(super) struct PerChar<T> {
    /// Of each Chinese one, by its number, which of the `known` it is, counted from 1; nothing before the first is asked
    /// for. It is made anew for each letter that is typed, and has to be small.
    places: Vec<u16>,
    known: Vec<T>,
    others: HashMap<char, T>,
}

impl<T> Default for PerChar<T> {
    fn default() -> Self {
        Self { places: Vec::new(), known: Vec::new(), others: HashMap::new() }
    }
}

impl<T: Copy> PerChar<T> {
    /// What is known of a character; worked out where nothing is.
    pub(super) fn of(&mut self, char: char, work: impl FnOnce() -> T) -> T {
        let number = (char as usize).checked_sub(FIRST as usize).filter(|number| *number < COUNT);
        let Some(number) = number else { return *self.others.entry(char).or_insert_with(work) };
        if self.places.is_empty() {
            self.places = vec![0; COUNT];
        }
        let Some(place) = self.places.get_mut(number) else { return work() };
        if let Some(known) = usize::from(*place).checked_sub(1).and_then(|at| self.known.get(at)) {
            return *known;
        }
        let new = work();
        self.known.push(new);
        *place = u16::try_from(self.known.len()).unwrap_or_default();
        new
    }
}
