//! What can be done, and why something cannot be done now.

use super::workspace::Workspace;
use crate::app::core::command::{Command, Disabled, Scope};
use crate::app::core::context::At;
use crate::app::keys::keymap::{Bound, Keymap};
use crate::app::keys::table::{Action, Kind, Mode};

/// Everything that a scope holds in a mode, what can be done here first; without a workspace, on the first run.
pub(super) fn commands(
    keymap: &Keymap,
    workspace: Option<&Workspace>,
    at: At,
    mode: Mode,
    scope: Scope,
) -> Vec<Command> {
    let disabled = |action| match workspace {
        // What lies over the screen can be left whatever is below it.
        Some(_) if matches!(mode, Mode::Session | Mode::Messages) && action == Action::Back => None,
        Some(workspace) => workspace.disabled(action, at),
        None => None,
    };
    let mut all: Vec<Command> = Vec::new();
    for line in keymap.live(mode) {
        match all.iter_mut().find(|command| command.action == line.action) {
            Some(command) => command.keys.extend(&line.keys),
            None => all.push(Command::of(line, disabled(line.action))),
        }
    }
    if scope == Scope::Here {
        all.retain(|command| command.disabled.is_none());
        return all;
    }
    let is_signed_in = workspace.is_some_and(|workspace| !workspace.is_signing_in());
    let elsewhere = |line: &Bound| {
        let needs_data = line.modes.iter().any(|mode| matches!(mode.row().kind, Kind::List | Kind::Panel));
        if needs_data && !is_signed_in { Disabled::SignedOut } else { Disabled::NotHere }
    };
    for line in keymap.lines() {
        if all.iter().all(|command| command.action != line.action) {
            all.push(Command::of(line, Some(elsewhere(line))));
        }
    }
    all
}
