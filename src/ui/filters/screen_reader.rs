//! The picture where a screen reader listens: boxes give way to indents and blank lines, and the mark of the
//! selected row to one that every reader says.

use ratatui::buffer::Buffer;

/// Redraws the finished picture.
pub(in crate::ui) fn apply(picture: &mut Buffer) {
    for cell in &mut picture.content {
        match cell.symbol().chars().next() {
            Some('\u{2500}'..='\u{257f}' | '▾') => cell.set_symbol(" "),
            Some('›') => cell.set_symbol(">"),
            _ => continue,
        };
    }
}
