//! All input from the terminal and all signals about it, awaited in one place and without a thread.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use tokio::time::timeout;

use super::input::Input;
use super::queries::Question;
use super::replies::TerminalReply;
use super::signals::{Signal, Signals};
use super::size::size;
use super::tty::{Drain, Keyboard};
use crate::app::Event;

/// What has come.
#[derive(Debug, PartialEq)]
pub(in crate::runtime) enum Noticed {
    /// A fact for the program.
    Event(Event),
    /// The program goes on after it was stopped: somebody else has had the terminal.
    Continued,
    /// The terminal has taken all that it was sent.
    Drained,
}

/// Watches the terminal.
#[derive(Debug)]
pub(in crate::runtime) struct Watch {
    /// Nothing once the terminal is gone.
    keyboard: Option<Keyboard>,
    drain: Drain,
    signals: Signals,
    /// What was asked and is not answered yet.
    question: Question,
    /// What came while an answer was waited for.
    before: VecDeque<Event>,
}

impl Watch {
    pub(in crate::runtime) fn new(
        keyboard: Keyboard,
        drain: Drain,
        signals: Signals,
        question: Question,
    ) -> Self {
        Self { keyboard: Some(keyboard), drain, signals, question, before: VecDeque::new() }
    }

    /// Waits for the color behind the text, and whether it is a light one; nothing where the terminal does not say.
    /// What else comes meanwhile is kept.
    pub(in crate::runtime) async fn backdrop(&mut self, patience: Duration) -> Option<bool> {
        let mut light = None;
        let answer = async {
            while let Some(keyboard) = &mut self.keyboard {
                match keyboard.next().await {
                    Ok(Input::Reply(TerminalReply::Backdrop(color))) => light = Some(color.is_light()),
                    Ok(Input::Reply(TerminalReply::Column(column))) => {
                        // It was asked last.
                        self.before.extend(self.question.measured(column));
                        return;
                    }
                    Ok(Input::Reply(_)) => {}
                    Ok(Input::Event(event)) => self.before.push_back(event),
                    Err(_) => return,
                }
            }
        };
        // Who has not answered in time has not answered.
        drop(timeout(patience, answer).await);
        light
    }

    /// Waits for what comes next. Nothing is lost where this is dropped.
    pub(in crate::runtime) async fn next(&mut self) -> Noticed {
        if let Some(event) = self.before.pop_front() {
            return Noticed::Event(event);
        }
        loop {
            let input = tokio::select! {
                biased;
                signal = self.signals.next() => return match signal {
                    Signal::End => Noticed::Event(Event::Terminated),
                    Signal::Continued => Noticed::Continued,
                    Signal::Resized => match size() {
                        Ok(size) => Noticed::Event(Event::Resized(size)),
                        Err(_) => Noticed::Event(Event::Terminated),
                    },
                },
                drained = self.drain.drained(), if self.drain.output().is_full() => return match drained {
                    Ok(()) => Noticed::Drained,
                    Err(_) => Noticed::Event(Event::Terminated),
                },
                input = next_of(self.keyboard.as_mut()) => input,
            };
            match input.map(|input| self.understood(input)) {
                Ok(Some(event)) => return Noticed::Event(event),
                Ok(None) => {}
                Err(_) => {
                    self.keyboard = None;
                    return Noticed::Event(Event::Terminated);
                }
            }
        }
    }

    /// What has come together with the last.
    pub(in crate::runtime) fn ready(&mut self) -> Option<Event> {
        loop {
            let event = self.before.pop_front();
            if event.is_some() {
                return event;
            }
            let input = self.keyboard.as_mut()?.ready()?;
            let event = self.understood(input);
            if event.is_some() {
                return event;
            }
        }
    }

    fn understood(&mut self, input: Input) -> Option<Event> {
        match input {
            Input::Event(event) => Some(event),
            Input::Reply(TerminalReply::Column(column)) => self.question.measured(column),
            // It comes too late: the first picture has been drawn.
            Input::Reply(_) => None,
        }
    }
}

async fn next_of(keyboard: Option<&mut Keyboard>) -> io::Result<Input> {
    match keyboard {
        Some(keyboard) => keyboard.next().await,
        None => std::future::pending().await,
    }
}
