//! The member table: one row a member, as many columns as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::columns::{self, FittedColumn};
use super::{detail, todo_summary};
use crate::app::State;
use crate::app::data::members::MOST_MEMBERS;
use crate::app::data::members::Progress;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{Areas, Room};
use crate::app::router::workspace::Workspace;
use crate::app::screens::members::screen::Members;
use crate::app::search::Filter;
use crate::base::measure::{fit, pad};
use crate::tower::failure::Failure;
use crate::tower::model::{Member, User};
use crate::ui::kit::{header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The fewest cells for what is typed into the filter.
const TYPED: usize = 8;

/// The most cells for the name of the account.
const ACCOUNT: usize = 20;

pub(in crate::ui) fn draw(state: &State, workspace: &Workspace, words: Words, frame: &mut Frame<'_>) {
    let Some(members) = &workspace.members else { return };
    let areas = workspace.areas(state.size);
    let right = corner(state, workspace, members, areas, words);
    if areas.room == Room::Names {
        header::draw(frame, areas.header, &words.members(), right);
    } else {
        let rest = format!(" › {}", words.members());
        header::draw_within(frame, areas.header, member_label::name(&members.team.name), &rest, right);
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
        return detail::draw(frame, areas, state, workspace, words);
    }
    table(state, workspace, members, areas, words, frame);
    detail::draw(frame, areas, state, workspace, words);
    todo_summary::draw(frame, areas.todos, state, workspace, words);
}

/// How fresh the list is and whose account reads it; on a narrow screen, the place in the list.
fn corner(
    state: &State,
    workspace: &Workspace,
    members: &Members,
    areas: Areas,
    words: Words,
) -> Vec<Span<'static>> {
    if areas.room < Room::Table {
        return vec![Span::raw(position(members))];
    }
    let mut spans = match members.list.failure() {
        Some(why) if is_partial(members) && workspace.session.is_live() && *why != Failure::NoToken => {
            vec![Span::styled(format!("! {}", words.failure(why)), styles::WARN)]
        }
        _ => remote_state::freshness(&members.list, workspace, state.now, words),
    };
    if members.is_cut() {
        spans.push(Span::raw(" "));
        spans.push(Span::styled(format!("! {}", words.members_cut(MOST_MEMBERS)), styles::WARN));
    }
    if members.unreadable() > 0 {
        let unreadable = format!("  ! {}", words.unreadable_entries(members.unreadable()));
        spans.push(Span::styled(unreadable, styles::WARN));
    }
    let account = account(workspace);
    if !account.is_empty() {
        spans.push(Span::raw("  "));
        spans.extend(account);
    }
    spans
}

/// Whose account it is.
pub(in crate::ui) fn account(workspace: &Workspace) -> Vec<Span<'static>> {
    let name = |user: &User| {
        Span::styled(fit(member_label::name(&user.nickname), ACCOUNT).into_owned(), styles::ACCENT)
    };
    workspace.account.value().map(name).into_iter().collect()
}

fn position(members: &Members) -> String {
    match members.count() {
        0 => "0".to_owned(),
        count => {
            let more = if members.is_cut() { "+" } else { "" };
            format!("{}/{count}{more}", members.cursor.selected + 1)
        }
    }
}

/// The line of the filter, where one is typed or in force, and how many of how many it keeps.
pub(in crate::ui) fn filter_line(
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
        Span::styled(format!("{kept} "), styles::DIM),
        Span::styled(
            format!(" {} ", words.clear_filter(&state.key(Mode::Filter, Action::Back))),
            styles::DIM,
        ),
    ];
    let room = |right: &[Span<'_>]| {
        usize::from(area.width).saturating_sub(4 + right.iter().map(Span::width).sum::<usize>())
    };
    while room(&right) < TYPED && right.pop().is_some() {}
    let cells = room(&right);
    let left = vec![Span::styled(" /", styles::KEY)];
    line::put(frame, area, 0, &line::ends(left, right, usize::from(area.width)));
    let cells = u16::try_from(cells).unwrap_or(area.width);
    let field =
        Rect { x: area.x.saturating_add(2), width: cells.saturating_add(2), ..area }.intersection(area);
    line::field(frame, field, &filter.field, filter.editing);
}

fn table(
    state: &State,
    workspace: &Workspace,
    members: &Members,
    areas: Areas,
    words: Words,
    frame: &mut Frame<'_>,
) {
    let room = usize::from(areas.list.width).saturating_sub(8);
    let labels = pane::Labels {
        title: pane::title(words.members()),
        top_right: position(members),
        bottom_right: bottom(state, workspace, members, room, words),
    };
    let inside = pane::draw_list(frame, areas.list, areas.bordered, members.count() == 0, labels);
    if remote_state::instead(frame, inside, &members.list, workspace, state, words) {
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
fn bottom(
    state: &State,
    workspace: &Workspace,
    members: &Members,
    room: usize,
    words: Words,
) -> Vec<Span<'static>> {
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
        return partial(state, workspace, members, inactive, room, words);
    }
    if members.count() == 0 && !members.filter.is_empty() {
        return vec![Span::raw(
            words.no_match(members.filter.field.text().trim(), &state.key(Mode::Filter, Action::Back)),
        )];
    }
    let progress = remote_state::progress(&members.list, &words.members(), state, words);
    if progress.is_empty() { inactive.into_iter().collect() } else { progress }
}

/// How far the list has come, why it goes no further, and where there is room, why it shows fewer rows.
fn partial(
    state: &State,
    workspace: &Workspace,
    members: &Members,
    inactive: Option<Span<'static>>,
    room: usize,
    words: Words,
) -> Vec<Span<'static>> {
    let (page, pages) = members.pages();
    let loaded = Span::raw(words.loaded(members.loaded(), page, pages));
    let key = |action| state.key(Mode::Members, action);
    let halted = if !workspace.session.is_live() {
        Some(words.sign_in_again(&key(Action::SignIn)))
    } else if members.list.failure().is_some() {
        Some(words.page_failed(members.failed_page().unwrap_or(page + 1), &key(Action::Refresh)))
    } else if !members.is_loading() {
        Some(words.given_up(&key(Action::Refresh)))
    } else {
        None
    };
    let gap = || Span::raw("  ");
    let halted = halted.map(|text| vec![gap(), Span::styled(text, styles::STRONG)]).unwrap_or_default();
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
    columns: &[FittedColumn],
    words: Words,
) -> Line<'static> {
    let style = match (selected, member.is_active) {
        (true, _) => styles::SELECTED,
        (false, Some(false)) => styles::DIM,
        (false, _) => styles::PLAIN,
    };
    let cells = columns.iter().flat_map(|column| column.of(member, members, style, words));
    std::iter::once(Span::styled(mark, style)).chain(cells).collect()
}
