//! `snapshot`: any screen without a terminal, for documents, for tests and for reports.

use std::io::{self, IsTerminal, Write};

use crate::app::kit::appearance::{Colors, Look};
use crate::base::lang::Lang;
use crate::runtime::cli::{SnapshotArgs, When};
use crate::runtime::exit_error::ExitError;
use crate::ui::Screenshot;

/// Prints the screen.
pub(in crate::runtime) fn snapshot(asked: &SnapshotArgs, lang: Lang) -> Result<(), ExitError> {
    let look = Look { theme: asked.theme, colors: Colors::Any, ..Look::default() };
    let still = Screenshot::of(&asked.screen.play(lang, asked.size, look));
    let mut out = io::stdout().lock();
    let has_styles = match asked.color {
        When::Always => true,
        When::Never => false,
        When::Auto => out.is_terminal(),
    };
    // What is asked for by name wins over NO_COLOR, as on the screen.
    crossterm::style::force_color_output(asked.color == When::Always);
    let text = match (asked.svg, has_styles) {
        (true, _) => still.svg(),
        (false, true) => still.styled(),
        (false, false) => still.text(),
    };
    Ok(out.write_all(text.as_bytes())?)
}
