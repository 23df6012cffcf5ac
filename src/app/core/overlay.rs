//! What an overlay is: a value that lies over the screen, has the keys, and does what only it can do.

use std::fmt;

use crossterm::event::KeyEvent;
use ratatui::layout::Size;

use super::command::{Command, Item, Scope};
use super::context::{Context, Presenter};
use super::message_log::MessageLog;
use super::outbox::Outbox;
use super::settings_error::SettingsError;
use super::view::View;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::Theme;
use crate::app::kit::clipboard::Clipboard;
use crate::app::kit::cursor::Motion;
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::tower::model::Team;
use crate::tower::todo_address::TodoAddress;

/// What lies over the screen and has the keys. The router opens and closes overlays, and moves in all of them alike.
pub trait Overlay {
    /// Where its keys are looked up.
    fn mode(&self) -> Mode;

    /// Moves in it.
    fn go(&mut self, motion: Motion, below: &Background<'_>);

    /// Does what only this overlay does.
    fn act(&mut self, _action: Action, _below: &Background<'_>, _out: &mut Outbox) -> Answer {
        Answer::Pass
    }

    /// A key that is text.
    fn type_key(&mut self, _key: KeyEvent) {}

    /// Pasted text.
    fn paste(&mut self, _text: &str) {}
}

/// What comes of an action for the overlay itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It stays.
    Stay,
    /// It closes.
    Close,
    /// It closes, and this is done below it.
    Do(Action),
    /// It closes, and this opens.
    Open(Item),
    /// It closes, and the to-do opens that was named in it.
    OpenTodo(TodoAddress),
    /// The action is not for it.
    Pass,
}

/// What an overlay may read: what it lies over.
#[derive(Clone, Copy)]
pub struct Background<'a> {
    /// The workspace; none on the first run.
    pub workspace: Option<Context<'a>>,
    /// The open team.
    pub team: Option<&'a Team>,
    /// The themes that can be drawn here.
    pub themes: &'a [Theme],
    /// The saved views that can be shown now.
    pub views: &'a [View],
    /// The other profiles, by name; none is what is outside of profiles.
    pub profiles: &'a [Option<SafeText>],
    /// All messages.
    pub messages: &'a MessageLog,
    /// What in the settings has no meaning.
    pub settings_errors: &'a [SettingsError],
    /// What can be done below the overlay, by what is listed.
    pub commands: &'a dyn Fn(Scope) -> Vec<Command>,
    /// The picture, where it has to be measured.
    pub presenter: &'static dyn Presenter,
    /// The clipboard that is reached from here.
    pub clipboard: Clipboard,
    /// The language of the interface.
    pub lang: Lang,
    /// The size of the terminal.
    pub size: Size,
}

impl fmt::Debug for Background<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Background").field("size", &self.size).finish_non_exhaustive()
    }
}
