//! What the terminal is asked at the start: how wide it draws ambiguous characters such as `│`, by printing one and
//! asking for the position of the cursor; and, where the theme depends on it, the background color.
//!
//! What a person types meanwhile comes in between, and is told like any other key.

use std::time::Duration;

use super::background;
use crate::app::Event;

/// How long the first picture waits for an answer that it depends on.
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

/// Whether questions can be put on this system.
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

    /// What the column of the cursor says, once: such a character took two cells if it stands in the third.
    pub(in crate::runtime) fn measured(&mut self, column: u16) -> Option<Event> {
        std::mem::take(&mut self.width).then_some(Event::Measured { wide: column == 3 })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_the_cursor_says_once_how_wide_the_character_was() {
        for (column, wide) in [(2, false), (3, true), (4, false)] {
            let mut question = Question { width: true, ..Question::default() };
            assert_eq!(question.measured(column), Some(Event::Measured { wide }));
            assert_eq!(question.measured(column), None);
        }
        assert_eq!(Question { backdrop: true, ..Question::default() }.measured(3), None);
    }

    #[test]
    fn nothing_is_drawn_where_no_width_is_asked_for() {
        let question = Question { backdrop: true, ..Question::default() };
        assert_eq!(question.text(), "\x1b]11;?\x1b\\\x1b[6n");
        assert_eq!(Question::default().text(), "");
    }
}
