//! The filter: which rows a few typed words leave.

use crossterm::event::KeyEvent;
use unicode_segmentation::UnicodeSegmentation;

use super::field::Field;
use crate::base::text::SafeText;
use crate::tower::model::{Member, Role};

/// What stands between the parts of a name.
const DOTS: [char; 4] = ['·', '•', '‧', '・'];

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
    /// A filter that was typed already.
    pub fn of(text: &str) -> Self {
        let mut filter = Self::default();
        filter.insert(text);
        filter
    }

    /// Whether a member stays.
    pub fn keeps_member(&self, member: &Member) -> bool {
        self.is_empty() || self.keeps(&search_text(member))
    }

    /// Whether it leaves every row.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Edits it with a key.
    pub fn press(&mut self, key: KeyEvent) {
        self.field.press(key);
        self.read();
    }

    /// Puts pasted text in; where a line ends, a word does.
    pub fn insert(&mut self, text: &str) {
        self.field.insert(&text.replace(['\r', '\n', '\t'], " "));
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

    /// The parts of a text, and whether each of them is what was typed.
    pub fn parts(&self, text: &str) -> Vec<(String, bool)> {
        let clusters: Vec<&str> = text.graphemes(true).collect();
        let mut plain = String::new();
        let mut origins = Vec::new();
        for (at, cluster) in clusters.iter().enumerate() {
            plain.push_str(&folded(cluster));
            origins.resize(plain.len(), at);
        }
        let mut found = vec![false; clusters.len()];
        for term in &self.terms {
            for (start, _) in plain.match_indices(term) {
                let (first, last) = (origins.get(start), origins.get(start + term.len() - 1));
                if let (Some(first), Some(last)) = (first, last) {
                    found.iter_mut().take(last + 1).skip(*first).for_each(|mark| *mark = true);
                }
            }
        }
        let mut parts: Vec<(String, bool)> = Vec::new();
        for (cluster, found) in clusters.into_iter().zip(found) {
            match parts.last_mut() {
                Some((part, same)) if *same == found => part.push_str(cluster),
                _ => parts.push((cluster.to_owned(), found)),
            }
        }
        parts
    }

    fn read(&mut self) {
        let words = self.field.text().split_whitespace().map(folded);
        self.terms = words.filter(|term| !term.is_empty()).collect();
    }
}

/// Text as the filter compares it: without the difference of case, or of full-width and ASCII forms; and without
/// the spaces of a number and the spaces and dots of a name, which nobody types twice alike.
pub fn folded(text: &str) -> String {
    let kept = text.chars().filter(|char| !char.is_whitespace() && !DOTS.contains(char));
    kept.map(narrow).flat_map(char::to_lowercase).collect()
}

/// What the filter searches of a member.
pub(super) fn search_text(member: &Member) -> String {
    let role = match &member.role {
        Role::Owner => "owner 拥有者",
        Role::Admin => "admin 管理员",
        Role::Member => "member 成员",
        Role::Other(word) => word.as_str(),
    };
    let rest = [&member.phone, &member.note, &member.email];
    let texts = member.groups.iter().chain(rest.into_iter().flatten()).map(SafeText::as_str);
    let texts: Vec<String> = [member.name.as_str(), role].into_iter().chain(texts).map(folded).collect();
    texts.join(" ")
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

    #[test]
    fn a_number_and_a_name_are_found_however_they_are_spaced() {
        let row = folded("阿卜杜拉·买买提 138 0013 8000");
        for text in ["13800138000", "138 0013", "00138", "拉买", "拉·买", "阿卜杜拉・买买提", "·"]
        {
            assert!(filter(text).keeps(&row), "{text}");
        }
        assert!(folded("Ana García").contains("anagarcía"));
    }

    #[test]
    fn what_was_found_is_told_apart_from_the_rest() {
        let parts = |typed: &str, text: &str| {
            let parts = filter(typed).parts(text);
            parts.into_iter().filter(|(_, hit)| *hit).map(|(part, _)| part).collect::<Vec<_>>()
        };
        assert_eq!(parts("13800138 8", "138 0013 8000"), ["138 0013 8"]);
        assert_eq!(parts("拉买", "阿卜杜拉·买买提"), ["拉·买"]);
        assert_eq!(parts("ana cí", "Ana García"), ["Ana", "cí"]);
        assert_eq!(parts("e", "cafe\u{301}"), ["e\u{301}"], "a letter keeps its mark");
        assert!(parts("", "张伟").is_empty());
    }

    #[test]
    fn a_pasted_line_break_parts_words() {
        assert_eq!(filter("国栋\r\nback").terms, ["国栋", "back"]);
    }
}
