//! What happened, by day.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::core::screen::{FeedOf, Screen};
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::kit::cursor::Motion;
use crate::app::kit::layout::{EVENT_NAME, EVENT_PLACE, Room};
use crate::app::screens::activity::{Activity, FeedLine};
use crate::app::search::MemberField;
use crate::base::calendar::at_tower;
use crate::base::measure::{fit, pad, width};
use crate::base::text::SafeText;
use crate::tower::event::Event;
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state};
use crate::ui::screens::todos::tabs;
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of a member's name, and of a project's.
const NAME: usize = 12;
const PLACE: usize = 16;
/// `› 18:00  `
const BEFORE: usize = 9;

impl Picture for Activity {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let areas = self.areas(&scene.cx());
        let feed = self.events(scene.data());
        let gaps = Gaps::of(feed.unreadable);
        let is_told = if areas.room < Room::Table {
            let right = remote_state::place(&at(self, scene), &feed.events, gaps);
            let name = match &self.of {
                FeedOf::Team => &self.team.name,
                FeedOf::Member(_, name) | FeedOf::Project(_, name) => name,
            };
            let place = format!(" › {}", words.activity());
            header::draw_in(scene, frame, areas.header, member_label::name(name), &place, right);
            false
        } else {
            let team = member_label::name(&self.team.name);
            let right = remote_state::standing(&feed.events, gaps, scene);
            header::draw_in(scene, frame, areas.header, team, scene.trail, right)
        };
        let kept = format!("{}/{}", self.shown.count(), feed.rows().len());
        filter_line::draw(frame, areas.filter, &self.filter, &kept, scene);
        let is_a_tab = matches!(self.of, FeedOf::Member(..));
        let count = feed.events.value().map(|_| total(self, scene));
        let (title, top_right) = if is_a_tab {
            let key = scene.live_key(Mode::Activity, Action::NextTab);
            let switch = key.map(|key| words.switch_tab(&key).into_owned());
            (tabs::tabs(None, count.as_deref(), words), switch.unwrap_or_default())
        } else {
            let named = match &self.of {
                FeedOf::Project(_, name) => format!("{} › ", fit(member_label::name(name), 2 * NAME)),
                FeedOf::Team | FeedOf::Member(..) => String::new(),
            };
            (pane::title(format!("{named}{}", words.activity())), String::new())
        };
        let labels = pane::Labels { title, top_right, bottom_right: bottom(self, is_told, scene) };
        let inside = pane::draw_list(frame, areas.list, areas.bordered, self.shown.lines.is_empty(), labels);
        let also = Helps { is_of_a_member: is_a_tab, ..Helps::default() };
        if remote_state::instead(frame, inside, &feed.events, also, scene) {
            return;
        }
        if feed.events.value().is_some_and(Vec::is_empty) {
            return pane::message(frame, inside, &[Line::raw(words.no_activity())]);
        }
        rows(self, inside, scene, frame);
    }

    fn crumb(&self, words: Words) -> String {
        match &self.of {
            FeedOf::Member(_, name) => {
                format!("{} › {}", fit(member_label::name(name), 2 * NAME), words.activity())
            }
            // The title names it.
            FeedOf::Team | FeedOf::Project(..) => words.activity().into_owned(),
        }
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let event = self.selected(scene.data())?;
        let words = scene.words;
        let at = event.at.map(|at| at_tower(at).strftime("%Y-%m-%d %H:%M").to_string());
        let place = event.place.as_ref().map(ToString::to_string);
        let parts = [at, Some(who(event, words)), Some(what(event, words)), place];
        let said = words.in_a_row(parts.into_iter().flatten());
        let place = || words.place_in_list(self.shown.position(), total(self, scene), &said);
        (self.mode(&scene.cx()) == Mode::Activity).then(place)
    }
}

/// So many events; `50+` where more can come.
fn total(opened: &Activity, scene: Scene<'_>) -> String {
    let feed = opened.events(scene.data());
    let more = if feed.events.value().is_some() && !feed.is_whole() { "+" } else { "" };
    format!("{}{more}", opened.shown.count())
}

fn at(opened: &Activity, scene: Scene<'_>) -> String {
    let total = total(opened, scene);
    if opened.shown.count() == 0 { total } else { format!("{}/{total}", opened.shown.position() + 1) }
}

/// What the lower border says: what is coming or failed, and where in the list the person is.
fn bottom(opened: &Activity, is_told: bool, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let feed = opened.events(scene.data());
    if opened.shown.lines.is_empty() && !opened.filter.is_empty() && !feed.rows().is_empty() {
        let said = if feed.is_whole() {
            let clears = scene.key(Mode::Filter, Action::Back);
            words.no_match(opened.filter.field.text().trim(), &clears)
        } else {
            let more = if opened.filter.editing {
                scene.key(Mode::Filter, Action::KeepFilter)
            } else {
                scene.key(Mode::Activity, Action::Go(Motion::Last))
            };
            words.no_match_yet(feed.rows().len(), &more)
        };
        return vec![Span::raw(said)];
    }
    let mut spans = remote_state::progress(&feed.events, &words.activity(), scene);
    spans.extend(remote_state::on_border(
        &feed.events,
        Gaps::of(feed.unreadable),
        Mode::Activity,
        is_told,
        scene,
    ));
    if opened.shown.count() > 0 {
        spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
        spans.push(Span::raw(at(opened, scene)));
    }
    spans
}

fn rows(opened: &Activity, inside: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, words, .. } = scene;
    let events = opened.events(scene.data()).rows();
    let cells = usize::from(inside.width);
    for ((row, selected), y) in opened.shown.visible().zip(0..inside.height) {
        let line = match *row {
            FeedLine::Day(day) => {
                let day = day.map_or_else(|| words.undated(), |day| words.day_heading(day));
                Line::styled(format!(" {day}"), styles::DIM)
            }
            FeedLine::Event(place) => {
                let Some(event) = events.get(place) else { continue };
                one_row(opened, event, selected, cells, words)
            }
        };
        line::row(frame, inside, y, &line, selected && state.follows(Mode::Activity));
    }
}

/// `› 18:00  张伟  完成了任务 周报  移动端`; a member's feed does not say who.
fn one_row(opened: &Activity, event: &Event, selected: bool, cells: usize, words: Words) -> Line<'static> {
    let style = if selected { styles::SELECTED } else { styles::PLAIN };
    let mark = if selected { "›" } else { " " };
    let time = event.at.map(|at| at_tower(at).strftime("%H:%M").to_string()).unwrap_or_default();
    let name = if matches!(opened.of, FeedOf::Member(..)) || cells < EVENT_NAME { 0 } else { NAME };
    let place = if matches!(opened.of, FeedOf::Project(..)) || cells < EVENT_PLACE { 0 } else { PLACE };
    let gaps = [name, place].iter().filter(|cells| **cells > 0).count() * 2;
    let room = cells.saturating_sub(BEFORE + name + place + gaps + 1);
    let mut spans = vec![Span::styled(format!("{mark} {}  ", pad(&time, 5)), style)];
    if name > 0 {
        spans.push(line::cell(&format!("{}  ", fit(&who(event, words), name)), name + 2, style));
    }
    spans.extend(line::searched(&what(event, words), MemberField::Name, room, style, &opened.filter));
    if place > 0 {
        let told = event.place.as_ref().map_or("", SafeText::as_str);
        spans.push(line::cell(&format!("  {}", fit(told, place)), place + 2, style));
    }
    let taken: usize = spans.iter().map(|span| width(&span.content)).sum();
    spans.push(Span::styled(" ".repeat(cells.saturating_sub(taken)), style));
    Line::from(spans)
}

fn who(event: &Event, words: Words) -> String {
    let name = event.by.as_ref().and_then(|by| by.name.as_ref());
    name.map_or_else(|| words.somebody().into_owned(), |name| member_label::name(name).to_owned())
}

/// What was done, and to what.
fn what(event: &Event, words: Words) -> String {
    let title = event.title.as_str().trim();
    let title = if title.is_empty() { words.untitled().into_owned() } else { title.to_owned() };
    format!("{} {title}", event.action).trim_start().to_owned()
}
