//! A session without a screen: the same rules, the same file and lock, driven by a command.

use std::collections::HashMap;
use std::io::{self, Write};
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
use crate::runtime::shutdown::{GRACE, Shell, drain};
use crate::runtime::terminal::signals;
use crate::runtime::threads;
use crate::session::{Delay, Fact, Live, Outcome, Phase, Renewal, Session, backoff};
use crate::tower::call::{Call, Reply};
use crate::tower::failure::{Cause, Failure};
use crate::tower::oauth::Client;
use crate::ui::words::Words;

/// How many events may be queued; senders wait beyond that.
const INBOX: usize = 256;

/// How long a command that has done its work waits for what its session has begun: as long as a token call may take, and
/// a little for the disk.
const PATIENCE: Duration = Duration::from_secs(25);

/// How many times a read is asked for again.
const REPEATS: u32 = 3;

/// How long Tower is left alone that is asked too often and does not say for how long: somebody waits.
const LIMITED: Duration = Duration::from_secs(10);

/// The longest that anyone waits for that, all in all.
const PAUSE: Duration = Duration::from_secs(30);

/// A session and the workers that run its effects. A command borrows it; [`Headless::run`] ends it.
pub(super) struct Headless {
    pub(in crate::runtime) session: Session,
    workers: Workers,
    inbox: Receiver<Event>,
    ids: Ids,
    clock: Clock,
    settled: HashMap<RequestId, Result<Reply, Failure>>,
    ends: Option<Duration>,
    /// Where the session is kept, for a person.
    file: String,
    /// Tower has answered a call.
    has_heard: bool,
    /// How many entries of lists could not be read, of which nobody has been told.
    unreadable: usize,
    /// How many entries were read of a list that is longer than any is read.
    cut_after: Option<usize>,
    words: Words,
}

impl Headless {
    /// Does work with the session of this application, and ends once what that has begun is kept. What could not be
    /// kept is told, whatever came of the work.
    pub(in crate::runtime) fn run<T>(
        client: Client,
        context: RunContext,
        work: impl AsyncFnOnce(&mut Self) -> Result<T, ExitError>,
    ) -> Result<T, ExitError> {
        let runtime = threads::runtime()?;
        runtime.block_on(async {
            let mut headless = Self::open(client, context)?;
            let result = match headless.read().await {
                Ok(()) => work(&mut headless).await,
                Err(hindrance) => Err(hindrance),
            };
            let told = headless.tell_unreadable();
            let cut_after = headless.cut_after;
            headless.finish().await?;
            let done = result?;
            told?;
            cut_after.map_or(Ok(done), |count| Err(ExitError::ListCut(count)))
        })
    }

    fn open(client: Client, context: RunContext) -> Result<Self, ExitError> {
        let (sender, inbox) = mpsc::channel(INBOX);
        signals::listen(&sender)?;
        let words = Words(context.lang);
        let file = context.session_file().unwrap_or_default();
        let session = Session::new(client, run_context::process(false)?);
        let RunContext { store, settings, settings_file, log, .. } = context;
        let workers = Workers::new(store, settings, settings_file, sender, None, log);
        workers.check()?;
        let (ids, clock) = (Ids::default(), Clock::start());
        let mut headless = Self {
            session,
            workers,
            inbox,
            ids,
            clock,
            settled: HashMap::new(),
            ends: None,
            file,
            has_heard: false,
            unreadable: 0,
            cut_after: None,
            words,
        };
        let opened = headless.session.open();
        headless.follow(opened);
        Ok(headless)
    }

    async fn read(&mut self) -> Result<(), ExitError> {
        self.until(|_, fact| matches!(fact, Fact::FileSeen(_))).await
    }

    /// For work that needs somebody to be signed in.
    pub(in crate::runtime) fn is_signed_in(&self) -> Result<(), ExitError> {
        match self.session.phase() {
            Phase::SignedOut { reason, .. } => Err(ExitError::SignedOut(reason.clone())),
            Phase::Boot | Phase::Exchanging { .. } | Phase::TwoStep { .. } | Phase::Live(_) => Ok(()),
        }
    }

    /// After a person has signed out.
    pub(in crate::runtime) fn is_signed_out(&self) -> Result<(), ExitError> {
        match self.session.not_removed() {
            Some(fault) => Err(ExitError::NotRemoved { file: self.file.clone(), why: fault.clone() }),
            None => Ok(()),
        }
    }

    /// Makes a call.
    pub(in crate::runtime) async fn call(&mut self, call: Call) -> Result<Reply, ExitError> {
        let mut replies = self.call_all(vec![call]).await?;
        replies.pop().ok_or(ExitError::Interrupted)
    }

    /// Makes calls at once, and returns their replies in the order they were asked for. One that may come after all
    /// is asked for again: these are reads, and nobody but a screen does that by itself.
    pub(super) async fn call_all(&mut self, calls: Vec<Call>) -> Result<Vec<Reply>, ExitError> {
        self.call_each(calls).await?.into_iter().map(|result| result.map_err(ExitError::Call)).collect()
    }

    /// The same, where one that brings nothing takes nothing else with it: what is wrong with the session or the network
    /// ends them all.
    pub(super) async fn call_each(
        &mut self,
        calls: Vec<Call>,
    ) -> Result<Vec<Result<Reply, Failure>>, ExitError> {
        self.call_until(calls, ends_all).await
    }

    /// The same, where the network too takes nothing else with it: whoever asks says what is missing.
    pub(super) async fn call_some(
        &mut self,
        calls: Vec<Call>,
    ) -> Result<Vec<Result<Reply, Failure>>, ExitError> {
        self.call_until(calls, ends_session).await
    }

    async fn call_until(
        &mut self,
        calls: Vec<Call>,
        ends: fn(&Failure) -> bool,
    ) -> Result<Vec<Result<Reply, Failure>>, ExitError> {
        let mut results = self.ask(calls.clone()).await?;
        let mut waited = Duration::ZERO;
        for tries in 1..=REPEATS {
            // None where it came or is not asked for again.
            let pause_of = |result: &Result<Reply, Failure>| self.pause(result.as_ref().err()?, tries);
            let pauses: Vec<Option<Duration>> = results.iter().map(pause_of).collect();
            let is_over = |(result, pause): (&Result<Reply, Failure>, &Option<Duration>)| {
                pause.is_none() && result.as_ref().is_err_and(ends)
            };
            let Some(pause) = pauses.iter().flatten().max() else { break };
            waited += *pause;
            if waited > PAUSE || results.iter().zip(&pauses).any(is_over) {
                break;
            }
            self.while_waiting_for(tokio::time::sleep(*pause)).await?;
            let again = calls.iter().zip(&pauses).filter(|(_, pause)| pause.is_some());
            let again = self.ask(again.map(|(call, _)| call.clone()).collect()).await?;
            let places = results.iter_mut().zip(&pauses).filter(|(_, pause)| pause.is_some());
            for ((place, _), result) in places.zip(again) {
                *place = result;
            }
        }
        let fatal = results.iter().filter_map(|result| result.as_ref().err()).find(|failure| ends(failure));
        let Some(failure) = fatal.cloned() else { return Ok(results) };
        if failure == Failure::NoToken && is_doubting(&self.session) {
            self.until(|session, _| !is_doubting(session)).await?;
        }
        Err(self.told(failure))
    }

    /// So many entries that could not be read had come before.
    pub(super) fn had_counted(&mut self, unreadable: usize) {
        self.unreadable = self.unreadable.saturating_sub(unreadable);
    }

    /// These are all that is read of a list, and it goes on.
    pub(super) fn is_cut_after(&mut self, count: usize) {
        self.cut_after = Some(count);
    }

    /// Says on standard error how many entries are missing because they could not be read.
    fn tell_unreadable(&mut self) -> Result<(), ExitError> {
        match std::mem::take(&mut self.unreadable) {
            0 => Ok(()),
            count => Ok(writeln!(io::stderr(), "{}", self.words.unreadable_entries(count))?),
        }
    }

    /// Says the same of the teams that have been asked for, before anything else comes.
    pub(super) fn tell_unreadable_teams(&mut self) -> Result<(), ExitError> {
        match std::mem::take(&mut self.unreadable) {
            0 => Ok(()),
            count => {
                let said = self.words.unreadable_of(&self.words.teams(), count);
                Ok(writeln!(io::stderr(), "{said}")?)
            }
        }
    }

    /// What a failure is to whoever called the program, as the session stands.
    pub(super) fn told(&self, failure: Failure) -> ExitError {
        let issuer = self.session.client().issuer();
        match self.session.phase() {
            Phase::SignedOut { reason, .. } => ExitError::SignedOut(reason.clone()),
            Phase::Live(Live {
                renewal: Renewal::Waiting { why: Delay::NotStorable(fault), .. }, ..
            }) if failure == Failure::NoToken => {
                ExitError::NotKept { file: self.file.clone(), why: Some(fault.clone()) }
            }
            Phase::Live(Live { renewal: Renewal::Waiting { why, .. }, .. }) if why.is_offline() => {
                ExitError::Offline(issuer)
            }
            Phase::Live(Live { renewal: Renewal::Waiting { why, .. }, .. })
                if failure == Failure::NoToken =>
            {
                ExitError::NotRenewed(issuer, why.clone())
            }
            Phase::Live(Live { renewal: Renewal::Blocked(what), .. }) if failure == Failure::NoToken => {
                ExitError::Blocked(issuer, what.clone())
            }
            _ => ExitError::Call(failure),
        }
    }

    async fn ask(&mut self, calls: Vec<Call>) -> Result<Vec<Result<Reply, Failure>>, ExitError> {
        let asked: Vec<RequestId> = calls.iter().map(|_| self.ids.take()).collect();
        for (request, call) in asked.iter().zip(&calls) {
            let outcome = self.session.send(*request, call.clone(), self.clock.now());
            self.follow(outcome);
        }
        while !asked.iter().all(|request| self.settled.contains_key(request)) {
            let fact = self.next().await?;
            self.fact(fact);
        }
        let results: Vec<_> = asked.into_iter().filter_map(|request| self.settled.remove(&request)).collect();
        self.has_heard |= results.iter().any(Result::is_ok);
        let mut cut =
            calls.iter().zip(&results).filter_map(|(call, result)| call.cut_after(result.as_ref().ok()?));
        self.cut_after = cut.next().or(self.cut_after);
        self.unreadable += results.iter().flatten().map(Reply::unreadable).sum::<usize>();
        Ok(results)
    }

    /// How long to wait before asking again after so many tries; none where that brings nothing.
    fn pause(&self, failure: &Failure, tries: u32) -> Option<Duration> {
        let pause = backoff(tries, 0.5);
        match failure {
            Failure::Limited { retry_after } => Some(pause.max(retry_after.unwrap_or(LIMITED))),
            Failure::Refused { retry_after: Some(wait), .. } if failure.is_transient() => {
                Some(pause.max(*wait))
            }
            // It has taken long enough.
            Failure::NoAnswer(_) if failure.cause() == Some(Cause::TimedOut) => None,
            // One connection among many, and not a network that is not there; and nobody who keeps it from being one.
            Failure::Unreachable(_) if !self.has_heard || !failure.is_offline() => None,
            _ => failure.is_transient().then_some(pause),
        }
    }

    /// Takes in a fact.
    pub(in crate::runtime) fn fact(&mut self, fact: Fact) {
        self.workers.log.note(&LogEntry::Fact(&fact));
        let outcome = self.session.step(fact, self.clock.now(), &mut self.ids);
        self.workers.log.stands(self.session.phase());
        self.follow(outcome);
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
                Event::Terminated => self.ends = self.ends.or(Some(now.mono + GRACE)),
                _ => return Ok(Fact::Ticked),
            }
        }
    }

    fn follow(&mut self, outcome: Outcome) {
        self.settled.extend(outcome.settled);
        for effect in outcome.effects {
            drop(self.workers.run(Effect::Session(effect)));
        }
    }

    /// Ends once nothing can be lost by it, and lets go of the file.
    async fn finish(mut self) -> Result<(), ExitError> {
        self.fact(Fact::Leaving);
        let most = self.ends.map_or(PATIENCE, |ends| ends.saturating_sub(self.clock.now().mono));
        let kept = drain(&mut self, most).await;
        let unsaved = self.session.unsaved().cloned();
        drop(self.inbox);
        self.workers.finish(false).await;
        if kept { Ok(()) } else { Err(ExitError::NotKept { file: self.file, why: unsaved }) }
    }
}

/// Whether nothing else can come either.
fn ends_all(failure: &Failure) -> bool {
    let is_network =
        matches!(failure, Failure::Limited { .. } | Failure::Unreachable(_) | Failure::NoAnswer(_));
    is_network || ends_session(failure)
}

/// Whether no call brings anything any more, as the session stands.
fn ends_session(failure: &Failure) -> bool {
    matches!(failure, Failure::Unauthorized | Failure::AppNotAllowed | Failure::NoToken)
}

/// Whether a no is not believed yet.
fn is_doubting(session: &Session) -> bool {
    matches!(session.phase(), Phase::Live(live) if matches!(live.renewal, Renewal::Doubting { .. } | Renewal::Rereading { .. }))
}

impl Shell for Headless {
    fn inbox(&mut self) -> &mut Receiver<Event> {
        &mut self.inbox
    }

    fn may_leave(&self) -> bool {
        self.session.may_leave()
    }

    fn due_in(&self) -> Option<Duration> {
        self.session.due_in(self.clock.now())
    }

    fn take_in(&mut self, event: Event) {
        self.fact(match event {
            Event::Session(fact) => fact,
            _ => Fact::Ticked,
        });
    }
}
