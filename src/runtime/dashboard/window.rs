//! The window: the terminal, what is on it, and the effects that need it.

use std::io;

use crossterm::execute;
use crossterm::terminal::SetTitle;
use ratatui::backend::Backend;
use ratatui::layout::Size;
use tokio::task::JoinSet;

use super::workers::OnTerminal;
use crate::app::State;
use crate::runtime::desktop::clipboard;
use crate::runtime::terminal::guard::Guard;
use crate::runtime::terminal::screen::TerminalScreen;
use crate::runtime::terminal::signals;
use crate::runtime::terminal::size::size;
use crate::ui::words::Words;
use crate::ui::{self, WideCellRepair};

/// The terminal and what is on it.
pub(in crate::runtime) struct Window {
    pub(in crate::runtime) guard: Guard,
    pub(in crate::runtime) screen: TerminalScreen,
    pub(super) face: Face,
    pub(super) halves: WideCellRepair,
    /// The window title last set; empty where that is not known.
    pub(super) title: String,
    /// How large the last picture was and what it was of, where it is on the plain screen: each other one begins below
    /// it, so that it can be read again.
    pub(super) drawn: (Size, String),
    /// What is being handed to a multiplexer.
    pub(super) copies: JoinSet<()>,
}

/// What the program shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// The full screen.
    Full,
    /// The normal screen, with something to read; the next Enter brings the full one back.
    Plain,
    /// Nothing: the terminal has been given back.
    Left,
}

impl Window {
    /// Draws what has changed; nothing while the terminal has yet to take what was drawn before.
    pub(in crate::runtime) fn draw(&mut self, state: &State) -> io::Result<()> {
        if self.guard.output().is_full() {
            return Ok(());
        }
        if self.guard.is_inline() {
            self.begin_below(state)?;
        }
        let halves = &self.halves;
        let drawn = self.screen.draw(|frame| {
            ui::draw(state, frame);
            halves.mend(frame.buffer_mut());
        })?;
        self.halves.remember(drawn.buffer);
        let title = state.title();
        if title != self.title {
            execute!(self.guard.output(), SetTitle(&title))?;
            self.title = title;
        }
        Ok(())
    }

    /// Begins anew below the last picture, where this one is of something else or of another size.
    fn begin_below(&mut self, state: &State) -> io::Result<()> {
        let now = (size()?, ui::place(state));
        if self.drawn != now {
            let is_first = self.drawn.1.is_empty();
            self.drawn = now;
            if !is_first {
                self.guard.scroll_away()?;
                self.redraw()?;
            }
        }
        Ok(())
    }

    pub(super) fn act(&mut self, effect: OnTerminal, words: Words) -> io::Result<()> {
        match effect {
            OnTerminal::Copy(text) => self.copy(text),
            OnTerminal::PrintPlain(text) => {
                self.face = Face::Plain;
                self.guard.step_out();
                self.guard.say(&format!("\n{text}\n\n{}\n", words.press_enter()));
                Ok(())
            }
            OnTerminal::StepOut => {
                if self.face != Face::Left {
                    self.face = Face::Left;
                    self.guard.step_out();
                    self.guard.say(&format!("{}\n", words.saving_session()));
                }
                Ok(())
            }
            OnTerminal::Mouse(on) => self.guard.take_mouse(on),
            OnTerminal::Redraw => self.redraw(),
            OnTerminal::Suspend => {
                self.guard.step_out();
                signals::stop();
                self.come_back()
            }
            OnTerminal::Quit => Ok(()),
        }
    }

    /// Has the terminal copy a text. One that takes nothing any more is not sent one text after the other.
    pub(super) fn copy(&mut self, text: String) -> io::Result<()> {
        while self.copies.try_join_next().is_some() {}
        let output = self.guard.output();
        if output.is_full() { Ok(()) } else { clipboard::send(output, text, &mut self.copies) }
    }

    /// Takes the terminal again, and the screen, after the program was stopped by somebody else.
    pub(super) fn go_on(&mut self) -> io::Result<()> {
        if self.face == Face::Full { self.come_back() } else { Ok(()) }
    }

    /// Back to the full screen.
    pub(super) fn come_back(&mut self) -> io::Result<()> {
        self.face = Face::Full;
        self.guard.step_in()?;
        self.title.clear();
        self.drawn.1.clear();
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
