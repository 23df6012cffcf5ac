//! What is around the robot: a disk, a browser, and what Tower answers at once.

use tower_tui::app::core::notice::NoBrowser;
use tower_tui::app::{Effect, Event};
use tower_tui::runtime::demo::player::World;
use tower_tui::session::{self, Fact};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::notification::NotificationPage;

use super::super::disk::Disk;
use super::super::todos;

/// What is around the program in a test.
pub(crate) struct Surroundings {
    pub(crate) disk: Disk,
    /// What comes of opening an address in the browser.
    pub(crate) browser: Result<(), NoBrowser>,
    /// Tower answers at once when it is asked for to-dos.
    pub(crate) answers_todos: bool,
    /// Tower answers at once, when it is asked for notifications, that there are none.
    pub(crate) answers_news: bool,
}

impl Surroundings {
    /// What Tower answers at once.
    fn answer(&self, call: &Call) -> Option<Reply> {
        match call {
            Call::Notifications { .. } if self.answers_news => {
                Some(Reply::Notifications(NotificationPage { is_last: true, ..NotificationPage::default() }))
            }
            call if self.answers_todos => todos::answer(call),
            _ => None,
        }
    }
}

impl World for Surroundings {
    fn react(&mut self, effect: &Effect) -> Option<Event> {
        match effect {
            Effect::Session(session::Effect::File { work, .. }) => {
                self.disk.order(work.clone()).map(Event::Session)
            }
            Effect::Session(session::Effect::Send(request)) => {
                let result = Ok(self.answer(&request.call)?);
                Some(Event::Session(Fact::Replied { request: request.request, result }))
            }
            Effect::OpenBrowser(_) => Some(Event::BrowserOpened(self.browser)),
            _ => None,
        }
    }
}
