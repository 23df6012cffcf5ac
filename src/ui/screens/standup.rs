//! A standup: who takes part, whose turn it is, and the minutes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::core::screen::{Screen, StandupOf};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::Room;
use crate::app::screens::standup::{Attendee, Standup, StandupStage};
use crate::base::measure::{fit, pad, width};
use crate::base::time::{clock, whole_seconds};
use crate::ui::kit::remote_state::Helps;
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of a name.
const NAME: usize = 24;
/// How many of those who come next are named.
const NEXT: usize = 2;

impl Picture for Standup {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let areas = self.areas(&scene.cx());
        let name = member_label::name(self.name());
        let took = Span::raw(time(self.total(scene.state.now.mono), scene));
        let turn = self.people().get(at(self));
        if let (false, Some(who)) = (areas.bordered, turn) {
            // There is no border to name whose turn it is.
            let turn = words.standup_turn(at(self), self.people().len(), member_label::name(&who.name));
            let spent = Span::raw(time(self.spent(at(self), scene.state.now.mono), scene));
            header::draw_in(scene, frame, areas.header, &turn, "", vec![spent]);
        } else if areas.room < Room::Table {
            let place = format!(" › {}", words.standup());
            header::draw_in(scene, frame, areas.header, name, &place, vec![took]);
        } else {
            let team = member_label::name(&self.team.name);
            header::draw_in(scene, frame, areas.header, team, scene.trail, vec![took]);
        }
        if self.noting {
            note(self, areas.filter, scene, frame);
        }
        let (title, top_right) = labels(self, scene);
        let bottom_right = bottom(self, scene);
        let taken = bottom_right.iter().map(|span| width(&span.content)).sum::<usize>();
        let labels = pane::Labels { title: pane::title(title), top_right, bottom_right };
        let inside = pane::draw(frame, areas.list, areas.bordered, labels);
        if areas.bordered {
            let right = if taken == 0 { 0 } else { taken + 4 };
            pane::foot(frame, areas.list, &next(self, words), right);
        }
        match self.stage() {
            StandupStage::Away => away(self, inside, scene, frame),
            StandupStage::At(_) | StandupStage::Minutes => text(self, inside, areas.bordered, scene, frame),
        }
    }

    fn crumb(&self, words: Words) -> String {
        words.standup().into_owned()
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let words = scene.words;
        if self.mode(&scene.cx()) != Mode::Standup {
            return None;
        }
        let of = self.people().len();
        Some(match self.stage() {
            StandupStage::Away => words.standup_of(of, self.since()),
            StandupStage::Minutes => words.minutes(),
            StandupStage::At(at) => {
                let who = self.people().get(at)?;
                let name = words.standup_turn(at, of, member_label::name(&who.name));
                match self.standing(who, scene.data()) {
                    Some(told) => {
                        let (done, today) = (told.done.len(), told.today.len());
                        words.standup_aloud(&name, done, today, told.late.len(), told.comments.len())
                    }
                    None => name,
                }
            }
        })
    }
}

/// `2:05`; for a screen reader whole minutes, so that nothing changes by the second.
fn time(spent: std::time::Duration, scene: Scene<'_>) -> String {
    if scene.state.look.accessible {
        return scene.words.whole_minutes(whole_seconds(spent) / 60).into_owned();
    }
    clock(spent)
}

/// What stands at the left and at the right of the upper border.
fn labels(standup: &Standup, scene: Scene<'_>) -> (String, String) {
    let words = scene.words;
    let of = standup.people().len();
    match standup.stage() {
        StandupStage::Away => {
            let name = fit(member_label::name(standup.name()), NAME).into_owned();
            (format!("{name}  {}", words.standup_of(of, standup.since())), String::new())
        }
        StandupStage::At(at) => {
            let name = standup.people().get(at).map_or("", |who| member_label::name(&who.name));
            let spent = time(standup.spent(at, scene.state.now.mono), scene);
            (words.standup_turn(at, of, &fit(name, NAME)).into_owned(), spent)
        }
        StandupStage::Minutes => (words.minutes().into_owned(), String::new()),
    }
}

/// Who comes next.
fn next(standup: &Standup, words: Words) -> String {
    let StandupStage::At(at) = standup.stage() else { return String::new() };
    let after = standup.people().iter().skip(at + 1).take(NEXT);
    let names: Vec<&str> = after.map(|who| member_label::name(&who.name)).collect();
    if names.is_empty() {
        words.standup_last().into_owned()
    } else {
        words.standup_next(&words.listed(&names)).into_owned()
    }
}

/// What the lower border says: what is coming, and where in the text the person is.
fn bottom(standup: &Standup, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let cx = scene.cx();
    let (cells, height) = standup.room(&cx);
    match standup.stage() {
        StandupStage::Away if standup.people().is_empty() => {
            remote_state::progress(&scene.data().members(&standup.team.id).list, &words.members(), scene)
        }
        StandupStage::Away => {
            let key = scene.key(Mode::Standup, Action::NextPerson);
            vec![Span::raw(words.standup_begins(&key, standup.has_begun()))]
        }
        StandupStage::At(_) | StandupStage::Minutes => {
            let rows = standup.rows_in(cells, &cx).len();
            let coming = standup.people().get(at(standup)).map(|who| {
                let lists = scene.data().standup(&who.member, standup.since());
                remote_state::progress(lists, &words.todos(), scene)
            });
            let mut spans = coming.unwrap_or_default();
            if rows > height {
                spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
                spans.push(Span::raw(format!("{}/{rows}", (standup.scroll + height).min(rows))));
            }
            spans
        }
    }
}

fn at(standup: &Standup) -> usize {
    if let StandupStage::At(at) = standup.stage() { at } else { usize::MAX }
}

/// Who takes part, and what has come of it so far.
fn away(standup: &Standup, inside: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let words = scene.words;
    if standup.people().is_empty() {
        let members = scene.data().members(&standup.team.id);
        if remote_state::instead(frame, inside, &members.list, Helps::default(), scene) {
            return;
        }
        if members.is_whole() {
            let group = if let StandupOf::Group(group) = &standup.of { Some(group) } else { None };
            let groups = standup.groups(scene.data());
            let said = words.nobody_stands_up(group, &groups.iter().collect::<Vec<_>>());
            let cells = usize::from(inside.width).saturating_sub(2);
            let rows: Vec<Line<'_>> =
                crate::base::measure::wrap(&said, cells).into_iter().map(Line::raw).collect();
            pane::message(frame, inside, &rows);
        }
        return;
    }
    let now = scene.state.now.mono;
    let widest = standup.people().iter().map(|who| width(member_label::name(&who.name))).max().unwrap_or(0);
    let cells = usize::from(inside.width);
    let name = widest.min(NAME).min(cells.saturating_sub(4));
    let rows = standup.people().iter().enumerate().skip(standup.scroll);
    for ((at, who), y) in rows.zip(0..inside.height) {
        let spent = if who.seen { time(standup.spent(at, now), scene) } else { String::new() };
        let number = format!(" {:>2} ", at + 1);
        let named = pad(&fit(member_label::name(&who.name), name), name);
        let told = format!("{number}{named}  {}", told(who, &spent, words));
        line::put(frame, inside, y, &Line::raw(fit(told.trim_end(), cells).into_owned()));
    }
}

/// How long somebody's turn took, or that they were passed over; and what was noted.
fn told(who: &Attendee, spent: &str, words: Words) -> String {
    let state = if who.skipped { words.not_heard().into_owned() } else { spent.to_owned() };
    [state, who.note.text().trim().to_owned()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ")
}

/// A turn, or the minutes.
fn text(standup: &Standup, inside: Rect, bordered: bool, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let cx = scene.cx();
    let (cells, _) = standup.room(&cx);
    let rows = standup.rows_in(cells, &cx);
    let is_turn = standup.stage() != StandupStage::Minutes;
    let beside = if bordered { " " } else { "" };
    for (row, y) in rows.into_iter().skip(standup.scroll).zip(0..inside.height) {
        line::put(frame, inside, y, &Line::styled(format!("{beside}{row}"), style(&row, is_turn)));
    }
}

/// A heading stands out.
fn style(row: &str, is_turn: bool) -> Style {
    let is_heading = if is_turn { !row.starts_with(' ') } else { row.starts_with('#') };
    match () {
        () if row.starts_with('!') => styles::WARN,
        () if is_heading => styles::STRONG,
        () => styles::PLAIN,
    }
}

/// The line of the note that is typed.
fn note(standup: &Standup, area: Rect, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Some(who) = standup.people().get(at(standup)) else { return };
    let label = format!(" {} ", scene.words.standup_note());
    let cells = u16::try_from(width(&label)).unwrap_or(area.width);
    line::put(frame, area, 0, &Line::from(Span::styled(label, styles::KEY)));
    let x = area.x.saturating_add(cells);
    let field = Rect { x, width: area.width.saturating_sub(cells), ..area }.intersection(area);
    line::field(frame, field, &who.note, true);
}
