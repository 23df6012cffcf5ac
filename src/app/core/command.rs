//! What can be done: the commands that the palette lists, and why one of them cannot be done now.

use super::view::View;
use crate::app::keys::key::Key;
use crate::app::keys::keymap::Bound;
use crate::app::keys::table::Action;
use crate::app::kit::appearance::Theme;
use crate::base::text::SafeText;
use crate::tower::model::{MemberId, Team};
use crate::tower::project::Project;

/// Which commands are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What can be done here and now.
    Here,
    /// Everything.
    All,
    /// The themes.
    Themes,
}

/// A row of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Something that can be done, or cannot now.
    Command(Command),
    /// A team to open.
    Team(Team),
    /// A member of the open team, whose to-dos can be opened.
    Member {
        /// Who.
        id: MemberId,
        /// Their name.
        name: SafeText,
    },
    /// A project of the open team.
    Project(Project),
    /// A theme to draw in; the screen shows how it looks while it is selected.
    Theme(Theme),
    /// A saved view to show.
    View(View),
    /// Another profile to go on with, by its number among them, and by name; none is what is outside of profiles.
    Profile(usize, Option<SafeText>),
}

/// An action as the palette lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The keys that do it, here or elsewhere.
    pub keys: Vec<Key>,
    /// The action.
    pub action: Action,
    /// Why it cannot be done; none where it can.
    pub disabled: Option<Disabled>,
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disabled {
    /// It has no meaning on this screen.
    NotHere,
    /// Nobody is signed in.
    SignedOut,
    /// Somebody is signed in already.
    SignedIn,
}

impl Command {
    /// What a line of keys does.
    pub(in crate::app) fn of(line: &Bound, disabled: Option<Disabled>) -> Self {
        Self { keys: line.keys.clone(), action: line.action, disabled }
    }
}
