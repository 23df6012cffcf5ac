//! A to-do on one line, in any list.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::line;
use crate::app::screens::todos::Group;
use crate::base::measure::{pad, pad_left, width};
use crate::base::text::SafeText;
use crate::tower::todo::{Priority, Todo};
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The width of the mark for the priority.
pub(in crate::ui) const MARK: usize = 2;

/// The mark for the priority.
pub(in crate::ui) fn mark(todo: &Todo) -> &'static str {
    match todo.priority {
        Some(Priority::Highest) => "!!",
        Some(Priority::Higher) => "!",
        Some(Priority::Lower) => "-",
        Some(Priority::Normal | Priority::Other(_)) | None => "",
    }
}

/// A title; `-` where it has no visible characters.
pub(in crate::ui) fn title(title: &SafeText) -> &str {
    if title.as_str().trim().is_empty() { "-" } else { title.as_str() }
}

/// When it was done or is due, right-aligned in this many cells. What is overdue is marked by more than a color.
pub(in crate::ui) fn day(todo: &Todo, cells: usize, today: Date, row: Style, words: Words) -> Span<'static> {
    let style = match (todo.is_overdue(today), row == styles::PLAIN) {
        (true, true) => styles::OVERDUE,
        (true, false) => row.patch(styles::STRONG),
        (false, _) => row,
    };
    Span::styled(pad_left(&words.day_of(todo, today), cells), style)
}

/// ` ▾ today 2`
pub(in crate::ui) fn heading(group: Group, count: usize, words: Words) -> Line<'static> {
    Line::styled(format!(" ▾ {}", words.todos_in_group(group, count)), styles::DIM)
}

/// ` !! title      today  `: a to-do in a short list, without its number.
pub(in crate::ui) fn short(todo: &Todo, cells: usize, today: Date, words: Words) -> Line<'static> {
    let day = day(todo, width(&words.day_of(todo, today)), today, styles::PLAIN, words);
    let room = cells.saturating_sub(MARK + 6 + width(&day.content));
    Line::from(vec![
        line::cell(&format!(" {}", pad(mark(todo), MARK)), MARK + 2, styles::PLAIN),
        line::cell(title(&todo.title), room, styles::PLAIN),
        Span::raw("  "),
        day,
    ])
}
