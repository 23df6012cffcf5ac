//! The session panel: whose session it is, how long it lasts, where it is kept, and who renewed it. Never the
//! token itself.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::words::{Text, Words};
use super::{line, pane, theme};
use crate::app::State;
use crate::app::areas::Areas;
use crate::app::desk::Desk;
use crate::app::keymap::{Action, Mode};
use crate::base::measure::{width, wrap};
use crate::session::{Countdown, Details, Warning};

/// The cells of the panel, where there are so many.
const CELLS: u16 = 68;

pub(super) fn draw(state: &State, desk: &Desk, sure: bool, words: Words, frame: &mut Frame<'_>) {
    let cells = CELLS.min(state.size.width.saturating_sub(2));
    let lines = lines(state, desk, sure, usize::from(cells.saturating_sub(4)), words);
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let area = Areas::over(state.size, cells, rows);
    pane::clear(frame, area);
    let labels = pane::Labels {
        title: pane::title(words.session()),
        bottom_right: vec![Span::styled(
            words.help_close(&state.key(Mode::Session, Action::Back)),
            theme::DIM,
        )],
        ..pane::Labels::default()
    };
    let inside = pane::draw(frame, area, true, labels);
    for (line, y) in lines.iter().zip(0..inside.height) {
        line::put(frame, inside, y, line);
    }
}

fn lines(state: &State, desk: &Desk, sure: bool, cells: usize, words: Words) -> Vec<Line<'static>> {
    let view = desk.session.view(state.now);
    let mut facts =
        vec![(words.account(), view.email.map_or_else(|| "-".into(), |email| email.to_string().into()))];
    match (desk.session.details(state.now), view.countdown) {
        (Some(details), countdown) => facts.extend(token(state, &details, &countdown, words)),
        (None, Countdown::SignedOut(reason)) => {
            facts.push((words.token_word(), words.reason(&reason, state.opening.zone)));
        }
        (None, _) => {}
    }
    let client = desk.session.client();
    let through = client.app.client_secret.is_token_server();
    facts.push((words.comes_from(), words.source_of(&client.addresses.origin, through)));
    facts.push((words.kept_in(), words.kept(state.opening.session_file(client).as_deref())));
    let label = facts.iter().map(|(name, _)| width(name)).max().unwrap_or(0) + 2;
    let mut lines = Vec::new();
    for (name, value) in &facts {
        fact(&mut lines, name, value, label, cells);
    }
    for warning in &view.warnings {
        said(&mut lines, &words.warning(warning), cells, style_of(warning));
    }
    lines.push(Line::default());
    let key = |action| state.key(Mode::Session, action);
    let keys = match sure {
        true => vec![(key(Action::SignOut), words.sign_out_sure(&key(Action::Back)))],
        _ if desk.session.is_live() => {
            vec![(key(Action::Renew), words.renew_now()), (key(Action::SignOut), words.sign_out())]
        }
        _ => Vec::new(),
    };
    let mut spans = vec![Span::raw(" ")];
    for (name, does) in keys {
        spans.extend(line::key(name, &does));
        spans.push(Span::raw("   "));
    }
    spans.push(Span::styled(words.never_shown(), theme::DIM));
    lines.push(Line::from(spans));
    lines
}

fn style_of(warning: &Warning) -> Style {
    match warning {
        Warning::Unsaved(_) | Warning::WasOpen { .. } | Warning::DirOpen { .. } => theme::STRONG,
        Warning::NoLocks { .. }
        | Warning::FileUnusable(_)
        | Warning::FileOlder
        | Warning::ShortLives
        | Warning::ClockWrong(_) => theme::PLAIN,
    }
}

/// What the panel says of the token.
fn token(state: &State, details: &Details, countdown: &Countdown, words: Words) -> Vec<(Text, Text)> {
    let at = |span| state.clock_time(state.now.wall.plus(span));
    let ends = details.left.map_or_else(
        || words.no_end(),
        |left| words.ends_in(&words.rest(left, state.look.pace()), &at(left)),
    );
    let renewal = match (countdown, details.renewal) {
        (Countdown::Renewing | Countdown::Renewed(_), None) => words.renewal_now(),
        (Countdown::Queued { holder, .. }, _) => words.renewal_elsewhere(*holder),
        (Countdown::Retrying { why, failures, .. }, _) => words.renewal_failed(why, *failures),
        (Countdown::TwoStep { .. }, _) => words.renewal_two_step(),
        (Countdown::Blocked { what, .. }, _) => words.misconfigured(what),
        (_, Some(span)) => words.renewal_at(&at(span), details.left.map(|left| left.saturating_sub(span))),
        (_, None) => words.renewal_when_refused(),
    };
    let lifetime = details.lifetime.map_or_else(|| words.no_end(), |lifetime| words.lifetime(lifetime));
    let got = words.got(&state.clock_time(details.obtained_at), details.generation, details.source);
    let mut facts = vec![
        (words.token_word(), ends),
        (words.renewal(), renewal),
        (words.lifetime_word(), lifetime),
        (words.last_renewed(), got),
    ];
    facts.extend(details.skew.map(|skew| (words.clock_word(), words.clock_difference(skew))));
    facts
}

/// A name and its value, which goes on below itself where it is long.
fn fact(lines: &mut Vec<Line<'static>>, name: &str, value: &str, label: usize, cells: usize) {
    for (part, first) in wrap(value, cells.saturating_sub(label)).into_iter().zip((0..).map(|row| row == 0)) {
        let name = if first { name } else { "" };
        lines.push(Line::from(vec![Span::raw(" "), line::cell(name, label, theme::DIM), Span::raw(part)]));
    }
}

fn said(lines: &mut Vec<Line<'static>>, text: &str, cells: usize, style: Style) {
    for part in wrap(&format!("! {text}"), cells) {
        lines.push(Line::styled(format!(" {part}"), style));
    }
}
