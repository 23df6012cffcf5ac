//! The top line: the program, where in it the person is, how fresh that is, and whose account.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::scene::Scene;
use super::{line, member_label};
use crate::app::State;
use crate::app::kit::layout::Areas;
use crate::base::measure::{fit, width};
use crate::tower::model::User;
use crate::ui::theme::styles;

/// The most cells for the name of the account.
const ACCOUNT: usize = 20;

/// The cells of a name that are worth more than what stands at the right.
const NAME: usize = 8;

fn program(area: Rect) -> &'static str {
    if Areas::names_program(area) { " tower-tui  " } else { " " }
}

/// The fewest cells of the left side of the line.
fn least(area: Rect, name: &str, place: &str) -> usize {
    width(program(area)) + width(place) + 2 + width(name).min(NAME)
}

fn taken(right: &[Span<'_>]) -> usize {
    right.iter().map(|span| width(&span.content)).sum()
}

/// Whether all that stands at the right fits beside a place and the beginning of the name that it is within.
pub(in crate::ui) fn has_room(area: Rect, name: &str, place: &str, right: &[Span<'_>]) -> bool {
    taken(right) + least(area, name, place) <= usize::from(area.width)
}

/// Draws the line. `place` is where the person is; `right` stands at the end. Whether all that is wrong stands there.
pub(in crate::ui) fn draw(frame: &mut Frame<'_>, area: Rect, place: &str, right: Vec<Span<'_>>) -> bool {
    draw_within(frame, area, "", place, right)
}

/// The same where the place is within something with a name: the name gives way, the place does not. Where
/// that is not enough, what stands last at the right goes. Whether all that is wrong stands there.
pub(in crate::ui) fn draw_within(
    frame: &mut Frame<'_>,
    area: Rect,
    name: &str,
    place: &str,
    mut right: Vec<Span<'_>>,
) -> bool {
    let cells = usize::from(area.width);
    let mut is_told = true;
    while !has_room(area, name, place, &right) {
        let Some(gone) = right.pop() else { break };
        is_told &= gone.style != styles::WARN;
    }
    let room = cells.saturating_sub(least(area, "", place) + taken(&right));
    let left = vec![
        Span::styled(program(area), styles::STRONG),
        Span::raw(fit(name, room).into_owned()),
        Span::raw(place.to_owned()),
    ];
    right.push(Span::raw(" "));
    line::put(frame, area, 0, &line::ends(left, right, cells));
    is_told
}

/// The line of a screen of the workspace. How many notifications are unread stands in it where some are and nothing
/// else of the line gives way to it. Whether all that is wrong stands there.
pub(in crate::ui) fn draw_in(
    scene: Scene<'_>,
    frame: &mut Frame<'_>,
    area: Rect,
    name: &str,
    place: &str,
    mut right: Vec<Span<'_>>,
) -> bool {
    let data = scene.data();
    let unread = scene.words.unread(data.unread(), !data.has_more_news()).into_owned();
    let gap = if right.is_empty() { "" } else { "  " };
    let others = width(program(area)) + width(name) + width(place) + 2 + taken(&right);
    if data.unread() > 0 && others + width(&unread) + gap.len() <= usize::from(area.width) {
        right.splice(..0, [Span::styled(unread, styles::STRONG), Span::raw(gap)]);
    }
    draw_within(frame, area, name, place, right)
}

/// The profile, and whose account it is.
pub(in crate::ui) fn account(scene: Scene<'_>) -> Vec<Span<'static>> {
    let name = |user: &User| {
        Span::styled(fit(member_label::name(&user.nickname), ACCOUNT).into_owned(), styles::OWN)
    };
    profile(scene.state).into_iter().chain(scene.data().account.value().map(name)).collect()
}

/// How fresh something is, and behind it whose account reads it.
pub(in crate::ui) fn beside_account(mut fresh: Vec<Span<'static>>, scene: Scene<'_>) -> Vec<Span<'static>> {
    let account = account(scene);
    if !fresh.is_empty() && !account.is_empty() {
        fresh.push(Span::raw("  "));
    }
    fresh.extend(account);
    fresh
}

/// The profile, with the space behind it; none where it is none.
pub(in crate::ui) fn profile(state: &State) -> Option<Span<'static>> {
    let name = state.startup.profile.as_ref()?;
    Some(Span::styled(format!("{} ", fit(name.as_str(), ACCOUNT)), styles::KEY))
}
