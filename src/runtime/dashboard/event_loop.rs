//! The event loop: events in, effects out, one frame for all events that have come.
//!
//! A panic does not lose a token that is under way: the terminal is given back at once, and the loop goes on without
//! it until leaving is safe.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe};

use crossterm::event::{KeyCode, KeyEvent};
use tokio::sync::mpsc::Receiver;

use super::window::{Face, Window};
use super::workers::{OnTerminal, Workers};
use crate::app::{Effect, Event, Stage, State};
use crate::runtime::clock::Clock;
use crate::runtime::log::LogEntry;
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
    pub(in crate::runtime) clock: Clock,
}

/// Runs until the state wants to quit.
pub(in crate::runtime) async fn run(mut all: Loop<'_>) -> io::Result<()> {
    let mut panic: Option<Panic> = None;
    loop {
        let ends = match all.turn().await {
            Ok(ends) => ends,
            // A second failure will not repair itself.
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
            // Without its terminal the program cannot say anything, but it can still save.
            (Err(_) | Ok(true), Some(panic)) => panic::resume_unwind(panic),
            (ends, None) => return ends.map(drop),
        }
    }
}

fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    panic::catch_unwind(AssertUnwindSafe(work))
}

impl Loop<'_> {
    /// Draws, waits for an event, and handles it; returns whether the program ends.
    async fn turn(&mut self) -> Result<io::Result<bool>, Panic> {
        if let Err(error) = caught(|| self.draw())? {
            return Ok(Err(error));
        }
        let event = self.next().await?;
        caught(|| self.take_in(event))
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
            next = self.inbox.try_recv().ok();
        }
        Ok(false)
    }

    fn take_one(&mut self, event: Event) -> io::Result<bool> {
        if self.window.face == Face::Plain && is_enter(&event) {
            self.window.come_back()?;
            return Ok(false);
        }
        self.workers.check()?;
        self.workers.log.note(&LogEntry::Happened(&event));
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
                Some(on_terminal) => self.window.act(on_terminal, Words(self.state.lang))?,
            }
        }
        Ok(ends)
    }

    /// The next event, or a tick. A worker's panic ends the program: the list it was loading would load for
    /// ever.
    async fn next(&mut self) -> Result<Event, Panic> {
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
                event = self.inbox.recv() => return Ok(event.unwrap_or(Event::Terminated)),
                ended = self.workers.ended() => ended?,
                () = &mut sleep => return Ok(Event::Ticked),
            }
        }
    }
}

fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Enter, .. }))
}

#[cfg(test)]
mod tests;
