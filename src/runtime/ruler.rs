//! How wide the terminal draws characters such as `│`, which are one cell wide in some locales and two in
//! others: it is shown one and asked where its cursor is then.
//!
//! Nobody waits for the answer but the thread that reads the terminal, and it not for long. What a person types
//! meanwhile comes in between, and is told like any other key.

#![cfg_attr(not(unix), expect(dead_code, reason = "nothing is asked there"))]

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// How long the terminal has for its answer. One that comes later is dropped by crossterm.
const PATIENCE: Duration = Duration::from_millis(100);

/// A character of ambiguous width at the start of a line, the question where the cursor is, and the line
/// cleared again.
pub(super) const QUESTION: &str = "\r│\x1b[6n\r\x1b[K";

/// What came in: whether such a character takes two cells, and the keys that were typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) wide: bool,
    pub(super) keys: Vec<KeyEvent>,
}

/// Whether the question can be put on this system.
pub(super) const ASKS: bool = cfg!(unix);

/// Waits for the answer. Nothing that comes after it is taken from the terminal.
#[cfg(unix)]
pub(super) fn hear() -> Heard {
    use std::io;
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let input = io::stdin();
    let until = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let left = Timespec { tv_sec: 0, tv_nsec: left.subsec_nanos().into() };
        let mut byte = [0];
        let comes = poll(&mut [PollFd::new(&input, PollFlags::IN)], Some(&left)).is_ok_and(|count| count > 0);
        if !comes || rustix::io::read(&input, &mut byte).unwrap_or(0) == 0 {
            return Heard { wide: false, keys: keys(&bytes) };
        }
        bytes.extend(byte);
        if let Some(heard) = understood(&bytes) {
            return heard;
        }
    }
}

/// There is nothing to hear where nothing is asked.
#[cfg(not(unix))]
pub(super) fn hear() -> Heard {
    Heard { wide: false, keys: Vec::new() }
}

/// What came in up to the answer `CSI row ; column R`; none as long as that is not there.
fn understood(bytes: &[u8]) -> Option<Heard> {
    let start = bytes.windows(2).rposition(|pair| pair == b"\x1b[")?;
    let (typed, answer) = bytes.split_at(start);
    let place = std::str::from_utf8(answer).ok()?.strip_prefix("\x1b[")?.strip_suffix('R')?;
    let (row, column) = place.split_once(';')?;
    let (Ok(_), Ok(column)) = (row.parse::<u16>(), column.parse::<u16>()) else { return None };
    Some(Heard { wide: column == 3, keys: keys(typed) })
}

/// The keys that these bytes stand for: characters, control characters and the cursor keys.
fn keys(bytes: &[u8]) -> Vec<KeyEvent> {
    let text = String::from_utf8_lossy(bytes);
    let mut chars = text.chars().peekable();
    let mut keys = Vec::new();
    while let Some(char) = chars.next() {
        let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
        let key = match char {
            '\x1b' if chars.next_if(|next| matches!(next, '[' | 'O')).is_some() => {
                match chars.find(|char| ('\x40'..='\x7e').contains(char)) {
                    Some('A') => plain(KeyCode::Up),
                    Some('B') => plain(KeyCode::Down),
                    Some('C') => plain(KeyCode::Right),
                    Some('D') => plain(KeyCode::Left),
                    _ => continue,
                }
            }
            '\x1b' => plain(KeyCode::Esc),
            '\r' => plain(KeyCode::Enter),
            '\t' => plain(KeyCode::Tab),
            '\x7f' => plain(KeyCode::Backspace),
            '\x01'..='\x1a' => {
                let letter = char::from_u32(u32::from(char) + 0x60).unwrap_or(char);
                KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
            }
            char if char.is_control() => continue,
            char => plain(KeyCode::Char(char)),
        };
        keys.push(key);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(keys: &[KeyEvent]) -> Vec<String> {
        keys.iter().map(|key| format!("{:?}{:?}", key.modifiers, key.code)).collect()
    }

    #[test]
    fn the_answer_says_how_wide_the_character_was() {
        for (answer, wide) in [("\x1b[7;2R", false), ("\x1b[7;3R", true), ("\x1b[24;4R", false)] {
            assert_eq!(understood(answer.as_bytes()), Some(Heard { wide, keys: Vec::new() }));
        }
    }

    #[test]
    fn what_was_typed_before_the_answer_is_kept() {
        let heard = understood("j张\x1b[A\x1b[24;3R".as_bytes()).unwrap();
        assert!(heard.wide);
        assert_eq!(
            heard.keys,
            [KeyCode::Char('j'), KeyCode::Char('张'), KeyCode::Up]
                .map(|code| KeyEvent::new(code, KeyModifiers::NONE))
        );
    }

    #[test]
    fn half_an_answer_is_none() {
        let whole = b"\x1b[24;3R";
        for end in 0..whole.len() {
            assert_eq!(understood(&whole[..end]), None);
        }
        assert_eq!(understood(b"\x1b[3R"), None);
        assert_eq!(understood(b"24;3R"), None);
    }

    #[test]
    fn keys_without_an_answer_are_keys() {
        let told = names(&keys(b"q\r\t\x7f\x03\x1b[1;5B\x1bOC\x1b[I\x1b[D\x1b"));
        let none = |code: &str| format!("KeyModifiers(0x0){code}");
        assert_eq!(
            told,
            [
                none("Char('q')"),
                none("Enter"),
                none("Tab"),
                none("Backspace"),
                "KeyModifiers(CONTROL)Char('c')".to_owned(),
                none("Down"),
                none("Right"),
                none("Left"),
                none("Esc"),
            ]
        );
    }
}
