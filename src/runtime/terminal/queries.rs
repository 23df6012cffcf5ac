//! What the terminal is asked at the start: how wide it draws characters such as `│`, which are one cell wide in some
//! locales and two in others, by showing it one and asking where its cursor is then; and, where the theme goes by it,
//! the color behind the text.
//!
//! The answers do not take long, or count as none. What a person types meanwhile comes in between, and is told like
//! any other key.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::background;
use super::replies::{Reply, parts};

/// How long the terminal has for its answers. A width that comes later is dropped by crossterm.
pub(in crate::runtime) const PATIENCE: Duration = Duration::from_millis(100);

/// A character of ambiguous width at the start of a line, the question where the cursor is, and the line
/// cleared again.
pub(in crate::runtime) const WIDTH: &str = "\r│\x1b[6n\r\x1b[K";

/// The question where the cursor is, alone: its answer ends those before it.
const CURSOR: &str = "\x1b[6n";

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::runtime) struct Question {
    /// How wide such characters are.
    pub(in crate::runtime) width: bool,
    /// The color behind the text.
    pub(in crate::runtime) backdrop: bool,
}

/// What came in: whether such a character takes two cells, whether the color behind the text is a light one, as far
/// as they were asked for and told, and the keys that were typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::runtime) struct Heard {
    pub(in crate::runtime) wide: Option<bool>,
    pub(in crate::runtime) light: Option<bool>,
    pub(in crate::runtime) keys: Vec<KeyEvent>,
}

/// Whether questions can be put on this system.
pub(in crate::runtime) const ASKS: bool = cfg!(unix);

impl Question {
    /// What is written to the terminal.
    pub(in crate::runtime) fn text(self) -> String {
        let backdrop = if self.backdrop { background::QUESTION } else { "" };
        let last = match self {
            Self { width: true, .. } => WIDTH,
            Self { backdrop: true, .. } => CURSOR,
            Self { width: false, backdrop: false } => "",
        };
        format!("{backdrop}{last}")
    }

    /// Waits for the answers. Nothing that comes after the last is taken from the terminal.
    pub(in crate::runtime) fn hear(self) -> Heard {
        let is_over = |bytes: &[u8]| {
            bytes.ends_with(b"R") && parts(bytes).0.iter().any(|reply| matches!(reply, Reply::Column(_)))
        };
        self.understood(&read_until(is_over, PATIENCE))
    }

    fn understood(self, bytes: &[u8]) -> Heard {
        let (replies, typed) = parts(bytes);
        let mut heard = Heard { keys: keys(&typed), ..Heard::default() };
        for reply in replies {
            match reply {
                Reply::Column(column) if self.width => heard.wide = Some(column == 3),
                Reply::Backdrop(color) => heard.light = Some(color.is_light()),
                Reply::Column(_) | Reply::Paste(_) | Reply::Kind => {}
            }
        }
        heard
    }
}

/// What the terminal sends until that is enough or has taken too long.
#[cfg(unix)]
pub(in crate::runtime) fn read_until(is_enough: impl Fn(&[u8]) -> bool, patience: Duration) -> Vec<u8> {
    use std::io;
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let input = io::stdin();
    let until = Instant::now() + patience;
    let mut bytes = Vec::new();
    while !is_enough(&bytes) {
        let left = until.saturating_duration_since(Instant::now());
        let seconds = i64::try_from(left.as_secs()).unwrap_or(i64::MAX);
        let left = Timespec { tv_sec: seconds, tv_nsec: left.subsec_nanos().into() };
        let mut byte = [0];
        let comes = poll(&mut [PollFd::new(&input, PollFlags::IN)], Some(&left)).is_ok_and(|count| count > 0);
        if !comes || rustix::io::read(&input, &mut byte).unwrap_or(0) == 0 {
            break;
        }
        bytes.extend(byte);
    }
    bytes
}

/// There is nothing to hear where nothing is asked.
#[cfg(not(unix))]
pub(in crate::runtime) fn read_until(_: impl Fn(&[u8]) -> bool, _: Duration) -> Vec<u8> {
    Vec::new()
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

    const BOTH: Question = Question { width: true, backdrop: true };

    fn names(keys: &[KeyEvent]) -> Vec<String> {
        keys.iter().map(|key| format!("{:?}{:?}", key.modifiers, key.code)).collect()
    }

    #[test]
    fn the_answers_say_how_wide_the_character_was_and_what_is_behind_the_text() {
        for (answer, wide) in [("\x1b[7;2R", false), ("\x1b[7;3R", true), ("\x1b[24;4R", false)] {
            let heard = BOTH.understood(answer.as_bytes());
            assert_eq!(heard, Heard { wide: Some(wide), ..Heard::default() });
        }
        let heard = BOTH.understood(b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[7;2R");
        assert_eq!(heard, Heard { wide: Some(false), light: Some(true), keys: Vec::new() });
        assert_eq!(BOTH.understood(b""), Heard::default());
    }

    #[test]
    fn where_the_cursor_is_says_nothing_of_a_width_that_was_not_asked_for() {
        let question = Question { width: false, backdrop: true };
        assert_eq!(question.text(), "\x1b]11;?\x1b\\\x1b[6n", "nothing is drawn");
        assert_eq!(question.understood(b"\x1b[7;3R"), Heard::default());
        assert_eq!(Question::default().text(), "");
    }

    #[test]
    fn what_was_typed_before_the_answer_is_kept() {
        let heard = BOTH.understood("j张\x1b[A\x1b[24;3R".as_bytes());
        assert_eq!(heard.wide, Some(true));
        assert_eq!(
            heard.keys,
            [KeyCode::Char('j'), KeyCode::Char('张'), KeyCode::Up]
                .map(|code| KeyEvent::new(code, KeyModifiers::NONE))
        );
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
