//! A session with everything around it made up: clock, disk, and a token server that grants what it is told to.

use std::time::Duration;

use serde_json::json;
use tower_tui::base::request::{Ids, RequestId};
use tower_tui::base::secret::Secret;
use tower_tui::base::time::{Now, Wall};
use tower_tui::session::{Effect, Fact, Outcome, Phase, Process, Session, TokenRequest};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::oauth::{Addresses, App, Client, OUT_OF_BAND, SecretSource, TOWER};
use tower_tui::tower::pasted::{Code, Expected, read_pasted};
use tower_tui::tower::wire::{Answer, TransportError};

use crate::disk::Disk;

/// When the made-up clock begins.
pub(crate) const START: i64 = 1_790_000_000_000;

/// How the token server answers.
pub(crate) type Server = Box<dyn FnMut(&TokenRequest, u64) -> Result<Answer, TransportError>>;

/// How the API answers, by the access token.
pub(crate) type ApiServer = Box<dyn FnMut(&str) -> Result<Reply, Failure>>;

/// A session on the bench.
pub(crate) struct Bench {
    pub(crate) session: Session,
    pub(crate) disk: Disk,
    pub(crate) now: Now,
    pub(crate) ids: Ids,
    pub(crate) server: Server,
    pub(crate) api: ApiServer,
    /// How many tokens were asked for.
    pub(crate) asked: u64,
    /// Calls that came to an end.
    pub(crate) settled: Vec<(RequestId, Result<Reply, Failure>)>,
    /// Requests for a token stay unanswered.
    pub(crate) tokens_wait: bool,
    /// Those that do.
    pub(crate) waiting: Vec<TokenRequest>,
    /// Everything that went in and came out, as a log would have it.
    pub(crate) said: Vec<String>,
    /// The tokens that were given back.
    pub(crate) revoked: Vec<String>,
    /// The requests by which they were, where nobody has said what came of them.
    pub(crate) revoking: Vec<TokenRequest>,
    /// The access tokens that calls went out with.
    pub(crate) bearers: Vec<String>,
}

pub(crate) fn client() -> Client {
    Client {
        app: App {
            client_id: "c0ffee0123456789".into(),
            client_secret: SecretSource::Known(Secret::new("made-up-secret")),
            redirect_uri: OUT_OF_BAND.into(),
        },
        addresses: Addresses::new(TOWER, None).expect("an address"),
    }
}

/// The same, where a token server keeps the secret.
pub(crate) fn client_of_token_server() -> Client {
    let app = App {
        client_secret: SecretSource::TokenServer { key: Some(Secret::new("made-up-key")) },
        ..client().app
    };
    let addresses = Addresses::new(TOWER, Some("https://tokens.example/for/us/oauth/token"));
    Client { app, addresses: addresses.expect("an address") }
}

pub(crate) fn code(client: &Client) -> Code {
    let page = client.authorize_url().parse().expect("an address");
    let expected = Expected {
        authorize_url: &page,
        redirect_uri: &client.app.redirect_uri,
        state: None,
        client_id: &client.app.client_id,
        client_secret: None,
    };
    read_pasted("3b9f40aa77c04f0f8e9d1c2b3a4f5e6d", &expected).expect("a code")
}

/// The nth pair of tokens, of this many seconds.
pub(crate) fn grant(nth: u64, expires_in: u64) -> Answer {
    let body = json!({
        "access_token": format!("access-{nth}"), "refresh_token": format!("refresh-{nth}"),
        "token_type": "bearer", "expires_in": expires_in, "email": "lin@example.com",
    });
    answer(200, &body.to_string())
}

pub(crate) fn answer(status: u16, body: &str) -> Answer {
    Answer { status, body: body.as_bytes().to_vec(), ..Answer::default() }
}

impl Bench {
    /// A session of which nothing is known, before this file.
    pub(crate) fn before(disk: Disk, now: Now) -> Self {
        Self::of(client(), disk, now)
    }

    /// The same, of another client.
    pub(crate) fn of(client: Client, disk: Disk, now: Now) -> Self {
        let process = Process { pid: 7, host: 1, lasts: true, seed: 0, jitter: 0.0 };
        let mut bench = Self {
            session: Session::new(client, process),
            disk,
            now,
            ids: Ids::default(),
            server: Box::new(|_, nth| Ok(grant(nth, 7199))),
            api: Box::new(|_| Ok(Reply::Teams(Vec::new().into()))),
            asked: 0,
            settled: Vec::new(),
            tokens_wait: false,
            waiting: Vec::new(),
            said: Vec::new(),
            revoked: Vec::new(),
            revoking: Vec::new(),
            bearers: Vec::new(),
        };
        let opened = bench.session.open();
        bench.run(opened);
        bench
    }

    /// One that nobody has signed in at.
    pub(crate) fn signed_out() -> Self {
        Self::before(Disk::default(), Now { mono: Duration::from_secs(1), wall: Wall(START) })
    }

    /// One that has signed in.
    pub(crate) fn signed_in() -> Self {
        let mut bench = Self::signed_out();
        bench.sign_in();
        bench
    }

    pub(crate) fn sign_in(&mut self) {
        self.fact(Fact::CodeGiven(code(self.session.client())));
        assert!(self.session.is_live());
    }

    /// The same session, as another start with this chance finds it.
    pub(crate) fn reopen_with(&mut self, jitter: f64) {
        let process = Process { pid: 8, host: 1, lasts: true, seed: 0, jitter };
        self.session = Session::new(self.session.client().clone(), process);
        let seen = self.disk.look();
        self.fact(Fact::FileSeen(seen));
    }

    pub(crate) fn fact(&mut self, fact: Fact) {
        self.said.push(format!("{fact:?}"));
        let outcome = self.session.step(fact, self.now, &mut self.ids);
        self.run(outcome);
    }

    pub(crate) fn call(&mut self) -> RequestId {
        let request = self.ids.take();
        let outcome = self.session.send(request, Call::Teams, self.now);
        self.run(outcome);
        request
    }

    /// The oldest request for a token that waits is answered.
    pub(crate) fn token(&mut self, result: Result<Answer, TransportError>) {
        let request = self.waiting.remove(0).request;
        self.fact(Fact::TokenAnswered { request, result });
    }

    /// Both clocks go on, and the session is woken whenever it wants to be.
    pub(crate) fn live_through(&mut self, span: Duration) {
        let end = self.now.mono + span;
        while self.now.mono < end {
            let left = end.saturating_sub(self.now.mono);
            let wake = self.session.due_in(self.now).map_or(left, |wake| wake.min(left));
            let wake = wake.max(Duration::from_millis(1));
            self.now.mono += wake;
            self.now.wall = self.now.wall.plus(wake);
            self.fact(Fact::Ticked);
        }
    }

    /// Somebody sets the clock by so many seconds, or the machine sleeps so long.
    pub(crate) fn wall_jumps(&mut self, seconds: i64) {
        self.now.wall = Wall(self.now.wall.0 + seconds * 1000);
        self.fact(Fact::Ticked);
    }

    pub(crate) fn generation(&self) -> u64 {
        match self.session.phase() {
            Phase::Live(live) => live.token.generation,
            phase => panic!("{phase:?}"),
        }
    }

    pub(crate) fn left(&self) -> Duration {
        self.session.details(self.now).and_then(|details| details.left).expect("a token with an end")
    }

    fn run(&mut self, outcome: Outcome) {
        self.said.push(format!("{outcome:?}"));
        self.settled.extend(outcome.settled);
        for effect in outcome.effects {
            let fact = match effect {
                Effect::AskToken(request) if self.tokens_wait => {
                    self.asked += 1;
                    self.waiting.push(request);
                    None
                }
                Effect::AskToken(request) => {
                    self.asked += 1;
                    let result = (self.server)(&request, self.asked);
                    Some(Fact::TokenAnswered { request: request.request, result })
                }
                Effect::Send(request) => {
                    let bearer = request.access.expose().to_owned();
                    let result = (self.api)(&bearer);
                    self.bearers.push(bearer);
                    Some(Fact::Replied { request: request.request, result })
                }
                Effect::Revoke(requests) => {
                    for request in requests {
                        let token = request.form.iter().find(|(name, _)| *name == "token");
                        self.revoked.extend(token.map(|(_, token)| token.expose().to_owned()));
                        self.revoking.push(request);
                    }
                    None
                }
                Effect::File { work, .. } => self.disk.order(work),
            };
            if let Some(fact) = fact {
                self.fact(fact);
            }
        }
    }
}
