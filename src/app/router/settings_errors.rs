//! The mistakes in the settings, over the screen at the start until the person has seen them.

use super::state::State;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::overlays::stack::Overlay;

impl State {
    /// All of them as rows of this screen, and the first that shows.
    pub fn mistakes(&self) -> (Vec<String>, usize) {
        let Overlay::Mistakes { top } = self.over_below() else { return (Vec::new(), 0) };
        let areas = Areas::of(self.size, PaneRequest::default());
        // The borders, and a space on either side.
        let around = if areas.bordered { 4 } else { 2 };
        let cells = usize::from(areas.whole.width).saturating_sub(around);
        let rows = self.startup.presenter.mistakes(&self.startup.odd_settings, cells, self.lang);
        let last = rows.len().saturating_sub(Areas::menu_rows(self.size));
        (rows, (*top).min(last))
    }

    pub(super) fn go_in_mistakes(&mut self, motion: Motion) {
        let (rows, top) = self.mistakes();
        let shown = Areas::menu_rows(self.size);
        let mut cursor = Cursor { selected: top, offset: 0 };
        cursor.go(motion, (rows.len() + 1).saturating_sub(shown), shown);
        self.over = Overlay::Mistakes { top: cursor.selected };
    }

    /// What lies over the screen, below the palette.
    fn over_below(&self) -> &Overlay {
        if let Overlay::Palette(palette) = &self.over { &palette.below } else { &self.over }
    }
}
