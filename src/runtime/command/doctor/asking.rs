//! Queries the terminal, if there is one, and leaves no answer behind for the shell to read as typing.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::runtime::dashboard::start;
use crate::runtime::terminal::background;
use crate::runtime::terminal::decoder::replies;
use crate::runtime::terminal::queries::{ASKS, PATIENCE, WIDTH, read_until};
use crate::runtime::terminal::replies::{Color, TerminalReply};

/// The query for bracketed paste (DECRQM).
const PASTE: &str = "\x1b[?2004$p";

/// The query for the kind of terminal (DA1): every terminal answers it, after every query before it.
const KIND: &str = "\x1b[c";

/// Clears the line: some terminals print a query that they do not know.
const CLEARED: &str = "\r\x1b[K";

/// How long to wait for a late answer, so that the shell does not get it.
const LATE: Duration = Duration::from_millis(900);

/// Ctrl-C in raw mode.
const INTERRUPT: u8 = 0x03;

/// What the terminal answered in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TerminalAnswers {
    /// Background color.
    pub(super) backdrop: QueryResult<Color>,
    /// Whether characters such as `│` take two cells.
    pub(super) wide: QueryResult<bool>,
    /// Whether it supports bracketed paste.
    pub(super) paste: QueryResult<bool>,
}

/// The result of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QueryResult<T> {
    /// It was not sent.
    NotAsked(NotAsked),
    /// No answer in time.
    None,
    /// The answer.
    Is(T),
}

/// Why a query was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotAsked {
    /// There is no terminal.
    NoTerminal,
    /// This terminal is known not to answer it.
    Deaf,
    /// A screen reader would read out what the query draws.
    Reader,
}

/// Queries the terminal, if it is one that answers. `Interrupted` where the person presses Ctrl-C meanwhile.
pub(super) fn ask(
    variable: impl Fn(&str) -> Option<String>,
    for_a_reader: bool,
) -> io::Result<TerminalAnswers> {
    if !start::has_terminal() {
        return Ok(TerminalAnswers::of(b"", [Some(NotAsked::NoTerminal); 3]));
    }
    if !ASKS || variable("TERM").is_none_or(|term| term == "dumb") {
        return Ok(TerminalAnswers::of(b"", [Some(NotAsked::Deaf); 3]));
    }
    let backdrop = (!background::may_be_asked(variable)).then_some(NotAsked::Deaf);
    let wide = for_a_reader.then_some(NotAsked::Reader);
    let question = [
        if backdrop.is_none() { background::QUESTION } else { "" },
        if wide.is_none() { WIDTH } else { "" },
        PASTE,
        KIND,
    ];
    Ok(TerminalAnswers::of(&exchange(&question.concat())?, [backdrop, wide, None]))
}

impl TerminalAnswers {
    /// Reads each answer from the bytes, in the order of the fields, or says why it was not asked.
    fn of(bytes: &[u8], [backdrop, wide, paste]: [Option<NotAsked>; 3]) -> Self {
        let replies = replies(bytes);
        let color = |reply: &TerminalReply| {
            if let TerminalReply::Backdrop(color) = reply { Some(*color) } else { None }
        };
        let is_wide = |reply: &TerminalReply| {
            if let TerminalReply::Column(column) = reply { Some(*column == 3) } else { None }
        };
        let marks = |reply: &TerminalReply| {
            if let TerminalReply::Paste(mode) = reply { Some((1..=3).contains(mode)) } else { None }
        };
        Self {
            backdrop: QueryResult::of(replies.iter().find_map(color), backdrop),
            wide: QueryResult::of(replies.iter().find_map(is_wide), wide),
            paste: QueryResult::of(replies.iter().find_map(marks), paste),
        }
    }
}

impl<T> QueryResult<T> {
    fn of(said: Option<T>, not_asked: Option<NotAsked>) -> Self {
        match (not_asked, said) {
            (Some(why), _) => Self::NotAsked(why),
            (None, Some(said)) => Self::Is(said),
            (None, None) => Self::None,
        }
    }
}

/// Sends the query and returns what came in time. Reads on until the last answer is there or will not come, so that
/// nothing is left in the terminal's input.
fn exchange(question: &str) -> io::Result<Vec<u8>> {
    let _raw = Raw::enter()?;
    let mut out = io::stdout();
    out.write_all(question.as_bytes())?;
    out.flush()?;
    let is_over = |bytes: &[u8]| bytes.contains(&INTERRUPT) || replies(bytes).contains(&TerminalReply::Kind);
    let in_time = read_until(is_over, PATIENCE);
    out.write_all(CLEARED.as_bytes())?;
    out.flush()?;
    let mut all = in_time.clone();
    if !is_over(&all) {
        all.extend(read_until(|late| is_over(&[&in_time[..], late].concat()), LATE));
    }
    if all.contains(&INTERRUPT) {
        return Err(io::ErrorKind::Interrupted.into());
    }
    if !is_over(&all) {
        forget();
    }
    Ok(in_time)
}

/// Discards unread input.
#[cfg(unix)]
fn forget() {
    rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush).unwrap_or_default();
}

#[cfg(not(unix))]
fn forget() {}

/// Raw mode, until this is dropped.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // There is nowhere to report it.
        drop(disable_raw_mode());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_is_not_answered_and_what_is_asked_may_stay_so() {
        let all = b"\x1b]11;rgb:ff/ff/ff\x07\x1b[1;3R\x1b[?2004;2$y\x1b[?62c";
        let said = TerminalAnswers::of(all, [None; 3]);
        assert_eq!(said.backdrop, QueryResult::Is(Color([u16::MAX; 3])));
        assert_eq!((said.wide, said.paste), (QueryResult::Is(true), QueryResult::Is(true)));
        let said = TerminalAnswers::of(all, [Some(NotAsked::Deaf), Some(NotAsked::Reader), None]);
        assert_eq!(said.backdrop, QueryResult::NotAsked(NotAsked::Deaf));
        assert_eq!((said.wide, said.paste), (QueryResult::NotAsked(NotAsked::Reader), QueryResult::Is(true)));
        let mute = TerminalAnswers {
            backdrop: QueryResult::None,
            wide: QueryResult::None,
            paste: QueryResult::None,
        };
        assert_eq!(TerminalAnswers::of(b"", [None; 3]), mute);
        assert_eq!(TerminalAnswers::of(b"\x1b[?2004;0$y", [None; 3]).paste, QueryResult::Is(false));
    }
}
