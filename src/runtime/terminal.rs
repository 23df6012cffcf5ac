//! The terminal as a guest leaves it: entered once, given back whatever happens.

use std::io::{self, Write};
use std::panic;

use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::style::Print;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute, queue};

/// Keeps the window's title on the terminal's stack, and takes it back (xterm's window operations).
const SAVE_TITLE: Print<&str> = Print("\x1b[22;0t");
const RESTORE_TITLE: Print<&str> = Print("\x1b[23;0t");

/// Proof that the terminal is ours. It is given back when this is dropped: at the normal end, on an error,
/// and when a panic unwinds.
#[derive(Debug)]
pub struct Guard {
    /// Whether there is anything to give back.
    taken: bool,
}

impl Guard {
    /// Takes the terminal, and makes sure that a panic anywhere gives it back before it speaks.
    pub fn enter() -> io::Result<Self> {
        let speak = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            give_back();
            speak(panic);
        }));
        take()?;
        Ok(Self { taken: true })
    }

    /// A guard of nothing, for tests that have no terminal.
    #[cfg(test)]
    pub(super) fn of_nothing() -> Self {
        Self { taken: false }
    }

    /// Gives the terminal back for a while.
    pub fn step_out(&self) {
        give_back();
    }

    /// Takes it again.
    pub fn step_in(&self) -> io::Result<()> {
        take()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if self.taken {
            give_back();
        }
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stdout();
    queue!(out, SAVE_TITLE, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange, cursor::Hide)?;
    out.flush()
}

/// Nothing in here may panic: it also runs inside the panic hook.
fn give_back() {
    leave(&mut io::stdout());
    drop(disable_raw_mode());
}

/// Undoes all that [`take`] wrote. Every step is tried even when one before it fails: the terminal may be
/// half gone.
fn leave(out: &mut impl Write) {
    drop(execute!(out, DisableFocusChange));
    drop(execute!(out, DisableBracketedPaste));
    drop(execute!(out, LeaveAlternateScreen));
    drop(execute!(out, cursor::Show));
    drop(execute!(out, RESTORE_TITLE));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_undoes_every_mode() {
        let mut out = Vec::new();
        leave(&mut out);
        let said = String::from_utf8(out).unwrap();
        for undone in ["\x1b[?1004l", "\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h", "\x1b[23;0t"] {
            assert!(said.contains(undone), "{said:?}");
        }
    }
}
