//! Work for the runtime.

use super::answers::SavedAnswers;
use super::notice::Copying;
use crate::app::data::disk_cache::CachedAccount;
use crate::app::data::team_cache::CachedTeam;
use crate::app::kit::appearance::Theme;
use crate::app::records::Sheet;
use crate::base::request::RequestId;
use crate::base::secret::Secret;
use crate::session;
use crate::tower::model::TeamId;

/// What goes into a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Exported {
    /// This text.
    Text(String),
    /// A workbook of this sheet.
    Book(Box<Sheet>),
}

/// Work for the runtime. Plain data: a test compares it, and nothing runs it but the runtime.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// What the session wants.
    Session(session::Effect),
    /// Drop a call under way.
    Cancel(RequestId),
    /// Fetch a code from the built-in Tower, as a person with a browser would.
    FetchCode {
        /// The authorize address.
        url: String,
    },
    /// Show an address in the browser.
    OpenBrowser(String),
    /// Copy text by a program of the system.
    CopyNatively {
        /// The text.
        text: String,
        /// The notice that follows.
        what: Copying,
    },
    /// Hand text to the terminal's clipboard.
    Copy(String),
    /// Write a file that must not be there yet.
    Export {
        /// Where to, as typed.
        path: String,
        /// What goes into it.
        content: Exported,
        /// How many members that are; none where it is something else.
        count: Option<usize>,
    },
    /// Leave the full screen, print this on a line of its own, wait for Enter, come back.
    PrintPlain(String),
    /// Keep for the next start which team was opened last.
    RememberTeam(TeamId),
    /// Cache the account and its teams for the next start.
    CacheAccount(Box<CachedAccount>),
    /// Cache the members of a team for the next start.
    CacheTeam(Box<CachedTeam>),
    /// Read on in the cache of the team that a start begins with.
    ReadCache,
    /// Drop all that is cached.
    DropCache,
    /// Write the answers of the first run to the settings.
    SaveSettings(Box<SavedAnswers>),
    /// Write to the settings which theme is drawn in.
    SaveTheme(Theme),
    /// Keep the application's secret in a private file.
    KeepSecret {
        /// Names the file: the application at its Tower.
        profile: String,
        /// The secret.
        secret: Secret,
    },
    /// Keep the access key to the token server in a private file that the settings name.
    KeepTokenKey(Secret),
    /// Start the built-in Tower and say how to sign in at it.
    StartDemo,
    /// Stop it, and go on with what is kept on this machine.
    EndDemo,
    /// Give the terminal back for good or for a while: a token under way is still waited for.
    StepOut,
    /// Turn mouse reports on or off.
    Mouse(bool),
    /// Draw every cell anew.
    Redraw,
    /// Stop the process until the shell brings it back.
    Suspend,
    /// End the program, once everything before it has been handed on.
    Quit,
}
