//! Asks the terminal itself, where there is one, and sees to it that no answer is left for the shell to read.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::runtime::dashboard::start;
use crate::runtime::terminal::background;
use crate::runtime::terminal::decoder::replies;
use crate::runtime::terminal::queries::{ASKS, PATIENCE, WIDTH, read_until};
use crate::runtime::terminal::replies::{Color, Reply};

/// How marked pastes are asked for (DECRQM).
const PASTE: &str = "\x1b[?2004$p";

/// What kind of terminal it is (DA1): every terminal says that, and says it after all it was asked before.
const KIND: &str = "\x1b[c";

/// The line cleared: some terminals draw a question that they do not know.
const CLEARED: &str = "\r\x1b[K";

/// How long an answer that comes late is waited for, so that nobody else gets it.
const LATE: Duration = Duration::from_millis(900);

/// Where a person asks the program to end.
const INTERRUPT: u8 = 0x03;

/// What the terminal said in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The color behind the text.
    pub(super) backdrop: Answer<Color>,
    /// Whether characters such as `│` take two cells.
    pub(super) wide: Answer<bool>,
    /// Whether pastes can be marked.
    pub(super) paste: Answer<bool>,
}

/// What came of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer<T> {
    /// It was not put.
    NotAsked(NotAsked),
    /// Nothing was said in time.
    None,
    /// This was said.
    Is(T),
}

/// Why a question was not put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotAsked {
    /// There is no terminal to put it to.
    NoTerminal,
    /// This one would not answer, or not understand.
    Deaf,
    /// A screen reader would read out what it draws.
    Reader,
}

/// Asks the terminal, if there is one that answers. `Interrupted` where the person asks the program to end meanwhile.
pub(super) fn ask(variable: impl Fn(&str) -> Option<String>, for_a_reader: bool) -> io::Result<Said> {
    if !start::has_terminal() {
        return Ok(Said::of(b"", [Some(NotAsked::NoTerminal); 3]));
    }
    if !ASKS || variable("TERM").is_none_or(|term| term == "dumb") {
        return Ok(Said::of(b"", [Some(NotAsked::Deaf); 3]));
    }
    let backdrop = (!background::may_be_asked(variable)).then_some(NotAsked::Deaf);
    let wide = for_a_reader.then_some(NotAsked::Reader);
    let question = [
        if backdrop.is_none() { background::QUESTION } else { "" },
        if wide.is_none() { WIDTH } else { "" },
        PASTE,
        KIND,
    ];
    Ok(Said::of(&exchange(&question.concat())?, [backdrop, wide, None]))
}

impl Said {
    /// What the bytes say of each, in the order of the fields, or why it was not asked.
    fn of(bytes: &[u8], [backdrop, wide, paste]: [Option<NotAsked>; 3]) -> Self {
        let replies = replies(bytes);
        let color = |reply: &Reply| if let Reply::Backdrop(color) = reply { Some(*color) } else { None };
        let is_wide =
            |reply: &Reply| if let Reply::Column(column) = reply { Some(*column == 3) } else { None };
        let marks =
            |reply: &Reply| if let Reply::Paste(mode) = reply { Some((1..=3).contains(mode)) } else { None };
        Self {
            backdrop: Answer::of(replies.iter().find_map(color), backdrop),
            wide: Answer::of(replies.iter().find_map(is_wide), wide),
            paste: Answer::of(replies.iter().find_map(marks), paste),
        }
    }
}

impl<T> Answer<T> {
    fn of(said: Option<T>, not_asked: Option<NotAsked>) -> Self {
        match (not_asked, said) {
            (Some(why), _) => Self::NotAsked(why),
            (None, Some(said)) => Self::Is(said),
            (None, None) => Self::None,
        }
    }
}

/// Puts the question and takes what comes in time. Until the last answer is there, or will not come any more, whatever
/// comes is taken from the terminal.
fn exchange(question: &str) -> io::Result<Vec<u8>> {
    let _raw = Raw::enter()?;
    let mut out = io::stdout();
    out.write_all(question.as_bytes())?;
    out.flush()?;
    let is_over = |bytes: &[u8]| bytes.contains(&INTERRUPT) || replies(bytes).contains(&Reply::Kind);
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

/// Drops what has come in and was not read.
#[cfg(unix)]
fn forget() {
    rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush).unwrap_or_default();
}

#[cfg(not(unix))]
fn forget() {}

/// The terminal passes on what comes as it comes, and shows none of it, until this is dropped.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // There is nobody to tell.
        drop(disable_raw_mode());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_is_not_answered_and_what_is_asked_may_stay_so() {
        let all = b"\x1b]11;rgb:ff/ff/ff\x07\x1b[1;3R\x1b[?2004;2$y\x1b[?62c";
        let said = Said::of(all, [None; 3]);
        assert_eq!(said.backdrop, Answer::Is(Color([u16::MAX; 3])));
        assert_eq!((said.wide, said.paste), (Answer::Is(true), Answer::Is(true)));
        let said = Said::of(all, [Some(NotAsked::Deaf), Some(NotAsked::Reader), None]);
        assert_eq!(said.backdrop, Answer::NotAsked(NotAsked::Deaf));
        assert_eq!((said.wide, said.paste), (Answer::NotAsked(NotAsked::Reader), Answer::Is(true)));
        let mute = Said { backdrop: Answer::None, wide: Answer::None, paste: Answer::None };
        assert_eq!(Said::of(b"", [None; 3]), mute);
        assert_eq!(Said::of(b"\x1b[?2004;0$y", [None; 3]).paste, Answer::Is(false));
    }
}
