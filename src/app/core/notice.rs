//! Notices: what just happened, for a few seconds, in place of the hints.

use std::time::Duration;
use strum::IntoStaticStr;

use ratatui::layout::Size;

use super::command::Disabled;
use super::settings_error::SettingsError;
use crate::app::keys::table::Action;
use crate::app::kit::appearance::Theme;
use crate::app::search::Sort;
use crate::base::text::SafeText;
use crate::session::SaveFault;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The browser is being started.
    BrowserAsked,
    /// The browser was started.
    BrowserOpened,
    /// No browser was started, as far as can be told.
    NoBrowser(NoBrowser),
    /// Text was copied.
    Copied {
        /// What.
        what: Copying,
        /// How it was copied.
        how: How,
    },
    /// Tower did not say where the page of a to-do is.
    NoPage,
    /// Nothing is copied: the person wants it so.
    NoClipboard,
    /// A terminal does not take a text so long.
    TooLongToCopy,
    /// The rows stand in this order now.
    Sorted(Sort),
    /// A file's name does not say what is to be in it.
    WhichFormat,
    /// A file was written.
    Exported {
        /// Which file.
        path: String,
        /// How many members are in it, where it has some.
        count: Option<usize>,
    },
    /// A file was not written.
    NotExported {
        /// Which file.
        path: String,
        /// Why.
        why: NotExported,
    },
    /// There is no room for the QR code.
    NoQr {
        /// The cells it takes; none when the address is too long for one.
        needs: Option<Size>,
    },
    /// The QR code would be drawn twice as wide as it is.
    BlocksTooWide,
    /// The built-in Tower needs no application to be set up.
    NoAppInDemo,
    /// The first-run form would write its answers outside of the profile.
    NoAppInProfile,
    /// The built-in Tower gave no code.
    NoCode {
        /// What it said.
        why: String,
    },
    /// The built-in Tower could not be started.
    NoDemo {
        /// What the system said.
        why: String,
    },
    /// The settings could not be written.
    SettingsNotSaved(SaveFault),
    /// Leaving now would lose a token that could not be stored.
    LeavesUnsaved(SaveFault),
    /// Leaving now would lose the notes of a standup.
    LeavesNotes,
    /// Mouse reports were turned on or off.
    Mouse(bool),
    /// The theme is now another one.
    Theme(Theme),
    /// The terminal lacks the colors for a theme.
    ThemeImpossible {
        /// What was asked for.
        wanted: Theme,
        /// What shows.
        instead: Theme,
    },
    /// A key that does nothing here.
    NoSuchKey {
        /// Its name.
        name: String,
    },
    /// The width of the screen chooses the columns already.
    AlreadyByWidth,
    /// Text was pasted where none is typed and nothing is looked for.
    NoPlaceToPaste,
    /// Something that cannot be done now.
    CannotNow {
        /// What.
        action: Action,
        /// Why.
        why: Disabled,
    },
    /// What was ignored of the settings, because it is wrong.
    SettingsErrors(Vec<SettingsError>),
}

impl Notice {
    /// What came of writing a file.
    pub(in crate::app) fn of_export(path: String, result: Result<Option<usize>, NotExported>) -> Self {
        match result {
            Ok(count) => Self::Exported { path, count },
            Err(why) => Self::NotExported { path, why },
        }
    }
}

/// What is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copying {
    /// What was asked for; its name, where it has a short one.
    Asked(Option<SafeText>),
    /// The sign-in address, because there is no browser to reach from here.
    AddressInstead,
    /// The address of a member's or a to-do's page, for the same reason.
    LinkInstead,
}

/// How text is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By a program of the system, which says that it has it.
    Native,
    /// By the terminal, which says nothing.
    Terminal,
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum NotExported {
    /// There is one of this name already.
    #[strum(serialize = "exists already")]
    Exists,
    /// The system says no.
    #[strum(serialize = "refused by the system")]
    System {
        /// What it says.
        why: String,
    },
}

/// Why no browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum NoBrowser {
    /// None of the programs that open one is here, or works.
    NotStarted,
    /// One was started and has said nothing since: it may be the browser itself, or it may hang.
    Silent,
}

impl Notice {
    pub(super) fn lasts(&self) -> Duration {
        match self {
            Self::BrowserOpened
            | Self::Copied { what: Copying::Asked(_), .. }
            | Self::Sorted(_)
            | Self::NoSuchKey { .. }
            | Self::AlreadyByWidth
            | Self::NoPlaceToPaste
            | Self::CannotNow { .. }
            | Self::Theme(_) => Duration::from_secs(3),
            Self::BrowserAsked
            | Self::Copied { what: Copying::AddressInstead | Copying::LinkInstead, .. }
            | Self::Exported { .. }
            | Self::NoQr { .. }
            | Self::NoPage
            | Self::BlocksTooWide
            | Self::NoAppInDemo
            | Self::NoAppInProfile
            | Self::Mouse(_) => Duration::from_secs(6),
            // What failed stays until the next key says that it was read.
            Self::NoBrowser(_)
            | Self::NoCode { .. }
            | Self::NoDemo { .. }
            | Self::NoClipboard
            | Self::TooLongToCopy
            | Self::WhichFormat
            | Self::NotExported { .. }
            | Self::SettingsNotSaved(_)
            | Self::LeavesUnsaved(_)
            | Self::LeavesNotes
            | Self::ThemeImpossible { .. }
            | Self::SettingsErrors(_) => Duration::MAX,
        }
    }

    /// Whether it says that something is wrong.
    pub(super) fn is_trouble(&self) -> bool {
        self.lasts() == Duration::MAX
    }
}
