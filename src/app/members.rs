//! The members of a team: the pages as they come, the rows that show, and the one selected.

use std::collections::HashSet;

use super::cursor::{Cursor, Motion};
use super::filter::{Filter, folded};
use super::remote::Remote;
use crate::base::measure::width;
use crate::base::request::RequestId;
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::tower::call::Call;
use crate::tower::failure::Failure;
use crate::tower::model::{Member, MemberId, MemberPage, Role, Team};

/// More pages than any team has: a Tower that never ends its list does not keep us for ever.
const PAGE_CAP: u32 = 500;

/// One team's members.
#[derive(Debug)]
pub struct Members {
    /// Whose members.
    pub team: Team,
    /// What Tower said so far.
    pub list: Remote<Roster>,
    /// Which of them is the account's own.
    pub own: Option<MemberId>,
    /// Where in the shown rows the person is.
    pub cursor: Cursor,
    /// What is typed to find a member.
    pub filter: Filter,
    /// Members who no longer take part show too.
    pub show_inactive: bool,
    /// The detail of the selected member stands beside or below the table where there is room.
    pub detail: bool,
    /// The detail has the whole screen.
    pub zoomed: bool,
    shown: Vec<usize>,
    unfiltered: usize,
    inactive: usize,
    selected: Option<MemberId>,
    walk: Walk,
}

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
}

#[derive(Debug)]
struct Row {
    member: Member,
    cells: Cells,
    /// What the filter searches.
    text: String,
}

/// The way through the pages.
#[derive(Debug, Default)]
struct Walk {
    /// The page asked for last.
    page: u32,
    /// How many there are, if Tower said.
    pages: Option<u32>,
    seen: HashSet<MemberId>,
    /// Rows collected behind a list that is whole and stays on the screen until the new one is.
    behind: Option<Vec<Row>>,
}

impl Members {
    /// The members of a team, of whom nothing is known yet.
    pub fn of(team: Team) -> Self {
        Self {
            team,
            list: Remote::default(),
            own: None,
            cursor: Cursor::default(),
            filter: Filter::default(),
            show_inactive: false,
            detail: true,
            zoomed: false,
            shown: Vec::new(),
            unfiltered: 0,
            inactive: 0,
            selected: None,
            walk: Walk::default(),
        }
    }

    /// Starts from the first page, or goes on with the page that failed. Returns the call to make and the
    /// request it replaces.
    pub fn load(&mut self, request: RequestId, now: Now) -> (Call, Option<RequestId>) {
        let whole = self.list.value().is_some_and(|roster| roster.progress == Progress::Whole);
        // What has come of a list is not given up for its first page.
        let goes_on = self.walk.page > 1 && (!whole || self.list.failure().is_some());
        if !goes_on {
            self.walk = Walk { page: 1, behind: whole.then(Vec::new), ..Walk::default() };
        }
        let replaced = self.list.begin(request, now);
        (self.call(), replaced)
    }

    fn call(&self) -> Call {
        Call::Members { team: self.team.id.clone(), page: self.walk.page }
    }

    /// A page came, or did not. Returns the call for the next page, to be made under `next`.
    pub fn on_page(
        &mut self,
        result: Result<MemberPage, Failure>,
        next: impl FnOnce() -> RequestId,
        now: Now,
        sway: f64,
    ) -> Option<(RequestId, Call)> {
        let page = match result {
            Ok(page) => page,
            Err(why) => {
                self.list.failed(why, now, sway);
                return None;
            }
        };
        self.walk.pages = page.pages.or(self.walk.pages);
        let ends = self.take_in(page, now);
        if ends {
            return None;
        }
        self.walk.page += 1;
        let request = next();
        self.list.begin(request, now);
        Some((request, self.call()))
    }

    /// Takes a page's members in; whether it was the last.
    fn take_in(&mut self, page: MemberPage, now: Now) -> bool {
        let is_last = page.is_last;
        let seen = &mut self.walk.seen;
        let new: Vec<Row> =
            page.members.into_iter().filter(|member| seen.insert(member.id.clone())).map(Row::of).collect();
        // A page past the end may say that the first one follows: only new members carry the walk on.
        let ends = is_last || new.is_empty() || self.walk.page >= PAGE_CAP;
        let mut rows = match self.walk.behind.take() {
            Some(behind) => behind,
            None if self.walk.page > 1 => self.list.value_mut().map(Roster::take).unwrap_or_default(),
            None => Vec::new(),
        };
        rows.extend(new);
        let whole_shows = self.list.value().is_some_and(|roster| roster.progress == Progress::Whole);
        if ends {
            self.list.arrived(Roster::of(rows, Progress::Whole), now);
        } else if whole_shows {
            self.walk.behind = Some(rows);
        } else {
            self.list.arrived(Roster::of(rows, Progress::Partial), now);
        }
        ends
    }

    /// The page asked for last and how many there are.
    pub fn page(&self) -> (u32, Option<u32>) {
        (self.walk.page, self.walk.pages)
    }

    /// How many members have come.
    pub fn loaded(&self) -> usize {
        self.list.value().map_or(0, |roster| roster.rows.len())
    }

    /// How many rows would show without a filter.
    pub fn unfiltered(&self) -> usize {
        self.unfiltered
    }

    /// The cells of the widest texts that have come, whether they show or not.
    pub fn widest(&self) -> Cells {
        self.list.value().map_or_else(Cells::default, |roster| roster.widest)
    }

    /// How many of those who have come no longer take part.
    pub fn inactive(&self) -> usize {
        self.inactive
    }

    /// How many rows show.
    pub fn count(&self) -> usize {
        self.shown.len()
    }

    /// The selected member.
    pub fn selected(&self) -> Option<&Member> {
        self.at(*self.shown.get(self.cursor.selected)?)
    }

    fn at(&self, place: usize) -> Option<&Member> {
        self.list.value()?.rows.get(place).map(|row| &row.member)
    }

    /// The members that show, from the first row on the screen, with their row.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &Member)> {
        let rows = self.shown.iter().enumerate().skip(self.cursor.offset);
        rows.filter_map(|(row, place)| Some((row, self.at(*place)?)))
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion, rows: usize) {
        self.cursor.go(motion, self.shown.len(), rows);
        self.selected = self.selected().map(|member| member.id.clone());
    }

    /// Works out anew which rows show. The selection stays on its member, or goes to the nearest row left.
    pub fn refit(&mut self, rows: usize) {
        let all = self.list.value().map_or(&[][..], |roster| roster.rows.as_slice());
        let has_left = |row: &Row| row.member.is_active == Some(false);
        self.inactive = all.iter().filter(|row| has_left(row)).count();
        let places = all.iter().enumerate().filter(|(_, row)| self.show_inactive || !has_left(row));
        self.unfiltered = places.clone().count();
        self.shown = places.filter(|(_, row)| self.filter.keeps(&row.text)).map(|(place, _)| place).collect();
        let is_selected =
            |place: &usize| all.get(*place).is_some_and(|row| Some(&row.member.id) == self.selected.as_ref());
        if let Some(row) = self.shown.iter().position(is_selected) {
            self.cursor.selected = row;
        }
        self.cursor.fit(self.shown.len(), rows);
        if self.selected.is_none() {
            self.selected = self.selected().map(|member| member.id.clone());
        }
    }

    /// Keeps the selection on the screen after the screen has changed.
    pub fn fit(&mut self, rows: usize) {
        self.cursor.fit(self.shown.len(), rows);
    }
}

impl Roster {
    fn of(rows: Vec<Row>, progress: Progress) -> Self {
        let widest = rows.iter().fold(Cells::default(), |widest, row| widest.or(row.cells));
        Self { rows, widest, progress }
    }

    fn take(&mut self) -> Vec<Row> {
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
        }
    }
}

impl Row {
    fn of(member: Member) -> Self {
        let role = match &member.role {
            Role::Owner => "owner 拥有者",
            Role::Admin => "admin 管理员",
            Role::Member => "member 成员",
            Role::Other(word) => word.as_str(),
        };
        let rest = [&member.phone, &member.note, &member.email];
        let texts = member.groups.iter().chain(rest.into_iter().flatten()).map(SafeText::as_str);
        let texts: Vec<String> = [member.name.as_str(), role].into_iter().chain(texts).map(folded).collect();
        Self { text: texts.join(" "), cells: Cells::of(&member), member }
    }
}
