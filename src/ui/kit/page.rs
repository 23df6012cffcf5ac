//! A page of lines that may be longer than its place. On a small screen what can be done without goes first,
//! and what is left scrolls to what the person is at.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::{line, link};
use crate::app::kit::text_field::TextField;
use crate::base::measure::{width, wrap};
use crate::ui::theme::styles;

/// The lines so far.
pub(in crate::ui) struct Page {
    cells: usize,
    margin: usize,
    rows: Vec<Row>,
    /// How many things have been added: the rows of one stay together.
    things: usize,
    at_hand: AtHand,
}

/// How near to the person a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum AtHand {
    /// It may scroll away.
    No,
    /// It is to show beside what has the focus, if both fit.
    Beside,
    /// It has the focus, or belongs to what has it.
    Focus,
}

impl AtHand {
    /// Of what has the focus or has not.
    pub(in crate::ui) fn focus(has: bool) -> Self {
        if has { Self::Focus } else { Self::No }
    }
}

/// One line, and what is true of it.
struct Row {
    line: Line<'static>,
    worth: Worth,
    thing: usize,
    at_hand: AtHand,
    /// Where the terminal's cursor stands on it.
    caret: Option<usize>,
    /// What all that stands on it is a link to.
    link: Option<String>,
}

/// How long a line stays where there is too little room.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// Goes first.
    Gap,
    /// Goes next, the last one first.
    Hint,
    /// Scrolls.
    Needed,
}

impl Page {
    /// A page as wide as this area, whose prose stands in by a margin.
    pub(in crate::ui) fn new(area: Rect, margin: usize) -> Self {
        Self { cells: usize::from(area.width), margin, rows: Vec::new(), things: 0, at_hand: AtHand::No }
    }

    pub(in crate::ui) fn cells(&self) -> usize {
        self.cells
    }

    /// How near everything from here on is.
    pub(in crate::ui) fn at_hand(&mut self, at_hand: AtHand) {
        self.at_hand = at_hand;
    }

    fn add(&mut self, worth: Worth, lines: impl IntoIterator<Item = Line<'static>>) {
        self.things += 1;
        let (thing, at_hand) = (self.things, self.at_hand);
        let row = |line| Row { line, worth, thing, at_hand, caret: None, link: None };
        self.rows.extend(lines.into_iter().map(row));
    }

    pub(in crate::ui) fn gap(&mut self) {
        self.add(Worth::Gap, [Line::default()]);
    }

    pub(in crate::ui) fn line(&mut self, line: Line<'static>) {
        self.add(Worth::Needed, [line]);
    }

    /// Prose, on as many lines as it needs.
    pub(in crate::ui) fn say(&mut self, text: &str, style: Style) {
        let lines = self.prose(text, style);
        self.add(Worth::Needed, lines);
    }

    /// Prose that a small screen does without.
    pub(in crate::ui) fn hint(&mut self, text: &str, style: Style) {
        let lines = self.prose(text, style);
        self.add(Worth::Hint, lines);
    }

    fn prose(&self, text: &str, style: Style) -> Vec<Line<'static>> {
        let margin = " ".repeat(self.margin);
        let rows = wrap(text, self.cells.saturating_sub(self.margin + 1));
        rows.into_iter().map(|row| Line::styled(format!("{margin}{row}"), style)).collect()
    }

    /// A line that leads somewhere.
    pub(in crate::ui) fn link(&mut self, text: String, target: Option<&str>) {
        self.line(Line::raw(text));
        if let Some(row) = self.rows.last_mut() {
            row.link = target.map(str::to_owned);
        }
    }

    /// `label[ text ]` in so many cells; the terminal's own cursor stands at its caret where it is focused, so
    /// that an input method appears there.
    pub(in crate::ui) fn field(&mut self, label: Span<'static>, field: &TextField, shape: Shape) {
        let before = width(&label.content) + 2;
        let cells = shape.cells.min(self.cells.saturating_sub(before + 3));
        let scroll = if shape.focused { field.scroll(cells) } else { 0 };
        let masked;
        let text = if shape.masked {
            masked = "*".repeat(field.text().graphemes(true).count());
            &masked
        } else {
            field.text()
        };
        let shown = line::scrolled(text, scroll);
        self.boxed(label, &shown, cells);
        if shape.focused {
            let most = width(text).saturating_sub(scroll);
            self.caret(before + field.caret().saturating_sub(scroll).min(most));
        }
    }

    /// `label[ text ]`
    pub(in crate::ui) fn boxed(&mut self, label: Span<'static>, text: &str, cells: usize) {
        let cells = cells.min(self.cells.saturating_sub(width(&label.content) + 5));
        let shown = line::cell(text, cells, styles::PLAIN);
        self.line(Line::from(vec![label, Span::raw("[ "), shown, Span::raw(" ]")]));
    }

    /// The terminal's cursor stands at this cell of the line added last.
    pub(in crate::ui) fn caret(&mut self, x: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.caret = Some(x);
        }
    }

    /// The terminal's cursor is not shown on this page.
    pub(in crate::ui) fn hide_caret(&mut self) {
        for row in &mut self.rows {
            row.caret = None;
        }
    }

    pub(in crate::ui) fn put(mut self, frame: &mut Frame<'_>, area: Rect) {
        let height = usize::from(area.height);
        for worth in [Worth::Gap, Worth::Hint] {
            while self.rows.len() > height
                && let Some(last) = self.rows.iter().rfind(|row| row.worth == worth)
            {
                let thing = last.thing;
                self.rows.retain(|row| row.thing != thing);
            }
        }
        let top = self.top(height);
        for (row, y) in self.rows.iter().skip(top).zip(0..area.height) {
            line::put(frame, area, y, &row.line);
            let y = area.y.saturating_add(y);
            if let Some(target) = &row.link {
                let place = Rect { y, width: small(row.line.width()), height: 1, ..area };
                link::mark(frame, place.intersection(area), target);
            }
            let caret = row.caret.map(|x| Position { x: small(x).saturating_add(area.x), y });
            if let Some(caret) = caret.filter(|caret| area.contains(*caret)) {
                frame.set_cursor_position(caret);
            }
        }
    }

    /// How many rows are scrolled away: as few as show the end of what the person is at, but never its field.
    fn top(&self, height: usize) -> usize {
        let end = self.rows.iter().rposition(|row| row.at_hand != AtHand::No).map_or(0, |last| last + 1);
        let focus = self.rows.iter().position(|row| row.at_hand == AtHand::Focus);
        let caret = self.rows.iter().position(|row| row.caret.is_some());
        end.saturating_sub(height).min(caret.or(focus).unwrap_or(0))
    }
}

/// How a field looks.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Shape {
    /// How wide it is where there is room.
    pub(in crate::ui) cells: usize,
    /// Keys go to it.
    pub(in crate::ui) focused: bool,
    /// What is in it is not for eyes.
    pub(in crate::ui) masked: bool,
}

fn small(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
