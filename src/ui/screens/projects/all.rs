//! The projects of a team.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::core::screen::Screen;
use crate::app::data::remote::Remote;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{PROJECT_DESCRIPTION, Room};
use crate::app::screens::projects::Projects;
use crate::app::search::MemberField;
use crate::base::measure::{fit, pad, width};
use crate::base::text::SafeText;
use crate::tower::project::{Project, ProjectList};
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of a project's name beside what it is for.
const NAME: usize = 28;
/// The cells before a name, and those between two columns.
const BEFORE: usize = 2;
const GAP: usize = 2;

impl Picture for Projects {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let areas = self.areas(&scene.cx());
        let list = self.list(scene.data());
        let team = member_label::name(&self.team.name);
        let gaps = gaps(list);
        let is_told = if areas.room < Room::Table {
            let place = format!(" › {}", words.projects());
            let right = remote_state::place(&position(self), list, gaps);
            header::draw_in(scene, frame, areas.header, team, &place, right);
            false
        } else {
            let right = remote_state::standing(list, gaps, scene);
            header::draw_in(scene, frame, areas.header, team, scene.trail, right)
        };
        filter_line::draw(frame, areas.filter, &self.filter, &self.shown.len().to_string(), scene);
        // Of what has not come, nothing is counted.
        let (title, top_right) = match list.value() {
            Some(_) => (format!("{} {}", words.projects(), self.shown.len()), position(self)),
            None => (words.projects().into_owned(), String::new()),
        };
        let labels =
            pane::Labels { title: pane::title(title), top_right, bottom_right: bottom(self, is_told, scene) };
        let inside = pane::draw_list(frame, areas.list, areas.bordered, self.shown.is_empty(), labels);
        let also = Helps { is_of_a_team: true, ..Helps::default() };
        if remote_state::instead(frame, inside, list, also, scene) {
            return;
        }
        if list.value().is_some() && self.shown.is_empty() && self.filter.is_empty() {
            let said = match self.archived {
                0 => words.no_projects(),
                _ => words.all_archived(&scene.key(Mode::Projects, Action::Archived)),
            };
            return pane::message(frame, inside, &[Line::raw(said)]);
        }
        rows(self, inside, scene, frame);
    }

    fn crumb(&self, words: Words) -> String {
        words.projects().into_owned()
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let project = self.selected(scene.data())?;
        let state = scene.words.project_state(project.is_pinned, project.is_archived);
        let said = scene.words.in_a_row([name(project, scene.words), state.into_owned()]);
        let place = || scene.words.place_in_list(self.cursor.selected, self.shown.len(), &said);
        (self.mode(&scene.cx()) == Mode::Projects).then(place)
    }
}

fn gaps(list: &Remote<ProjectList>) -> Gaps {
    list.value().map_or(Gaps::of(0), |list| Gaps {
        unreadable: list.unreadable,
        cut_after: list.has_next.then_some(list.projects.len()),
    })
}

fn position(projects: &Projects) -> String {
    match projects.shown.len() {
        0 => "0".to_owned(),
        shown => format!("{}/{shown}", projects.cursor.selected + 1),
    }
}

fn bottom(projects: &Projects, is_told: bool, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let list = projects.list(scene.data());
    if projects.shown.is_empty() && !projects.filter.is_empty() && list.value().is_some() {
        let clears = scene.key(Mode::Filter, Action::Back);
        return vec![Span::raw(words.no_match(projects.filter.field.text().trim(), &clears))];
    }
    let mut spans = remote_state::progress(list, &words.projects(), scene);
    spans.extend(remote_state::on_border(list, gaps(list), Mode::Projects, is_told, scene));
    if spans.is_empty() && (projects.archived > 0 || projects.show_archived) {
        let key = scene.live_key(Mode::Projects, Action::Archived);
        let said = words.archived_count(projects.archived, projects.show_archived, key.as_deref());
        spans.push(Span::raw(said));
    }
    spans
}

/// A project by its name; what has none has a word in its place.
pub(super) fn name(project: &Project, words: Words) -> String {
    let name = project.name.as_str().trim();
    if name.is_empty() { words.untitled().into_owned() } else { name.to_owned() }
}

/// `› 移动端          置顶  iOS 与安卓客户端`
fn rows(projects: &Projects, inside: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let words = scene.words;
    let cells = usize::from(inside.width);
    let all = || projects.visible(scene.data()).map(|(_, project)| project);
    let state = |project: &Project| words.project_state(project.is_pinned, project.is_archived);
    let states = all().map(|project| width(&state(project))).max().unwrap_or(0);
    let beside = if states > 0 { states + GAP } else { 0 };
    let widest = all().map(|project| width(&name(project, words))).max().unwrap_or(0);
    let with_description = cells >= PROJECT_DESCRIPTION;
    let room = cells.saturating_sub(BEFORE + beside + 1);
    let named = if with_description { widest.min(NAME) } else { room };
    for ((row, project), y) in projects.visible(scene.data()).zip(0..inside.height) {
        let selected = row == projects.cursor.selected;
        let style = match (selected, project.is_archived) {
            (true, _) => styles::SELECTED,
            (false, true) => styles::DIM,
            (false, false) => styles::PLAIN,
        };
        let mut spans = vec![Span::styled(pad(if selected { "›" } else { "" }, BEFORE), style)];
        let name = name(project, words);
        spans.extend(line::searched(&name, MemberField::Name, named, style, &projects.filter));
        if beside > 0 {
            spans.push(line::cell(&format!("  {}", state(project)), beside, style));
        }
        if with_description {
            let description = project.description.as_ref().map_or("", SafeText::as_str).replace('\n', " ");
            let left = cells.saturating_sub(BEFORE + named + beside);
            spans.push(line::cell(
                &format!("  {}", fit(&description, left.saturating_sub(GAP + 1))),
                left,
                style,
            ));
        } else {
            spans.push(Span::styled(" ", style));
        }
        line::row(frame, inside, y, &Line::from(spans), selected && scene.state.follows(Mode::Projects));
    }
}
