//! A thread of its own that reads the terminal and passes on what a person did.

use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Read, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::layout::{Position, Size};
use tokio::sync::mpsc::Sender;

use super::ruler;
use crate::app::Event;
use crate::app::cursor::Motion;
use crate::base::secret::Secret;

/// Reads until the terminal is gone or nobody listens. One that was asked about its characters answers first.
pub(super) fn listen(inbox: Sender<Event>, asked: bool) {
    if !asked {
        begin();
    }
    thread::spawn(move || {
        if asked {
            let heard = ruler::hear();
            begin();
            let keys = heard.keys.into_iter().map(Event::Key);
            // A picture follows, which sees whatever change of size went unseen.
            for event in [Event::Measured { wide: heard.wide }].into_iter().chain(keys) {
                if inbox.blocking_send(event).is_err() {
                    return;
                }
            }
        }
        loop {
            match event::read() {
                Ok(read) => {
                    if let Some(event) = understood(read)
                        && inbox.blocking_send(event).is_err()
                    {
                        return;
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

/// The first look installs the reader, and with it the signal of a new size: before a picture, or a change of
/// size in between would go unseen. An error is met again by the thread.
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
