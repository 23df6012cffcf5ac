//! Settings written back: what the first run's answers change in the text, and nothing else of it.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use toml::de::DeTable;

use super::values::Settings;
use crate::base::text::BYTE_ORDER_MARK;
use crate::runtime::files::private_file;

/// The settings that the program writes itself, in the order in which a new file has them.
const ANSWERS: [&str; 7] = [
    "language",
    "client_id",
    "redirect_uri",
    "client_secret_command",
    "token_url",
    "token_key_file",
    "theme",
];

/// Changes of one run take turns: none reads what another is about to write over.
static TURN: Mutex<()> = Mutex::new(());

impl Settings {
    /// Writes the settings whole, because another window may be reading them. What a person has written beside them
    /// stays: comments, order, and where the file is a link, the link.
    pub(in crate::runtime) fn save(&self, path: &Path) -> io::Result<()> {
        let before = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            // Replaced it would be all the same: its directory is what lets or does not.
            Ok(found) if found.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            Ok(found) if found.is_file() => fs::read_to_string(path)?,
            Ok(_) => return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")),
            Err(error) => return Err(error),
        };
        let whole = self.to_toml()?;
        let text = with_answers(&before, &whole).filter(|text| Self::parse(text).as_ref() == Some(self));
        let text = text.unwrap_or_else(|| {
            // What cannot be changed by itself is written anew, and what a person had written stays beside it.
            if before.is_empty() { whole } else { format!("{whole}\n{}", commented(&before)) }
        });
        private_file::replace(path, |file| file.write_all(text.as_bytes()))
    }

    /// Changes the settings as they stand in the file by now, which a person may have written to since they were `read`.
    pub(in crate::runtime) fn change(
        path: &Path,
        read: Self,
        change: impl FnOnce(Self) -> Self,
    ) -> io::Result<()> {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        change(Self::now_in(path).unwrap_or(read)).save(path)
    }

    /// What stands in the file by now; none where that is no settings.
    fn now_in(path: &Path) -> Option<Self> {
        let text = fs::metadata(path)
            .ok()
            .filter(fs::Metadata::is_file)
            .and_then(|_| fs::read_to_string(path).ok())?;
        Self::parse(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text))
    }

    /// All that is set, as TOML.
    fn to_toml(&self) -> io::Result<String> {
        let file = tempfile::Builder::new().suffix(".toml").tempfile()?;
        confy::store_path(file.path(), self).map_err(io::Error::other)?;
        fs::read_to_string(file.path())
    }

    fn parse(text: &str) -> Option<Self> {
        toml::from_str(text).ok()
    }
}

fn commented(text: &str) -> String {
    text.lines().flat_map(|line| ["# ", line, "\n"]).collect()
}

/// The text with the answers as they stand in `whole`; none where it is no TOML.
fn with_answers(text: &str, whole: &str) -> Option<String> {
    let (before, after) = (DeTable::parse(text).ok()?, DeTable::parse(whole).ok()?);
    // From the end, so that what comes before stays where it is.
    let mut changes: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut new = String::new();
    for name in ANSWERS {
        let value = after.get_ref().get(name).and_then(|value| whole.get(value.span()));
        let entry = before.get_ref().iter().find(|(key, _)| key.get_ref() == name);
        match (entry, value) {
            (Some((_, old)), Some(value)) => changes.push((old.span(), value.to_owned())),
            (Some((key, old)), None) => {
                let start = text.get(..key.span().start)?.rfind('\n').map_or(0, |end| end + 1);
                let end = text.get(old.span().end..)?.find('\n').map(|at| old.span().end + at + 1);
                changes.push((start..end.unwrap_or(text.len()), String::new()));
            }
            (None, Some(value)) => new.extend([name, " = ", value, "\n"]),
            (None, None) => {}
        }
    }
    changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = text.to_owned();
    for (range, value) in changes {
        if text.get(range.clone())? != value {
            text.replace_range(range, &value);
        }
    }
    if new.is_empty() {
        return Some(text);
    }
    // Before the first table: what stands after its heading belongs to it.
    let at = text.lines().scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    });
    let mut tables = at.filter(|(_, line)| line.trim_start().starts_with('['));
    let place = tables.next().map_or(text.len(), |(start, _)| start);
    let (head, tail) = text.split_at_checked(place)?;
    let gap = if head.is_empty() || head.ends_with('\n') { "" } else { "\n" };
    Some(format!("{head}{gap}{new}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::core::answers::SavedAnswers;

    fn answers(client_id: &str, command: Option<&[&str]>) -> SavedAnswers {
        SavedAnswers {
            client_id: Some(client_id.to_owned()),
            redirect_uri: None,
            token_server: None,
            secret_command: command.map(|words| words.iter().map(|word| (*word).to_owned()).collect()),
            lang: None,
        }
    }

    fn saved(text: &str, answers: SavedAnswers) -> String {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        fs::write(&path, text).unwrap();
        let settings: Settings = toml::from_str(text).unwrap();
        settings.with(answers).save(&path).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
        fs::read_to_string(&path).unwrap()
    }

    #[test]
    fn what_a_person_has_written_beside_the_answers_stays_as_it_is() {
        let text = "# mine\ntheme = \"mono\" # dark\nclient_id = \"0123\" # ours\n\n[members]\n# all\nsort = \"name\"\n";
        assert_eq!(saved(text, answers("4567", None)), text.replace("0123", "4567"));
        let with_command = saved(text, answers("0123", Some(&["pass", "show \"it\""])));
        let line = with_command.lines().find(|line| line.starts_with("client_secret_command = ")).unwrap();
        assert!(with_command.starts_with("# mine\ntheme = \"mono\" # dark\n"), "{with_command}");
        assert!(with_command.find(line).unwrap() < with_command.find("[members]").unwrap(), "{with_command}");
        assert_eq!(saved(&with_command, answers("0123", None)), text, "and goes again");
    }

    #[test]
    fn a_file_without_a_last_line_end_and_one_of_answers_alone_are_changed_as_well() {
        assert_eq!(saved("cache = true", answers("0123", None)), "cache = true\nclient_id = \"0123\"\n");
        assert_eq!(
            saved("token_url = \"https://t.example/\"", answers("0123", None)),
            "client_id = \"0123\"\n"
        );
        assert_eq!(saved("", answers("0123", None)), "client_id = \"0123\"\n");
    }

    #[cfg(unix)]
    #[test]
    fn u22_a_link_stays_and_the_file_it_leads_to_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("dotfiles.toml"), dir.path().join("config.toml"));
        fs::write(&real, "# mine\n").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o644)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();

        Settings::default().with(answers("0123", None)).save(&link).unwrap();

        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "# mine\nclient_id = \"0123\"\n");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o644);
    }

    #[test]
    fn what_is_read_only_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        fs::write(&path, "# mine\n").unwrap();
        let mut mode = fs::metadata(&path).unwrap().permissions();
        mode.set_readonly(true);
        fs::set_permissions(&path, mode).unwrap();
        let error = Settings::default().with(answers("0123", None)).save(&path).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\n");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert!(Settings::default().save(&path).is_err());
    }
}
