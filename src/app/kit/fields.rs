//! Other people's texts as fields of what a spreadsheet or a report takes in.

use std::borrow::Cow;

/// What spreadsheets take for the start of a formula, full-width forms too.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// What means something in Markdown wherever it stands in a line.
const MARKUP: [char; 11] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '#'];

/// A field of comma-separated values (RFC 4180), in quotes. All are: what Gnumeric finds behind the first quoted field of
/// a file is the separator to it.
pub fn csv(text: &str) -> String {
    format!("\"{}\"", inert(text).replace('"', "\"\""))
}

/// What a spreadsheet would compute, as text instead. Of a number it computes that number, at worst without its plus,
/// and a mark before it would be dialed.
pub fn inert(text: &str) -> Cow<'_, str> {
    let is_number = |text: &str| {
        let digits = text.strip_prefix('+').unwrap_or_default();
        digits.contains(|char: char| char.is_ascii_digit())
            && digits.chars().all(|char| char.is_ascii_digit() || matches!(char, ' ' | '-' | '(' | ')' | '.'))
    };
    if text.starts_with(FORMULA) && !is_number(text) { format!("'{text}").into() } else { text.into() }
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
