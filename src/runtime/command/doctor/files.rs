//! Checks of the settings file, and of where the session, the secret and the cache are kept. Permissions come before
//! contents: reading a file that other users could read makes it private.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::check::Check;
#[cfg(windows)]
use crate::runtime::files::acl::{self, Deed};
use crate::runtime::files::paths;
use crate::runtime::files::store::Store;
use crate::runtime::log::{self, Level};
use crate::runtime::settings::diagnostics::errors;
use crate::runtime::settings::file::SettingsFile;
use crate::ui::words::Words;

/// Checks the settings file.
pub(super) fn settings_file(file: &SettingsFile, words: Words) -> Check {
    let name = "settings";
    let Some(path) = file.path() else {
        return Check::warn(name, words.no_place_for_settings(), words.name_a_settings_file());
    };
    let shown = paths::short(path);
    let text = match file.text() {
        Ok(Some(text)) => text,
        Ok(None) => return Check::ok(name, words.no_settings_file(&shown)),
        Err(bad) => return Check::fail(name, bad.say(words), words.move_settings_away()),
    };
    let found = errors(text);
    if found.is_empty() {
        return Check::ok(name, words.no_mistakes(&shown));
    }
    let told = found
        .iter()
        .map(|error| format!("\n{}:{}: {}", error.line, error.column, words.settings_fault(&error.fault)));
    let told = format!("{shown}{}", told.collect::<String>());
    let is_fatal = found.iter().any(|error| error.fault.is_fatal());
    let check = if is_fatal { Check::fail } else { Check::warn };
    check(name, told.into(), words.edit_settings())
}

/// Checks the state directory, and the session, secret, cache and log files in it.
pub(super) fn state(dir: Option<&Path>, level: Level, words: Words) -> Vec<Check> {
    let Some(dir) = dir else {
        return vec![Check::warn("state", words.no_state_dir(), words.name_a_state_dir())];
    };
    let store = Store::at(dir.to_owned());
    let kinds = [("session_file", "session-"), ("secret_file", "client-"), ("cache", "cache-")];
    let files = kinds.into_iter().map(|(name, start)| kept(name, start, &store, words));
    let log = std::iter::once(log(&dir.join(log::NAME), level, words));
    std::iter::once(directory(dir, words)).chain(files).chain(log).collect()
}

/// Where the log is, who may read it, and how much goes into it.
fn log(path: &Path, level: Level, words: Words) -> Check {
    let (name, shown) = ("log", paths::short(path));
    let found = fs::metadata(path).ok();
    let modes = found.as_ref().map(mode).unwrap_or_default();
    let says = words.log_at(&format!("{shown}{modes}"), level.name());
    match found {
        Some(found) if others_read(path, &found) => {
            Check::warn(name, words.others_may_read(&says), words.keep_others_from(&shown, false))
        }
        Some(found) if !found.is_file() => {
            Check::warn(name, words.no_log_there(&shown), words.move_log_away())
        }
        _ => Check::ok(name, says),
    }
}

fn directory(dir: &Path, words: Words) -> Check {
    let (name, shown) = ("state", paths::short(dir));
    let found = match fs::metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Check::ok(name, words.not_made_yet(&shown));
        }
        Err(error) => {
            return Check::fail(name, words.unusable_dir(&shown, &error.to_string()), words.mend_dir());
        }
        Ok(found) => found,
    };
    // A file without a name: it is gone when it is closed.
    if let Err(error) = tempfile::tempfile_in(dir) {
        return Check::fail(name, words.unusable_dir(&shown, &error.to_string()), words.mend_dir());
    }
    let says = format!("{shown}{}", mode(&found));
    if others_change(dir, &found) {
        return Check::warn(name, words.others_may_write(&says), words.keep_others_from(&shown, true));
    }
    Check::ok(name, says.into())
}

/// Checks the files whose names start with `start`: whether anyone else can read one.
fn kept(name: &'static str, start: &str, store: &Store, words: Words) -> Check {
    let is_content = |path: &PathBuf| path.extension().is_some_and(|end| end == "json");
    let files: Vec<PathBuf> = store.named(start).into_iter().filter(is_content).collect();
    let found: Vec<_> = files.iter().filter_map(|path| Some((path, fs::metadata(path).ok()?))).collect();
    let modes: BTreeSet<String> = found.iter().map(|(_, found)| mode(found)).collect();
    let modes: String = modes.into_iter().collect();
    let says = words.files(&format!("{start}*.json"), found.len(), &modes);
    match found.iter().find(|(path, found)| others_read(path, found)) {
        Some((path, _)) => Check::warn(name, words.others_may_read(&says), words.close(&paths::short(path))),
        None => Check::ok(name, says),
    }
}

#[cfg(unix)]
fn mode(found: &Metadata) -> String {
    use std::os::unix::fs::PermissionsExt;
    format!(" ({:04o})", found.permissions().mode() & 0o7777)
}

/// Whether anybody else can read the file.
#[cfg(unix)]
fn others_read(_: &Path, found: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    found.permissions().mode() & 0o077 != 0
}

/// Whether anybody else can replace what is in the directory.
#[cfg(unix)]
fn others_change(_: &Path, found: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    found.permissions().mode() & 0o022 != 0
}

#[cfg(windows)]
fn mode(_: &Metadata) -> String {
    String::new()
}

#[cfg(windows)]
fn others_read(path: &Path, _: &Metadata) -> bool {
    acl::look(path, Deed::Read).is_ok_and(|found| found.is_open)
}

#[cfg(windows)]
fn others_change(dir: &Path, _: &Metadata) -> bool {
    acl::look(dir, Deed::Replace).is_ok_and(|found| found.is_open)
}
