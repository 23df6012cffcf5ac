//! Every overlay as a picture: the one place of `ui` that knows them all.

use ratatui::Frame;

use super::{messages, palette, session, settings_errors};
use crate::app::overlays::any::AnyOverlay;
use crate::app::{Stage, State};
use crate::ui::words::{Text, Words};

/// Draws an overlay.
pub(in crate::ui) fn draw(state: &State, overlay: &AnyOverlay, words: Words, frame: &mut Frame<'_>) {
    match (overlay, &state.stage) {
        (AnyOverlay::Palette(palette), _) => palette::draw(state, palette, words, frame),
        (AnyOverlay::Session(panel), Stage::Workspace(workspace)) => {
            session::draw(state, workspace, panel, words, frame);
        }
        (AnyOverlay::Session(_), Stage::Setup(_)) => {}
        (AnyOverlay::Messages(messages), _) => messages::draw(state, messages, words, frame),
        (AnyOverlay::SettingsErrors(_), _) => settings_errors::draw(state, words, frame),
    }
}

/// Where in its list the person is and on what, for a screen reader.
pub(in crate::ui) fn spoken(state: &State, overlay: &AnyOverlay, words: Words) -> Option<Text> {
    match overlay {
        AnyOverlay::Palette(palette) => palette::spoken(state, palette, words),
        AnyOverlay::Messages(messages) => messages::spoken(state, messages, words),
        AnyOverlay::Session(_) | AnyOverlay::SettingsErrors(_) => None,
    }
}
