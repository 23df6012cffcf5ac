//! The whole screen: which of the pictures it is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::filters::{ambiguous_width, multiplexed, screen_reader};
use super::kit::line;
use super::kit::scene::Scene;
use super::overlays::qr;
use super::screens::{any, setup, sign_in};
use super::theme::themes;
use super::words::Words;
use super::{overlays, status_bar};
use crate::app::keys::table::Action;
use crate::app::kit::appearance::Clusters;
use crate::app::kit::layout::{Room, SMALLEST};
use crate::app::{Event, Stage, State};

/// Draws the whole screen.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    picture(state, frame);
    if state.look.accessible {
        screen_reader::apply(frame.buffer_mut());
    }
    if state.look.clusters == Clusters::Agreed {
        multiplexed::apply(frame.buffer_mut());
    }
    if state.look.wide {
        ambiguous_width::apply(frame.buffer_mut());
    }
    themes::apply(state.theme(), frame.buffer_mut());
}

/// What an event means on the screen that shows: a click on the hint of a key is that key.
pub fn meant(state: &State, event: Event) -> Event {
    match event {
        Event::Clicked(place) if Room::of(state.size) != Room::None => {
            let key = status_bar::key_at(state, place, Words(state.lang));
            key.map_or(event, |key| Event::Key(key.pressed()))
        }
        event => event,
    }
}

/// What the picture is of, and not what stands in it at the moment.
pub fn place(state: &State) -> String {
    let (words, mode) = (Words(state.lang), state.mode());
    let below = match &state.stage {
        Stage::Setup(_) => String::new(),
        Stage::Workspace(workspace) if workspace.is_signing_in() => words.sign_in().into_owned(),
        Stage::Workspace(workspace) => any::trail(&workspace.stack, words),
    };
    if mode.row().is_over { format!("{below} › {mode:?}") } else { format!("{below} ›") }
}

fn picture(state: &State, frame: &mut Frame<'_>) {
    let words = Words(state.lang);
    if Room::of(state.size) == Room::None {
        return too_small(state, words, frame);
    }
    match &state.stage {
        Stage::Setup(setup) => setup::draw(state, setup, words, frame),
        Stage::Workspace(workspace) => {
            let trail = any::trail(&workspace.stack, words);
            return in_workspace(Scene { state, workspace, words, trail: &trail }, frame);
        }
    }
    status_bar::draw(state, words, frame);
    clear_below(state, frame);
    over(state, words, frame);
}

fn in_workspace(scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, workspace, words, .. } = scene;
    let shown = (!workspace.is_signing_in()).then(|| any::picture(workspace.stack.top()));
    match shown {
        Some(picture) => picture.draw(scene, frame),
        None => sign_in::draw(state, workspace, words, frame),
    }
    status_bar::draw(state, words, frame);
    if let Some(qr) = workspace.qr() {
        qr::draw(state, qr, frame);
    }
    clear_below(state, frame);
    if let Some(picture) = shown {
        picture.draw_over(scene, frame);
    }
    over(state, words, frame);
}

/// A screen reader reads from border to border, and would mix what lies over the screen with what is below.
fn clear_below(state: &State, frame: &mut Frame<'_>) {
    if state.look.accessible && state.mode().row().is_over {
        let above = Rect { height: state.size.height.saturating_sub(1), ..frame.area() };
        frame.render_widget(Clear, above);
    }
}

/// What lies over the screen, the one that has the keys last.
fn over(state: &State, words: Words, frame: &mut Frame<'_>) {
    for overlay in &state.overlays {
        overlays::any::draw(state, overlay, words, frame);
    }
}

/// A screen too small for anything says so, and how small it is.
fn too_small(state: &State, words: Words, frame: &mut Frame<'_>) {
    let (size, least) = (state.size, SMALLEST);
    let name = |action| state.startup.keymap.name(state.mode(), action);
    let leaves = name(Action::QuitOrBack).or_else(|| name(Action::Quit)).unwrap_or_default();
    let sizes = format!("{}x{} < {}x{}", size.width, size.height, least.width, least.height);
    let lines = [Line::raw("tower-tui"), Line::raw(sizes), Line::raw(words.too_small(&leaves))];
    for (line, y) in lines.iter().zip(0..) {
        line::put(frame, frame.area(), y, line);
    }
}
