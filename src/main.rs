//! Starts the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    tower_tui::runtime::start()
}
