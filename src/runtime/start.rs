//! The start: what the command line, the environment and the settings make of this run.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use ratatui::layout::Size;
use tokio::sync::mpsc;

use super::built_in::{client_of, demo_plan};
use super::cli::{Cli, Command, DemoServer};
use super::clock::{self, Clock};
use super::dispatch::Workers;
use super::environment::Environment;
use super::run::{self, Loop};
use super::settings::{self, BadSettings, Loaded, Settings};
use super::store::Store;
use super::terminal::Guard;
use super::window::{Face, Window};
use super::{browser, hyperlinks, input, places, screen, signals};
use crate::app::answers::{Fixed, Known};
use crate::app::{Event, Opening, State};
use crate::base::lang::Lang;
use crate::demo::{self, BuiltIn, Plan};
use crate::session::{Fact, Process, profile};
use crate::tower::oauth::{
    Addresses, App, BadAddress, Client, OUT_OF_BAND, SecretSource, TOWER, check_callback,
};
use crate::ui::words::{Text, Words};

/// How many facts may wait to be taken in; who has more to say waits.
const INBOX: usize = 256;

/// The exit code for a wrong call: bad arguments, or no terminal.
const USAGE: u8 = 2;

/// Where the callback is set.
const CALLBACK: &str = "TOWER_TUI_REDIRECT_URI / redirect_uri";

/// Why the program cannot start.
#[derive(Debug)]
enum Hindrance {
    NoTerminal,
    Settings(BadSettings),
    Address { bad: BadAddress, setting: &'static str },
    Callback(BadAddress),
    Demo(io::Error),
    Io(io::Error),
}

impl Hindrance {
    /// One line for the person.
    fn say(&self, words: Words) -> Text {
        match self {
            Self::NoTerminal => words.no_terminal(),
            Self::Settings(bad) => bad.say(words),
            Self::Address { bad: BadAddress::NotAbsolute, setting } => words.not_an_address(setting),
            Self::Address { bad: BadAddress::NotSecure, setting } => words.not_secure(setting),
            Self::Callback(BadAddress::NotAbsolute) => words.not_an_address(CALLBACK),
            Self::Callback(BadAddress::NotSecure) => words.callback_refused(CALLBACK),
            Self::Demo(error) => words.no_demo(&error.to_string()),
            Self::Io(error) => error.to_string().into(),
        }
    }

    fn code(&self) -> ExitCode {
        match self {
            Self::NoTerminal => ExitCode::from(USAGE),
            Self::Settings(_) | Self::Address { .. } | Self::Callback(_) | Self::Demo(_) | Self::Io(_) => {
                ExitCode::FAILURE
            }
        }
    }
}

impl From<BadSettings> for Hindrance {
    fn from(bad: BadSettings) -> Self {
        Self::Settings(bad)
    }
}

impl From<io::Error> for Hindrance {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Runs the program and says how it ended: 0 well, 1 with an error, 2 called wrongly or without a terminal.
pub fn start() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Some(Command::DemoServer(server)) => serve_demo(server),
        None => dashboard(&cli),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(hindrance) => {
            // Nobody may be listening any more.
            let words = Words(cli.lang.unwrap_or_else(system_lang));
            drop(writeln!(io::stderr(), "tower-tui: {}", hindrance.say(words)));
            hindrance.code()
        }
    }
}

fn serve_demo(server: &DemoServer) -> Result<(), Hindrance> {
    let plan = Plan {
        listen: server.listen,
        members: server.members,
        expires_in: server.expires_in,
        latency: server.latency,
        ..Plan::default()
    };
    let built_in = demo::start(plan).map_err(Hindrance::Demo)?;
    let mut out = io::stdout();
    writeln!(out, "{}", demo::announce(&built_in))?;
    out.flush()?;
    loop {
        std::thread::park();
    }
}

/// All that a run of the dashboard is made of.
struct Run {
    opening: Opening,
    store: Store,
    settings: Settings,
    settings_file: Option<PathBuf>,
    built_in: Option<BuiltIn>,
}

fn dashboard(cli: &Cli) -> Result<(), Hindrance> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Hindrance::NoTerminal);
    }
    let clock = Clock::start();
    let run = prepare(cli)?;
    let mut state = State::new(run.opening, clock.now());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        let (sender, mut inbox) = mpsc::channel(INBOX);
        let mut workers =
            Workers::new(run.store.clone(), run.settings, run.settings_file, sender.clone(), run.built_in);
        read_session(&mut state, &run.store, &mut workers, clock);
        let mut window = Window { guard: Guard::enter()?, screen: screen::on_stdout()?, face: Face::Full };
        signals::listen(&sender)?;
        input::listen(sender);
        let all =
            Loop { state: &mut state, window: &mut window, workers: &mut workers, inbox: &mut inbox, clock };
        let result = run::run(all).await;
        drop(window);
        // Nobody takes in what the keeper still has to say.
        drop(inbox);
        workers.finish();
        result
    });
    // What is still being written goes to the end; what still waits for Tower does not keep anyone.
    runtime.shutdown_timeout(Duration::from_millis(200));
    Ok(result?)
}

/// The session file is read before the first picture, which then is the right one.
fn read_session(state: &mut State, store: &Store, workers: &mut Workers, clock: Clock) {
    let Some(client) = &state.opening.client else { return };
    let profile = profile(&client.addresses.token_url, &client.app.client_id);
    workers.watch(profile.clone());
    let seen = store.session(&profile);
    for effect in state.update(Event::Session(Fact::FileSeen(seen)), clock.now()) {
        drop(workers.run(effect));
    }
}

fn prepare(cli: &Cli) -> Result<Run, Hindrance> {
    let settings_file = places::settings_file(cli.config.as_deref());
    let Loaded { settings, odd } = match settings::load(settings_file.as_deref()) {
        // A demo is there to be seen, and keeps nothing.
        Err(_) if cli.demo => Loaded::default(),
        loaded => loaded?,
    };
    let environment = Environment::read();
    let fixed = Fixed {
        client_id: environment.client_id,
        redirect_uri: environment.redirect_uri,
        token_server: environment.token_url,
        secret: environment.client_secret,
    };
    let known = Known { kept: settings.kept(), fixed };
    let base = environment.base_url.clone().or_else(|| settings.base_url.clone());
    let base = base.unwrap_or_else(|| TOWER.to_owned());
    let store = match places::state_dir(environment.state_dir.as_deref()) {
        Some(dir) if !cli.demo => Store::at(dir),
        _ => Store::nowhere(),
    };
    let built_in = if cli.demo { Some(demo::start(demo_plan()).map_err(Hindrance::Demo)?) } else { None };
    let client = match &built_in {
        Some(built_in) => Some(client_of(built_in)),
        None => client(&known, &base, &store)?,
    };
    let opening = Opening {
        known,
        base,
        lang: cli.lang.or_else(|| settings.lang()).unwrap_or_else(system_lang),
        size: terminal_size()?,
        demo: cli.demo,
        has_browser: browser::is_near(),
        hyperlinks: settings.hyperlinks.unwrap_or_else(hyperlinks::are_known),
        last_team: store.last_team(),
        process: process()?,
        zone: clock::zone(),
        session_file: client
            .as_ref()
            .and_then(|client| {
                store.session_file(&profile(&client.addresses.token_url, &client.app.client_id))
            })
            .map(|path| places::short(&path)),
        client,
        settings: settings_file.as_deref().map_or_else(String::new, places::short),
        odd_settings: odd,
    };
    Ok(Run { opening, store, settings, settings_file, built_in })
}

/// The application to sign in with; none while its id or its secret is not known.
fn client(known: &Known, base: &str, store: &Store) -> Result<Option<Client>, Hindrance> {
    let address = |bad, setting| Hindrance::Address { bad, setting };
    Addresses::new(base, None).map_err(|bad| address(bad, "TOWER_TUI_BASE_URL / base_url"))?;
    let addresses = Addresses::new(base, known.token_server())
        .map_err(|bad| address(bad, "TOWER_TUI_TOKEN_URL / token_url"))?;
    let redirect_uri = known.redirect_uri().unwrap_or(OUT_OF_BAND).to_owned();
    check_callback(&redirect_uri).map_err(Hindrance::Callback)?;
    let Some(client_id) = known.client_id().map(str::to_owned) else { return Ok(None) };
    let token_server = known.token_server().map(|_| SecretSource::TokenServer);
    let secret = || known.fixed.secret.clone();
    let command = || known.kept.secret_command.clone();
    let kept = || store.client_secret(&profile(&addresses.token_url, &client_id));
    let client_secret = token_server
        .or_else(|| secret().map(SecretSource::Known))
        .or_else(|| command().map(SecretSource::Command))
        .or_else(|| kept().map(SecretSource::Known));
    let Some(client_secret) = client_secret else { return Ok(None) };
    Ok(Some(Client { app: App { client_id, client_secret, redirect_uri }, addresses }))
}

fn system_lang() -> Lang {
    sys_locale::get_locale().map_or(Lang::En, |locale| Lang::from_locale(&locale))
}

fn terminal_size() -> io::Result<Size> {
    let (width, height) = crossterm::terminal::size()?;
    Ok(Size { width, height })
}

/// This run of the program, and chance for it.
fn process() -> io::Result<Process> {
    let seed = getrandom::u64().map_err(io::Error::from)?;
    let chance = getrandom::u32().map_err(io::Error::from)?;
    Ok(Process { pid: std::process::id(), seed, sway: f64::from(chance) / f64::from(u32::MAX) })
}
