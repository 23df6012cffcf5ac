//! The help: every key that does something here, from the table of keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::words::Words;
use super::{header, line, pane, theme};
use crate::app::State;
use crate::app::areas::{Areas, Wish};
use crate::app::keyboard::Bound;
use crate::app::keymap::{Action, Mode};
use crate::base::measure::{pad, width};

/// The cells between two columns.
const GAP: usize = 3;
/// The cells between the keys and what they do.
const SPACE: usize = 2;
/// The cells of the borders and of the space beside them.
const FRAME: usize = 4;

/// Draws it from line `top` on.
pub(super) fn draw(state: &State, top: usize, words: Words, frame: &mut Frame<'_>) {
    let items: Vec<Item> = state.helps().into_iter().map(|binding| Item::of(binding, words)).collect();
    let areas = Areas::of(state.size, Wish::default());
    let most = Areas::help_rows(state.size);
    let cells = usize::from(state.size.width).saturating_sub(FRAME);
    let (columns, rows) = columns(&items, cells, most);
    let top = top.min(items.len().saturating_sub(columns.len() * rows));
    let title = words.help_title(state.mode_below());
    let place = if columns.len() * rows < items.len() {
        format!("{}-{}/{}", top + 1, top + rows, items.len())
    } else {
        String::new()
    };
    let inside = if areas.bordered {
        let used = columns.iter().map(Column::cells).sum::<usize>() + (columns.len() - 1) * GAP;
        let least = width(&title)
            + width(&place)
            + width(&words.help_close(&state.key(Mode::Help, Action::Back)))
            + FRAME;
        let area = Areas::over(state.size, cells_of(used.max(least) + FRAME), cells_of(rows + 2));
        pane::clear(frame, area);
        let labels = pane::Labels {
            title: pane::title(title),
            top_right: place,
            bottom_right: vec![Span::styled(
                words.help_close(&state.key(Mode::Help, Action::Back)),
                theme::DIM,
            )],
        };
        pane::draw(frame, area, true, labels)
    } else {
        pane::clear(frame, areas.header.union(areas.whole));
        header::draw_within(frame, areas.header, &title, "", vec![Span::raw(place)]);
        areas.whole
    };
    for y in 0..rows {
        let spans = columns.iter().enumerate().flat_map(|(at, column)| {
            let item = items.get(top + at * rows + y);
            item.map(|item| item.line(column, usize::from(inside.width) - 1)).into_iter().flatten()
        });
        let row = Rect { y: inside.y + cells_of(y), height: 1, ..inside };
        line::put(
            frame,
            row.intersection(inside),
            0,
            &std::iter::once(Span::raw(" ")).chain(spans).collect(),
        );
    }
}

fn cells_of(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The names of the keys of an action, and what it does.
struct Item {
    keys: Vec<String>,
    does: String,
}

/// The cells of the keys, and of what they do.
struct Column {
    keys: usize,
    does: usize,
}

impl Column {
    fn of(items: &[Item]) -> Self {
        Self {
            keys: items.iter().map(|item| width(&item.keys.join(" "))).max().unwrap_or(0),
            does: items.iter().map(|item| width(&item.does)).max().unwrap_or(0),
        }
    }

    fn cells(&self) -> usize {
        self.keys + SPACE + self.does
    }
}

/// The columns within `cells` and their rows, at most `most`. Two only where everything fits whole in them and
/// not in one.
fn columns(items: &[Item], cells: usize, most: usize) -> (Vec<Column>, usize) {
    let half = items.len().div_ceil(2);
    let (left, right) = items.split_at(half);
    let pair = [Column::of(left), Column::of(right)];
    let fits = pair.iter().map(Column::cells).sum::<usize>() + GAP <= cells;
    if items.len() > most && half <= most && fits {
        (pair.into(), half)
    } else {
        (vec![Column::of(items)], items.len().min(most))
    }
}

impl Item {
    fn of(binding: &Bound, words: Words) -> Self {
        Self {
            keys: binding.keys.iter().map(|key| key.name()).collect(),
            does: words.action(binding.action).into_owned(),
        }
    }

    /// What it does stands in line with the others, or where that takes too many cells, behind as many of its
    /// keys as there is room for.
    fn line(&self, column: &Column, cells: usize) -> [Span<'static>; 2] {
        if column.cells() <= cells {
            let keys = pad(&self.keys.join(" "), column.keys + SPACE);
            return [Span::styled(keys, theme::KEY), Span::raw(pad(&self.does, column.does + GAP))];
        }
        let mut keys = self.keys.clone();
        while keys.len() > 1 && width(&keys.join(" ")) + SPACE + width(&self.does) > cells {
            keys.pop();
        }
        let keys = keys.join(" ");
        let room = cells.saturating_sub(width(&keys) + SPACE);
        [Span::styled(format!("{keys}  "), theme::KEY), Span::raw(pad(&self.does, room))]
    }
}
