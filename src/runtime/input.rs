//! A thread of its own that reads the terminal and passes on what a person did.

use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Read, KeyEventKind};
use ratatui::layout::Size;
use tokio::sync::mpsc::Sender;

use crate::app::Event;
use crate::base::secret::Secret;

/// Reads until the terminal is gone or nobody listens.
pub(super) fn listen(inbox: Sender<Event>) {
    // The first look installs the reader, and with it the signal of a new size: before the first picture, or a
    // change of size in between would go unseen. An error is met again by the thread.
    drop(event::poll(Duration::ZERO));
    thread::spawn(move || {
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

fn understood(read: Read) -> Option<Event> {
    match read {
        Read::Key(key) if key.kind == KeyEventKind::Release => None,
        Read::Key(key) => Some(Event::Key(key)),
        Read::Paste(text) => Some(Event::Pasted(Secret::new(text))),
        Read::Resize(width, height) => Some(Event::Resized(Size { width, height })),
        Read::FocusGained => Some(Event::Focused(true)),
        Read::FocusLost => Some(Event::Focused(false)),
        Read::Mouse(_) => None,
    }
}
