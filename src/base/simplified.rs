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

/// What a form is simplified to.
struct Table {
    /// For each character from [`FIRST`] on.
    near: Vec<char>,
    /// For those beyond, such as `𠮷`.
    beyond: HashMap<char, char>,
}

static SIMPLIFIED: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { near: (FIRST..).take(COUNT).collect(), beyond: HashMap::new() };
    for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
        let mut chars = line.chars();
        let Some(simplified) = chars.next() else { continue };
        for form in chars {
            match place(form).and_then(|place| table.near.get_mut(place)) {
                Some(entry) => *entry = simplified,
                None => drop(table.beyond.insert(form, simplified)),
            }
        }
    }
    table
});

fn place(char: char) -> Option<usize> {
    (char as usize).checked_sub(FIRST as usize)
}

/// The simplified character; any other as it is.
pub fn simplified(char: char) -> char {
    let Some(place) = place(char) else { return char };
    *SIMPLIFIED.near.get(place).or_else(|| SIMPLIFIED.beyond.get(&char)).unwrap_or(&char)
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
    fn what_is_simplified_is_not_simplified_again() {
        let all = SIMPLIFIED.near.iter().chain(SIMPLIFIED.beyond.values()).copied();
        let again: Vec<char> = all.filter(|char| simplified(*char) != *char).collect();
        assert!(again.is_empty(), "{again:?}");
        assert!(
            FORMS.lines().all(|line| line.starts_with('#') || line.chars().all(|char| char > '\u{2e7f}'))
        );
    }
}
