//! What the terminal is asked at the start: how wide it draws ambiguous characters such as `│`, by printing one and
//! asking for the position of the cursor; and, where the theme depends on it, the background color.
//!
//! Answers have to come soon. What a person types meanwhile arrives in between, and is passed on as keys.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::background;
use super::replies::{TerminalReply, parts};

/// How long to wait for answers. A later cursor position is dropped by crossterm.
pub(in crate::runtime) const PATIENCE: Duration = Duration::from_millis(100);

/// Prints an ambiguous character at the start of a line, asks where the cursor is, and clears the line.
pub(in crate::runtime) const WIDTH: &str = "\r│\x1b[6n\r\x1b[K";

/// Asks where the cursor is: its answer comes after all others.
const CURSOR: &str = "\x1b[6n";

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::runtime) struct Question {
    /// How wide ambiguous characters are.
    pub(in crate::runtime) width: bool,
    /// The background color.
    pub(in crate::runtime) backdrop: bool,
}

/// The answers, as far as they were asked for and came: whether an ambiguous character takes two cells, whether the
/// background is light. And the keys typed meanwhile.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::runtime) struct Heard {
    pub(in crate::runtime) wide: Option<bool>,
    pub(in crate::runtime) light: Option<bool>,
    pub(in crate::runtime) keys: Vec<KeyEvent>,
}

/// Whether this system supports queries.
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

    /// Waits for the answers. Leaves everything after the last one in the terminal's input.
    pub(in crate::runtime) fn hear(self) -> Heard {
        let is_over = |bytes: &[u8]| {
            bytes.ends_with(b"R")
                && parts(bytes).0.iter().any(|reply| matches!(reply, TerminalReply::Column(_)))
        };
        self.understood(&read_until(is_over, PATIENCE))
    }

    fn understood(self, bytes: &[u8]) -> Heard {
        let (replies, typed) = parts(bytes);
        let mut heard = Heard { keys: keys(&typed), ..Heard::default() };
        for reply in replies {
            match reply {
                TerminalReply::Column(column) if self.width => heard.wide = Some(column == 3),
                TerminalReply::Backdrop(color) => heard.light = Some(color.is_light()),
                TerminalReply::Column(_) | TerminalReply::Paste(_) | TerminalReply::Kind => {}
            }
        }
        heard
    }
}

/// Reads from the terminal until `enough` says so, or time is up.
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

/// Nothing is asked here, so nothing comes.
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
