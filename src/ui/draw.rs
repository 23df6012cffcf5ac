//! The whole screen: which of the pictures it is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::filters::{ambiguous_width, screen_reader};
use super::overlays::{menu, messages, palette, qr, session, settings_errors};
use super::screens::members::table;
use super::screens::todos::list;
use super::screens::{setup, sign_in, teams};
use super::status_bar;
use super::theme::themes;
use super::words::Words;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{Room, SMALLEST};
use crate::app::router::workspace::Screen;
use crate::app::{Over, Stage, State};

/// Draws the whole screen.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    picture(state, frame);
    if state.look.accessible {
        screen_reader::apply(frame.buffer_mut());
    }
    if state.look.wide {
        ambiguous_width::apply(frame.buffer_mut());
    }
    themes::apply(state.look.theme, frame.buffer_mut());
}

fn picture(state: &State, frame: &mut Frame<'_>) {
    let words = Words(state.lang);
    if Room::of(state.size) == Room::None {
        return too_small(state, words, frame);
    }
    match &state.stage {
        Stage::Setup(setup) => setup::draw(state, setup, words, frame),
        Stage::Desk(desk) => match desk.screen() {
            Screen::Login => sign_in::draw(state, desk, words, frame),
            Screen::Teams => teams::draw(state, desk, words, frame),
            Screen::Members => table::draw(state, desk, words, frame),
            Screen::Todos => list::draw(state, desk, words, frame),
        },
    }
    status_bar::draw(state, words, frame);
    if let Stage::Desk(desk) = &state.stage
        && let Some(qr) = desk.qr()
    {
        qr::draw(state, qr, frame);
    }
    if state.look.accessible && lies_over(state.mode()) {
        // A screen reader reads from border to border, and would mix the two.
        let above = Rect { height: state.size.height.saturating_sub(1), ..frame.area() };
        frame.render_widget(Clear, above);
    }
    if let Stage::Desk(desk) = &state.stage
        && let Some(members) = desk.members.as_ref().filter(|_| desk.screen() == Screen::Members)
    {
        match &members.menu {
            Some(open) => menu::draw(state, members, open, words, frame),
            None => menu::ask(state, members, words, frame),
        }
    }
    over(state, &state.over, words, frame);
}

/// What lies over the screen; below the palette, what it was opened from.
fn over(state: &State, over: &Over, words: Words, frame: &mut Frame<'_>) {
    match (over, &state.stage) {
        (Over::Palette(palette), _) => {
            self::over(state, &palette.below, words, frame);
            palette::draw(state, palette, words, frame);
        }
        (Over::Session { sure, first }, Stage::Desk(desk)) => {
            session::draw(state, desk, *sure, *first, words, frame);
        }
        (Over::Messages { .. }, _) => messages::draw(state, words, frame),
        (Over::Mistakes { .. }, _) => settings_errors::draw(state, words, frame),
        _ => {}
    }
}

/// Whether what has the keys lies over the screen.
fn lies_over(mode: Mode) -> bool {
    use Mode::{Export, Menu, Messages, Mistakes, Palette, Session};
    matches!(mode, Menu | Export | Palette | Session | Messages | Mistakes)
}

/// A screen too small for anything says so, and how small it is.
fn too_small(state: &State, words: Words, frame: &mut Frame<'_>) {
    let (size, least) = (state.size, SMALLEST);
    let name = |action| state.opening.keymap.name(state.mode(), action);
    let leaves = name(Action::QuitOrBack).or_else(|| name(Action::Quit)).unwrap_or_default();
    let sizes = format!("{}x{} < {}x{}", size.width, size.height, least.width, least.height);
    let lines = [Line::raw("tower-tui"), Line::raw(sizes), Line::raw(words.too_small(&leaves))];
    for (line, y) in lines.iter().zip(0..) {
        frame.render_widget(line, Rect::new(0, y, size.width, 1).intersection(frame.area()));
    }
}
