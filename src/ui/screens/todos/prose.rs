//! What the parts of a to-do have in common: prose, a file in a line, and why something is missing.

use ratatui::text::Line;

use crate::base::measure::wrap;
use crate::tower::comment::Attachment;
use crate::tower::failure::Failure;
use crate::ui::kit::todo_row;
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The widest prose.
pub(super) const WIDEST: usize = 90;

/// Why more of it is missing; and the key that tries again, which stands on the border where there is one.
pub(super) fn missing(
    why: Option<&Failure>,
    retry: Option<&str>,
    cells: usize,
    words: Words,
) -> Vec<Line<'static>> {
    let Some(why) = why else { return Vec::new() };
    let why = wrap(&format!("! {}", words.failure(why)), cells.saturating_sub(2));
    let retry = retry.map(|key| words.retry_with(key).into_owned());
    why.into_iter().chain(retry).map(|row| Line::styled(format!(" {row}"), styles::STRONG)).collect()
}

/// Prose in so many cells, with a space before it.
pub(super) fn prose(text: &str, cells: usize) -> Vec<String> {
    wrap(text, cells.saturating_sub(2).clamp(1, WIDEST)).into_iter().map(|row| format!(" {row}")).collect()
}

/// `登录日志.txt  17.8 KB  text/plain`
pub(super) fn attachment(file: &Attachment, words: Words) -> String {
    let size = file.bytes.map(|bytes| words.file_size(bytes));
    let kind = file.kind.as_ref().map(ToString::to_string);
    let name = todo_row::title(&file.name).to_owned();
    let parts: Vec<String> = std::iter::once(name).chain(size).chain(kind).collect();
    parts.join("  ")
}
