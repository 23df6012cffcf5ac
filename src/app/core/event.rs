//! Events: what has happened outside the core.

use crossterm::event::KeyEvent;
use ratatui::layout::{Position, Size};

use super::notice::{Copying, NoBrowser, NotExported};
use crate::app::data::team_cache::CachedPart;
use crate::app::kit::cursor::Motion;
use crate::base::secret::Secret;
use crate::session::{Fact, SaveFault};
use crate::tower::model::TeamId;
use crate::tower::oauth::Client;

/// Something that has happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted, most likely a code.
    Pasted(Secret),
    /// The mouse's button was pressed on this cell.
    Clicked(Position),
    /// The mouse's wheel was turned.
    Wheeled(Motion),
    /// The terminal has shown how wide it draws characters of ambiguous width.
    Measured {
        /// Over two cells.
        wide: bool,
    },
    /// The terminal has another size.
    Resized(Size),
    /// The terminal got the focus, or lost it.
    Focused(bool),
    /// Time passed; nothing else happened.
    Ticked,
    /// Something that concerns the session, or a call made with it.
    Session(Fact),
    /// More of what is cached of a team was read.
    CacheRead {
        /// Which team.
        team: TeamId,
        /// What follows what was read before.
        part: CachedPart,
    },
    /// The built-in Tower handed out a code, or could not.
    CodeFetched(Result<Secret, String>),
    /// The browser was started, or could not be.
    BrowserOpened(Result<(), NoBrowser>),
    /// The settings were written, or could not be.
    SettingsSaved(Result<(), SaveFault>),
    /// A program of the system has copied a text.
    Copied(Copying),
    /// None has, so the terminal may.
    NotCopied {
        /// The text.
        text: String,
        /// What to say of it.
        what: Copying,
    },
    /// Members were written to a file, or could not be.
    Exported {
        /// Which file, as typed.
        path: String,
        /// How many members that are, none where it is something else; or why it was not written.
        result: Result<Option<usize>, NotExported>,
    },
    /// The built-in Tower runs, with this application registered, or could not be started.
    DemoStarted(Result<Box<Client>, String>),
    /// The system asks the program to end (SIGTERM, SIGHUP, SIGINT).
    Terminated,
}
