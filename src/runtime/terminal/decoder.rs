//! What comes from the terminal, as bytes, made into keys, pastes, clicks and answers: a function of the bytes and of
//! the pauses between them.
//!
//! Every sequence is taken out whole, known or not (ECMA-48), and none is waited for longer than a pause: no report
//! that nobody asked for is typed, and none keeps the keys after it.

#[cfg(any(unix, test))]
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::control_sequence;
use super::input::{Input, Step, alt, key, typed};
use super::replies::{self, TerminalReply};
use crate::app::Event;
use crate::base::secret::Secret;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// What ends a paste that the terminal has marked.
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// How much of a paste counts, in bytes. No field takes as much.
const LONGEST_PASTE: usize = 1 << 20;

/// How much is kept of a string (OSC, DCS and their kin). The answers that are read are shorter.
const LONGEST_STRING: usize = 4096;

/// How long after Escape the rest of a sequence may come: what comes later is another key.
#[cfg(any(unix, test))]
const AFTER_ESC: Duration = Duration::from_millis(25);

/// How long the rest of a sequence that has begun may take.
#[cfg(any(unix, test))]
const IN_SEQUENCE: Duration = Duration::from_millis(250);

/// How long a paste may pause.
#[cfg(any(unix, test))]
const IN_PASTE: Duration = Duration::from_secs(1);

/// Makes sense of bytes, however they are cut.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Decoder {
    /// What is not whole yet.
    held: Vec<u8>,
    /// What has come of a paste, while one lasts.
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// Takes in bytes; gives back all that is whole.
    pub(in crate::runtime) fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.held.extend_from_slice(bytes);
        let mut all = Vec::new();
        loop {
            if self.paste.is_some() {
                match self.paste_ended() {
                    Some(paste) => all.push(paste),
                    None => break,
                }
            }
            match step(&self.held) {
                Step::Took(count, input) => {
                    self.held.drain(..count);
                    all.extend(input);
                }
                Step::Paste(count) => {
                    self.held.drain(..count);
                    self.paste = Some(Vec::new());
                }
                Step::More => break,
            }
        }
        if self.paste.is_none() && self.held.len() > LONGEST_STRING {
            // How it begins, and what may be half of its end.
            self.held.drain(2..self.held.len() - 1);
        }
        all
    }

    /// After how long without more bytes [`Self::give_up`] is due; never where nothing is waited for.
    #[cfg(any(unix, test))]
    pub(in crate::runtime) fn patience(&self) -> Option<Duration> {
        match (&self.paste, &self.held[..]) {
            (Some(_), _) => Some(IN_PASTE),
            (None, []) => None,
            (None, [ESC] | [ESC, _]) => Some(AFTER_ESC),
            (None, _) => Some(IN_SEQUENCE),
        }
    }

    /// Nothing more has come: an incomplete sequence is a key if it looks like one, else it is dropped.
    #[cfg(any(unix, test))]
    pub(in crate::runtime) fn give_up(&mut self) -> Option<Input> {
        let held = std::mem::take(&mut self.held);
        if let Some(paste) = self.paste.take() {
            return Some(pasted(&paste));
        }
        match held[..] {
            [ESC] => Some(key(KeyCode::Esc, KeyModifiers::NONE)),
            [ESC, byte] if byte.is_ascii() => Some(alt(byte)),
            _ => None,
        }
    }

    /// The paste, if its end has come; else what has come is kept with it.
    fn paste_ended(&mut self) -> Option<Input> {
        let ends = self.held.windows(PASTE_ENDS.len()).position(|part| part == PASTE_ENDS);
        let mut paste = self.paste.take()?;
        let count = ends.unwrap_or_else(|| self.held.len() - half_an_end(&self.held));
        let room = LONGEST_PASTE.saturating_sub(paste.len());
        paste.extend(self.held.drain(..count).take(room));
        if ends.is_none() {
            self.paste = Some(paste);
            return None;
        }
        self.held.drain(..PASTE_ENDS.len());
        Some(pasted(&paste))
    }
}

/// The answers in bytes among which a person may have typed.
pub(in crate::runtime) fn replies(bytes: &[u8]) -> Vec<TerminalReply> {
    let reply = |input| if let Input::Reply(reply) = input { Some(reply) } else { None };
    Decoder::default().feed(bytes).into_iter().filter_map(reply).collect()
}

/// How many bytes at the end may be the beginning of a paste's end.
fn half_an_end(bytes: &[u8]) -> usize {
    let is_half = |count: &usize| PASTE_ENDS.get(..*count).is_some_and(|half| bytes.ends_with(half));
    (1..PASTE_ENDS.len()).rev().find(is_half).unwrap_or(0)
}

fn pasted(bytes: &[u8]) -> Input {
    Input::Event(Event::Pasted(Secret::new(String::from_utf8_lossy(bytes).into_owned())))
}

fn step(bytes: &[u8]) -> Step {
    match bytes {
        [ESC, b'[', rest @ ..] => control_sequence::step(rest),
        [ESC, b'O', rest @ ..] => application_key(rest),
        [ESC, b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => string(bytes, rest),
        [ESC, ESC, ..] => Step::Took(1, Some(key(KeyCode::Esc, KeyModifiers::NONE))),
        [ESC, rest @ ..] => match character(rest) {
            Step::Took(count, Some(Input::Event(Event::Key(key)))) => {
                let modifiers = key.modifiers | KeyModifiers::ALT;
                Step::Took(count + 1, Some(Input::Event(Event::Key(KeyEvent { modifiers, ..key }))))
            }
            Step::Took(count, _) => Step::Took(count + 1, None),
            other => other,
        },
        _ => character(bytes),
    }
}

/// A character, or what Ctrl makes of one.
fn character(bytes: &[u8]) -> Step {
    let start = bytes.get(..4).unwrap_or(bytes);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            start.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or("")
        }
        // No text: an encoding of long ago, or noise on the line.
        Err(error) => return error.error_len().map_or(Step::More, |count| Step::Took(count, None)),
    };
    match text.chars().next() {
        Some(char) => Step::Took(char.len_utf8(), Some(Input::Event(Event::Key(typed(char))))),
        None => Step::More,
    }
}

/// What a terminal sends for keys in its application modes (SS3).
fn application_key(rest: &[u8]) -> Step {
    let Some(last) = rest.first() else { return Step::More };
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(1 + last - b'P'),
        b'M' => KeyCode::Enter,
        // The block of digits, each mark 0x40 above its own.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        _ => return Step::Took(2, Some(alt(b'O'))),
    };
    Step::Took(3, Some(key(code, KeyModifiers::NONE)))
}

/// A control string: an answer, or nothing that is for us. One that breaks off is dropped as far as it goes.
fn string(bytes: &[u8], rest: &[u8]) -> Step {
    let Some(end) = rest.iter().position(|byte| *byte < 0x20) else { return Step::More };
    let (said, after) = rest.split_at(end);
    let broken_off = || match bytes.get(1) {
        Some(byte) if said.is_empty() => Step::Took(2, Some(alt(*byte))),
        _ => Step::Took(2 + end, None),
    };
    let length = match after {
        [BEL, ..] => 1,
        [ESC] => return Step::More,
        [ESC, b'\\', ..] => 2,
        // What cancels a sequence (CAN and SUB), or half an end before a key.
        [0x18 | 0x1a, ..] | [ESC, ..=0x1a | 0x1c..=0x1f, ..] => return Step::Took(2 + end + 1, None),
        _ => return broken_off(),
    };
    let reply = bytes.starts_with(b"\x1b]").then(|| replies::of_string(said)).flatten();
    Step::Took(2 + end + length, reply.map(Input::Reply))
}

#[cfg(test)]
mod tests;
