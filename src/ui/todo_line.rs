//! What is said of a to-do on one line, wherever it stands.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::words::Words;
use super::{line, theme};
use crate::app::todos::Group;
use crate::base::measure::{pad, pad_left, width};
use crate::base::text::SafeText;
use crate::tower::todo::{Priority, Todo};

/// The cells of the mark for how much it presses.
pub(super) const MARK: usize = 2;

/// How much a to-do presses, as a mark.
pub(super) fn mark(todo: &Todo) -> &'static str {
    match todo.priority {
        Some(Priority::Highest) => "!!",
        Some(Priority::Higher) => "!",
        Some(Priority::Lower) => "-",
        Some(Priority::Normal | Priority::Other(_)) | None => "",
    }
}

/// A title; `-` where there is nothing to see of one.
pub(super) fn title(title: &SafeText) -> &str {
    if title.as_str().trim().is_empty() { "-" } else { title.as_str() }
}

/// The word for when it is due, at the right of so many cells. What is overdue stands out on a row like any other,
/// and by more than a color.
pub(super) fn due(todo: &Todo, cells: usize, today: Date, row: Style, words: Words) -> Span<'static> {
    let style = match (todo.is_overdue(today), row == theme::PLAIN) {
        (true, true) => theme::OVERDUE,
        (true, false) => row.patch(theme::STRONG),
        (false, _) => row,
    };
    Span::styled(pad_left(&words.due(todo, today), cells), style)
}

/// ` ▾ today 2`
pub(super) fn heading(group: Group, count: usize, words: Words) -> Line<'static> {
    Line::styled(format!(" ▾ {}", words.todos_in_group(group, count)), theme::DIM)
}

/// ` !! title      today  `: a to-do among a few, without a number.
pub(super) fn short(todo: &Todo, cells: usize, today: Date, words: Words) -> Line<'static> {
    let due = due(todo, width(&words.due(todo, today)), today, theme::PLAIN, words);
    let room = cells.saturating_sub(MARK + 6 + due.width());
    Line::from(vec![
        line::cell(&format!(" {}", pad(mark(todo), MARK)), MARK + 2, theme::PLAIN),
        line::cell(title(&todo.title), room, theme::PLAIN),
        Span::raw("  "),
        due,
    ])
}
