//! What comes from the terminal, in our own words.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::replies::TerminalReply;
use crate::app::Event;

/// Something that came from the terminal.
#[derive(Debug, PartialEq)]
pub(in crate::runtime) enum Input {
    /// What a person did, or the terminal's window.
    Event(Event),
    /// An answer.
    Reply(TerminalReply),
}

/// What bytes begin with.
pub(super) enum Step {
    /// So many of them are done with, and were this.
    Took(usize, Option<Input>),
    /// So many of them say that a paste begins.
    Paste(usize),
    /// Something that is not whole.
    More,
}

/// A key with a name.
pub(super) fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

/// The character of this byte with Alt.
pub(super) fn alt(byte: u8) -> Input {
    let key = typed(char::from(byte));
    Input::Event(Event::Key(KeyEvent { modifiers: key.modifiers | KeyModifiers::ALT, ..key }))
}

/// The key of a character. Terminals send one control character for several keys with Ctrl, and the key is the one
/// that has a place of its own on the keyboard: 0x1f is Ctrl-/ as well as Ctrl-_ and Ctrl-7.
pub(super) fn typed(char: char) -> KeyEvent {
    let ctrl = |char| KeyEvent::new(KeyCode::Char(char), KeyModifiers::CONTROL);
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match char {
        '\r' => plain(KeyCode::Enter),
        '\t' => plain(KeyCode::Tab),
        '\x7f' => plain(KeyCode::Backspace),
        '\x1b' => plain(KeyCode::Esc),
        '\0' => ctrl(' '),
        '\x1c' => ctrl('\\'),
        '\x1d' => ctrl(']'),
        '\x1e' => ctrl('^'),
        '\x1f' => ctrl('/'),
        '\x01'..='\x1a' => ctrl(char::from_u32(u32::from(char) + 0x60).unwrap_or(char)),
        char if char.is_uppercase() => KeyEvent::new(KeyCode::Char(char), KeyModifiers::SHIFT),
        char => plain(KeyCode::Char(char)),
    }
}
