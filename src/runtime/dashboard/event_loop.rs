//! The loop: facts in, effects out, one picture for all that has come.
//!
//! A panic somewhere does not take a token with it that is under way: the terminal is given back at once, and
//! the loop goes on without it until leaving loses nothing.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe};

use crossterm::event::{KeyCode, KeyEvent};
use tokio::sync::mpsc::Receiver;

use super::window::{Face, Window};
use super::workers::{OnTerminal, Workers};
use crate::app::{Effect, Event, Stage, State};
use crate::runtime::clock::Clock;
use crate::runtime::log::Entry;
use crate::runtime::terminal::watch::{Noticed, Watch};
use crate::ui::words::Words;

/// How many events are taken in before the picture is drawn: a held key, a burst of replies.
const BURST: usize = 256;

/// What somebody panicked with.
type Panic = Box<dyn Any + Send>;

/// What the loop works on.
pub(in crate::runtime) struct Loop<'a> {
    pub(in crate::runtime) state: &'a mut State,
    pub(in crate::runtime) window: &'a mut Window,
    pub(in crate::runtime) workers: &'a mut Workers,
    pub(in crate::runtime) inbox: &'a mut Receiver<Event>,
    pub(in crate::runtime) watch: &'a mut Watch,
    pub(in crate::runtime) clock: Clock,
}

/// Runs until the state wants to quit.
pub(in crate::runtime) async fn run(mut all: Loop<'_>) -> io::Result<()> {
    let mut panic: Option<Panic> = None;
    loop {
        let ends = match all.turn().await {
            Ok(ends) => ends,
            // Whatever else is broken will not mend itself.
            Err(_) if panic.is_some() => Ok(true),
            Err(first) => {
                // The panic hook has given the terminal back.
                all.window.face = Face::Left;
                panic = Some(first);
                caught(|| all.take_in(Event::Terminated)).unwrap_or(Ok(true))
            }
        };
        match (ends, panic.take()) {
            (Ok(false), still) => panic = still,
            // Without its terminal the program cannot tell anything, but it can still save.
            (Err(_) | Ok(true), Some(panic)) => panic::resume_unwind(panic),
            (ends, None) => return ends.map(drop),
        }
    }
}

fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    panic::catch_unwind(AssertUnwindSafe(work))
}

impl Loop<'_> {
    /// Draws, waits for something to happen, and takes it in; whether the program ends.
    async fn turn(&mut self) -> Result<io::Result<bool>, Panic> {
        if caught(|| self.draw())?.is_err() {
            return caught(|| self.without_terminal());
        }
        match self.next().await? {
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

    /// The size the terminal has now may be ahead of the event that says so.
    fn fit(&mut self) -> io::Result<()> {
        let size = self.window.screen.size()?;
        if size != self.state.size {
            self.take_in(Event::Resized(size))?;
        }
        Ok(())
    }

    /// Takes in a fact and all that have come with it; whether the program ends.
    fn take_in(&mut self, first: Event) -> io::Result<bool> {
        let mut next = Some(first);
        for _ in 0..BURST {
            let Some(event) = next else { break };
            if self.take_one(event)? {
                return Ok(true);
            }
            next = self.watch.ready().or_else(|| self.inbox.try_recv().ok());
        }
        Ok(false)
    }

    fn take_one(&mut self, event: Event) -> io::Result<bool> {
        if self.window.face == Face::Plain && is_enter(&event) {
            return if self.window.come_back().is_ok() { Ok(false) } else { self.without_terminal() };
        }
        self.workers.check()?;
        self.workers.log.note(&Entry::Happened(&event));
        let effects = self.state.update(event, self.clock.now());
        if let Stage::Workspace(workspace) = &self.state.stage {
            self.workers.log.stands(workspace.session.phase());
        }
        self.run(effects)
    }

    fn run(&mut self, effects: Vec<Effect>) -> io::Result<bool> {
        let mut ends = false;
        for effect in effects {
            match self.workers.run(effect) {
                None => {}
                // Acts last: an effect beside it may be the token's.
                Some(OnTerminal::Quit) => ends = true,
                Some(on_terminal) => ends |= self.act(on_terminal)?,
            }
        }
        Ok(ends)
    }

    /// Does what needs the terminal; whether the program ends for want of one.
    fn act(&mut self, effect: OnTerminal) -> io::Result<bool> {
        match self.window.act(effect, Words(self.state.lang)) {
            Ok(()) => Ok(false),
            Err(_) => self.without_terminal(),
        }
    }

    /// The next fact; that time has passed is one. A worker that panicked takes the program with it: its list
    /// would load for ever.
    async fn next(&mut self) -> Result<Noticed, Panic> {
        let wake = self.state.wake_in();
        let sleep = async {
            match wake {
                Some(wake) => tokio::time::sleep(wake).await,
                None => std::future::pending().await,
            }
        };
        tokio::pin!(sleep);
        loop {
            tokio::select! {
                biased;
                came = self.watch.next() => return Ok(came),
                event = self.inbox.recv() => return Ok(Noticed::Event(event.unwrap_or(Event::Terminated))),
                ended = self.workers.ended() => ended?,
                () = &mut sleep => return Ok(Noticed::Event(Event::Ticked)),
            }
        }
    }
}

fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Enter, .. }))
}

#[cfg(test)]
mod tests;
