//! Where things are on a screen of a size: every breakpoint and every rectangle of a screen's parts is here.
//!
//! The core uses it too, because moving by a page needs to know how many rows are visible.

use ratatui::layout::{Position, Rect, Size};

/// The smallest screen that shows anything of use.
pub const SMALLEST: Size = Size { width: 20, height: 5 };

/// The rows a detail below the table takes, borders and all.
const DETAIL_ROWS: u16 = 8;
/// The narrowest screen with a column for the email address.
const EMAIL: u16 = 120;
/// The columns a detail beside the table takes.
const DETAIL_COLUMNS: u16 = 42;
/// The narrowest screen with the selected member's to-dos beside both, and the columns they take there.
const WITH_TODOS: u16 = 160;
const TODO_COLUMNS: u16 = 40;
/// The widest table; what is left beyond goes to the to-dos.
const TABLE_COLUMNS: u16 = 140;

/// The narrowest top line that names the program.
const PROGRAM: u16 = 60;
/// The fewest cells of a list of to-dos that has a column for the project.
pub const TODO_PROJECT: usize = 56;
/// The same for the day that they are due.
pub const TODO_DUE: usize = 34;
/// The fewest cells of a list of several teams' to-dos that has a column for the team and the project.
pub const TODO_PLACE: usize = 60;
/// The fewest cells of a feed that has a column for who did it.
pub const EVENT_NAME: usize = 34;
/// The same for where it was done.
pub const EVENT_PLACE: usize = 70;
/// The fewest cells of a list of projects that says what they are for.
pub const PROJECT_DESCRIPTION: usize = 56;
/// The fewest cells of a list of notifications that names the team.
pub const NEWS_TEAM: usize = 64;
/// The same for when they came.
pub const NEWS_WHEN: usize = 34;
/// The fewest cells of a panel of facts that has a column for their names.
pub const FACT_NAMES: usize = 50;
/// The fewest cells of a message that has its time beside it.
pub const MESSAGE_TIME: usize = 30;

/// How much a screen can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// Only a message that it is too small.
    None,
    /// Names (20 to 39 columns).
    Names,
    /// Names and roles (40 to 59 columns).
    Narrow,
    /// A table, a detail below it if the screen is high enough (60 to 99 columns).
    Table,
    /// A table and a detail beside it (100 columns and more), and the selected member's to-dos beside that (160
    /// columns and more).
    Wide,
}

impl Room {
    /// How much a screen of this size can show.
    pub fn of(size: Size) -> Self {
        match size.width {
            _ if size.width < SMALLEST.width || size.height < SMALLEST.height => Self::None,
            0..40 => Self::Names,
            40..60 => Self::Narrow,
            60..100 => Self::Table,
            100.. => Self::Wide,
        }
    }
}

/// Which parts the screen should have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaneRequest {
    /// A line for the filter.
    pub filter: bool,
    /// A detail beside or below the list.
    pub detail: bool,
}

/// The parts of a browsing screen. A part without room has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// How much there is.
    pub room: Room,
    /// The program's name and the breadcrumb.
    pub header: Rect,
    /// The filter's line.
    pub filter: Rect,
    /// The list with its border and headings.
    pub list: Rect,
    /// Whether panes have borders.
    pub bordered: bool,
    /// Whether the list has a line of headings.
    pub headings: bool,
    /// The detail, borders and all.
    pub detail: Rect,
    /// The selected member's to-dos, borders and all, where they have a place of their own.
    pub todos: Rect,
    /// All between the filter's line and the status bar, for what has the whole screen.
    pub whole: Rect,
    /// The status bar.
    pub status: Rect,
}

impl Areas {
    /// The parts of a screen of a size.
    pub fn of(size: Size, wish: PaneRequest) -> Self {
        let room = Room::of(size);
        let bordered = room >= Room::Table && size.height >= 12;
        let full = Rect::new(0, 0, size.width, size.height);
        let row = |y: u16, height: u16| Rect { y, height, ..full }.intersection(full);
        let filter_rows = u16::from(wish.filter);
        let top = 1 + filter_rows;
        let body = row(top, size.height.saturating_sub(top + 1));
        let (list, detail) = match room {
            _ if !wish.detail || !bordered => (body, Rect::ZERO),
            Room::Wide => {
                let width = body.width - DETAIL_COLUMNS - todo_columns(body.width);
                let beside = Rect { x: body.x + width, width: DETAIL_COLUMNS, ..body };
                (Rect { width, ..body }, beside)
            }
            Room::Table if size.height >= 20 => {
                let height = body.height - DETAIL_ROWS;
                let below = Rect { y: body.y + height, height: DETAIL_ROWS, ..body };
                (Rect { height, ..body }, below)
            }
            Room::Table | Room::Narrow | Room::Names | Room::None => (body, Rect::ZERO),
        };
        let todos = match room {
            Room::Wide if !detail.is_empty() => {
                Rect { x: detail.right(), width: body.right() - detail.right(), ..body }
            }
            Room::Wide | Room::Table | Room::Narrow | Room::Names | Room::None => Rect::ZERO,
        };
        Self {
            room,
            header: row(0, 1),
            filter: row(1, filter_rows),
            list,
            bordered,
            headings: bordered,
            detail,
            todos,
            whole: body,
            status: row(size.height.saturating_sub(1), 1),
        }
    }

    /// The parts of a screen of to-dos: nothing stands below the list, and it has no headings.
    pub fn todos(size: Size, wish: PaneRequest) -> Self {
        let areas = Self::of(size, PaneRequest { detail: false, ..wish });
        let body = areas.list;
        let beside = wish.detail && areas.bordered && areas.room == Room::Wide;
        let width = body.width - if beside { DETAIL_COLUMNS } else { 0 };
        let detail = Rect { x: body.x + width, width: body.width - width, ..body };
        let detail = if beside { detail } else { Rect::ZERO };
        Self { list: Rect { width, ..body }, detail, headings: false, ..areas }
    }

    /// The parts of the team picker: its list is a box with space around it where there is room.
    pub fn picker(size: Size, filter: bool) -> Self {
        let mut areas = Self::of(size, PaneRequest { filter, detail: false });
        if areas.bordered {
            let body = areas.list;
            let width = if areas.room == Room::Wide { 80 } else { body.width - 4 };
            let height = (body.height - 2).min(16);
            let x = body.x + (body.width - width) / 2;
            areas.list = Rect { x, y: body.y + 1, width, height }.intersection(body);
        }
        areas
    }

    /// The pane of a form: with space around it where there is room, and no higher than a form is.
    pub fn form(&self) -> Rect {
        let body = self.list;
        if !self.bordered {
            return body;
        }
        let space = if self.room == Room::Wide { 12 } else { 2 };
        let y = body.y + u16::from(body.height >= 22);
        Rect { x: space, y, width: body.width - 2 * space, height: body.height.min(21) }
    }

    /// Whether the top line names the program.
    pub fn names_program(header: Rect) -> bool {
        header.width >= PROGRAM
    }

    /// Whether a detail is so low and wide that its facts stand side by side.
    pub fn pairs_facts(inside: Rect) -> bool {
        inside.width >= 70 && inside.height < 8
    }

    /// Whether a detail has room beside or below the list.
    pub fn has_detail(size: Size) -> bool {
        !Self::of(size, PaneRequest { filter: false, detail: true }).detail.is_empty()
    }

    /// What is left of an area within its border, if it has one.
    pub fn inside(area: Rect, bordered: bool) -> Rect {
        if !bordered {
            return area;
        }
        let (width, height) = (area.width.saturating_sub(2), area.height.saturating_sub(2));
        Rect { x: area.x.saturating_add(1), y: area.y.saturating_add(1), width, height }.intersection(area)
    }

    /// How many rows of the list show.
    pub fn rows(&self) -> usize {
        let borders = if self.bordered { 2 } else { 0 };
        usize::from(self.list.height.saturating_sub(borders + u16::from(self.headings)))
    }

    /// The row of the list at this cell, counted from the first that shows.
    pub fn row_at(&self, place: Position) -> Option<usize> {
        let first = self.list.y + u16::from(self.bordered) + u16::from(self.headings);
        let row = usize::from(place.y.checked_sub(first)?);
        (self.list.contains(place) && row < self.rows()).then_some(row)
    }

    /// Whether the table may have a column for the email address.
    pub fn has_email_column(&self) -> bool {
        self.header.width >= EMAIL
    }

    /// How many choices of a menu show at most.
    pub fn menu_rows(size: Size) -> usize {
        let areas = Self::of(size, PaneRequest::default());
        let borders = if areas.bordered { 2 } else { 0 };
        usize::from(areas.whole.height.saturating_sub(borders))
    }

    /// How many cells the prose of an overlay has on the whole screen: the borders, and a space on either side.
    pub fn prose_cells(size: Size) -> usize {
        let areas = Self::of(size, PaneRequest::default());
        usize::from(areas.whole.width).saturating_sub(if areas.bordered { 4 } else { 2 })
    }

    /// How many actions the palette shows at most, in one column.
    pub fn palette_rows(size: Size) -> usize {
        Self::menu_rows(size).saturating_sub(1)
    }

    /// How many of the messages show at most: half of the height, the rest is for the selected one.
    pub fn message_rows(size: Size) -> usize {
        (Self::menu_rows(size) / 2).max(1)
    }

    /// A box in the middle of the screen for something that lies over it.
    pub fn over(size: Size, width: u16, height: u16) -> Rect {
        let full = Rect::new(0, 0, size.width, size.height);
        let (width, height) = (width.min(size.width), height.min(size.height));
        Rect { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height }.intersection(full)
    }
}

/// The width of the to-dos beside a table and a detail on a screen this wide. It grows with the screen, slower than
/// the table's until that has its full width.
fn todo_columns(width: u16) -> u16 {
    let least = TABLE_COLUMNS + DETAIL_COLUMNS;
    match width {
        ..WITH_TODOS => 0,
        WITH_TODOS..240 => TODO_COLUMNS + (width - WITH_TODOS) * 18 / 80,
        240.. => width - least,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ever_lies_outside_the_screen_or_over_another_part() {
        for width in 0..=300 {
            for height in 0..=60 {
                for wish in [(false, false), (true, false), (false, true), (true, true)] {
                    let size = Size { width, height };
                    let wish = PaneRequest { filter: wish.0, detail: wish.1 };
                    let full = Rect::new(0, 0, width, height);
                    let picker = Areas::picker(size, wish.filter);
                    for areas in [Areas::of(size, wish), Areas::todos(size, wish), picker] {
                        let Areas { header, filter, list, detail, todos, status, .. } = areas;
                        let parts = [header, filter, list, detail, todos, status];
                        assert_eq!(areas.whole.intersection(areas.list), areas.list, "{size:?} {areas:?}");
                        assert!(!areas.whole.intersects(areas.header), "{size:?} {areas:?}");
                        assert!(!areas.whole.intersects(areas.filter), "{size:?} {areas:?}");
                        for part in parts {
                            assert_eq!(part.intersection(full), part, "{size:?} {areas:?}");
                        }
                        if areas.room != Room::None {
                            let overlap =
                                |a: Rect, b: Rect| !a.is_empty() && !b.is_empty() && a.intersects(b);
                            for (at, a) in parts.iter().enumerate() {
                                for b in &parts[at + 1..] {
                                    assert!(!overlap(*a, *b), "{size:?} {areas:?}");
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_usual_sizes_have_the_rows_of_the_drawn_screens() {
        let wish = PaneRequest { filter: false, detail: true };
        let small = Areas::of(Size { width: 80, height: 24 }, wish);
        assert_eq!((small.rows(), small.detail.height), (11, 8));
        let big = Areas::of(Size { width: 120, height: 40 }, wish);
        assert_eq!((big.rows(), big.detail.width), (35, 42));
        let todos = Areas::todos(Size { width: 120, height: 40 }, wish);
        assert_eq!((todos.rows(), todos.list.width, todos.detail.width), (36, 78, 42));
        assert!(Areas::todos(Size { width: 80, height: 24 }, wish).detail.is_empty());
    }

    #[test]
    fn a_wide_screen_has_room_for_the_to_dos_and_the_table_stops_at_140_columns() {
        let wish = PaneRequest { filter: false, detail: true };
        for (width, table, todos) in
            [(159, 117, 0), (160, 78, 40), (200, 109, 49), (239, 140, 57), (240, 140, 58), (300, 140, 118)]
        {
            let areas = Areas::of(Size { width, height: 50 }, wish);
            assert_eq!((areas.list.width, areas.todos.width), (table, todos), "{width}");
        }
        let hidden = Areas::of(Size { width: 200, height: 50 }, PaneRequest { filter: false, detail: false });
        assert_eq!((hidden.list.width, hidden.todos.width), (200, 0));
    }
}
