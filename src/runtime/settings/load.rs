//! The settings a person may keep in `config.toml`, and the environment that overrides them. No secret is
//! ever in the file.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::diagnostics::{self, Mistake, Read, What};
use super::file::{BadSettings, SettingsFile, Why};
use crate::app::core::answers::SavedAnswers;
use crate::app::core::notice::{Odd, OddSetting};
use crate::app::keys::keymap::Keymap;
use crate::app::kit::appearance::{Pace, ThemeChoice};
use crate::app::screens::members::columns::{Column, Columns};
use crate::app::screens::members::defaults::Table;
use crate::app::search::Sort;
use crate::base::lang::Lang;
use crate::base::text::bare;
use crate::runtime::log::Level;

/// How a screen reader is served on the plain screen.
pub(super) const INLINE: &str = "inline";

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

/// What a settings file holds.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Loaded {
    pub(in crate::runtime) settings: Settings,
    /// What in it means nothing, and was left out.
    pub(in crate::runtime) odd: Vec<OddSetting>,
    /// The keys.
    pub(in crate::runtime) keymap: Keymap,
}

/// The settings in a file; the defaults if there is none. The file is never made by reading it.
pub(in crate::runtime) fn load(file: &SettingsFile) -> Result<Loaded, BadSettings> {
    let (Some(path), Some(text)) = (file.path(), file.text()?) else { return Ok(Loaded::default()) };
    let Read { mistakes, keymap, settings } = diagnostics::read(text);
    match settings {
        Ok(settings) => Ok(Loaded { settings, odd: odd(mistakes), keymap }),
        Err(why) => Err(BadSettings { path: path.display().to_string(), why: Why::Damaged(mistakes, why) }),
    }
}

/// What in a settings file means nothing and is left out, in the order in which it stands there.
pub(in crate::runtime) fn odd(mistakes: Vec<Mistake>) -> Vec<OddSetting> {
    let odd = |Mistake { line, column, what }| {
        let what = match what {
            What::Name(name) => Odd::Name(name),
            What::Value(setting, value, choices) => {
                Odd::Value { setting, value, choices, usual: diagnostics::usual(setting) }
            }
            What::Keys(fault) => Odd::Keys(fault),
            What::Syntax(_) | What::Mark(..) | What::Kind(..) | What::Address(..) | What::Callback(..) => {
                return None;
            }
        };
        Some(OddSetting { line, column, what })
    };
    mistakes.into_iter().filter_map(odd).collect()
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
            client_id: text(&self.client_id),
            redirect_uri: text(&self.redirect_uri),
            token_server: text(&self.token_url),
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
fn text(text: &Option<String>) -> Option<String> {
    text.as_deref().map(bare).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    use crate::app::keys::keymap::KeyFault;
    use crate::app::keys::table::{Action, Mode};
    use crate::base::text::SafeText;
    use crate::runtime::settings::diagnostics::SETTINGS;
    use crate::ui::words::Words;

    /// A settings file that holds this.
    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        (dir, path)
    }

    fn said(path: &Path, lang: Lang) -> String {
        load(&SettingsFile::at(path.to_owned())).unwrap_err().say(Words(lang)).into_owned()
    }

    #[test]
    fn a_damaged_file_is_named_with_its_line_and_left_alone() {
        for damaged in ["language = \"zh-CN\"\nclient_id = \n", "hyperlinks = true\nlanguage = 5\n"] {
            let (_dir, path) = file(damaged);
            let (en, zh) = (said(&path, Lang::En), said(&path, Lang::Zh));

            assert!(en.contains("config.toml:2:") && zh.contains("config.toml:2:"), "{en}\n{zh}");
            let words: String = zh.lines().next().unwrap_or_default().split(": ").skip(1).collect();
            assert!(words.chars().any(|char| char > '\u{4e00}'), "in the language of the person: {zh}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
        }
    }

    #[test]
    fn what_means_nothing_is_named_with_its_line_and_the_rest_holds() {
        let text = "client_id = \"0123456789abcdef\"\n\n\"colour\\u001b\" = { red = 1 }\nlanguage = \"fr\"\n\
                    [keys.members]\nfly = \"y\"\n";
        let (_dir, path) = file(text);
        let Loaded { settings, odd, .. } = load(&SettingsFile::at(path.clone())).unwrap();

        assert_eq!(settings.client_id.as_deref(), Some("0123456789abcdef"));
        assert_eq!(settings.lang(), None);
        let safe = |text| SafeText::line(text, SafeText::NAME);
        assert_eq!(
            odd,
            [
                OddSetting { line: 3, column: 1, what: Odd::Name(safe("colour")) },
                OddSetting {
                    line: 4,
                    column: 12,
                    what: Odd::Value {
                        setting: "language",
                        value: safe("fr"),
                        choices: &["auto", "en", "zh-CN", "zh"],
                        usual: Some("auto")
                    }
                },
                OddSetting {
                    line: 6,
                    column: 1,
                    what: Odd::Keys(KeyFault::NoAction(safe("fly"), "members"))
                },
            ]
        );
    }

    #[test]
    fn every_setting_is_known_and_so_is_every_language() {
        let all = Settings {
            language: Some("en".into()),
            client_id: Some(String::new()),
            redirect_uri: Some(String::new()),
            client_secret_command: Some(Vec::new()),
            token_url: Some(String::new()),
            token_key_file: Some(PathBuf::from("f")),
            cache: Some(true),
            base_url: Some(String::new()),
            hyperlinks: Some(true),
            theme: Some("mono".into()),
            mouse: Some(true),
            ambiguous: Some("auto".into()),
            accessible: Some(Accessible::Flag(false)),
            countdown: Some("seconds".into()),
            log_level: Some("info".into()),
            members: Some(MembersSettings {
                columns: Some(vec!["id".into(), "phone".into()]),
                sort: Some("joined".into()),
                show_inactive: Some(true),
            }),
            keys: toml::from_str("[members]\ncopy = \"x\"\n").ok(),
        };
        let (_dir, path) = file("");
        all.save(&path).unwrap();
        let loaded = load(&SettingsFile::at(path.clone())).unwrap();
        assert_eq!((loaded.settings, &loaded.odd[..]), (all, &[][..]));
        assert_eq!(loaded.keymap.name(Mode::Members, Action::CopyName).as_deref(), Some("x"));
        let kept = std::fs::read_to_string(&path).unwrap();
        assert!(SETTINGS.iter().all(|(name, _)| kept.contains(name)), "{kept}");
        for name in ["auto", "en", "zh-CN", "zh"] {
            assert_eq!(diagnostics::mistakes(&format!("language = \"{name}\"")), []);
        }
    }

    #[test]
    fn the_member_table_is_what_of_its_wishes_can_be_had() {
        let text =
            "[members]\ncolumns = [\"phone\", \"size\", \"role\"]\nsort = \"joined\"\nshow_inactive = true\n";
        let (_dir, path) = file(text);
        let Loaded { settings, odd, .. } = load(&SettingsFile::at(path.clone())).unwrap();
        let table = settings.table();
        assert_eq!(table.columns.chosen(), Some(&[Column::Role, Column::Phone][..]));
        assert_eq!((table.sort.by, table.show_inactive), (Some(Column::Joined.place()), true));
        assert_eq!(odd.len(), 1, "{odd:?}");
        assert_eq!(Settings::default().table(), Table::default());
    }

    #[test]
    fn a_directory_in_its_place_is_told_as_such() {
        let dir = tempfile::tempdir().unwrap();
        assert!(said(dir.path(), Lang::En).contains("a directory"), "{}", said(dir.path(), Lang::En));
        assert!(said(dir.path(), Lang::Zh).contains("目录"));
    }

    #[test]
    fn no_file_is_made_by_looking_for_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");

        assert_eq!(load(&SettingsFile::at(path.clone())).unwrap().settings, Settings::default());
        assert!(!path.exists());
    }
}
