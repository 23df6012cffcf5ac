//! For screen readers: replaces boxes with indents and blank lines, and the mark of the selected row with one that
//! every reader speaks.

use ratatui::buffer::Buffer;

/// Rewrites a finished frame.
pub(in crate::ui) fn apply(picture: &mut Buffer) {
    for cell in &mut picture.content {
        match cell.symbol().chars().next() {
            Some('\u{2500}'..='\u{257f}' | '▾') => cell.set_symbol(" "),
            Some('›') => cell.set_symbol(">"),
            _ => continue,
        };
    }
}
