//! How large the terminal is.

use std::io;

use ratatui::layout::Size;

use super::tty::told_size;

/// What is taken for the size of a terminal that does not know its own.
const USUAL: Size = Size { width: 80, height: 24 };

/// The size of the terminal. A serial line, or a connection that has just been made, says 0.
pub(in crate::runtime) fn size() -> io::Result<Size> {
    let told = told_size()?;
    let or = |told, usual| if told == 0 { usual } else { told };
    Ok(Size { width: or(told.width, USUAL.width), height: or(told.height, USUAL.height) })
}
