//! The `error` word of an OAuth answer, safe to show and to count.

use std::fmt;

/// An error word as RFC 6749 appendix A.7 allows it (printable ASCII without `"` and `\`),
/// at most 64 characters; anything else in what came over the wire is dropped.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ErrorWord(Box<str>);

impl ErrorWord {
    const CHARACTERS: usize = 64;

    /// The word in `remote`.
    pub fn new(remote: &str) -> Self {
        let allowed = remote.chars().filter(|c| matches!(c, ' '..='~') && !matches!(c, '"' | '\\'));
        Self(allowed.take(Self::CHARACTERS).collect())
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ErrorWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_short_printable_ascii() {
        assert_eq!(ErrorWord::new("slow_down").as_str(), "slow_down");
        assert_eq!(ErrorWord::new("a\u{1B}\"\\错\nb").as_str(), "ab");
        assert_eq!(ErrorWord::new(&"x".repeat(1000)).as_str().len(), 64);
    }
}
