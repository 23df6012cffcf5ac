//! What was told, over the screen: the newest first, and the selected one in full below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::core::message_log::Message;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Cursor;
use crate::app::kit::layout::{Areas, MESSAGE_TIME};
use crate::app::overlays::messages::Messages;
use crate::base::measure::wrap;
use crate::ui::kit::popup::Popup;
use crate::ui::kit::{line, pane};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words, times};

/// The cells of the time of a message, and of the space behind it.
const TIME: usize = 9;

/// The selected message as a sentence.
pub(in crate::ui) fn spoken(state: &State, messages: &Messages, words: Words) -> Option<Text> {
    let (place, message) = messages.selected(&state.notices)?;
    let told = words.told(&message.told, state.startup.zone, &state.startup.keymap);
    Some(words.place_in_list(place, state.notices.log().len(), &told))
}

/// Draws it.
pub(in crate::ui) fn draw(state: &State, messages: &Messages, words: Words, frame: &mut Frame<'_>) {
    let log = state.notices.log();
    let selected = messages.selected(&state.notices);
    let place = selected.map_or_else(String::new, |(row, _)| format!("{}/{}", row + 1, log.len()));
    let (title, close) = (words.messages(), words.help_close(&state.key(Mode::Messages, Action::Back)));
    let popup = Popup { title: &title, place: &place, close: &close, ..Popup::default() };
    let inside = popup.fill(state.size, None, false, frame);
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
    let with_time = cells >= MESSAGE_TIME;
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
