//! The session panel: whose session it is, how long it lasts, where it is kept, and who renewed it. Never the
//! token itself.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::core::context::Context;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::Pace;
use crate::app::kit::layout::{Areas, FACT_NAMES, PaneRequest};
use crate::app::overlays::session::SessionPanel;
use crate::app::router::workspace::Workspace;
use crate::base::measure::{width, wrap};
use crate::base::time::time_of_day;
use crate::session::{Countdown, Details, Warning};
use crate::ui::kit::line;
use crate::ui::kit::popup::Popup;
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The cells of the panel, where there are so many.
const CELLS: u16 = 68;

/// Draws the panel.
pub(in crate::ui) fn draw(
    state: &State,
    workspace: &Workspace,
    panel: &SessionPanel,
    words: Words,
    frame: &mut Frame<'_>,
) {
    let SessionPanel { sure, first } = *panel;
    let areas = Areas::of(state.size, PaneRequest::default());
    let told = |cells: u16| {
        let cells = usize::from(cells);
        let file = state.startup.session_file(workspace.session.client());
        let cx = workspace.context(state.at());
        (
            facts(&cx, file.as_deref(), state.look.pace(), cells, words),
            keys(state, workspace, sure, cells, words),
        )
    };
    let cells = CELLS.min(state.size.width.saturating_sub(2));
    let (mut facts, mut keys) = told(cells.saturating_sub(4));
    let lines: usize = facts.iter().map(Vec::len).sum();
    let rows = lines + keys.len() + 3;
    let (title, close) = (words.session(), words.help_close(&state.key(Mode::Session, Action::Back)));
    let popup = Popup { title: &title, close: &close, ..Popup::default() };
    let inside = if areas.bordered && rows <= usize::from(areas.whole.height) {
        popup.draw(state.size, usize::from(cells), rows - 2, frame)
    } else {
        (facts, keys) = told(areas.whole.width.saturating_sub(1));
        popup.draw_whole(state.size, frame)
    };
    // The question whether to sign out always shows: where there is too little room, facts are left out.
    let asked = u16::try_from(keys.len()).unwrap_or(u16::MAX).min(inside.height);
    let room = inside.height - asked;
    let fits = facts.iter().map(Vec::len).sum::<usize>() <= usize::from(room);
    let shown = facts.iter().skip(if fits { 0 } else { first }).flatten();
    for (line, y) in shown.zip(0..room) {
        line::put(frame, inside, y, line);
    }
    for (line, y) in keys.iter().zip(room..inside.height) {
        line::put(frame, inside, y, line);
    }
}

/// How many facts there are.
pub(in crate::ui) fn count(cx: &Context<'_>) -> usize {
    facts(cx, None, Pace::Off, 0, Words(cx.lang)).len()
}

/// What there is to say, each on the lines it needs.
fn facts(
    cx: &Context<'_>,
    file: Option<&str>,
    pace: Pace,
    cells: usize,
    words: Words,
) -> Vec<Vec<Line<'static>>> {
    let view = cx.session.view(cx.now);
    let mut facts =
        vec![(words.account(), view.email.map_or_else(|| "-".into(), |email| email.to_string().into()))];
    match (cx.session.details(cx.now), view.countdown) {
        (Some(details), countdown) => facts.extend(token(cx, &details, &countdown, pace, words)),
        (None, Countdown::SignedOut(reason)) => {
            facts.push((words.token_word(), words.reason(&reason, cx.can.zone)));
        }
        (None, _) => {}
    }
    let client = cx.session.client();
    let through = client.app.client_secret.is_token_server();
    facts.push((words.comes_from(), words.source_of(&client.addresses.origin, through)));
    facts.push((words.kept_in(), words.kept(file)));
    let label = facts.iter().map(|(name, _)| width(name)).max().unwrap_or(0) + 2;
    let facts = facts.iter().map(|(name, value)| fact(name, value, label, cells));
    let warnings = view.warnings.iter();
    facts.chain(warnings.map(|warning| said(&words.warning(warning), cells, style_of(warning)))).collect()
}

/// What can be done with the session; in rows of its own where it does not fit in one.
fn keys(state: &State, workspace: &Workspace, sure: bool, cells: usize, words: Words) -> Vec<Line<'static>> {
    let key = |action| state.key(Mode::Session, action);
    let keys = match sure {
        true => vec![(key(Action::SignOut), words.sign_out_sure(&key(Action::Back)))],
        _ if workspace.session.is_live() => {
            vec![(key(Action::Renew), words.renew_now()), (key(Action::SignOut), words.sign_out())]
        }
        _ => Vec::new(),
    };
    let mut spans = vec![Span::raw(" ")];
    for (name, does) in &keys {
        spans.extend(line::key(name.clone(), does));
        spans.push(Span::raw("   "));
    }
    spans.push(Span::styled(words.never_shown(), styles::DIM));
    let one = Line::from(spans);
    if line::cells(&one) <= cells + 1 {
        return vec![one];
    }
    let mut lines = Vec::new();
    for (name, does) in keys {
        for (row, part) in wrap(&does, cells.saturating_sub(width(&name) + 1)).into_iter().enumerate() {
            let name = if row == 0 { name.clone() } else { " ".repeat(width(&name)) };
            let [name, part] = line::key(name, &part);
            lines.push(Line::from(vec![Span::raw(" "), name, part]));
        }
    }
    lines
}

fn style_of(warning: &Warning) -> Style {
    match warning {
        Warning::Unsaved(_) | Warning::NotRemoved(_) | Warning::WasOpen { .. } | Warning::DirOpen { .. } => {
            styles::STRONG
        }
        Warning::NoLocks { .. }
        | Warning::FileUnusable(_)
        | Warning::FileOlder
        | Warning::ShortLives
        | Warning::ClockWrong(_) => styles::PLAIN,
    }
}

/// What the panel says of the token.
fn token(
    cx: &Context<'_>,
    details: &Details,
    countdown: &Countdown,
    pace: Pace,
    words: Words,
) -> Vec<(Text, Text)> {
    let at = |span| time_of_day(cx.now.wall.plus(span), cx.can.zone);
    let ends =
        details.left.map_or_else(|| words.no_end(), |left| words.ends_in(&words.rest(left, pace), &at(left)));
    let issuer = cx.session.client().issuer();
    let renewal = match (countdown, details.renewal) {
        (Countdown::Renewing | Countdown::Renewed(_), None) => words.renewal_now(),
        (Countdown::Queued { holder, .. }, _) => words.renewal_elsewhere(*holder),
        (Countdown::Retrying { why, failures, .. }, _) => words.renewal_failed(issuer, why, *failures),
        (Countdown::TwoStep { .. }, _) => words.renewal_two_step(),
        (Countdown::Blocked { what, .. }, _) => words.misconfigured(issuer, what),
        (_, Some(span)) => words.renewal_at(&at(span), details.left.map(|left| left.saturating_sub(span))),
        (_, None) => words.renewal_when_refused(),
    };
    let lifetime = details.lifetime.map_or_else(|| words.no_end(), |lifetime| words.lifetime(lifetime));
    let got = words.got(&time_of_day(details.obtained_at, cx.can.zone), details.generation, details.source);
    let mut facts = vec![
        (words.token_word(), ends),
        (words.renewal(), renewal),
        (words.lifetime_word(), lifetime),
        (words.last_renewed(), got),
    ];
    facts.extend(details.skew.map(|skew| (words.clock_word(), words.clock_difference(skew))));
    facts
}

/// A name and its value, which goes on below itself where it is long; below both where there is little room.
fn fact(name: &str, value: &str, label: usize, cells: usize) -> Vec<Line<'static>> {
    if cells < FACT_NAMES {
        let parts = wrap(&format!("{name}: {value}"), cells).into_iter();
        return parts.map(|part| Line::raw(format!(" {part}"))).collect();
    }
    let parts = wrap(value, cells.saturating_sub(label)).into_iter().enumerate();
    let line = |(row, part)| {
        let name = if row == 0 { name } else { "" };
        Line::from(vec![Span::raw(" "), line::cell(name, label, styles::DIM), Span::raw(part)])
    };
    parts.map(line).collect()
}

fn said(text: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    let parts = wrap(&format!("! {text}"), cells).into_iter();
    parts.map(|part| Line::styled(format!(" {part}"), style)).collect()
}
