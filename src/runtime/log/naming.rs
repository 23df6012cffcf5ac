//! What our own types call what they hold: the name of a variant and nothing in it.

use std::fmt::{self, Debug, Write};

/// Takes letters and stops its writer at whatever follows them: a field is not even formatted.
#[derive(Default)]
struct Letters(String);

impl Write for Letters {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let letters = text.chars().take_while(char::is_ascii_alphanumeric);
        let before = self.0.len();
        self.0.extend(letters);
        if self.0.len() - before == text.len() { Ok(()) } else { Err(fmt::Error) }
    }
}

/// The name of the variant that this is, in words: `signed out`. For types that derive `Debug`.
pub(super) fn name(of: &dyn Debug) -> String {
    let mut letters = Letters::default();
    // An error is how it ends where there are fields.
    write!(letters, "{of:?}").unwrap_or_default();
    let mut words = String::new();
    for char in letters.0.chars() {
        if char.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(char.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Must not be looked at.
    struct Secret;

    impl Debug for Secret {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("a field is nobody's business");
        }
    }

    #[derive(Debug)]
    #[expect(dead_code, reason = "only their names are read")]
    enum Any {
        NothingInIt,
        OneField(Secret),
        Fields { of: Secret },
    }

    #[test]
    fn a_name_is_the_variants_alone() {
        assert_eq!(name(&Any::NothingInIt), "nothing in it");
        assert_eq!(name(&Any::OneField(Secret)), "one field");
        assert_eq!(name(&Any::Fields { of: Secret }), "fields");
    }
}
