//! The selected row as a sentence, for a screen reader that reads the status bar.

use super::kit::scene::Scene;
use super::words::{Text, Words};
use super::{overlays, screens};
use crate::app::{Stage, State};

/// Where the person is in the list that shows, and on what.
pub(super) fn selected(state: &State, words: Words) -> Option<Text> {
    match (state.overlays.last(), &state.stage) {
        (Some(top), _) => overlays::any::spoken(state, top, words),
        (None, Stage::Workspace(workspace)) if !workspace.is_signing_in() => {
            screens::any::picture(workspace.stack.top()).spoken(Scene { state, workspace, words, trail: "" })
        }
        (None, _) => None,
    }
}
