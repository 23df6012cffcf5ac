//! The window: the terminal, what is on it, and the effects that need it.

use std::io::{self, Write};

use crossterm::execute;
use crossterm::terminal::SetTitle;
use ratatui::backend::Backend;

use super::workers::OnTerminal;
use crate::app::State;
use crate::runtime::desktop::clipboard;
use crate::runtime::terminal::guard::Guard;
use crate::runtime::terminal::screen::TerminalScreen;
use crate::runtime::terminal::signals;
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
    /// Draws what has changed.
    pub(in crate::runtime) fn draw(&mut self, state: &State) -> io::Result<()> {
        let halves = &self.halves;
        let drawn = self.screen.draw(|frame| {
            ui::draw(state, frame);
            halves.mend(frame.buffer_mut());
        })?;
        self.halves.remember(drawn.buffer);
        let title = state.title();
        if title != self.title {
            execute!(io::stdout(), SetTitle(&title))?;
            self.title = title;
        }
        Ok(())
    }

    pub(super) fn act(&mut self, effect: OnTerminal, words: Words) -> io::Result<()> {
        match effect {
            OnTerminal::Copy(text) => clipboard::send(&mut io::stdout(), &text),
            OnTerminal::PrintPlain(text) => {
                self.face = Face::Plain;
                self.guard.step_out();
                let mut out = io::stdout();
                writeln!(out, "\n{text}\n\n{}", words.press_enter())?;
                out.flush()
            }
            OnTerminal::StepOut => {
                if self.face != Face::Left {
                    self.face = Face::Left;
                    self.guard.step_out();
                    // The terminal may be gone, and the token matters more.
                    drop(writeln!(io::stdout(), "{}", words.saving_session()));
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

    /// Back to the full screen.
    pub(super) fn come_back(&mut self) -> io::Result<()> {
        self.face = Face::Full;
        self.guard.step_in()?;
        self.title.clear();
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
