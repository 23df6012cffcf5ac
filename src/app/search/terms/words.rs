//! What is typed or pasted, as words: without what people write around a name or a number.

use super::super::term_key::{NOT, OR, SEPARATORS, keyed};
use super::numbers::{around_number, is_broken_number, is_whole_number, joined, put_together};

/// What stands before an address or a number, in links and in signatures.
const SCHEMES: [&str; 13] = [
    "mailto",
    "tel",
    "sms",
    "callto",
    "email",
    "mobile",
    "cell",
    "手机",
    "手机号",
    "联系电话",
    "座机",
    "邮箱",
    "邮件",
];

/// The same before a number, also without a colon.
const LABELS: [&str; 5] = ["电话", "phone", "mob", "t", "m"];

/// The letter as it is typed without it.
const UMLAUTS: [(&str, &str); 6] =
    [("lu:", "lü"), ("nu:", "nü"), ("Lu:", "Lü"), ("Nu:", "Nü"), ("LU:", "LÜ"), ("NU:", "NÜ")];

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

/// What may stand around a name and is no part of it, beside what is not compared at all.
const AROUND: [char; 13] = [':', '!', '！', '?', '？', '…', '~', '～', '*', '#', '＃', '/', '\\'];

/// A word without a key, as it is looked for: `lu:` is how `lü` is typed where there is no `ü`, and marks around a name are
/// no part of it.
pub(super) fn plain_word(word: &str) -> String {
    let typed = word.replace('：', ":");
    let typed = UMLAUTS.iter().fold(typed, |typed, (colon, umlaut)| typed.replace(colon, umlaut));
    typed.trim_matches(AROUND).to_owned()
}

/// Whether this begins with another thing than text: its separators part what is asked of that.
pub(super) fn is_keyed(word: &str) -> bool {
    word.starts_with(NOT) || keyed(word).is_some()
}

/// The words of what is typed; those around a `|` are one, and so are the groups of a number, and a key and its value. What
/// stands before an address or a number to say that it is one is no part of it. The items of a list of names are one word.
pub(in crate::app::search) fn words_of(text: &str) -> Vec<String> {
    let items = items_of(text);
    if items.len() < 2 {
        return items.concat();
    }
    // Whatever has a key is asked of each of them.
    let (mut words, mut list) = (Vec::new(), Vec::new());
    for item in items {
        let (keyed, plain): (Vec<String>, Vec<String>) = item.into_iter().partition(|word| is_keyed(word));
        words.extend(keyed);
        list.extend((!plain.is_empty()).then(|| plain.join(" ")));
    }
    words.extend((!list.is_empty()).then(|| list.join("、")));
    words
}

/// The items of a list, each as its words.
pub(super) fn items_of(text: &str) -> Vec<Vec<String>> {
    let mut items = vec![Vec::new()];
    for word in parted(text) {
        let is_mention = |word: &str| word.starts_with(['@', '＠']);
        let is_next = is_mention(&word)
            && items.last().and_then(|item| item.first()).is_some_and(|first: &String| is_mention(first));
        let is_whole = is_keyed(&word);
        let ends = is_whole && word.ends_with(SEPARATORS);
        let parts: Vec<&str> =
            if is_whole { vec![word.trim_end_matches(SEPARATORS)] } else { word.split(SEPARATORS).collect() };
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 || is_next {
                items.push(Vec::new());
            }
            let part = without_scheme(part);
            let words = if is_whole { vec![part] } else { around_number(part) };
            if let Some(item) = items.last_mut() {
                item.extend(words.into_iter().filter(|word| !word.is_empty()).map(str::to_owned));
            }
        }
        if ends {
            items.push(Vec::new());
        }
    }
    items.retain(|item| !item.is_empty());
    put_together(&mut items);
    // Nobody is looked for by two numbers at once.
    let of_item = |item: Vec<String>| {
        let words = joined(&without_labels(item));
        let are_numbers = words.len() > 1 && words.iter().all(|word| is_whole_number(word));
        if are_numbers { words.into_iter().map(|word| vec![word]).collect() } else { vec![words] }
    };
    items.into_iter().flat_map(of_item).collect()
}

/// Without the `Tel.` or the picture of a telephone before a number.
fn without_labels(words: Vec<String>) -> Vec<String> {
    let is_label = |word: &str| {
        let word = word.trim_end_matches('.');
        let is_known = LABELS.iter().chain(&SCHEMES).any(|known| word.eq_ignore_ascii_case(known));
        is_known || !word.contains(char::is_alphanumeric)
    };
    let begins_number =
        |word: &String| word.starts_with(|char: char| char.is_ascii_digit() || "+(（".contains(char));
    let next: Vec<bool> = words.iter().skip(1).map(begins_number).chain([false]).collect();
    words
        .into_iter()
        .zip(next)
        .filter(|(word, next)| !(*next && is_label(word)))
        .map(|(word, _)| word)
        .collect()
}

/// What blanks part.
fn parted(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    // An address stands between these behind a name.
    let parts = |char: char| char.is_whitespace() || matches!(char, '<' | '＜');
    for word in text.split(parts).filter(|word| !word.is_empty()) {
        let word = without_scheme(word);
        match words.last_mut() {
            Some(last) if last.ends_with(OR) || word.starts_with(OR) => last.push_str(word),
            Some(last) if wants_value(last) => last.push_str(word),
            _ if word.is_empty() => {}
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// What is pasted, as one line: its lines and columns are the items of a list, but for a number that is broken by one.
pub(in crate::app::search) fn one_line(text: &str) -> String {
    let breaks = ['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(breaks) {
        return text.to_owned();
    }
    let items = text.split(breaks).map(|item| without_bullet(item.trim())).filter(|item| !item.is_empty());
    items.fold(String::new(), |line, item| match line.as_str() {
        "" => item.to_owned(),
        _ if is_broken_number(&line, item) => format!("{line} {item}"),
        _ => format!("{line}; {item}"),
    })
}

/// Without what stands before the items of a list: `1. `, `- `, `（2）`, `三、`.
fn without_bullet(item: &str) -> &str {
    let inside = item.strip_prefix(['(', '（']).unwrap_or(item);
    let is_figure = |char: char| char.is_ascii_digit() || "一二三四五六七八九十".contains(char);
    let rest = inside.trim_start_matches(is_figure);
    let is_number = (1..=3).contains(&inside.strip_suffix(rest).unwrap_or_default().chars().count());
    let rest = Some(rest)
        .filter(|_| is_number)
        .and_then(|rest| rest.strip_prefix(['.', '、', ')', '）', '．']))
        .or_else(|| item.strip_prefix(['-', '*', '•', '·', '●', '–']))
        .or_else(|| item.strip_prefix(|char| matches!(char, '①'..='⑳')));
    let rest = rest.filter(|rest| !rest.starts_with(|char: char| char.is_ascii_digit()));
    rest.map_or(item, str::trim_start)
}

fn without_scheme(word: &str) -> &str {
    let Some((scheme, rest)) = word.split_once([':', '：']) else { return word };
    let is_one = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if !is_one {
        return word;
    }
    let rest = rest.trim_start_matches('/');
    let parameters = rest.split_once(';').filter(|(_, parameters)| parameters.contains('='));
    let address = rest.split_once('?').or(parameters);
    address.map_or(rest, |(address, _)| address)
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
            ("手机：138 0013 8000", &["13800138000"]),
            ("tel:+86-10-88888888;ext=802", &["+86-10-88888888"]),
            ("张伟、李娜", &["张伟、李娜"]),
            ("张伟，", &["张伟"]),
            ("group:后端, Zhang Wei; Li Na", &["group:后端", "Zhang Wei、Li Na"]),
            ("Zhang Wei、Li Na group:a,b", &["group:a,b", "Zhang Wei、Li Na"]),
            ("!张伟、李娜", &["!张伟、李娜"]),
            ("张|王、李", &["张|王、李"]),
            ("138 0000 0001, 139 0000 0002", &["13800000001、13900000002"]),
            ("@张伟 @李娜", &["@张伟、@李娜"]),
            ("138, 0000, 0001", &["13800000001"]),
            ("+86; 13800000001; 张伟", &["+8613800000001、张伟"]),
            ("8801, 8802", &["8801、8802"]),
            ("张伟(13800000001)", &["张伟", "(13800000001)"]),
            ("13800000001（张伟）", &["13800000001", "（张伟）"]),
            ("=\"13800000001\"", &["13800000001"]),
            ("☎ 138 0000 0001", &["13800000001"]),
            ("📱13800000001", &["13800000001"]),
            ("13800000001@163.com", &["13800000001@163.com"]),
            ("Tel. 138 0000 0001", &["13800000001"]),
            ("电话 010-88888888", &["010-88888888"]),
            ("13800000001 13800000002", &["13800000001、13800000002"]),
            ("张伟 <z@b.cn>; 李娜 <l@b.cn>", &["张伟 z@b.cn>、李娜 l@b.cn>"]),
            ("Tel: +86 138 0013", &["+861380013"]),
            ("phone:+86 138 0013", &["phone:+861380013"]),
            ("张 | 王 zw", &["张|王", "zw"]),
            ("group: 后端 !role： admin", &["group:后端", "!role：admin"]),
            ("role:", &["role:"]),
            ("张伟<z@b.cn>", &["张伟", "z@b.cn>"]),
        ] {
            assert_eq!(words_of(typed), words, "{typed}");
        }
        for (pasted, line) in [
            ("张伟\r\n李娜\n", "张伟; 李娜"),
            ("张伟\t后端\n", "张伟; 后端"),
            ("1. 张伟\n2、李娜\n- 王芳", "张伟; 李娜; 王芳"),
            ("(1) 张伟\n（2）李娜\n三、王芳\n④ 赵六", "张伟; 李娜; 王芳; 赵六"),
            ("138 0000\n0001", "138 0000 0001"),
            ("1380000\r\n0001\n张伟", "1380000 0001; 张伟"),
            ("13800000001\n13900000002", "13800000001; 13900000002"),
            ("8801\n8802", "8801; 8802"),
            ("010-8888\n8888", "010-8888 8888"),
            (" zw", " zw"),
            ("-x", "-x"),
        ] {
            assert_eq!(one_line(pasted), line, "{pasted:?}");
        }
        for (typed, plain) in [
            ("lu:3bu4", "lü3bu4"),
            ("NU：", "NÜ"),
            ("张伟：", "张伟"),
            ("：张伟", "张伟"),
            ("张伟！", "张伟"),
            ("zw?", "zw"),
            ("#张伟", "张伟"),
            ("10:30", "10:30"),
            ("a/b", "a/b"),
        ] {
            assert_eq!(plain_word(typed), plain);
        }
    }
}
