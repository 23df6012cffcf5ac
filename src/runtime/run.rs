//! The loop: facts in, effects out, one picture for all that has come.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{KeyCode, KeyEvent};
use crossterm::execute;
use ratatui::backend::Backend;
use tokio::sync::mpsc::Receiver;

use super::clock::Clock;
use super::dispatch::{OnTerminal, Workers};
use super::screen::Screen;
use super::signals;
use super::terminal::Guard;
use crate::app::{Event, State};
use crate::ui;
use crate::ui::words::Words;

/// How many events are taken in before the picture is drawn: a held key, a burst of replies.
const BURST: usize = 256;

/// The terminal and what is on it.
pub(super) struct Window {
    pub(super) guard: Guard,
    pub(super) screen: Screen,
    /// The plain screen shows; the next Enter brings the full one back.
    pub(super) plain: bool,
}

/// Runs until the state wants to quit.
pub(super) async fn run(
    state: &mut State,
    window: &mut Window,
    workers: &mut Workers,
    inbox: &mut Receiver<Event>,
    clock: Clock,
) -> io::Result<()> {
    loop {
        if !window.plain {
            fit(state, window, workers, clock)?;
            window.screen.draw(|frame| ui::draw(state, frame))?;
        }
        let mut next = Some(next(state.wake_in(), inbox, workers).await);
        for _ in 0..BURST {
            let Some(event) = next else { break };
            if take_in(event, state, window, workers, clock)? {
                return Ok(());
            }
            next = inbox.try_recv().ok();
        }
    }
}

/// Takes one fact in and has its effects run; whether the program ends.
fn take_in(
    event: Event,
    state: &mut State,
    window: &mut Window,
    workers: &mut Workers,
    clock: Clock,
) -> io::Result<bool> {
    if window.plain && is_enter(&event) {
        window.plain = false;
        window.come_back()?;
        return Ok(false);
    }
    let effects = state.update(event, clock.now());
    let mut ends = false;
    for effect in effects {
        match workers.run(effect) {
            None => {}
            // Acts last: an effect beside it may be the token's.
            Some(OnTerminal::Quit) => ends = true,
            Some(on_terminal) => window.act(on_terminal, Words(state.lang))?,
        }
    }
    Ok(ends)
}

fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Enter, .. }))
}

/// The size the terminal has now may be ahead of the event that says so.
fn fit(state: &mut State, window: &Window, workers: &mut Workers, clock: Clock) -> io::Result<()> {
    let size = window.screen.size()?;
    if size != state.size {
        for effect in state.update(Event::Resized(size), clock.now()) {
            drop(workers.run(effect));
        }
    }
    Ok(())
}

/// The next fact; that time has passed is one.
async fn next(wake: Option<Duration>, inbox: &mut Receiver<Event>, workers: &mut Workers) -> Event {
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
            event = inbox.recv() => return event.unwrap_or(Event::Terminated),
            () = workers.ended() => {}
            () = &mut sleep => return Event::Ticked,
        }
    }
}

impl Window {
    fn act(&mut self, effect: OnTerminal, words: Words) -> io::Result<()> {
        match effect {
            OnTerminal::Copy(text) => execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)),
            OnTerminal::PrintPlain(text) => {
                self.plain = true;
                self.guard.step_out();
                let mut out = io::stdout();
                writeln!(out, "\n{text}\n\n{}", words.press_enter())?;
                out.flush()
            }
            OnTerminal::Redraw => self.redraw(),
            OnTerminal::Suspend => {
                self.guard.step_out();
                signals::stop();
                self.come_back()
            }
            OnTerminal::Quit => Ok(()),
        }
    }

    fn come_back(&mut self) -> io::Result<()> {
        self.guard.step_in()?;
        self.redraw()
    }

    /// Draws every cell anew. Not by ratatui's own `clear`, which asks the terminal where its cursor is: the
    /// input thread would take the answer, and a slow terminal gives none.
    fn redraw(&mut self) -> io::Result<()> {
        self.screen.backend_mut().forget();
        self.screen.backend_mut().clear()?;
        self.screen.swap_buffers();
        Ok(())
    }
}
