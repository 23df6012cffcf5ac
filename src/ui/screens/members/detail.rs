//! The detail: what the selected member has to do, and everything Tower sent about them.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::todo_summary::ToDo;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::Areas;
use crate::app::screens::members::screen::Members;
use crate::base::measure::{pad, width, wrap};
use crate::base::text::SafeText;
use crate::tower::model::Member;
use crate::ui::kit::scene::Scene;
use crate::ui::kit::{line, member_label, pane};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

pub(super) fn draw(members: &Members, areas: Areas, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let words = scene.words;
    let (area, bordered, close) = if members.zoomed {
        let key = scene.live_key(Mode::Member, Action::Back);
        (areas.whole, areas.bordered, key.map(|key| words.close_detail(&key)))
    } else {
        let key = scene.live_key(Mode::Members, Action::Detail);
        (areas.detail, true, key.map(|key| words.hide_detail(&key)))
    };
    if area.is_empty() {
        return;
    }
    let selected = members.selected(scene.data());
    let labels = pane::Labels {
        title: selected
            .as_ref()
            .map(|member| pane::title(member_label::name(&member.name)))
            .unwrap_or_default(),
        bottom_right: close.map(|close| Span::styled(close, styles::DIM)).into_iter().collect(),
        ..pane::Labels::default()
    };
    let draw = if members.zoomed { pane::draw } else { pane::draw_beside };
    let inside = draw(frame, area, bordered, labels);
    let Some(member) = selected else { return };
    let own = scene.data().own_member(&members.team.id) == Some(&member.id);
    let facts = facts(&member, own, words);
    let (cells, rows) = (usize::from(inside.width), usize::from(inside.height));
    // Where they have a place of their own, that is enough.
    let todos = ToDo::of(members, scene).filter(|_| members.zoomed || areas.todos.is_empty());
    let mut lines = if Areas::pairs_facts(inside) && !scene.state.look.accessible {
        let todos = todos.map_or_else(Vec::new, |todos| todos.summed(cells));
        todos.into_iter().chain(in_pairs(&facts, cells)).collect()
    } else {
        let facts = one_column(&facts, cells);
        let todos = todos.map_or_else(Vec::new, |todos| todos.listed(cells));
        let room = rows.saturating_sub(facts.len() + 1).max(LEAST_TODOS);
        let gap = (!todos.is_empty()).then(Line::default);
        todos.into_iter().take(room).chain(gap).chain(facts).collect::<Vec<_>>()
    };
    if !bordered {
        lines.insert(0, Line::styled(format!(" {}", member_label::name(&member.name)), styles::STRONG));
    }
    for (line, y) in lines.iter().zip(0..inside.height) {
        line::put(frame, inside, y, line);
    }
}

/// The fewest rows of to-dos, their heading counted in, however many facts there are.
const LEAST_TODOS: usize = 3;

/// A name and what is said under it.
type Fact = (Text, String);

/// Those that Tower sent, the ones people look for first.
fn facts(member: &Member, own: bool, words: Words) -> Vec<Fact> {
    let groups = member.groups_in_a_row();
    let mut role = words.role_of(&member.role).into_owned();
    for mark in member_label::marks(member, own, words) {
        role.push_str("  ");
        role.push_str(&mark);
    }
    let active = member.is_active.map(|yes| words.yes_or_no(yes));
    let text = |fact: Option<&SafeText>| fact.map(SafeText::to_string);
    [
        (words.role(), Some(role)),
        (words.groups(), Some(groups)),
        (words.phone(), text(member.phone.as_ref())),
        (words.email(), text(member.email.as_ref())),
        (words.note(), text(member.note.as_ref())),
        (words.active(), active.map(Text::into_owned)),
        (words.joined(), member.joined.as_ref().map(ToString::to_string)),
        (words.updated_on(), member.updated.as_ref().map(ToString::to_string)),
        ("ID".into(), Some(member.id.0.as_str().to_owned())),
        (words.avatar(), text(member.avatar.as_ref())),
    ]
    .into_iter()
    .filter_map(|(name, said)| Some((name, said.filter(|said| !said.is_empty())?)))
    .collect()
}

fn one_column(facts: &[Fact], cells: usize) -> Vec<Line<'static>> {
    let label = label_of(facts);
    facts.iter().flat_map(|fact| folded(fact, label, cells)).collect()
}

/// Two facts side by side where both are short enough for a half.
fn in_pairs(facts: &[Fact], cells: usize) -> Vec<Line<'static>> {
    let label = label_of(facts);
    let room = (cells / 2).saturating_sub(label + 1);
    let half = |(name, said): &Fact| {
        let name = Span::styled(format!(" {}", pad(name, label)), styles::DIM);
        [name, line::cell(said, room, styles::PLAIN)]
    };
    let mut lines = Vec::new();
    let mut left: Option<&Fact> = None;
    for fact in facts {
        let is_short = width(&fact.1) < room;
        match left.take() {
            Some(before) if is_short => lines.push(half(before).into_iter().chain(half(fact)).collect()),
            before => {
                lines.extend(before.into_iter().flat_map(|before| folded(before, label, cells)));
                if is_short {
                    left = Some(fact);
                } else {
                    lines.extend(folded(fact, label, cells));
                }
            }
        }
    }
    lines.extend(left.into_iter().flat_map(|last| folded(last, label, cells)));
    lines
}

/// The cells of the names of facts.
fn label_of(facts: &[Fact]) -> usize {
    facts.iter().map(|(name, _)| width(name)).max().unwrap_or(0) + 2
}

/// A fact on as many lines as it needs. An id or an address that would have to be broken moves below its name, so that
/// whoever copies it gets it whole.
fn folded((name, text): &Fact, label: usize, cells: usize) -> Vec<Line<'static>> {
    let room = cells.saturating_sub(label + 2).max(1);
    if width(text) > room && !text.contains(' ') {
        let name = Span::styled(format!(" {name}  "), styles::DIM);
        let text = Span::raw(text.clone());
        if width(&text.content) < cells {
            return vec![Line::from(name), Line::from(vec![Span::raw(" "), text])];
        }
    }
    let parts = wrap(text, room).into_iter().enumerate();
    parts
        .map(|(at, part)| {
            let name = if at == 0 { name.as_ref() } else { "" };
            Line::from(vec![Span::styled(format!(" {}", pad(name, label)), styles::DIM), Span::raw(part)])
        })
        .collect()
}
