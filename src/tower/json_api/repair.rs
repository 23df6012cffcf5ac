//! Repairs what is nearly JSON, as some servers and filters on the way write it: what is wrong in a value costs that value.

use serde::de::IgnoredAny;

/// What ends a word that stands outside of strings.
const ENDS: [char; 7] = ['{', '}', '[', ']', ',', ':', '"'];

/// The text with its strings escaped as they should be, without commas that nothing follows, and with null for words that
/// mean nothing. What is cut off stays cut off.
pub(super) fn repaired(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    // Where the last comma is, as long as only blanks have followed it.
    let mut comma = None;
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let taken = match char {
            '"' => string(&mut json, rest),
            char if ENDS.contains(&char) || char.is_ascii_whitespace() => {
                if let (Some(at), '}' | ']') = (comma, char) {
                    json.replace_range(at..=at, " ");
                }
                json.push(char);
                char.len_utf8()
            }
            _ => word(&mut json, rest),
        };
        comma = match char {
            ',' => Some(json.len() - 1),
            char => comma.filter(|_| char.is_ascii_whitespace()),
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    json
}

/// Writes the string that a text begins with. Returns how long it was.
fn string(json: &mut String, text: &str) -> usize {
    json.push('"');
    let mut chars = text.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => {
                json.push('"');
                return at + 1;
            }
            // A backslash before anything else says nothing.
            '\\' => {
                let escape = text.get(at..).unwrap_or_default();
                if is_escape(escape) {
                    json.push('\\');
                    json.extend(chars.next().map(|(_, escaped)| escaped));
                }
            }
            char if char < ' ' => {
                json.push_str("\\u00");
                json.extend([u32::from(char) / 16, u32::from(char) % 16].map(hexadecimal));
            }
            char => json.push(char),
        }
    }
    text.len()
}

fn hexadecimal(digit: u32) -> char {
    char::from_digit(digit, 16).unwrap_or('0')
}

/// Whether a text begins with an escape of JSON (RFC 8259, section 7).
fn is_escape(text: &str) -> bool {
    match text.as_bytes() {
        [_, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => true,
        [_, b'u', digits @ ..] => digits.len() >= 4 && digits.iter().take(4).all(u8::is_ascii_hexdigit),
        _ => false,
    }
}

/// Writes the word that a text begins with: a telephone number that nobody quoted as a string. Returns how long it was.
fn word(json: &mut String, text: &str) -> usize {
    let end = text.find(|char: char| ENDS.contains(&char) || char.is_ascii_whitespace());
    let word = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    if serde_json::from_str::<IgnoredAny>(word).is_ok() {
        json.push_str(word);
    } else if is_number {
        json.extend(["\"", word, "\""]);
    } else {
        json.push_str("null");
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_in_a_value_is_put_right_and_the_rest_stays() {
        for (text, json) in [
            ("{\"a\": \"x\ty\r\n\u{0}\"}", r#"{"a": "x\u0009y\u000d\u000a\u0000"}"#),
            (r#"["\x41", "it\'s", "\u12zz", "\\", "\"", "\/", "\u5f20\ud83d"]"#, {
                r#"["x41", "it's", "u12zz", "\\", "\"", "\/", "\u5f20\ud83d"]"#
            }),
            (
                "[NaN, -Infinity, undefined, nul, true, 1e400, 'x']",
                "[null, null, null, null, true, 1e400, null]",
            ),
            ("[013800000000, +86, 0, -1.5]", r#"["013800000000", "+86", 0, -1.5]"#),
            ("{\"a\": [1, 2 , \n], }", "{\"a\": [1, 2   \n]  }"),
            (r#"[",]", "a, ]"]"#, r#"[",]", "a, ]"]"#),
            (r#"{"张": "伟😀"}"#, r#"{"张": "伟😀"}"#),
        ] {
            assert_eq!(repaired(text), json, "{text}");
        }
    }

    #[test]
    fn what_is_cut_off_stays_cut_off() {
        for text in ["{\"a\": \"x\ty", "[1, {\"a\": NaN", "[\"\\", "[\"\\u12", "["] {
            let error = serde_json::from_str::<IgnoredAny>(&repaired(text)).unwrap_err();
            assert!(error.is_eof(), "{text}: {error}");
        }
    }
}
