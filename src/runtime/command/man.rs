//! `man`: the manual page of the program, or of one of its commands.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::runtime::cli::Cli;
use crate::runtime::exit_error::ExitError;

/// The footer of every page.
const SOURCE: &str = concat!("tower-tui ", env!("CARGO_PKG_VERSION"));

/// Prints the page; `names` is the path to a command, as in `config check`.
pub(in crate::runtime) fn man(names: &[String]) -> Result<(), ExitError> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let below = |command: &Command, name: &String| command.find_subcommand(name).cloned();
    let command = names.iter().try_fold(program, |command, name| below(&command, name));
    let command = command.ok_or_else(|| ExitError::NoSuchCommand(names.join(" ")))?;
    let mut page = Vec::new();
    Man::new(command).source(SOURCE).render(&mut page)?;
    Ok(io::stdout().write_all(&page)?)
}
