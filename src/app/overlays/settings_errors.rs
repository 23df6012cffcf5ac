//! The errors in the settings, over the screen at the start until the person has seen them.

use crate::app::core::overlay::{Background, Overlay};
use crate::app::keys::table::Mode;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;

/// The list of errors.
#[derive(Debug, Default)]
pub struct SettingsErrors {
    /// The first row that is to show.
    top: usize,
}

impl SettingsErrors {
    /// All of them as rows of this screen, and the first that shows.
    pub fn rows(&self, below: &Background<'_>) -> (Vec<String>, usize) {
        let rows = below.presenter.settings_errors(
            below.settings_errors,
            Areas::prose_cells(below.size),
            below.lang,
        );
        let last = rows.len().saturating_sub(Areas::menu_rows(below.size));
        (rows, self.top.min(last))
    }
}

impl Overlay for SettingsErrors {
    fn mode(&self) -> Mode {
        Mode::SettingsErrors
    }

    fn go(&mut self, motion: Motion, below: &Background<'_>) {
        let (rows, top) = self.rows(below);
        let shown = Areas::menu_rows(below.size);
        let mut cursor = Cursor { selected: top, offset: 0 };
        cursor.go(motion, (rows.len() + 1).saturating_sub(shown), shown);
        self.top = cursor.selected;
    }
}
