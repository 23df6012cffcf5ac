//! What the console of Windows reports of its keys, as the keys they are.
//!
//! It reports halves of characters (UTF-16), each pressed and released: a character beyond U+FFFF that an input method
//! commits, or one that is pasted, comes as four records, and only those of a press belong together.

use std::iter::repeat_n;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input::typed;

/// A record of the console (`KEY_EVENT_RECORD`).
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyRecord {
    pub(super) is_down: bool,
    /// How often it was repeated, at least once.
    pub(super) repeats: u16,
    /// The virtual-key code; 0 for what no key types.
    pub(super) key: u16,
    /// What it types (UTF-16), if anything.
    pub(super) unit: u16,
    pub(super) modifiers: KeyModifiers,
}

const ALT: u16 = 0x12;

/// The keys with names, by their virtual-key codes.
const NAMED: [(u16, KeyCode); 15] = [
    (0x08, KeyCode::Backspace),
    (0x09, KeyCode::Tab),
    (0x0d, KeyCode::Enter),
    (0x1b, KeyCode::Esc),
    (0x21, KeyCode::PageUp),
    (0x22, KeyCode::PageDown),
    (0x23, KeyCode::End),
    (0x24, KeyCode::Home),
    (0x25, KeyCode::Left),
    (0x26, KeyCode::Up),
    (0x27, KeyCode::Right),
    (0x28, KeyCode::Down),
    (0x2d, KeyCode::Insert),
    (0x2e, KeyCode::Delete),
    (0x20, KeyCode::Char(' ')),
];

/// The marks of a keyboard of the United States and China, for where Ctrl or Alt has a key type nothing.
const MARKS: [(u16, char); 11] = [
    (0xba, ';'),
    (0xbb, '='),
    (0xbc, ','),
    (0xbd, '-'),
    (0xbe, '.'),
    (0xbf, '/'),
    (0xc0, '`'),
    (0xdb, '['),
    (0xdc, '\\'),
    (0xdd, ']'),
    (0xde, '\''),
];

/// Reads the records in their order.
#[derive(Debug, Default)]
pub(super) struct ConsoleKeyReader {
    /// The first half of a character.
    half: Option<u16>,
}

impl ConsoleKeyReader {
    /// The key presses that a record stands for, if any.
    pub(super) fn read(&mut self, record: KeyRecord) -> impl Iterator<Item = KeyEvent> + use<> {
        let key = self.key(record);
        let times = if key.is_some() { usize::from(record.repeats.max(1)) } else { 0 };
        key.into_iter().flat_map(move |key| repeat_n(key, times))
    }

    fn key(&mut self, record: KeyRecord) -> Option<KeyEvent> {
        let KeyRecord { is_down, key, unit, modifiers, .. } = record;
        // A character typed by its number comes when Alt is let go.
        let is_by_number = key == ALT && !is_down && unit != 0;
        let is_digit_of_it = modifiers == KeyModifiers::ALT && (0x60..=0x69).contains(&key);
        if is_by_number {
            return self.character(unit);
        }
        if !is_down || is_digit_of_it {
            return None;
        }
        let named = NAMED.iter().find(|(code, _)| *code == key).map(|(_, named)| *named);
        let event = match (named, unit) {
            (Some(KeyCode::Tab), _) if modifiers.contains(KeyModifiers::SHIFT) => {
                Some(KeyEvent::new(KeyCode::BackTab, modifiers))
            }
            (Some(code), _) => Some(KeyEvent::new(code, modifiers)),
            (None, _) if (0x70..=0x87).contains(&key) => {
                Some(KeyEvent::new(KeyCode::F(u8::try_from(key - 0x6f).unwrap_or(1)), modifiers))
            }
            (None, 0) => without_text(key).map(|char| KeyEvent::new(KeyCode::Char(char), modifiers)),
            (None, _) => return self.character(unit).map(|event| with(event, modifiers)),
        };
        self.half = self.half.filter(|_| event.is_none());
        event
    }

    fn character(&mut self, unit: u16) -> Option<KeyEvent> {
        let half = self.half.take();
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return None;
        }
        char::decode_utf16(half.into_iter().chain([unit])).find_map(Result::ok).map(typed)
    }
}

/// `AltGr`, which is Ctrl and Alt together, is part of the character; and so is Ctrl of a control character.
fn with(event: KeyEvent, modifiers: KeyModifiers) -> KeyEvent {
    let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
    let more = if modifiers.contains(both) { KeyModifiers::NONE } else { modifiers & both };
    match event.code {
        KeyCode::Char(_) => KeyEvent { modifiers: event.modifiers | more, ..event },
        _ => KeyEvent { modifiers: event.modifiers | (modifiers & KeyModifiers::ALT), ..event },
    }
}

/// The character of a key that types none, with Ctrl or Alt.
fn without_text(key: u16) -> Option<char> {
    let plain = || char::from_u32(key.into()).map(|char| char.to_ascii_lowercase());
    match key {
        0x30..=0x39 | 0x41..=0x5a => plain(),
        _ => MARKS.iter().find(|(code, _)| *code == key).map(|(_, mark)| *mark),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

    fn press(key: u16, unit: u16, modifiers: KeyModifiers) -> KeyRecord {
        KeyRecord { is_down: true, repeats: 1, key, unit, modifiers }
    }

    fn release(key: u16, unit: u16, modifiers: KeyModifiers) -> KeyRecord {
        KeyRecord { is_down: false, ..press(key, unit, modifiers) }
    }

    fn read(records: impl IntoIterator<Item = KeyRecord>) -> Vec<KeyEvent> {
        let mut reader = ConsoleKeyReader::default();
        records.into_iter().flat_map(|record| reader.read(record)).collect()
    }

    fn text(records: impl IntoIterator<Item = KeyRecord>) -> String {
        read(records).iter().filter_map(|event| event.code.as_char()).collect()
    }

    /// The records of a text by a console that reports presses alone, presses and releases in turn, or by two units.
    fn orders(text: &str) -> [Vec<KeyRecord>; 3] {
        let units: Vec<u16> = text.encode_utf16().collect();
        let down = |unit: &u16| press(0, *unit, NONE);
        let up = |unit: &u16| release(0, *unit, NONE);
        [
            units.iter().map(down).collect(),
            units.iter().flat_map(|unit| [down(unit), up(unit)]).collect(),
            units.chunks(2).flat_map(|pair| pair.iter().map(down).chain(pair.iter().map(up))).collect(),
        ]
    }

    #[test]
    fn a_character_of_two_halves_arrives_once_however_they_are_reported() {
        for name in ["𠮷", "𠮷野家", "𠮷𠮷", "👨\u{200d}👩", "张伟", "a𠮷b"] {
            for order in orders(name) {
                assert_eq!(text(order), name);
            }
        }
    }

    #[test]
    fn a_half_without_the_other_is_left_out() {
        let [high, low] = [0xd842, 0xdfb7];
        for (units, rest) in [
            (&[high][..], ""),
            (&[low], ""),
            (&[high, 0x61], "a"),
            (&[high, high, low], "𠮷"),
            (&[low, high, low], "𠮷"),
            (&[high, low, low], "𠮷"),
        ] {
            assert_eq!(text(units.iter().map(|unit| press(0, *unit, NONE))), rest, "{units:?}");
        }
        let after_a_key = [press(0, high, NONE), press(0x26, 0, NONE), press(0, low, NONE)];
        assert_eq!(read(after_a_key), [KeyEvent::new(KeyCode::Up, NONE)]);
    }

    #[test]
    fn a_character_typed_by_its_number_comes_when_alt_is_let_go() {
        let by_number = |unit| {
            let digit = |key| [press(key, 0, KeyModifiers::ALT), release(key, 0, KeyModifiers::ALT)];
            [vec![press(ALT, 0, KeyModifiers::ALT)], digit(0x63).to_vec(), vec![release(ALT, unit, NONE)]]
                .concat()
        };
        assert_eq!(text(by_number(0xe9)), "é");
        assert_eq!(text([by_number(0xd842), by_number(0xdfb7)].concat()), "𠮷");
    }

    #[test]
    fn keys_are_those_that_other_terminals_send() {
        let key = KeyEvent::new;
        for (record, event) in [
            (press(0x4a, 0x6a, NONE), key(KeyCode::Char('j'), NONE)),
            (press(0x47, 0x47, KeyModifiers::SHIFT), key(KeyCode::Char('G'), KeyModifiers::SHIFT)),
            (press(0x43, 0x03, CONTROL), key(KeyCode::Char('c'), CONTROL)),
            (press(0xbf, 0, CONTROL), key(KeyCode::Char('/'), CONTROL)),
            (press(0xbf, 0x1f, CONTROL), key(KeyCode::Char('/'), CONTROL)),
            (press(0x31, 0, CONTROL), key(KeyCode::Char('1'), CONTROL)),
            (press(0x20, 0x20, CONTROL), key(KeyCode::Char(' '), CONTROL)),
            (press(0x4a, 0x6a, KeyModifiers::ALT), key(KeyCode::Char('j'), KeyModifiers::ALT)),
            (press(0x51, 0x40, CONTROL | KeyModifiers::ALT), key(KeyCode::Char('@'), NONE)),
            (press(0x0d, 0x0d, NONE), key(KeyCode::Enter, NONE)),
            (press(0x1b, 0x1b, NONE), key(KeyCode::Esc, NONE)),
            (press(0, 0x1b, NONE), key(KeyCode::Esc, NONE)),
            (press(0x09, 0x09, KeyModifiers::SHIFT), key(KeyCode::BackTab, KeyModifiers::SHIFT)),
            (press(0x70, 0, NONE), key(KeyCode::F(1), NONE)),
            (press(0x28, 0, NONE), key(KeyCode::Down, NONE)),
            (press(0x61, 0x31, NONE), key(KeyCode::Char('1'), NONE)),
            (press(0xe5, 0xff0c, NONE), key(KeyCode::Char('，'), NONE)),
        ] {
            assert_eq!(read([record]), [event], "{record:?}");
        }
    }

    #[test]
    fn what_types_nothing_is_no_key_and_one_that_is_held_comes_as_often_as_it_was_counted() {
        let shift = press(0x10, 0, KeyModifiers::SHIFT);
        assert_eq!(read([shift, release(0x4a, 0x6a, NONE), press(0x14, 0, NONE)]), []);
        assert_eq!(read([KeyRecord { repeats: 3, ..press(0x28, 0, NONE) }]).len(), 3);
        assert_eq!(read([KeyRecord { repeats: 0, ..press(0x28, 0, NONE) }]).len(), 1);
    }
}
