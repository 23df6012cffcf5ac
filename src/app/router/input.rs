//! What a person hands in.

use crossterm::event::KeyEvent;
use ratatui::layout::Position;

/// What a person hands in, beside keys that do something.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input<'a> {
    /// A key that is text.
    Key(KeyEvent),
    /// Pasted text.
    Paste(&'a str),
    /// The mouse's button on this cell.
    Click(Position),
    /// A row by its number, counted from 0.
    Row(usize),
}
