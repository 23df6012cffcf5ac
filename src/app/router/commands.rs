//! What can be done, and why something cannot be done now.

use super::state::{Stage, State};
use crate::app::core::command::{Command, Disabled, Scope};
use crate::app::keys::keymap::Bound;
use crate::app::keys::table::{Action, Mode};

/// Everything that a scope holds in a mode, what can be done here first.
pub(super) fn commands(state: &State, mode: Mode, scope: Scope) -> Vec<Command> {
    let keymap = &state.startup.keymap;
    let mut all: Vec<Command> = Vec::new();
    for line in keymap.live(mode) {
        match all.iter_mut().find(|command| command.action == line.action) {
            Some(command) => command.keys.extend(&line.keys),
            None => all.push(Command::of(line, disabled_here(state, line.action, mode))),
        }
    }
    if scope == Scope::Here {
        all.retain(|command| command.disabled.is_none());
        return all;
    }
    for line in keymap.lines() {
        if all.iter().all(|command| command.action != line.action) {
            all.push(Command::of(line, Some(disabled_elsewhere(state, line))));
        }
    }
    all
}

fn disabled_here(state: &State, action: Action, mode: Mode) -> Option<Disabled> {
    match &state.stage {
        // What lies over the screen can be left whatever is below it.
        Stage::Workspace(_) if matches!(mode, Mode::Session | Mode::Messages) && action == Action::Back => {
            None
        }
        Stage::Workspace(workspace) => workspace.disabled(action, state.at()),
        Stage::Setup(_) => None,
    }
}

fn disabled_elsewhere(state: &State, line: &Bound) -> Disabled {
    let is_signed_in = matches!(&state.stage, Stage::Workspace(workspace) if !workspace.is_signing_in());
    let needs_data = line
        .modes
        .iter()
        .any(|mode| matches!(mode, Mode::Teams | Mode::Members | Mode::Todos | Mode::Session));
    if needs_data && !is_signed_in { Disabled::SignedOut } else { Disabled::NotHere }
}
