//! Takes the terminal over, and gives it back whatever happens.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::Command;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{cursor, execute, queue};

/// Pushes the window's title onto the terminal's stack, and pops it (xterm's window operations).
const SAVE_TITLE: Print<&str> = Print("\x1b[22;0t");
const RESTORE_TITLE: Print<&str> = Print("\x1b[23;0t");

/// Alternate scroll: on the full screen the mouse wheel sends cursor keys. Some terminals start with it on, so its
/// state is saved and restored.
const WHEEL_KEYS: Print<&str> = Print("\x1b[?1007s\x1b[?1007h");
const WHEEL_AS_BEFORE: Print<&str> = Print("\x1b[?1007r");

/// Reports of the mouse's buttons and its wheel. Crossterm's own command asks for every movement as well.
struct EnableMouseButtons;

impl Command for EnableMouseButtons {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1000h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// Whether there is anything to give back. Doing it twice would pop a title that another program has pushed.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the program draws on the normal screen among the other output, as some screen readers need it. Static,
/// because the panic hook has nothing else to go by.
static INLINE: AtomicBool = AtomicBool::new(false);

/// Proof that the terminal is ours. It is given back when this is dropped: at the normal end, on an error,
/// and when a panic unwinds.
#[derive(Debug)]
pub struct Guard {
    /// Whether the mouse is ours.
    mouse: Cell<bool>,
}

impl Guard {
    /// Takes the terminal, and makes sure that a panic anywhere gives it back before its message is printed. The
    /// query is sent on the normal screen, after echo has been turned off. With `inline` everything is drawn on
    /// that screen.
    pub fn enter(question: &str, inline: bool) -> io::Result<Self> {
        INLINE.store(inline, Ordering::SeqCst);
        let speak = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            give_back();
            speak(panic);
        }));
        enable_raw_mode()?;
        queue!(io::stdout(), Print(question))?;
        take()?;
        Ok(Self { mouse: Cell::new(false) })
    }

    /// A guard without a terminal, for tests.
    #[cfg(test)]
    pub(in crate::runtime) fn of_nothing() -> Self {
        Self { mouse: Cell::new(false) }
    }

    /// Gives the terminal back for a while.
    pub fn step_out(&self) {
        if self.mouse.get() && TAKEN.load(Ordering::SeqCst) {
            drop_reports();
        }
        give_back();
    }

    /// Takes the terminal again.
    pub fn step_in(&self) -> io::Result<()> {
        take()?;
        if self.mouse.get() { self.take_mouse(true) } else { Ok(()) }
    }

    /// Turns mouse reports on or off.
    pub fn take_mouse(&self, on: bool) -> io::Result<()> {
        self.mouse.set(on);
        if on {
            execute!(io::stdout(), EnableMouseButtons)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.step_out();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, SAVE_TITLE)?;
    if INLINE.load(Ordering::SeqCst) {
        // What stood there is scrolled away, not overwritten.
        let (_, rows) = size()?;
        queue!(out, Print("\r\n".repeat(rows.into())), Clear(ClearType::All))?;
    } else {
        queue!(out, EnterAlternateScreen, WHEEL_KEYS)?;
    }
    queue!(out, EnableBracketedPaste, EnableFocusChange, cursor::Hide)?;
    out.flush()
}

/// Turns mouse reports off and discards unread ones: the shell would take them for typing.
fn drop_reports() {
    drop(execute!(io::stdout(), DisableMouseCapture));
    #[cfg(unix)]
    rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush).unwrap_or_default();
}

/// Nothing in here may panic: it also runs inside the panic hook.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        leave(&mut io::stdout(), INLINE.load(Ordering::SeqCst));
        drop(disable_raw_mode());
    }
}

/// Undoes everything that [`take`] wrote. Every step is tried even when an earlier one fails.
fn leave(out: &mut impl Write, inline: bool) {
    drop(execute!(out, DisableMouseCapture));
    drop(execute!(out, DisableFocusChange));
    drop(execute!(out, DisableBracketedPaste));
    if inline {
        // Below the last picture, which stays.
        drop(execute!(out, cursor::MoveTo(0, u16::MAX - 1), Print("\r\n")));
    } else {
        // A terminal that has one screen only, or does not put the cursor back, goes on at the start of a line.
        drop(execute!(out, WHEEL_AS_BEFORE, Print("\r"), LeaveAlternateScreen));
    }
    drop(execute!(out, cursor::Show));
    drop(execute!(out, RESTORE_TITLE));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_undoes_every_mode() {
        let mut out = Vec::new();
        leave(&mut out, false);
        let said = String::from_utf8(out).unwrap();
        for undone in [
            "\x1b[?1004l",
            "\x1b[?2004l",
            "\x1b[?1049l",
            "\x1b[?25h",
            "\x1b[23;0t",
            "\x1b[?1000l",
            "\x1b[?1007r",
        ] {
            assert!(said.contains(undone), "{said:?}");
        }
    }

    #[test]
    fn a_screen_that_was_not_left_is_not_gone_back_to() {
        let mut out = Vec::new();
        leave(&mut out, true);
        let said = String::from_utf8(out).unwrap();
        assert!(!said.contains("\x1b[?1049l") && !said.contains("\x1b[?1007r"), "{said:?}");
        assert!(said.contains("\x1b[?2004l") && said.contains("\x1b[?25h"), "{said:?}");
    }
}
