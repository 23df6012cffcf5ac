//! `completions`: the script with which a shell completes commands and options.

use std::io::{self, Write};

use clap_complete::{Shell, generate};

use crate::base::lang::Lang;
use crate::runtime::cli;
use crate::runtime::exit_error::ExitError;

/// The program's name in a shell.
const NAME: &str = "tower-tui";

/// Prints the script for a shell.
pub(in crate::runtime) fn completions(shell: Shell, lang: Lang) -> Result<(), ExitError> {
    // Into memory first: the generator panics when its output is closed early.
    let mut script = Vec::new();
    generate(shell, &mut cli::command(lang), NAME, &mut script);
    if shell == Shell::Bash {
        script = mended(&String::from_utf8_lossy(&script)).into_bytes();
    }
    Ok(io::stdout().write_all(&script)?)
}

/// `clap_complete` 4.6 calls the program's own state `tower__tui` where it goes to it, and `tower__subcmd__tui` where it
/// says what follows, so that nothing follows.
fn mended(script: &str) -> String {
    let own = NAME.replace('-', "__");
    script.replace(&NAME.replace('-', "__subcmd__"), &own)
}
