//! My day: what is to be done, by section, with the team and the project of each.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use crate::app::core::screen::Screen;
use crate::app::data::changes::ChangedRow;
use crate::app::data::remote::Remote;
use crate::app::data::store::Data;
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::kit::layout::{Areas, Room, TODO_DUE, TODO_PLACE};
use crate::app::screens::my_day::screen::{DayItem, DayLine, MyDay};
use crate::app::search::MemberField;
use crate::base::measure::{pad, width};
use crate::base::text::SafeText;
use crate::tower::todo::{Todo, Which};
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state, todo_row};
use crate::ui::overlays::menu;
use crate::ui::screens::todos::detail;
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of the team and the project.
const PLACE: usize = 24;
/// The cells before a title, and those at the end of a row.
const BEFORE: usize = 5;
const AFTER: usize = 2;

impl Picture for MyDay {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let data = scene.data();
        let areas = self.areas(&scene.cx());
        let gaps = Gaps::of(self.unreadable);
        let nothing = Remote::default();
        let stalest = remote_state::stalest(lists(data), scene.state.now).unwrap_or(&nothing);
        let right = if areas.room < Room::Table {
            remote_state::place(&position(self), stalest, gaps)
        } else {
            header::beside_account(remote_state::standing(stalest, gaps, scene), scene)
        };
        let is_told = header::draw_in(scene, frame, areas.header, "", &words.my_day(), right);
        filter_line::draw(frame, areas.filter, &self.filter, &self.shown.count().to_string(), scene);
        let todo = self.selected_whole(data);
        if !self.reading.zoomed {
            list(self, areas, is_told, scene, frame);
        }
        detail::draw_selected(todo, &self.reading, areas, scene, frame);
    }

    fn crumb(&self, words: Words) -> String {
        words.my_day().into_owned()
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        if self.reading.menu.is_some() {
            return menu::spoken(self.reading.menu.as_ref(), scene.words);
        }
        let said = scene.words.todo_aloud(self.selected(scene.data())?, scene.cx().today());
        let place = || scene.words.place_in_list(self.shown.position(), self.shown.count(), &said);
        (self.mode(&scene.cx()) == Mode::MyDay).then(place)
    }

    fn draw_over(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        if let Some(open) = &self.reading.menu {
            menu::draw_copying(open, self.selected(scene.data()), scene, frame);
        }
    }
}

fn position(day: &MyDay) -> String {
    match day.shown.count() {
        0 => "0".to_owned(),
        count => format!("{}/{count}", day.shown.position() + 1),
    }
}

fn list(day: &MyDay, areas: Areas, is_told: bool, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let words = scene.words;
    let more = if day.teams.come < day.teams.all || day.unreadable > 0 { "+" } else { "" };
    let labels = pane::Labels {
        title: pane::title(format!("{} {}{more}", words.my_day(), day.shown.count())),
        top_right: position(day),
        bottom_right: bottom(day, is_told, scene),
    };
    let inside = pane::draw_list(frame, areas.list, areas.bordered, day.shown.lines.is_empty(), labels);
    if remote_state::instead(frame, inside, &scene.data().teams, Helps::default(), scene) {
        return;
    }
    let is_all = scene.data().teams.value().is_some() && day.teams.come == day.teams.all;
    if day.shown.lines.is_empty() && is_all && day.filter.is_empty() {
        return pane::message(frame, inside, &[Line::raw(words.nothing_to_do())]);
    }
    let columns = DayColumns::of(day, usize::from(inside.width), scene);
    for ((row, is_selected), y) in day.shown.visible().zip(0..inside.height) {
        let drawn = match row {
            DayLine::Heading(section, count) => {
                Some(Line::styled(format!(" ▾ {} {count}", words.section(*section)), styles::DIM))
            }
            DayLine::Item(item) => columns.row(day, item, is_selected, scene),
        };
        if let Some(drawn) = drawn {
            line::row(frame, inside, y, &drawn, is_selected && scene.state.follows(Mode::MyDay));
        }
    }
}

/// What the lower border says: how far it has come, and why no further.
fn bottom(day: &MyDay, is_told: bool, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let key = |action| scene.key(Mode::MyDay, action);
    if day.shown.lines.is_empty() && !day.filter.is_empty() {
        let clears = scene.key(Mode::Filter, Action::Back);
        return vec![Span::raw(words.no_match(day.filter.field.text().trim(), &clears))];
    }
    let strong = |text: Text| Span::styled(text, styles::STRONG);
    if scene.data().teams.value().is_none() {
        return remote_state::progress(&scene.data().teams, &words.teams(), scene);
    }
    if day.teams.come < day.teams.all {
        if !day.has_settled() && !day.is_stopped() && scene.is_live() {
            return vec![Span::raw(words.teams_come(day.teams, &key(Action::Back)))];
        }
        let why = lists(scene.data())
            .find_map(Remote::failure)
            .map(|why| strong(format!("! {}  ", words.failure(why)).into()));
        let missing = strong(words.teams_missing(day.teams, &key(Action::Refresh)));
        return why.into_iter().chain([missing]).collect();
    }
    if is_told { Vec::new() } else { Gaps::of(day.unreadable).said(words) }
}

/// The lists of the teams, as far as it is known who the person is there.
fn lists(data: &Data) -> impl Iterator<Item = &Remote<Vec<Todo>>> {
    let teams = data.teams.value().into_iter().flatten();
    let own = teams.filter_map(|team| data.own_member(&team.id));
    own.map(|own| &data.todos(own, Which::Open).todos)
}

/// How many cells the columns have.
struct DayColumns {
    title: usize,
    place: usize,
    due: usize,
}

impl DayColumns {
    fn of(day: &MyDay, cells: usize, scene: Scene<'_>) -> Self {
        let today = scene.cx().today();
        let items = || day.shown.lines.iter().filter_map(DayLine::item);
        let todos = items().filter_map(|item| item.todo(scene.data()));
        let due = todos.map(|todo| width(&scene.words.due(todo, today))).max().unwrap_or(0);
        let due = if cells >= TODO_DUE { due + AFTER } else { 0 };
        let widest = items().map(|item| width(&place(item, scene))).max().unwrap_or(0);
        let place = if cells >= TODO_PLACE { widest.min(PLACE) + AFTER } else { 0 };
        Self { title: cells.saturating_sub(BEFORE + place + due + AFTER), place, due }
    }

    fn row(&self, day: &MyDay, item: &DayItem, is_selected: bool, scene: Scene<'_>) -> Option<Line<'static>> {
        let todo = item.todo(scene.data())?;
        let style = if is_selected { styles::SELECTED } else { styles::PLAIN };
        let has_changed = scene.data().changes.has(&ChangedRow::Todo(todo.id.clone()));
        let mark = pad(line::pointer(is_selected, has_changed), 2);
        let mut spans =
            vec![Span::styled(format!("{mark}{} ", pad(todo_row::mark(todo), todo_row::MARK)), style)];
        spans.extend(line::searched(&title(todo), MemberField::Name, self.title, style, &day.filter));
        if self.place > 0 {
            spans.push(Span::styled(" ".repeat(AFTER), style));
            let place = place(item, scene);
            spans.extend(line::searched(&place, MemberField::Name, self.place - AFTER, style, &day.filter));
        }
        if self.due > 0 {
            spans.push(todo_row::day(todo, self.due, scene.cx().today(), style, scene.words));
        }
        spans.push(Span::styled(" ".repeat(AFTER), style));
        Some(Line::from(spans))
    }
}

/// `#4116 title`
fn title(todo: &Todo) -> String {
    let title = todo_row::title(&todo.title);
    todo.number.map_or_else(|| title.to_owned(), |number| format!("#{number} {title}"))
}

/// The team, and the project in it.
fn place(item: &DayItem, scene: Scene<'_>) -> String {
    let team = item.team(scene.data()).map(|team| member_label::name(&team.name));
    let project = item.todo(scene.data()).and_then(|todo| todo.project.as_ref()).map(SafeText::as_str);
    team.into_iter().chain(project).collect::<Vec<_>>().join(" › ")
}
