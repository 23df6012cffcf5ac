//! The QR code of the address, over the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::State;
use crate::app::kit::layout::Areas;
use crate::app::screens::sign_in::qr::Qr;
use crate::ui::kit::{line, pane};
use crate::ui::theme::styles;

pub(in crate::ui) fn draw(state: &State, qr: &Qr, frame: &mut Frame<'_>) {
    let size = qr.size();
    let area = Areas::over(state.size, size.width, size.height);
    // Half a word beside it says nothing.
    pane::clear(frame, Rect { x: 0, width: state.size.width, ..area });
    for y in 0..area.height {
        let row = (0..usize::from(area.width)).map(|x| block(qr, x, 2 * usize::from(y)));
        line::put(frame, area, y, &row.collect());
    }
}

/// Two modules, one above the other. What is dark is ground wherever it can be.
fn block(qr: &Qr, x: usize, y: usize) -> Span<'static> {
    match (qr.is_dark(x, y), qr.is_dark(x, y + 1)) {
        (false, false) => Span::styled(" ", styles::QR),
        (true, false) => Span::styled("▄", styles::QR_DARK),
        (false, true) => Span::styled("▀", styles::QR_DARK),
        (true, true) => Span::styled(" ", styles::QR_DARK),
    }
}
