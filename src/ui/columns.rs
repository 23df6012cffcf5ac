//! The columns of the member table: which of them fit, and what stands in them.

use ratatui::style::Style;
use ratatui::text::Span;

use super::person::{self, marks};
use super::words::{Text, Words};
use super::{line, theme};
use crate::app::areas::{Areas, Room};
use crate::app::members::Members;
use crate::base::measure::{CUT, width};
use crate::base::text::SafeText;
use crate::tower::model::Member;

/// The fewest cells of a note. It is prose and may be cut, but not to nothing.
const NOTE: usize = 6;
/// The space behind a column.
const GAP: usize = 1;
/// The cells of the role where there is no room for another column.
const ROLE: usize = 13;

/// A column and its cells, the space behind it counted in.
pub(super) struct Column {
    kind: Kind,
    cells: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Role,
    Groups,
    Phone,
    Email,
    Note,
}

/// The columns that fit into `cells`.
///
/// Their widths are those of the whole list and not of the rows that show, so that nothing moves while the
/// person scrolls.
pub(super) fn fitting(members: &Members, cells: usize, areas: Areas, words: Words) -> Vec<Column> {
    let column = |kind, cells| Column { kind, cells };
    match areas.room {
        Room::None | Room::Names => vec![column(Kind::Name, cells)],
        Room::Narrow => {
            vec![column(Kind::Name, cells.saturating_sub(ROLE)), column(Kind::Role, ROLE.min(cells))]
        }
        Room::Table | Room::Wide => table(members, cells, areas, words),
    }
}

fn table(members: &Members, cells: usize, areas: Areas, words: Words) -> Vec<Column> {
    let widest = members.widest();
    let role = widest.role.clamp(width(&words.role()).max(8), 16);
    let least = [
        (Kind::Name, widest.name.clamp(12, 20) + GAP),
        (Kind::Role, role + GAP),
        (Kind::Groups, widest.groups.clamp(8, 16) + GAP),
        (Kind::Phone, widest.phone.clamp(8, 24) + GAP),
        (Kind::Note, NOTE),
    ];
    let mut left = cells;
    let mut columns = Vec::new();
    for (kind, cells) in least {
        // What does not fit is left out whole: half a number is of no use.
        if cells <= left {
            left -= cells;
            columns.push(Column { kind, cells });
        }
    }
    widen(&mut columns, &mut left, Kind::Name, 20 + GAP);
    widen(&mut columns, &mut left, Kind::Groups, 16 + GAP);
    widen(&mut columns, &mut left, Kind::Phone, 15 + GAP);
    widen(&mut columns, &mut left, Kind::Note, widest.note.min(16));
    let email = widest.email.clamp(width(&words.email()), 32) + GAP;
    let all = columns.len() == least.len();
    if all && widest.email > 0 && areas.has_email_column() && email <= left {
        columns.insert(columns.len() - 1, Column { kind: Kind::Email, cells: email });
        left -= email;
    }
    widen(&mut columns, &mut left, Kind::Note, widest.note.min(24));
    widen(&mut columns, &mut left, Kind::Name, widest.name.min(32) + GAP);
    widen(&mut columns, &mut left, Kind::Groups, widest.groups.min(24) + GAP);
    if let Some(last) = columns.last_mut() {
        last.cells += left;
    }
    columns
}

/// Gives a column that is there up to `cells` of those left.
fn widen(columns: &mut [Column], left: &mut usize, kind: Kind, cells: usize) {
    if let Some(column) = columns.iter_mut().find(|column| column.kind == kind) {
        let more = cells.saturating_sub(column.cells).min(*left);
        column.cells += more;
        *left -= more;
    }
}

impl Column {
    pub(super) fn heading(&self, words: Words) -> Span<'static> {
        let text = match self.kind {
            Kind::Name => words.name(),
            Kind::Role => words.role(),
            Kind::Groups => words.groups(),
            Kind::Phone => words.phone(),
            Kind::Email => words.email(),
            Kind::Note => words.note(),
        };
        line::cell(&text, self.cells, theme::DIM)
    }

    /// What stands in it for a member, with what the filter found standing out.
    pub(super) fn of(
        &self,
        member: &Member,
        members: &Members,
        style: Style,
        words: Words,
    ) -> Vec<Span<'static>> {
        let own = members.own.as_ref() == Some(&member.id);
        let text: Text = match self.kind {
            Kind::Name => person::name(&member.name).to_owned().into(),
            Kind::Role if member.is_active == Some(false) => words.inactive(),
            Kind::Role => words.role_of(&member.role),
            Kind::Groups => member.groups_in_a_row().into(),
            Kind::Phone => self.whole(member.phone.as_ref()),
            Kind::Email => self.whole(member.email.as_ref()),
            Kind::Note => note(member, own, words).into(),
        };
        let gap = if self.kind == Kind::Note { 0 } else { GAP.min(self.cells) };
        let mut spans = line::searched(&text, self.cells - gap, style, &members.filter);
        spans.push(Span::styled(" ".repeat(gap), style));
        spans
    }

    /// A number or an address as it is, or nothing of it.
    fn whole(&self, text: Option<&SafeText>) -> Text {
        match text.map_or("", SafeText::as_str) {
            text if width(text) < self.cells => text.to_owned().into(),
            _ => CUT.into(),
        }
    }
}

/// The note, and the marks that have no column of their own.
fn note(member: &Member, own: bool, words: Words) -> String {
    let marks = marks(member, own, words);
    let note = member.note.iter().map(ToString::to_string);
    note.chain(marks.into_iter().map(Text::into_owned)).collect::<Vec<_>>().join("  ")
}
