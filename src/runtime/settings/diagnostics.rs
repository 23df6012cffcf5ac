//! Every error in a settings file, and where. A value is told only where it should be one word of a choice: a
//! person may have put a secret into the file.

use serde::Deserialize;
use toml::de::{DeTable, DeValue, Deserializer};

use super::checks::{unknown, within, wrong};
use super::formats::another_format;
use super::keys;
use super::profiles::{is_name, shared_clients};
use super::punctuation::{Misplaced, Statements};
use super::values::{ACCESSIBLE, Kind, MEMBERS, PROFILE, SETTINGS, SettingRow, Settings};
use super::views;
use crate::app::core::settings_error::{SettingsError, SettingsFault, ValueType};
use crate::app::core::view::View;
use crate::app::keys::keymap::Keymap;
use crate::base::text::SafeText;

/// The table of keys.
const KEYS: &str = "keys";

/// The table of views.
const VIEWS: &str = "views";

/// The errors in the text of a settings file, in the order in which they stand there.
pub(in crate::runtime) fn errors(text: &str) -> Vec<SettingsError> {
    read(text).errors
}

/// What the text of a settings file holds.
pub(super) struct Read {
    pub(super) errors: Vec<SettingsError>,
    /// The keys in force.
    pub(super) keymap: Keymap,
    /// The views, in the order in which they stand there.
    pub(super) views: Vec<View>,
    /// The settings; or the message of the TOML parser.
    pub(super) settings: Result<Settings, String>,
}

/// Everything in the text of a settings file.
pub(super) fn read(text: &str) -> Read {
    let at = |start: usize, fault| {
        let before = text.get(..start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        SettingsError { line: before.matches('\n').count() + 1, column: line.chars().count() + 1, fault }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some((start, format)) = another_format(text).filter(|_| !errors.is_empty()) {
        let errors = vec![at(start, SettingsFault::Format(format))];
        return Read {
            errors,
            keymap: Keymap::default(),
            views: Vec::new(),
            settings: Err(format.to_owned()),
        };
    }
    let statements = Statements::of(text);
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let syntax = |error: &toml::de::Error| {
        let error = at(start(error), no_toml(error.message(), text.get(start(error)..).unwrap_or_default()));
        statements.misplaced(error.line - 1).map_or(error, |Misplaced { offset, found, wanted }| {
            at(offset, SettingsFault::Punctuation { found, wanted })
        })
    };
    let mut found: Vec<SettingsError> = errors.iter().map(syntax).collect();
    // One mistake brings about several errors.
    let first = |error: &SettingsError| statements.first(error.line - 1);
    found.sort_by_key(|error| (error.line, error.column));
    found.dedup_by_key(|error| first(error));
    // What was made of lines that are not TOML says nothing.
    let broken: Vec<usize> = found.iter().map(first).collect();
    let is_whole = |error: &SettingsError| !broken.contains(&first(error));
    let mut keymap = Keymap::default();
    for (name, value) in table.get_ref() {
        if name.get_ref() == KEYS {
            let (read, faults) = keys::read(value);
            keymap = read;
            let faults = faults.into_iter().map(|(start, fault)| at(start, SettingsFault::Keys(fault)));
            found.extend(faults.filter(is_whole));
            continue;
        }
        if let DeValue::Table(tables) = value.get_ref()
            && name.get_ref() == "profiles"
        {
            for (name, value) in tables {
                let safe = SafeText::line(name.get_ref(), SafeText::NAME);
                let bad =
                    (!is_name(name.get_ref())).then(|| (name.span().start, SettingsFault::ProfileName(safe)));
                let found_here = bad.into_iter().chain(within(PROFILE, value));
                let found_here = found_here.map(|(start, fault)| at(start, fault));
                found.extend(found_here.filter(is_whole));
            }
            continue;
        }
        if name.get_ref() == VIEWS && value.get_ref().is_table() {
            continue;
        }
        let (known, values): (&[SettingRow], Vec<_>) = match value.get_ref() {
            DeValue::Table(table) if name.get_ref() == "members" => (MEMBERS, table.iter().collect()),
            DeValue::Table(table) if name.get_ref() == "accessible" => (ACCESSIBLE, table.iter().collect()),
            _ => (SETTINGS, vec![(name, value)]),
        };
        for (name, value) in values {
            let error = match known.iter().find(|row| name.get_ref() == row.name) {
                None => Some(at(name.span().start, unknown(name.get_ref(), known))),
                Some(row) => wrong(row, row.kind, value.get_ref()).map(|fault| at(value.span().start, fault)),
            };
            found.extend(error.filter(is_whole));
        }
    }
    // The keys are known by now.
    let views = table.get_ref().get(VIEWS).and_then(|views| views.get_ref().as_table());
    let (views, faults) = views.map(|views| views::read(views, &keymap)).unwrap_or_default();
    let faults = faults.into_iter().chain(shared_clients(table.get_ref()));
    let faults = faults.map(|(start, fault)| at(start, fault));
    found.extend(faults.filter(is_whole));
    found.sort_by_key(|error| (error.line, error.column));
    let settings = match errors.first() {
        Some(error) => Err(error.message().to_owned()),
        None => Settings::deserialize(Deserializer::from(table)).map_err(|error| error.message().to_owned()),
    };
    Read { errors: found, keymap, views, settings }
}

/// What the parser says of the text that begins where it met it.
fn no_toml(message: &str, rest: &str) -> SettingsFault {
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let row = SETTINGS.iter().find(|row| row.name == word);
    match row.map(|row| (row.name, row.kind)) {
        // `accessible = true` stands before `accessible.inline = true`.
        Some((name, Kind::FlagOr(choices))) if message.starts_with("cannot extend value") => {
            SettingsFault::Type(name, ValueType::FlagOr(choices))
        }
        _ => {
            // By the first letter of a word without quotes, which may be any, the parser takes it for one of these.
            let is_flag = ["true", "false"].iter().any(|flag| word.eq_ignore_ascii_case(flag));
            let is_word = ["invalid boolean", "invalid float"].iter().any(|one| message.starts_with(one))
                && !is_flag
                && !word.is_empty();
            let message = if is_word { "string values must be quoted" } else { message };
            SettingsFault::Syntax(message.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::core::preferences::RefreshEvery;
    use crate::app::keys::table::{Action, MODES, Mode};
    use crate::app::kit::appearance::{Pace, ThemeChoice};
    use crate::base::lang::Lang;
    use crate::runtime::log::Level;
    use crate::ui::words::Words;

    /// Line, column and words of every error.
    fn said(text: &str) -> Vec<(usize, usize, String)> {
        let say = |error: &SettingsError| {
            (error.line, error.column, Words(Lang::En).settings_fault(&error.fault).into_owned())
        };
        errors(text).iter().map(say).collect()
    }

    #[test]
    fn every_error_is_named_with_its_place() {
        let text = "cache = 1\n客户 = \"x\"\nlanguage = \"fr\"\n[keys]\na = 1\n";
        let places: Vec<_> = said(text).into_iter().map(|(line, column, _)| (line, column)).collect();
        assert_eq!(places, [(1, 9), (2, 1), (3, 12), (5, 1)]);

        let text = "client_id = \nhyperlinks = maybe\n  colour = 1\nbase_url = \"http://tower.example.com\"\n\
                    token_url = \"tokens\"\nredirect_uri = \"http://x.example.com/\"\n\
                    client_secret_command = [\"pass\", 1]";
        let said = said(text);
        let places: Vec<_> = said.iter().map(|(line, column, _)| (*line, *column)).collect();
        assert_eq!(places, [(1, 13), (2, 14), (3, 3), (4, 12), (5, 13), (6, 16), (7, 25)], "{said:?}");
    }

    #[test]
    fn every_error_in_a_profile_is_named_with_its_place() {
        let text = "[profiles.Work]\nclient_id = \"1\"\n[profiles.home]\nbase_url = \"http://tower.example.com\"\n\
                    colour = 1\n";
        let said = said(text);
        let places: Vec<_> = said.iter().map(|(line, column, _)| (*line, *column)).collect();
        assert_eq!(places, [(1, 11), (4, 12), (5, 1)], "{said:?}");
    }

    #[test]
    fn u36_profiles_of_one_application_are_told_of_and_hold() {
        let text = "client_id = \"1\"\n[profiles.work]\nclient_id = \"2\"\n[profiles.twin]\nclient_id = \"2\"\n\
                    [profiles.away]\nclient_id = \"2\"\nbase_url = \"https://tower.example\"\n\
                    [profiles.same]\nclient_id = \"1\"\nbase_url = \"https://tower.im/\"\n";
        let Read { errors, settings, .. } = read(text);
        let places: Vec<_> = errors.iter().map(|error| (error.line, error.column)).collect();
        assert_eq!(places, [(5, 13), (10, 13)], "{errors:?}");
        assert!(errors.iter().all(|error| error.fault.is_warning() && !error.fault.is_ignored()));
        assert!(said(text)[0].2.contains("work"), "{:?}", said(text));
        assert_eq!(settings.unwrap().profile_names().count(), 4);
    }

    #[test]
    fn every_error_in_a_view_is_named_with_its_place() {
        let text = "[views.\"后端逾期\"]\nscreen = \"workload\"\nfilter = \"group:后端\"\n[views.x]\nscreen = \"sea\"\n\
                    filter = \"is:foo\"\nsort = \"age\"\ncolour = 1\n";
        let said = said(text);
        let places: Vec<_> = said.iter().map(|(line, column, _)| (*line, *column)).collect();
        assert_eq!(places, [(5, 10), (6, 10), (7, 8), (8, 1)], "{said:?}");
    }

    #[test]
    fn every_error_in_the_member_table_is_named_with_its_place() {
        let text =
            "[members]\ncolumns = [\"role\", \"size\"]\nsort = \"age\"\nshow_inactive = 1\ncolour = 1\n";
        let places: Vec<_> = said(text).into_iter().map(|(line, column, _)| (line, column)).collect();
        assert_eq!(places, [(2, 11), (3, 8), (4, 17), (5, 1)]);
        for SettingRow { name, kind, .. } in MEMBERS {
            if let Kind::Choice(names) | Kind::Choices(names) = kind {
                assert!(
                    names
                        .iter()
                        .all(|one| crate::app::screens::members::columns::Column::named(one).is_some()),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn every_error_in_the_keys_is_named_with_its_place() {
        let text = "[keys.members]\ncopy = [\"y\", \"yy\"]\nfly = \"x\"\nopen_browser = \"p\"\nopen = 5\n\
                    sort_next = \"x\"\nfacet = \"x\"\ntheme = [\"X\", 1]\n\
                    [keys.filter]\nback = \"b\"\nsort_next = \"f3\"\n[keys.nowhere]\nup = \"x\"\n";
        let Read { errors: found, keymap, .. } = read(text);
        let said: Vec<_> = found
            .iter()
            .map(|error| {
                (error.line, error.column, Words(Lang::En).settings_fault(&error.fault).into_owned())
            })
            .collect();
        let wanted = [
            (2, 14, "no such key"),
            (3, 1, "fly"),
            (4, 16, "p is already bound to detail"),
            (5, 8, "a string"),
            (7, 9, "x is already bound to sort_next"),
            (8, 15, "a string"),
            (10, 8, "text"),
            (11, 13, "sort_next"),
            (12, 7, "nowhere"),
        ];
        assert_eq!(said.len(), wanted.len(), "{said:?}");
        for ((line, column, said), (at, from, part)) in said.iter().zip(wanted) {
            assert!((*line, *column) == (at, from) && said.contains(part), "{said}");
        }
        let name = |action| keymap.name(Mode::Members, action);
        assert_eq!(name(Action::SortNext).as_deref(), Some("x"), "what is right holds");
        assert_eq!(name(Action::CopyName).as_deref(), Some("y"), "and the default where it is not");
        for wrong in ["keys = 5\n", "[keys]\nmembers = 5\n"] {
            assert_eq!(errors(wrong).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn the_keys_in_the_commented_file_are_good_ones() {
        for lang in [Lang::En, Lang::Zh] {
            let template = Words(lang).settings_template();
            let (before, keys) = template.split_once("# [keys.members]\n").unwrap();
            let places = before.rsplit("\n\n").next().unwrap();
            for row in &MODES {
                assert!(places.contains(row.context), "{} is a place of {places}", row.context);
            }
            let Read { errors: found, keymap, .. } =
                read(&format!("[keys.members]\n{}", keys.replace("# ", "")));
            assert_eq!(found, []);
            assert_eq!(keymap.name(Mode::Members, Action::Browse).as_deref(), Some("b"));
        }
    }

    #[test]
    fn a_mark_of_chinese_is_named_with_the_one_that_toml_has() {
        for (text, place, marks) in [
            ("cache = true\nclient_id = “0123456789abcdef”\n", (2, 13), ("“", "\"")),
            ("client_id ＝ \"0123456789abcdef\"\n", (1, 11), ("＝", "=")),
            ("client_secret_command = [\"pass\"， \"show\"]\n", (1, 32), ("，", ",")),
            ("language = 「zh-CN」\n", (1, 12), ("「", "\"")),
            ("language：zh-CN\n", (1, 9), ("：", "=")),
            ("［members］\n", (1, 1), ("［", "[")),
            ("language = ‘en’\n", (1, 12), ("‘", "'")),
        ] {
            let found = said(text);
            let (line, column, says) = &found[0];
            assert_eq!((found.len(), (*line, *column)), (1, place), "{found:?}");
            assert!(says.starts_with(marks.0) && says.ends_with(&format!("use {} here", marks.1)), "{says}");
        }
        let list =
            said("[members]\ncolumns = [\n  \"role\"；\n  \"phone\"，\n]\ncache = 1；\nlanguage = \"fr\"\n");
        let places: Vec<_> = list.iter().map(|(line, column, _)| (*line, *column)).collect();
        assert_eq!(places, [(3, 9), (6, 10), (7, 1)], "{list:?}");
        for good in ["client_id = \"“＝，”\"\n", "cache = true # “＝”\n", "client_id = '，'\n"] {
            assert_eq!(errors(good), [], "{good}");
        }
    }

    #[test]
    fn u73_another_format_is_named_as_what_it_is_and_once() {
        for (text, place, format) in [
            ("{\n  \"theme\": \"mono\",\n  \"cache\": true\n}\n", (1, 1), "JSON"),
            ("// mine\n  {\"theme\": \"mono\"}", (2, 3), "JSON"),
            ("{}", (1, 1), "JSON"),
            ("[ {\"theme\": 1} ]", (1, 1), "JSON"),
            ("---\ntheme: mono\n", (1, 1), "YAML"),
            ("members:\n  columns:\n    - name\n", (1, 1), "YAML"),
            ("/* mine\n * too */\n{\"theme\": 1}\n", (3, 1), "JSON"),
            ("<?xml version=\"1.0\"?><settings/>", (1, 1), "XML"),
        ] {
            let said = said(text);
            assert_eq!((said.len(), (said[0].0, said[0].1)), (1, place), "{said:?}");
            assert!(said[0].2.contains(format) && said[0].2.contains("TOML"), "{said:?}");
            assert!(read(text).settings.is_err());
        }
    }

    #[test]
    fn u73_a_mark_of_another_format_is_named_once_with_the_one_of_toml() {
        for (text, places) in [
            ("theme: mono\n", &[(1, 6, "=")][..]),
            ("theme: \"mono\"\ncache: true\n", &[(1, 6, "="), (2, 6, "=")]),
            ("// mine\ncache = true\n", &[(1, 1, "#")]),
            ("cache = true // mine\n", &[(1, 14, "#")]),
            ("; mine\ncache = true\n", &[(1, 1, "#")]),
            ("/* mine */\ncache = true\n", &[(1, 1, "#")]),
            ("/* mine\n * theme: mono\n */\ncache = true\n", &[(1, 1, "#")]),
            ("cache = true /* mine,\n[too] */\ntheme: mono\n", &[(1, 14, "#"), (3, 6, "=")]),
            ("/*\ncache: true\n", &[(1, 1, "#"), (2, 6, "=")]),
            ("-- mine\ncache = true\n", &[(1, 1, "#")]),
            ("theme := \"mono\"\n", &[(1, 7, "=")]),
            ("members = { columns: [\"name\"] }\n", &[(1, 20, "=")]),
        ] {
            let said = said(text);
            assert_eq!(said.len(), places.len(), "{text}: {said:?}");
            for ((line, column, says), (at, from, wanted)) in said.iter().zip(places) {
                assert_eq!((line, column), (at, from), "{text}: {said:?}");
                assert!(says.contains(&format!("use {wanted} here")), "{says}");
            }
        }
        for (text, count) in
            [("cache == true\n", 1), ("cache => true\nquiet = = 1\n", 2), ("' mine\ncache = true\n", 1)]
        {
            assert_eq!(said(text).len(), count, "{text}: {:?}", said(text));
        }
        for text in ["cache = true;\n", "cache = true, \n", "theme = \"mono\"; # mine\n"] {
            let said = said(text);
            assert!(said.len() == 1 && said[0].2.contains("leave it out"), "{text}: {said:?}");
        }
        for good in [
            "base_url = \"https://tower.im\" # a // b; c: d\n",
            "client_secret_command = [\"a:b\", '//', \"--\"]\n",
        ] {
            assert_eq!(errors(good), [], "{good}");
        }
    }

    #[test]
    fn a_screen_reader_is_a_flag_or_one_word() {
        for good in ["accessible = true", "accessible = \"inline\"", "accessible.inline = true"] {
            assert_eq!(errors(good), [], "{good}");
        }
        let is_inline = |text: &str| {
            let settings = read(text).settings.unwrap();
            (settings.is_accessible(), settings.is_inline())
        };
        assert_eq!(is_inline("accessible = \"inline\""), (true, true));
        assert_eq!(is_inline("accessible = true"), (true, false));
        assert_eq!(is_inline("accessible = \"loud\""), (false, false));
        assert_eq!(said("accessible = \"loud\"")[0].1, 14, "the word, and not the file");
    }

    #[test]
    fn u56_a_word_without_quotes_is_told_to_want_them_whatever_it_begins_with() {
        for (text, column) in [
            ("theme = tower\n", 9),
            ("theme = nono\n", 9),
            ("accessible = inline\n", 14),
            ("language = fr\n", 12),
            ("language = en\n", 12),
            ("[members]\ncolumns = [name, note]\n", 12),
        ] {
            let said = said(text);
            assert!(said[0].1 == column && said[0].2.contains("must be quoted"), "{text}: {said:?}");
        }
        let flag = said("cache = True\n");
        assert!(flag[0].2.contains("expected `true`"), "{flag:?}");
    }

    #[test]
    fn u56_what_stands_unseen_around_a_choice_is_shown() {
        for (text, shown) in [
            ("theme = \"mono \"\n", "theme cannot be \"mono \"; "),
            ("theme = \"mono\u{200b}\"\n", "theme cannot be \"mono\\u{200b}\"; "),
            ("theme = '\"mono\"'\n", "theme cannot be \"\\\"mono\\\"\"; "),
            ("theme = \"momo\"\n", "theme cannot be momo; "),
        ] {
            let said = said(text);
            assert!(said[0].2.starts_with(shown), "{said:?}");
        }
    }

    #[test]
    fn u56_every_way_to_miss_the_flag_with_a_word_is_told_with_what_it_takes() {
        for (text, place) in [
            ("accessible = 1\n", (1, 14)),
            ("accessible = [\"inline\"]\n", (1, 14)),
            ("accessible = true\naccessible.inline = true\n", (2, 1)),
            ("cache = true\naccessible = true\n  accessible.inline = true\n", (3, 3)),
        ] {
            let wanted = "accessible must be one of true, false, \"inline\"".to_owned();
            assert_eq!(said(text), [(place.0, place.1, wanted)], "{text}");
        }
    }

    #[test]
    fn what_is_told_shows_no_value() {
        for text in [
            "client_id = 5555",
            "cache = \"marker\"",
            "client_secret = \"marker\"",
            "client_secret = marker",
            "client_secret = \"marker",
            "client_secret_command = \"marker\"",
            "base_url = \"https://marker:marker@\"",
            "= \"marker\"",
            "client_id = \"a\" marker\n",
            "[keys.members]\ncopy = \"marker\"",
            "keys = \"marker\"",
        ] {
            let said = said(text);
            assert!(!said.is_empty(), "{text}");
            assert!(
                said.iter().all(|(.., said)| !said.contains("marker") && !said.contains("5555")),
                "{said:?}"
            );
        }
    }

    #[test]
    fn the_commented_file_has_every_setting_and_the_same_ones_in_both_languages() {
        let is_setting =
            |line: &&str| SETTINGS.iter().any(|row| line.starts_with(&format!("# {} = ", row.name)));
        let settings = |lang| {
            let template = Words(lang).settings_template();
            assert_eq!(errors(&template), []);
            let in_members = |row: &SettingRow| template.contains(&format!("\n# {} = ", row.name));
            assert!(MEMBERS.iter().all(in_members), "{template}");
            template
                .lines()
                .filter(is_setting)
                .map(|line| line.replace("# ", ""))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let all = settings(Lang::En);
        assert_eq!(all.lines().count(), SETTINGS.len(), "{all}");
        assert_eq!(errors(&all), []);
        assert_eq!(settings(Lang::Zh), all);
    }

    #[test]
    fn every_choice_is_one_that_the_program_knows() {
        for SettingRow { name, kind, default } in SETTINGS {
            let Kind::Choice(choices) = kind else { continue };
            let is_known = |choice: &&str| match *name {
                "language" => *choice == "auto" || Lang::named(choice).is_some(),
                "theme" => ThemeChoice::named(choice).is_some(),
                "countdown" => Pace::named(choice).is_some(),
                "refresh_every" => RefreshEvery::named(choice).is_some(),
                "log_level" => Level::named(choice).is_some(),
                _ => true,
            };
            assert!(choices.iter().all(is_known), "{name}");
            assert!(default.is_some_and(|default| choices.contains(&default)), "{name}");
        }
    }
}
