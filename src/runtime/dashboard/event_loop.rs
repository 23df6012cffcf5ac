//! The event loop: events in, effects out, one frame for all events that have come.
//!
//! A panic does not lose a token that is under way: the terminal is given back at once, and the loop goes on without
//! it until leaving is safe.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;

use super::frame_limiter::FrameLimiter;
use super::window::{Face, Window};
use super::workers::{OnTerminal, Workers};
use crate::app::{Effect, Event, Stage, State};
use crate::runtime::clock::Clock;
use crate::runtime::log::LogEntry;
use crate::runtime::shutdown::{GRACE, Shell, drain};
use crate::runtime::terminal::watch::{Noticed, Watch};
use crate::ui;
use crate::ui::words::Words;

/// How many events are handled before the next frame: a held key, a burst of replies.
const BURST: usize = 256;

/// The payload of a panic.
type Panic = Box<dyn Any + Send>;

/// What the loop works on.
pub(in crate::runtime) struct Loop<'a> {
    pub(in crate::runtime) state: &'a mut State,
    pub(in crate::runtime) window: &'a mut Window,
    pub(in crate::runtime) workers: &'a mut Workers,
    pub(in crate::runtime) inbox: &'a mut Receiver<Event>,
    pub(in crate::runtime) watch: &'a mut Watch,
    pub(in crate::runtime) clock: Clock,
    pub(in crate::runtime) frames: FrameLimiter,
}

/// Runs until the state wants to quit. Without its terminal the program cannot tell anything, but it can still save:
/// whatever breaks, what is under way is kept first.
pub(in crate::runtime) async fn run(mut all: Loop<'_>) -> io::Result<()> {
    match all.turns().await {
        Ended::Wanted => {
            all.have_copied().await;
            Ok(())
        }
        Ended::Panicked(panic) => panic::resume_unwind(panic),
        Ended::Broken(why) => {
            all.window.face = Face::Left;
            drop(caught(|| all.take_in(Event::Terminated)));
            drain(&mut all, GRACE).await;
            all.have_copied().await;
            match why {
                Broken::Terminal(error) => Err(error),
                Broken::Program(panic) => panic::resume_unwind(panic),
            }
        }
    }
}

/// How the turns came to an end.
enum Ended {
    /// The state wanted it.
    Wanted,
    /// The state wanted it after a panic.
    Panicked(Panic),
    /// Nobody has seen to what is under way.
    Broken(Broken),
}

/// What does not let the loop go on.
enum Broken {
    Terminal(io::Error),
    Program(Panic),
}

fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    panic::catch_unwind(AssertUnwindSafe(work))
}

impl Shell for Loop<'_> {
    fn inbox(&mut self) -> &mut Receiver<Event> {
        self.inbox
    }

    fn may_leave(&self) -> bool {
        self.state.may_leave()
    }

    fn due_in(&self) -> Option<Duration> {
        self.state.wake_in()
    }

    fn take_in(&mut self, event: Event) {
        // What breaks here has broken already.
        drop(caught(|| self.take_one(event)));
    }
}

impl Loop<'_> {
    async fn turns(&mut self) -> Ended {
        let mut panic: Option<Panic> = None;
        loop {
            let ends = match self.turn().await {
                Ok(ends) => ends,
                // Whatever else is broken will not mend itself.
                Err(second) => match panic {
                    Some(first) => return Ended::Broken(Broken::Program(first)),
                    None => {
                        // The panic hook has given the terminal back.
                        self.window.face = Face::Left;
                        panic = Some(second);
                        match caught(|| self.take_in(Event::Terminated)) {
                            Ok(ends) => ends,
                            Err(_) => Ok(false),
                        }
                    }
                },
            };
            match (ends, panic) {
                (Ok(false), still) => panic = still,
                (Ok(true), None) => return Ended::Wanted,
                (Ok(true), Some(panic)) => return Ended::Panicked(panic),
                (Err(_), Some(panic)) => return Ended::Broken(Broken::Program(panic)),
                (Err(error), None) => return Ended::Broken(Broken::Terminal(error)),
            }
        }
    }

    /// What was copied last outlives the window: by a program, else by the terminal.
    async fn have_copied(&mut self) {
        let all = async {
            self.workers.have_copied().await;
            while let Ok(event) = self.inbox.try_recv() {
                if let Event::NotCopied { text, .. } = event {
                    // A terminal that is gone copies nothing.
                    drop(self.window.copy(text));
                }
            }
            while self.window.copies.join_next().await.is_some() {}
        };
        drop(timeout(GRACE, all).await);
    }

    /// Draws, waits for something to happen, and takes it in; whether the program ends.
    async fn turn(&mut self) -> Result<io::Result<bool>, Panic> {
        let now = self.clock.now().mono;
        let held = self.frames.held_for(now);
        if held.is_none() {
            let drawn = caught(|| self.draw())?;
            self.workers.catch_up();
            if drawn.is_err() {
                return caught(|| self.without_terminal());
            }
            self.frames.drawn(now);
        }
        match self.next(held).await? {
            Noticed::Event(event) => caught(|| self.take_in(event)),
            Noticed::Drained => Ok(Ok(false)),
            Noticed::Continued => match caught(|| self.window.go_on())? {
                Ok(()) => Ok(Ok(false)),
                Err(_) => caught(|| self.without_terminal()),
            },
        }
    }

    /// The terminal is gone: the program ends as it does when the system asks it to.
    fn without_terminal(&mut self) -> io::Result<bool> {
        self.window.face = Face::Left;
        self.take_in(Event::Terminated)
    }

    fn draw(&mut self) -> io::Result<()> {
        if self.window.face == Face::Full {
            self.fit()?;
            self.window.draw(self.state)?;
        }
        Ok(())
    }

    /// Reads the terminal's size: it may have changed before the event that says so.
    fn fit(&mut self) -> io::Result<()> {
        let size = self.window.screen.size()?;
        if size != self.state.size {
            self.take_in(Event::Resized(size))?;
        }
        Ok(())
    }

    /// Handles an event and all others that are waiting; returns whether the program ends.
    fn take_in(&mut self, first: Event) -> io::Result<bool> {
        let mut next = Some(first);
        for _ in 0..BURST {
            let Some(event) = next else { break };
            if self.take_one(event)? {
                return Ok(true);
            }
            let typed = self.watch.ready();
            self.frames.noticed(typed.is_none());
            next = typed.or_else(|| self.inbox.try_recv().ok());
        }
        Ok(false)
    }

    fn take_one(&mut self, event: Event) -> io::Result<bool> {
        if self.window.face == Face::Plain && is_enter(&event) {
            return if self.window.come_back().is_ok() { Ok(false) } else { self.without_terminal() };
        }
        // A terminal that did not know its size knows it now, or was of another one in between: what it shows is unknown.
        if self.window.face == Face::Full && event == Event::Resized(self.state.size) {
            self.act(OnTerminal::Redraw)?;
        }
        self.workers.check()?;
        let event = ui::meant(self.state, event);
        self.workers.log.note(&LogEntry::Happened(&event));
        let effects = self.state.update(event, self.clock.now());
        if let Stage::Workspace(workspace) = &self.state.stage {
            self.workers.log.stands(workspace.session.phase());
        }
        self.run(effects)
    }

    fn run(&mut self, effects: Vec<Effect>) -> io::Result<bool> {
        // A terminal that does not obey takes no other effect with it, and leaving acts last: those beside them may be
        // the token's.
        let mut ends = Ok(false);
        for effect in effects {
            match self.workers.run(effect) {
                None => {}
                Some(OnTerminal::Quit) => ends = ends.map(|_| true),
                Some(on_terminal) => {
                    let acted = self.act(on_terminal);
                    ends = ends.and_then(|ends| acted.map(|now| ends || now));
                }
            }
        }
        ends
    }

    /// Does what needs the terminal; whether the program ends for want of one.
    fn act(&mut self, effect: OnTerminal) -> io::Result<bool> {
        match self.window.act(effect, Words(self.state.lang)) {
            Ok(()) => Ok(false),
            Err(_) => self.without_terminal(),
        }
    }

    /// The next event, or a tick, at the latest when a frame is due that was held for so long. A worker's panic ends the
    /// program: the list it was loading would load for ever.
    async fn next(&mut self, held: Option<Duration>) -> Result<Noticed, Panic> {
        let wake = self.state.wake_in().into_iter().chain(held).min();
        let sleep = async {
            match wake {
                Some(wake) => tokio::time::sleep(wake).await,
                None => std::future::pending().await,
            }
        };
        tokio::pin!(sleep);
        let (came, by_itself) = loop {
            tokio::select! {
                biased;
                came = self.watch.next() => break (came, false),
                event = self.inbox.recv() => break (Noticed::Event(event.unwrap_or(Event::Terminated)), true),
                ended = self.workers.ended() => ended?,
                () = &mut sleep => break (Noticed::Event(Event::Ticked), false),
            }
        };
        self.frames.noticed(by_itself);
        Ok(came)
    }
}

fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Enter, .. }))
}

#[cfg(test)]
mod tests;
