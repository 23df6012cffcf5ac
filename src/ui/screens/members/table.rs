//! The member table: one row a member, as many columns as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::columns::{self, FittedColumn};
use super::{detail, todo_summary};
use crate::app::core::screen::Screen;
use crate::app::data::changes::ChangedRow;
use crate::app::data::members::TeamMembers;
use crate::app::keys::table::{Action, Mode, Visit};
use crate::app::kit::layout::{Areas, Room};
use crate::app::screens::in_projects;
use crate::app::screens::members::columns::Column;
use crate::app::screens::members::screen::Members;
use crate::base::measure::{pad, width};
use crate::tower::model::Member;
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state};
use crate::ui::overlays::menu;
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

impl Picture for Members {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let areas = self.areas(&scene.cx());
        let right = corner(self, areas, scene);
        let team = member_label::name(&self.team.name);
        let is_told = if areas.room == Room::Names {
            header::draw_in(scene, frame, areas.header, "", &scene.words.members(), right)
        } else {
            header::draw_in(scene, frame, areas.header, team, scene.trail, right)
        };
        let kept = format!("{}/{}", self.count(), self.unfiltered());
        filter_line::draw(frame, areas.filter, &self.filter, &kept, scene);
        if !self.zoomed {
            table(self, areas, is_told && areas.room >= Room::Table, scene, frame);
        }
        detail::draw(self, areas, scene, frame);
        if !self.zoomed {
            todo_summary::draw(self, areas.todos, scene, frame);
        }
    }

    fn crumb(&self, words: Words) -> String {
        words.members().into_owned()
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let words = scene.words;
        match self.mode(&scene.cx()) {
            Mode::Members => {
                let member = self.selected(scene.data())?;
                let (name, role) = (member_label::name(&member.name), words.role_of(&member.role));
                let said = words.in_a_row([name, &role]);
                Some(words.place_in_list(self.cursor.selected, self.count(), &said))
            }
            Mode::Menu => {
                let choices = self.choices(scene.data());
                let at = self.menu.as_ref()?.cursor.selected;
                let said = menu::said(choices.get(at)?, &|column| has_room(self, column, scene), words);
                Some(words.place_in_list(at, choices.len(), &said))
            }
            _ => None,
        }
    }

    fn draw_over(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        match &self.menu {
            Some(open) => {
                menu::draw(self, open, &|column| has_room(self, column, scene), scene, frame);
            }
            None => menu::ask(self, scene, frame),
        }
    }

    fn filter_hint(&self, words: Words) -> Option<Text> {
        Some(words.filter_hint())
    }
}

/// How fresh the list is and whose account reads it; on a narrow screen, the place in the list.
fn corner(members: &Members, areas: Areas, scene: Scene<'_>) -> Vec<Span<'static>> {
    let people = members.people(scene.data());
    let gaps = gaps(people);
    if areas.room < Room::Table {
        return remote_state::place(&position(members, people), &people.list, gaps);
    }
    header::beside_account(remote_state::standing(&people.list, gaps, scene), scene)
}

fn gaps(people: &TeamMembers) -> Gaps {
    Gaps { unreadable: people.unreadable(), cut_after: people.is_cut().then(|| people.loaded()) }
}

fn position(members: &Members, people: &TeamMembers) -> String {
    match members.to_come() {
        0 => "0".to_owned(),
        count => {
            let more = if people.is_cut() { "+" } else { "" };
            format!("{}/{count}{more}", members.cursor.selected + 1)
        }
    }
}

/// The cells before a row. The eye needs no space behind the mark of the selected one.
fn mark(scene: Scene<'_>) -> usize {
    if scene.state.look.accessible { 2 } else { 1 }
}

fn fitting(members: &Members, inside: Rect, areas: Areas, scene: Scene<'_>) -> Vec<FittedColumn> {
    let cells = usize::from(inside.width).saturating_sub(mark(scene));
    columns::fitting(members, members.people(scene.data()).widest(), cells, areas, scene.words)
}

/// Whether a column has room in the table.
fn has_room(members: &Members, column: Column, scene: Scene<'_>) -> bool {
    let areas = members.areas(&scene.cx());
    let inside = Areas::inside(areas.list, areas.bordered);
    fitting(members, inside, areas, scene).iter().any(|one| one.column() == column)
}

fn table(members: &Members, areas: Areas, is_told: bool, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, words, .. } = scene;
    let people = members.people(scene.data());
    let room = usize::from(areas.list.width).saturating_sub(8);
    let labels = pane::Labels {
        title: pane::title(words.members()),
        top_right: position(members, people),
        bottom_right: bottom(members, is_told, room, scene),
    };
    let inside = pane::draw_list(frame, areas.list, areas.bordered, members.count() == 0, labels);
    let also = Helps { is_of_a_team: true, ..Helps::default() };
    if remote_state::instead(frame, inside, &people.list, also, scene) {
        return;
    }
    let key = |action| state.key(Mode::Members, action);
    let mark = mark(scene);
    let columns = fitting(members, inside, areas, scene);
    let body = if areas.headings {
        let heads = columns.iter().map(|column| column.heading(members.sort, words));
        let indent = Span::raw(" ".repeat(mark));
        line::put(frame, inside, 0, &std::iter::once(indent).chain(heads).collect());
        Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
    } else {
        inside
    };
    if people.is_whole() && people.loaded() == 0 {
        return pane::message(frame, body, &[Line::raw(words.no_members(&key(Action::Visit(Visit::Teams))))]);
    }
    let own = scene.data().own_member(&members.team.id);
    for ((row, member), y) in members.visible(scene.data()).zip(0..body.height) {
        let selected = row == members.cursor.selected;
        let has_changed = scene.data().changes.has(&ChangedRow::Member(member.id.clone()));
        let mark = pad(line::pointer(selected, has_changed), mark);
        let row = one_row((&member, own == Some(&member.id)), members, selected, mark, &columns, words);
        line::row(frame, body, y, &row, selected && state.follows(Mode::Members));
    }
}

/// What the lower border says: what is missing, coming, or hidden.
fn bottom(members: &Members, is_told: bool, room: usize, scene: Scene<'_>) -> Vec<Span<'static>> {
    let Scene { state, words, .. } = scene;
    let people = members.people(scene.data());
    let inactive = (members.inactive() > 0 || members.show_inactive)
        .then(|| {
            words.inactive_count(
                members.inactive(),
                members.show_inactive,
                scene.live_key(Mode::Members, Action::Inactive).as_deref(),
            )
        })
        .map(Span::raw);
    if let Some(unknown) = people.unknown_term(&members.filter, members.count()) {
        return vec![Span::raw(words.unknown_term(&unknown))];
    }
    if let Some(lack) = in_projects::lack(&members.filter, &members.team.id, scene.data()) {
        return vec![Span::raw(words.project_lack(&lack, &state.key(Mode::Members, Action::Refresh)))];
    }
    if people.is_partial() {
        return partial(people, inactive, room, scene);
    }
    if let Some((looked, all)) = members.looked_through().filter(|_| !members.filter.is_empty()) {
        return vec![Span::raw(words.looked_through(looked, all))];
    }
    if members.count() == 0 && !members.filter.is_empty() {
        return vec![Span::raw(
            words.no_match(members.filter.field.text().trim(), &state.key(Mode::Filter, Action::Back)),
        )];
    }
    let progress = remote_state::progress(&people.list, &words.members(), scene);
    if !progress.is_empty() {
        return progress;
    }
    let wrong = remote_state::on_border(&people.list, gaps(people), Mode::Members, is_told, scene);
    let gap = (!wrong.is_empty() && inactive.is_some()).then(|| Span::raw("  "));
    inactive.into_iter().chain(gap).chain(wrong).collect()
}

/// How far the list has come, why it goes no further, and where there is room, why it shows fewer rows.
fn partial(
    people: &TeamMembers,
    inactive: Option<Span<'static>>,
    room: usize,
    scene: Scene<'_>,
) -> Vec<Span<'static>> {
    let words = scene.words;
    let (page, pages) = people.pages();
    let loaded = Span::raw(words.loaded(people.loaded(), page, pages));
    let key = |action| scene.key(Mode::Members, action);
    let halted = if !scene.is_live() {
        Some(words.sign_in_again(&key(Action::SignIn)))
    } else if people.list.failure().is_some() {
        Some(words.page_failed(people.failed_page().unwrap_or(page + 1), &key(Action::Refresh)))
    } else if !people.is_loading() {
        Some(words.given_up(&key(Action::Refresh)))
    } else {
        None
    };
    let gap = || Span::raw("  ");
    let halted = halted.map(|text| vec![gap(), Span::styled(text, styles::STRONG)]).unwrap_or_default();
    let cells = |spans: &[Span<'_>]| spans.iter().map(|span| width(&span.content)).sum::<usize>();
    let inactive = inactive.map(|text| vec![gap(), text]).unwrap_or_default();
    let fits = width(&loaded.content) + cells(&inactive) + cells(&halted) <= room;
    let inactive = if fits { inactive } else { Vec::new() };
    std::iter::once(loaded).chain(inactive).chain(halted).collect()
}

fn one_row(
    (member, own): (&Member, bool),
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
    let cells = columns.iter().flat_map(|column| column.of(member, own, members, style, words));
    std::iter::once(Span::styled(mark, style)).chain(cells).collect()
}
