//! Telephone numbers as they are written and pasted: in groups, behind the prefix of a country or an area, with an
//! extension.

use super::super::folding::folded;
use super::super::term_key::{TermKey, keyed};

/// What stands between a number and its extension; a longer mark before one that it begins with.
const MARKS: [&str; 10] = ["转接", "转", "轉", "分机号", "分机", "ext.", "ext", "x", "#", "*"];

/// How many digits are one number, however many groups they come in.
const LENGTHS: std::ops::RangeInclusive<usize> = 7..=15;

/// A number without the prefix of China, which few are kept with, and without the zero before the prefix of an area, which
/// is left out behind that of the country.
pub(in crate::app::search) fn without_country(folded: &str) -> &str {
    let rest = ["+86", "0086", "86"].iter().find_map(|prefix| folded.strip_prefix(prefix));
    let is_number = |rest: &&str| {
        are_digits(rest) && (folded.starts_with(['+', '0']) || rest.len() == 11) && rest.len() > 6
    };
    let number = rest.filter(is_number).unwrap_or(folded);
    let of_area = number.strip_prefix('0').filter(|rest| are_digits(rest) && (9..=11).contains(&rest.len()));
    of_area.unwrap_or(number)
}

/// The number and the extension of a word that has both.
pub(in crate::app::search) fn with_extension(word: &str) -> Option<(&str, &str)> {
    let marked = || {
        let plain = word.to_ascii_lowercase();
        let (at, mark) = MARKS.iter().find_map(|mark| Some((plain.find(mark)?, mark)))?;
        Some((word.get(..at)?, word.get(at + mark.len()..)?.trim_start_matches(['.', ':', '：'])))
    };
    if is_mobile(without_country(&folded(word))) {
        return None;
    }
    // `010-88888888-802`
    let dashed = || {
        let (number, extension) = word.rsplit_once(['-', '－', '–', '—'])?;
        let is_whole = number.contains(['-', '－', '–', '—', ')', '）']) && folded(number).starts_with('0');
        is_whole.then_some((number, extension)).filter(|(number, _)| folded(number).len() > 9)
    };
    let are_both = |(number, extension): &(&str, &str)| {
        let number = folded(number);
        let is_number = LENGTHS.contains(&number.len()) && are_digits(number.trim_start_matches('+'));
        is_number && !is_mobile(&number) && are_digits(extension) && extension.len() <= 6
    };
    marked().filter(are_both).or_else(|| dashed().filter(are_both))
}

/// The words, with the groups of each number as one. A few digits are as many words as they are, and so are those of
/// a mobile number that is not whole.
pub(super) fn joined(words: &[String]) -> Vec<String> {
    let mut joined = Vec::new();
    let mut left = words;
    while let Some((first, others)) = left.split_first() {
        let (word, more) = number(first, others).unwrap_or_else(|| (first.clone(), 0));
        joined.push(word);
        left = others.get(more..).unwrap_or_default();
    }
    joined
}

/// The number that begins with this word, and how many of the others are a part of it.
fn number(first: &str, others: &[String]) -> Option<(String, usize)> {
    let begun = match keyed(first) {
        Some((TermKey::Phone, value)) => value,
        Some(_) => return None,
        None => first,
    };
    let key = first.strip_suffix(begun)?;
    let mut number = without_slashes(begun);
    let mut digits = folded(&number);
    if !are_digits(digits.trim_start_matches('+')) {
        return None;
    }
    let (mut whole, mut parts) = (number.clone(), 0);
    for (at, word) in (1..).zip(others) {
        if is_mobile(without_country(&digits)) {
            break;
        }
        number.push_str(word);
        let part = folded(word);
        if !part.bytes().all(|byte| byte.is_ascii_digit()) {
            let next = others.get(at).map(|next| format!("{number}{next}"));
            let with_next = next.filter(|next| with_extension(next).is_some()).map(|next| (next, at + 1));
            let extended = with_extension(&number).is_some().then(|| (number.clone(), at)).or(with_next);
            (whole, parts) = extended.unwrap_or((whole, parts));
            break;
        }
        if is_mobile(&part) && !is_prefix(&digits) {
            break;
        }
        digits.push_str(&part);
        if is_one(&digits) {
            (whole, parts) = (number.clone(), at);
        }
    }
    Some((format!("{key}{whole}"), parts))
}

/// Whether these digits may be one number.
fn is_one(digits: &str) -> bool {
    let begins_mobile = matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]);
    let is_international = digits.starts_with('+') || digits.starts_with("0086");
    is_international || is_mobile(digits) || LENGTHS.contains(&digits.len()) && !begins_mobile
}

/// Whether a word is a number from its prefix to its end.
pub(super) fn is_whole_number(word: &str) -> bool {
    is_whole(&folded(word))
}

fn is_whole(digits: &str) -> bool {
    is_mobile(without_country(digits))
        || digits.starts_with('0') && are_digits(digits) && (10..=12).contains(&digits.len())
}

/// Puts the items together that are the groups of one number.
pub(super) fn put_together(items: &mut Vec<Vec<String>>) {
    let mut at = 0;
    while at < items.len() {
        let group = |item: &Vec<String>| match item.as_slice() {
            [word] => Some(folded(word))
                .filter(|digits| are_digits(digits.trim_start_matches('+')) && !is_whole(digits)),
            _ => None,
        };
        // After its prefix a number may be whole.
        let rest = items.get(at..).unwrap_or_default();
        let is_after_prefix = rest.first().and_then(group).is_some_and(|digits| is_prefix(&digits));
        let groups: Vec<String> = if is_after_prefix {
            rest.iter().take(2).map(|item| folded(&item.concat())).collect()
        } else {
            rest.iter().map_while(group).take(4).collect()
        };
        let count = (2..=groups.len())
            .find(|count| is_whole(&groups.iter().take(*count).map(String::as_str).collect::<String>()));
        if let Some(count) = count {
            let number = groups.into_iter().take(count).collect();
            items.splice(at..at + count, [vec![number]]);
        }
        at += 1;
    }
}

/// The words of one in which a number stands beside other text.
pub(super) fn around_number(word: &str) -> Vec<&str> {
    let is_of_number = |char: char| char.is_ascii_digit() || "+-./()（）－".contains(char);
    let split = || {
        let start = word.find(is_of_number)?;
        let (before, rest) = word.split_at_checked(start)?;
        let end = rest.find(|char| !is_of_number(char)).unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(end)?;
        let is_apart = !before.ends_with(|char: char| char.is_ascii_alphanumeric())
            && !after.starts_with(|char: char| char.is_ascii_alphanumeric());
        // An opening bracket belongs to what stands in it.
        let opened = number.trim_end_matches(['(', '（']);
        let after = word.get(start + opened.len()..)?;
        let has_text = |text: &&str| text.contains(char::is_alphanumeric);
        (is_apart && is_whole(&folded(number)) && with_extension(word).is_none())
            .then(|| [before, opened, after].into_iter().filter(has_text).collect())
    };
    if word.contains('@') { vec![word] } else { split().unwrap_or_else(|| vec![word]) }
}

/// Whether a number at the end of one line goes on at the beginning of the next.
pub(super) fn is_broken_number(line: &str, next: &str) -> bool {
    let is_of_number = |char: char| char.is_ascii_digit() || "+-./() －（）·".contains(char);
    let begun = line.rfind(|char| !is_of_number(char)).and_then(|at| line.get(at..));
    let begun = folded(begun.map_or(line, |from| from.trim_start_matches(|char| !is_of_number(char))));
    let rest = folded(next.split(|char| !is_of_number(char)).next().unwrap_or_default());
    let both = format!("{begun}{rest}");
    let is_area = both.starts_with('0') && (10..=12).contains(&both.len());
    let is_whole = |digits: &str| is_mobile(without_country(digits));
    !begun.is_empty()
        && are_digits(&rest)
        && !is_whole(&begun)
        && !is_whole(&rest)
        && (is_whole(&both) || is_area)
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]) && digits.len() == 11 && are_digits(digits)
}

/// Whether it is nothing but the prefix of the country.
fn is_prefix(digits: &str) -> bool {
    matches!(digits, "+86" | "0086" | "86")
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `138/0000/0001` as one; a day that is written so stays as it is.
fn without_slashes(word: &str) -> String {
    let plain = word.replace(['/', '／', '\\', '~', '～'], "");
    let digits = folded(&plain);
    if is_mobile(without_country(&digits)) || digits.starts_with('0') && is_one(&digits) {
        plain
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_of_a_number_are_one_word_and_other_digits_are_not() {
        for (typed, words) in [
            ("138 0000 0001", &["13800000001"][..]),
            ("1380000 0001 张", &["13800000001", "张"]),
            ("138/0000/0001", &["13800000001"]),
            ("138 - 0000 - 0001", &["138-0000-0001"]),
            ("86 138 0000 0001", &["8613800000001"]),
            ("+86 13800000001 802", &["+8613800000001", "802"]),
            ("+86 138 0013", &["+861380013"]),
            ("phone:138 0000 0001", &["phone:13800000001"]),
            ("138 0000 0001 139 0000 0002", &["13800000001", "13900000002"]),
            ("13800000001 13900000002", &["13800000001", "13900000002"]),
            ("13800000001 8", &["13800000001", "8"]),
            ("8888 8888", &["88888888"]),
            ("400 800 1234", &["4008001234"]),
            ("1 2", &["1", "2"]),
            ("138 0001", &["138", "0001"]),
            ("13800138 8", &["13800138", "8"]),
            ("张 138", &["张", "138"]),
            ("role:1 2345678", &["role:1", "2345678"]),
            ("2024/06/15", &["2024/06/15"]),
            ("(010)88888888 转 802", &["(010)88888888转802"]),
            ("(010) 8888 8888 ext.802 王", &["(010)88888888ext.802", "王"]),
            ("010-88888888 转", &["010-88888888", "转"]),
        ] {
            let typed: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            assert_eq!(joined(&typed), words, "{typed:?}");
        }
    }

    #[test]
    fn an_extension_is_told_apart_from_its_number() {
        for word in [
            "(010)88888888转802",
            "010-88888888-802",
            "(010)88888888-802",
            "010-88888888EXT.802",
            "010-88888888x802",
            "010-88888888分机：802",
        ] {
            let (number, extension) = with_extension(word).unwrap();
            assert_eq!((folded(number).as_str(), extension), ("01088888888", "802"), "{word}");
        }
        for word in
            ["138-0000-0001", "010-8888-8888", "010-88888888", "张转802", "13800000001x802", "2024-06-15"]
        {
            assert_eq!(with_extension(word), None, "{word}");
        }
    }

    #[test]
    fn the_prefixes_of_china_and_of_an_area_are_no_part_of_what_is_compared() {
        for (number, bare) in [
            ("+8613800138000", "13800138000"),
            ("8613800138000", "13800138000"),
            ("008613800138000", "13800138000"),
            ("01088888888", "1088888888"),
            ("+861088888888", "1088888888"),
            ("+8601088888888", "1088888888"),
            ("00861088888888", "1088888888"),
            ("0138", "0138"),
            ("8618", "8618"),
        ] {
            assert_eq!(without_country(number), bare, "{number}");
        }
    }
}
