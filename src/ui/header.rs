//! The top line: the program, where in it the person is, how fresh that is, and whose account.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{line, theme};

/// Draws the line. `place` is where the person is; `right` stands at the end.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, place: &str, right: Vec<Span<'_>>) {
    let wide = area.width >= 60;
    let name = if wide { " tower-tui  " } else { " " };
    let left = vec![Span::styled(name, theme::STRONG), Span::raw(place.to_owned())];
    let mut right = right;
    right.push(Span::raw(" "));
    line::put(frame, area, 0, &line::ends(left, right, usize::from(area.width)));
}
