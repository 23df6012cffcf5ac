//! How Chinese characters are read: pinyin without tones, every reading of a character.

use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};

/// Family names that are read otherwise than the character is elsewhere.
const SURNAMES: [(char, &str); 16] = [
    ('曾', "zeng"),
    ('单', "shan"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('盖', "ge"),
    ('朴', "piao"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('乐', "yue"),
    ('缪', "miao"),
    ('种', "chong"),
    ('折', "she"),
    ('召', "shao"),
    ('尉', "yu"),
];

/// Every reading of a character, the usual one first; none where it is not Chinese. `ü` stands as itself.
pub fn readings(char: char) -> impl Iterator<Item = &'static str> {
    let all = if char.is_ascii() { None } else { char.to_pinyin_multi() };
    all.into_iter().flatten().map(Pinyin::plain)
}

/// The usual reading of a character; none where it is not Chinese.
pub fn reading(char: char) -> Option<&'static str> {
    if char.is_ascii() { None } else { char.to_pinyin().map(Pinyin::plain) }
}

/// How a character is read at the beginning of a name.
pub fn surname(char: char) -> Option<&'static str> {
    let known = SURNAMES.iter().find(|(name, _)| *name == char).map(|(_, reading)| *reading);
    known.or_else(|| reading(char))
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
        assert_eq!((surname('单'), reading('单')), (Some("shan"), Some("dan")));
        assert_eq!(surname('王'), Some("wang"));
        assert_eq!(surname('L'), None);
    }

    #[test]
    fn every_family_name_in_the_list_has_that_reading_and_another_first() {
        for (char, expected) in SURNAMES {
            assert!(readings(char).any(|reading| reading == expected), "{char} {expected}");
        }
        let idle: Vec<_> = SURNAMES.iter().filter(|(char, name)| reading(*char) == Some(*name)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}
