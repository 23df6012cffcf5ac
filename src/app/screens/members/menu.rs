//! A list of choices over the member table: facets to filter by, columns to show, or what to copy.

use super::columns::Column;
use super::export;
use crate::app::keys::steps::Menu;
use crate::app::kit::cursor::Cursor;
use crate::app::search::Facet;
use crate::base::text::SafeText;
use crate::tower::model::Member;

/// A menu that is open, and where in it the person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMenu {
    /// What it is for.
    pub menu: Menu,
    /// The selected choice.
    pub cursor: Cursor,
    /// What it offered when it was opened: nothing moves under the cursor while members come.
    pub(in crate::app) offered: Vec<Choice>,
}

/// One of the choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A role, a mark or a group.
    Facet(Facet),
    /// The width of the screen chooses the columns.
    ByWidth {
        /// Whether it does.
        chosen: bool,
    },
    /// A column.
    Column {
        /// The column.
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
    /// The email address.
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

impl OpenMenu {
    /// A menu of these, where there is something to choose.
    pub(super) fn of(menu: Menu, offered: Vec<Choice>) -> Option<Self> {
        (!offered.is_empty()).then(|| Self { menu, cursor: Cursor::default(), offered })
    }
}

impl Part {
    pub(in crate::app) const ALL: [Self; 7] =
        [Self::Name, Self::Phone, Self::Email, Self::Id, Self::Link, Self::Tsv, Self::Json];

    /// Its text; none where Tower did not say.
    pub(in crate::app) fn of(self, member: &Member, origin: &str) -> Option<String> {
        let text = |text: &SafeText| text.to_string();
        match self {
            Self::Name => Some(text(&member.name)),
            Self::Phone => member.phone.as_ref().map(text),
            Self::Email => member.email.as_ref().map(text),
            Self::Id => Some(member.id.0.as_str().to_owned()),
            Self::Link => Some(link(member, origin)),
            Self::Tsv => Some(export::pasted(member)),
            Self::Json => Some(export::json(member)),
        }
    }
}

/// The address of a member's page (`docs/tower-api.md`, section 8).
pub(in crate::app) fn link(member: &Member, origin: &str) -> String {
    format!("{origin}/members/{}/", member.id.0.as_str())
}
