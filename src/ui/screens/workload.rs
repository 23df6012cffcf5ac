//! The workload of a team: the counts of each member, and the coming days as a strip of cells.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::core::screen::Screen;
use crate::app::core::view::LoadColumn;
use crate::app::data::changes::ChangedRow;
use crate::app::keys::table::Mode;
use crate::app::keys::table::{Action, Visit};
use crate::app::kit::layout::{Areas, Room};
use crate::app::screens::in_projects;
use crate::app::screens::workload::screen::{LoadRow, TeamWorkload};
use crate::app::screens::workload::tally::{Lack, LoadSort, Tally};
use crate::app::search::MemberField;
use crate::base::calendar::days_from;
use crate::base::measure::{pad, pad_left, width};
use crate::base::workday::{HolidaySource, is_working_day, source_for};
use crate::tower::model::Member;
use crate::tower::todo::Which;
use crate::tower::work::{DAYS, Heat, Workload};
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{filter_line, header, line, member_label, pane, remote_state};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The cells between two columns.
const GAP: usize = 2;
/// The cells of a name: the fewest, those that it has before other columns, and the most.
const NAME: (usize, usize, usize) = (10, 13, 24);
/// The fewest cells of the groups.
const GROUPS: usize = 12;
/// The fewest cells of a count.
const COUNT: usize = 4;

/// The cells of a day: nothing, one, two or three, four and more to-dos; and a day that is not worked.
const FREE: char = '∙';
const LIGHT: char = '-';
const BUSY: char = '=';
const FULL: char = '#';
const OFF: char = 'x';

/// The counts in the order they stand in.
const COUNTS: [LoadColumn; 6] = [
    LoadColumn::Open,
    LoadColumn::Overdue,
    LoadColumn::Today,
    LoadColumn::Week,
    LoadColumn::NoDate,
    LoadColumn::Done,
];

impl Picture for TeamWorkload {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let Scene { words, .. } = scene;
        let areas = self.areas(&scene.cx());
        head(self, areas, scene, frame);
        let kept = format!("{}/{}", self.rows.len(), self.unfiltered);
        filter_line::draw(frame, areas.filter, &self.filter, &kept, scene);
        let bottom = bottom(self, scene);
        let taken = bottom.iter().map(|span| width(&span.content)).sum::<usize>();
        let labels = pane::Labels {
            title: title(self, areas, words),
            top_right: position(self),
            bottom_right: bottom,
        };
        let inside = pane::draw_list(frame, areas.list, areas.bordered, self.rows.is_empty(), labels);
        let people = self.people(scene.data());
        let also = Helps { is_of_a_team: true, ..Helps::default() };
        if remote_state::instead(frame, inside, &people.list, also, scene) {
            return;
        }
        if people.is_whole() && people.loaded() == 0 {
            let key = scene.key(Mode::Workload, Action::Visit(Visit::Teams));
            return pane::message(frame, inside, &[Line::raw(words.no_members(&key))]);
        }
        let columns = Fitted::of(self, areas, inside, scene);
        if columns.heat && areas.bordered {
            pane::foot(frame, areas.list, &legend(scene.cx().today(), words), taken);
        }
        let body = if areas.headings {
            line::put(frame, inside, 0, &columns.headings(self.sort, scene.cx().today(), words));
            Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
        } else {
            inside
        };
        let own = scene.data().own_member(&self.team.id);
        for ((at, row, member), y) in self.visible(scene.data()).zip(0..body.height) {
            let is_selected = at == self.cursor.selected;
            let is_own = own == Some(&member.id);
            let drawn = columns.row(self, (row, &member), (is_selected, is_own), scene);
            line::row(frame, body, y, &drawn, is_selected && scene.state.follows(Mode::Workload));
        }
    }

    fn crumb(&self, words: Words) -> String {
        words.workload().into_owned()
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        let (row, member) = self.selected(scene.data())?;
        let said = scene.words.load_aloud(member_label::name(&member.name), &row.tally);
        let place = || scene.words.place_in_list(self.cursor.selected, self.rows.len(), &said);
        (self.mode(&scene.cx()) == Mode::Workload).then(place)
    }

    fn filter_hint(&self, words: Words) -> Option<Text> {
        Some(words.filter_hint())
    }
}

/// Where the person is, how fresh the selected row is, and whose account reads it.
fn head(workload: &TeamWorkload, areas: Areas, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let people = workload.people(scene.data());
    let rows = if workload.total.load.partial { unreadable_todos(workload) } else { 0 };
    let gaps =
        Gaps { unreadable: people.unreadable() + rows, cut_after: people.is_cut().then(|| people.loaded()) };
    if areas.room < Room::Table {
        let right = remote_state::place(&position(workload), &people.list, gaps);
        header::draw_in(scene, frame, areas.header, "", &scene.words.workload(), right);
        return;
    }
    let fresh = match workload.selected(scene.data()) {
        Some((row, _)) if people.list.failure().is_none() => {
            remote_state::standing(&scene.data().todos(&row.id, Which::Open).todos, gaps, scene)
        }
        _ => remote_state::standing(&people.list, gaps, scene),
    };
    let right = header::beside_account(fresh, scene);
    header::draw_in(scene, frame, areas.header, member_label::name(&workload.team.name), scene.trail, right);
}

/// The screen's name, where there is room for it, and what the rows amount to.
fn title(workload: &TeamWorkload, areas: Areas, words: Words) -> Vec<Span<'static>> {
    let (name, total) = (words.workload(), words.load_total(&workload.total.load));
    // Both labels have a space and a stroke on either side, and the corners.
    let room = usize::from(areas.list.width).saturating_sub(width(&position(workload)) + 10);
    if width(&name) + GAP + width(&total) > room {
        return pane::title(total);
    }
    let mut title = pane::title(name);
    title.push(Span::raw(format!("  {total}")));
    title
}

fn position(workload: &TeamWorkload) -> String {
    match workload.rows.len() {
        0 => "0".to_owned(),
        count => format!("{}/{count}", workload.cursor.selected + 1),
    }
}

/// What the lower border says: why the selected count is not whole, or how much is missing.
fn bottom(workload: &TeamWorkload, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let key = |action| scene.key(Mode::Workload, action);
    let total = &workload.total;
    let people = workload.people(scene.data());
    if let Some(unknown) = people.unknown_term(&workload.filter, workload.rows.len()) {
        return vec![Span::raw(words.unknown_term(&unknown))];
    }
    if let Some(lack) = in_projects::lack(&workload.filter, &workload.team.id, scene.data()) {
        return vec![Span::raw(words.project_lack(&lack, &key(Action::Refresh)))];
    }
    if workload.rows.is_empty() && !workload.filter.is_empty() {
        let clears = scene.key(Mode::Filter, Action::Back);
        return vec![Span::raw(words.no_match(workload.filter.field.text().trim(), &clears))];
    }
    let strong = |text: Text| Span::styled(text, styles::STRONG);
    let selected = workload.selected(scene.data()).map(|(row, _)| &row.tally);
    let of_row = selected.and_then(|tally| match &tally.lack {
        Lack::Failed(why) => Some(strong(format!("! {}", words.failure(why)).into())),
        Lack::Unreadable(count) => Some(strong(format!("! {}", words.unreadable_entries(*count)).into())),
        Lack::Nothing | Lack::Coming | Lack::NotAsked => None,
    });
    let missing = total.come + total.failed < total.rows;
    let of_team = match missing {
        true if workload.is_stopped() => Some(strong(words.lists_missing(total, &key(Action::Refresh)))),
        true if scene.is_live() => Some(Span::raw(words.lists_come(total, &key(Action::Back)))),
        _ if total.failed > 0 => Some(strong(words.lists_failed(total, &key(Action::Refresh)))),
        _ if total.load.partial && of_row.is_none() => whole_team(workload, scene).map(strong),
        _ => None,
    };
    let gap = (of_row.is_some() && of_team.is_some()).then(|| Span::raw("  "));
    of_row.into_iter().chain(gap).chain(of_team).collect()
}

/// Why the sums of a team are not whole although every row has come.
fn whole_team(workload: &TeamWorkload, scene: Scene<'_>) -> Option<Text> {
    let people = workload.people(scene.data());
    let comes = !people.is_whole() && !people.is_cut();
    comes.then(|| scene.words.members_missing())
}

/// How many to-dos of the members could not be read.
fn unreadable_todos(workload: &TeamWorkload) -> usize {
    let of_row = |row: &LoadRow| if let Lack::Unreadable(count) = row.tally.lack { count } else { 0 };
    workload.rows.iter().map(of_row).sum()
}

/// What the cells of a day mean, and of which years the holidays are not known.
fn legend(today: Date, words: Words) -> String {
    let mut legend = words.heat_legend(FREE, LIGHT, BUSY, FULL, OFF).into_owned();
    let mut years: Vec<i16> = days_from(today, DAYS).map(Date::year).collect();
    years.dedup();
    for year in years.into_iter().filter(|year| source_for(*year) == HolidaySource::WeekendsOnly) {
        legend.push_str("  ");
        legend.push_str(&words.weekends_only(year));
    }
    legend
}

/// The columns that have room, and how many cells each has.
struct Fitted {
    name: usize,
    counts: Vec<(LoadColumn, usize)>,
    heat: bool,
    groups: usize,
    /// The cells of the mark of the selected row.
    mark: usize,
}

impl Fitted {
    fn of(workload: &TeamWorkload, areas: Areas, inside: Rect, scene: Scene<'_>) -> Self {
        let accessible = scene.state.look.accessible;
        let mark = if accessible { 2 } else { 1 };
        let cells = usize::from(inside.width).saturating_sub(mark);
        let widest = workload.people(scene.data()).widest();
        let mut left = cells.saturating_sub(widest.name.clamp(NAME.0, NAME.1));
        let mut takes = |cells: usize| {
            let fits = cells <= left;
            left -= if fits { cells } else { 0 };
            fits
        };
        let count = |column| (column, width(&scene.words.load_column(column)).max(COUNT) + GAP);
        let [open, overdue, today, rest @ ..] = COUNTS.map(count);
        let mut counts: Vec<_> =
            [open, overdue, today].into_iter().filter(|(_, cells)| takes(*cells)).collect();
        // A screen reader would read it sign by sign.
        let heat = !accessible && areas.room >= Room::Table && takes(DAYS + GAP);
        counts.extend(rest.into_iter().filter(|(_, cells)| takes(*cells)));
        let mut name = widest.name.clamp(NAME.0, NAME.1);
        let more = widest.name.min(NAME.2).saturating_sub(name).min(left);
        name += more;
        left -= more;
        let groups = if left >= GROUPS + GAP && widest.groups > 0 { left } else { 0 };
        if groups == 0 {
            name += left;
        }
        Self { name, counts, heat, groups, mark }
    }

    fn headings(&self, sort: LoadSort, today: Date, words: Words) -> Line<'static> {
        let named = |column: LoadColumn| {
            let is_down = (column == LoadColumn::Name) == sort.reversed;
            let mark = match column == sort.by {
                true if is_down => "▾",
                true => "▴",
                false => "",
            };
            format!("{}{mark}", words.load_column(column))
        };
        let name = Span::raw(pad(
            &format!("{}{}", " ".repeat(self.mark), named(LoadColumn::Name)),
            self.mark + self.name,
        ));
        let mut spans = vec![name];
        // The mark of the column that the rows are sorted by stands in the gap behind it.
        let mut borrowed = 0;
        for (column, cells) in &self.counts {
            let marked = usize::from(*column == sort.by);
            spans.push(Span::raw(pad_left(&named(*column), cells + marked - borrowed)));
            borrowed = marked;
        }
        if self.heat {
            let days: String = days_from(today, DAYS)
                .map(|day| if is_working_day(day) { last_digit(day) } else { OFF })
                .collect();
            spans.push(Span::raw(format!("{}{}", " ".repeat(GAP - borrowed), pad(&days, DAYS))));
            borrowed = 0;
        }
        if self.groups > 0 {
            spans.push(Span::raw(format!("{}{}", " ".repeat(GAP - borrowed), words.groups())));
        }
        spans.into_iter().map(|span| span.style(styles::DIM)).collect()
    }

    fn row(
        &self,
        workload: &TeamWorkload,
        (row, member): (&LoadRow, &Member),
        (is_selected, is_own): (bool, bool),
        scene: Scene<'_>,
    ) -> Line<'static> {
        let style = match (is_selected, member.is_active) {
            (true, _) => styles::SELECTED,
            (false, Some(false)) => styles::DIM,
            (false, _) => styles::PLAIN,
        };
        let has_changed = scene.data().changes.has(&ChangedRow::Load(row.id.clone()));
        let mark = pad(line::pointer(is_selected, has_changed), self.mark);
        let mut spans = vec![Span::styled(mark, style)];
        let named = if is_own && style == styles::PLAIN { styles::OWN } else { style };
        let name = member_label::name(&member.name);
        spans.extend(line::searched(name, MemberField::Name, self.name, named, &workload.filter));
        let tally = &row.tally;
        let counts: usize = self.counts.iter().map(|(_, cells)| cells).sum();
        let heat = if self.heat { GAP + DAYS } else { 0 };
        match (&tally.lack, &tally.load) {
            // Why stands where the counts would.
            (Lack::Failed(why), None) => {
                let said = format!("  ! {}", scene.words.failure(why));
                spans.push(line::cell(&said, counts + heat, style));
            }
            (_, load) => {
                let cells = self.counts.iter();
                spans.extend(cells.map(|(column, cells)| count(*column, tally, *cells, style)));
                if self.heat {
                    spans.push(Span::styled(" ".repeat(GAP), style));
                    spans.extend(strip(load.as_ref(), scene.cx().today(), style));
                }
            }
        }
        if self.groups > 0 {
            let groups = member.groups_in_a_row();
            spans.push(Span::styled(" ".repeat(GAP), style));
            let cells = self.groups - GAP;
            spans.extend(line::searched(&groups, MemberField::Groups, cells, style, &workload.filter));
        }
        Line::from(spans)
    }
}

/// A count, right-aligned; `12+` where there may be more, `⋯` where it is on its way, `-` where it is not known.
fn count(column: LoadColumn, tally: &Tally, cells: usize, style: Style) -> Span<'static> {
    let counted = |count: usize, partial| (count, format!("{count}{}", if partial { "+" } else { "" }));
    let of = |load: &Workload| {
        let count = match column {
            LoadColumn::Overdue => load.overdue,
            LoadColumn::Today => load.due_today,
            LoadColumn::Week => load.due_in_7_days,
            LoadColumn::NoDate => load.no_date,
            LoadColumn::Open | LoadColumn::Done | LoadColumn::Name => load.open,
        };
        counted(count, load.partial)
    };
    let known = match column {
        LoadColumn::Done => tally.done.map(|done| counted(done.count, done.partial)),
        _ => tally.load.as_ref().map(of),
    };
    let (count, text) = match (known, &tally.lack) {
        (Some(known), _) => known,
        (None, Lack::Coming) if column == LoadColumn::Open => (0, "⋯".to_owned()),
        (None, Lack::Coming) if column != LoadColumn::Done => (0, String::new()),
        (None, _) => (0, "-".to_owned()),
    };
    let style = match column {
        LoadColumn::Overdue if count > 0 && style == styles::PLAIN => styles::OVERDUE,
        LoadColumn::Overdue if count > 0 => style.patch(styles::STRONG),
        _ if count == 0 && style == styles::PLAIN => styles::DIM,
        _ => style,
    };
    Span::styled(pad_left(&text, cells), style)
}

/// The coming days, today first, a cell each.
fn strip(load: Option<&Workload>, today: Date, row: Style) -> Vec<Span<'static>> {
    let Some(load) = load else { return vec![Span::styled(" ".repeat(DAYS), row)] };
    let mut days: Vec<Option<Date>> = days_from(today, DAYS).map(Some).collect();
    days.resize(DAYS, None);
    let cell = |(due, day): (&usize, Option<Date>)| {
        let works = day.is_some_and(is_working_day);
        let heat = Heat::of(*due);
        let cell = match heat {
            Heat::Free if works => FREE,
            Heat::Free => ' ',
            Heat::Light => LIGHT,
            Heat::Busy => BUSY,
            Heat::Full => FULL,
        };
        let style = match heat {
            _ if row != styles::PLAIN => row,
            Heat::Free => styles::DIM,
            Heat::Light => styles::PLAIN,
            Heat::Busy => styles::STRONG,
            Heat::Full => styles::OVERDUE,
        };
        Span::styled(cell.to_string(), style)
    };
    load.days.iter().zip(days).map(cell).collect()
}

/// The day of the month, as far as one cell goes.
fn last_digit(day: Date) -> char {
    char::from(b'0' + day.day().unsigned_abs() % 10)
}
