//! What lies over the screen: the session panel, what was told, what is wrong in the settings, or the palette with what
//! it lists.

use crossterm::event::KeyEvent;

use crate::app::keys::key::Key;
use crate::app::keys::keymap::Bound;
use crate::app::keys::table::Action;
use crate::app::kit::cursor::Cursor;
use crate::app::kit::text_field::TextField;

/// What lies over the screen.
#[derive(Debug)]
pub enum Overlay {
    /// Nothing.
    Nothing,
    /// What can be done.
    Palette(Palette),
    /// The session; once the key was pressed, it asks whether to sign out.
    Session {
        /// The next press of the key signs out.
        sure: bool,
        /// The first of what it says that shows, where not all has room.
        first: usize,
    },
    /// The mistakes in the settings.
    Mistakes {
        /// The first row that shows.
        top: usize,
    },
    /// What was told.
    Messages {
        /// The number of the selected message.
        selected: u64,
    },
}

/// The palette, and what it lies over.
#[derive(Debug)]
pub struct Palette {
    /// What it lists.
    pub scope: Scope,
    /// What is typed to find something.
    pub field: TextField,
    /// The selected action.
    pub cursor: Cursor,
    /// What comes back when it is closed.
    pub below: Box<Overlay>,
}

/// What the palette lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What can be done here and now.
    Here,
    /// Everything.
    All,
}

/// An action as the palette lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteItem {
    /// The keys that do it, here or elsewhere.
    pub keys: Vec<Key>,
    /// The action.
    pub action: Action,
    /// Why it cannot be done; none where it can.
    pub hindrance: Option<Disabled>,
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disabled {
    /// It means nothing here.
    NotHere,
    /// It needs somebody who is signed in.
    SignedOut,
    /// Somebody is signed in already.
    SignedIn,
}

impl PaletteItem {
    pub(in crate::app) fn of(line: &Bound, hindrance: Option<Disabled>) -> Self {
        Self { keys: line.keys.clone(), action: line.action, hindrance }
    }
}

impl Palette {
    pub(in crate::app) fn press(&mut self, key: KeyEvent) {
        self.field.press(key);
        self.cursor = Cursor::default();
    }

    pub(in crate::app) fn insert(&mut self, text: &str) {
        self.field.insert(text);
        self.cursor = Cursor::default();
    }
}
