//! The frame of what lies over the screen: a box in its middle, or where nothing has a border, all of the screen but
//! the status bar.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::Span;

use super::{header, pane};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::base::measure::width;
use crate::ui::theme::styles;

/// What stands around an overlay.
#[derive(Default)]
pub(in crate::ui) struct Popup<'a> {
    /// What it is.
    pub(in crate::ui) title: &'a str,
    /// Where in it the person is, and what else stands at the right above it.
    pub(in crate::ui) place: &'a str,
    /// What stands beside the place where there is a border.
    pub(in crate::ui) beside: &'a str,
    /// How it is closed.
    pub(in crate::ui) close: &'a str,
    /// What stands at the left below it where there is a border, and room.
    pub(in crate::ui) foot: &'a str,
}

/// A number of cells as places on the screen are counted.
pub(in crate::ui) fn cells_of(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

impl Popup<'_> {
    /// Clears a place for so many cells and rows within the frame, and draws that. Returns what is inside.
    pub(in crate::ui) fn draw(&self, size: Size, cells: usize, rows: usize, frame: &mut Frame<'_>) -> Rect {
        let areas = Areas::of(size, PaneRequest::default());
        if !areas.bordered {
            return self.draw_on_all(areas, frame);
        }
        let area = Areas::over(size, cells_of(cells), cells_of(rows + 2));
        pane::clear(frame, area);
        let gap = if self.place.is_empty() || self.beside.is_empty() { "" } else { "  " };
        let labels = pane::Labels {
            title: pane::title(self.title),
            top_right: format!("{}{gap}{}", self.place, self.beside),
            bottom_right: vec![Span::styled(self.close.to_owned(), styles::DIM)],
        };
        let inside = pane::draw(frame, area, true, labels);
        pane::foot(frame, area, self.foot, width(self.close));
        inside
    }

    /// Takes the whole screen but the status bar, whatever has a border.
    fn draw_on_all(&self, areas: Areas, frame: &mut Frame<'_>) -> Rect {
        pane::clear(frame, areas.header.union(areas.whole));
        header::draw_within(frame, areas.header, self.title, "", vec![Span::raw(self.place.to_owned())]);
        areas.whole
    }

    /// The same below a line of its own at the top; `about` is what the border says where there is one, and `close`
    /// stands in that line where there is none and it is to.
    pub(in crate::ui) fn fill(
        &self,
        size: Size,
        about: Option<&str>,
        close_above: bool,
        frame: &mut Frame<'_>,
    ) -> Rect {
        let areas = Areas::of(size, PaneRequest::default());
        pane::clear(frame, areas.header.union(areas.whole));
        let mut right = vec![Span::raw(self.place.to_owned())];
        if close_above && !areas.bordered {
            right.push(Span::styled(format!("  {}", self.close), styles::DIM));
        }
        header::draw_within(frame, areas.header, self.title, "", right);
        let labels = pane::Labels {
            title: about.map(pane::title).unwrap_or_default(),
            bottom_right: vec![Span::styled(self.close.to_owned(), styles::DIM)],
            ..pane::Labels::default()
        };
        pane::draw(frame, areas.whole, areas.bordered, labels)
    }

    /// The whole screen, where a box has no room for what is in it.
    pub(in crate::ui) fn draw_whole(&self, size: Size, frame: &mut Frame<'_>) -> Rect {
        self.draw_on_all(Areas::of(size, PaneRequest::default()), frame)
    }
}
