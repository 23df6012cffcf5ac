//! How Chinese characters are read: pinyin without tones, every reading of a character.

use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};

use super::family_names::{double, single};

/// Every reading of a character, the usual one first, and the one that it has as a family name; none where it is not
/// Chinese. `ü` stands as itself.
pub fn readings(char: char) -> impl Iterator<Item = &'static str> {
    let all = if char.is_ascii() { None } else { char.to_pinyin_multi() };
    let usual = all.into_iter().flatten().map(Pinyin::plain);
    let known = move |other: &&str| all.into_iter().flatten().any(|one| one.plain() == *other);
    let beside = [single(char), as_people_say(char)].into_iter().flatten();
    usual.chain(beside.filter(move |other| all.is_some() && !known(other)))
}

/// The usual reading of a character; none where it is not Chinese.
pub fn reading(char: char) -> Option<&'static str> {
    if char.is_ascii() { None } else { char.to_pinyin().map(Pinyin::plain) }
}

/// A reading that people of this name go by and no dictionary has.
fn as_people_say(char: char) -> Option<&'static str> {
    matches!(char, '谌' | '諶').then_some("shen")
}

/// How the first two characters of a name are read where that is otherwise than elsewhere: as a family name of two, or as
/// one of one.
pub fn family_name(first: char, second: Option<char>) -> [Option<&'static str>; 2] {
    match second.and_then(|second| double(first, second)) {
        Some(both) => both.map(Some),
        None => [single(first), None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_all_its_readings() {
        for (char, expected) in [('张', "zhang"), ('单', "dan"), ('单', "shan"), ('曾', "zeng"), ('吕', "lü")]
        {
            assert!(readings(char).any(|reading| reading == expected), "{char} {expected}");
        }
        assert_eq!(readings('a').chain(readings('é')).chain(readings('田')).collect::<Vec<_>>(), ["tian"]);
    }

    #[test]
    fn a_family_name_is_read_as_one() {
        assert_eq!(family_name('单', Some('小')), [Some("shan"), None]);
        assert_eq!(family_name('尉', Some('健')), [None; 2]);
        assert_eq!(family_name('尉', Some('遲')), [Some("yu"), Some("chi")]);
        assert_eq!(family_name('王', None), [None; 2]);
        assert_eq!(family_name('L', Some('e')), [None, None]);
    }

    #[test]
    fn a_reading_stands_once() {
        for char in "单曾贠谌黑乐".chars() {
            let mut all: Vec<&str> = readings(char).collect();
            let before = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), before, "{char}");
        }
    }
}
