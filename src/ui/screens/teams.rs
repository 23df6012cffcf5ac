//! The team picker.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::members::table;
use crate::app::State;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::Areas;
use crate::app::router::workspace::Workspace;
use crate::app::search::MemberField;
use crate::base::measure::width;
use crate::ui::kit::{header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The cells of the day a team was made, and of the mark beside it.
const CREATED: usize = 15;

pub(in crate::ui) fn draw(state: &State, workspace: &Workspace, words: Words, frame: &mut Frame<'_>) {
    let areas = workspace.areas(state.size);
    let account = table::account(workspace);
    header::draw(frame, areas.header, &words.choose_team(), account);
    let teams = &workspace.teams;
    table::filter_line(
        frame,
        areas.filter,
        &teams.filter,
        &format!("{}/{}", teams.shown.len(), teams.list.value().map_or(0, Vec::len)),
        state,
        words,
    );

    let count = teams.list.value().map_or(0, Vec::len);
    let title = match teams.list.value() {
        Some(list) => format!("{} {}", words.teams(), list.len()),
        None => words.teams().into_owned(),
    };
    let at = match teams.shown.len() {
        0 => String::new(),
        shown => format!("{}/{shown}", teams.cursor.selected + 1),
    };
    let bottom = if count > 0 && teams.shown.is_empty() {
        vec![Span::raw(
            words.no_match(teams.filter.field.text().trim(), &state.key(Mode::Filter, Action::Back)),
        )]
    } else {
        remote_state::progress(&teams.list, &words.teams(), state, words)
    };
    let labels = pane::Labels { title: pane::title(title), top_right: at, bottom_right: bottom };
    let inside = pane::draw_list(frame, areas.list, areas.bordered, teams.shown.is_empty(), labels);
    if remote_state::instead(frame, inside, &teams.list, workspace, state, words) {
        return;
    }
    if teams.list.value().is_some_and(Vec::is_empty) {
        return pane::message(
            frame,
            inside,
            &[Line::raw(words.no_teams(&state.key(Mode::Teams, Action::Refresh)))],
        );
    }
    let body = headings(frame, inside, areas, words);
    rows(frame, body, areas, state, workspace);
    last_used(frame, body, state, workspace, words);
}

/// What the mark beside a team means, where one shows and what it says is true: the demo remembers nothing.
fn last_used(frame: &mut Frame<'_>, body: Rect, state: &State, workspace: &Workspace, words: Words) {
    let text = format!(" {}", words.last_used());
    let marked = workspace.teams.visible().any(|(_, team)| workspace.remembered.as_ref() == Some(&team.id));
    let fits = width(&text) <= usize::from(body.width);
    let under = u16::try_from(workspace.teams.shown.len()).unwrap_or(u16::MAX).saturating_add(1);
    if marked && fits && !state.startup.demo && under < body.height {
        line::put(frame, body, under, &Line::styled(text, styles::DIM));
    }
}

fn headings(frame: &mut Frame<'_>, inside: Rect, areas: Areas, words: Words) -> Rect {
    if !areas.headings {
        return inside;
    }
    let cells = usize::from(inside.width);
    let name = line::cell(&format!("  {}", words.name_of_team()), cells.saturating_sub(CREATED), styles::DIM);
    line::put(frame, inside, 0, &Line::from(vec![name, Span::styled(words.created(), styles::DIM)]));
    Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
}

fn rows(frame: &mut Frame<'_>, body: Rect, areas: Areas, state: &State, workspace: &Workspace) {
    let cells = usize::from(body.width);
    for ((row, team), y) in workspace.teams.visible().zip(0..body.height) {
        let selected = row == workspace.teams.cursor.selected;
        let style = if selected { styles::SELECTED } else { styles::PLAIN };
        let mark = if selected { "› " } else { "  " };
        let mut spans = vec![Span::styled(mark, style)];
        let name = |cells| {
            line::searched(
                member_label::name(&team.name),
                MemberField::Name,
                cells,
                style,
                &workspace.teams.filter,
            )
        };
        if areas.bordered {
            spans.extend(name(cells.saturating_sub(CREATED + 3)));
            let created = team.created.map(|day| day.to_string()).unwrap_or_default();
            let last = if workspace.remembered.as_ref() == Some(&team.id) { "*" } else { " " };
            spans.push(line::cell(&format!(" {created:<10}  {last}"), CREATED + 1, style));
        } else {
            spans.extend(name(cells.saturating_sub(2)));
        }
        line::row(frame, body, y, &Line::from(spans), selected && state.follows(Mode::Teams));
    }
}
