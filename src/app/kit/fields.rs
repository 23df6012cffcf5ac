//! Other people's texts as fields of what a spreadsheet or a report takes in.

use std::borrow::Cow;

/// What spreadsheets take for the start of a formula, full-width and small forms too.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// What may stand between the digits of a telephone number.
const BETWEEN: [char; 10] = [' ', '-', '(', ')', '.', '\u{3000}', '－', '（', '）', '\u{a0}'];

/// What stands before an extension.
const EXTENSION: [&str; 3] = ["转", "分机", "#"];

/// What means something in Markdown wherever it stands in a line.
const MARKUP: [char; 11] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '#'];

/// A field of comma-separated values (RFC 4180), in quotes. All are: what Gnumeric finds behind the first quoted field of
/// a file is the separator to it.
pub fn csv(text: &str) -> String {
    format!("\"{}\"", inert(text).replace('"', "\"\""))
}

/// What a spreadsheet would compute, some of them behind blanks, as text instead. Of a number it computes that number, at
/// worst without its plus, and a mark before it would be dialed.
pub fn inert(text: &str) -> Cow<'_, str> {
    let bare = text.trim_start();
    if bare.starts_with(FORMULA) && !is_telephone(bare) { format!("'{text}").into() } else { text.into() }
}

fn is_telephone(text: &str) -> bool {
    let digits = |text: &str| text.contains(|char: char| char.is_ascii_digit());
    let is_number = |text: &str| {
        digits(text) && text.chars().all(|char| char.is_ascii_digit() || BETWEEN.contains(&char))
    };
    let number = text.strip_prefix('+').unwrap_or_default();
    is_number(number)
        || EXTENSION.iter().any(|word| {
            let (number, extension) = number.split_once(word).unwrap_or_default();
            is_number(number) && is_number(extension)
        })
}

/// A part of a line of Markdown that shows as it is.
pub fn markdown(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for char in text.chars() {
        if MARKUP.contains(&char) {
            line.push('\\');
        }
        line.push(if char.is_control() { ' ' } else { char });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_shows_a_text_as_it_is() {
        assert_eq!(markdown("修复 [x](http://a) | `rm` #1"), "修复 \\[x\\](http://a) \\| \\`rm\\` \\#1");
        assert_eq!(markdown("a\nb"), "a b");
    }

    #[test]
    fn a_spreadsheet_computes_nothing_and_splits_nothing() {
        assert_eq!(
            [csv("=1+1"), csv("a, \"b\""), csv(" x"), csv("张伟")].join(";"),
            "\"'=1+1\";\"a, \"\"b\"\"\";\" x\";\"张伟\""
        );
    }
}
