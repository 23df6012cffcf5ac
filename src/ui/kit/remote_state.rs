//! What a list says when it does not come: on its border while it comes, in its place only when there is
//! nothing else to show.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::scene::Scene;
use super::{line, pane, spinner};
use crate::app::data::remote::{Fetch, Remote};
use crate::app::keys::table::{Action, Mode, Visit};
use crate::base::measure::wrap;
use crate::base::time::{Now, whole_seconds};
use crate::tower::failure::Failure;
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// A list that comes within this shows no spinner.
const UNSEEN: Duration = Duration::from_millis(150);

/// The widest prose.
const WIDEST: usize = 70;

/// What of a list is not here although nothing failed.
#[derive(Clone, Copy, Default)]
pub(in crate::ui) struct Gaps {
    /// How many entries could not be read.
    pub(in crate::ui) unreadable: usize,
    /// More follows these at Tower than is read of any list.
    pub(in crate::ui) cut_after: Option<usize>,
}

impl Gaps {
    /// Entries that could not be read.
    pub(in crate::ui) fn of(unreadable: usize) -> Self {
        Self { unreadable, cut_after: None }
    }

    fn are_none(self) -> bool {
        self.unreadable == 0 && self.cut_after.is_none()
    }

    /// Each with its mark.
    pub(in crate::ui) fn said(self, words: Words) -> Vec<Span<'static>> {
        let unreadable = (self.unreadable > 0).then(|| words.unreadable_entries(self.unreadable));
        let cut = self.cut_after.map(|count| words.list_cut(count));
        let mut spans: Vec<Span<'static>> = Vec::new();
        for said in unreadable.into_iter().chain(cut) {
            spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
            spans.push(Span::styled(format!("! {said}"), styles::WARN));
        }
        spans
    }
}

/// What every header tells of a list: how old it is, why there is nothing newer, and what of it is missing. What is
/// wrong stands before an age at which nothing is, since what stands last gives way.
pub(in crate::ui) fn standing<T>(remote: &Remote<T>, gaps: Gaps, scene: Scene<'_>) -> Vec<Span<'static>> {
    let fresh = freshness(remote, scene);
    let missing = gaps.said(scene.words);
    let both = if remote.failure().is_some() { [fresh, missing] } else { [missing, fresh] };
    let parts: Vec<Vec<Span<'static>>> = both.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&Span::raw("  "))
}

/// The same on a narrow screen: the place in the list, with a mark where something is wrong with it.
pub(in crate::ui) fn place<T>(place: &str, remote: &Remote<T>, gaps: Gaps) -> Vec<Span<'static>> {
    let is_right = remote.failure().is_none() && gaps.are_none();
    let mark = (!is_right).then_some("!");
    let parts: Vec<&str> = mark.into_iter().chain([place]).filter(|part| !part.is_empty()).collect();
    vec![Span::raw(parts.join(" "))]
}

/// On a list's border: the key that asks again after a failure, where there is something of the list; and what is wrong
/// with it where the header has no room to tell.
pub(in crate::ui) fn on_border<T>(
    remote: &Remote<T>,
    gaps: Gaps,
    mode: Mode,
    is_told: bool,
    scene: Scene<'_>,
) -> Vec<Span<'static>> {
    let words = scene.words;
    let mut spans = if is_told { Vec::new() } else { gaps.said(words) };
    if let (Some(why), Some(_), true) = (remote.failure(), remote.value(), scene.is_live()) {
        let why = (!is_told).then(|| format!("! {}", words.failure(why)));
        let key = scene.live_key(mode, Action::Refresh).map(|key| words.retry_with(&key).into_owned());
        for said in why.into_iter().chain(key) {
            spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
            spans.push(Span::styled(said, styles::STRONG));
        }
    }
    spans
}

/// How old something is, and why there is nothing newer.
fn freshness<T>(remote: &Remote<T>, scene: Scene<'_>) -> Vec<Span<'static>> {
    let words = scene.words;
    let Some(age) = remote.age(scene.state.now) else { return Vec::new() };
    match remote.failure() {
        _ if !scene.is_live() => vec![Span::styled(words.read(age), styles::DIM)],
        // Why there is no token stands in the status bar.
        Some(Failure::NoToken) => vec![Span::styled(words.old(age), styles::WARN)],
        Some(failure) => {
            let why = format!("! {}", words.failure(failure));
            vec![Span::raw(words.old(age)), Span::raw(" "), Span::styled(why, styles::WARN)]
        }
        None if remote.is_cached() => vec![Span::raw(words.old(age))],
        None => vec![Span::styled(words.updated(age), styles::DIM)],
    }
}

/// Of several lists that make one picture, the one whose age says most: one that failed, or else the oldest.
pub(in crate::ui) fn stalest<'a, T: 'a>(
    remotes: impl Iterator<Item = &'a Remote<T>>,
    now: Now,
) -> Option<&'a Remote<T>> {
    remotes
        .filter(|remote| remote.age(now).is_some())
        .max_by_key(|remote| (remote.failure().is_some(), remote.age(now)))
}

/// On a list's border: that it is being loaded.
pub(in crate::ui) fn progress<T>(remote: &Remote<T>, what: &str, scene: Scene<'_>) -> Vec<Span<'static>> {
    let Scene { state, words, .. } = scene;
    match &remote.fetch {
        Fetch::Loading { since, .. } => {
            let waited = state.now.mono.saturating_sub(*since);
            if waited < UNSEEN {
                return Vec::new();
            }
            let key = state.key(Mode::Teams, Action::Back);
            let said = words.loading(what, spinner::waited(state, waited), &key);
            vec![Span::raw(format!("{}{said}", spinner::spinner(state)))]
        }
        Fetch::Idle | Fetch::Failed { .. } => Vec::new(),
    }
}

/// What helps where a list does not come, beside what always does.
#[derive(Clone, Copy, Default)]
pub(in crate::ui) struct Helps {
    /// Whose list it is may have left.
    pub(in crate::ui) is_of_a_member: bool,
    /// It is one to-do, which may have been deleted.
    pub(in crate::ui) is_a_todo: bool,
    /// Another team can be chosen.
    pub(in crate::ui) is_of_a_team: bool,
}

/// In a list's place, as long as there is nothing of it: why, and what helps. Whether anything was drawn.
pub(in crate::ui) fn instead<T>(
    frame: &mut Frame<'_>,
    area: Rect,
    remote: &Remote<T>,
    also: Helps,
    scene: Scene<'_>,
) -> bool {
    let Scene { state, words, .. } = scene;
    if remote.value().is_some() {
        return false;
    }
    let name = |action| state.key(Mode::Members, action);
    let mut lines = if !scene.is_live() {
        vec![Line::styled(format!("! {}", words.no_data_signed_out()), styles::STRONG), Line::default()]
    } else if let Some(failure) = remote.failure() {
        let helps = match failure {
            Failure::Gone if also.is_of_a_member => words.member_gone(),
            Failure::Gone if also.is_a_todo => words.todo_gone(),
            failure => words.remedy(failure),
        };
        said(failure, &helps, remote.retry_at(), usize::from(area.width), state.now, words)
    } else if remote.is_given_up() {
        vec![Line::raw(words.given_up(&name(Action::Refresh)))]
    } else {
        return false;
    };
    if !scene.is_live() {
        lines.push(key(name(Action::SignIn), &words.sign_in()));
    } else if remote.failure().is_some() {
        lines.push(key(name(Action::Refresh), &words.try_now()));
    }
    let another = matches!(remote.failure(), Some(Failure::Forbidden | Failure::Gone));
    if also.is_of_a_team && (another || !scene.is_live()) {
        lines.push(key(name(Action::Visit(Visit::Teams)), &words.other_team()));
    }
    pane::message(frame, area, &lines);
    true
}

fn key(name: String, does: &str) -> Line<'static> {
    Line::from_iter(line::key(name, &format!(" {does}")))
}

fn said(
    failure: &Failure,
    helps: &str,
    retry: Option<Duration>,
    cells: usize,
    now: Now,
    words: Words,
) -> Vec<Line<'static>> {
    let cells = cells.saturating_sub(4).min(WIDEST);
    let mut lines =
        vec![Line::styled(format!("! {}", words.failure(failure)), styles::STRONG), Line::default()];
    lines.extend(wrap(helps, cells).into_iter().map(Line::raw));
    if let Some(at) = retry {
        lines.push(Line::raw(words.next_try(whole_seconds(at.saturating_sub(now.mono)))));
    }
    lines.push(Line::default());
    lines
}
