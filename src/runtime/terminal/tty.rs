//! The terminal's two ends: what is typed there, and what it shows. Neither keeps anybody waiting.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::io;

use ratatui::layout::Size;

#[cfg(unix)]
pub(in crate::runtime) use unix::{Drain, Keyboard, Output};
#[cfg(windows)]
pub(in crate::runtime) use windows::{Drain, Keyboard, Output};

/// What is taken for the size of a terminal that does not know its own.
const USUAL: Size = Size { width: 80, height: 24 };

/// The size of the terminal. A serial line, or a connection that has just been made, says 0.
pub(in crate::runtime) fn size() -> io::Result<Size> {
    #[cfg(unix)]
    let told = unix::size()?;
    #[cfg(windows)]
    let told = windows::size()?;
    let or = |told, usual| if told == 0 { usual } else { told };
    Ok(Size { width: or(told.width, USUAL.width), height: or(told.height, USUAL.height) })
}
