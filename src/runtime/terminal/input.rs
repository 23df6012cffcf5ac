//! The input thread: reads the terminal and posts what a person did.

use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Read, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::layout::{Position, Size};
use tokio::sync::mpsc::Sender;

use super::late_replies::Stray;
use super::queries::{Heard, Question};
use crate::app::Event;
use crate::app::kit::cursor::Motion;
use crate::base::secret::Secret;

/// What became of the query sent at the start.
#[derive(Debug)]
pub(in crate::runtime) enum TerminalQuery {
    /// Nothing was asked, or the answers are in; a late answer with a color may still come.
    Answered(Heard, Stray),
    /// The answers to this come before any key.
    Pending(Question),
}

/// Reads until the terminal is gone or nobody listens.
pub(in crate::runtime) fn listen(inbox: Sender<Event>, asked: TerminalQuery) {
    if matches!(asked, TerminalQuery::Answered(..)) {
        begin();
    }
    thread::spawn(move || {
        let (heard, mut stray) = match asked {
            TerminalQuery::Answered(heard, stray) => (heard, stray),
            TerminalQuery::Pending(question) => {
                let heard = question.hear();
                begin();
                (heard, Stray::default())
            }
        };
        // A picture follows, which sees whatever change of size went unseen.
        let measured = heard.wide.map(|wide| Event::Measured { wide });
        for event in measured.into_iter().chain(heard.keys.into_iter().map(Event::Key)) {
            if inbox.blocking_send(event).is_err() {
                return;
            }
        }
        loop {
            match event::read() {
                Ok(read) => {
                    let events = match understood(read) {
                        Some(Event::Key(key)) => stray.pass(key).into_iter().map(Event::Key).collect(),
                        event => event.into_iter().collect::<Vec<_>>(),
                    };
                    for event in events {
                        if inbox.blocking_send(event).is_err() {
                            return;
                        }
                    }
                }
                Err(_) => {
                    drop(inbox.blocking_send(Event::Terminated));
                    return;
                }
            }
        }
    });
}

/// The first poll installs crossterm's reader and its signal handler for changes of size. It comes before the first
/// frame, or a change in between would be missed. An error shows up again in the thread.
fn begin() {
    drop(event::poll(Duration::ZERO));
}

fn understood(read: Read) -> Option<Event> {
    match read {
        Read::Key(key) if key.kind == KeyEventKind::Release => None,
        Read::Key(key) => Some(Event::Key(key)),
        Read::Paste(text) => Some(Event::Pasted(Secret::new(text))),
        Read::Resize(width, height) => Some(Event::Resized(Size { width, height })),
        Read::FocusGained => Some(Event::Focused(true)),
        Read::FocusLost => Some(Event::Focused(false)),
        Read::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                Some(Event::Clicked(Position { x: mouse.column, y: mouse.row }))
            }
            MouseEventKind::ScrollDown => Some(Event::Wheeled(Motion::Down)),
            MouseEventKind::ScrollUp => Some(Event::Wheeled(Motion::Up)),
            _ => None,
        },
    }
}
