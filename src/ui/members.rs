//! The member table: one row a member, as many columns as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::columns::{self, Shown};
use super::words::Words;
use super::{detail, header, line, member_todos, pane, person, theme, trouble};
use crate::app::State;
use crate::app::areas::{Areas, Room};
use crate::app::desk::Desk;
use crate::app::finding::Filter;
use crate::app::keymap::{Action, Mode};
use crate::app::members::Members;
use crate::app::roster::Progress;
use crate::base::measure::{fit, pad};
use crate::tower::failure::Failure;
use crate::tower::model::{Member, User};

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
    filter_line(
        frame,
        areas.filter,
        &members.filter,
        &format!("{}/{}", members.count(), members.unfiltered()),
        state,
        words,
    );
    if members.zoomed {
        return detail::draw(frame, areas, state, desk, words);
    }
    table(state, desk, members, areas, words, frame);
    detail::draw(frame, areas, state, desk, words);
    member_todos::draw(frame, areas.todos, state, desk, words);
}

/// How fresh the list is and whose account reads it; on a narrow screen, the place in the list.
fn corner(state: &State, desk: &Desk, members: &Members, areas: Areas, words: Words) -> Vec<Span<'static>> {
    if areas.room < Room::Table {
        return vec![Span::raw(position(members))];
    }
    let mut spans = match members.list.failure() {
        Some(why) if is_partial(members) && desk.session.is_live() && *why != Failure::NoToken => {
            vec![Span::styled(format!("! {}", words.failure(why)), theme::WARN)]
        }
        _ => trouble::freshness(&members.list, desk, state.now, words),
    };
    if members.unreadable() > 0 {
        let unreadable = format!("  ! {}", words.unreadable_entries(members.unreadable()));
        spans.push(Span::styled(unreadable, theme::WARN));
    }
    let account = account(desk);
    if !account.is_empty() {
        spans.push(Span::raw("  "));
        spans.extend(account);
    }
    spans
}

/// Whose account it is.
pub(super) fn account(desk: &Desk) -> Vec<Span<'static>> {
    let name =
        |user: &User| Span::styled(fit(person::name(&user.nickname), ACCOUNT).into_owned(), theme::ACCENT);
    desk.account.value().map(name).into_iter().collect()
}

fn position(members: &Members) -> String {
    match members.count() {
        0 => "0".to_owned(),
        count => format!("{}/{count}", members.cursor.selected + 1),
    }
}

/// The line of the filter, where one is typed or in force, and how many of how many it keeps.
pub(super) fn filter_line(
    frame: &mut Frame<'_>,
    area: Rect,
    filter: &Filter,
    kept: &str,
    state: &State,
    words: Words,
) {
    if area.is_empty() {
        return;
    }
    // The more telling first: what is typed needs its cells more than either.
    let mut right = vec![
        Span::styled(format!("{kept} "), theme::DIM),
        Span::styled(format!(" {} ", words.clear_filter(&state.key(Mode::Filter, Action::Back))), theme::DIM),
    ];
    let room = |right: &[Span<'_>]| {
        usize::from(area.width).saturating_sub(4 + right.iter().map(Span::width).sum::<usize>())
    };
    while room(&right) < TYPED && right.pop().is_some() {}
    let cells = room(&right);
    let left = vec![Span::styled(" /", theme::KEY)];
    line::put(frame, area, 0, &line::ends(left, right, usize::from(area.width)));
    let cells = u16::try_from(cells).unwrap_or(area.width);
    let field =
        Rect { x: area.x.saturating_add(2), width: cells.saturating_add(2), ..area }.intersection(area);
    line::field(frame, field, &filter.field, filter.editing);
}

fn table(state: &State, desk: &Desk, members: &Members, areas: Areas, words: Words, frame: &mut Frame<'_>) {
    let room = usize::from(areas.list.width).saturating_sub(8);
    let labels = pane::Labels {
        title: pane::title(words.members()),
        top_right: position(members),
        bottom_right: bottom(state, desk, members, room, words),
    };
    let inside = pane::draw_list(frame, areas.list, areas.bordered, members.count() == 0, labels);
    if trouble::instead(frame, inside, &members.list, desk, state, words) {
        return;
    }
    let key = |action| state.key(Mode::Members, action);
    // The eye needs no space behind the mark of the selected row.
    let mark = if state.look.accessible { 2 } else { 1 };
    let cells = usize::from(inside.width).saturating_sub(mark);
    let columns = columns::fitting(members, cells, areas, words);
    let body = if areas.headings {
        let heads = columns.iter().map(|column| column.heading(members.sort, words));
        let indent = Span::raw(" ".repeat(mark));
        line::put(frame, inside, 0, &std::iter::once(indent).chain(heads).collect());
        Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
    } else {
        inside
    };
    if members.list.value().is_some_and(|roster| roster.progress == Progress::Whole) && members.loaded() == 0
    {
        return pane::message(frame, body, &[Line::raw(words.no_members(&key(Action::SwitchTeam)))]);
    }
    for ((row, member), y) in members.visible().zip(0..body.height) {
        let selected = row == members.cursor.selected;
        let mark = if selected { pad("›", mark) } else { " ".repeat(mark) };
        let row = one_row(member, members, selected, mark, &columns, words);
        line::row(frame, body, y, &row, selected && state.follows(Mode::Members));
    }
}

fn is_partial(members: &Members) -> bool {
    members.list.value().is_some_and(|roster| roster.progress == Progress::Partial)
}

/// What the lower border says: what is missing, coming, or hidden.
fn bottom(state: &State, desk: &Desk, members: &Members, room: usize, words: Words) -> Vec<Span<'static>> {
    let inactive = (members.inactive() > 0 || members.show_inactive)
        .then(|| {
            words.inactive_count(
                members.inactive(),
                members.show_inactive,
                &state.key(Mode::Members, Action::Inactive),
            )
        })
        .map(Span::raw);
    if is_partial(members) {
        return partial(state, desk, members, inactive, room, words);
    }
    if members.count() == 0 && !members.filter.is_empty() {
        return vec![Span::raw(
            words.no_match(members.filter.field.text().trim(), &state.key(Mode::Filter, Action::Back)),
        )];
    }
    let progress = trouble::progress(&members.list, &words.members(), state, words);
    if progress.is_empty() { inactive.into_iter().collect() } else { progress }
}

/// How far the list has come, why it goes no further, and where there is room, why it shows fewer rows.
fn partial(
    state: &State,
    desk: &Desk,
    members: &Members,
    inactive: Option<Span<'static>>,
    room: usize,
    words: Words,
) -> Vec<Span<'static>> {
    let (page, pages) = members.pages();
    let loaded = Span::raw(words.loaded(members.loaded(), page, pages));
    let key = |action| state.key(Mode::Members, action);
    let halted = if !desk.session.is_live() {
        Some(words.sign_in_again(&key(Action::SignIn)))
    } else if members.list.failure().is_some() {
        Some(words.page_failed(members.failed_page().unwrap_or(page + 1), &key(Action::Refresh)))
    } else if !members.is_loading() {
        Some(words.given_up(&key(Action::Refresh)))
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
    mark: String,
    columns: &[Shown],
    words: Words,
) -> Line<'static> {
    let style = match (selected, member.is_active) {
        (true, _) => theme::SELECTED,
        (false, Some(false)) => theme::DIM,
        (false, _) => theme::PLAIN,
    };
    let cells = columns.iter().flat_map(|column| column.of(member, members, style, words));
    std::iter::once(Span::styled(mark, style)).chain(cells).collect()
}
