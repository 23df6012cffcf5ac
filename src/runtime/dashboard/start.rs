//! The dashboard: puts state, terminal and workers together and runs them.

use std::io::{self, IsTerminal};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::event_loop;
use super::event_loop::Loop;
use super::frame_limiter::FrameLimiter;
use super::window::{Face, Window};
use super::workers::Workers;
use crate::app::data::disk_cache::Cached;
use crate::app::kit::appearance::ThemeChoice;
use crate::app::{Event, StandupAsked, Startup, State};
use crate::base::text::SafeText;
use crate::runtime::cli::LONG_VERSION;
use crate::runtime::clock;
use crate::runtime::clock::Clock;
use crate::runtime::desktop::{browser, clipboard};
use crate::runtime::exit_error::ExitError;
use crate::runtime::files::store::Store;
use crate::runtime::files::unread::Unread;
use crate::runtime::files::{cache, paths};
use crate::runtime::run_context;
use crate::runtime::run_context::{RunContext, profile_of};
use crate::runtime::terminal::guard::Guard;
use crate::runtime::terminal::queries::Question;
use crate::runtime::terminal::signals::Signals;
use crate::runtime::terminal::size::size;
use crate::runtime::terminal::tty::Keyboard;
use crate::runtime::terminal::watch::Watch;
use crate::runtime::terminal::{hyperlinks, queries, screen};
use crate::runtime::threads;
use crate::session::Fact;
use crate::tower::model::TeamId;
use crate::ui::{Painter, WideCellRepair};

/// How many events may be queued; senders wait beyond that.
const INBOX: usize = 256;

/// The picture, and what reports say of this program.
static PAINTER: Painter = Painter {
    version: || LONG_VERSION.replace('\n', ", "),
    moment: |at| clock::rfc3339(at).unwrap_or_default(),
};

/// Whether there is a terminal to draw on.
pub(in crate::runtime) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// How the dashboard was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Left {
    /// For good.
    Quit,
    /// To go on with another profile; none is what stands outside of profiles.
    GoOn(Option<String>),
}

/// Runs the dashboard until the person leaves; it begins with a standup where one is asked for.
pub(in crate::runtime) fn run(context: RunContext, asked: Option<StandupAsked>) -> Result<Left, ExitError> {
    let clock = Clock::start();
    let (startup, unread) = startup(&context)?;
    let startup = Startup { standup: asked, ..startup };
    let mut state = State::new(startup, clock.now());
    let runtime = threads::runtime()?;
    let result = runtime.block_on(async {
        let (sender, mut inbox) = mpsc::channel(INBOX);
        let question = question(&context, state.look.accessible);
        let inline = context.settings.is_inline();
        let RunContext { store, in_file, settings_file, built_in, log, .. } = context;
        let mut workers = Workers::new(store.clone(), in_file, settings_file, sender.clone(), built_in, log);
        workers.check()?;
        workers.unread = unread;
        read_session(&mut state, &store, &mut workers, clock);
        // Otherwise crossterm, under NO_COLOR, drops the attributes along with the colors.
        crossterm::style::force_color_output(true);
        // Before the terminal is taken: what stops or ends the program from then on is heard.
        let signals = Signals::all()?;
        let guard = Guard::enter(&question.text(), inline)?;
        let output = guard.output();
        let mut watch = Watch::new(Keyboard::open()?, output.drain(), signals, question);
        let mut window = Window {
            screen: screen::on(output)?,
            guard,
            face: Face::Full,
            halves: WideCellRepair::default(),
            title: String::new(),
            drawn: <(ratatui::layout::Size, String)>::default(),
            copies: JoinSet::new(),
        };
        if state.look.mouse {
            window.guard.take_mouse(true)?;
        }
        drop(sender);
        if question.backdrop
            && let Some(light) = watch.backdrop(queries::PATIENCE).await
        {
            state.look.theme = ThemeChoice::by_backdrop(light);
        }
        let all = Loop {
            state: &mut state,
            window: &mut window,
            workers: &mut workers,
            inbox: &mut inbox,
            watch: &mut watch,
            clock,
            frames: FrameLimiter::default(),
        };
        let result = event_loop::run(all).await;
        drop(window);
        if state.goes_on.is_none() {
            state.leave_lists();
        }
        // Nobody receives the session worker's last facts.
        drop(inbox);
        workers.finish(state.goes_on.is_some()).await;
        result
    });
    runtime.shutdown_background();
    result?;
    if let Some(which) = state.no_team() {
        return Err(which.clone().into());
    }
    let next = state.goes_on.and_then(|at| state.startup.profiles.get(at));
    let name = |name: &SafeText| name.as_str().to_owned();
    Ok(next.map_or(Left::Quit, |profile| Left::GoOn(profile.as_ref().map(name))))
}

/// What to ask the terminal. The query for the width draws a border character, which a screen reader would read out;
/// and for a screen reader no borders are drawn anyway.
fn question(context: &RunContext, accessible: bool) -> Question {
    Question {
        width: queries::ASKS && !accessible && context.settings.ambiguous().is_none(),
        backdrop: queries::ASKS && context.by_backdrop,
    }
}

fn startup(context: &RunContext) -> io::Result<(Startup, Option<Unread>)> {
    let last_team = context.store.last_team();
    let (cached, unread) = cached(context, last_team.as_ref()).unzip();
    let startup = Startup {
        client: context.client.clone(),
        known: context.known.clone(),
        base: context.base.clone(),
        lang: context.lang,
        profile: context.profile.as_deref().map(|name| SafeText::line(name, SafeText::NAME)),
        size: size()?,
        demo: context.built_in.is_some(),
        has_browser: browser::is_near(),
        clipboard: clipboard::tried_first(),
        hyperlinks: context.settings.hyperlinks.unwrap_or_else(hyperlinks::are_known),
        cached: cached.map(Box::new),
        table: context.settings.table(),
        views: context.views.clone(),
        view: context.view.clone(),
        profiles: context.other_profiles(),
        preferences: context.settings.preferences(),
        last_team,
        process: run_context::process(true)?,
        zone: clock::zone(),
        state_dir: context.store.dir().map(|dir| paths::short(dir).into()),
        log: context.log.path().map(paths::short),
        settings: context.settings_file.as_deref().map_or_else(String::new, paths::short),
        keymap: context.keymap.clone(),
        presenter: &PAINTER,
        look: context.look,
        settings_errors: context.settings_errors.clone(),
        standup: None,
    };
    Ok((startup, unread.flatten()))
}

/// The lists cached by an earlier run; removes them where caching has been turned off.
fn cached(context: &RunContext, team: Option<&TeamId>) -> Option<(Cached, Option<Unread>)> {
    let profile = profile_of(context.client.as_ref()?);
    if context.settings.caches() {
        return cache::read(&context.store, &profile, team);
    }
    // A cache that stays is not read.
    drop(cache::remove(&context.store, &profile));
    None
}

/// Reads the session file before the first frame, so that it shows the right screen.
fn read_session(state: &mut State, store: &Store, workers: &mut Workers, clock: Clock) {
    let Some(client) = &state.startup.client else { return };
    let profile = profile_of(client);
    let seen = store.session(&profile);
    let effects = state.update(Event::Session(Fact::FileSeen(seen)), clock.now());
    workers.put_off(profile, effects);
}
