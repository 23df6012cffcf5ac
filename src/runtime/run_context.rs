//! What a run is configured with: the command line, the environment, the settings and the state directory, read once.

use std::io;
use std::path::{Path, PathBuf};

use super::appearance;
use super::appearance::Wanted;
use super::cli::{Cli, LONG_VERSION, Options};
use super::demo::built_in::{self, client_of};
use super::exit_error::ExitError;
use super::files::host::host;
use super::files::paths;
use super::files::secret_file;
use super::files::store::Store;
use super::log::{Level, LogEntry, LogHandle};
use super::settings::environment::Environment;
use super::settings::file::SettingsFile;
use super::settings::load::{self, Loaded};
use super::settings::locale;
use super::settings::values::Settings;
use crate::app::core::answers::{FromEnvironment, KnownAnswers};
use crate::app::core::settings_error::SettingsError;
use crate::app::core::view::View;
use crate::app::keys::keymap::Keymap;
use crate::app::kit::appearance::Look;
use crate::app::records::nearest;
use crate::base::lang::Lang;
use crate::base::secret::Secret;
use crate::base::text::{SafeText, bare};
use crate::demo::BuiltIn;
use crate::session::{self, Process, profile};
use crate::tower::oauth::{Addresses, App, Client, OUT_OF_BAND, SecretSource, TOWER, check_callback};

/// Everything that is known before the program does anything.
pub(super) struct RunContext {
    /// The application to sign in with; none while its id or its secret is not known.
    pub(super) client: Option<Client>,
    /// What is known of that application.
    pub(super) known: KnownAnswers,
    /// The origin that addresses derive from.
    pub(super) base: String,
    pub(super) lang: Lang,
    pub(super) settings: Settings,
    /// The settings as they stand in the file, whatever the profile says.
    pub(super) in_file: Settings,
    /// What in the settings has no meaning.
    pub(super) settings_errors: Vec<SettingsError>,
    /// The keys.
    pub(super) keymap: Keymap,
    pub(super) settings_file: Option<PathBuf>,
    /// The settings file that was asked for, where there is none.
    missing_settings: Option<String>,
    /// The profile that is used; none where it is what stands outside of profiles.
    pub(super) profile: Option<String>,
    /// How teams are opened.
    pub(super) view: Option<View>,
    /// All of them.
    pub(super) views: Vec<View>,
    pub(super) look: Look,
    /// The theme depends on the terminal's background color, which the terminal can be asked for.
    pub(super) by_backdrop: bool,
    pub(super) store: Store,
    /// The built-in Tower of a demo.
    pub(super) built_in: Option<BuiltIn>,
    /// Has no file until it is started.
    pub(super) log: LogHandle,
}

/// What the command line, the environment and the settings say.
pub(super) struct BaseContext {
    pub(super) known: KnownAnswers,
    pub(super) base: String,
    pub(super) lang: Lang,
    settings: Settings,
    in_file: Settings,
    settings_errors: Vec<SettingsError>,
    keymap: Keymap,
    views: Vec<View>,
    settings_file: Option<PathBuf>,
    missing_settings: Option<String>,
    /// The profile that is used.
    profile: Option<String>,
    state_dir: Option<PathBuf>,
    demo: bool,
}

impl BaseContext {
    pub(super) fn of(cli: &Cli, file: &SettingsFile) -> Result<Self, ExitError> {
        let Options { profile, demo, lang, .. } = &cli.options;
        Self::asked(profile.clone(), *demo, *lang, file)
    }

    fn asked(
        profile: Option<String>,
        demo: bool,
        lang: Option<Lang>,
        file: &SettingsFile,
    ) -> Result<Self, ExitError> {
        let settings_file = file.path().map(Path::to_owned);
        let missing_settings = file.missing().map(|path| path.display().to_string());
        let Loaded { settings, ignored: settings_errors, keymap, views } = match load::load(file) {
            // A demo is there to be seen, and keeps nothing.
            Err(_) if demo => Loaded::default(),
            loaded => loaded?,
        };
        let profile = profile.filter(|name| !name.is_empty() && !demo);
        let in_file = settings.clone();
        let settings = match &profile {
            Some(name) => settings.of_profile(name).map_err(ExitError::UnknownProfile)?,
            None => settings,
        };
        let environment = Environment::read()?;
        let fixed = FromEnvironment {
            client_id: environment.client_id,
            redirect_uri: environment.redirect_uri,
            token_server: environment.token_url,
            secret: environment.client_secret,
            token_key: environment.token_key.clone(),
        };
        let fixed = if profile.is_some() { settings.beside_profile(fixed) } else { fixed };
        let known = KnownAnswers { kept: settings.kept(), fixed, token_key: environment.token_key };
        let own_base = settings.base_url.clone();
        let base = if profile.is_some() {
            own_base.or(environment.base_url)
        } else {
            environment.base_url.or(own_base)
        };
        let base = base.unwrap_or_else(|| TOWER.to_owned());
        let lang = lang.or_else(|| settings.lang()).unwrap_or_else(system_lang);
        let state_dir = paths::state_dir(environment.state_dir.as_deref());
        let state_dir = state_dir.map(|dir| paths::of_profile(dir, profile.as_deref()));
        Ok(Self {
            known,
            base,
            lang,
            settings,
            in_file,
            settings_errors,
            keymap,
            views,
            settings_file,
            missing_settings,
            profile,
            state_dir,
            demo,
        })
    }

    /// The addresses of Tower itself.
    pub(super) fn tower(&self) -> Result<Addresses, ExitError> {
        let setting = "TOWER_TUI_BASE_URL / base_url";
        Addresses::new(&self.base, None).map_err(|bad| ExitError::Address { bad, setting })
    }
}

impl RunContext {
    pub(super) fn of(cli: &Cli, file: &SettingsFile) -> Result<Self, ExitError> {
        let mut base_context = BaseContext::of(cli, file)?;
        base_context.known.token_key = token_key(&base_context)?;
        let refuge = || {
            let dir = paths::runtime_dir();
            dir.map(|dir| paths::of_profile(dir, base_context.profile.as_deref()))
        };
        let store = match base_context.state_dir.clone() {
            Some(dir) if !base_context.demo => Store::at(dir).with_refuge(refuge()),
            _ => Store::nowhere(),
        };
        let built_in =
            if base_context.demo { Some(built_in::start().map_err(ExitError::Demo)?) } else { None };
        let client = match &built_in {
            Some(built_in) => Some(client_of(built_in)),
            None => client(&base_context, &store)?,
        };
        let BaseContext {
            known,
            base,
            lang,
            settings,
            in_file,
            settings_errors,
            keymap,
            views,
            settings_file,
            missing_settings,
            profile,
            ..
        } = base_context;
        let view = cli.options.view.as_deref().map(|name| view(&views, name)).transpose()?;
        let Wanted { look, by_backdrop } = appearance::wanted(cli, &settings);
        Ok(Self {
            client,
            known,
            base,
            lang,
            settings,
            in_file,
            settings_errors,
            keymap,
            settings_file,
            missing_settings,
            profile,
            view,
            views,
            look,
            by_backdrop,
            store,
            built_in,
            log: LogHandle::default(),
        })
    }

    /// The application that is set up.
    pub(super) fn client(&self) -> Result<Client, ExitError> {
        self.client.clone().ok_or_else(|| ExitError::NotSetUp(self.missing_settings.clone()))
    }

    /// Starts the log, if anything is kept, and notes the errors in the settings. The command line wins over the
    /// settings.
    pub(super) fn start_log(&mut self, asked: Option<Level>, run: &'static str) {
        let level = asked.or_else(|| self.settings.log_level()).unwrap_or_default();
        self.log = self.store.dir().map_or_else(LogHandle::default, |dir| LogHandle::in_dir(dir, level));
        self.log.note(&LogEntry::Started { version: LONG_VERSION, run });
        for error in &self.settings_errors {
            self.log.note(&LogEntry::Settings(error));
        }
    }

    /// The other profiles, by name; none is what stands outside of profiles. A demo has none.
    pub(super) fn other_profiles(&self) -> Vec<Option<SafeText>> {
        if self.built_in.is_some() {
            return Vec::new();
        }
        // Without an application there is nothing to go on with.
        let has_app = |name: &&str| self.known.fixed.client_id.is_some() || self.in_file.names_app(name);
        let others = self.in_file.profile_names().filter(|name| Some(*name) != self.profile.as_deref());
        let others = others.filter(has_app);
        let others = others.map(|name| Some(SafeText::line(name, SafeText::NAME)));
        self.profile.iter().map(|_| None).chain(others).collect()
    }

    /// Where the session is stored, as shown to a person; none where it is not.
    pub(super) fn session_file(&self) -> Option<String> {
        let path = self.store.session_file(&profile_of(self.client.as_ref()?))?;
        Some(paths::short(&path))
    }
}

fn view(views: &[View], name: &str) -> Result<View, ExitError> {
    let asked = SafeText::line(name, SafeText::NAME);
    let found = views.iter().find(|view| view.name == asked).cloned();
    found.ok_or_else(|| {
        let all: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
        let nearest = nearest(name, all.iter().copied()).map(str::to_owned);
        ExitError::UnknownView { asked, nearest, all: all.join(", ") }
    })
}

/// Names the files of an application at its Tower.
pub(super) fn profile_of(client: &Client) -> String {
    profile(&client.addresses.origin, &client.addresses.token_url, &client.app.client_id)
}

/// The key to the token server: from the environment, or from the file that the settings name.
fn token_key(base_context: &BaseContext) -> Result<Option<Secret>, ExitError> {
    let key = match (&base_context.known.token_key, &base_context.settings.token_key_file) {
        (None, Some(file)) if !base_context.demo => {
            let file = paths::long(file.to_str().map_or(file, |file| Path::new(bare(file))));
            let key = secret_file::read_secret(&file, None);
            Some(key.map_err(|why| ExitError::NotTaken { path: paths::short(&file), why })?)
        }
        (key, _) => key.clone(),
    };
    // What cannot stand in a header would be left out of it without a word.
    let is_sendable = |key: &Secret| key.expose().bytes().all(|byte| byte.is_ascii_graphic());
    if key.as_ref().is_some_and(|key| !is_sendable(key)) { Err(ExitError::TokenKey) } else { Ok(key) }
}

fn client(base_context: &BaseContext, store: &Store) -> Result<Option<Client>, ExitError> {
    let known = &base_context.known;
    base_context.tower()?;
    let addresses = Addresses::new(&base_context.base, known.token_server())
        .map_err(|bad| ExitError::Address { bad, setting: "TOWER_TUI_TOKEN_URL / token_url" })?;
    let redirect_uri = known.redirect_uri().unwrap_or(OUT_OF_BAND).to_owned();
    check_callback(&redirect_uri).map_err(ExitError::Callback)?;
    let Some(client_id) = known.client_id().map(str::to_owned) else { return Ok(None) };
    let token_server =
        known.token_server().map(|_| SecretSource::TokenServer { key: known.token_key.clone() });
    let secret = || known.fixed.secret.clone();
    let command = || known.kept.secret_command.clone();
    let kept = || store.client_secret(&profile(&addresses.origin, &addresses.token_url, &client_id));
    let client_secret = token_server
        .or_else(|| secret().map(SecretSource::Known))
        .or_else(|| command().map(SecretSource::Command))
        .or_else(|| kept().map(SecretSource::Known));
    let Some(client_secret) = client_secret else { return Ok(None) };
    Ok(Some(Client { app: App { client_id, client_secret, redirect_uri }, addresses }))
}

/// Where the files of an application and its account are, and how they are named; none where no application is known.
pub(super) fn files(file: &SettingsFile, profile: Option<String>) -> Option<(Store, String)> {
    let base_context = BaseContext::asked(profile, false, None, file).ok()?;
    let known = &base_context.known;
    let addresses = Addresses::new(&base_context.base, known.token_server()).ok()?;
    let name = session::profile(&addresses.origin, &addresses.token_url, known.client_id()?);
    Some((Store::at(base_context.state_dir?), name))
}

/// The language of the settings that can be read, else of the system.
pub(super) fn lang_of(file: &SettingsFile) -> Lang {
    let settings = load::load(file).ok().and_then(|loaded| loaded.settings.lang());
    settings.unwrap_or_else(system_lang)
}

/// The language asked for: by the command line, else by settings that can be read, else by the system.
pub(super) fn lang(cli: &Cli, file: &SettingsFile) -> Lang {
    cli.options.lang.unwrap_or_else(|| lang_of(file))
}

/// The keys in force, and the views; the built-in table where the settings cannot be read.
pub(super) fn keymap(file: &SettingsFile) -> (Keymap, Vec<View>) {
    let Loaded { keymap, views, .. } = load::load(file).unwrap_or_default();
    (keymap, views)
}

/// The language of the system; English where that is not one of ours.
pub(super) fn system_lang() -> Lang {
    locale::lang()
}

/// This run of the program, with its random seed; whether it goes on once its work is done.
pub(super) fn process(lasts: bool) -> io::Result<Process> {
    let seed = getrandom::u64().map_err(io::Error::from)?;
    let chance = getrandom::u32().map_err(io::Error::from)?;
    let jitter = f64::from(chance) / f64::from(u32::MAX);
    Ok(Process { pid: std::process::id(), host: host(), lasts, seed, jitter })
}
