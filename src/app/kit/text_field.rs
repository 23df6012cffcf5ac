//! A text field: one line being typed.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;
use tui_input::backend::crossterm::{EventHandler, to_input_request};
use unicode_segmentation::UnicodeSegmentation;

use crate::base::measure::width;
use crate::base::text::is_invisible;

/// The most characters a field takes: what a person may paste by mistake must not slow a frame.
const CAP: usize = 4096;

/// One line of text with a caret, edited by grapheme.
#[derive(Clone, Default)]
pub struct TextField(Input);

impl std::fmt::Debug for TextField {
    // It may hold a code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TextField({} characters)", self.0.value().chars().count())
    }
}

impl TextField {
    /// A field that already holds text.
    pub fn of(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// What is in it.
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Empties it with a new field, so that nothing stays behind in the editor's memory.
    pub fn clear(&mut self) {
        self.0 = Input::default();
    }

    /// Puts text in at the caret; line breaks, control characters and what cannot be seen are left out.
    pub fn insert(&mut self, text: &str) {
        let room = CAP.saturating_sub(self.text().chars().count());
        for char in text.chars().filter(|char| !char.is_control() && !is_invisible(*char)).take(room) {
            self.0.handle(tui_input::InputRequest::InsertChar(char));
        }
    }

    /// Types or edits with a key. Returns whether the field used the key.
    pub fn press(&mut self, key: KeyEvent) -> bool {
        let typed = matches!(key.code, KeyCode::Char(_))
            && !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if typed && self.text().chars().count() >= CAP {
            return true;
        }
        self.0.handle_event(&Event::Key(key)).is_some()
    }

    /// Whether a key types or edits, whatever the field holds.
    pub fn takes(key: KeyEvent) -> bool {
        to_input_request(&Event::Key(key)).is_some()
    }

    /// How many cells are before the caret.
    pub fn caret(&self) -> usize {
        let before: String = self.text().chars().take(self.0.cursor()).collect();
        width(&before)
    }

    /// How many cells have to be scrolled away at the left for the caret to show in this many cells.
    pub fn scroll(&self, cells: usize) -> usize {
        let surplus = self.caret().saturating_sub(cells.max(1));
        let mut away = 0;
        let mut clusters = self.text().graphemes(true);
        while away < surplus {
            let Some(cluster) = clusters.next() else { break };
            away += width(cluster);
        }
        away
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_behind_the_cells_that_are_drawn() {
        let field = TextField::of("ヽ(ﾟ∀ﾟ)ﾉ");
        assert_eq!((field.caret(), field.scroll(20), field.scroll(5)), (8, 0, 4));
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(TextField::of("\u{202d}138\u{202c}\u{200b}\u{1b}").text(), "138");
    }
}
