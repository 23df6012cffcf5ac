//! The QR code of the address, over the screen.

use ratatui::Frame;
use ratatui::text::Line;

use crate::app::State;
use crate::app::kit::layout::Areas;
use crate::app::screens::sign_in::qr::Qr;
use crate::ui::kit::{line, pane};
use crate::ui::theme::styles;

pub(in crate::ui) fn draw(state: &State, qr: &Qr, frame: &mut Frame<'_>) {
    let size = qr.size();
    let area = Areas::over(state.size, size.width, size.height);
    pane::clear(frame, area);
    for y in 0..area.height {
        let row: String = (0..usize::from(area.width)).map(|x| block(qr, x, 2 * usize::from(y))).collect();
        line::put(frame, area, y, &Line::styled(row, styles::QR));
    }
}

/// Two modules, one above the other.
fn block(qr: &Qr, x: usize, y: usize) -> char {
    match (qr.is_dark(x, y), qr.is_dark(x, y + 1)) {
        (false, false) => ' ',
        (true, false) => '▀',
        (false, true) => '▄',
        (true, true) => '█',
    }
}
