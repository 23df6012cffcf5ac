//! A session that runs its own effects over real HTTP, without a screen.

use std::time::Duration;

use tower_tui::base::request::{Ids, RequestId};
use tower_tui::base::secret::Secret;
use tower_tui::base::time::{Now, Wall};
use tower_tui::demo::{BuiltIn, Control, Doorkeeper, Habits, Plan, start};
use tower_tui::runtime::api::Api;
use tower_tui::session::{Effect, Fact, Outcome, Phase, Session, Stored};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::oauth::{Addresses, App, Client, SecretSource};
use tower_tui::tower::pasted::{Code, Expected, read_pasted};

/// A session at a built-in Tower.
pub(crate) struct Driver {
    pub(crate) session: Session,
    pub(crate) stored: Vec<Stored>,
    built_in: BuiltIn,
    ids: Ids,
    api: Api,
    now: Now,
    world: tokio::runtime::Runtime,
}

/// The plan of a small Tower with these habits.
pub(crate) fn plan(habits: Habits) -> Plan {
    Plan { members: 30, habits, ..Plan::default() }
}

/// Both generations of Doorkeeper.
pub(crate) fn generations() -> [Habits; 2] {
    [Doorkeeper::V4_2, Doorkeeper::V5].map(|doorkeeper| Habits { doorkeeper, ..Habits::default() })
}

impl Driver {
    pub(crate) fn at(plan: Plan) -> Self {
        let built_in = start(plan).expect("a loopback port is free");
        let app = App {
            client_id: built_in.client_id().to_owned(),
            client_secret: SecretSource::Known(Secret::new(built_in.client_secret())),
            redirect_uri: built_in.redirect_uri().to_owned(),
        };
        let addresses = Addresses::new(built_in.origin(), None).expect("loopback is safe");
        Self::of(Client { app, addresses }, built_in)
    }

    pub(crate) fn of(client: Client, built_in: BuiltIn) -> Self {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut driver = Self {
            session: Session::new(client, "0123456789abcdef".into(), 0.0),
            stored: Vec::new(),
            built_in,
            ids: Ids::default(),
            api: Api::default(),
            now: Now { mono: Duration::from_secs(1), wall: Wall(1_790_000_000_000) },
            world,
        };
        driver.fact(Fact::StoreRead(Ok(None)));
        driver
    }

    /// One that has signed in.
    pub(crate) fn signed_in(plan: Plan) -> Self {
        let mut driver = Self::at(plan);
        let code = driver.code();
        driver.fact(Fact::CodeGiven(code));
        assert!(driver.session.is_live(), "{:?}", driver.session.phase());
        driver
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

    /// A code as the page shows it.
    pub(crate) fn code(&self) -> Code {
        self.read(&self.control().issue_code())
    }

    pub(crate) fn read(&self, text: &str) -> Code {
        let client = self.session.client();
        let expected = Expected {
            authorize_url: &client.authorize_url().parse().expect("an address"),
            redirect_uri: &client.app.redirect_uri,
            state: None,
            client_id: &client.app.client_id,
            client_secret: client.app.client_secret.known(),
        };
        read_pasted(text, &expected).expect("a code")
    }

    /// A session that knows nothing, at the same Tower.
    pub(crate) fn forget(&mut self) {
        self.session = Session::new(self.session.client().clone(), "fedcba9876543210".into(), 0.0);
        self.fact(Fact::StoreRead(Ok(None)));
    }

    /// Time passes for the session; the built-in Tower keeps its own.
    pub(crate) fn wait(&mut self, seconds: u64) {
        let span = Duration::from_secs(seconds);
        self.now.mono += span;
        self.now.wall = self.now.wall.plus(span);
        self.fact(Fact::Ticked);
    }

    /// Takes in a fact and runs all that follows from it. Returns the calls that were settled.
    pub(crate) fn fact(&mut self, fact: Fact) -> Vec<(RequestId, Result<Reply, Failure>)> {
        let outcome = self.session.step(fact, self.now, &mut self.ids);
        self.run(outcome)
    }

    /// Makes a call and returns what it brought.
    pub(crate) fn call(&mut self, call: Call) -> Result<Reply, Failure> {
        let request = self.ids.take();
        let outcome = self.session.send(request, call, self.now);
        let mut settled = self.run(outcome);
        assert_eq!(settled.len(), 1, "one call, one end");
        let (settled, result) = settled.remove(0);
        assert_eq!(settled, request);
        result
    }

    fn run(&mut self, outcome: Outcome) -> Vec<(RequestId, Result<Reply, Failure>)> {
        let mut settled = outcome.settled;
        for effect in outcome.effects {
            let fact = match effect {
                Effect::AskToken(request) => {
                    let result = self.world.block_on(self.api.token(&request));
                    Fact::TokenAnswered { request: request.request, result }
                }
                Effect::Send(request) => {
                    let answer = self.world.block_on(self.api.read(&request));
                    let result = request.call.read(answer, 0);
                    Fact::Replied { request: request.request, result }
                }
                Effect::Save(stored) => {
                    let generation = stored.generation;
                    self.stored.push(*stored);
                    Fact::Saved { generation, result: Ok(()) }
                }
                Effect::Remove(_) => continue,
            };
            settled.extend(self.fact(fact));
        }
        settled
    }
}
