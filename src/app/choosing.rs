//! Choosing from a menu over the member table: what it offers, and what comes of it.

use ratatui::layout::Size;

use super::act::Done;
use super::areas::Areas;
use super::columns::Column;
use super::cursor::{Cursor, Motion};
use super::desk::{At, Desk};
use super::members::Members;
use super::menu::{Choice, Menu, OpenMenu, Part};
use super::notice::Copying;

impl Members {
    /// What the open menu offers.
    pub fn choices(&self) -> Vec<Choice> {
        match self.menu.map(|open| open.menu) {
            Some(Menu::Facets) => self.facets().into_iter().map(Choice::Facet).collect(),
            Some(Menu::Columns) => {
                let chosen = self.columns.chosen();
                let by_width = Choice::ByWidth { chosen: chosen.is_none() };
                let one = |column| Choice::Column {
                    column,
                    chosen: chosen.is_some_and(|chosen| chosen.contains(&column)),
                };
                std::iter::once(by_width).chain(Column::CHOICES.map(one)).collect()
            }
            Some(Menu::Copy) => {
                let has = |part: &Part| self.selected().is_some_and(|one| part.of(one, "").is_some());
                Part::ALL.into_iter().filter(has).map(Choice::Copy).collect()
            }
            None => Vec::new(),
        }
    }
}

impl Desk {
    /// Opens a menu, where there is something to choose.
    pub(super) fn open_menu(&mut self, menu: Menu) {
        if let Some(members) = &mut self.members {
            members.menu = Some(OpenMenu { menu, cursor: Cursor::default() });
            if members.choices().is_empty() {
                members.menu = None;
            }
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
    pub(super) fn choose(&mut self, at: At) -> Done {
        let origin = self.session.client().addresses.origin.clone();
        let Some(members) = &mut self.members else { return Done::default() };
        let Some(open) = members.menu else { return Done::default() };
        let done = match members.choices().into_iter().nth(open.cursor.selected) {
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
    pub(super) fn copy(&self, part: Part, origin: &str) -> Done {
        let member = self.members.as_ref().and_then(Members::selected);
        let name = member.filter(|_| part == Part::Name).map(|member| member.name.clone());
        match member.and_then(|member| part.of(member, origin)) {
            Some(text) => self.copy_text(text, Copying::Asked(name)),
            None => Done::default(),
        }
    }
}
