//! Folds text for comparison.

use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

/// Dots between the parts of a name.
const DOTS: [char; 4] = ['·', '•', '‧', '・'];

/// Text without the difference of case, of full-width and ASCII forms, or of Latin letters with and without marks;
/// and without the spaces of a number and the spaces and dots of a name, which nobody types twice alike.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(folded_char).collect()
}

/// Folds one character; a space or a dot yields nothing.
pub(super) fn folded_char(char: char) -> impl Iterator<Item = char> {
    let kept =
        (!char.is_whitespace() && !DOTS.contains(&char)).then(|| unmarked(narrow(char)).to_lowercase());
    kept.into_iter().flatten()
}

/// A Latin letter without its marks: few people can type those of another language.
fn unmarked(char: char) -> char {
    match char {
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            match CanonicalDecompositionBorrowed::new().decompose(char) {
                Decomposed::Singleton(base) | Decomposed::Expansion(base, _) => unmarked(base),
                Decomposed::Default => char,
            }
        }
        other => other,
    }
}

/// The ASCII form of a full-width character; any other as it is.
pub fn narrow(char: char) -> char {
    match char {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - 0xff01 + u32::from('!')).unwrap_or(char),
        other => other,
    }
}
