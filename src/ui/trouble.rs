//! What a list says when it does not come: on its border while it comes, in its place only when there is
//! nothing else to show.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::words::Words;
use super::{line, motion, pane, theme};
use crate::app::remote::{Fetch, Remote};
use crate::base::measure::wrap;
use crate::base::time::{Now, whole_seconds};
use crate::tower::failure::Failure;

/// A list that comes within this is not worth a word.
const UNSEEN: Duration = Duration::from_millis(150);

/// The widest prose.
const WIDEST: usize = 70;

/// On a list's border: that it is being loaded.
pub(super) fn progress<T>(remote: &Remote<T>, what: &str, now: Now, words: Words) -> Vec<Span<'static>> {
    match &remote.fetch {
        Fetch::Loading { since, .. } => {
            let waited = now.mono.saturating_sub(*since);
            if waited < UNSEEN {
                return Vec::new();
            }
            vec![Span::raw(format!("{} {}", motion::spinner(now), words.loading(what, waited)))]
        }
        Fetch::Idle | Fetch::Failed { .. } => Vec::new(),
    }
}

/// In a list's place: what failed, why, and what helps.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    failure: &Failure,
    retry: Option<Duration>,
    now: Now,
    words: Words,
) {
    let cells = usize::from(area.width).saturating_sub(4).min(WIDEST);
    let mut lines =
        vec![Line::styled(format!("! {}", words.failure(failure)), theme::STRONG), Line::default()];
    lines.extend(wrap(&words.remedy(failure), cells).into_iter().map(Line::raw));
    if let Some(at) = retry {
        lines.push(Line::raw(words.next_try(whole_seconds(at.saturating_sub(now.mono)))));
    }
    lines.push(Line::default());
    lines.push(Line::from_iter(line::key("r", &format!(" {}", words.try_now()))));
    if matches!(failure, Failure::Forbidden | Failure::Gone) {
        lines.push(Line::from_iter(line::key("t", &format!(" {}", words.other_team()))));
    }
    pane::message(frame, area, &lines);
}
