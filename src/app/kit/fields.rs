//! Other people's texts as fields of what a spreadsheet or a report takes in.

/// What spreadsheets take for the start of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What means something in Markdown wherever it stands in a line.
const MARKUP: [char; 11] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '#'];

/// A field of comma-separated values (RFC 4180), in quotes where it needs them. What a spreadsheet would compute is
/// shown as text instead.
pub fn csv(text: &str) -> String {
    let text = if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() };
    let needs_quotes = text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if needs_quotes { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
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
            "'=1+1;\"a, \"\"b\"\"\";\" x\";张伟"
        );
    }
}
