//! Graceful shutdown: events of what is still under way are handled until leaving loses nothing. The dashboard and the
//! commands both end here.

use std::time::Duration;

use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, sleep_until};

use crate::app::Event;

/// How long the program still waits for what is under way once the system or a person has asked for its end.
pub(super) const GRACE: Duration = Duration::from_secs(3);

/// A loop that handles the events of a session.
pub(super) trait Shell {
    /// Where the events come in.
    fn inbox(&mut self) -> &mut Receiver<Event>;
    /// Whether leaving now loses nothing.
    fn may_leave(&self) -> bool;
    /// In what time something is due without an event.
    fn due_in(&self) -> Option<Duration>;
    /// Handles an event and starts its effects.
    fn take_in(&mut self, event: Event);
}

/// Handles events until leaving loses nothing, for `most` at most, and for [`GRACE`] once the system asks for the end.
/// Whether leaving loses nothing.
pub(super) async fn drain(shell: &mut impl Shell, most: Duration) -> bool {
    let mut end = Instant::now() + most;
    while !shell.may_leave() && Instant::now() < end {
        let due = shell.due_in().map_or(end, |due| end.min(Instant::now() + due));
        let event = tokio::select! {
            event = shell.inbox().recv() => event,
            () = sleep_until(due) => Some(Event::Ticked),
        };
        match event {
            Some(Event::Terminated) => end = end.min(Instant::now() + GRACE),
            Some(event) => shell.take_in(event),
            None => break,
        }
    }
    shell.may_leave()
}
