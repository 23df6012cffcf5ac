//! What the loop does when something in the program breaks.

#![cfg(unix)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::*;
use crate::app::{Stage, Startup};
use crate::demo::{BuiltIn, Fault, Plan, Received, What, start};
use crate::runtime::demo::built_in::client_of;
use crate::runtime::files::store::Store;
use crate::runtime::log::LogHandle;
use crate::runtime::run_context::profile_of;
use crate::runtime::settings::values::Settings;
use crate::runtime::terminal::guard::Guard;
use crate::runtime::terminal::queries::Question;
use crate::runtime::terminal::screen;
use crate::runtime::terminal::signals::Signals;
use crate::runtime::terminal::tty::{Keyboard, Output};
use crate::session::{Fact, Process, Renewal, Session, Stored};
use crate::ui::Painter;
use crate::ui::WideCellRepair;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A state whose session a file holds, with a renewal on the wire that this Tower holds back.
async fn renewing(tower: &BuiltIn, store: &Store, all: &mut Loop<'_>) {
    let seen = store.session(&profile_of(&client_of(tower)));
    tower.control().script(Fault::once("/oauth/token", What::Hold));
    all.take_in(Event::Session(Fact::FileSeen(seen))).unwrap();
    all.take_in(Event::Session(Fact::RenewalWished)).unwrap();
    while !is_asking(all.state) {
        if let Noticed::Event(event) = all.next(None).await.unwrap() {
            all.take_in(event).unwrap();
        }
    }
}

fn is_asking(state: &State) -> bool {
    let Stage::Workspace(workspace) = &state.stage else { return false };
    matches!(workspace.session.phase(), crate::session::Phase::Live(live) if matches!(live.renewal, Renewal::Asked { .. }))
}

/// A session as a sign-in at this Tower would have stored it.
fn stored(tower: &BuiltIn, clock: Clock) -> Stored {
    use crate::app::screens::sign_in::login::read_code;
    use crate::base::request::Ids;
    use crate::runtime::network::http::Api;
    use crate::session::{Effect, FileWork};
    let client = client_of(tower);
    let mut session = Session::new(client.clone(), process());
    let mut ids = Ids::default();
    let nothing = crate::session::Seen { read: Ok(crate::session::InFile::Nothing), warning: None };
    drop(session.step(Fact::FileSeen(nothing), clock.now(), &mut ids));
    let code = read_code(&tower.control().issue_code(), &client).unwrap();
    let mut effects = session.step(Fact::CodeGiven(code), clock.now(), &mut ids).effects;
    let Some(Effect::AskToken(request)) = effects.pop() else { panic!("{effects:?}") };
    let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answer = world.block_on(Api::default().token(&request));
    let fact = Fact::TokenAnswered { request: request.request, result: answer };
    let mut effects = session.step(fact, clock.now(), &mut ids).effects;
    match effects.pop() {
        Some(Effect::File { work: FileWork::Save { stored, .. }, .. }) => *stored,
        other => panic!("{other:?}"),
    }
}

fn process() -> Process {
    Process { pid: 1, host: 1, lasts: true, seed: 1, jitter: 0.0 }
}

fn startup(tower: &BuiltIn) -> Startup {
    Startup { client: Some(client_of(tower)), ..Startup::bare(process(), &Painter::PLAIN) }
}

/// Runs the loop from a renewal on the wire, through what `breaks`, to its end.
fn run_through(breaks: impl FnOnce(&mut Loop<'_>)) -> (Result<io::Result<()>, Panic>, Option<u64>) {
    let tower = start(Plan { members: 3, ..Plan::default() }).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let clock = Clock::start();
    let store = Store::at(dir.path().to_owned());
    store.save_session(&stored(&tower, clock)).unwrap();
    let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ended = catch_unwind(AssertUnwindSafe(|| {
        world.block_on(async {
            let (sender, mut inbox) = mpsc::channel(64);
            let mut state = State::new(startup(&tower), clock.now());
            let (settings, log) = (Settings::default(), LogHandle::default());
            let mut workers = Workers::new(store.clone(), settings, None, sender, None, log);
            let (typed, _nobody_types) = io::pipe().unwrap();
            let (_nobody_looks, shown) = io::pipe().unwrap();
            let output = Output::on(shown.into());
            let (keyboard, drain) = (Keyboard::on(typed.into()).unwrap(), output.drain());
            let mut watch = Watch::new(keyboard, drain, Signals::default(), Question::default());
            let mut window = Window {
                guard: Guard::of_nothing(output.clone()),
                screen: screen::of_nothing(output.clone()),
                face: Face::Left,
                halves: WideCellRepair::default(),
                title: String::new(),
                drawn: <(ratatui::layout::Size, String)>::default(),
                copies: JoinSet::new(),
            };
            let mut all = Loop {
                state: &mut state,
                window: &mut window,
                workers: &mut workers,
                inbox: &mut inbox,
                watch: &mut watch,
                clock,
                frames: FrameLimiter::default(),
            };
            renewing(&tower, &store, &mut all).await;
            let asked = |got: &Received| got.field("grant_type") == Some("refresh_token");
            let control = tower.control().clone();
            std::thread::spawn(move || {
                control.wait_for(1, PATIENCE, asked).unwrap();
                control.release();
            });
            breaks(&mut all);
            run(all).await
        })
    }));
    let found = store.session(&profile_of(&client_of(&tower))).read;
    (ended, found.unwrap().session().map(|stored| stored.generation))
}

#[test]
fn t8_06_a_panic_in_a_worker_does_not_take_a_token_with_it() {
    let (ended, generation) = run_through(|all| all.workers.panic());
    let panic = ended.unwrap_err();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"a defect on purpose"), "the panic goes on afterwards");
    assert_eq!(generation, Some(2), "what was on the wire is on the disk");
}

#[test]
fn being_asked_to_end_does_not_take_a_token_with_it() {
    let (ended, generation) = run_through(|all| {
        assert!(!all.take_in(Event::Terminated).unwrap(), "not before the token is there");
    });
    assert!(ended.unwrap().is_ok());
    assert_eq!(generation, Some(2));
}
