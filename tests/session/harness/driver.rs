//! A session that runs its own effects over real HTTP and with a real file and lock, without a screen. Only its
//! clock is made up.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use tempfile::TempDir;
use tower_tui::base::request::{Ids, RequestId};
use tower_tui::base::time::{Now, Wall};
use tower_tui::demo::{BuiltIn, Control, Plan, Received, start};
use tower_tui::runtime::files::session_worker::SessionWorker;
use tower_tui::session::{
    ApiRequest, Effect, Fact, FileWork, Live, Outcome, Phase, Process, Renewal, Session, SignOut, Stored,
    Trouble,
};
use tower_tui::token_server::{Plan as ServerPlan, Upstream};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::oauth::{Addresses, Client};
use tower_tui::tower::pasted::Code;

use crate::answer::Answer;
pub(crate) use crate::plans::{client_of, generations, plan};
use crate::plans::{code_in, is_json, session_worker};
use crate::token_server::{self, KEY, TokenServer};
use crate::traffic::Traffic;

/// The token endpoint's path.
pub(crate) const TOKEN: &str = "/oauth/token";

/// The moment a token of two hours is renewed, in seconds, where chance is zero.
pub(crate) const DUE: u64 = 7200 - 300;

/// How long real work may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// When the made-up clock begins.
const START: i64 = 1_790_000_000_000;

/// One window: a session at a built-in Tower.
pub(crate) struct Driver {
    pub(crate) session: Session,
    /// What the session takes for the time.
    pub(crate) now: Now,
    /// Calls that came to an end on the way.
    pub(crate) settled: Vec<(RequestId, Result<Reply, Failure>)>,
    built_in: Rc<BuiltIn>,
    token_server: Option<Rc<RefCell<Option<TokenServer>>>>,
    home: Rc<TempDir>,
    ids: Ids,
    session_worker: Option<SessionWorker>,
    facts: Receiver<Fact>,
    traffic: Traffic,
    pid: u32,
    held: Vec<ApiRequest>,
    holds_calls: bool,
    before_token: Option<Box<dyn FnOnce()>>,
}

/// How a session's requests for a token reach Tower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The session has the application's secret.
    Direct,
    /// A token server has it.
    TokenServer,
}

impl Route {
    /// A session at a Tower of this plan.
    pub(crate) fn driver(self, plan: Plan) -> Driver {
        self.driver_at(start(plan).expect("a loopback port is free"))
    }

    /// A session at this Tower.
    pub(crate) fn driver_at(self, built_in: BuiltIn) -> Driver {
        match self {
            Self::Direct => Driver::of(client_of(&built_in), built_in),
            Self::TokenServer => {
                let server = TokenServer::of(&built_in);
                let mut driver = Driver::of(server.client(&built_in), built_in);
                driver.token_server = Some(Rc::new(RefCell::new(Some(server))));
                driver
            }
        }
    }

    /// One that has signed in.
    pub(crate) fn signed_in(self, plan: Plan) -> Driver {
        let mut driver = self.driver(plan);
        driver.sign_in();
        driver
    }

    /// A client whose requests for a token go to `origin`, and all others to this Tower.
    pub(crate) fn client_to(self, origin: &str, built_in: &BuiltIn) -> Client {
        match self {
            Self::Direct => Client {
                app: client_of(built_in).app,
                addresses: Addresses::new(origin, None).expect("loopback"),
            },
            Self::TokenServer => token_server::client(built_in, &format!("{origin}{TOKEN}"), KEY),
        }
    }
}

/// Runs each of these twice: by itself as a test that goes to Tower directly, and as one that goes through a
/// token server (T9-01).
macro_rules! on_both_routes {
    ($($name:ident),+ $(,)?) => {
        mod direct {
            $(#[test] fn $name() { super::$name($crate::driver::Route::Direct); })+
        }
        mod t9_01_through_a_token_server {
            $(#[test] fn $name() { super::$name($crate::driver::Route::TokenServer); })+
        }
    };
}
pub(crate) use on_both_routes;

impl Driver {
    pub(crate) fn at(plan: Plan) -> Self {
        Route::Direct.driver(plan)
    }

    pub(crate) fn of(client: Client, built_in: BuiltIn) -> Self {
        let home = tempfile::tempdir().expect("a home");
        Self::window(client, Rc::new(built_in), Rc::new(home), 100)
    }

    fn window(client: Client, built_in: Rc<BuiltIn>, home: Rc<TempDir>, pid: u32) -> Self {
        let (session_worker, facts) = session_worker(home.path());
        let process = Process { pid, host: 1, lasts: true, seed: u64::from(pid) << 32, jitter: 0.0 };
        let mut driver = Self {
            session: Session::new(client, process),
            now: Now { mono: Duration::from_secs(1), wall: Wall(START) },
            settled: Vec::new(),
            built_in,
            token_server: None,
            home,
            ids: Ids::default(),
            session_worker: Some(session_worker),
            facts,
            traffic: Traffic::default(),
            pid,
            held: Vec::new(),
            holds_calls: false,
            before_token: None,
        };
        let opened = driver.session.open();
        driver.run(opened);
        driver
    }

    /// Another window of the same person, opened at the same moment.
    pub(crate) fn another(&self) -> Self {
        self.another_as(self.session.client().clone())
    }

    /// A window of another application, on the same machine.
    pub(crate) fn another_as(&self, client: Client) -> Self {
        let mut other = Self::window(client, Rc::clone(&self.built_in), Rc::clone(&self.home), self.pid + 1);
        other.token_server.clone_from(&self.token_server);
        let clock = self.now.wall;
        other.now.wall = clock;
        other.reopen();
        other
    }

    /// A token server between, if there is one, ends and is started again: it has kept nothing.
    pub(crate) fn restart_token_server(&self) {
        let origin = self.built_in.origin();
        self.replace_token_server(token_server::plan(&self.built_in), token_server::ask(origin));
    }

    /// Another token server takes the address of the one between, if there is one.
    pub(crate) fn replace_token_server(&self, plan: ServerPlan, upstream: Upstream) {
        if let Some(server) = &self.token_server
            && let Some(old) = server.take()
        {
            let listen = old.running.address();
            // The address is free only once the old one is gone.
            drop(old);
            server.replace(Some(TokenServer::at(listen, plan, upstream)));
        }
    }

    /// The token server between ends.
    pub(crate) fn stop_token_server(&self) {
        drop(self.token_server.as_ref().and_then(|server| server.take()));
    }

    /// The program ends, and is started again.
    pub(crate) fn reopen(&mut self) {
        self.pid += 10;
        let process =
            Process { pid: self.pid, host: 1, lasts: true, seed: u64::from(self.pid) << 32, jitter: 0.0 };
        self.session = Session::new(self.session.client().clone(), process);
        if let Some(session_worker) = self.session_worker.take() {
            session_worker.finish();
        }
        let (session_worker, facts) = session_worker(self.home.path());
        (self.session_worker, self.facts) = (Some(session_worker), facts);
        let opened = self.session.open();
        self.run(opened);
        self.fact(Fact::Ticked);
    }

    /// One that has signed in.
    pub(crate) fn signed_in(plan: Plan) -> Self {
        Route::Direct.signed_in(plan)
    }

    pub(crate) fn sign_in(&mut self) {
        let code = self.code();
        self.fact(Fact::CodeGiven(code));
        assert!(self.session.is_live(), "{:?}", self.session.phase());
    }

    pub(crate) fn control(&self) -> &Control {
        self.built_in.control()
    }

    pub(crate) fn built_in(&self) -> &BuiltIn {
        &self.built_in
    }

    pub(crate) fn phase(&self) -> &Phase {
        self.session.phase()
    }

    pub(crate) fn live(&self) -> &Live {
        match self.phase() {
            Phase::Live(live) => live,
            phase => panic!("{phase:?}"),
        }
    }

    pub(crate) fn renewal(&self) -> &Renewal {
        &self.live().renewal
    }

    pub(crate) fn generation(&self) -> u64 {
        self.live().token.generation
    }

    pub(crate) fn reason(&self) -> &SignOut {
        match self.phase() {
            Phase::SignedOut { reason, .. } => reason,
            phase => panic!("{phase:?}"),
        }
    }

    pub(crate) fn trouble(&self) -> Option<&Trouble> {
        match self.phase() {
            Phase::SignedOut { trouble, .. } => trouble.as_ref(),
            phase => panic!("{phase:?}"),
        }
    }

    /// The session file.
    pub(crate) fn file(&self) -> PathBuf {
        let entries = std::fs::read_dir(self.home.path().join("state")).expect("a state directory");
        let is_session = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("session-") && is_json(path)
        };
        entries.flatten().map(|entry| entry.path()).find(is_session).expect("a session file")
    }

    /// Where the files are.
    pub(crate) fn state_dir(&self) -> PathBuf {
        self.home.path().join("state")
    }

    /// What the session file holds.
    pub(crate) fn stored(&self) -> Stored {
        Stored::from_json(&std::fs::read(self.file()).expect("a session file")).expect("a whole one")
    }

    /// Whether there is a session file.
    pub(crate) fn is_stored(&self) -> bool {
        std::fs::read_dir(self.state_dir())
            .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| is_json(&entry.path()))))
    }

    /// The token calls so far of this grant.
    pub(crate) fn token_calls(&self, grant: &str) -> Vec<Received> {
        let requests = self.control().requests();
        requests
            .into_iter()
            .filter(|got| got.path == TOKEN && got.field("grant_type") == Some(grant))
            .collect()
    }

    /// The refreshes so far.
    pub(crate) fn refreshes(&self) -> usize {
        self.token_calls("refresh_token").len()
    }

    /// A code as the page shows it.
    pub(crate) fn code(&self) -> Code {
        self.read(&self.control().issue_code())
    }

    pub(crate) fn read(&self, text: &str) -> Code {
        code_in(text, self.session.client())
    }

    /// Time passes for the session in one step; the built-in Tower keeps its own.
    pub(crate) fn wait(&mut self, seconds: u64) {
        self.wait_exactly(Duration::from_secs(seconds));
    }

    pub(crate) fn wait_exactly(&mut self, span: Duration) {
        self.pass(span);
        self.fact(Fact::Ticked);
    }

    /// Time passes, and nobody has noticed yet.
    pub(crate) fn pass(&mut self, span: Duration) {
        self.now.mono += span;
        self.now.wall = self.now.wall.plus(span);
    }

    /// Time passes, and the session is woken whenever it wants to be.
    pub(crate) fn live_through(&mut self, span: Duration) {
        let end = self.now.mono + span;
        while self.now.mono < end {
            let left = end.saturating_sub(self.now.mono);
            let wake = self.session.due_in(self.now).unwrap_or(left);
            self.wait_exactly(wake.clamp(Duration::from_millis(1), left));
        }
    }

    /// Takes in a fact and runs all that follows from it. Returns the calls that were settled.
    pub(crate) fn fact(&mut self, fact: Fact) -> Vec<(RequestId, Result<Reply, Failure>)> {
        let outcome = self.session.step(fact, self.now, &mut self.ids);
        self.run(outcome);
        std::mem::take(&mut self.settled)
    }

    /// Looks at the file as the session worker does once a second.
    pub(crate) fn look(&mut self) {
        let opened = self.session.open();
        self.run(opened);
    }

    /// Makes a call and returns what it brought.
    pub(crate) fn call(&mut self, call: Call) -> Result<Reply, Failure> {
        let request = self.start_call(call);
        let settled = std::mem::take(&mut self.settled);
        assert_eq!(settled.len(), 1, "one call, one end");
        let (settled, result) = settled.into_iter().next().expect("it is there");
        assert_eq!(settled, request);
        result
    }

    /// Makes a call that stays on the wire until [`Self::let_calls_go`].
    pub(crate) fn call_later(&mut self, call: Call) -> RequestId {
        self.holds_calls = true;
        let request = self.start_call(call);
        self.holds_calls = false;
        request
    }

    /// Sends what was kept back, all of it before the first answer is taken in.
    pub(crate) fn let_calls_go(&mut self) {
        for request in std::mem::take(&mut self.held) {
            self.traffic.call(request);
        }
        self.settle();
    }

    /// Something that happens just before the next request for a token arrives.
    pub(crate) fn before_token(&mut self, what: impl FnOnce() + 'static) {
        self.before_token = Some(Box::new(what));
    }

    /// Makes a call whose end may come later.
    pub(crate) fn start_call(&mut self, call: Call) -> RequestId {
        let request = self.ids.take();
        let outcome = self.session.send(request, call, self.now);
        self.run(outcome);
        request
    }

    /// Takes in the session worker's next fact.
    pub(crate) fn hear(&mut self) {
        let fact = self.facts.recv_timeout(PATIENCE).expect("the session worker says something");
        self.traffic.has_come(&fact);
        self.take_in(fact);
    }

    fn take_in(&mut self, fact: Fact) {
        self.start_following(fact);
        self.settle();
    }

    /// Takes in a fact, and starts all that follows from it.
    fn start_following(&mut self, fact: Fact) {
        let outcome = self.session.step(fact, self.now, &mut self.ids);
        self.start(outcome);
    }

    fn run(&mut self, outcome: Outcome) {
        self.start(outcome);
        self.settle();
    }

    /// Takes in what comes until nothing is on its way any more.
    fn settle(&mut self) {
        while self.take_next() {}
    }

    /// Takes in one thing of all that is on its way; whether there was one.
    pub(crate) fn take_next(&mut self) -> bool {
        let Some(fact) = self.traffic.next(&self.facts) else { return false };
        self.start_following(fact);
        true
    }

    /// Starts all of it at once: what is on the wire and on the disk is there together, and whatever comes back first is
    /// taken in first.
    fn start(&mut self, outcome: Outcome) {
        self.settled.extend(outcome.settled);
        for effect in outcome.effects {
            match effect {
                Effect::AskToken(request) => {
                    if let Some(what) = self.before_token.take() {
                        what();
                    }
                    self.traffic.ask(request);
                }
                Effect::Send(request) if self.holds_calls => self.held.push(request),
                Effect::Send(request) => self.traffic.call(request),
                Effect::Revoke(requests) => requests.into_iter().for_each(|one| self.traffic.revoke(one)),
                Effect::File { profile, work } => self.order(profile, work),
            }
        }
    }

    fn order(&mut self, profile: String, work: FileWork) {
        if Answer::to(&work) == Some(Answer::Seen) {
            while let Ok(fact) = self.facts.try_recv() {
                self.traffic.has_come(&fact);
                self.start_following(fact);
            }
        }
        self.traffic.order(&work);
        self.session_worker.as_ref().expect("a session worker").order(profile, work);
    }

    /// From now on what is on its way comes back in an order that this number decides.
    pub(crate) fn shuffle(&mut self, seed: u64) {
        self.traffic.shuffle(seed);
    }

    /// Takes in a fact, and leaves what follows from it on its way.
    pub(crate) fn begin(&mut self, fact: Fact) {
        self.start_following(fact);
    }

    /// Lets what is on the wire get to Tower and back, without taking in what comes.
    pub(crate) fn drive(&self) {
        self.traffic.drive();
    }

    /// Makes a call, and leaves it on its way.
    pub(crate) fn begin_call(&mut self, call: Call) -> RequestId {
        let request = self.ids.take();
        let outcome = self.session.send(request, call, self.now);
        self.start(outcome);
        request
    }

    /// Leaves as every shell does: as soon as the session says that nothing is lost by it. What is still on its way is
    /// dropped.
    pub(crate) fn leave(&mut self) {
        self.begin(Fact::Leaving);
        while !self.session.may_leave() {
            if !self.take_next() {
                let due = self.session.due_in(self.now).expect("it waits for something");
                self.pass(due);
                self.begin(Fact::Ticked);
            }
        }
        self.traffic.drop_all();
    }
}
