//! The detail: everything Tower sent about the selected member; what it did not send is `-`.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::todo_summary::ToDo;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::layout::Areas;
use crate::app::screens::members::screen::Members;
use crate::base::measure::{pad, width, wrap};
use crate::tower::model::Member;
use crate::ui::kit::scene::Scene;
use crate::ui::kit::{line, member_label, pane};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

pub(super) fn draw(members: &Members, areas: Areas, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let words = scene.words;
    let (area, bordered, close) = if members.zoomed {
        let key = scene.key(Mode::Member, Action::Back);
        (areas.whole, areas.bordered, words.close_detail(&key))
    } else {
        (areas.detail, true, words.hide_detail(&scene.key(Mode::Members, Action::Detail)))
    };
    if area.is_empty() {
        return;
    }
    let selected = members.selected(scene.data());
    let labels = pane::Labels {
        title: selected.map(|member| pane::title(member_label::name(&member.name))).unwrap_or_default(),
        bottom_right: vec![Span::styled(close, styles::DIM)],
        ..pane::Labels::default()
    };
    let draw = if members.zoomed { pane::draw } else { pane::draw_beside };
    let inside = draw(frame, area, bordered, labels);
    let Some(member) = selected else { return };
    let own = scene.data().own_member(&members.team.id) == Some(&member.id);
    let facts = facts(member, own, words);
    let cells = usize::from(inside.width);
    // Where they have a place of their own, that is enough.
    let todos = ToDo::of(members, scene).filter(|_| members.zoomed || areas.todos.is_empty());
    let mut lines = if Areas::pairs_facts(inside) {
        two_columns(&facts, todos.map_or_else(Vec::new, |todos| todos.summed(cells)), cells)
    } else {
        let todos = todos.map(|todos| todos.listed(cells));
        let todos = todos.into_iter().flat_map(|todos| std::iter::once(Line::default()).chain(todos));
        one_column(&facts, cells).into_iter().chain(todos).collect()
    };
    if !bordered {
        lines.insert(0, Line::styled(format!(" {}", member_label::name(&member.name)), styles::STRONG));
    }
    for (line, y) in lines.iter().zip(0..inside.height) {
        line::put(frame, inside, y, line);
    }
}

/// A label and what it says.
type Fact = (Text, String);

fn facts(member: &Member, own: bool, words: Words) -> [Fact; 10] {
    let groups = member.groups_in_a_row();
    let mut role = words.role_of(&member.role).into_owned();
    for mark in member_label::marks(member, own, words) {
        role.push_str("  ");
        role.push_str(&mark);
    }
    let active = member.is_active.map(|yes| words.yes_or_no(yes).into_owned());
    [
        (words.role(), role),
        (words.groups(), if groups.is_empty() { "-".to_owned() } else { groups }),
        (words.phone(), or_dash(member.phone.as_ref())),
        (words.email(), or_dash(member.email.as_ref())),
        (words.note(), or_dash(member.note.as_ref())),
        (words.active(), active.unwrap_or_else(|| "-".to_owned())),
        ("ID".into(), member.id.0.as_str().to_owned()),
        (words.joined(), or_dash(member.joined.as_ref())),
        (words.updated_on(), or_dash(member.updated.as_ref())),
        (words.avatar(), or_dash(member.avatar.as_ref())),
    ]
}

fn or_dash(fact: Option<&impl ToString>) -> String {
    fact.map_or_else(|| "-".to_owned(), ToString::to_string)
}

fn one_column(facts: &[Fact], cells: usize) -> Vec<Line<'static>> {
    let label = facts.iter().map(|(label, _)| width(label)).max().unwrap_or(0) + 2;
    facts.iter().flat_map(|fact| folded(fact, label, cells)).collect()
}

/// The short facts side by side, and what there is to do; the note and the id need the whole width.
fn two_columns(facts: &[Fact; 10], todos: Vec<Line<'static>>, cells: usize) -> Vec<Line<'static>> {
    let [role, groups, phone, email, note, active, id, joined, updated, avatar] = facts;
    let label = facts.iter().map(|(label, _)| width(label)).max().unwrap_or(0) + 2;
    let half = |fact: &Fact| {
        let name = Span::styled(format!(" {}", pad(&fact.0, label)), styles::DIM);
        [name, line::cell(&fact.1, (cells / 2).saturating_sub(label + 1), styles::PLAIN)]
    };
    let pair = |left, right| vec![half(left).into_iter().chain(half(right)).collect::<Line<'static>>()];
    let whole = |fact| folded(fact, label, cells);
    [
        pair(role, groups),
        pair(phone, email),
        whole(note),
        todos,
        pair(active, joined),
        whole(id),
        whole(updated),
        whole(avatar),
    ]
    .concat()
}

/// A fact on as many lines as it needs. An id or an address that would have to be broken moves to the left, out of
/// its column, or below its label, so that whoever copies it gets it whole.
fn folded((name, text): &Fact, label: usize, cells: usize) -> Vec<Line<'static>> {
    let room = cells.saturating_sub(label + 2).max(1);
    if width(text) > room && !text.contains(' ') {
        let name = Span::styled(format!(" {name}  "), styles::DIM);
        let text = Span::raw(text.clone());
        if width(&name.content) + width(&text.content) <= cells {
            return vec![Line::from(vec![name, text])];
        }
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
