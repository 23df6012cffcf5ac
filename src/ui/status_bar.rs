//! The bottom line: hints or a word on what happened at the left, the network and the token's life at the
//! right.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Position, Rect, Size};
use ratatui::text::{Line, Span};

use super::kit::{line, spinner};
use super::screens::any;
use super::spoken;
use super::theme::styles;
use super::words::{Text, Words, times};
use crate::app::data::remote::Fetch;
use crate::app::data::resource::Turn;
use crate::app::keys::key::Key;
use crate::app::keys::keymap::Keymap;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::Pace;
use crate::app::kit::layout::Room;
use crate::app::router::workspace::Workspace;
use crate::app::{Stage, State};
use crate::base::measure::{fit, width};
use crate::base::time::short_clock;
use crate::session::{Countdown, SignOut};
use crate::tower::failure::Failure;

/// A token with less than this left stands out.
const SOON: Duration = Duration::from_secs(600);

/// A sentence cut to less than this says nothing.
const FEW: usize = 12;

/// As wide as most tokens' lives.
const WIDE: Duration = Duration::from_secs(7200);

/// A request that takes longer than this is slow.
const SLOW: Duration = Duration::from_secs(3);

pub(super) fn draw(state: &State, words: Words, frame: &mut Frame<'_>) {
    line::put(frame, area(state.size), 0, &drawn(state, words));
}

/// The key whose hint stands on this cell; the first where two share a hint.
pub(super) fn key_at(state: &State, place: Position, words: Words) -> Option<Key> {
    if !area(state.size).contains(place) {
        return None;
    }
    let (mut end, mut key) = (0, None);
    for span in drawn(state, words) {
        if span.style == styles::KEY {
            let name = &span.content;
            key = Key::named(name).or_else(|| Key::named(name.split('/').next()?));
        } else if span.content.trim().is_empty() {
            key = None;
        }
        end += width(&span.content);
        if usize::from(place.x) < end {
            return key;
        }
    }
    None
}

fn area(size: Size) -> Rect {
    Rect::new(0, size.height.saturating_sub(1), size.width, 1)
}

fn drawn(state: &State, words: Words) -> Line<'static> {
    let size = state.size;
    let cells = usize::from(size.width);
    let mut right = right(state, words);
    let right_cells: usize = right.iter().map(|span| width(&span.content)).sum();
    let room = cells.saturating_sub(right_cells + 3);
    let mut left = vec![Span::raw(" ")];
    match said(state, room, words) {
        Some(Said::Briefly(text, times)) => {
            // What has just happened is worth more than a countdown, and soon gone.
            let mut room = room;
            if width(&text) + width(&times) > room && Room::of(size) < Room::Table {
                right.clear();
                room = cells.saturating_sub(3);
            }
            left.push(Span::raw(fit(&text, room.saturating_sub(width(&times))).into_owned()));
            left.push(Span::raw(times));
        }
        Some(Said::Lasting(text, keys)) => {
            left.extend(lasting(&text, &keys, state, room.saturating_sub(1), words));
        }
        None => left.extend(hints_of(state, room, words)),
    }
    right.push(Span::raw(" "));
    line::ends(left, right, cells)
}

/// What has to be said instead of hints.
enum Said {
    /// For a moment, or until the next key; and how often.
    Briefly(Text, String),
    /// For as long as it is so, with the keys that help and what they then do.
    Lasting(Span<'static>, Vec<(Action, Text)>),
}

fn said(state: &State, room: usize, words: Words) -> Option<Said> {
    if let Some(notice) = state.notices.current(state.now) {
        let times = times(state.notices.times(notice));
        let room = room.saturating_sub(width(&times));
        let said = words.notice_within(room, notice, state.mode(), &state.startup.keymap);
        return Some(Said::Briefly(said, times));
    }
    warned(state, words).or_else(|| {
        let row = state.look.accessible.then(|| spoken::selected(state, words))??;
        Some(Said::Lasting(Span::raw(row), Vec::new()))
    })
}

/// What is wrong with the session.
fn warned(state: &State, words: Words) -> Option<Said> {
    let Stage::Workspace(workspace) = &state.stage else { return None };
    if workspace.qr().is_some() {
        return Some(Said::Briefly(words.qr_close(), String::new()));
    }
    let view = workspace.session.view(state.now);
    if workspace.is_signing_in() || !state.overlays.is_empty() {
        return None;
    }
    let issuer = workspace.session.client().issuer();
    let alarm = |text: Text| Span::styled(format!("! {text}"), styles::STRONG);
    let retry = || (Action::Refresh, words.retry());
    let (text, keys) = match view.countdown {
        Countdown::SignedOut(SignOut::Never) => return None,
        // The key stands in the place of the countdown.
        Countdown::SignedOut(reason) => (alarm(words.reason(&reason, state.startup.zone)), Vec::new()),
        Countdown::Retrying { failures, why, .. } => {
            (Span::raw(words.renewal_failed(issuer, &why, failures)), vec![retry()])
        }
        Countdown::Blocked { what, .. } => {
            let session = (Action::Session, words.action(Action::Session));
            (alarm(words.misconfigured(issuer, &what)), vec![retry(), session])
        }
        Countdown::Queued { holder, .. } => (Span::raw(words.renewal_elsewhere(holder)), Vec::new()),
        Countdown::TwoStep { .. } => {
            (alarm(words.renewal_two_step()), vec![(Action::SignIn, words.enter_code())])
        }
        Countdown::Fresh(_) | Countdown::Renewed(_) | Countdown::Renewing => {
            (alarm(words.warning(view.warnings.first()?)), Vec::new())
        }
    };
    Some(Said::Lasting(text, keys))
}

/// The hints; before those of the filter, what it looks at, where that leaves room for the key that keeps it.
fn hints_of(state: &State, room: usize, words: Words) -> Vec<Span<'static>> {
    let (mode, keymap) = (state.mode(), &state.startup.keymap);
    let useful = |action| match &state.stage {
        _ if action == Action::CopyMessage && state.notices.log().is_empty() => false,
        Stage::Workspace(workspace) => !workspace.screen().lacks(action, &workspace.context(state.at())),
        Stage::Setup(_) => true,
    };
    let hints = |room| hints(mode, keymap, useful, room, words);
    let text = match &state.stage {
        Stage::Workspace(workspace) if mode == Mode::Filter => {
            any::picture(workspace.stack.top()).filter_hint(words)
        }
        _ => None,
    };
    let Some(text) = text else { return hints(room) };
    let text = Span::raw(format!("{text}  "));
    let left = room.saturating_sub(width(&text.content));
    let all = hints(left);
    let first = hints(room).into_iter().take(2).collect();
    let keeps = keymap.name(mode, Action::KeepFilter);
    let fits = |keys: &Vec<Span<'_>>| {
        keys.iter().any(|key| keeps.as_deref() == Some(&*key.content))
            && keys.iter().map(|span| width(&span.content)).sum::<usize>() <= left
    };
    match [all, first].into_iter().find(fits) {
        Some(keys) => std::iter::once(text).chain(keys).collect(),
        None => hints(room),
    }
}

/// A sentence with the keys that help, as many as there is room for. The sentence gives way before a key does,
/// and the help never does.
fn lasting(
    text: &Span<'static>,
    keys: &[(Action, Text)],
    state: &State,
    room: usize,
    words: Words,
) -> Vec<Span<'static>> {
    let (mode, keymap) = (state.mode(), &state.startup.keymap);
    let item = |name: String, does: &str| {
        let [name, does] = line::key(name, does);
        [Span::raw("  "), name, does]
    };
    let cells = |item: &[Span<'_>; 3]| item.iter().map(|span| width(&span.content)).sum::<usize>();
    let help = keymap.name(mode, Action::Help).map(|name| item(name, &words.hint(Action::Help, mode)));
    let mut left = room.saturating_sub(help.iter().map(cells).sum());
    let mut items = Vec::new();
    for (action, does) in keys {
        let Some(item) = keymap.name(mode, *action).map(|name| item(name, does)) else { continue };
        if cells(&item) > left {
            break;
        }
        left -= cells(&item);
        items.push(item);
    }
    let said = fit(&text.content, left).into_owned();
    let says_something = width(&said) >= FEW || said == text.content;
    let said = says_something.then(|| Span::styled(said, text.style));
    let keys = items.into_iter().chain(help).flatten();
    said.into_iter().chain(keys.skip(usize::from(!says_something))).collect()
}

/// The keys worth a hint that do something now, as many as there is room for. The palette is never dropped, nor the
/// way out of it.
fn hints(
    mode: Mode,
    keymap: &Keymap,
    useful: impl Fn(Action) -> bool,
    room: usize,
    words: Words,
) -> Vec<Span<'static>> {
    let item =
        |name: String, action: Action| -> [Span<'static>; 2] { line::key(name, &words.hint(action, mode)) };
    let cells = |item: &[Span<'_>; 2]| item.iter().map(|span| width(&span.content)).sum::<usize>() + 2;
    let kept = if mode == Mode::Palette { Action::Back } else { Action::Help };
    let help = |action: &Action| *action == kept;
    let hints = keymap.hints(mode).filter(|(_, action)| useful(*action));
    let hints: Vec<_> = hints.map(|(name, action)| (action, item(name, action))).collect();
    let mut left = room;
    left = left
        .saturating_sub(hints.iter().filter(|(action, _)| help(action)).map(|(_, item)| cells(item)).sum());
    let mut full = false;
    let shown = hints.into_iter().filter(|(action, item)| {
        full |= !help(action) && cells(item) > left;
        if !help(action) && !full {
            left -= cells(item);
        }
        help(action) || !full
    });
    let gap = Span::raw("  ");
    shown.flat_map(|(_, [name, does])| [name, does, gap.clone()]).collect()
}

fn right(state: &State, words: Words) -> Vec<Span<'static>> {
    let Stage::Workspace(workspace) = &state.stage else { return vec![Span::raw(words.signed_out())] };
    let room = Room::of(state.size);
    let view = workspace.session.view(state.now);
    let token = match room {
        Room::None | Room::Names | Room::Narrow => short(state, workspace, &view.countdown, room, words),
        Room::Table | Room::Wide => long(state, workspace, &view.countdown, words),
    };
    let mut spans = Vec::new();
    let live = room >= Room::Table && workspace.session.is_live();
    if live {
        spans.push(network(state, workspace, &view.countdown, words));
        spans.push(Span::raw("  "));
    }
    if state.startup.demo && room >= Room::Table {
        spans.push(Span::styled(words.demo(), styles::DIM));
        spans.push(Span::raw("  "));
    }
    if live {
        let reserved = reserved(state.look.pace(), words);
        spans.push(Span::raw(" ".repeat(reserved.saturating_sub(width(&token.content)))));
    }
    spans.push(token);
    spans
}

/// The cells kept for the token, so that nothing beside it moves when it is renewed. Only what goes wrong takes
/// more.
fn reserved(pace: Pace, words: Words) -> usize {
    let forms = [words.token(WIDE, pace), words.token_renewed(WIDE, pace), words.token_renewing("  ")];
    forms.iter().map(|form| width(form)).max().unwrap_or(0)
}

fn short(
    state: &State,
    workspace: &Workspace,
    countdown: &Countdown,
    room: Room,
    words: Words,
) -> Span<'static> {
    let pace = state.look.pace();
    let time = |left: &Option<Duration>| match left {
        None => "?".to_owned(),
        Some(left) if pace == Pace::Seconds => short_clock(*left),
        Some(left) => words.rest(*left, pace).into_owned(),
    };
    let text = match countdown {
        Countdown::SignedOut(_) if workspace.is_signing_in() => {
            return Span::raw(words.signed_out());
        }
        Countdown::SignedOut(_) if room == Room::Names => {
            return Span::styled(words.sign_in_short(&sign_in(state, workspace)), styles::ERROR);
        }
        Countdown::SignedOut(_) => {
            return Span::styled(words.sign_in_again(&sign_in(state, workspace)), styles::ERROR);
        }
        Countdown::Fresh(_) | Countdown::Renewed(_) if pace == Pace::Off => {
            return Span::raw(words.signed_in());
        }
        Countdown::Fresh(left) | Countdown::Renewed(left) | Countdown::Blocked { left, .. } => time(left),
        Countdown::Renewing => "⋯".to_owned(),
        Countdown::Queued { left, .. } => format!("{} ⋯", time(left)),
        Countdown::TwoStep { left } | Countdown::Retrying { left, .. } => format!("{} !", time(left)),
    };
    if room == Room::Names { Span::raw(text) } else { Span::raw(words.token_short(&text)) }
}

/// The key that signs in again.
fn sign_in(state: &State, workspace: &Workspace) -> String {
    state.key(workspace.mode(state.at()), Action::SignIn)
}

fn long(state: &State, workspace: &Workspace, countdown: &Countdown, words: Words) -> Span<'static> {
    let pace = state.look.pace();
    match countdown {
        Countdown::SignedOut(SignOut::Never) => Span::raw(words.signed_out()),
        Countdown::SignedOut(_) if workspace.is_signing_in() => Span::raw(words.signed_out()),
        Countdown::SignedOut(_) => {
            Span::styled(words.sign_in_again(&sign_in(state, workspace)), styles::ERROR)
        }
        Countdown::Fresh(None)
        | Countdown::Renewed(None)
        | Countdown::TwoStep { left: None }
        | Countdown::Blocked { left: None, .. } => Span::raw(words.token_unknown()),
        Countdown::Fresh(Some(left)) => {
            let style = if *left <= SOON && !state.startup.demo { styles::STRONG } else { styles::PLAIN };
            Span::styled(words.token(*left, pace), style)
        }
        Countdown::Renewed(Some(left)) => Span::styled(words.token_renewed(*left, pace), styles::OK),
        Countdown::Queued { left, .. } => Span::raw(words.token_queued(*left, spinner::spinner(state), pace)),
        Countdown::Renewing => Span::raw(words.token_renewing(spinner::spinner(state))),
        Countdown::Retrying { left, retry, .. } => {
            let over = *left == Some(Duration::ZERO);
            Span::styled(
                words.token_retry(*left, *retry, pace),
                if over { styles::ERROR } else { styles::WARN },
            )
        }
        Countdown::TwoStep { left: Some(left) } | Countdown::Blocked { left: Some(left), .. } => {
            Span::styled(words.token(*left, pace), styles::WARN)
        }
    }
}

/// How it goes between here and Tower.
fn network(state: &State, workspace: &Workspace, countdown: &Countdown, words: Words) -> Span<'static> {
    // What the screen shows comes first: two countdowns to two moments would contradict each other.
    let fetches = workspace.fetches();
    let waits = |fetch: &Fetch| match fetch {
        Fetch::Loading { since, .. } => Some(state.now.mono.saturating_sub(*since)),
        Fetch::Idle | Fetch::Failed { .. } => None,
    };
    let mut asked = fetches.clone().filter(|(want, _)| want.turn != Turn::Aside);
    let failed = asked.find_map(|(_, fetch)| trouble(fetch, state, words));
    if let Some(text) = failed {
        return Span::styled(text, styles::WARN);
    }
    if let Countdown::Retrying { why, .. } = countdown
        && why.is_offline()
    {
        return Span::styled(words.offline_for_now(), styles::WARN);
    }
    let mut waited = fetches.filter(|(want, _)| !want.quiet).filter_map(|(_, fetch)| waits(fetch));
    let count = waited.clone().count();
    match waited.by_ref().max() {
        Some(waited) if waited >= SLOW && !state.look.accessible => {
            Span::styled(words.slow(waited), styles::WARN)
        }
        Some(waited) if waited >= Duration::from_millis(150) => Span::raw(words.loading_some(count)),
        _ => Span::raw(words.online()),
    }
}

fn trouble(fetch: &Fetch, state: &State, words: Words) -> Option<Text> {
    let Fetch::Failed { why, retry: Some(at), .. } = fetch else { return None };
    let left = at.saturating_sub(state.now.mono);
    match why {
        Failure::Limited { .. } => Some(words.limited(left)),
        why if why.is_offline() => Some(words.offline(left)),
        why if why.is_unheard() => Some(words.blocked(left)),
        _ => None,
    }
}
