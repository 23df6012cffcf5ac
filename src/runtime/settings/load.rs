//! Loads the settings file: its settings, its keys, and what in it means nothing.

use super::diagnostics::{self, Mistake, Read, What};
use super::file::{BadSettings, SettingsFile, Why};
use super::values::Settings;
use crate::app::core::notice::{Odd, OddSetting};
use crate::app::keys::keymap::Keymap;

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    use super::super::values::{Accessible, MembersSettings};
    use crate::app::screens::members::columns::Column;
    use crate::app::screens::members::defaults::Table;
    use crate::base::lang::Lang;

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
            refresh_every: Some("5m".into()),
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
