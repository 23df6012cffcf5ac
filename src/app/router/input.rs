//! What a person hands in, beside keys that do something: text, rows, and what they paste.

use crossterm::event::KeyEvent;
use ratatui::layout::Position;

use super::workspace::Workspace;
use crate::app::core::context::At;
use crate::app::keys::table::Mode;
use crate::tower::todo_address::TodoAddress;

/// What a person hands in, beside keys that do something.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input<'a> {
    /// A key that is text.
    Key(KeyEvent),
    /// Pasted text.
    Paste(&'a str),
    /// A row by its number, counted from 0.
    Row(usize),
}

impl Workspace {
    /// Hands a key, a paste or a row to the screen that shows.
    pub(super) fn hand_on(&mut self, input: Input<'_>, at: At) {
        self.with(at, |screen, cx| match input {
            Input::Key(key) => screen.type_key(key, cx),
            Input::Paste(text) => screen.paste(text, cx),
            Input::Row(row) => screen.select(row, cx),
        });
    }

    /// The row of the list at this cell, counted from 0, where the list has the keys.
    pub(super) fn row_at(&self, place: Position, at: At) -> Option<usize> {
        let (screen, cx) = (self.screen(), self.context(at));
        let below = screen.areas(&cx).row_at(place).filter(|_| !screen.is_inside())?;
        Some(screen.first_row() + below)
    }

    /// The to-do that a pasted text names, where the text is not typed into something. No filter looks for an address.
    pub(super) fn named_by(&self, text: &str, at: At) -> Option<TodoAddress> {
        let mode = self.mode(at);
        let address = TodoAddress::read(text, self.origin())?;
        let is_number = matches!(address, TodoAddress::Number(_));
        let is_typed = self.is_signing_in() || (mode.takes_text() && (mode != Mode::Filter || is_number));
        (!is_typed).then_some(address)
    }

    /// The origin of Tower's addresses.
    pub(super) fn origin(&self) -> &str {
        &self.session.client().addresses.origin
    }
}
