//! What the palette lists, and what it does: everything that can be done, found by typing. It is the help as well.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::state::{Stage, State};
use crate::app::core::effect::Effect;
use crate::app::core::screen::Destination;
use crate::app::keys::keymap::Bound;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::kit::text_field::TextField;
use crate::app::overlays::stack::{Disabled, Overlay, Palette, PaletteItem, Scope};
use crate::app::search::Phrase;
use crate::base::lang::Lang;
use crate::tower::todo_address::TodoAddress;

impl State {
    /// Which keys are live below the palette.
    pub fn mode_below(&self) -> Mode {
        match &self.over {
            Overlay::Palette(palette) => self.mode_under(&palette.below),
            over => self.mode_under(over),
        }
    }

    pub(super) fn mode_under(&self, over: &Overlay) -> Mode {
        match (over, &self.stage) {
            (Overlay::Palette(_), _) => Mode::Palette,
            (Overlay::Session { .. }, _) => Mode::Session,
            (Overlay::Messages { .. }, _) => Mode::Messages,
            (Overlay::Mistakes { .. }, _) => Mode::Mistakes,
            (Overlay::Nothing, Stage::Setup(_)) => Mode::Setup,
            (Overlay::Nothing, Stage::Workspace(workspace)) => workspace.mode(self.at()),
        }
    }

    /// Everything that a scope holds, what can be done here first.
    pub fn listed(&self, scope: Scope) -> Vec<PaletteItem> {
        let mode = self.mode_below();
        let here: Vec<&Bound> = self.startup.keymap.live(mode).collect();
        let mut items: Vec<PaletteItem> = Vec::new();
        for line in &here {
            match items.iter_mut().find(|item| item.action == line.action) {
                Some(item) => item.keys.extend(&line.keys),
                None => items.push(PaletteItem::of(line, self.hindrance_here(line.action, mode))),
            }
        }
        if scope == Scope::Here {
            items.retain(|item| item.hindrance.is_none());
            return items;
        }
        for line in self.startup.keymap.lines() {
            if items.iter().all(|item| item.action != line.action) {
                items.push(PaletteItem::of(line, Some(self.hindrance_elsewhere(line))));
            }
        }
        items
    }

    /// What of it is found by what is typed; what is typed as the name of a key, by its key first.
    pub fn found(&self, palette: &Palette) -> Vec<PaletteItem> {
        let typed = palette.field.text().trim();
        let phrase = Phrase::of(typed);
        let mut items = self.listed(palette.scope);
        let names_todo = self.typed_todo(palette).is_some();
        items.retain(|item| {
            if names_todo && item.action == Action::OpenTodo {
                return true;
            }
            let labels = [Lang::En, Lang::Zh].map(|lang| self.startup.presenter.label(item.action, lang));
            let keys: Vec<String> = item.keys.iter().map(|key| key.name()).collect();
            let labels = labels.iter().map(|label| &**label);
            let texts = labels.chain(keys.iter().map(String::as_str)).chain([item.action.name()]);
            phrase.is_in(&texts.collect::<Vec<_>>())
        });
        items.sort_by_key(|item| {
            let opens = names_todo && item.action == Action::OpenTodo;
            !(opens || item.keys.iter().any(|key| key.name() == typed))
        });
        items
    }

    /// The to-do whose number or address is typed.
    fn typed_todo(&self, palette: &Palette) -> Option<TodoAddress> {
        let Stage::Workspace(workspace) = &self.stage else { return None };
        let is_live = !workspace.is_signing_in();
        TodoAddress::read(palette.field.text(), workspace.origin()).filter(|_| is_live)
    }

    /// Has the palette ask for the number of a to-do.
    pub(super) fn ask_for_todo(&mut self) {
        if !matches!(self.over, Overlay::Palette(_)) {
            self.toggle_palette(Scope::All);
        }
        if let Overlay::Palette(palette) = &mut self.over {
            palette.field = TextField::of("#");
            palette.cursor = Cursor::default();
        }
    }

    /// Opens a to-do that somebody named.
    pub(super) fn open_todo(&mut self, address: TodoAddress) -> Vec<Effect> {
        self.in_workspace(|workspace, at, out| workspace.go_to(Destination::Todo(address), at, out))
    }

    fn hindrance_here(&self, action: Action, mode: Mode) -> Option<Disabled> {
        match &self.stage {
            // What lies over the screen can be left whatever is below it.
            Stage::Workspace(_)
                if matches!(mode, Mode::Session | Mode::Messages) && action == Action::Back =>
            {
                None
            }
            Stage::Workspace(workspace) => workspace.disabled(action, self.at()),
            Stage::Setup(_) => None,
        }
    }

    fn hindrance_elsewhere(&self, line: &Bound) -> Disabled {
        let is_signed_in = matches!(&self.stage, Stage::Workspace(workspace) if !workspace.is_signing_in());
        let needs_data = line
            .modes
            .iter()
            .any(|mode| matches!(mode, Mode::Teams | Mode::Members | Mode::Todos | Mode::Session));
        if needs_data && !is_signed_in { Disabled::SignedOut } else { Disabled::NotHere }
    }

    /// Opens the palette, or has the open one list the other scope; where it lists this one, closes it.
    pub(super) fn toggle_palette(&mut self, scope: Scope) {
        match &mut self.over {
            Overlay::Palette(palette) if palette.scope == scope => self.close_palette(),
            Overlay::Palette(palette) => {
                palette.scope = scope;
                palette.cursor = Cursor::default();
            }
            over => {
                let below = Box::new(std::mem::replace(over, Overlay::Nothing));
                let (field, cursor) = (TextField::default(), Cursor::default());
                self.over = Overlay::Palette(Palette { scope, field, cursor, below });
            }
        }
    }

    /// What the palette lay over is there again.
    pub(super) fn close_palette(&mut self) {
        if let Overlay::Palette(palette) = &mut self.over {
            self.over = std::mem::replace(&mut palette.below, Overlay::Nothing);
        }
    }

    pub(super) fn go_in_palette(&mut self, motion: Motion) {
        let Overlay::Palette(palette) = &self.over else { return };
        let (mut cursor, len) = (palette.cursor, self.found(palette).len());
        cursor.go(motion, len, Areas::palette_rows(self.size));
        if let Overlay::Palette(palette) = &mut self.over {
            palette.cursor = cursor;
        }
    }

    /// Does what is selected, where it can be done.
    pub(super) fn run_selected(&mut self) -> Vec<Effect> {
        let Overlay::Palette(palette) = &self.over else { return Vec::new() };
        let selected = self.found(palette).into_iter().nth(palette.cursor.selected);
        let Some(item) = selected.filter(|item| item.hindrance.is_none()) else { return Vec::new() };
        let named = self.typed_todo(palette).filter(|_| item.action == Action::OpenTodo);
        self.close_palette();
        if let Some(address) = named {
            self.over = Overlay::Nothing;
            return self.open_todo(address);
        }
        self.act(item.action, KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE))
    }
}
