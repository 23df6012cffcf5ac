//! The filter: which rows a few typed words leave.

use crossterm::event::KeyEvent;

use super::field::Field;

/// What is typed into the filter, and whether it is being typed right now.
#[derive(Debug, Default)]
pub struct Filter {
    /// The text.
    pub field: Field,
    /// Whether keys go into it.
    pub editing: bool,
    terms: Vec<String>,
}

impl Filter {
    /// Whether it leaves every row.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Edits it with a key.
    pub fn press(&mut self, key: KeyEvent) {
        self.field.press(key);
        self.read();
    }

    /// Puts pasted text in.
    pub fn insert(&mut self, text: &str) {
        self.field.insert(text);
        self.read();
    }

    /// Leaves every row again, and keys go elsewhere.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether a row with this [`folded`] text stays: every word must be in it.
    pub fn keeps(&self, text: &str) -> bool {
        self.terms.iter().all(|term| text.contains(term.as_str()))
    }

    fn read(&mut self) {
        self.terms = folded(self.field.text()).split_whitespace().map(str::to_owned).collect();
    }
}

/// Text as the filter compares it: without the difference of case, or of full-width and ASCII forms.
pub fn folded(text: &str) -> String {
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
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

    fn filter(text: &str) -> Filter {
        let mut filter = Filter::default();
        filter.insert(text);
        filter
    }

    #[test]
    fn every_word_must_be_there() {
        let row = folded("曾国栋 Backend 137 0000 1122");
        assert!(filter("国栋 back").keeps(&row));
        assert!(filter("ＢＡＣＫ　137").keeps(&row));
        assert!(!filter("国栋 design").keeps(&row));
        assert!(filter("   ").keeps(&row));
    }
}
