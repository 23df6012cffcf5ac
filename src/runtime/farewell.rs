//! Leaving: what is still under way is taken in until leaving loses nothing. Every shell round a session ends here.

use std::time::Duration;

use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, sleep_until};

use crate::app::Event;

/// How long an end that the system or a person asks for waits for what is under way.
pub(super) const FAREWELL: Duration = Duration::from_secs(3);

/// Whatever takes in what happens to a session.
pub(super) trait Shell {
    /// What happens comes in here.
    fn inbox(&mut self) -> &mut Receiver<Event>;
    /// Whether leaving now loses nothing.
    fn may_leave(&self) -> bool;
    /// When something is due without anything happening first.
    fn due_in(&self) -> Option<Duration>;
    /// Takes in what happens, and has done what follows from it.
    fn take_in(&mut self, event: Event);
}

/// Takes in what happens until leaving loses nothing, but not for longer than this, and for [`FAREWELL`] once the
/// system asks for the end. Whether leaving loses nothing.
pub(super) async fn see_off(shell: &mut impl Shell, most: Duration) -> bool {
    let mut end = Instant::now() + most;
    while !shell.may_leave() && Instant::now() < end {
        let due = shell.due_in().map_or(end, |due| end.min(Instant::now() + due));
        let event = tokio::select! {
            event = shell.inbox().recv() => event,
            () = sleep_until(due) => Some(Event::Ticked),
        };
        match event {
            Some(Event::Terminated) => end = end.min(Instant::now() + FAREWELL),
            Some(event) => shell.take_in(event),
            None => break,
        }
    }
    shell.may_leave()
}
