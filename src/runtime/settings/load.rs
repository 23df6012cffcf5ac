//! Loads the settings file: its settings, its keys, and what in it is wrong.

use super::diagnostics::{self, Read};
use super::file::{BadSettings, SettingsFile, Why};
use super::values::Settings;
use crate::app::core::settings_error::SettingsError;
use crate::app::core::view::View;
use crate::app::keys::keymap::Keymap;

/// What a settings file holds.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Loaded {
    pub(in crate::runtime) settings: Settings,
    /// What in it is wrong and was ignored, in the order in which it stands there.
    pub(in crate::runtime) ignored: Vec<SettingsError>,
    pub(in crate::runtime) keymap: Keymap,
    pub(in crate::runtime) views: Vec<View>,
}

/// The settings in a file; the defaults if there is none. The file is never made by reading it.
pub(in crate::runtime) fn load(file: &SettingsFile) -> Result<Loaded, BadSettings> {
    let (Some(path), Some(text)) = (file.path(), file.text()?) else { return Ok(Loaded::default()) };
    let Read { mut errors, keymap, views, settings } = diagnostics::read(text);
    match settings {
        Ok(settings) => {
            errors.retain(|error| error.fault.is_ignored());
            Ok(Loaded { settings, ignored: errors, keymap, views })
        }
        Err(why) => Err(BadSettings { path: path.display().to_string(), why: Why::Damaged(errors, why) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    use super::super::values::{Kind, MEMBERS, SETTINGS};
    use crate::app::screens::members::columns::Column;
    use crate::app::screens::members::defaults::Table;
    use crate::base::lang::Lang;

    use crate::app::core::settings_error::SettingsFault;
    use crate::app::keys::keymap::KeyFault;
    use crate::app::keys::table::{Action, Mode};
    use crate::base::text::SafeText;
    use crate::ui::words::Words;

    /// A settings file that holds this.
    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        (dir, path)
    }

    /// A file with every setting in it.
    fn every_setting() -> String {
        let value = |kind| match kind {
            Kind::Choice(choices) => format!("{:?}", choices[0]),
            Kind::Text | Kind::Filter => "\"f\"".to_owned(),
            Kind::Address | Kind::Callback => "\"https://tower.im\"".to_owned(),
            Kind::Flag | Kind::FlagOr(_) => "true".to_owned(),
            Kind::Choices(choices) => format!("{:?}", &choices[..2]),
            Kind::List => "[]".to_owned(),
        };
        let all = SETTINGS.iter().map(|row| format!("{} = {}\n", row.name, value(row.kind)));
        let members = MEMBERS.iter().map(|row| format!("{} = {}\n", row.name, value(row.kind)));
        let all = all.chain(["[members]\n".to_owned()]).chain(members);
        all.chain(["[keys.members]\ncopy = \"x\"\n".to_owned()]).collect()
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
        let Loaded { settings, ignored, .. } = load(&SettingsFile::at(path.clone())).unwrap();

        assert_eq!(settings.client_id.as_deref(), Some("0123456789abcdef"));
        assert_eq!(settings.lang(), None);
        let safe = |text| SafeText::line(text, SafeText::NAME);
        assert_eq!(
            ignored,
            [
                SettingsError { line: 3, column: 1, fault: SettingsFault::Name(safe("colour"), None) },
                SettingsError {
                    line: 4,
                    column: 12,
                    fault: SettingsFault::Choice {
                        setting: "language",
                        value: safe("fr"),
                        choices: &["auto", "en", "zh-CN", "zh"],
                        default: Some("auto")
                    }
                },
                SettingsError {
                    line: 6,
                    column: 1,
                    fault: SettingsFault::Keys(KeyFault::NoAction(safe("fly"), "members"))
                },
            ]
        );
    }

    #[test]
    fn every_setting_is_known_and_so_is_every_language() {
        let all: Settings = toml::from_str(&every_setting()).unwrap();
        let (_dir, path) = file("");
        all.save(&path).unwrap();
        let loaded = load(&SettingsFile::at(path.clone())).unwrap();
        assert_eq!((loaded.settings, &loaded.ignored[..]), (all, &[][..]));
        assert_eq!(loaded.keymap.name(Mode::Members, Action::CopyName).as_deref(), Some("x"));
        let kept = std::fs::read_to_string(&path).unwrap();
        assert!(SETTINGS.iter().all(|row| kept.contains(row.name)), "{kept}");
        for name in ["auto", "en", "zh-CN", "zh"] {
            assert_eq!(diagnostics::errors(&format!("language = \"{name}\"")), []);
        }
    }

    #[test]
    fn the_member_table_is_what_of_its_wishes_can_be_had() {
        let text =
            "[members]\ncolumns = [\"phone\", \"size\", \"role\"]\nsort = \"joined\"\nshow_inactive = true\n";
        let (_dir, path) = file(text);
        let Loaded { settings, ignored, .. } = load(&SettingsFile::at(path.clone())).unwrap();
        let table = settings.table();
        assert_eq!(table.columns.chosen(), Some(&[Column::Role, Column::Phone][..]));
        assert_eq!((table.sort.by, table.show_inactive), (Some(Column::Joined.place()), true));
        assert_eq!(ignored.len(), 1, "{ignored:?}");
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
