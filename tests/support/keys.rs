//! Keys by name, as a test presses them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The keys that a text such as `j<enter><c-u>` stands for.
pub(crate) fn keys_of(keys: &str) -> Vec<KeyEvent> {
    let mut rest = keys;
    let mut events = Vec::new();
    while let Some(char) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (event, left) = match named {
            Some((name, left)) => (named_key(name), left),
            None => (
                KeyEvent::new(KeyCode::Char(char), KeyModifiers::NONE),
                rest.strip_prefix(char).unwrap_or(""),
            ),
        };
        events.push(event);
        rest = left;
    }
    events
}

fn named_key(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match name {
        "enter" => plain(KeyCode::Enter),
        "esc" => plain(KeyCode::Esc),
        "tab" => plain(KeyCode::Tab),
        "s-tab" => plain(KeyCode::BackTab),
        "backspace" => plain(KeyCode::Backspace),
        "down" => plain(KeyCode::Down),
        "up" => plain(KeyCode::Up),
        "left" => plain(KeyCode::Left),
        "right" => plain(KeyCode::Right),
        "home" => plain(KeyCode::Home),
        "end" => plain(KeyCode::End),
        "delete" => plain(KeyCode::Delete),
        "pgdn" => plain(KeyCode::PageDown),
        "f1" => plain(KeyCode::F(1)),
        "f2" => plain(KeyCode::F(2)),
        control => {
            let char = control.strip_prefix("c-").and_then(|rest| rest.chars().next()).expect("a key's name");
            KeyEvent::new(KeyCode::Char(char), KeyModifiers::CONTROL)
        }
    }
}
