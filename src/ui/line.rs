//! Lines made of parts that keep to their cells.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::theme;
use crate::app::filter::Filter;
use crate::base::measure::{fit, pad, width};

/// One line at `y` within `area`, cut to it.
pub(super) fn put(frame: &mut Frame<'_>, area: Rect, y: u16, line: &Line<'_>) {
    let row = Rect { y: area.y.saturating_add(y), height: 1, ..area };
    frame.render_widget(line, row.intersection(area));
}

/// Text at the left and text at the right of `cells` cells. The left one gives way.
pub(super) fn ends<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, cells: usize) -> Line<'a> {
    let right_cells: usize = right.iter().map(|span| width(&span.content)).sum();
    let gap = usize::from(right_cells > 0);
    let mut room = cells.saturating_sub(right_cells + gap);
    let mut spans = Vec::with_capacity(left.len() + right.len() + 1);
    for span in left {
        let text = fit(&span.content, room).into_owned();
        room -= width(&text).min(room);
        spans.push(Span::styled(text, span.style));
    }
    spans.push(Span::raw(" ".repeat(room + gap)));
    spans.extend(right);
    Line::from(spans)
}

/// Text padded or cut to exactly `cells` cells.
pub(super) fn cell(text: &str, cells: usize, style: Style) -> Span<'static> {
    Span::styled(pad(text, cells), style)
}

/// The same with what the filter found standing out.
pub(super) fn searched(text: &str, cells: usize, style: Style, filter: &Filter) -> Vec<Span<'static>> {
    let styled =
        |(part, found)| Span::styled(part, if found { style.add_modifier(theme::FOUND) } else { style });
    filter.parts(&pad(text, cells)).into_iter().map(styled).collect()
}

/// `Enter open`: the key strong, what it does plain.
pub(super) fn key(name: impl Into<String>, does: &str) -> [Span<'static>; 2] {
    [Span::styled(name.into(), theme::KEY), Span::raw(format!(" {does}"))]
}
