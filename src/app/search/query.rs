//! A simple query by words, such as for an action by its name.

use super::folding::{folded, spelled_out};
use super::pinyin::Spelling;

/// Words, all of which have to be found.
#[derive(Debug)]
pub struct Phrase(Vec<(String, Option<Spelling>)>);

impl Phrase {
    /// Reads what is typed.
    pub fn of(typed: &str) -> Self {
        let words = typed.split_whitespace().map(named).filter(|word| !word.is_empty());
        let spelled = |word: String| {
            let spelling = Spelling::of(&word);
            (word, spelling)
        };
        Self(words.map(spelled).collect())
    }

    /// Whether each word is in one of these texts, as it is or as pinyin.
    pub fn is_in(&self, texts: &[&str]) -> bool {
        self.0.iter().all(|(word, spelling)| {
            let spelled = |text: &str| spelling.as_ref().is_some_and(|spelling| spelling.is_in(text));
            let spelled_out = |text: &str| spelled_out(text).is_some_and(|text| text.contains(word));
            texts.iter().any(|text| named(text).contains(word) || spelled(text) || spelled_out(text))
        })
    }
}

/// Folded, but for what parts the words of a name such as `copy_link`.
fn named(text: &str) -> String {
    text.split('_').map(folded).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_to_be_in_one_of_the_texts() {
        let texts = ["quit", "退出", "Ctrl-c", "quit_or_back"];
        for typed in ["", " ", "quit", "QU", "退", "tc", "tuichu", "ctrl-C", "ｃｔｒｌ", "back quit", "or_b"]
        {
            assert!(Phrase::of(typed).is_in(&texts), "{typed}");
        }
        for typed in ["x", "quit x", "ct", "quitback", "orb", "出退"] {
            let found = Phrase::of(typed).is_in(&texts);
            assert_eq!(found, typed == "ct", "{typed}");
        }
    }
}
