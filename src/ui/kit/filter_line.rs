//! The line of the filter.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::line;
use super::scene::Scene;
use crate::app::keys::table::{Action, Mode};
use crate::app::search::Filter;
use crate::base::measure::width;
use crate::ui::theme::styles;

/// The fewest cells for what is typed into the filter.
const TYPED: usize = 8;

/// The line of the filter, where one is typed or in force, and how many of how many it keeps.
pub(in crate::ui) fn draw(frame: &mut Frame<'_>, area: Rect, filter: &Filter, kept: &str, scene: Scene<'_>) {
    let Scene { words, .. } = scene;
    if area.is_empty() {
        return;
    }
    // The more telling first: what is typed needs its cells more than either.
    let mut right = vec![
        Span::styled(format!("{kept} "), styles::DIM),
        Span::styled(
            format!(" {} ", words.clear_filter(&scene.key(Mode::Filter, Action::Back))),
            styles::DIM,
        ),
    ];
    let room = |right: &[Span<'_>]| {
        usize::from(area.width)
            .saturating_sub(4 + right.iter().map(|span| width(&span.content)).sum::<usize>())
    };
    while room(&right) < TYPED && right.pop().is_some() {}
    let cells = room(&right);
    let left = vec![Span::styled(" /", styles::KEY)];
    line::put(frame, area, 0, &line::ends(left, right, usize::from(area.width)));
    let cells = u16::try_from(cells).unwrap_or(area.width);
    let field =
        Rect { x: area.x.saturating_add(2), width: cells.saturating_add(2), ..area }.intersection(area);
    line::field(frame, field, &filter.field, filter.editing);
}
