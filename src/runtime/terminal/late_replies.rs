//! Answers that come too late: crossterm does not know a background color's answer and reports it as keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// How such an answer begins, after its first key.
const BEGINS: &str = "11;rgb";

/// The longest answer, in keys.
const MOST: usize = 48;

/// Filters one such answer out of the keys.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Stray {
    /// Whether one may still come.
    awaited: bool,
    /// What may be the beginning of it.
    held: Vec<KeyEvent>,
}

impl Stray {
    pub(in crate::runtime) fn awaited(awaited: bool) -> Self {
        Self { awaited, held: Vec::new() }
    }

    /// Takes a key, and returns those that turned out to be typed by a person.
    pub(in crate::runtime) fn pass(&mut self, key: KeyEvent) -> Vec<KeyEvent> {
        if !self.awaited {
            return vec![key];
        }
        let has_begun = self.held.len() > BEGINS.len();
        let fits = match self.held.len().checked_sub(1) {
            None => is(key, ']', KeyModifiers::ALT),
            Some(at) => {
                has_begun || BEGINS.chars().nth(at).is_some_and(|char| key.code == KeyCode::Char(char))
            }
        };
        if !fits {
            let mut typed = std::mem::take(&mut self.held);
            typed.push(key);
            return typed;
        }
        self.held.push(key);
        let ends = is(key, '\\', KeyModifiers::ALT) || is(key, 'g', KeyModifiers::CONTROL);
        if has_begun && (ends || self.held.len() >= MOST) {
            *self = Self::default();
        }
        Vec::new()
    }
}

fn is(key: KeyEvent, char: char, with: KeyModifiers) -> bool {
    key.code == KeyCode::Char(char) && key.modifiers == with
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part of an answer between two letters, as keys.
    fn left_of(stray: &mut Stray, answer: &str) -> String {
        let mut keys = vec![('a', KeyModifiers::NONE)];
        let mut chars = answer.chars();
        while let Some(char) = chars.next() {
            keys.push(match char {
                '\x1b' => (chars.next().unwrap(), KeyModifiers::ALT),
                '\x07' => ('g', KeyModifiers::CONTROL),
                char if char.is_uppercase() => (char, KeyModifiers::SHIFT),
                char => (char, KeyModifiers::NONE),
            });
        }
        keys.push(('z', KeyModifiers::NONE));
        let keys = keys.into_iter().map(|(char, with)| KeyEvent::new(KeyCode::Char(char), with));
        let passed = keys.flat_map(|key| stray.pass(key));
        passed.filter_map(|key| key.code.as_char()).collect()
    }

    #[test]
    fn a_late_answer_is_taken_out_once() {
        for answer in
            ["\x1b]11;rgb:FFFF/ffff/ffff\x1b\\", "\x1b]11;rgb:ff/ff/ff\x07", "\x1b]11;rgba:f/f/f/f\x07"]
        {
            let mut stray = Stray::awaited(true);
            assert_eq!(left_of(&mut stray, answer), "az", "{answer:?}");
            assert!(left_of(&mut stray, answer).contains("11;rgb"), "there is but one");
        }
    }

    #[test]
    fn what_a_person_types_stays() {
        for typed in ["", "\x1b]", "\x1b]11", "11;rgb:ff", "\x1b]12;rgb", "\x1b\\"] {
            let wanted: String = typed.chars().filter(|char| *char != '\x1b').collect();
            assert_eq!(left_of(&mut Stray::awaited(true), typed), format!("a{wanted}z"), "{typed:?}");
        }
        assert!(left_of(&mut Stray::awaited(false), "\x1b]11;rgb:f/f/f\x07").contains("rgb"));
    }

    #[test]
    fn what_does_not_end_does_not_swallow_everything() {
        let mut stray = Stray::awaited(true);
        let long = format!("\x1b]11;rgb:{}", "x".repeat(100));
        assert!(left_of(&mut stray, &long).ends_with("xxz"));
    }
}
