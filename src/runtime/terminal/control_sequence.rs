//! Control sequences (CSI): keys with names, the mouse, the window's focus, and answers.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use super::input::{Input, Step, alt, key};
use crate::app::Event;
use crate::app::kit::cursor::Motion;
use crate::runtime::terminal::replies;

/// More than any sequence has, in bytes.
const LONGEST: usize = 64;

/// What follows `ESC [`.
pub(super) fn step(rest: &[u8]) -> Step {
    let is_inside = |byte: &u8| (0x20..=0x3f).contains(byte);
    let Some(end) = rest.iter().position(|byte| !is_inside(byte)) else {
        return if rest.len() > LONGEST { Step::Took(2 + rest.len(), None) } else { Step::More };
    };
    let (said, after) = rest.split_at(end);
    let taken = 2 + end + 1;
    match (said, after) {
        (b"", [b'M', mouse @ ..]) => old_mouse(mouse, taken),
        // What Linux' console sends for F1 to F5.
        (b"", [b'[']) => Step::More,
        (b"", [b'[', last @ b'A'..=b'E', ..]) => {
            Step::Took(taken + 1, Some(key(KeyCode::F(1 + last - b'A'), KeyModifiers::NONE)))
        }
        (b"200", [b'~', ..]) => Step::Paste(taken),
        (_, [last @ 0x40..=0x7e, ..]) => {
            let said = std::str::from_utf8(said).unwrap_or_default();
            Step::Took(taken, sequence(said, *last))
        }
        (b"", _) => Step::Took(2, Some(alt(b'['))),
        _ => Step::Took(2 + end, None),
    }
}

/// What a whole sequence means; nothing where that is not known.
fn sequence(said: &str, last: u8) -> Option<Input> {
    if let Some(reply) = replies::of_sequence(said, last) {
        return Some(Input::Reply(reply));
    }
    if let Some(said) = said.strip_prefix('<') {
        return mouse(said, last);
    }
    // Private ones and those with more than parameters are no keys.
    if !said.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':')) {
        return None;
    }
    match (said, last) {
        ("", b'I') => return Some(Input::Event(Event::Focused(true))),
        ("", b'O') => return Some(Input::Event(Event::Focused(false))),
        _ => {}
    }
    let mut parts = said.split(';');
    let mut next = || parts.next().unwrap_or_default();
    let (first, second, third) = (next(), next(), next());
    let (modifiers, is_pressed) = held(second);
    let named = |code| KeyEvent::new(code, modifiers);
    let key = match last {
        b'A' => named(KeyCode::Up),
        b'B' => named(KeyCode::Down),
        b'C' => named(KeyCode::Right),
        b'D' => named(KeyCode::Left),
        b'F' => named(KeyCode::End),
        b'H' => named(KeyCode::Home),
        b'P'..=b'S' => named(KeyCode::F(1 + last - b'P')),
        b'Z' => KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT),
        // How xterm reports keys of other kinds, if it is told to.
        b'~' if first == "27" => character(third, modifiers)?,
        b'~' => named(numbered(first.parse().ok()?)?),
        b'u' => character(first, modifiers)?,
        _ => return None,
    };
    is_pressed.then_some(Input::Event(Event::Key(key)))
}

/// The modifiers of a key, and whether it was pressed or let go: `5:3` is Ctrl, let go.
fn held(said: &str) -> (KeyModifiers, bool) {
    let (mask, kind) = said.split_once(':').unwrap_or((said, ""));
    let mask = mask.parse::<u8>().unwrap_or(1).saturating_sub(1);
    let all = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    let modifiers = all.into_iter().filter(|(bit, _)| mask & bit != 0).map(|(_, modifier)| modifier);
    (modifiers.collect(), kind != "3")
}

/// The key of a number (VT220, and what came after it).
fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28..=29 => KeyCode::F(number - 15),
        31..=34 => KeyCode::F(number - 17),
        _ => return None,
    })
}

/// A key by its character's number.
fn character(number: &str, modifiers: KeyModifiers) -> Option<KeyEvent> {
    let number = number.split(':').next()?;
    let code = match char::from_u32(number.parse().ok()?)? {
        '\r' => KeyCode::Enter,
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        '\t' => KeyCode::Tab,
        '\x1b' => KeyCode::Esc,
        '\x7f' => KeyCode::Backspace,
        char if char.is_control() => return None,
        char if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::Char(char.to_ascii_uppercase()),
        char => KeyCode::Char(char),
    };
    Some(KeyEvent::new(code, modifiers))
}

/// The mouse as it is asked for (SGR): button, column and row.
fn mouse(said: &str, last: u8) -> Option<Input> {
    let mut parts = said.split(';');
    let button = parts.next()?.parse().ok()?;
    let mut cell = || parts.next()?.parse::<u16>().ok()?.checked_sub(1);
    let at = Position { x: cell()?, y: cell()? };
    if last == b'M' { clicked(button, at) } else { None }
}

/// The mouse as terminals without SGR report it: three bytes, each 32 more than it says.
fn old_mouse(rest: &[u8], taken: usize) -> Step {
    let [button, x, y, ..] = rest else { return Step::More };
    let cell = |byte: &u8| u16::from(*byte).checked_sub(33);
    let input = button.checked_sub(32).and_then(|button| {
        let at = Position { x: cell(x)?, y: cell(y)? };
        clicked(button, at)
    });
    Step::Took(taken + 3, input)
}

fn clicked(button: u8, at: Position) -> Option<Input> {
    // Shift, Alt and Ctrl make no difference.
    Some(Input::Event(match button & !0b1_1100 {
        0 => Event::Clicked(at),
        64 => Event::Wheeled(Motion::Up),
        65 => Event::Wheeled(Motion::Down),
        _ => return None,
    }))
}
