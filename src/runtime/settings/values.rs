//! The settings a person may keep in `config.toml`, and what each of them means. No secret is ever in the file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::app::core::answers::SavedAnswers;
use crate::app::core::preferences::{Preferences, RefreshEvery};
use crate::app::kit::appearance::{Pace, ThemeChoice};
use crate::app::screens::members::columns::{Column, Columns};
use crate::app::screens::members::defaults::Table;
use crate::app::search::Sort;
use crate::base::lang::Lang;
use crate::base::text::bare;
use crate::runtime::log::Level;

/// How a screen reader is served on the plain screen.
const INLINE: &str = "inline";

/// The columns of the member table that settings name.
pub(super) const COLUMNS: [&str; 9] =
    ["name", "role", "groups", "phone", "email", "joined", "updated", "id", "note"];

/// The screens that a view can be of.
pub(super) const VIEW_SCREENS: [&str; 6] =
    ["members", "workload", "my_day", "activity", "projects", "notifications"];

/// What the value of a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of such words.
    Choices(&'static [&'static str]),
    Text,
    Address,
    Callback,
    /// The terms of a filter on members.
    Filter,
    /// Yes or no.
    Flag,
    /// Yes or no, or one of these words.
    FlagOr(&'static [&'static str]),
    /// A list of texts.
    List,
}

/// A setting by name.
#[derive(Debug)]
pub(super) struct SettingRow {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The choice where nothing is set, or none that there is; none where that is no choice.
    pub(super) default: Option<&'static str>,
}

/// A struct of optional settings, and the same settings as a table: name, type of Rust, kind of value, default choice.
macro_rules! settings {
    (
        $(#[$about:meta])* $struct:ident as $table:ident {
            $($(#[$doc:meta])* $name:ident: $type:ty, $kind:expr $(, $default:literal)?;)*
        } {
            $($(#[$table_doc:meta])* $table_name:ident: $table_type:ty;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub(in crate::runtime) struct $struct {
            $(
                $(#[$doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub(in crate::runtime) $name: Option<$type>,
            )*
            $(
                $(#[$table_doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub(in crate::runtime) $table_name: Option<$table_type>,
            )*
        }

        pub(super) const $table: &[SettingRow] = &[
            $(SettingRow { name: stringify!($name), kind: $kind, default: settings!(@ $($default)?) },)*
        ];
    };
    (@ $default:literal) => { Some($default) };
    (@) => { None };
}

settings! {
    /// What stands in `config.toml`.
    Settings as SETTINGS {
        /// The language of the interface.
        language: String, Kind::Choice(&["auto", "en", "zh-CN", "zh"]), "auto";
        /// The application's id.
        client_id: String, Kind::Text;
        /// The application's callback, as registered.
        redirect_uri: String, Kind::Callback;
        /// The command that prints the application's secret: a program and its arguments.
        client_secret_command: Vec<String>, Kind::List;
        /// The whole address of a token server that keeps the secret.
        token_url: String, Kind::Address;
        /// Whether what was read is kept for the next start; yes if nothing is said.
        cache: bool, Kind::Flag;
        /// A private file with the key to the token server in its first line.
        token_key_file: PathBuf, Kind::Text;
        /// The origin of a Tower other than tower.im.
        base_url: String, Kind::Address;
        /// Whether addresses are links; where nothing is said, if the terminal is known to make them.
        hyperlinks: bool, Kind::Flag;
        /// How the screen looks: the name of a theme.
        theme: String,
            Kind::Choice(&["terminal", "high-contrast", "mono", "tower", "tower-dark", "tower-light"]), "terminal";
        /// Whether the mouse is ours from the start.
        mouse: bool, Kind::Flag;
        /// How wide the terminal draws characters such as `│`.
        ambiguous: String, Kind::Choice(&["auto", "narrow", "wide"]), "auto";
        /// Whether a screen reader listens, and how.
        accessible: Accessible, Kind::FlagOr(&["true", "false", INLINE]);
        /// How precisely the time left of the token is shown.
        countdown: String, Kind::Choice(&["seconds", "minutes", "off"]), "seconds";
        /// How often what shows is asked for anew: `0` for never.
        refresh_every: String, Kind::Choice(&["0", "30s", "1m", "2m", "5m", "10m", "30m", "1h"]), "5m";
        /// How much of what happens stands in the log.
        log_level: String, Kind::Choice(&["off", "error", "warn", "info", "debug"]), "info";
    } {
        /// How the member table is wanted.
        members: MembersSettings;
        /// Views of a team, by name.
        views: BTreeMap<String, ViewSettings>;
        /// Applications and accounts, by name.
        profiles: BTreeMap<String, ProfileSettings>;
        /// Keys for actions, by place; kept as they are, because [`super::diagnostics`] reads them.
        keys: toml::Value;
    }
}

settings! {
    /// What stands in `[views.NAME]`: how a team is opened.
    #[derive(Eq)]
    ViewSettings as VIEW {
        /// The screen.
        screen: String, Kind::Choice(&VIEW_SCREENS), "members";
        /// What a row has to match, as typed after `/`.
        filter: String, Kind::Filter;
        /// The column the rows are sorted by, where the screen has columns to sort by.
        sort: String, Kind::Text;
        /// The key that opens it.
        key: String, Kind::Text;
    } {}
}

settings! {
    /// What stands in `[profiles.NAME]`: each of these means what it does outside of it.
    #[derive(Eq)]
    ProfileSettings as PROFILE {
        /// The application's id.
        client_id: String, Kind::Text;
        /// The application's callback, as registered.
        redirect_uri: String, Kind::Callback;
        /// The command that prints the application's secret.
        client_secret_command: Vec<String>, Kind::List;
        /// The whole address of a token server that keeps the secret.
        token_url: String, Kind::Address;
        /// A private file with the key to the token server in its first line.
        token_key_file: PathBuf, Kind::Text;
        /// The origin of a Tower other than tower.im.
        base_url: String, Kind::Address;
    } {}
}

settings! {
    /// What stands in `[members]`. What means nothing in it is left out.
    #[derive(Eq)]
    MembersSettings as MEMBERS {
        /// The columns beside the name.
        columns: Vec<String>, Kind::Choices(&COLUMNS);
        /// The column the rows are sorted by.
        sort: String, Kind::Choice(&COLUMNS);
        /// Whether members who no longer take part show.
        show_inactive: bool, Kind::Flag;
    } {}
}

/// Whether a screen reader listens: `accessible = true`; or `accessible = "inline"`, which also keeps to the terminal's
/// plain screen. As a table, `accessible.inline = true` is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(in crate::runtime) enum Accessible {
    /// Whether one does.
    Flag(bool),
    /// One does, in this way; a word that is not known says nothing.
    Word(String),
    /// One does.
    Table {
        /// All is drawn among the other output of the terminal.
        #[serde(default)]
        inline: bool,
    },
}

/// What stands in `[accessible]`.
pub(super) const ACCESSIBLE: &[SettingRow] =
    &[SettingRow { name: "inline", kind: Kind::Flag, default: None }];

/// The default choice of a setting; none where that is no choice.
fn default_of(setting: &str) -> Option<&'static str> {
    SETTINGS.iter().find(|row| row.name == setting)?.default
}

impl Settings {
    /// These settings with the answers of the first run.
    pub(in crate::runtime) fn with(self, kept: SavedAnswers) -> Self {
        Self {
            language: kept.lang.map(|lang| lang.tag().to_owned()),
            client_id: kept.client_id,
            redirect_uri: kept.redirect_uri,
            client_secret_command: kept.secret_command,
            token_url: kept.token_server,
            ..self
        }
    }

    /// Whether a screen reader listens.
    pub(in crate::runtime) fn is_accessible(&self) -> bool {
        match &self.accessible {
            Some(Accessible::Flag(listens)) => *listens,
            Some(Accessible::Word(word)) => word == INLINE || word == "true",
            Some(Accessible::Table { .. }) => true,
            None => false,
        }
    }

    /// Whether all is drawn among the other output of the terminal.
    pub(in crate::runtime) fn is_inline(&self) -> bool {
        match &self.accessible {
            Some(Accessible::Word(word)) => word == INLINE,
            Some(Accessible::Table { inline }) => *inline,
            Some(Accessible::Flag(_)) | None => false,
        }
    }

    /// What they hold of the first run's answers.
    pub(in crate::runtime) fn kept(&self) -> SavedAnswers {
        SavedAnswers {
            client_id: text(self.client_id.as_ref()),
            redirect_uri: text(self.redirect_uri.as_ref()),
            token_server: text(self.token_url.as_ref()),
            secret_command: self.client_secret_command.clone().filter(|command| !command.is_empty()),
            lang: self.lang(),
        }
    }

    /// Whether what was read is kept for the next start.
    pub(in crate::runtime) fn caches(&self) -> bool {
        self.cache.unwrap_or(true)
    }

    /// How the member table is wanted.
    pub(in crate::runtime) fn table(&self) -> Table {
        let members = self.members.clone().unwrap_or_default();
        let columns = members
            .columns
            .as_ref()
            .map(|names| names.iter().filter_map(|name| Column::named(name)).collect());
        let sort = members.sort.as_deref().and_then(Column::named);
        Table {
            columns: columns.map_or_else(Columns::default, |columns: Vec<Column>| Columns::of(&columns)),
            sort: Sort { by: sort.map(Column::place), reversed: false },
            show_inactive: members.show_inactive.unwrap_or(false),
        }
    }

    /// The language asked for; none follows the system.
    pub(in crate::runtime) fn lang(&self) -> Option<Lang> {
        self.language.as_deref().and_then(Lang::named)
    }

    /// Whether characters of ambiguous width are wide; none asks the terminal.
    pub(in crate::runtime) fn ambiguous(&self) -> Option<bool> {
        match self.ambiguous.as_deref() {
            Some("narrow") => Some(false),
            Some("wide") => Some(true),
            _ => None,
        }
    }

    /// How the rest of the token's life is told.
    pub(in crate::runtime) fn countdown(&self) -> Option<Pace> {
        self.countdown.as_deref().and_then(Pace::named)
    }

    /// What the core goes by.
    pub(in crate::runtime) fn preferences(&self) -> Preferences {
        let every = self.refresh_every.as_deref().and_then(RefreshEvery::named);
        let default = || RefreshEvery::named(default_of("refresh_every")?);
        Preferences { refresh_every: every.or_else(default).unwrap_or_default() }
    }

    /// How much of what happens stands in the log.
    pub(in crate::runtime) fn log_level(&self) -> Option<Level> {
        self.log_level.as_deref().and_then(Level::named)
    }

    /// The theme asked for.
    pub(in crate::runtime) fn theme(&self) -> Option<ThemeChoice> {
        self.theme.as_deref().and_then(ThemeChoice::named)
    }
}

/// What somebody has meant by a text; nothing by a blank one.
fn text(text: Option<&String>) -> Option<String> {
    text.map(|text| bare(text)).filter(|text| !text.is_empty()).map(str::to_owned)
}
