//! The selected row as a sentence, for a screen reader that reads the status bar.

use super::kit::scene::Scene;
use super::screens::any;
use super::words::{Text, Words};
use crate::app::keys::table::Mode;
use crate::app::{Overlay, Stage, State};

/// Where the person is in the list that shows, and on what.
pub(super) fn selected(state: &State, words: Words) -> Option<Text> {
    if state.mode() == Mode::Messages {
        let (place, message) = state.message()?;
        let told = words.told(&message.told, state.startup.zone, &state.startup.keymap);
        return Some(words.place_in_list(place, state.notices.log().len(), &told));
    }
    if let Overlay::Palette(palette) = &state.over {
        let found = state.found(palette);
        let at = palette.cursor.selected;
        return Some(words.place_in_list(at, found.len(), &words.action(found.get(at)?.action)));
    }
    match (&state.stage, &state.over) {
        (Stage::Workspace(workspace), Overlay::Nothing) if !workspace.is_signing_in() => {
            any::picture(workspace.stack.top()).spoken(Scene { state, workspace, words, trail: "" })
        }
        _ => None,
    }
}
