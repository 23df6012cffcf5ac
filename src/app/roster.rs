//! The members of a team that have come, each with what is worked out once about how it looks and is found.

use super::finding::Sought;
use crate::base::measure::width;
use crate::base::text::SafeText;
use crate::tower::model::{Member, Role};

/// The members that have come.
#[derive(Debug, Default)]
pub struct Roster {
    rows: Vec<Row>,
    widest: Cells,
    /// How far the list has come.
    pub progress: Progress,
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// All pages are here.
    Whole,
    /// Some are here.
    #[default]
    Partial,
}

/// How many cells the texts of a member take, or the widest of many members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The name.
    pub name: usize,
    /// The role, where it is not one of Tower's own.
    pub role: usize,
    /// The groups, one after another.
    pub groups: usize,
    /// The telephone number.
    pub phone: usize,
    /// The address for mail.
    pub email: usize,
    /// The note.
    pub note: usize,
    /// The id.
    pub id: usize,
}

/// One member.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) member: Member,
    cells: Cells,
    pub(super) sought: Sought,
}

impl Roster {
    pub(super) fn of(rows: Vec<Row>, progress: Progress) -> Self {
        let widest = rows.iter().fold(Cells::default(), |widest, row| widest.or(row.cells));
        Self { rows, widest, progress }
    }

    /// The members, in Tower's order.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of the widest texts.
    pub(super) fn widest(&self) -> Cells {
        self.widest
    }

    /// All rows, to add to them.
    pub(super) fn take(&mut self) -> Vec<Row> {
        std::mem::take(&mut self.rows)
    }
}

impl Cells {
    fn of(member: &Member) -> Self {
        let optional = |text: &Option<SafeText>| text.as_ref().map_or(0, |text| width(text.as_str()));
        let role = if let Role::Other(word) = &member.role { width(word.as_str()) } else { 0 };
        Self {
            name: width(member.name.as_str()),
            role,
            groups: width(&member.groups_in_a_row()),
            phone: optional(&member.phone),
            email: optional(&member.email),
            note: optional(&member.note),
            id: width(member.id.0.as_str()),
        }
    }

    /// The wider of each.
    fn or(self, other: Self) -> Self {
        Self {
            name: self.name.max(other.name),
            role: self.role.max(other.role),
            groups: self.groups.max(other.groups),
            phone: self.phone.max(other.phone),
            email: self.email.max(other.email),
            note: self.note.max(other.note),
            id: self.id.max(other.id),
        }
    }
}

impl Row {
    pub(super) fn of(member: Member) -> Self {
        Self { sought: Sought::of(&member), cells: Cells::of(&member), member }
    }
}
