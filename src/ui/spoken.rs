//! The selected row as a sentence, for a screen reader that reads the status bar.

use super::kit::member_label;
use super::overlays::menu;
use super::screens::todos::list;
use super::words::{Text, Words};
use crate::app::keys::table::Mode;
use crate::app::{Overlay, Stage, State};
use crate::base::calendar::day_at_tower;

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
    let Stage::Workspace(workspace) = &state.stage else { return None };
    let members = workspace.members.as_ref();
    match state.mode() {
        Mode::Teams => {
            let teams = &workspace.teams;
            let name = member_label::name(&teams.selected()?.name);
            Some(words.place_in_list(teams.cursor.selected, teams.shown.len(), name))
        }
        Mode::Members => {
            let members = members?;
            let member = members.selected()?;
            let (name, role) = (member_label::name(&member.name), words.role_of(&member.role));
            let said = if role.is_empty() { name.to_owned() } else { format!("{name}, {role}") };
            Some(words.place_in_list(members.cursor.selected, members.count(), &said))
        }
        Mode::Todos => {
            let (opened, todo) = (workspace.todos.opened.as_ref()?, workspace.todos.selected()?);
            let said = words.todo_aloud(todo, day_at_tower(state.now.wall));
            let count = list::total(opened.count(), workspace.todos.opened_list());
            Some(words.place_in_list(opened.position(), count, &said))
        }
        Mode::Menu => {
            let members = members?;
            let choices = members.choices();
            let at = members.menu.as_ref()?.cursor.selected;
            let said = menu::said(choices.get(at)?, words);
            Some(words.place_in_list(at, choices.len(), &said))
        }
        _ => None,
    }
}
