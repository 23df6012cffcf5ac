//! The member table: one row a member, as many columns as fit.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::login::scrolled;
use super::person::{self, groups, marks};
use super::words::{Text, Words};
use super::{detail, header, line, pane, theme, trouble};
use crate::app::State;
use crate::app::areas::{Areas, Room};
use crate::app::desk::Desk;
use crate::app::filter::Filter;
use crate::app::members::{Members, Progress};
use crate::base::measure::{fit, width};
use crate::base::text::SafeText;
use crate::tower::failure::Failure;
use crate::tower::model::{Member, User};

/// A column that would get fewer cells than this is left out, not squeezed.
const LEAST: usize = 6;

/// The fewest cells for what is typed into the filter.
const TYPED: usize = 8;

/// The most cells for the name of the account.
const ACCOUNT: usize = 20;

pub(super) fn draw(state: &State, desk: &Desk, words: Words, frame: &mut Frame<'_>) {
    let Some(members) = &desk.members else { return };
    let areas = desk.areas(state.size);
    let right = corner(state, desk, members, areas, words);
    if areas.room == Room::Names {
        header::draw(frame, areas.header, &words.members(), right);
    } else {
        let rest = format!(" › {}", words.members());
        header::draw_within(frame, areas.header, person::name(&members.team.name), &rest, right);
    }
    filter_line(frame, areas.filter, &members.filter, members.count(), members.unfiltered(), words);
    if members.zoomed {
        return detail::draw(frame, areas.whole, areas.bordered, members, &words.close_detail(), words);
    }
    table(state, desk, members, areas, words, frame);
    detail::draw(frame, areas.detail, true, members, &words.hide_detail(), words);
}

/// How fresh the list is and whose account reads it; on a narrow screen, the place in the list.
fn corner(state: &State, desk: &Desk, members: &Members, areas: Areas, words: Words) -> Vec<Span<'static>> {
    if areas.room < Room::Table {
        return vec![Span::raw(position(members))];
    }
    let age = members.list.age(state.now);
    let mut spans = match (age, members.list.failure()) {
        (None, _) => Vec::new(),
        (Some(age), _) if !desk.session.is_live() => vec![Span::styled(words.read(age), theme::DIM)],
        // Why there is no token stands in the status bar.
        (Some(age), Some(Failure::NoToken)) => vec![Span::styled(words.old(age), theme::WARN)],
        (Some(_), Some(failure)) if is_partial(members) => {
            vec![Span::styled(format!("! {}", words.failure(failure)), theme::WARN)]
        }
        (Some(age), Some(failure)) => {
            let why = format!("! {}", words.failure(failure));
            vec![Span::raw(words.old(age)), Span::raw(" "), Span::styled(why, theme::WARN)]
        }
        (Some(age), None) => vec![Span::styled(words.updated(age), theme::DIM)],
    };
    let account = account(desk);
    if !account.is_empty() {
        spans.push(Span::raw("  "));
        spans.extend(account);
    }
    spans
}

/// Whose account it is.
pub(super) fn account(desk: &Desk) -> Vec<Span<'static>> {
    let name = |user: &User| Span::raw(fit(person::name(&user.nickname), ACCOUNT).into_owned());
    desk.account.value().map(name).into_iter().collect()
}

fn position(members: &Members) -> String {
    match members.count() {
        0 => "0".to_owned(),
        count => format!("{}/{count}", members.cursor.selected + 1),
    }
}

/// The line of the filter, where one is typed or in force.
pub(super) fn filter_line(
    frame: &mut Frame<'_>,
    area: Rect,
    filter: &Filter,
    kept: usize,
    all: usize,
    words: Words,
) {
    if area.is_empty() {
        return;
    }
    // The more telling first: what is typed needs its cells more than either.
    let mut right = vec![
        Span::styled(format!("{kept}/{all} "), theme::DIM),
        Span::styled(format!(" {} ", words.clear_filter()), theme::DIM),
    ];
    let room = |right: &[Span<'_>]| {
        usize::from(area.width).saturating_sub(4 + right.iter().map(Span::width).sum::<usize>())
    };
    while room(&right) < TYPED && right.pop().is_some() {}
    let cells = room(&right);
    let scroll = filter.field.scroll(cells);
    let text = scrolled(filter.field.text(), scroll);
    let left = vec![Span::styled(" / ", theme::KEY), line::cell(&text, cells, theme::PLAIN)];
    line::put(frame, area, 0, &line::ends(left, right, usize::from(area.width)));
    if filter.editing {
        let x = u16::try_from(3 + filter.field.caret().saturating_sub(scroll)).unwrap_or(u16::MAX);
        let caret = Position { x: area.x.saturating_add(x), y: area.y };
        if area.contains(caret) {
            frame.set_cursor_position(caret);
        }
    }
}

fn table(state: &State, desk: &Desk, members: &Members, areas: Areas, words: Words, frame: &mut Frame<'_>) {
    let room = usize::from(areas.list.width).saturating_sub(8);
    let labels = pane::Labels {
        title: pane::title(words.members()),
        top_right: position(members),
        bottom_right: bottom(state, desk, members, room, words),
    };
    let inside = pane::draw_list(frame, areas.list, areas.bordered, members.count() == 0, labels);
    if trouble::instead(frame, inside, &members.list, desk, state.now, words) {
        return;
    }
    let columns = columns(members, usize::from(inside.width), areas, words);
    let body = if areas.headings {
        let heads =
            columns.iter().map(|column| line::cell(&column.kind.heading(words), column.cells, theme::DIM));
        line::put(frame, inside, 0, &std::iter::once(Span::raw(" ")).chain(heads).collect());
        Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
    } else {
        inside
    };
    if members.list.value().is_some_and(|roster| roster.progress == Progress::Whole) && members.loaded() == 0
    {
        return pane::message(frame, body, &[Line::raw(words.no_members())]);
    }
    for ((row, member), y) in members.visible().zip(0..body.height) {
        let selected = row == members.cursor.selected;
        line::put(frame, body, y, &one_row(member, members, selected, &columns, words));
    }
}

fn is_partial(members: &Members) -> bool {
    members.list.value().is_some_and(|roster| roster.progress == Progress::Partial)
}

/// What the lower border says: what is missing, coming, or hidden.
fn bottom(state: &State, desk: &Desk, members: &Members, room: usize, words: Words) -> Vec<Span<'static>> {
    let inactive = (members.inactive() > 0 || members.show_inactive)
        .then(|| Span::raw(words.inactive_count(members.inactive(), members.show_inactive)));
    if is_partial(members) {
        return partial(desk, members, inactive, room, words);
    }
    if members.count() == 0 && !members.filter.is_empty() {
        return vec![Span::raw(words.no_match(members.filter.field.text().trim()))];
    }
    let progress = trouble::progress(&members.list, &words.members(), state.now, words);
    if progress.is_empty() { inactive.into_iter().collect() } else { progress }
}

/// How far the list has come, why it goes no further, and where there is room, why it shows fewer rows.
fn partial(
    desk: &Desk,
    members: &Members,
    inactive: Option<Span<'static>>,
    room: usize,
    words: Words,
) -> Vec<Span<'static>> {
    let (page, pages) = members.page();
    let loaded = Span::raw(words.loaded(members.loaded(), page.saturating_sub(1), pages));
    let halted = if !desk.session.is_live() {
        Some(words.sign_in_again())
    } else if members.list.failure().is_some() {
        Some(words.page_failed(page))
    } else if members.list.request().is_none() {
        Some(words.given_up())
    } else {
        None
    };
    let gap = || Span::raw("  ");
    let halted = halted.map(|text| vec![gap(), Span::styled(text, theme::STRONG)]).unwrap_or_default();
    let cells = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
    let inactive = inactive.map(|text| vec![gap(), text]).unwrap_or_default();
    let fits = loaded.width() + cells(&inactive) + cells(&halted) <= room;
    let inactive = if fits { inactive } else { Vec::new() };
    std::iter::once(loaded).chain(inactive).chain(halted).collect()
}

fn one_row(
    member: &Member,
    members: &Members,
    selected: bool,
    columns: &[Column],
    words: Words,
) -> Line<'static> {
    let style = match (selected, member.is_active) {
        (true, _) => theme::SELECTED,
        (false, Some(false)) => theme::DIM,
        (false, _) => theme::PLAIN,
    };
    let mark = if selected { "›" } else { " " };
    let own = members.own.as_ref() == Some(&member.id);
    let mut spans = Vec::with_capacity(columns.len() + 1);
    spans.push(Span::styled(mark, style));
    spans.extend(columns.iter().map(|column| column.of(member, own, style, words)));
    Line::from(spans)
}

/// A column and its cells, the space behind it counted in.
struct Column {
    kind: Kind,
    cells: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Role,
    Groups,
    Phone,
    Note,
}

impl Kind {
    fn heading(self, words: Words) -> Text {
        match self {
            Self::Name => words.name(),
            Self::Role => words.role(),
            Self::Groups => words.groups(),
            Self::Phone => words.phone(),
            Self::Note => words.note(),
        }
    }
}

impl Column {
    fn of(&self, member: &Member, own: bool, style: Style, words: Words) -> Span<'static> {
        let text: Text = match self.kind {
            Kind::Name => person::name(&member.name).to_owned().into(),
            Kind::Role if member.is_active == Some(false) => words.inactive(),
            Kind::Role => words.role_of(&member.role),
            Kind::Groups => groups(member).into(),
            Kind::Phone => member.phone.as_ref().map_or("", SafeText::as_str).to_owned().into(),
            Kind::Note => note(member, own, words).into(),
        };
        let gap = usize::from(self.kind != Kind::Note);
        let mut text = crate::base::measure::pad(&text, self.cells.saturating_sub(gap));
        text.push_str(if gap == 1 { " " } else { "" });
        Span::styled(text, style)
    }
}

/// The note, and the marks that have no column of their own.
fn note(member: &Member, own: bool, words: Words) -> String {
    let marks = marks(member, own, words);
    member
        .note
        .iter()
        .map(ToString::to_string)
        .chain(marks.into_iter().map(Text::into_owned))
        .collect::<Vec<_>>()
        .join("  ")
}

/// The columns that fit into `cells`, most important first.
fn columns(members: &Members, cells: usize, areas: Areas, words: Words) -> Vec<Column> {
    let mut left = cells.saturating_sub(1);
    let kinds: &[Kind] = match areas.room {
        Room::None | Room::Names => &[Kind::Name],
        Room::Narrow => &[Kind::Name, Kind::Role],
        Room::Table | Room::Wide => &[Kind::Name, Kind::Role, Kind::Groups, Kind::Phone, Kind::Note],
    };
    let rows = areas.rows();
    let shown = || members.visible().take(rows).map(|(_, member)| member);
    let widest = |of: &dyn Fn(&Member) -> usize| shown().map(of).max().unwrap_or(0);
    let mut columns = Vec::with_capacity(kinds.len());
    for kind in kinds {
        let wish = match kind {
            Kind::Name if kinds.len() < 3 => left.saturating_sub(if kinds.len() == 2 { 13 } else { 0 }),
            Kind::Name => widest(&|member| width(member.name.as_str())).clamp(20, 32) + 1,
            Kind::Role => width(&words.role()).max(8) + 1,
            Kind::Groups => widest(&|member| width(&groups(member))).clamp(16, 24) + 1,
            Kind::Phone => {
                widest(&|member| member.phone.as_ref().map_or(0, |phone| width(phone.as_str()))).clamp(15, 20)
                    + 1
            }
            Kind::Note => left,
        };
        let cells = wish.min(left);
        if cells < LEAST && !columns.is_empty() {
            break;
        }
        left -= cells;
        columns.push(Column { kind: *kind, cells });
    }
    columns
}
