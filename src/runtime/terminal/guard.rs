//! Takes the terminal over, and gives it back whatever happens.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::Command;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};

use super::size::size;
use super::tty::Output;

/// Keeps the window's title on the terminal's stack, and takes it back (xterm's window operations).
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

/// How long a terminal has to take what is left for it, where the program leaves it.
const GRACE: Duration = Duration::from_millis(500);

/// Proof that the terminal is ours. It is given back when this is dropped: at the normal end, on an error,
/// and when a panic unwinds.
#[derive(Debug)]
pub struct Guard {
    output: Output,
    /// Whether what is drawn stays among the other output of the terminal, as some screen readers need it.
    inline: bool,
    /// Whether the mouse is ours.
    mouse: Cell<bool>,
}

impl Guard {
    /// Takes the terminal, and makes sure that a panic anywhere gives it back before its message is printed. The
    /// query is sent on the normal screen, after echo has been turned off. With `inline` everything is drawn on
    /// that screen.
    pub fn enter(question: &str, inline: bool) -> io::Result<Self> {
        let guard = Self { output: Output::open()?, inline, mouse: Cell::new(false) };
        let (speak, output) = (panic::take_hook(), guard.output.clone());
        panic::set_hook(Box::new(move |panic| {
            give_back(&output, inline);
            speak(panic);
        }));
        enable_raw_mode()?;
        queue!(guard.output.clone(), Print(question))?;
        guard.take()?;
        Ok(guard)
    }

    /// A guard without a terminal, for tests.
    #[cfg(test)]
    #[cfg(unix)]
    pub(in crate::runtime) fn of_nothing(output: Output) -> Self {
        Self { output, inline: false, mouse: Cell::new(false) }
    }

    /// What the terminal shows.
    pub(in crate::runtime) fn output(&self) -> Output {
        self.output.clone()
    }

    /// Gives the terminal back for a while.
    pub(in crate::runtime) fn step_out(&self) {
        if self.mouse.get() && TAKEN.load(Ordering::SeqCst) {
            drop_reports(&self.output);
        }
        give_back(&self.output, self.inline);
    }

    /// Says something on the plain screen.
    pub(in crate::runtime) fn say(&self, text: &str) {
        self.output.clone().say_last(text.as_bytes(), GRACE);
    }

    /// Takes it again, also where somebody else has had it unasked while the program was stopped.
    pub(in crate::runtime) fn step_in(&self) -> io::Result<()> {
        if TAKEN.load(Ordering::SeqCst) {
            // Only what was first is what to go back to.
            disable_raw_mode()?;
        }
        self.take()?;
        if self.mouse.get() { self.take_mouse(true) } else { Ok(()) }
    }

    /// Takes the mouse, or lets go of it.
    pub(in crate::runtime) fn take_mouse(&self, on: bool) -> io::Result<()> {
        self.mouse.set(on);
        if on {
            execute!(self.output.clone(), EnableMouseButtons)
        } else {
            execute!(self.output.clone(), DisableMouseCapture)
        }
    }

    /// Whether everything is drawn on the plain screen.
    pub(in crate::runtime) fn is_inline(&self) -> bool {
        self.inline
    }

    /// Scrolls what the terminal shows away, so that what is drawn next overwrites nothing.
    pub(in crate::runtime) fn scroll_away(&self) -> io::Result<()> {
        let end = cursor::MoveTo(0, u16::MAX - 1);
        execute!(self.output.clone(), end, Print(rows_below(size()?.height)))
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        let mut out = self.output.clone();
        let had = TAKEN.swap(true, Ordering::SeqCst);
        if !had {
            queue!(out, SAVE_TITLE)?;
        }
        if self.inline && had {
            // Somebody else may have written there.
            self.scroll_away()?;
        } else if self.inline {
            // Down to where the cursor is, and no empty rows below it.
            queue!(out, Print(rows_below(size()?.height)), Clear(ClearType::All))?;
        } else {
            queue!(out, EnterAlternateScreen, WHEEL_KEYS)?;
        }
        queue!(out, EnableBracketedPaste, EnableFocusChange, cursor::Hide)?;
        out.flush()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.step_out();
    }
}

/// What goes down so many rows, and scrolls where there are none.
fn rows_below(count: u16) -> String {
    "\r\n".repeat(count.into())
}

/// Has the terminal stop to report on the mouse, and drops the reports that nobody has read: the shell would
/// take them for typing.
fn drop_reports(output: &Output) {
    drop(execute!(output.clone(), DisableMouseCapture));
    #[cfg(unix)]
    rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush).unwrap_or_default();
}

/// Nothing in here may panic: it also runs inside the panic hook.
fn give_back(output: &Output, inline: bool) {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut text = Vec::new();
        leave(&mut text, inline);
        output.clone().say_last(&text, GRACE);
        drop(disable_raw_mode());
    }
}

/// Undoes all that taking it wrote.
fn leave(out: &mut impl Write, inline: bool) {
    drop(execute!(out, DisableMouseCapture));
    drop(execute!(out, DisableFocusChange));
    drop(execute!(out, DisableBracketedPaste));
    if inline {
        // Below the last picture, which stays.
        drop(execute!(out, cursor::MoveTo(0, u16::MAX - 1), Print("\r\n")));
    } else {
        // Some terminals show what stood here later on, or never left their own screen for ours. Erased from its end
        // backwards: screen keeps what is erased as a whole.
        let end = cursor::MoveTo(u16::MAX - 1, u16::MAX - 1);
        let erase = Clear(ClearType::FromCursorUp);
        drop(execute!(out, SetAttribute(Attribute::Reset), end, erase, cursor::MoveTo(0, 0)));
        drop(execute!(out, WHEEL_AS_BEFORE, LeaveAlternateScreen));
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
            // On Windows the mouse is no sequence.
            if cfg!(windows) { "" } else { "\x1b[?1000l" },
            "\x1b[?1007r",
        ] {
            assert!(said.contains(undone), "{said:?}");
        }
        let empty = said.find("\x1b[1J\x1b[1;1H").unwrap();
        assert!(
            said.find("\x1b[?1049l").is_some_and(|left| empty < left),
            "nothing is left to be shown later"
        );
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
