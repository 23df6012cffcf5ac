//! Text that a terminal opens as a link (OSC 8).

use std::num::NonZeroU16;

use ratatui::Frame;
use ratatui::buffer::CellDiffOption;
use ratatui::layout::Rect;

/// Makes the text in `area` a link to `target`, which has no control character in it.
///
/// Each cell opens and closes the link for itself: cells that have not changed are not sent again, so one
/// that relied on its neighbor would lose it. The shared `id` makes the rows light up together.
pub(in crate::ui) fn mark(frame: &mut Frame<'_>, area: Rect, target: &str) {
    for place in area.intersection(frame.area()).positions() {
        if let Some(cell) = frame.buffer_mut().cell_mut(place) {
            let link = format!("\x1b]8;id=tower-tui;{target}\x1b\\{}\x1b]8;;\x1b\\", cell.symbol());
            cell.set_symbol(&link).set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        }
    }
}
