//! `config`: where the settings file is, what is wrong with it, a new one, and the editor on it.

use std::env;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use crate::app::kit::command_line;
use crate::base::lang::Lang;
use crate::runtime::cli::Config;
use crate::runtime::exit_error::ExitError;
use crate::runtime::files::private_file;
use crate::runtime::settings::diagnostics::errors;
use crate::runtime::settings::environment::withhold_secrets;
use crate::runtime::settings::file::SettingsFile;
use crate::ui::words::Words;

/// The editor when neither `VISUAL` nor `EDITOR` is set.
const EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Runs `config` on a settings file that may be missing or damaged.
pub(in crate::runtime) fn config(asked: &Config, file: &SettingsFile, lang: Lang) -> Result<(), ExitError> {
    let path = file.path().ok_or(ExitError::NoPlaceForSettings)?;
    let words = Words(lang);
    match asked {
        Config::Path => Ok(writeln!(io::stdout(), "{}", path.display())?),
        Config::Check => check(file, path, words),
        Config::Init => init(path, words),
        Config::Edit => edit(file, path, words),
    }
}

fn check(file: &SettingsFile, path: &Path, words: Words) -> Result<(), ExitError> {
    let shown = path.display().to_string();
    let mut out = io::stdout();
    let Some(text) = file.text()? else {
        return Ok(writeln!(out, "{}", words.no_settings_file(&shown))?);
    };
    let found = errors(text);
    for error in &found {
        writeln!(out, "{}", words.settings_error_in(&shown, error))?;
    }
    match found.iter().filter(|error| !error.fault.is_warning()).count() {
        0 => Ok(writeln!(out, "{}", words.no_mistakes(&shown))?),
        count => Err(ExitError::SettingsErrors(count)),
    }
}

fn init(path: &Path, words: Words) -> Result<(), ExitError> {
    let shown = path.display().to_string();
    // Where a link leads nowhere yet, that is where the file belongs.
    let end = private_file::end_of_links(path);
    let made = || {
        if let Some(dir) = end.parent() {
            fs::create_dir_all(dir)?;
        }
        OpenOptions::new().write(true).create_new(true).open(&end)
    };
    match made().and_then(|mut file| file.write_all(words.settings_template().as_bytes())) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && end.exists() => {
            Err(ExitError::SettingsExist(shown))
        }
        Err(error) => Err(ExitError::NotWritten { path: shown, why: error.to_string() }),
        Ok(()) => Ok(writeln!(io::stdout(), "{}", words.settings_made(&shown))?),
    }
}

/// Opens the editor, on a new commented file if there is none.
fn edit(file: &SettingsFile, path: &Path, words: Words) -> Result<(), ExitError> {
    if file.text()?.is_none() {
        init(path, words)?;
    }
    let named = |name| env::var_os(name).filter(|value| !value.to_string_lossy().trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| EDITOR.into());
    let editor = words_of(editor);
    let Some((program, arguments)) = editor.split_first() else { return Ok(()) };
    let shown = program.display().to_string();
    let failed = |why: String| ExitError::Editor { editor: shown.clone(), why };
    let mut command = Command::new(program);
    withhold_secrets(command.args(arguments).arg(path));
    let ended = command.status();
    let ended = ended.map_err(|error| failed(error.to_string()))?;
    if ended.success() {
        check(&SettingsFile::at(path.to_owned()), path, words)
    } else {
        Err(failed(ended.to_string()))
    }
}

/// The program and its arguments; a path in another encoding than this program's is one program.
fn words_of(editor: OsString) -> Vec<OsString> {
    let words = editor.to_str().and_then(command_line::split);
    words.map_or_else(|| vec![editor], |words| words.into_iter().map(OsString::from).collect())
}
