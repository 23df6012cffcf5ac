//! What the runtime knows when the program starts, handed to the state once.

use std::path::PathBuf;

use ratatui::layout::Size;

use super::workspace::Workspace;
use crate::app::core::answers::KnownAnswers;
use crate::app::core::context::{Capabilities, Presenter};
use crate::app::core::preferences::Preferences;
use crate::app::core::screen::StandupAsked;
use crate::app::core::settings_error::SettingsError;
use crate::app::core::view::View;
use crate::app::data::disk_cache::Cached;
use crate::app::keys::keymap::Keymap;
use crate::app::kit::appearance::Look;
use crate::app::kit::clipboard::Clipboard;
use crate::app::screens::members::defaults::Table;
use crate::app::screens::sign_in::login::Login;
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::session::{Process, Session, file_name, profile};
use crate::tower::model::TeamId;
use crate::tower::oauth::{Client, TOWER};

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
    /// The profile that is used, as the screen shows it.
    pub profile: Option<SafeText>,
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
    /// The person's defaults for the member table.
    pub table: Table,
    /// The saved views.
    pub views: Vec<View>,
    /// The one that teams are opened with.
    pub view: Option<View>,
    /// The other profiles that there are, by name; none stands for what is outside of profiles.
    pub profiles: Vec<Option<SafeText>>,
    /// What else the person has set.
    pub preferences: Preferences,
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
    /// The picture, where it has to be measured.
    pub presenter: &'static dyn Presenter,
    /// How the screen is to look.
    pub look: Look,
    /// The standup that it begins with.
    pub standup: Option<StandupAsked>,
    /// What was ignored of the settings, because it is wrong.
    pub settings_errors: Vec<SettingsError>,
}

impl Startup {
    /// A run of which nothing is known and from which nothing can be reached, where a presenter draws.
    pub fn bare(process: Process, presenter: &'static dyn Presenter) -> Self {
        Self {
            client: None,
            known: KnownAnswers::default(),
            base: TOWER.to_owned(),
            lang: Lang::En,
            profile: None,
            size: Size { width: 80, height: 24 },
            demo: false,
            clipboard: Clipboard::Off,
            has_browser: false,
            hyperlinks: false,
            last_team: None,
            table: Table::default(),
            views: Vec::new(),
            view: None,
            profiles: Vec::new(),
            preferences: Preferences::default(),
            cached: None,
            process,
            zone: 0,
            state_dir: None,
            log: None,
            settings: String::new(),
            keymap: Keymap::default(),
            presenter,
            look: Look::default(),
            settings_errors: Vec::new(),
            standup: None,
        }
    }

    /// Where the session of this application is kept, as the screen shows it; none where it is not.
    pub fn session_file(&self, client: &Client) -> Option<String> {
        let dir = self.state_dir.as_ref().filter(|_| !self.demo)?;
        let name =
            file_name(&profile(&client.addresses.origin, &client.addresses.token_url, &client.app.client_id));
        Some(dir.join(name).display().to_string())
    }

    /// A workspace for this application, in which nobody has done anything yet.
    pub(super) fn workspace(&mut self, client: Client) -> Workspace {
        let session = Session::new(client, self.process);
        let login = if self.demo { Login::at_code() } else { Login::default() };
        let can = Capabilities {
            has_browser: self.has_browser,
            clipboard: self.clipboard,
            demo: self.demo,
            accessible: self.look.accessible,
            jitter: self.process.jitter,
            zone: self.zone,
            preferences: self.preferences,
            presenter: self.presenter,
        };
        let (cached, table) = (self.cached.take(), self.table.clone());
        let mut workspace = Workspace::new(session, login, self.last_team.clone(), can, table, cached);
        workspace.asked = self.standup.take();
        workspace.view.clone_from(&self.view);
        workspace
    }
}
