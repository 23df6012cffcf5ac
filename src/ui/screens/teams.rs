//! The team picker.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::core::screen::Screen;
use crate::app::keys::table::{Action, Mode, Visit};
use crate::app::kit::layout::Areas;
use crate::app::screens::teams::Teams;
use crate::app::search::MemberField;
use crate::base::measure::{pad_left, width};
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The cells of the day a team was made, and of the mark beside it.
const CREATED: usize = 15;
/// The cells of how many members a team has, and of the gap behind them.
const COUNT: usize = 11;
/// The cells of that gap.
const GAP: usize = 2;

impl Picture for Teams {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let areas = self.areas(&scene.cx());
        // Teams seldom change: their age is worth telling where nothing newer comes.
        let teams = &scene.data().teams;
        let gaps = Gaps::of(scene.data().unreadable_teams);
        let fresh = match teams.failure() {
            Some(_) => remote_state::standing(teams, gaps, scene),
            None => gaps.said(words),
        };
        let right = header::beside_account(fresh, scene);
        header::draw_in(scene, frame, areas.header, "", &words.choose_team(), right);
        let list = &scene.data().teams;
        let count = list.value().map_or(0, Vec::len);
        let kept = format!("{}/{count}", self.shown.len());
        filter_line::draw(frame, areas.filter, &self.filter, &kept, scene);
        let title = match list.value() {
            Some(list) => format!("{} {}", words.teams(), list.len()),
            None => words.teams().into_owned(),
        };
        let at = match self.shown.len() {
            0 => String::new(),
            shown => format!("{}/{shown}", self.cursor.selected + 1),
        };
        let bottom = if count > 0 && self.shown.is_empty() {
            let clears = scene.key(Mode::Filter, Action::Back);
            vec![Span::raw(words.no_match(self.filter.field.text().trim(), &clears))]
        } else {
            remote_state::progress(list, &words.teams(), scene)
        };
        let labels = pane::Labels { title: pane::title(title), top_right: at, bottom_right: bottom };
        let inside = pane::draw_list(frame, areas.list, areas.bordered, self.shown.is_empty(), labels);
        if remote_state::instead(frame, inside, list, Helps::default(), scene) {
            return;
        }
        if list.value().is_some_and(Vec::is_empty) && gaps.unreadable == 0 {
            let said = words.no_teams(&scene.key(Mode::Teams, Action::Refresh));
            return pane::message(frame, inside, &[Line::raw(said)]);
        }
        let counts = if self.knows_a_count(scene.data()) { COUNT } else { 0 };
        let body = headings(frame, inside, areas, counts, words);
        rows(self, body, areas, counts, scene, frame);
        last_used(self, body, scene, frame);
    }

    fn crumb(&self, words: Words) -> String {
        words.teams().into_owned()
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let name = member_label::name(&self.selected(scene.data())?.name);
        let place = || scene.words.place_in_list(self.cursor.selected, self.shown.len(), name);
        (self.mode(&scene.cx()) == Mode::Teams).then(place)
    }
}

/// What the mark beside a team means, where one shows and what it says is true: the demo remembers nothing.
fn last_used(teams: &Teams, body: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, workspace, words, .. } = scene;
    let text = format!(" {}", words.last_used(&scene.key(Mode::Members, Action::Visit(Visit::Teams))));
    let mut visible = teams.visible(scene.data());
    let marked = visible.any(|(_, team)| workspace.remembered.as_ref() == Some(&team.id));
    let fits = width(&text) <= usize::from(body.width);
    let under = u16::try_from(teams.shown.len()).unwrap_or(u16::MAX).saturating_add(1);
    if marked && fits && !state.startup.demo && under < body.height {
        line::put(frame, body, under, &Line::styled(text, styles::DIM));
    }
}

fn headings(frame: &mut Frame<'_>, inside: Rect, areas: Areas, counts: usize, words: Words) -> Rect {
    if !areas.headings {
        return inside;
    }
    let cells = usize::from(inside.width);
    let rest = cells.saturating_sub(CREATED + counts);
    let name = line::cell(&format!("  {}", words.name_of_team()), rest, styles::DIM);
    let count = match counts.checked_sub(GAP) {
        Some(cells) => format!("{}{:GAP$}", pad_left(&words.members(), cells), ""),
        None => String::new(),
    };
    let (count, created) = (Span::styled(count, styles::DIM), Span::styled(words.created(), styles::DIM));
    line::put(frame, inside, 0, &Line::from(vec![name, count, created]));
    Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
}

fn rows(teams: &Teams, body: Rect, areas: Areas, counts: usize, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, workspace, .. } = scene;
    let numbered = if state.look.accessible { line::cells_of_number(teams.shown.len()) } else { 0 };
    let cells = usize::from(body.width).saturating_sub(numbered);
    for ((row, team), y) in teams.visible(scene.data()).zip(0..body.height) {
        let selected = row == teams.cursor.selected;
        let style = if selected { styles::SELECTED } else { styles::PLAIN };
        let mark = if selected { "› " } else { "  " };
        let mut spans = vec![Span::styled(mark, style), Span::styled(line::number(row, numbered), style)];
        let name = |cells| {
            line::searched(member_label::name(&team.name), MemberField::Name, cells, style, &teams.filter)
        };
        if areas.bordered {
            spans.extend(name(cells.saturating_sub(CREATED + 3 + counts)));
            let count = scene.data().members(&team.id).count().map(|count| count.to_string());
            let count = pad_left(&count.unwrap_or_default(), counts.saturating_sub(1));
            spans.push(line::cell(&count, counts, style));
            let created = team.created.map(|day| day.to_string()).unwrap_or_default();
            let last = if workspace.remembered.as_ref() == Some(&team.id) { "*" } else { " " };
            spans.push(line::cell(&format!(" {created:<10}  {last}"), CREATED + 1, style));
        } else {
            spans.extend(name(cells.saturating_sub(2)));
        }
        line::row(frame, body, y, &Line::from(spans), selected && state.follows(Mode::Teams));
    }
}
