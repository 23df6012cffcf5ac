//! What the runtime knows when the program starts, handed to the state once.

use std::borrow::Cow;
use std::path::PathBuf;

use ratatui::layout::Size;

use super::workspace::{Capabilities, Workspace};
use crate::app::core::message_log::Message;
use crate::app::core::notice::OddSetting;
use crate::app::data::disk_cache::Cached;
use crate::app::keys::keymap::Keymap;
use crate::app::keys::table::Action;
use crate::app::kit::appearance::Look;
use crate::app::kit::clipboard::Clipboard;
use crate::app::screens::members::defaults::Table;
use crate::app::screens::setup::answers::KnownAnswers;
use crate::app::screens::sign_in::login::Login;
use crate::base::lang::Lang;
use crate::base::time::Now;
use crate::session::{Process, Session, file_name, profile};
use crate::tower::failure::Failure;
use crate::tower::model::TeamId;
use crate::tower::oauth::Client;
use crate::tower::todo::Todo;

/// What the runtime knows when the program starts.
#[derive(Clone, Debug)]
pub struct Startup {
    /// The application to sign in with; none on the first run.
    pub client: Option<Client>,
    /// What is known of the application where it cannot be used yet.
    pub known: KnownAnswers,
    /// The origin that addresses derive from.
    pub base: String,
    /// The language of the interface.
    pub lang: Lang,
    /// The size of the terminal.
    pub size: Size,
    /// The Tower is the built-in one.
    pub demo: bool,
    /// The clipboard that is reached from here.
    pub clipboard: Clipboard,
    /// A browser can be reached from here.
    pub has_browser: bool,
    /// The terminal makes links of text that says where it leads.
    pub hyperlinks: bool,
    /// The team that was open last.
    pub last_team: Option<TeamId>,
    /// How the member table is wanted.
    pub table: Table,
    /// What is cached from before this start.
    pub cached: Option<Box<Cached>>,
    /// This run of the program.
    pub process: Process,
    /// Seconds by which the local time is ahead of UTC.
    pub zone: i32,
    /// The directory of the session file, as the screen shows it; none where nothing is kept.
    pub state_dir: Option<PathBuf>,
    /// Where the log is, for the screen; none where there is none.
    pub log: Option<String>,
    /// Where the settings are, for the screen.
    pub settings: String,
    /// The keys.
    pub keymap: Keymap,
    /// What actions are called, to find them by.
    pub label: fn(Action, Lang) -> Cow<'static, str>,
    /// A message as a report for whoever mends the program.
    pub report: fn(&Message, Lang) -> String,
    /// A mistake in the settings as it is told.
    pub mistake: fn(&OddSetting, Lang) -> Cow<'static, str>,
    /// How many rows a to-do takes, and why more of it is missing, in so many cells, with a border around them or
    /// not, at this moment and this many seconds ahead of UTC.
    pub todo_rows: fn(&Todo, Option<&Failure>, usize, bool, Now, i32, Lang) -> usize,
    /// How the screen is to look.
    pub look: Look,
    /// What in the settings means nothing.
    pub odd_settings: Vec<OddSetting>,
}

impl Startup {
    /// Where the session of this application is kept, as the screen shows it; none where it is not.
    pub fn session_file(&self, client: &Client) -> Option<String> {
        let dir = self.state_dir.as_ref().filter(|_| !self.demo)?;
        let name =
            file_name(&profile(&client.addresses.origin, &client.addresses.token_url, &client.app.client_id));
        Some(dir.join(name).display().to_string())
    }

    /// A desk for this application, at which nobody has done anything yet.
    pub(super) fn workspace(&mut self, client: Client) -> Workspace {
        let session = Session::new(client, self.process);
        let login = if self.demo { Login::at_code() } else { Login::default() };
        let place = Capabilities {
            has_browser: self.has_browser,
            clipboard: self.clipboard,
            demo: self.demo,
            accessible: self.look.accessible,
            jitter: self.process.jitter,
        };
        let (cached, table) = (self.cached.take(), self.table.clone());
        Workspace { cached, table, ..Workspace::new(session, login, self.last_team.clone(), place) }
    }
}
