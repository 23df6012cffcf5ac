//! Traditional, Japanese and older forms of Chinese characters, and the radicals that a PDF has in their place, as the
//! simplified character that a person means by them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each simplified character, with the forms that stand for it behind it. Its first line names the version of
/// the Unicode Character Database that `.ci/simplified` made it from.
const FORMS: &str = include_str!("simplified.txt");

/// Where nearly all forms are: the rare ones outside are looked up in another way.
const FIRST: char = '\u{2e80}';
const COUNT: usize = 0xa000 - FIRST as usize;

/// In the table, where a character stays as it is.
const STAYS: char = '\0';

/// What each character from [`FIRST`] on is simplified to, worked out by the compiler: the first picture of a cached list
/// would wait for it.
static NEAR: [char; COUNT] = near();

/// The same of those beyond, such as `𠮷`.
static BEYOND: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pairs = FORMS.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let simplified = line.chars().next();
        line.chars().skip(1).filter_map(move |form| Some((form, simplified?)))
    });
    pairs.filter(|(form, _)| place(*form).is_none_or(|place| place >= COUNT)).collect()
});

#[expect(
    clippy::indexing_slicing,
    clippy::large_stack_arrays,
    reason = "worked out by the compiler, which looks at every index"
)]
const fn near() -> [char; COUNT] {
    let mut near = [STAYS; COUNT];
    let bytes = FORMS.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_note = bytes[at] == b'#';
        let mut simplified = None;
        while bytes[at] != b'\n' {
            let (char, next) = char_at(bytes, at);
            match simplified {
                _ if is_note => {}
                None => simplified = Some(char),
                Some(simplified) if FIRST <= char && (char as usize) < FIRST as usize + COUNT => {
                    near[char as usize - FIRST as usize] = simplified;
                }
                Some(_) => {}
            }
            at = next;
        }
        at += 1;
    }
    near
}

/// The character whose UTF-8 begins here, and where the next begins.
#[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which looks at every index")]
const fn char_at(bytes: &[u8], at: usize) -> (char, usize) {
    let lead = bytes[at];
    let (mut code, len) = match lead.leading_ones() {
        0 => (lead as u32, 1),
        len => (lead as u32 & (0x7f >> len), len as usize),
    };
    let mut behind = 1;
    while behind < len {
        code = code << 6 | (bytes[at + behind] & 0x3f) as u32;
        behind += 1;
    }
    (char_of(code), at + len)
}

const fn char_of(code: u32) -> char {
    match char::from_u32(code) {
        Some(char) => char,
        None => char::REPLACEMENT_CHARACTER,
    }
}

fn place(char: char) -> Option<usize> {
    (char as usize).checked_sub(FIRST as usize)
}

/// The simplified character; any other as it is.
pub fn simplified(char: char) -> char {
    let near = place(char).and_then(|place| NEAR.get(place));
    let simplified = match char {
        // An emoji or a Hangul syllable, say, is none of them.
        '\u{f900}'..='\u{faff}' | '\u{20000}'.. => BEYOND.get(&char),
        _ => near.filter(|near| **near != STAYS),
    };
    simplified.copied().unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_older_and_radical_forms_are_simplified() {
        for (form, expected) in "張张 偉伟 樂乐 說说 説说 録录 裡里 戸户 値值 ⻩黄 ⻢马 ⿈黄 ⽅方 暐𬀩 甯宁 𠮷吉 﨑崎 辺边 竜龙 鍾钟 锺钟"
            .split(' ')
            .filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?)))
        {
            assert_eq!(simplified(form), expected, "{form}");
        }
        assert_eq!(['a', '张', 'é', '喆', '𠀀', 'が'].map(simplified), ['a', '张', 'é', '喆', '𠀀', 'が']);
    }

    #[test]
    fn every_form_in_the_list_is_the_first_of_its_line() {
        for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
            let first = line.chars().next().unwrap();
            assert!(line.chars().all(|form| simplified(form) == first), "{line}");
        }
    }

    #[test]
    fn what_is_simplified_is_not_simplified_again() {
        let all = NEAR.iter().filter(|char| **char != STAYS).chain(BEYOND.values()).copied();
        let again: Vec<char> = all.filter(|char| simplified(*char) != *char).collect();
        assert!(again.is_empty(), "{again:?}");
        assert!(
            FORMS.lines().all(|line| line.starts_with('#') || line.chars().all(|char| char > '\u{2e7f}'))
        );
    }
}
