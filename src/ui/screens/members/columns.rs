//! The columns of the member table: which of them fit, and what stands in them.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::data::member_list::ColumnWidths;
use crate::app::kit::layout::{Areas, Room};
use crate::app::screens::members::columns::Column;
use crate::app::screens::members::screen::Members;
use crate::app::search::Sort;
use crate::base::measure::{CUT, width};
use crate::tower::model::Member;
use crate::ui::kit::line;
use crate::ui::kit::member_label;
use crate::ui::kit::member_label::marks;
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The fewest cells of a note. It is prose and may be cut, but not to nothing.
const NOTE: usize = 6;
/// The fewest cells of a name, and of the groups: the start of them tells enough.
const NAME: usize = 12;
const GROUPS: usize = 8;
/// The space behind a column.
const GAP: usize = 1;
/// The most cells that an email address takes from other columns: a longer one shows where
/// there is room.
const EMAIL: usize = 28;
/// The cells of a day.
const DAY: usize = 10;
/// The cells of the role where there is no room for another column.
const ROLE: usize = 13;

/// A column and its cells, the space behind it counted in.
pub(in crate::ui) struct FittedColumn {
    column: Column,
    cells: usize,
}

/// The columns that fit into `cells`.
///
/// Their widths are those of the whole list and not of the rows that show, so that nothing moves while the
/// person scrolls.
pub(in crate::ui) fn fitting(
    members: &Members,
    widest: ColumnWidths,
    cells: usize,
    areas: Areas,
    words: Words,
) -> Vec<FittedColumn> {
    let column = |column, cells| FittedColumn { column, cells };
    match areas.room {
        Room::None | Room::Names => vec![column(Column::Name, cells)],
        Room::Narrow => {
            vec![column(Column::Name, cells.saturating_sub(ROLE)), column(Column::Role, ROLE.min(cells))]
        }
        Room::Table | Room::Wide => match members.columns.chosen() {
            Some(chosen) => by_hand(widest, chosen, cells, words),
            None => by_width(widest, cells, areas, words),
        },
    }
}

fn by_width(widest: ColumnWidths, cells: usize, areas: Areas, words: Words) -> Vec<FittedColumn> {
    // The note goes first where there is no room, and the email address has some only on a wide screen.
    let email = (widest.email > 0 && areas.has_email_column()).then_some(Column::Email);
    let wanted = [Column::Name, Column::Role, Column::Groups, Column::Phone].into_iter().chain(email);
    let (mut columns, mut left) = as_many_as_fit(wanted.chain([Column::Note]), widest, cells, words);
    widen(&mut columns, &mut left, Column::Name, 20 + GAP);
    widen(&mut columns, &mut left, Column::Groups, 16 + GAP);
    widen(&mut columns, &mut left, Column::Phone, 15 + GAP);
    widen(&mut columns, &mut left, Column::Note, widest.note.min(24));
    widen(&mut columns, &mut left, Column::Name, widest.name.min(32) + GAP);
    widen(&mut columns, &mut left, Column::Groups, widest.groups.min(24) + GAP);
    widen(&mut columns, &mut left, Column::Email, widest.email.min(40) + GAP);
    give_to_last(columns, left)
}

/// The chosen columns that fit; what is left goes to the last.
fn by_hand(widest: ColumnWidths, chosen: &[Column], cells: usize, words: Words) -> Vec<FittedColumn> {
    let wanted = std::iter::once(Column::Name).chain(chosen.iter().copied());
    let (mut columns, mut left) = as_many_as_fit(wanted, widest, cells, words);
    widen(&mut columns, &mut left, Column::Name, widest.name.min(20) + GAP);
    widen(&mut columns, &mut left, Column::Groups, widest.groups.min(24) + GAP);
    widen(&mut columns, &mut left, Column::Phone, 15 + GAP);
    give_to_last(columns, left)
}

/// Of these columns, in their order, each that has room for the least of it; and the cells that are left. What does not
/// fit is left out whole: half a number is of no use.
fn as_many_as_fit(
    wanted: impl Iterator<Item = Column>,
    widest: ColumnWidths,
    cells: usize,
    words: Words,
) -> (Vec<FittedColumn>, usize) {
    let mut left = cells;
    let mut columns = Vec::new();
    for column in wanted {
        let cells = least_of(column, widest, words);
        if cells <= left {
            left -= cells;
            columns.push(FittedColumn { column, cells });
        }
    }
    (columns, left)
}

fn give_to_last(mut columns: Vec<FittedColumn>, left: usize) -> Vec<FittedColumn> {
    if let Some(last) = columns.last_mut() {
        last.cells += left;
    }
    columns
}

/// The fewest cells a column is worth having with. What is no prose is never cut.
fn least_of(column: Column, widest: ColumnWidths, words: Words) -> usize {
    let cells = match column {
        Column::Name => NAME,
        Column::Role => widest.role.clamp(width(&words.role()).max(8), 16),
        Column::Groups => GROUPS,
        Column::Phone => widest.phone.clamp(8, 24),
        Column::Email => widest.email.clamp(width(&words.email()), EMAIL),
        Column::Joined | Column::Updated => DAY,
        Column::Id => widest.id,
        Column::Note => return NOTE,
    };
    cells.max(width(&words.column(column))) + GAP
}

/// Gives a column that is there up to `cells` of those left.
fn widen(columns: &mut [FittedColumn], left: &mut usize, column: Column, cells: usize) {
    if let Some(shown) = columns.iter_mut().find(|shown| shown.column == column) {
        let more = cells.saturating_sub(shown.cells).min(*left);
        shown.cells += more;
        *left -= more;
    }
}

impl FittedColumn {
    /// Which column it is.
    pub(in crate::ui) fn column(&self) -> Column {
        self.column
    }

    /// Its name, and which way the rows are sorted by it.
    pub(in crate::ui) fn heading(&self, sort: Sort, words: Words) -> Span<'static> {
        let mark = match sort {
            Sort { by: Some(by), reversed } if self.column.place() == by => {
                if reversed {
                    " v"
                } else {
                    " ^"
                }
            }
            _ => "",
        };
        line::cell(&format!("{}{mark}", words.column(self.column)), self.cells, styles::DIM)
    }

    /// What stands in it for a member, with what the filter found standing out.
    pub(in crate::ui) fn of(
        &self,
        member: &Member,
        own: bool,
        members: &Members,
        style: Style,
        words: Words,
    ) -> Vec<Span<'static>> {
        let text: Text = match self.column {
            Column::Name => member_label::name(&member.name).to_owned().into(),
            Column::Role if member.is_active == Some(false) => words.inactive(),
            Column::Role => words.role_of(&member.role),
            Column::Groups => member.groups_in_a_row().into(),
            Column::Phone => self.whole(text(member.phone.as_ref())),
            Column::Email => self.whole(text(member.email.as_ref())),
            Column::Joined => self.whole(text(member.joined.as_ref())),
            Column::Updated => self.whole(text(member.updated.as_ref())),
            Column::Id => member.id.0.as_str().to_owned().into(),
            Column::Note => note(member, own, words).into(),
        };
        let gap = if self.column == Column::Note { 0 } else { GAP.min(self.cells) };
        let cells = self.cells - gap;
        let searched = |text: &str, cells, style| {
            line::searched(text, self.column.place(), cells, style, &members.filter)
        };
        let stands_out = own && style == styles::PLAIN;
        let you = words.you();
        let mut spans = match (self.column, text.strip_suffix(&*you)) {
            (Column::Name, _) if stands_out => searched(&text, cells, styles::OWN),
            (Column::Note, Some(before)) if stands_out && width(&text) <= cells => {
                let mut spans = searched(before, width(before), style);
                spans.push(line::cell(&you, cells - width(before), styles::OWN));
                spans
            }
            _ => searched(&text, cells, style),
        };
        spans.push(Span::styled(" ".repeat(gap), style));
        spans
    }

    /// A number or an address as it is, or nothing of it.
    fn whole(&self, text: String) -> Text {
        if width(&text) < self.cells { text.into() } else { CUT.into() }
    }
}

fn text(fact: Option<&impl ToString>) -> String {
    fact.map(ToString::to_string).unwrap_or_default()
}

/// The note, and the marks that have no column of their own.
fn note(member: &Member, own: bool, words: Words) -> String {
    let marks = marks(member, own, words);
    let note = member.note.iter().map(ToString::to_string);
    note.chain(marks.into_iter().map(Text::into_owned)).collect::<Vec<_>>().join("  ")
}
