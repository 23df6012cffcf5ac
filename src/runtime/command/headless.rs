//! A session without a screen: the same rules, the same file and lock, driven by a command.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::mpsc::{self, Receiver};

use crate::app::{Effect, Event};
use crate::base::request::{Ids, RequestId};
use crate::runtime::clock::Clock;
use crate::runtime::dashboard::workers::Workers;
use crate::runtime::exit_error::ExitError;
use crate::runtime::log::LogEntry;
use crate::runtime::run_context;
use crate::runtime::run_context::RunContext;
use crate::runtime::terminal::signals;
use crate::session::{Fact, Live, Outcome, Phase, Renewal, Session};
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use crate::tower::oauth::Client;

/// How many facts may wait to be taken in; who has more to say waits.
const INBOX: usize = 256;

/// How long the program waits for a token under way when a signal asks it to end.
const FAREWELL: Duration = Duration::from_secs(3);

/// A session and the workers that run its effects.
pub(super) struct Headless {
    pub(in crate::runtime) session: Session,
    workers: Workers,
    inbox: Receiver<Event>,
    ids: Ids,
    clock: Clock,
    settled: HashMap<RequestId, Result<Reply, Failure>>,
    ends: Option<Duration>,
}

impl Headless {
    /// Opens the session of this application, as its file has it.
    pub(in crate::runtime) async fn open(client: Client, context: RunContext) -> Result<Self, ExitError> {
        let (sender, inbox) = mpsc::channel(INBOX);
        signals::listen(&sender)?;
        let session = Session::new(client, run_context::process()?);
        let RunContext { store, settings, settings_file, log, .. } = context;
        let workers = Workers::new(store, settings, settings_file, sender, None, log);
        let (ids, clock) = (Ids::default(), Clock::start());
        let mut headless = Self { session, workers, inbox, ids, clock, settled: HashMap::new(), ends: None };
        let opened = headless.session.open();
        headless.run(opened);
        headless.until(|_, fact| matches!(fact, Fact::FileSeen(_))).await?;
        Ok(headless)
    }

    /// Opens the session; an error where nobody is signed in.
    pub(super) async fn signed_in(client: Client, context: RunContext) -> Result<Self, ExitError> {
        let headless = Self::open(client, context).await?;
        match headless.session.phase() {
            Phase::SignedOut { reason, .. } => Err(ExitError::SignedOut(reason.clone())),
            Phase::Boot | Phase::Exchanging { .. } | Phase::TwoStep { .. } | Phase::Live(_) => Ok(headless),
        }
    }

    /// Makes a call.
    pub(in crate::runtime) async fn call(&mut self, call: Call) -> Result<Reply, ExitError> {
        let mut replies = self.call_all(vec![call]).await?;
        replies.pop().ok_or(ExitError::Interrupted)
    }

    /// Makes calls at once, and returns their replies in the order they were asked for.
    pub(super) async fn call_all(&mut self, calls: Vec<Call>) -> Result<Vec<Reply>, ExitError> {
        let asked: Vec<RequestId> = calls.iter().map(|_| self.ids.take()).collect();
        for (request, call) in asked.iter().zip(calls) {
            let outcome = self.session.send(*request, call, self.clock.now());
            self.run(outcome);
        }
        while !asked.iter().all(|request| self.settled.contains_key(request)) {
            let fact = self.next().await?;
            self.fact(fact);
        }
        let settled = |request| self.settled.remove(&request);
        let replies = asked.into_iter().filter_map(settled).collect::<Result<Vec<Reply>, Failure>>();
        replies.map_err(|failure| match self.session.phase() {
            Phase::SignedOut { reason, .. } => ExitError::SignedOut(reason.clone()),
            Phase::Live(Live { renewal: Renewal::Waiting { why, .. }, .. }) if why.is_offline() => {
                ExitError::Offline
            }
            _ => ExitError::Call(failure),
        })
    }

    /// Takes in a fact.
    pub(in crate::runtime) fn fact(&mut self, fact: Fact) {
        self.workers.log.note(&LogEntry::Fact(&fact));
        let outcome = self.session.step(fact, self.clock.now(), &mut self.ids);
        self.workers.log.stands(self.session.phase());
        self.run(outcome);
    }

    /// Takes in what happens until `done` holds after a fact, or the system asks for the end.
    pub(in crate::runtime) async fn until(
        &mut self,
        done: impl Fn(&Session, &Fact) -> bool,
    ) -> Result<(), ExitError> {
        loop {
            let fact = self.next().await?;
            let told = fact.clone();
            self.fact(fact);
            if done(&self.session, &told) {
                return Ok(());
            }
        }
    }

    /// Waits for something else, and takes in meanwhile what happens to the session.
    pub(super) async fn while_waiting_for<T>(
        &mut self,
        other: impl Future<Output = T>,
    ) -> Result<T, ExitError> {
        tokio::pin!(other);
        loop {
            let fact = tokio::select! {
                value = &mut other => return Ok(value),
                fact = self.next() => fact?,
            };
            self.fact(fact);
        }
    }

    async fn next(&mut self) -> Result<Fact, ExitError> {
        loop {
            let now = self.clock.now();
            let over = self.ends.map(|ends| ends.saturating_sub(now.mono));
            if over.is_some_and(|left| left.is_zero() || self.session.may_leave()) {
                return Err(ExitError::Interrupted);
            }
            let wake = [self.session.due_in(now), over].into_iter().flatten().min();
            let sleep = async {
                match wake {
                    Some(wake) => tokio::time::sleep(wake).await,
                    None => std::future::pending().await,
                }
            };
            let event = tokio::select! {
                event = self.inbox.recv() => event.unwrap_or(Event::Terminated),
                () = sleep => Event::Ticked,
            };
            match event {
                Event::Session(fact) => return Ok(fact),
                Event::Terminated => self.ends = self.ends.or(Some(now.mono + FAREWELL)),
                _ => return Ok(Fact::Ticked),
            }
        }
    }

    fn run(&mut self, outcome: Outcome) {
        self.settled.extend(outcome.settled);
        for effect in outcome.effects {
            drop(self.workers.run(Effect::Session(effect)));
        }
    }

    /// Waits until tokens are revoked at Tower, then releases the file.
    pub(in crate::runtime) async fn finish(mut self) {
        self.workers.settle().await;
        drop(self.inbox);
        self.workers.finish();
    }
}
