//! Choosing from a menu over the member table: what it offers, and what comes of it.

use ratatui::layout::Size;

use super::actions::Done;
use super::workspace::{At, Workspace};
use crate::app::core::notice::Copying;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::screens::members::columns::Column;
use crate::app::screens::members::menu::{Choice, Menu, OpenMenu, Part};
use crate::app::screens::members::screen::Members;

impl Members {
    /// What the open menu offers.
    pub fn choices(&self) -> Vec<Choice> {
        match &self.menu {
            Some(OpenMenu { menu: Menu::Columns, .. }) => self.offers(Menu::Columns),
            Some(open) => open.offered.clone(),
            None => Vec::new(),
        }
    }

    /// What a menu offers now.
    fn offers(&self, menu: Menu) -> Vec<Choice> {
        match menu {
            Menu::Facets => self.facets().into_iter().map(Choice::Facet).collect(),
            Menu::Columns => {
                let chosen = self.columns.chosen();
                let by_width = Choice::ByWidth { chosen: chosen.is_none() };
                let one = |column| Choice::Column {
                    column,
                    chosen: chosen.is_some_and(|chosen| chosen.contains(&column)),
                };
                std::iter::once(by_width).chain(Column::CHOICES.map(one)).collect()
            }
            Menu::Copy => {
                let has = |part: &Part| self.selected().is_some_and(|one| part.of(one, "").is_some());
                Part::ALL.into_iter().filter(has).map(Choice::Copy).collect()
            }
        }
    }
}

impl Workspace {
    /// Opens a menu, where there is something to choose.
    pub(super) fn open_menu(&mut self, menu: Menu) {
        if let Some(members) = &mut self.members {
            let offered = members.offers(menu);
            let open = OpenMenu { menu, cursor: Cursor::default(), offered };
            members.menu = Some(open).filter(|open| !open.offered.is_empty());
        }
    }

    /// Moves in the open menu; whether one is open.
    pub(super) fn go_in_menu(&mut self, motion: Motion, size: Size) -> bool {
        let Some(members) = &mut self.members else { return false };
        let choices = members.choices().len();
        let Some(open) = &mut members.menu else { return false };
        open.cursor.go(motion, choices, Areas::menu_rows(size));
        true
    }

    /// Does what is selected in the open menu.
    pub(in crate::app) fn choose(&mut self, at: At) -> Done {
        let origin = self.session.client().addresses.origin.clone();
        let Some(members) = &mut self.members else { return Done::default() };
        let Some(at_row) = members.menu.as_ref().map(|open| open.cursor.selected) else {
            return Done::default();
        };
        let done = match members.choices().into_iter().nth(at_row) {
            Some(Choice::Facet(facet)) => {
                members.filter.toggle(facet.what.key(), &facet.what.term());
                members.menu = None;
                Done::default()
            }
            Some(Choice::ByWidth { .. }) => {
                members.columns.by_width();
                Done::default()
            }
            Some(Choice::Column { column, .. }) => {
                members.columns.toggle(column);
                Done::default()
            }
            Some(Choice::Copy(part)) => {
                members.menu = None;
                self.copy(part, &origin)
            }
            None => Done::default(),
        };
        self.refit(at.size);
        done
    }

    /// Copies something of the selected member.
    pub(in crate::app) fn copy(&self, part: Part, origin: &str) -> Done {
        let member = self.members.as_ref().and_then(Members::selected);
        let name = member.filter(|_| part == Part::Name).map(|member| member.name.clone());
        match member.and_then(|member| part.of(member, origin)) {
            Some(text) => self.copy_text(text, Copying::Asked(name)),
            None => Done::default(),
        }
    }
}
