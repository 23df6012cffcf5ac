//! The help: every key that is live here, from the table of keys.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::words::Words;
use super::{line, pane, theme};
use crate::app::areas::Areas;
use crate::app::keymap::{self, Mode};
use crate::app::{Stage, State};
use crate::base::measure::{pad, width};

/// The cells between two columns.
const GAP: usize = 3;

pub(super) fn draw(state: &State, words: Words, frame: &mut Frame<'_>) {
    let mode = match &state.stage {
        Stage::Setup(_) => Mode::Setup,
        Stage::Desk(desk) => desk.mode(),
    };
    let items = items(mode, words);
    let keys = items.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0);
    let does = items.iter().map(|(_, does)| width(does)).max().unwrap_or(0);
    let column = keys + 2 + does;
    let least = usize::from(state.size.height.saturating_sub(4)).max(1);
    let columns = items.len().div_ceil(least).clamp(1, 2);
    let rows = items.len().div_ceil(columns);
    let cells = columns * column + (columns - 1) * GAP + 4;
    let area = Areas::over(
        state.size,
        u16::try_from(cells).unwrap_or(u16::MAX),
        u16::try_from(rows + 2).unwrap_or(u16::MAX),
    );
    pane::clear(frame, area);
    let labels = pane::Labels {
        title: pane::title(words.help_title(mode)),
        bottom_right: vec![Span::styled(words.help_close(), theme::DIM)],
        ..pane::Labels::default()
    };
    let inside = pane::draw(frame, area, true, labels);
    for (row, y) in (0..rows).zip(0..inside.height) {
        let mut spans = vec![Span::raw(" ")];
        for (names, what) in items.iter().skip(row).step_by(rows.max(1)) {
            spans.push(Span::styled(pad(names, keys + 2), theme::KEY));
            spans.push(Span::raw(pad(what, does + GAP)));
        }
        line::put(frame, inside, y, &Line::from(spans));
    }
}

/// The keys of each action and what it does.
fn items(mode: Mode, words: Words) -> Vec<(String, String)> {
    keymap::live(mode)
        .map(|binding| {
            let names: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            (names.join(" "), words.action(binding.action).into_owned())
        })
        .collect()
}
