//! `completions`: the script with which a shell completes commands and options.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::runtime::cli::Cli;
use crate::runtime::exit_error::ExitError;

/// Prints the script for a shell.
pub(in crate::runtime) fn completions(shell: Shell) -> Result<(), ExitError> {
    // Into memory first: the generator panics when its output is closed early.
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "tower-tui", &mut script);
    Ok(io::stdout().write_all(&script)?)
}
