//! Lines made of parts with fixed widths.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use crate::app::kit::text_field::TextField;
use crate::app::search::{Filter, MemberField};
use crate::base::measure::{CUT, fit, is_plain, pad, width};
use crate::ui::theme::styles;

/// One line at `y` within `area`, cut to it.
pub(in crate::ui) fn put(frame: &mut Frame<'_>, area: Rect, y: u16, line: &Line<'_>) {
    let row = Rect { y: area.y.saturating_add(y), height: 1, ..area }.intersection(area);
    let buffer = frame.buffer_mut();
    let row = row.intersection(buffer.area);
    if row.is_empty() {
        return;
    }
    if line.style != Style::default() {
        buffer.set_style(row, line.style);
    }
    // A line that draws itself puts each part where those before it end without their sound marks.
    let mut left = Rect { height: 1, ..row };
    for span in line {
        let style = line.style.patch(span.style);
        let end = if is_plain(&span.content) {
            put_plain(buffer, left, &span.content, style)
        } else {
            buffer.set_stringn(left.x, left.y, &span.content, left.width.into(), style).0
        };
        left = Rect { x: end, width: left.right().saturating_sub(end), ..left };
    }
}

/// The same of text of which each character is a cluster, ASCII or Chinese: to look for where clusters end is most of what
/// drawing costs. Returns where it ends.
fn put_plain(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let mut x = area.x;
    for char in text.chars() {
        let end = x + if char.is_ascii() { 1 } else { 2 };
        let Some(cell) = buffer.cell_mut((x, area.y)).filter(|_| end <= area.right()) else { break };
        cell.set_char(char).set_style(style);
        for hidden in x + 1..end {
            if let Some(cell) = buffer.cell_mut((hidden, area.y)) {
                cell.reset();
            }
        }
        x = end;
    }
    x
}

/// How many cells a line takes.
pub(in crate::ui) fn cells(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| width(&span.content)).sum()
}

/// One row of a list. For a screen reader, the terminal's cursor is on the selected one.
pub(in crate::ui) fn row(frame: &mut Frame<'_>, area: Rect, y: u16, line: &Line<'_>, followed: bool) {
    put(frame, area, y, line);
    let start = Position { x: area.x, y: area.y.saturating_add(y) };
    if followed && area.contains(start) {
        frame.set_cursor_position(start);
    }
}

/// Text at the left and text at the right of `cells` cells. The left one is truncated.
pub(in crate::ui) fn ends<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, cells: usize) -> Line<'a> {
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

/// The cells of the numbers of so many rows, and of the space behind them.
pub(in crate::ui) fn cells_of_number(rows: usize) -> usize {
    rows.to_string().len() + 1
}

/// The number that picks a row, which is counted from 0, right-aligned in all but the last of so many cells; nothing in
/// none.
pub(in crate::ui) fn number(row: usize, cells: usize) -> String {
    match cells.checked_sub(1) {
        Some(digits) => format!("{:>digits$} ", row + 1),
        None => String::new(),
    }
}

/// Text padded or cut to exactly `cells` cells.
pub(in crate::ui) fn cell(text: &str, cells: usize, style: Style) -> Span<'static> {
    Span::styled(pad(text, cells), style)
}

/// Text of exactly `cells` cells, with the matches of the filter highlighted.
pub(in crate::ui) fn searched(
    text: &str,
    place: MemberField,
    cells: usize,
    style: Style,
    filter: &Filter,
) -> Vec<Span<'static>> {
    let styled =
        |(part, found)| Span::styled(part, if found { style.add_modifier(styles::FOUND) } else { style });
    filter.parts(&pad(text, cells), place).into_iter().map(styled).collect()
}

/// The text of a field, with its caret while it is edited.
pub(in crate::ui) fn field(frame: &mut Frame<'_>, area: Rect, field: &TextField, edited: bool) {
    let cells = usize::from(area.width).saturating_sub(2);
    let scroll = field.scroll(cells);
    let text = scrolled(field.text(), scroll);
    put(frame, area, 0, &Line::from(vec![Span::raw(" "), cell(&text, cells, styles::PLAIN)]));
    let x = u16::try_from(1 + field.caret().saturating_sub(scroll)).unwrap_or(u16::MAX);
    let caret = Position { x: area.x.saturating_add(x), y: area.y };
    if edited && area.contains(caret) {
        frame.set_cursor_position(caret);
    }
}

/// The text from this cell on, marked where something is cut off before it.
pub(super) fn scrolled(text: &str, scroll: usize) -> String {
    if scroll == 0 {
        return text.to_owned();
    }
    let mut cells = 0;
    let mut rest = text.graphemes(true).skip_while(|cluster| {
        let hidden = cells < scroll;
        cells += width(cluster);
        hidden
    });
    let first = rest.next().map_or(1, width).max(1);
    [CUT, " ".repeat(first - 1).as_str()].into_iter().chain(rest).collect()
}

/// `Enter open`: the key highlighted, its action plain.
pub(in crate::ui) fn key(name: impl Into<String>, does: &str) -> [Span<'static>; 2] {
    [Span::styled(name.into(), styles::KEY), Span::raw(format!(" {does}"))]
}

/// What stands before a row: whether it is the selected one, and whether it has changed since somebody looked.
pub(in crate::ui) fn pointer(is_selected: bool, has_changed: bool) -> &'static str {
    match (is_selected, has_changed) {
        (true, false) => "›",
        (true, true) => "»",
        (false, true) => "▪",
        (false, false) => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::style::{Color, Modifier, Stylize};

    use super::*;

    #[test]
    fn what_follows_a_kaomoji_stands_in_its_column() {
        let mut terminal = Terminal::new(TestBackend::new(16, 1)).unwrap();
        let text = "(\u{ff9f}Д\u{ff9f})\u{ff89}";
        let line = Line::from(vec![cell(text, 8, styles::PLAIN), Span::raw("admin"), Span::raw("|")]);
        assert_eq!(cells(&line), 14);
        terminal.draw(|frame| put(frame, frame.area(), 0, &line)).unwrap();
        let row = |x: u16| terminal.backend().buffer()[(x, 0)].symbol().to_owned();
        assert_eq!((row(8), row(13)), ("a".to_owned(), "|".to_owned()));
    }

    proptest! {
        #[test]
        fn a_line_is_put_as_ratatui_puts_it(
            parts in proptest::collection::vec(("[ -~一-龥]{0,6}|[é가👍🏽か゚\u{200b}]{0,3}", any::<bool>()), 0..5),
            (before, width, x) in ("[ -~一-龥]{0,12}", 1..12_u16, 0..4_u16),
        ) {
            let style = |strong| if strong { Style::new().fg(Color::Red) } else { Style::new().add_modifier(Modifier::BOLD) };
            let spans: Vec<Span<'_>> = parts.iter().map(|(text, strong)| Span::styled(text.as_str(), style(*strong))).collect();
            let line = Line::from(spans).bg(Color::Blue);
            let drawn = |put_line: &dyn Fn(&mut Frame<'_>)| {
                let mut terminal = Terminal::new(TestBackend::new(16, 1)).unwrap();
                let buffer = terminal.draw(|frame| {
                    frame.buffer_mut().set_string(0, 0, &before, Style::new());
                    put_line(frame);
                });
                buffer.unwrap().buffer.clone()
            };
            let area = Rect { x, y: 0, width, height: 1 };
            let theirs = drawn(&|frame| {
                frame.buffer_mut().set_style(area, line.style);
                frame.buffer_mut().set_line(x, 0, &line, width);
            });
            prop_assert_eq!(drawn(&|frame| put(frame, area, 0, &line)), theirs);
        }
    }

    #[test]
    fn a_text_scrolled_to_its_end_shows_that_it_begins_before() {
        assert_eq!(scrolled("0123456789", 0), "0123456789");
        assert_eq!(scrolled("0123456789", 4), "⋯56789");
        assert_eq!(scrolled("张伟你好", 2), "⋯ 你好");
    }
}
