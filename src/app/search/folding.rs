//! Text as the filter compares it.

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::base::simplified::simplified;
use crate::base::text::{is_invisible, is_joiner};

/// Text without what is typed in more than one way: the difference of case, of full-width, half-width and ASCII forms, of
/// Latin letters with and without marks, of composed and decomposed letters, of the two kinds of kana, of traditional and simplified characters;
/// spaces, dots, dashes, apostrophes, quotes, brackets, commas and `@`; and what cannot be seen.
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().for_each(|char| fold(char, &mut plain));
    plain
}

/// Adds the same of one character; nothing of a space or a dot.
pub(super) fn fold(char: char, plain: &mut String) {
    match char {
        '0'..='9' | 'a'..='z' => plain.push(char),
        'A'..='Z' => plain.push(char.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' => plain.push(simplified(char)),
        _ if is_skipped(char) => {}
        ' '..='~' => plain.push(char),
        _ => fold_other(char, plain),
    }
}

/// How far each katakana stands behind its hiragana.
const KATAKANA: u32 = 'ァ' as u32 - 'ぁ' as u32;

/// The same of a character that may be a compatibility form of another one.
fn fold_other(char: char, plain: &mut String) {
    let mut bytes = [0; 4];
    let parts = DecomposingNormalizerBorrowed::new_nfkd().normalize(char.encode_utf8(&mut bytes));
    for part in parts.chars().filter(|part| !is_mark(*part) && !is_skipped(*part)) {
        for part in part.to_lowercase().filter(|part| !is_mark(*part)) {
            // Katakana as hiragana: a name's reading is written in either.
            let part = match part {
                'ァ'..='ヶ' => char::from_u32(u32::from(part) - KATAKANA).unwrap_or(part),
                _ => part,
            };
            match unmarked(part) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(simplified(part)),
            }
        }
    }
}

/// What stands between the parts of a name or a number, or around them, and what cannot be seen.
fn is_skipped(char: char) -> bool {
    let between = matches!(
        char,
        '.' | '·' | '•' | '‧' | '∙' | '⋅' | '・' | '･' | '．' | '。' | '｡' | '︰' | '﹒'
            | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '﹣' | '－'
            | '\'' | '`' | '´' | 'ʼ' | 'ʹ' | 'ʻ' | '\u{2018}'..='\u{201b}' | '′' | '＇'
            | '(' | ')' | '（' | '）' | '[' | ']' | '［' | '］' | '【' | '】' | '<' | '>' | '＜' | '＞' | '〈' | '〉'
            | '"' | '\u{201c}'..='\u{201f}' | '″' | '＂' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》'
            | ',' | '，' | '、' | ';' | '；' | '@' | '＠' | '_' | '＿'
            | '|' | '｜'
    );
    between || char.is_whitespace() || is_invisible(char) || is_joiner(char) || is_selector(char)
}

/// What chooses between the forms of the character before it.
fn is_selector(char: char) -> bool {
    matches!(char, '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{e0100}'..='\u{e01ef}')
}

/// A mark upon a letter of an alphabet: few people can type those of another language.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}')
}

/// A letter whose mark is a part of it, or two letters in one.
fn unmarked(char: char) -> Option<&'static str> {
    Some(match char {
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        _ => return None,
    })
}

/// A name with its umlauts as two letters each, as they are written where there are none (Mueller); none where it has none.
pub(super) fn spelled_out(name: &str) -> Option<String> {
    // All of them begin with this byte, and few names have it.
    name.as_bytes().contains(&0xc3).then(|| {
        let mut plain = String::with_capacity(name.len());
        let mut has_any = false;
        for char in name.chars() {
            has_any |= fold_umlaut(char, &mut plain);
        }
        has_any.then_some(plain)
    })?
}

/// Adds a character with its umlaut as two letters; whether it has one.
pub(super) fn fold_umlaut(char: char, plain: &mut String) -> bool {
    let letters = match char {
        'ä' | 'Ä' => "ae",
        'ö' | 'Ö' | 'ø' | 'Ø' => "oe",
        'ü' | 'Ü' => "ue",
        'å' | 'Å' => "aa",
        _ => "",
    };
    if letters.is_empty() {
        fold(char, plain);
    }
    plain.push_str(letters);
    !letters.is_empty()
}

/// The ASCII form of a full-width character; any other as it is.
pub fn narrow(char: char) -> char {
    match char {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - 0xff01 + u32::from('!')).unwrap_or(char),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_two_ways_is_the_same() {
        for (one, other) in [
            ("García", "garci\u{301}a"),
            ("Nguyễn", "nguyen"),
            ("Đặng Đức", "dangduc"),
            ("Łukasz Søren", "lukaszsoren"),
            ("Straße Æsir", "strasseaesir"),
            ("İnan", "inan"),
            ("が", "か\u{3099}"),
            ("ｶﾞ", "ガ"),
            ("ガクト", "がくと"),
            ("김", "\u{1100}\u{1175}\u{11b7}"),
            ("O’Neil", "oneil"),
            ("Xi'an", "xian"),
            ("ＺＷ　１", "zw1"),
            ("張偉", "张伟"),
            ("\u{f9dc}", "隆"),
            ("⽅⽂⾼", "方文高"),
            ("⻩明", "黄明"),
            ("葛\u{e0100}城", "葛城"),
            ("\u{202d}138-0013.8000\u{202c}", "13800138000"),
            ("（138）0013 8000", "13800138000"),
            ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
            ("𠮷野家", "吉野家"),
            ("zhang_wei", "ZhangWei"),
            ("@“张伟”，", "《张伟》;"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_eq!(folded("か"), "か");
        assert_ne!(folded("が"), folded("か"), "the mark of a kana makes another one of it");
        assert_eq!(folded("-· \u{200b}|"), "");
    }

    #[test]
    fn an_umlaut_may_be_two_letters() {
        for (name, spelled) in
            [("Müller", "mueller"), ("Jörg Öhm", "joergoehm"), ("SØREN", "soeren"), ("Åsa", "aasa")]
        {
            assert_eq!(spelled_out(name).as_deref(), Some(spelled), "{name}");
        }
        for name in ["Mueller", "José", "张伟", "Straße", ""] {
            assert_eq!(spelled_out(name), None, "{name}");
        }
    }

    #[test]
    fn folded_text_stays_as_it_is() {
        for char in (' '..='\u{ffff}').chain('\u{1f000}'..='\u{2fa1f}') {
            let once = folded(&char.to_string());
            assert_eq!(folded(&once), once, "{char:?}");
        }
    }
}
