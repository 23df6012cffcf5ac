//! A list of choices over the member table: facets to filter by, columns to show, or what to copy.

use super::act::Done;
use super::areas::Areas;
use super::columns::Column;
use super::cursor::{Cursor, Motion};
use super::desk::{At, Desk};
use super::effect::Effect;
use super::export;
use super::finding::Facet;
use super::members::Members;
use super::notice::Notice;
use crate::base::text::SafeText;
use crate::tower::model::Member;

/// What there is to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Roles and groups.
    Facets,
    /// Columns of the table.
    Columns,
    /// What of a member to copy.
    Copy,
}

/// A menu that is open, and where in it the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenMenu {
    /// Which.
    pub menu: Menu,
    /// The selected choice.
    pub cursor: Cursor,
}

/// One of the choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A role or a group.
    Facet(Facet),
    /// The width of the screen chooses the columns.
    ByWidth {
        /// It does.
        chosen: bool,
    },
    /// A column.
    Column {
        /// Which.
        column: Column,
        /// A person has chosen it.
        chosen: bool,
    },
    /// Something to copy.
    Copy(Part),
}

/// Something of a member to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The nickname.
    Name,
    /// The telephone number.
    Phone,
    /// The address for mail.
    Email,
    /// The id.
    Id,
    /// The address of their page at Tower.
    Link,
    /// The row, tab-separated.
    Tsv,
    /// The row as JSON.
    Json,
}

impl Part {
    const ALL: [Self; 7] =
        [Self::Name, Self::Phone, Self::Email, Self::Id, Self::Link, Self::Tsv, Self::Json];

    /// Its text; none where Tower did not say.
    pub(super) fn of(self, member: &Member, origin: &str) -> Option<String> {
        let text = |text: &SafeText| text.to_string();
        match self {
            Self::Name => Some(text(&member.name)),
            Self::Phone => member.phone.as_ref().map(text),
            Self::Email => member.email.as_ref().map(text),
            Self::Id => Some(member.id.0.as_str().to_owned()),
            Self::Link => Some(link(member, origin)),
            Self::Tsv => Some(export::line(member, export::Format::Tsv).trim_end().to_owned()),
            Self::Json => Some(export::line(member, export::Format::Json).trim_end().to_owned()),
        }
    }
}

/// The address of a member's page (section 8 of the API's contract).
pub(super) fn link(member: &Member, origin: &str) -> String {
    format!("{origin}/members/{}/", member.id.0.as_str())
}

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
    pub(super) fn go_in_menu(&mut self, motion: Motion, at: At) -> bool {
        let Some(members) = &mut self.members else { return false };
        let choices = members.choices().len();
        let Some(open) = &mut members.menu else { return false };
        open.cursor.go(motion, choices, Areas::menu_rows(at.size));
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
        match member.and_then(|member| part.of(member, origin)) {
            Some(text) => Done { notice: Some(Notice::Copied), ..vec![Effect::Copy(text)].into() },
            None => Done::default(),
        }
    }
}
