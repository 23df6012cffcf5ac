//! Splits a typed command into words, and joins them again. Spaces separate words and quotes keep them together;
//! there is no shell, so nothing else has a meaning.

/// The words of a line; none when a quotation mark is not closed.
pub fn split(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for char in line.chars() {
        match quote {
            Some(open) if open == char => quote = None,
            None if matches!(char, '\'' | '"') => {
                quote = Some(char);
                word.get_or_insert_default();
            }
            None if char.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(char),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// A line of these words.
pub fn join(words: &[String]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |char: char| !char.is_whitespace() && !matches!(char, '\'' | '"');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\"'\"'"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spaces_part_words_and_quotes_keep_them_together() {
        for (line, words) in [
            ("pass show tower", &["pass", "show", "tower"][..]),
            ("  op read  'op://My Vault/tower' ", &["op", "read", "op://My Vault/tower"]),
            (r#"cat "it's here" --x="a b""#, &["cat", "it's here", "--x=a b"]),
            (r"C:\bin\pass.exe $HOME", &[r"C:\bin\pass.exe", "$HOME"]),
            ("a '' b", &["a", "", "b"]),
            (" ", &[]),
        ] {
            assert_eq!(split(line).unwrap(), words, "{line}");
        }
        assert_eq!(split("pass 'show tower"), None);
    }

    proptest! {
        #[test]
        fn a_command_is_the_same_after_it_was_shown(words in prop::collection::vec("[a '\"汉\\\\]{0,6}", 0..5)) {
            prop_assert_eq!(split(&join(&words)), Some(words));
        }
    }
}
