//! Every mistake in a settings file, and where. A value is told only where it should be one word of a choice: a
//! person may have put a secret into the file.

use serde::Deserialize;
use toml::de::{DeString, DeTable, DeValue, Deserializer};

use super::keys;
use super::values::{INLINE, REFRESH_EVERY, Settings};
use crate::app::keys::keymap::{KeyFault, Keymap};
use crate::base::text::{SafeText, bare};
use crate::tower::oauth::{Addresses, BadAddress, TOWER, check_callback};
use crate::ui::words::{Text, Words};

/// Something in a settings file that means nothing, or cannot be what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) struct Mistake {
    /// Counted from 1.
    pub(in crate::runtime) line: usize,
    /// In characters, counted from 1.
    pub(in crate::runtime) column: usize,
    pub(in crate::runtime) what: What,
}

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum What {
    /// It is not TOML; why, as the reader says it.
    Syntax(String),
    /// This mark of Chinese stands where TOML has that one.
    Mark(char, char),
    /// There is no setting of this name.
    Name(SafeText),
    /// This setting has no such choice.
    Value(&'static str, SafeText, &'static [&'static str]),
    /// The value is of another kind than this setting's.
    Kind(&'static str, Kind),
    /// The value of this setting is no address that tokens may travel to.
    Address(&'static str, BadAddress),
    /// The value of this setting is no callback.
    Callback(&'static str, BadAddress),
    /// Keys for an action that do not hold.
    Keys(KeyFault),
}

/// What the value of a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Kind {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of such words.
    Choices(&'static [&'static str]),
    Text,
    Address,
    Callback,
    /// Yes or no.
    Flag,
    /// Yes or no, or one of these words.
    FlagOr(&'static [&'static str]),
    /// A list of texts.
    List,
}

/// All settings by name.
pub(super) const SETTINGS: [(&str, Kind); 16] = [
    ("language", Kind::Choice(&["auto", "en", "zh-CN", "zh"])),
    ("client_id", Kind::Text),
    ("redirect_uri", Kind::Callback),
    ("client_secret_command", Kind::List),
    ("token_url", Kind::Address),
    ("cache", Kind::Flag),
    ("token_key_file", Kind::Text),
    ("base_url", Kind::Address),
    ("hyperlinks", Kind::Flag),
    ("theme", Kind::Choice(&["terminal", "high-contrast", "mono", "tower", "tower-dark", "tower-light"])),
    ("mouse", Kind::Flag),
    ("ambiguous", Kind::Choice(&["auto", "narrow", "wide"])),
    ("accessible", Kind::FlagOr(&[INLINE])),
    ("countdown", Kind::Choice(&["seconds", "minutes", "off"])),
    ("refresh_every", Kind::Choice(&["0", "30s", "1m", "2m", "5m", "10m", "30m", "1h"])),
    ("log_level", Kind::Choice(&["off", "error", "warn", "info", "debug"])),
];

/// The choice that a setting has where none of them is made, or none that there is; none where that is no choice.
pub(super) fn usual(setting: &str) -> Option<&'static str> {
    Some(match setting {
        "language" | "ambiguous" => "auto",
        "theme" => "terminal",
        "countdown" => "seconds",
        "refresh_every" => REFRESH_EVERY,
        "log_level" => "info",
        _ => return None,
    })
}

/// The table of what concerns the member table, and what stands in it.
const MEMBERS: &str = "members";
pub(super) const IN_MEMBERS: [(&str, Kind); 3] = [
    (
        "columns",
        Kind::Choices(&["name", "role", "groups", "phone", "email", "joined", "updated", "id", "note"]),
    ),
    ("sort", Kind::Choice(&["name", "role", "groups", "phone", "email", "joined", "updated", "id", "note"])),
    ("show_inactive", Kind::Flag),
];

/// The table of what a screen reader needs, where that is more than a flag.
const ACCESSIBLE: &str = "accessible";
pub(super) const IN_ACCESSIBLE: [(&str, Kind); 1] = [("inline", Kind::Flag)];

/// Marks as a Chinese keyboard writes them, and the one that TOML has for each.
const MARKS: [(&str, char); 9] = [
    ("“”„‟「」『』＂〝〞", '"'),
    ("‘’＇", '\''),
    ("＝", '='),
    ("，、", ','),
    ("［【〔", '['),
    ("］】〕", ']'),
    ("｛", '{'),
    ("｝", '}'),
    ("＃", '#'),
];

/// The table of keys.
const KEYS: &str = "keys";

impl Mistake {
    /// For the person, with the file and the place in it.
    pub(in crate::runtime) fn said_of(&self, path: &str, words: Words) -> String {
        format!("{path}:{}:{}: {}", self.line, self.column, self.say(words))
    }

    /// For the person.
    pub(in crate::runtime) fn say(&self, words: Words) -> Text {
        match &self.what {
            What::Syntax(why) => words.no_toml(why),
            What::Mark(mark, right) => words.mark_of_chinese(*mark, *right),
            What::Name(name) => words.unknown_setting(name.as_str()),
            What::Value(setting, value, choices) => words.unknown_choice(setting, value.as_str(), choices),
            What::Kind(name, Kind::Flag | Kind::FlagOr(_)) => words.wants_a_flag(name),
            What::Kind(name, Kind::List | Kind::Choices(_)) => words.wants_a_list(name),
            What::Kind(name, Kind::Choice(_) | Kind::Text | Kind::Address | Kind::Callback) => {
                words.wants_a_text(name)
            }
            What::Address(name, bad) => words.bad_address(name, *bad),
            What::Callback(name, bad) => words.bad_callback(name, *bad),
            What::Keys(fault) => words.key_fault(fault),
        }
    }
}

/// The mistakes in the text of a settings file, in the order in which they stand there.
pub(in crate::runtime) fn mistakes(text: &str) -> Vec<Mistake> {
    read(text).mistakes
}

/// What the text of a settings file holds.
pub(super) struct Read {
    pub(super) mistakes: Vec<Mistake>,
    /// The keys in force.
    pub(super) keymap: Keymap,
    /// The settings; or what the TOML reader says of it.
    pub(super) settings: Result<Settings, String>,
}

/// The same, with the keys in force and the settings.
pub(super) fn read(text: &str) -> Read {
    let at = |start: usize, what| {
        let before = text.get(..start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Mistake { line: before.matches('\n').count() + 1, column: line.chars().count() + 1, what }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let mut found: Vec<Mistake> =
        errors.iter().map(|error| syntax(text, start(error), error.message(), at)).collect();
    // One wrong mark brings about several errors.
    found.dedup_by(|one, other| one.line == other.line && matches!(one.what, What::Mark(..)));
    let broken: Vec<usize> = found.iter().map(|mistake| mistake.line).collect();
    let mut keymap = Keymap::default();
    for (name, value) in table.get_ref() {
        if name.get_ref() == KEYS {
            let (read, faults) = keys::read(value);
            keymap = read;
            let faults = faults.into_iter().map(|(start, fault)| at(start, What::Keys(fault)));
            found.extend(faults.filter(|mistake| !broken.contains(&mistake.line)));
            continue;
        }
        let (known, values): (&[(&'static str, Kind)], Vec<_>) = match value.get_ref() {
            DeValue::Table(table) if name.get_ref() == MEMBERS => (&IN_MEMBERS, table.iter().collect()),
            DeValue::Table(table) if name.get_ref() == ACCESSIBLE => (&IN_ACCESSIBLE, table.iter().collect()),
            _ => (&SETTINGS, vec![(name, value)]),
        };
        for (name, value) in values {
            let mistake = match known.iter().find(|(known, _)| name.get_ref() == known) {
                None => Some(at(name.span().start, unknown(name.get_ref()))),
                Some((name, kind)) => {
                    wrong(name, *kind, value.get_ref()).map(|what| at(value.span().start, what))
                }
            };
            // What was made of a line that is not TOML says nothing.
            found.extend(mistake.filter(|mistake| !broken.contains(&mistake.line)));
        }
    }
    found.sort_by_key(|mistake| (mistake.line, mistake.column));
    let settings = match errors.first() {
        Some(error) => Err(error.message().to_owned()),
        None => Settings::deserialize(Deserializer::from(table)).map_err(|error| error.message().to_owned()),
    };
    Read { mistakes: found, keymap, settings }
}

/// Why the text is no TOML from this place on: where a mark of Chinese stands in that line for one of TOML, it is that.
fn syntax(text: &str, start: usize, why: &str, at: impl Fn(usize, What) -> Mistake) -> Mistake {
    let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    match full_width(text.get(line..).unwrap_or_default().lines().next().unwrap_or_default()) {
        Some((offset, mark, right)) => at(line + offset, What::Mark(mark, right)),
        None => at(start, What::Syntax(why.to_owned())),
    }
}

/// The first mark of Chinese in a line that stands where TOML wants another one: outside of texts and comments.
fn full_width(line: &str) -> Option<(usize, char, char)> {
    let mut within: Option<char> = None;
    let mut escaped = false;
    for (offset, char) in line.char_indices() {
        match within {
            Some('"') if escaped => escaped = false,
            Some('"') if char == '\\' => escaped = true,
            Some(quote) if char == quote => within = None,
            Some(_) => {}
            None if char == '#' => return None,
            None if matches!(char, '"' | '\'') => within = Some(char),
            None => {
                if let Some((_, right)) = MARKS.iter().find(|(marks, _)| marks.contains(char)) {
                    return Some((offset, char, *right));
                }
            }
        }
    }
    None
}

fn unknown(name: &DeString<'_>) -> What {
    What::Name(SafeText::line(name, SafeText::NAME))
}

fn wrong(name: &'static str, kind: Kind, value: &DeValue<'_>) -> Option<What> {
    match (kind, value) {
        (Kind::Flag | Kind::FlagOr(_), DeValue::Boolean(_)) | (Kind::Text, DeValue::String(_)) => None,
        (Kind::List, DeValue::Array(list)) if list.iter().all(|one| one.get_ref().is_str()) => None,
        (Kind::Choice(choices) | Kind::FlagOr(choices), DeValue::String(value)) => {
            let known = choices.contains(&value.as_ref());
            (!known).then(|| What::Value(name, SafeText::line(value, SafeText::NAME), choices))
        }
        (Kind::Choices(choices), DeValue::Array(list)) => {
            list.iter().find_map(|one| wrong(name, Kind::Choice(choices), one.get_ref()))
        }
        (Kind::Address, DeValue::String(address)) => {
            let checked = match name {
                "token_url" => Addresses::new(TOWER, Some(address)),
                _ => Addresses::new(address, None),
            };
            checked.err().map(|bad| What::Address(name, bad))
        }
        (Kind::Callback, DeValue::String(callback)) => {
            check_callback(bare(callback)).err().map(|bad| What::Callback(name, bad))
        }
        _ => Some(What::Kind(name, kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::table::{Action, Mode};
    use crate::app::kit::appearance::{Pace, ThemeChoice};
    use crate::app::router::refreshing::RefreshEvery;
    use crate::base::lang::Lang;
    use crate::runtime::log::Level;

    /// Line, column and words of every mistake.
    fn said(text: &str) -> Vec<(usize, usize, String)> {
        let say =
            |mistake: &Mistake| (mistake.line, mistake.column, mistake.say(Words(Lang::En)).into_owned());
        mistakes(text).iter().map(say).collect()
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
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
    fn every_mistake_in_the_member_table_is_named_with_its_place() {
        let text =
            "[members]\ncolumns = [\"role\", \"size\"]\nsort = \"age\"\nshow_inactive = 1\ncolour = 1\n";
        let places: Vec<_> = said(text).into_iter().map(|(line, column, _)| (line, column)).collect();
        assert_eq!(places, [(2, 11), (3, 8), (4, 17), (5, 1)]);
        for (name, kind) in IN_MEMBERS {
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
    fn every_mistake_in_the_keys_is_named_with_its_place() {
        let text = "[keys.members]\ncopy = [\"y\", \"yy\"]\nfly = \"x\"\nopen_browser = \"p\"\nopen = 5\n\
                    sort_next = \"x\"\nfacet = \"x\"\ntheme = [\"X\", 1]\n\
                    [keys.filter]\nback = \"b\"\nsort_next = \"f3\"\n[keys.nowhere]\nup = \"x\"\n";
        let Read { mistakes: found, keymap, .. } = read(text);
        let said: Vec<_> = found
            .iter()
            .map(|mistake| (mistake.line, mistake.column, mistake.say(Words(Lang::En)).into_owned()))
            .collect();
        let wanted = [
            (2, 14, "no key"),
            (3, 1, "fly"),
            (4, 16, "p is detail"),
            (5, 8, "a text"),
            (7, 9, "x is sort_next"),
            (8, 15, "a text"),
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
            assert_eq!(mistakes(wrong).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn the_keys_in_the_commented_file_are_good_ones() {
        for lang in [Lang::En, Lang::Zh] {
            let template = Words(lang).settings_template();
            let (_, keys) = template.split_once("# [keys.members]\n").unwrap();
            let Read { mistakes: found, keymap, .. } =
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
            ("［members］\n", (1, 1), ("［", "[")),
            ("language = ‘en’\n", (1, 12), ("‘", "'")),
        ] {
            let found = said(text);
            let (line, column, says) = &found[0];
            assert_eq!((found.len(), (*line, *column)), (1, place), "{found:?}");
            assert!(
                says.starts_with(marks.0) && says.ends_with(&format!("write {} here", marks.1)),
                "{says}"
            );
        }
        for good in ["client_id = \"“＝，”\"\n", "cache = true # “＝”\n", "client_id = '，'\n"] {
            assert_eq!(mistakes(good), [], "{good}");
        }
    }

    #[test]
    fn a_screen_reader_is_a_flag_or_one_word() {
        for good in ["accessible = true", "accessible = \"inline\"", "accessible.inline = true"] {
            assert_eq!(mistakes(good), [], "{good}");
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
            |line: &&str| SETTINGS.iter().any(|(name, _)| line.starts_with(&format!("# {name} = ")));
        let settings = |lang| {
            let template = Words(lang).settings_template();
            assert_eq!(mistakes(&template), []);
            let in_members = |(name, _): &(&str, Kind)| template.contains(&format!("\n# {name} = "));
            assert!(IN_MEMBERS.iter().all(in_members), "{template}");
            template
                .lines()
                .filter(is_setting)
                .map(|line| line.replace("# ", ""))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let all = settings(Lang::En);
        assert_eq!(all.lines().count(), SETTINGS.len(), "{all}");
        assert_eq!(mistakes(&all), []);
        assert_eq!(settings(Lang::Zh), all);
    }

    #[test]
    fn every_choice_is_one_that_the_program_knows() {
        for (name, kind) in SETTINGS {
            let Kind::Choice(choices) = kind else { continue };
            let is_known = |choice: &&str| match name {
                "language" => *choice == "auto" || Lang::named(choice).is_some(),
                "theme" => ThemeChoice::named(choice).is_some(),
                "countdown" => Pace::named(choice).is_some(),
                "refresh_every" => RefreshEvery::named(choice).is_some(),
                "log_level" => Level::named(choice).is_some(),
                _ => true,
            };
            assert!(choices.iter().all(is_known), "{name}");
            assert!(usual(name).is_some_and(|usual| choices.contains(&usual)), "{name}");
        }
    }
}
