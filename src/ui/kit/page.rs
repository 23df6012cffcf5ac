//! A page of lines that may be longer than its area. On a small screen the dispensable lines are left out first, and
//! the rest scrolls to the focus.

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
    /// How many items have been added: the rows of one stay together.
    things: usize,
    at_hand: AtHand,
}

/// How a line relates to the focus.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum AtHand {
    /// It may scroll away.
    No,
    /// It stays visible with the focus, if both fit.
    Beside,
    /// It is the focus, or belongs to it.
    Focus,
}

impl AtHand {
    /// The relation of an item that has the focus or not.
    pub(in crate::ui) fn focus(has: bool) -> Self {
        if has { Self::Focus } else { Self::No }
    }
}

/// One line and its properties.
struct Row {
    line: Line<'static>,
    worth: Worth,
    thing: usize,
    at_hand: AtHand,
    /// The column of the terminal's cursor in it.
    caret: Option<usize>,
    /// The target, if the line is a link.
    link: Option<String>,
}

/// Which lines are left out first where there is too little room.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// Left out first.
    Gap,
    /// Left out next, the last one first.
    Hint,
    /// Never left out; it may scroll.
    Needed,
}

impl Page {
    /// A page as wide as this area, with a margin for its prose.
    pub(in crate::ui) fn new(area: Rect, margin: usize) -> Self {
        Self { cells: usize::from(area.width), margin, rows: Vec::new(), things: 0, at_hand: AtHand::No }
    }

    pub(in crate::ui) fn cells(&self) -> usize {
        self.cells
    }

    /// Sets the relation to the focus of the lines that follow.
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

    /// Prose that is left out on a small screen.
    pub(in crate::ui) fn hint(&mut self, text: &str, style: Style) {
        let lines = self.prose(text, style);
        self.add(Worth::Hint, lines);
    }

    fn prose(&self, text: &str, style: Style) -> Vec<Line<'static>> {
        let margin = " ".repeat(self.margin);
        let rows = wrap(text, self.cells.saturating_sub(self.margin + 1));
        rows.into_iter().map(|row| Line::styled(format!("{margin}{row}"), style)).collect()
    }

    /// A line that is a link.
    pub(in crate::ui) fn link(&mut self, text: String, target: Option<&str>) {
        self.line(Line::raw(text));
        if let Some(row) = self.rows.last_mut() {
            row.link = target.map(str::to_owned);
        }
    }

    /// `label[ text ]` in so many cells; with the focus, the terminal's own cursor is at its caret, so that an
    /// input method appears there.
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

    /// Puts the terminal's cursor at this cell of the line added last.
    pub(in crate::ui) fn caret(&mut self, x: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.caret = Some(x);
        }
    }

    /// Hides the terminal's cursor on this page.
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
                let place = Rect { y, width: small(line::cells(&row.line)), height: 1, ..area };
                link::mark(frame, place.intersection(area), target);
            }
            let caret = row.caret.map(|x| Position { x: small(x).saturating_add(area.x), y });
            if let Some(caret) = caret.filter(|caret| area.contains(*caret)) {
                frame.set_cursor_position(caret);
            }
        }
    }

    /// How many rows are scrolled away: as few as show the end of the focused item, but never its field.
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
    /// It has the focus.
    pub(in crate::ui) focused: bool,
    /// Its text is hidden.
    pub(in crate::ui) masked: bool,
}

fn small(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
