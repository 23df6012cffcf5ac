//! The settings a person may keep in `config.toml`, and what each of them means. No secret is ever in the file.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::app::core::answers::SavedAnswers;
use crate::app::kit::appearance::{Pace, ThemeChoice};
use crate::app::router::refreshing::RefreshEvery;
use crate::app::screens::members::columns::{Column, Columns};
use crate::app::screens::members::defaults::Table;
use crate::app::search::Sort;
use crate::base::lang::Lang;
use crate::base::text::bare;
use crate::runtime::log::Level;

/// How a screen reader is served on the plain screen.
pub(super) const INLINE: &str = "inline";

/// How often what shows is asked for anew where nothing is said.
pub(super) const REFRESH_EVERY: &str = "5m";

/// What stands in `config.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::runtime) struct Settings {
    /// `auto`, `en` or `zh-CN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    /// The application's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) client_id: Option<String>,
    /// The application's callback, as registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) redirect_uri: Option<String>,
    /// The command that prints the application's secret: a program and its arguments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) client_secret_command: Option<Vec<String>>,
    /// The whole address of a token server that keeps the secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) token_url: Option<String>,
    /// Whether what was read is kept for the next start; yes if nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) cache: Option<bool>,
    /// A private file with the key to the token server in its first line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) token_key_file: Option<PathBuf>,
    /// The origin of a Tower other than tower.im.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) base_url: Option<String>,
    /// Whether addresses are links; where nothing is said, if the terminal is known to make them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) hyperlinks: Option<bool>,
    /// How the screen looks: the name of a theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) theme: Option<String>,
    /// Whether the mouse is ours from the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) mouse: Option<bool>,
    /// How wide the terminal draws characters such as `│`: `auto`, `narrow` or `wide`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) ambiguous: Option<String>,
    /// Whether a screen reader listens, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) accessible: Option<Accessible>,
    /// How the rest of the token's life is told: `seconds`, `minutes` or `off`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) countdown: Option<String>,
    /// How often what shows is asked for anew: `0` for never, `30s`, `1m`, `2m`, `5m`, `10m`, `30m` or `1h`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) refresh_every: Option<String>,
    /// How much of what happens stands in the log: `off`, `error`, `warn`, `info` or `debug`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) log_level: Option<String>,
    /// How the member table is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) members: Option<MembersSettings>,
    /// Keys for actions, by place; kept as they are, because [`super::diagnostics`] reads them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) keys: Option<toml::Value>,
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

/// What stands in `[members]`. What means nothing in it is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::runtime) struct MembersSettings {
    /// The columns beside the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) columns: Option<Vec<String>>,
    /// The column the rows are sorted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::runtime) sort: Option<String>,
    /// Whether members who no longer take part show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) show_inactive: Option<bool>,
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
            Some(Accessible::Word(word)) => word == INLINE,
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
        let Some(members) = &self.members else { return Table::default() };
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

    /// How often what shows is asked for anew.
    pub(in crate::runtime) fn refresh_every(&self) -> RefreshEvery {
        let said = self.refresh_every.as_deref().and_then(RefreshEvery::named);
        said.or_else(|| RefreshEvery::named(REFRESH_EVERY)).unwrap_or_default()
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
