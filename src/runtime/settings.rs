//! The settings a person may keep in `config.toml`, and the environment that overrides them. No secret is
//! ever in the file.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::answers::Kept;
use crate::base::lang::Lang;

/// What stands in `config.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    /// `auto`, `en` or `zh-CN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    /// The application's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) client_id: Option<String>,
    /// The application's callback, as registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) redirect_uri: Option<String>,
    /// The command that prints the application's secret: a program and its arguments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) client_secret_command: Option<Vec<String>>,
    /// The whole address of a token server that keeps the secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) token_url: Option<String>,
    /// Whether what was read is kept for the next start; yes if nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cache: Option<bool>,
    /// A private file with the key to the token server in its first line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) token_key_file: Option<PathBuf>,
    /// The origin of a Tower other than tower.im.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base_url: Option<String>,
    /// Whether addresses are links; where nothing is said, if the terminal is known to make them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hyperlinks: Option<bool>,
}

/// A settings file that cannot be used. It is left as it is.
#[derive(Debug)]
pub(super) struct BadSettings {
    /// Which file.
    pub(super) path: String,
    /// Where in the file and why, as the TOML reader says it.
    pub(super) why: String,
}

impl Settings {
    /// The settings in a file; the defaults if there is no file. The file is never made by reading it.
    pub(super) fn load(path: &Path) -> Result<Self, BadSettings> {
        if !path.exists() {
            return Ok(Self::default());
        }
        confy::load_path(path).map_err(|error| {
            // The error's own text is only that it is bad; its cause has the line and the column.
            let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            BadSettings { path: path.display().to_string(), why: why.trim_end().to_owned() }
        })
    }

    /// These settings with the answers of the first run.
    pub(super) fn with(self, kept: Kept) -> Self {
        Self {
            language: kept.lang.map(|lang| lang.tag().to_owned()),
            client_id: kept.client_id,
            redirect_uri: kept.redirect_uri,
            client_secret_command: kept.secret_command,
            token_url: kept.token_server,
            cache: self.cache,
            token_key_file: self.token_key_file,
            base_url: self.base_url,
            hyperlinks: self.hyperlinks,
        }
    }

    /// What they hold of the first run's answers.
    pub(super) fn kept(&self) -> Kept {
        Kept {
            client_id: self.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            token_server: self.token_url.clone(),
            secret_command: self.client_secret_command.clone().filter(|command| !command.is_empty()),
            lang: self.lang(),
        }
    }

    /// Writes the settings whole: beside the file first, because another window may be reading it. What a
    /// person had written in it before stays beside it.
    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        let dir = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        std::fs::create_dir_all(dir)?;
        let file = tempfile::Builder::new().prefix(".config-").suffix(".toml").tempfile_in(dir)?;
        confy::store_path(file.path(), self).map_err(io::Error::other)?;
        file.as_file().sync_all()?;
        if path.exists() {
            std::fs::copy(path, backup(path))?;
        }
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Whether what was read is kept for the next start.
    pub(super) fn caches(&self) -> bool {
        self.cache.unwrap_or(true)
    }

    /// The language asked for; none follows the system.
    pub(super) fn lang(&self) -> Option<Lang> {
        self.language.as_deref().and_then(Lang::named)
    }
}

fn backup(path: &Path) -> PathBuf {
    path.with_extension("toml.bak")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_named_with_its_line_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        let damaged = "language = \"zh-CN\"\nclient_id = \n";
        std::fs::write(&path, damaged).unwrap();

        let said = Settings::load(&path).unwrap_err().why;

        assert!(said.contains("line 2, column"), "{said}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
    }

    #[test]
    fn an_unknown_setting_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        std::fs::write(&path, "langauge = \"en\"\n").unwrap();

        let said = Settings::load(&path).unwrap_err().why;

        assert!(said.contains("langauge") && said.contains("line 1"), "{said}");
    }

    #[test]
    fn no_file_is_made_by_looking_for_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");

        assert_eq!(Settings::load(&path).unwrap(), Settings::default());
        assert!(!path.exists());
    }

    #[test]
    fn what_is_saved_is_loaded_again_and_what_was_there_is_kept_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("tower-tui/config.toml");
        let settings = Settings { client_id: Some("0123456789abcdef".into()), ..Settings::default() };

        Settings::default().save(&path).unwrap();
        std::fs::write(&path, "# mine\n").unwrap();
        settings.save(&path).unwrap();

        assert_eq!(Settings::load(&path).unwrap(), settings);
        assert_eq!(std::fs::read_to_string(backup(&path)).unwrap(), "# mine\n");
    }
}
