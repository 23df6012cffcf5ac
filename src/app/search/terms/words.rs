//! What is typed or pasted, as words: without what people write around a name or a number.

use super::super::folding::folded;
use super::super::term_key::{NOT, OR, keyed};

/// What stands before an address or a number, in links and in signatures.
const SCHEMES: [&str; 6] = ["mailto", "tel", "email", "mobile", "手机", "邮箱"];

/// The letter as it is typed without it.
const UMLAUTS: [(&str, &str); 6] =
    [("lu:", "lü"), ("nu:", "nü"), ("Lu:", "Lü"), ("Nu:", "Nü"), ("LU:", "LÜ"), ("NU:", "NÜ")];

/// A Chinese number without the prefix of the country, which few numbers are kept with.
pub(in crate::app::search) fn without_country(folded: &str) -> &str {
    let rest = ["+86", "0086", "86"].iter().find_map(|prefix| folded.strip_prefix(prefix));
    let is_number = |rest: &&str| {
        rest.bytes().all(|byte| byte.is_ascii_digit())
            && (folded.starts_with('+') || rest.len() == 11)
            && rest.len() > 6
    };
    rest.filter(is_number).unwrap_or(folded)
}

/// Without the numbers of tones, as in `zhang1wei3`: those behind the last letter of a syllable.
pub(super) fn without_tones(value: &str) -> String {
    let mut typed = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    let mut before = None;
    while let Some(char) = chars.next() {
        let ends_syllable = matches!(before, Some('a' | 'e' | 'i' | 'o' | 'u' | 'v' | 'ü' | 'n' | 'g' | 'r'));
        let is_alone = !chars.peek().is_some_and(char::is_ascii_digit);
        if !(matches!(char, '1'..='5') && ends_syllable && is_alone) {
            typed.push(char);
        }
        before = Some(char.to_ascii_lowercase());
    }
    typed
}

/// A word without a key, as it is looked for: `lu:` is how `lü` is typed where there is no `ü`, and a colon at the end is no
/// part of a name.
pub(super) fn plain_word(word: &str) -> String {
    let typed = word.replace('：', ":");
    let typed = UMLAUTS.iter().fold(typed, |typed, (colon, umlaut)| typed.replace(colon, umlaut));
    typed.trim_end_matches(':').to_owned()
}

fn is_of_number(word: &str) -> bool {
    let folded = folded(word);
    !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit())
}

fn begins_with_country(word: &str) -> bool {
    let folded = folded(keyed(word).map_or(word, |(_, value)| value));
    let rest = ["+86", "0086"].iter().find_map(|country| folded.strip_prefix(country));
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The words of what is typed; those around a `|` are one, and so are the parts of a number that begins with its
/// country, and a key and its value. What stands before an address or a number to say that it is one is no part of it.
pub(in crate::app::search) fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    // An address stands between these behind a name.
    let parted = |char: char| char.is_whitespace() || matches!(char, '<' | '＜');
    for word in text.split(parted).filter(|word| !word.is_empty()) {
        let word = without_scheme(word);
        match words.last_mut() {
            Some(last) if last.ends_with(OR) || word.starts_with(OR) => last.push_str(word),
            Some(last) if is_of_number(word) && begins_with_country(last) => last.push_str(word),
            Some(last) if wants_value(last) => last.push_str(word),
            _ if word.is_empty() => {}
            _ => words.push(word.to_owned()),
        }
    }
    words
}

fn without_scheme(word: &str) -> &str {
    let Some((scheme, rest)) = word.split_once([':', '：']) else { return word };
    let is_one = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if is_one { rest.split_once('?').map_or(rest, |(address, _)| address) } else { word }
}

fn wants_value(word: &str) -> bool {
    keyed(word.trim_start_matches(NOT)).is_some_and(|(_, value)| value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_name_or_a_number_is_no_part_of_it() {
        for (typed, words) in [
            ("mailto:z@b.cn?subject=hi", &["z@b.cn"][..]),
            ("手机：138 0013 8000", &["138", "0013", "8000"]),
            ("Tel: +86 138 0013", &["+861380013"]),
            ("phone:+86 138 0013", &["phone:+861380013"]),
            ("张 | 王 zw", &["张|王", "zw"]),
            ("group: 后端 !role： admin", &["group:后端", "!role：admin"]),
            ("role:", &["role:"]),
            ("张伟<z@b.cn>", &["张伟", "z@b.cn>"]),
        ] {
            assert_eq!(words_of(typed), words, "{typed}");
        }
        for (typed, plain) in [("lu:3bu4", "lü3bu4"), ("NU：", "NÜ"), ("张伟：", "张伟"), ("10:30", "10:30")]
        {
            assert_eq!(plain_word(typed), plain);
        }
    }
}
