//! How a character is read in words where it is read otherwise than alone: 重庆 and 银行.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::simplified::simplified;

/// A line for each character and reading. Its first lines say where it is from.
const PHRASES: &str = include_str!("phrases.txt");

/// A word, and how the character at this place of it, in bytes, is read.
struct Phrase {
    word: &'static str,
    at: usize,
    reading: &'static str,
}

static OF_CHARACTERS: LazyLock<HashMap<char, Vec<Phrase>>> = LazyLock::new(|| {
    let mut all: HashMap<char, Vec<Phrase>> = HashMap::new();
    for line in PHRASES.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let char = words.next().and_then(|word| word.chars().next());
        if let (Some(char), Some(reading)) = (char, words.next()) {
            let at = |word: &'static str| Some(Phrase { word, at: word.find(char)?, reading });
            all.entry(char).or_default().extend(words.filter_map(at));
        }
    }
    all
});

/// How the character at this place of a text, in bytes, is read in the word around it; of several words the longest counts,
/// and of those the first.
pub fn reading_in(text: &str, at: usize) -> Option<&'static str> {
    let (before, from) = text.split_at_checked(at)?;
    let stands = |phrase: &&Phrase| {
        let (head, tail) = phrase.word.split_at_checked(phrase.at).unwrap_or_default();
        let follows = from.chars().map(simplified).take(tail.chars().count()).eq(tail.chars());
        follows && before.chars().rev().map(simplified).take(head.chars().count()).eq(head.chars().rev())
    };
    let phrases = OF_CHARACTERS.get(&simplified(from.chars().next()?))?;
    let found = phrases.iter().filter(stands).min_by_key(|phrase| Reverse((phrase.word.len(), phrase.at)));
    found.map(|phrase| phrase.reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as it is read, as far as words say it.
    fn read(text: &str) -> String {
        let read = |(at, char): (usize, char)| reading_in(text, at).map_or(char.to_string(), str::to_owned);
        text.char_indices().map(read).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_character_is_read_as_in_the_word_around_it() {
        for (text, expected) in [
            ("重庆", "chong 庆"),
            ("重慶", "chong 慶"),
            ("招商银行重庆分行", "招 商 银 hang chong 庆 分 hang"),
            ("发行业务", "发 xing 业 务"),
            ("社会计划", "社 hui 计 划"),
            ("总会计师", "总 kuai 计 师"),
            ("校长沙龙", "校 zhang 沙 龙"),
            ("长", "长"),
            ("", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!((reading_in("重庆", 1), reading_in("重庆", 6), reading_in("重庆", 9)), (None, None, None));
    }

    #[test]
    fn every_word_has_its_character() {
        let lines = PHRASES.lines().filter(|line| !line.starts_with('#'));
        let mut count = 0;
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let (char, reading) = (words[0], words[1]);
            assert!(reading.bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
            assert!(words.len() > 2 && words[2..].iter().all(|word| word.contains(char)), "{line}");
            count += words.len() - 2;
        }
        assert!(count > 600, "{count}");
    }
}
