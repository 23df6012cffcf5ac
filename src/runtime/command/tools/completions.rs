//! `completions`: the script with which a shell completes commands, options and names.

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
        return Ok(io::stdout().write_all(asking.as_bytes())?);
    }
    // Into memory first: the generator panics when its output is closed early.
    let mut script = Vec::new();
    generate(shell, &mut cli::command(lang), NAME, &mut script);
    Ok(io::stdout().write_all(&script)?)
}
