//! What was told, over the screen: the newest first, and the selected one in full below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::core::message_log::Message;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Cursor;
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::base::measure::wrap;
use crate::ui::kit::{header, line, pane};
use crate::ui::theme::styles;
use crate::ui::words::{Words, times};

/// The cells of the time of a message, and of the space behind it.
const TIME: usize = 9;

/// The narrowest line with a time: without one there is more of what was told.
const WITH_TIME: usize = 30;

/// Draws it.
pub(in crate::ui) fn draw(state: &State, words: Words, frame: &mut Frame<'_>) {
    let log = state.notices.log();
    let selected = state.message();
    let place = selected.map_or_else(String::new, |(row, _)| format!("{}/{}", row + 1, log.len()));
    let areas = Areas::of(state.size, PaneRequest::default());
    pane::clear(frame, areas.header.union(areas.whole));
    header::draw_within(frame, areas.header, &words.messages(), "", vec![Span::raw(place)]);
    let labels = pane::Labels {
        bottom_right: vec![Span::styled(
            words.help_close(&state.key(Mode::Messages, Action::Back)),
            styles::DIM,
        )],
        ..pane::Labels::default()
    };
    let inside = pane::draw(frame, areas.whole, areas.bordered, labels);
    let Some((row, message)) = selected else {
        return pane::message(frame, inside, &[Line::raw(words.no_messages())]);
    };
    let rows = log.len().min(Areas::message_rows(state.size));
    let mut cursor = Cursor { selected: row, offset: 0 };
    cursor.fit(log.len(), rows);
    let cells = usize::from(inside.width);
    for ((row, message), y) in log.iter().enumerate().skip(cursor.offset).take(rows).zip(0..) {
        let is_selected = row == cursor.selected;
        let line = one_row(state, message, is_selected, cells, words);
        line::row(frame, inside, y, &line, is_selected && state.follows(Mode::Messages));
    }
    let used = u16::try_from(rows).unwrap_or(inside.height);
    let left = inside.height.saturating_sub(used);
    let gap = u16::from(left > 3);
    let below = Rect { y: inside.y + used + gap, height: left.saturating_sub(gap), ..inside };
    for (line, y) in in_full(state, message, cells, words).iter().zip(0..below.height) {
        line::put(frame, below, y, line);
    }
}

fn one_row(state: &State, message: &Message, selected: bool, cells: usize, words: Words) -> Line<'static> {
    let style = if selected { styles::SELECTED } else { styles::PLAIN };
    let mark = if selected { "› " } else { "  " };
    let with_time = cells >= WITH_TIME;
    let time = if with_time { state.clock_time(message.last) } else { String::new() };
    let time_cells = if with_time { TIME } else { 0 };
    let count = times(message.count);
    let room = cells.saturating_sub(2 + time_cells + count.len());
    let text = words.told(&message.told, state.startup.zone, &state.startup.keymap);
    Line::from(vec![
        Span::styled(mark, style),
        line::cell(&time, time_cells, style),
        line::cell(&text, room, style),
        Span::styled(count, style),
    ])
}

/// The whole of a message, when it was told, and why it came to that.
fn in_full(state: &State, message: &Message, cells: usize, words: Words) -> Vec<Line<'static>> {
    let cells = cells.saturating_sub(2);
    let zone = state.startup.zone;
    let said = words.told(&message.told, zone, &state.startup.keymap);
    let when = [Some(state.clock_time(message.last).into()), words.repeated(message, zone)];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join("  ");
    let plain = |text: &str| wrap(text, cells).into_iter().map(|row| Line::raw(format!(" {row}"))).collect();
    let more: Vec<Line<'static>> = words.told_more(&message.told).map_or_else(Vec::new, |more| plain(&more));
    let said = wrap(&said, cells).into_iter().map(|row| Line::styled(format!(" {row}"), styles::STRONG));
    let when = Line::styled(format!(" {when}"), styles::DIM);
    said.chain(more).chain(std::iter::once(when)).collect()
}
