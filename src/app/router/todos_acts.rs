//! What actions do on the screen of a member's to-dos.

use ratatui::layout::Size;

use super::actions::Done;
use super::startup::Startup;
use super::state::{Stage, State};
use super::workspace::{At, Screen, Workspace};
use crate::app::core::effect::Effect;
use crate::app::core::notice::{Copying, Notice};
use crate::app::data::remote::Remote;
use crate::app::keys::table::Action;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::screens::todos::TABS;
use crate::base::text::SafeText;

impl State {
    /// Scrolls the to-do that has the whole screen, by as much as the motion moves in a list. Whether one has it.
    pub(super) fn scroll_todo(&mut self, motion: Motion) -> bool {
        let Startup { todo_rows, zone, .. } = self.startup;
        let (now, size, lang) = (self.now, self.size, self.lang);
        let Stage::Workspace(workspace) = &mut self.stage else { return false };
        if workspace.screen() != Screen::Todos || !workspace.is_in_a_todo() {
            return false;
        }
        let areas = workspace.areas(size);
        let inside = Areas::inside(areas.whole, areas.bordered);
        let (cells, height) = (usize::from(inside.width), usize::from(inside.height));
        let rows = workspace.todos.selected_whole().map_or(0, |todo| {
            let missing = workspace.todos.missing(&todo.id);
            todo_rows(todo, missing, cells, areas.bordered, now, zone, lang)
        });
        if let Some(opened) = &mut workspace.todos.opened {
            let mut top = Cursor { selected: opened.scroll, offset: 0 };
            // Every row that may be the first one.
            top.go(motion, rows.saturating_sub(height) + 1, height);
            opened.scroll = top.selected;
        }
        true
    }
}

impl Workspace {
    /// Another list, the next or the one before.
    pub(super) fn turn_todos(&mut self, back: bool, at: At) -> Vec<Effect> {
        let Some(opened) = &self.todos.opened else { return Vec::new() };
        let steps = if back { TABS.len() - 1 } else { 1 };
        let after = TABS.into_iter().cycle().skip_while(|which| *which != opened.which).nth(steps);
        self.todos.switch(after.unwrap_or_default());
        self.refit(at.size);
        self.load_opened_todos(at)
    }

    /// Moves in the list.
    pub(super) fn go_in_todos(&mut self, motion: Motion, size: Size) {
        let rows = self.areas(size).rows();
        self.todos.go(motion, rows);
    }

    /// The selected to-do on the whole screen, or the list again.
    pub(super) fn zoom_todo(&mut self, zoomed: bool, at: At) -> Vec<Effect> {
        let has_one = self.todos.selected().is_some();
        let Some(opened) = &mut self.todos.opened else { return Vec::new() };
        opened.zoomed = zoomed && has_one;
        opened.scroll = 0;
        self.refit(at.size);
        if zoomed { self.load_selected_todo(at) } else { Vec::new() }
    }

    /// Copies the selected to-do as people name it.
    pub(super) fn copy_todo(&self) -> Done {
        let Some(todo) = self.todos.selected_whole() else { return Done::default() };
        let name = todo.name();
        let said = SafeText::line(&name, SafeText::NAME);
        self.copy_text(name, Copying::Asked(Some(said)))
    }

    /// Opens the selected to-do's page; where no browser can be reached, its address is copied.
    pub(super) fn browse_todo(&self) -> Done {
        let Some(todo) = self.todos.selected_whole() else { return Done::default() };
        let Some(url) = todo.link(&self.session.client().addresses.origin) else {
            return Done { notice: Some(Notice::NoPage), ..Done::default() };
        };
        self.browse(url)
    }

    /// One step back from the screen of to-dos, however far in it the person is: out of the to-do, the filter, the
    /// wait, the screen.
    pub(super) fn back_in_todos(&mut self, at: At) -> Vec<Effect> {
        let Some(opened) = &mut self.todos.opened else { return Vec::new() };
        if opened.zoomed {
            return self.leave_todos(at);
        }
        if opened.filter.editing || !opened.filter.is_empty() {
            opened.filter.clear();
            self.refit(at.size);
            return Vec::new();
        }
        match self.give_up(at.size) {
            Some(effects) => effects,
            None => self.leave_todos(at),
        }
    }

    /// Out of the to-do on the whole screen, else back to the members, where the same row is selected.
    pub(super) fn leave_todos(&mut self, at: At) -> Vec<Effect> {
        if self.is_in_a_todo() {
            return self.zoom_todo(false, at);
        }
        self.todos.opened = None;
        self.refit(at.size);
        Vec::new()
    }

    /// Shows the selected to-do beside the list, or hides it; where it has no room there, on the whole screen.
    pub(super) fn toggle_todo(&mut self, at: At) -> Vec<Effect> {
        let zoomed = self.is_in_a_todo();
        if zoomed || !self.has_detail(at.size) {
            return self.zoom_todo(!zoomed, at);
        }
        self.todos.detail = !self.todos.detail;
        self.refit(at.size);
        Vec::new()
    }

    /// Selects the to-do on a row of the screen, counted from the first that shows.
    pub(super) fn select_todo(&mut self, below: usize, rows: usize) {
        if !self.is_in_a_todo() {
            self.todos.select_row(below, rows);
        }
    }

    /// Whether an action is for a to-do, and the list on the screen, which has come or does not come, has none.
    pub fn lacks_a_todo(&self, action: Action, size: Size) -> bool {
        let todos = self.todos.opened_list().map(|list| &list.todos);
        let value = todos.and_then(Remote::value);
        let selected = self.todos.selected().is_some();
        let lacks = match action {
            Action::Open | Action::Zoom | Action::CopyName | Action::Browse => !selected,
            Action::Detail => !selected && !self.has_detail(size),
            // They load more of a list where a filter leaves nothing of what has come.
            Action::Go(_) => value.is_none_or(Vec::is_empty),
            _ => false,
        };
        let coming = value.is_none() && self.is_loading_todos();
        lacks && !coming
    }

    /// Whether a to-do has the whole screen.
    pub(super) fn is_in_a_todo(&self) -> bool {
        self.todos.opened.as_ref().is_some_and(|opened| opened.zoomed)
    }
}
