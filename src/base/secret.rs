//! Text that must not reach a screen, a log or a panic message.

use std::fmt;

use zeroize::Zeroize;

/// A token, a client secret or an authorization code.
///
/// It has no `Display` and no `Serialize`, and its `Debug` gives only the length:
/// every place that reads the text says so by calling [`expose`](Self::expose).
/// It is wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// Keeps `text` from view.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the wire or for the session file.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Drop for Secret {
    // What is freed may be read again: in a core dump, by a later allocation.
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "‹redacted {}›", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_the_length_and_nothing_else() {
        assert_eq!(format!("{:?}", Some(Secret::new("made-up-token"))), "Some(‹redacted 13›)");
    }

    #[test]
    fn the_text_comes_out_only_when_asked_for() {
        assert_eq!(Secret::new(String::from("made-up-token")).expose(), "made-up-token");
    }
}
