//! What can be done, why something cannot be done now, and what the palette leads to.

use super::leaving::AfterLeaving;
use super::state::{Stage, State};
use super::workspace::Workspace;
use crate::app::core::command::{Command, Disabled, Item, Scope};
use crate::app::core::context::At;
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::app::core::screen::Destination;
use crate::app::core::view::View;
use crate::app::keys::keymap::{Bound, Keymap};
use crate::app::keys::mode_row::Kind;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::Theme;
use crate::app::overlays::any::AnyOverlay;
use crate::app::overlays::palette::Palette;
use crate::tower::model::Team;

/// Everything that a scope holds in a mode, what can be done here first, and what only moves after what does something;
/// without a workspace, on the first run.
fn commands(
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
    all.sort_by_key(|command| matches!(command.action, Action::Go(_)));
    match scope {
        Scope::Themes => return Vec::new(),
        Scope::Here => {
            all.retain(|command| command.disabled.is_none());
            return all;
        }
        Scope::All => {}
    }
    let is_signed_in = workspace.is_some_and(|workspace| !workspace.is_signing_in());
    let elsewhere = |line: &Bound| {
        let needs_data = line.modes.iter().any(|mode| matches!(mode.row().kind, Kind::List | Kind::Panel));
        match line.action {
            // The session is there on every screen.
            Action::Renew | Action::SignOut if is_signed_in => disabled(line.action),
            _ if needs_data && !is_signed_in => Some(Disabled::SignedOut),
            _ => Some(Disabled::NotHere),
        }
    };
    for line in keymap.lines() {
        if all.iter().all(|command| command.action != line.action) {
            all.push(Command::of(line, elsewhere(line)));
        }
    }
    all
}

impl State {
    /// Everything that a scope holds below the palette, what can be done here first.
    pub fn listed(&self, scope: Scope) -> Vec<Command> {
        self.commands(self.mode_below(), scope)
    }

    pub(super) fn commands(&self, mode: Mode, scope: Scope) -> Vec<Command> {
        let workspace = match &self.stage {
            Stage::Workspace(workspace) => Some(&**workspace),
            Stage::Setup(_) => None,
        };
        commands(&self.startup.keymap, workspace, self.at(), mode, scope)
    }

    /// The team that is open.
    pub fn open_team(&self) -> Option<&Team> {
        if let Stage::Workspace(workspace) = &self.stage { workspace.team() } else { None }
    }

    /// What is found by what is typed into the palette.
    pub fn found(&self, palette: &Palette) -> Vec<Item> {
        self.below(self.mode_below(), |below| palette.found(below))
    }

    /// The theme to draw in: the one that is selected in the palette shows how it looks.
    pub fn theme(&self) -> Theme {
        let selected = match self.overlays.last() {
            Some(AnyOverlay::Palette(palette)) => {
                self.found(palette).into_iter().nth(palette.cursor.selected)
            }
            _ => None,
        };
        if let Some(Item::Theme(theme)) = selected { theme } else { self.look.theme }
    }

    /// Lists the themes.
    pub(super) fn list_themes(&mut self) {
        let palette = Palette::for_theme(self.look.colors.themes(), self.look.theme);
        self.overlays.push(AnyOverlay::Palette(palette));
    }

    /// Opens what was chosen in the palette.
    pub(super) fn open_item(&mut self, item: Item) -> Vec<Effect> {
        let to = match item {
            Item::Command(_) => return Vec::new(),
            Item::Theme(theme) => return self.choose_theme(theme),
            Item::View(view) => return self.show_view(&view),
            Item::Profile(at, _) => return self.leave(AfterLeaving::GoOn(at)),
            Item::Team(team) => Destination::Team(team),
            Item::Project(project) => Destination::Project(project),
            Item::Member { id, name } => Destination::Todos { member: id, name, last: false },
        };
        self.overlays.clear();
        self.in_workspace(|workspace, at, out| workspace.go_to(to, at, out))
    }

    /// The saved views that can be shown now.
    pub(super) fn views(&self) -> Vec<View> {
        let Stage::Workspace(workspace) = &self.stage else { return Vec::new() };
        self.startup.views.iter().filter(|view| workspace.can_show(view)).cloned().collect()
    }

    /// Shows a saved view.
    pub(super) fn show_view(&mut self, view: &View) -> Vec<Effect> {
        self.overlays.clear();
        self.in_workspace(|workspace, at, out| workspace.show_view(view, at, out))
    }

    /// Draws in a theme from now on, and at the next start. A demo leaves nothing behind.
    fn choose_theme(&mut self, theme: Theme) -> Vec<Effect> {
        self.look.theme = theme;
        self.notices.show(Notice::Theme(theme), self.now);
        if self.startup.demo {
            return Vec::new();
        }
        self.saving = true;
        vec![Effect::SaveTheme(theme)]
    }
}
