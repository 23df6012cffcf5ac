//! `completions`: what a shell has to know to complete the commands and their options.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::runtime::cli::Cli;
use crate::runtime::exit_error::ExitError;

/// Prints the script for a shell.
pub(in crate::runtime) fn completions(shell: Shell) -> Result<(), ExitError> {
    // Made whole first: the maker panics where nobody reads it to its end.
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "tower-tui", &mut script);
    Ok(io::stdout().write_all(&script)?)
}
