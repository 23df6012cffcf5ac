//! The errors in the settings, over the screen: each with its place and what is usual instead.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::State;
use crate::app::core::settings_error::SettingsError;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::Areas;
use crate::base::measure::wrap;
use crate::ui::kit::line;
use crate::ui::kit::popup::Popup;
use crate::ui::words::Words;

/// How far the rows of an error after its first stand in.
const INDENT: usize = 2;

/// All of them as rows of so many cells.
pub(in crate::ui) fn rows(errors: &[SettingsError], cells: usize, words: Words) -> Vec<String> {
    let rows_of =
        |error| wrap(&words.settings_error(error), cells.saturating_sub(INDENT)).into_iter().enumerate();
    let indented = |(at, row): (usize, String)| if at == 0 { row } else { " ".repeat(INDENT) + &row };
    errors.iter().flat_map(rows_of).map(indented).collect()
}

/// Draws them.
pub(in crate::ui) fn draw(state: &State, words: Words, frame: &mut Frame<'_>) {
    let (rows, top) = state.settings_errors();
    let shown = Areas::menu_rows(state.size);
    let place = if rows.len() > shown {
        format!("{}/{}", (top + shown).min(rows.len()), rows.len())
    } else {
        String::new()
    };
    let title = words.errors_in_settings();
    let close = words.help_close(&state.key(Mode::SettingsErrors, Action::Back));
    let popup = Popup { title: &title, place: &place, close: &close, ..Popup::default() };
    let inside = popup.fill(state.size, Some(&state.startup.settings), true, frame);
    let body = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    for (row, y) in rows.into_iter().skip(top).zip(0..body.height) {
        line::row(frame, body, y, &Line::raw(row), y == 0 && state.follows(Mode::SettingsErrors));
    }
}
