//! The palette: what can be done, by which key, what the settings call it, and why it cannot be done now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::core::command::{Item, Scope};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::overlays::palette::Palette;
use crate::base::measure::{pad, width};
use crate::ui::kit::popup::{Popup, cells_of};
use crate::ui::kit::{line, member_label};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The cells between two columns.
const GAP: usize = 2;
/// The cells of the borders and of the space beside them.
const FRAME: usize = 4;
/// The cells around what stands on a border, with the strokes between.
const LABELS: usize = 10;
/// The cells of the mark before what is selected.
const MARK: usize = 1;
/// The most cells for keys where two columns stand side by side.
const KEYS: usize = 14;

/// The selected command as a sentence.
pub(in crate::ui) fn spoken(state: &State, palette: &Palette, words: Words) -> Option<Text> {
    let found = state.found(palette);
    let at = palette.cursor.selected;
    let row = PaletteRow::of(found.get(at)?, state, words);
    let current = row.is_current.then(|| words.current().into_owned());
    let said = words.in_a_row([row.does].into_iter().chain(current));
    Some(words.place_in_list(at, found.len(), &said))
}

/// Draws it.
pub(in crate::ui) fn draw(state: &State, palette: &Palette, words: Words, frame: &mut Frame<'_>) {
    // The box keeps its size while what is typed leaves less in it.
    let all = state.found(&Palette::of(palette.scope));
    let all: Vec<PaletteRow> = all.iter().map(|item| PaletteRow::of(item, state, words)).collect();
    let found: Vec<PaletteRow> =
        state.found(palette).iter().map(|item| PaletteRow::of(item, state, words)).collect();
    let most = Areas::palette_rows(state.size);
    let areas = Areas::of(state.size, PaneRequest::default());
    let room = usize::from(state.size.width).saturating_sub(if areas.bordered { FRAME } else { 0 });
    let layout = Layout::of(&all, room, most, state.look.accessible);
    let key = |action| state.key(Mode::Palette, action);
    let title = words.palette_title(palette.scope, state.mode_below());
    let close = words.palette_close(&key(Action::Run), &key(Action::Back));
    let other = match palette.scope {
        Scope::Here => words.all_commands(&key(Action::Palette)),
        Scope::All | Scope::Themes => words.commands_here(&key(Action::Help)),
    };
    let mut cursor = palette.cursor;
    cursor.fit(found.len(), layout.rows * layout.columns);
    let place = if found.len() > layout.rows * layout.columns {
        format!("{}/{}", cursor.selected + 1, found.len())
    } else {
        String::new()
    };
    let log = state.startup.log.as_ref().map(|log| words.log_is(log)).unwrap_or_default();
    let gap = if place.is_empty() { 0 } else { 2 };
    let above = width(&title) + width(&place) + gap + width(&other) + LABELS;
    // A path that is too long stands nowhere rather than cut.
    let below = Some(width(&log) + width(&close) + LABELS).filter(|below| *below <= room + FRAME);
    let below = below.unwrap_or(width(&close) + LABELS);
    let cells = (layout.cells + FRAME).max(above).max(below);
    let popup = Popup { title: &title, place: &place, beside: &other, close: &close, foot: &log };
    let inside = popup.draw(state.size, cells, layout.rows + 1, frame);
    typed(frame, inside, palette, words);
    let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    if found.is_empty() {
        line::put(frame, body, 0, &Line::styled(format!("  {}", words.nothing_found()), styles::DIM));
    }
    for y in 0..layout.rows {
        let spans = (0..layout.columns).flat_map(|column| {
            let at = cursor.offset + column * layout.rows + y;
            found.get(at).map(|item| item.line(&layout, at == cursor.selected)).into_iter().flatten()
        });
        line::put(frame, body, cells_of(y), &spans.collect());
    }
}

/// The line that is typed into.
fn typed(frame: &mut Frame<'_>, inside: Rect, palette: &Palette, words: Words) {
    let area =
        Rect { x: inside.x.saturating_add(2), width: inside.width.saturating_sub(2), height: 1, ..inside };
    line::field(frame, area, &palette.field, true);
    let mut spans = vec![Span::styled(" >", styles::KEY)];
    if palette.field.is_empty() {
        spans.push(Span::styled(format!("  {}", words.type_to_search()), styles::DIM));
    }
    line::put(frame, inside, 0, &Line::from(spans));
}

/// An item as it is shown.
struct PaletteRow {
    keys: Vec<String>,
    does: String,
    name: &'static str,
    why: Option<String>,
    /// It is open, or drawn in, already.
    is_current: bool,
    /// What stands behind all of it: why it cannot be done, or that it is so already.
    beside: String,
}

/// How the items stand.
struct Layout {
    columns: usize,
    rows: usize,
    /// The cells of everything within a row.
    cells: usize,
    /// The cells of one item.
    each: usize,
    keys: usize,
    does: usize,
    /// The cells of the names in the settings; none where there is no room for them.
    name: Option<usize>,
    /// The keys, what they do and why not stand in line.
    aligned: bool,
}

impl Layout {
    /// One item a row; two where everything fits whole in them and not in one, and nobody reads line by line.
    fn of(items: &[PaletteRow], room: usize, most: usize, one_column: bool) -> Self {
        let widest = |of: &dyn Fn(&PaletteRow) -> usize| items.iter().map(of).max().unwrap_or(0);
        let keys = widest(&|item| width(&item.keys.join(" ")));
        let does = widest(&|item| width(&item.does));
        let name = widest(&|item| width(item.name));
        let gap = |beside: &str| if beside.is_empty() { 0 } else { GAP + width(beside) };
        let why = widest(&|item| gap(&item.beside));
        let half = items.len().div_ceil(2);
        let short = keys.min(KEYS);
        let pair = MARK + short + GAP + does;
        if !one_column && items.len() > most && half <= most && why == 0 && 2 * pair + GAP <= room {
            let cells = 2 * pair + GAP;
            return Self {
                columns: 2,
                rows: half,
                cells,
                each: pair + GAP,
                keys: short,
                does,
                name: None,
                aligned: true,
            };
        }
        let plain = MARK + keys + GAP + does + why;
        let named = plain + GAP + name;
        let cells = if named <= room { named } else { plain.min(room) };
        Self {
            columns: 1,
            rows: items.len().min(most),
            cells,
            each: cells,
            keys,
            does,
            name: (named <= room).then_some(name),
            aligned: plain <= room,
        }
    }
}

impl PaletteRow {
    fn of(item: &Item, state: &State, words: Words) -> Self {
        let plain = |does: Text, name| Self {
            keys: Vec::new(),
            does: does.into_owned(),
            name,
            why: None,
            is_current: false,
            beside: String::new(),
        };
        match item {
            Item::Command(command) => {
                let why = command.disabled.map(|why| words.disabled(why).into_owned());
                Self {
                    keys: command.keys.iter().map(|key| key.name()).collect(),
                    beside: why.clone().unwrap_or_default(),
                    why,
                    ..plain(words.action(command.action), command.action.name())
                }
            }
            Item::Team(team) => plain(words.team_called(member_label::name(&team.name)), "")
                .marked(state.open_team().is_some_and(|open| open.id == team.id), words),
            Item::Project(project) => plain(words.project_called(member_label::name(&project.name)), ""),
            Item::Member { name, .. } => plain(words.todos_of(member_label::name(name)), ""),
            Item::View(view) => Self {
                keys: view.key.iter().map(|key| key.name()).collect(),
                ..plain(words.view_called(view.name.as_str()), "")
            },
            Item::Profile(_, profile) => plain(words.other_profile(profile.as_ref()), ""),
            Item::Theme(theme) => {
                plain(words.theme_called(*theme), theme.name()).marked(*theme == state.look.theme, words)
            }
        }
    }

    fn marked(self, is_current: bool, words: Words) -> Self {
        let beside = if is_current { format!("✓ {}", words.current()) } else { String::new() };
        Self { is_current, beside, ..self }
    }

    fn line(&self, layout: &Layout, selected: bool) -> Vec<Span<'static>> {
        let style = |style: Style| match (selected, &self.why) {
            (true, _) => styles::SELECTED,
            (false, Some(_)) => styles::DIM,
            (false, None) => style,
        };
        let mark = Span::styled(if selected { "›" } else { " " }, style(styles::PLAIN));
        let room = layout.each.saturating_sub(MARK);
        let beside = if self.beside.is_empty() { String::new() } else { format!("  {}", self.beside) };
        let (keys, name) = if layout.aligned {
            let name = layout.name.filter(|_| !self.name.is_empty());
            (pad(&self.keys_within(layout.keys), layout.keys + GAP), name)
        } else {
            let keys = self.keys_within(room.saturating_sub(width(&self.does) + width(&beside) + GAP));
            (if keys.is_empty() { keys } else { format!("{keys}  ") }, None)
        };
        // What has no name in the settings may be as long as both columns.
        let left = room.saturating_sub(width(&keys) + width(&beside));
        let does = match name {
            Some(_) => pad(&self.does, layout.does + GAP),
            None if layout.aligned && self.why.is_some() => pad(&self.does, layout.does),
            None => pad(&self.does, left),
        };
        let name = name.map(|cells| pad(self.name, cells)).unwrap_or_default();
        let rest = room.saturating_sub(width(&keys) + width(&does) + width(&name));
        let spans = [
            Span::styled(keys, style(styles::KEY)),
            Span::styled(does, style(styles::PLAIN)),
            Span::styled(name, style(styles::DIM)),
            Span::styled(pad(&beside, rest), style(styles::DIM)),
        ];
        std::iter::once(mark).chain(spans).collect()
    }

    /// As many of the keys as there is room for; the first in any case, but where something cannot be done.
    fn keys_within(&self, cells: usize) -> String {
        let mut keys = self.keys.clone();
        let least = usize::from(self.why.is_none());
        while keys.len() > least && width(&keys.join(" ")) > cells {
            keys.pop();
        }
        keys.join(" ")
    }
}
