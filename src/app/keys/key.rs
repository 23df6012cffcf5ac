//! A key press, and its name on the screen and in the settings.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::search::narrow;

/// A key with the modifiers that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// The keys whose names are words.
const NAMED: [(KeyCode, &str); 16] = [
    (KeyCode::Char(' '), "Space"),
    (KeyCode::Enter, "Enter"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::BackTab, "Shift-Tab"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Delete"),
    (KeyCode::Insert, "Insert"),
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
];

/// Characters that terminals send as another key when pressed with Ctrl.
const SENT_AS: [(char, KeyCode); 13] = [
    ('i', KeyCode::Tab),
    ('m', KeyCode::Enter),
    ('[', KeyCode::Esc),
    ('3', KeyCode::Esc),
    ('?', KeyCode::Backspace),
    ('8', KeyCode::Backspace),
    ('@', KeyCode::Char(' ')),
    ('2', KeyCode::Char(' ')),
    ('4', KeyCode::Char('\\')),
    ('5', KeyCode::Char(']')),
    ('6', KeyCode::Char('^')),
    ('7', KeyCode::Char('/')),
    ('_', KeyCode::Char('/')),
];

/// The character of the key that an input method has made another of: its full-width form, or the mark of `/`, `.` or
/// `,`.
fn as_typed(char: char) -> char {
    match char {
        '、' => '/',
        '。' => '.',
        '，' => ',',
        other => narrow(other),
    }
}

/// A key without modifiers.
pub(super) const fn key(code: KeyCode) -> Key {
    Key::plain(code)
}

/// A character.
pub(super) const fn char(char: char) -> Key {
    key(KeyCode::Char(char))
}

/// A character with Ctrl.
pub(super) const fn ctrl(char: char) -> Key {
    Key::ctrl(char)
}

impl Key {
    /// The digits, in the order of rows.
    pub(super) const DIGITS: [Self; 10] = [
        char('1'),
        char('2'),
        char('3'),
        char('4'),
        char('5'),
        char('6'),
        char('7'),
        char('8'),
        char('9'),
        char('0'),
    ];

    /// A key without modifiers.
    pub(in crate::app) const fn plain(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    /// A character with Ctrl.
    pub(in crate::app) const fn ctrl(char: char) -> Self {
        Self { code: KeyCode::Char(char), modifiers: KeyModifiers::CONTROL }
    }

    /// The key of an event. Shift is part of the character; full-width forms and the marks an input method
    /// makes of `/`, `.` and `,` count as the keys they were typed with, so that commands work with it left on.
    pub(in crate::app) fn of(event: KeyEvent, takes_text: bool) -> Self {
        let code = if let KeyCode::Char(char) = event.code
            && !takes_text
        {
            KeyCode::Char(as_typed(char))
        } else {
            event.code
        };
        let key = Self { code, modifiers: event.modifiers & KeyModifiers::ALT };
        if event.modifiers.contains(KeyModifiers::CONTROL) { key.with_ctrl() } else { key }
    }

    /// The event of its being pressed.
    pub fn pressed(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// Its name on the screen.
    pub fn name(self) -> String {
        let named = NAMED.iter().find(|(code, _)| *code == self.code).map(|(_, name)| (*name).to_owned());
        let key = named.unwrap_or_else(|| match self.code {
            KeyCode::Char(char) => char.to_string(),
            KeyCode::F(number) => format!("F{number}"),
            code => format!("{code:?}"),
        });
        let with = |modifier, name| if self.modifiers.contains(modifier) { name } else { "" };
        format!("{}{}{key}", with(KeyModifiers::CONTROL, "Ctrl-"), with(KeyModifiers::ALT, "Alt-"))
    }

    /// The key of this name, as the screen has it; whether letters are capitals matters to a single one alone.
    pub fn named(name: &str) -> Option<Self> {
        let after = |with: &str| {
            let (start, rest) = name.split_at_checked(with.len())?;
            (start.eq_ignore_ascii_case(with) && !rest.is_empty()).then_some(rest)
        };
        if let Some(rest) = after("alt-") {
            // Esc twice is what a terminal sends for it.
            let key = Self::named(rest).filter(|key| key.code != KeyCode::Esc)?;
            return Some(Self { modifiers: key.modifiers | KeyModifiers::ALT, ..key });
        }
        if let Some(rest) = after("ctrl-") {
            return Self::named(rest).map(Self::with_ctrl).filter(|key| key.is_sent());
        }
        let mut chars = name.chars();
        if let (Some(char), None) = (chars.next(), chars.next()) {
            let typed = !char.is_control() && !char.is_whitespace();
            return typed.then(|| Self::plain(KeyCode::Char(as_typed(char))));
        }
        let named = NAMED.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(code, _)| *code);
        let number = || after("f")?.parse().ok().filter(|number| (1..=24).contains(number));
        named.or_else(|| number().map(KeyCode::F)).map(Self::plain)
    }

    fn with_ctrl(self) -> Self {
        let KeyCode::Char(char) = self.code else {
            return Self { modifiers: self.modifiers | KeyModifiers::CONTROL, ..self };
        };
        let char = char.to_ascii_lowercase();
        match SENT_AS.iter().find(|(letter, _)| *letter == char) {
            Some((_, code @ KeyCode::Char(_))) => {
                Self { code: *code, modifiers: self.modifiers | KeyModifiers::CONTROL }
            }
            Some((_, code)) => Self { code: *code, ..self },
            None => Self { code: KeyCode::Char(char), modifiers: self.modifiers | KeyModifiers::CONTROL },
        }
    }

    /// Whether terminals send it as a key of its own: of characters with Ctrl they know the letters and five marks.
    fn is_sent(self) -> bool {
        match self.code {
            KeyCode::Char(char) => char.is_ascii_lowercase() || " \\]^/".contains(char),
            _ => true,
        }
    }

    /// Whether it is text where text is typed.
    pub(super) fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.modifiers.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_the_name_it_has_on_the_screen() {
        let letters = "yY?/".chars().map(|char| Key::plain(KeyCode::Char(char)));
        let words = NAMED.iter().map(|(code, _)| Key::plain(*code));
        let others = [
            Key::plain(KeyCode::F(12)),
            Key::ctrl('y'),
            Key { modifiers: KeyModifiers::ALT, ..Key::ctrl(' ') },
        ];
        for key in letters.chain(words).chain(others) {
            assert_eq!(Key::named(&key.name()), Some(key), "{}", key.name());
        }
    }

    #[test]
    fn a_name_may_be_written_small_and_a_letter_with_ctrl_is_always_small() {
        for (name, key) in [
            ("ctrl-Y", Some(Key::ctrl('y'))),
            ("pgdn", Some(Key::plain(KeyCode::PageDown))),
            ("shift-tab", Some(Key::plain(KeyCode::BackTab))),
            ("f2", Some(Key::plain(KeyCode::F(2)))),
            ("？", Some(Key::plain(KeyCode::Char('?')))),
            ("ctrl-i", Some(Key::plain(KeyCode::Tab))),
            ("-", Some(Key::plain(KeyCode::Char('-')))),
            ("、", Some(Key::plain(KeyCode::Char('/')))),
            ("ctrl-/", Some(Key::ctrl('/'))),
            ("ctrl-_", Some(Key::ctrl('/'))),
            ("ctrl-7", Some(Key::ctrl('/'))),
            ("ctrl-\\", Some(Key::ctrl('\\'))),
            ("ctrl-@", Some(Key::ctrl(' '))),
            ("ctrl-[", Some(Key::plain(KeyCode::Esc))),
        ] {
            assert_eq!(Key::named(name), key, "{name}");
        }
        for name in [
            "", " ", "yy", "ctrl-", "hyper-y", "f0", "f25", "\u{1b}", "ctrl-yy", "ctrl-1", "ctrl-,",
            "ctrl-é", "alt-esc",
        ] {
            assert_eq!(Key::named(name), None, "{name}");
        }
    }
}
