//! One window in a process of its own: the real session, file, lock and HTTP; only its clock runs faster.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tower_tui::app::screens::sign_in::login::read_code;
use tower_tui::base::request::Ids;
use tower_tui::base::time::{Now, Wall};
use tower_tui::runtime::files::session_worker::SessionWorker;
use tower_tui::runtime::network::http::Api;
use tower_tui::session::{
    Effect, Fact, FileWork, InFile, Instead, Outcome, Phase, Process, Read, Renewal, Session,
};
use tower_tui::tower::call::Call;

use crate::home::{FASTER, client};

/// What a window is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Orders {
    /// Sign in with this code and end.
    SignIn { code: String },
    /// Live until the token of this generation is there, and use every token.
    Live { generation: u64, guard: Guard },
    /// Renew again and again until killed.
    Renew,
    /// Make one call of the API and end.
    Call,
    /// Take the lock and keep it.
    Hold,
}

/// What may be taken out of a window, to see that its absence is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Nothing.
    Whole,
    /// It renews without the lock.
    NoLock,
    /// It has the lock, but goes by what the file held when it opened.
    Blind,
}

impl Orders {
    pub(crate) fn word(&self) -> String {
        match self {
            Self::SignIn { code } => format!("sign-in {code}"),
            Self::Live { generation, guard } => format!("live {generation} {guard:?}"),
            Self::Renew => "renew".to_owned(),
            Self::Call => "call".to_owned(),
            Self::Hold => "hold".to_owned(),
        }
    }

    fn read(text: &str) -> Self {
        let words: Vec<&str> = text.split(' ').collect();
        match words[..] {
            ["sign-in", code] => Self::SignIn { code: code.to_owned() },
            ["live", generation, guard] => Self::Live {
                generation: generation.parse().expect("a number"),
                guard: match guard {
                    "NoLock" => Guard::NoLock,
                    "Blind" => Guard::Blind,
                    _ => Guard::Whole,
                },
            },
            ["renew"] => Self::Renew,
            ["call"] => Self::Call,
            ["hold"] => Self::Hold,
            _ => panic!("{text}"),
        }
    }
}

/// What a window says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Report {
    /// It is at work.
    Ready,
    /// It holds a token.
    SignedIn { generation: u64 },
    /// It does not, for this reason.
    SignedOut { reason: String },
    /// The API has answered well.
    Answered,
    /// The API has not.
    Refused,
}

impl Report {
    fn say(&self) {
        let said = match self {
            Self::Ready => "ready".to_owned(),
            Self::SignedIn { generation } => format!("in {generation}"),
            Self::SignedOut { reason } => format!("out {reason}"),
            Self::Answered => "answered".to_owned(),
            Self::Refused => "refused".to_owned(),
        };
        let mut out = std::io::stdout();
        writeln!(out, "report {said}").and_then(|()| out.flush()).expect("the parent listens");
    }

    pub(crate) fn read(line: &str) -> Option<Self> {
        // The test harness may have left something on the line.
        let (_, said) = line.split_once("report ")?;
        let (word, rest) = said.split_once(' ').unwrap_or((said, ""));
        match word {
            "ready" => Some(Self::Ready),
            "in" => rest.parse().ok().map(|generation| Self::SignedIn { generation }),
            "out" => Some(Self::SignedOut { reason: rest.to_owned() }),
            "answered" => Some(Self::Answered),
            "refused" => Some(Self::Refused),
            _ => None,
        }
    }
}

/// Not a test: a window that the tests here start as a process.
#[test]
#[ignore = "a window for the other tests"]
fn child() {
    let Ok(orders) = env::var("CHILD_ORDERS") else { return };
    let orders = Orders::read(&orders);
    let mut window = Running::open(match orders {
        Orders::Live { guard, .. } => guard,
        _ => Guard::Whole,
    });
    match orders {
        Orders::SignIn { code } => {
            let code = read_code(&code, window.session.client()).expect("a code");
            window.fact(Fact::CodeGiven(code));
            window.until(
                |session| matches!(session.phase(), Phase::Live(live) if live.renewal == Renewal::Idle),
            );
            window.report();
        }
        Orders::Live { generation, .. } => {
            window.until(|session| match session.phase() {
                Phase::Live(live) => live.token.generation >= generation && live.renewal == Renewal::Idle,
                _ => true,
            });
            window.call();
            window.report();
        }
        Orders::Renew => {
            Report::Ready.say();
            loop {
                window.fact(Fact::RenewalWished);
                window.until(
                    |session| !matches!(session.phase(), Phase::Live(live) if live.renewal != Renewal::Idle),
                );
                if !window.session.is_live() {
                    window.report();
                    return;
                }
                window.call();
            }
        }
        Orders::Call => {
            window.until(
                |session| !matches!(session.phase(), Phase::Live(live) if live.renewal != Renewal::Idle),
            );
            if window.session.is_live() {
                if window.call() { Report::Answered.say() } else { Report::Refused.say() }
            }
            if !window.session.is_live() {
                window.report();
            }
        }
        Orders::Hold => {
            window.order(FileWork::TakeLock);
            let taken = window.inbox.recv().expect("the session worker says something");
            assert!(matches!(taken, Fact::Locked { .. }), "{taken:?}");
            Report::Ready.say();
            loop {
                std::thread::park();
            }
        }
    }
    window.session_worker.finish();
}

/// A session and its world.
struct Running {
    session: Session,
    ids: Ids,
    api: Api,
    session_worker: SessionWorker,
    inbox: std::sync::mpsc::Receiver<Fact>,
    outbox: Sender<Fact>,
    world: tokio::runtime::Runtime,
    begin: Instant,
    since: Duration,
    guard: Guard,
    /// The file as it was first read, for a window that does not read it again.
    first: Read,
    settled: Vec<bool>,
}

impl Running {
    fn open(guard: Guard) -> Self {
        let set = |name: &str| env::var(name).expect("the parent has set it");
        let client =
            client(&set("CHILD_ORIGIN"), &set("CHILD_CLIENT"), &set("CHILD_SECRET"), &set("CHILD_TOKEN_URL"));
        let state = PathBuf::from(set("CHILD_STATE"));
        let (outbox, inbox) = channel();
        let post = outbox.clone();
        let session_worker = SessionWorker::of_dir(Some(&state), move |fact| drop(post.send(fact)));
        let pid = std::process::id();
        let process = Process { pid, host: 1, lasts: true, seed: u64::from(pid) << 32, jitter: 0.0 };
        let mut window = Self {
            session: Session::new(client, process),
            ids: Ids::default(),
            api: Api::default(),
            session_worker,
            inbox,
            outbox,
            world: tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"),
            begin: Instant::now(),
            since: Duration::from_millis(set("CHILD_SINCE").parse().expect("a number")),
            guard,
            first: Ok(InFile::Nothing),
            settled: Vec::new(),
        };
        let opened = window.session.open();
        window.run(opened);
        window.until(|session| *session.phase() != Phase::Boot);
        window
    }

    fn now(&self) -> Now {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
        let wall = self.since + real.saturating_sub(self.since) * FASTER;
        let wall = Wall(i64::try_from(wall.as_millis()).expect("not so late"));
        Now { mono: self.begin.elapsed() * FASTER, wall }
    }

    fn report(&self) {
        match self.session.phase() {
            Phase::Live(live) => Report::SignedIn { generation: live.token.generation }.say(),
            Phase::SignedOut { reason, .. } => Report::SignedOut { reason: format!("{reason:?}") }.say(),
            phase => panic!("{phase:?}"),
        }
    }

    fn fact(&mut self, fact: Fact) {
        if let Fact::FileSeen(seen) = &fact {
            match &self.first {
                Ok(InFile::Nothing) => self.first.clone_from(&seen.read),
                // Nor does it see what the others write: the system may not tell, or not in time.
                _ if self.guard == Guard::Blind => return,
                _ => {}
            }
        }
        let fact = match fact {
            Fact::Locked { unsupported, .. } if self.guard == Guard::Blind => {
                Fact::Locked { unsupported, read: self.first.clone() }
            }
            other => other,
        };
        let outcome = self.session.step(fact, self.now(), &mut self.ids);
        self.run(outcome);
    }

    /// Lives until `done`.
    fn until(&mut self, done: impl Fn(&Session) -> bool) {
        while !done(&self.session) {
            let due = self.session.due_in(self.now()).map_or(Duration::from_secs(1), |due| due / FASTER);
            let fact = match self.inbox.recv_timeout(due.min(Duration::from_secs(1))) {
                Ok(fact) => fact,
                Err(RecvTimeoutError::Timeout) => Fact::Ticked,
                Err(RecvTimeoutError::Disconnected) => panic!("the session worker has ended"),
            };
            self.fact(fact);
        }
    }

    /// Makes a call; whether it was answered well.
    fn call(&mut self) -> bool {
        let request = self.ids.take();
        let now = self.now();
        let outcome = self.session.send(request, Call::User, now);
        self.run(outcome);
        while self.settled.is_empty() {
            let due = self.session.due_in(self.now()).map_or(Duration::from_secs(1), |due| due / FASTER);
            let fact = self.inbox.recv_timeout(due).unwrap_or(Fact::Ticked);
            self.fact(fact);
        }
        self.settled.pop().expect("it is there")
    }

    fn order(&self, work: FileWork) {
        let client = self.session.client();
        let profile = tower_tui::session::profile(
            &client.addresses.origin,
            &client.addresses.token_url,
            &client.app.client_id,
        );
        self.session_worker.order(profile, work);
    }

    fn run(&mut self, outcome: Outcome) {
        self.settled.extend(outcome.settled.iter().map(|(_, result)| result.is_ok()));
        for effect in outcome.effects {
            match effect {
                Effect::AskToken(request) => {
                    let result = self.world.block_on(self.api.token(&request));
                    self.post(Fact::TokenAnswered { request: request.request, result });
                }
                Effect::Send(request) => {
                    let answer = self.world.block_on(self.api.read(&request));
                    let result = request.call.read(answer, 0);
                    self.post(Fact::Replied { request: request.request, result });
                }
                Effect::Revoke(_) => {}
                Effect::File { work: FileWork::TakeLock, .. } if self.guard == Guard::NoLock => {
                    // As a window that only reads the file again before it renews.
                    self.order(FileWork::Read);
                    let read = loop {
                        match self.inbox.recv().expect("the session worker says something") {
                            Fact::FileSeen(seen) => break seen.read,
                            other => self.post(other),
                        }
                    };
                    self.post(Fact::Locked { unsupported: None, read });
                }
                Effect::File { work: FileWork::Reread(_), .. } if self.guard == Guard::Blind => {
                    self.post(Fact::Reread(self.first.clone()));
                }
                Effect::File { work: FileWork::Save { stored, .. }, .. } if self.guard == Guard::Blind => {
                    self.order(FileWork::Save { stored, instead: Instead::Anything });
                }
                Effect::File { work, .. } => self.order(work),
            }
        }
    }

    fn post(&self, fact: Fact) {
        self.outbox.send(fact).expect("the inbox is there");
    }
}
