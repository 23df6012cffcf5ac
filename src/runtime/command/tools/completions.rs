//! `completions`: the script with which a shell completes commands, options and names.

use std::env;
use std::io::{self, Write};

use clap_complete::{Shell, generate};

use crate::base::lang::Lang;
use crate::runtime::cli;
use crate::runtime::exit_error::ExitError;

/// The program's name in a shell.
const NAME: &str = "tower-tui";

/// Prints the script for a shell: one that asks the program, where the shell allows names to be found by their pinyin
/// (clap's own scripts keep only what begins as it was typed); else one that knows commands and options.
pub(in crate::runtime) fn completions(shell: Shell, lang: Lang) -> Result<(), ExitError> {
    let asking = match shell {
        Shell::Bash => include_str!("../completion/scripts/tower-tui.bash"),
        Shell::Zsh => include_str!("../completion/scripts/tower-tui.zsh"),
        Shell::Fish => include_str!("../completion/scripts/tower-tui.fish"),
        Shell::PowerShell => include_str!("../completion/scripts/tower-tui.ps1"),
        _ => "",
    };
    if !asking.is_empty() {
        let script = asking.replace("@PROGRAM@", &place());
        return Ok(io::stdout().write_all(script.as_bytes())?);
    }
    // Into memory first: the generator panics when its output is closed early.
    let mut script = Vec::new();
    generate(shell, &mut cli::command(lang), NAME, &mut script);
    Ok(io::stdout().write_all(&script)?)
}

/// What a shell starts the program by: its name, or its place where the name alone leads to nothing. In quotes.
fn place() -> String {
    let folders = env::var_os("PATH").unwrap_or_default();
    let is_found = env::split_paths(&folders).any(|folder| folder.join(NAME).is_file());
    let place = env::current_exe().ok().filter(|_| !is_found);
    let place = place.and_then(|place| place.into_os_string().into_string().ok());
    format!("'{}'", place.as_deref().unwrap_or(NAME).replace('\'', "'\\''"))
}
