//! A pane: a border with labels, and the area inside it.

use ratatui::Frame;
use ratatui::buffer::CellWidth;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use crate::base::measure::{fit, width};
use crate::ui::kit::line;
use crate::ui::theme::styles;

/// The labels on a pane's border.
#[derive(Default)]
pub(in crate::ui) struct Labels<'a> {
    pub(in crate::ui) title: Vec<Span<'a>>,
    pub(in crate::ui) top_right: String,
    pub(in crate::ui) bottom_right: Vec<Span<'a>>,
}

/// Draws the border of the pane with the focus, if there is room for one, and returns the area inside it.
pub(in crate::ui) fn draw(frame: &mut Frame<'_>, area: Rect, bordered: bool, labels: Labels<'_>) -> Rect {
    if bordered { drawn(frame, area, styles::ACCENT, labels) } else { area }
}

/// Draws the border of a pane without the focus, and returns the area inside it.
pub(in crate::ui) fn draw_beside(
    frame: &mut Frame<'_>,
    area: Rect,
    bordered: bool,
    labels: Labels<'_>,
) -> Rect {
    if bordered { drawn(frame, area, styles::PLAIN, labels) } else { area }
}

fn drawn(frame: &mut Frame<'_>, area: Rect, border: Style, labels: Labels<'_>) -> Rect {
    if area.is_empty() {
        return area;
    }
    let block = Block::bordered().border_style(border);
    let inside = block.inner(area);
    frame.render_widget(block, area);
    let room = usize::from(area.width).saturating_sub(4);
    let right_cells = width(&labels.top_right);
    if !labels.title.is_empty() {
        let line = framed(labels.title, room.saturating_sub(right_cells + 2), border);
        label(frame, area, 0, line, false);
    }
    if right_cells > 0 {
        let text = fit(&labels.top_right, room).into_owned();
        label(frame, area, 0, framed(vec![Span::raw(text)], room, border), true);
    }
    if labels.bottom_right.iter().any(|span| !span.content.is_empty()) {
        let line = framed(labels.bottom_right, room, border);
        label(frame, area, area.height.saturating_sub(1), line, true);
    }
    inside
}

/// A label over the border, beside its left or its right corner. It does not have the border's color.
fn label(frame: &mut Frame<'_>, area: Rect, y: u16, line: Line<'_>, at_right: bool) {
    let room = area.width.saturating_sub(2);
    let cells = u16::try_from(line::cells(&line)).unwrap_or(room).min(room);
    let indent = if at_right { room - cells } else { 0 };
    let place = Rect { x: area.x + 1 + indent, width: cells, ..area };
    line::put(frame, place, y, &line.style(Style::new().fg(Color::Reset)));
}

/// A label at the left of the lower border, if it fits beside the one at the right, which takes `right` cells.
pub(in crate::ui) fn foot(frame: &mut Frame<'_>, area: Rect, words: &str, right: usize) {
    // The strokes and the spaces around both, and the corners.
    let room = usize::from(area.width).saturating_sub(right + 4 + 2);
    if !words.is_empty() && width(words) + 4 <= room {
        let words = Span::styled(words.to_owned(), styles::DIM.fg(Color::Reset));
        let line = framed(vec![words], room, styles::ACCENT);
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        line::put(frame, inner, area.height.saturating_sub(1), &line);
    }
}

/// A pane around a list. Without a border, the state of loading is shown in the list's place while it has no rows.
pub(in crate::ui) fn draw_list(
    frame: &mut Frame<'_>,
    area: Rect,
    bordered: bool,
    is_empty: bool,
    labels: Labels<'_>,
) -> Rect {
    if !bordered && is_empty {
        message(frame, area, &[Line::from(labels.bottom_right.clone())]);
    }
    draw(frame, area, bordered, labels)
}

/// `─ words ─`: the words with a space and a stroke of the border on either side.
fn framed(words: Vec<Span<'_>>, room: usize, border: Style) -> Line<'_> {
    let mut left = room.saturating_sub(4);
    let mut spans = vec![Span::styled("─ ", border)];
    for span in words {
        let text = fit(&span.content, left).into_owned();
        left -= width(&text).min(left);
        spans.push(Span::styled(text, span.style));
    }
    spans.push(Span::styled(" ─", border));
    Line::from(spans)
}

/// Clears the area of an overlay, and hides the cursor of what is below. A wide character cut in half by the left edge
/// would remove the border, so it is blanked first.
pub(in crate::ui) fn clear(frame: &mut Frame<'_>, area: Rect) {
    let area = area.intersection(frame.area());
    let buffer = frame.buffer_mut();
    for cell in &mut buffer.content {
        if Some(cell.fg) == styles::ACCENT.fg && matches!(cell.symbol(), "│" | "─" | "┌" | "┐" | "└" | "┘")
        {
            cell.fg = Color::Reset;
        }
    }
    if let Some(beside) = area.x.checked_sub(1) {
        for y in area.top()..area.bottom() {
            if let Some(cell) = buffer.cell_mut((beside, y))
                && cell.cell_width() > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    frame.render_widget(Clear, area);
}

/// Lines in the middle of a pane's height, from its left third.
pub(in crate::ui) fn message(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'_>]) {
    let widest = lines.iter().map(line::cells).max().unwrap_or(0);
    let widest = u16::try_from(widest).unwrap_or(area.width).min(area.width);
    let count = u16::try_from(lines.len()).unwrap_or(area.height).min(area.height);
    let x = area.x + (area.width - widest) / 2;
    let y = area.y + (area.height - count) / 3;
    let place = Rect { x, y, width: area.width - (x - area.x), height: count };
    for (line, at) in lines.iter().zip(0..) {
        line::put(frame, place, at, line);
    }
}

/// A label in the style of a title.
pub(in crate::ui) fn title(text: impl Into<String>) -> Vec<Span<'static>> {
    vec![Span::styled(text.into(), styles::STRONG)]
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::buffer::Cell;

    use super::*;

    #[test]
    fn a_title_of_half_width_kana_is_whole() {
        let mut terminal = Terminal::new(TestBackend::new(24, 3)).unwrap();
        let labels = || Labels {
            title: vec![Span::raw("\u{ff76}\u{ff9e}\u{ff77}\u{ff9e} 山田")],
            top_right: "1/9".to_owned(),
            ..Labels::default()
        };
        terminal.draw(|frame| _ = draw(frame, frame.area(), true, labels())).unwrap();
        let buffer = terminal.backend().buffer();
        let row: String = buffer.content[..24].iter().map(Cell::symbol).collect();
        assert_eq!(
            row.replace(' ', ""),
            "┌─\u{ff76}\u{ff9e}\u{ff77}\u{ff9e}山田────1/9─┐",
            "nothing is cut off: {row}"
        );
    }
}
