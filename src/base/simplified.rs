//! Traditional and older forms of Chinese characters, and the radicals that a PDF has in their place, as the simplified
//! character that a person means by them.

use std::sync::LazyLock;

/// A line for each simplified character, with the forms that stand for it behind it. Its first line names the version of
/// the Unicode Character Database that `.ci/simplified` made it from.
const FORMS: &str = include_str!("simplified.txt");

/// Where the forms begin and how far they reach; what lies outside is rare enough to stand for itself.
const FIRST: char = '\u{2e80}';
const COUNT: usize = 0xa000 - FIRST as usize;

/// What each character from [`FIRST`] on is simplified to.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = (FIRST..).take(COUNT).collect();
    for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
        let mut chars = line.chars();
        let Some(simplified) = chars.next() else { continue };
        for form in chars {
            if let Some(entry) = place(form).and_then(|place| table.get_mut(place)) {
                *entry = simplified;
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
    place(char).and_then(|place| SIMPLIFIED.get(place)).copied().unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_older_and_radical_forms_are_simplified() {
        for (form, expected) in "張张 偉伟 樂乐 說说 説说 録录 裡里 戸户 値值 ⻩黄 ⻢马 ⿈黄 ⽅方 暐𬀩 甯宁"
            .split(' ')
            .filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?)))
        {
            assert_eq!(simplified(form), expected, "{form}");
        }
        assert_eq!(['a', '张', 'é', '喆', '𠮷', 'が'].map(simplified), ['a', '张', 'é', '喆', '𠮷', 'が']);
    }

    #[test]
    fn what_is_simplified_is_not_simplified_again() {
        let again: Vec<char> = SIMPLIFIED.iter().copied().filter(|char| simplified(*char) != *char).collect();
        assert!(again.is_empty(), "{again:?}");
        assert!(
            FORMS.lines().all(|line| line.starts_with('#') || line.chars().all(|char| char > '\u{2e7f}'))
        );
    }
}
