//! How large the terminal is.

use std::io;

use ratatui::layout::Size;

use super::tty::told_size;

/// What is taken for the size of a terminal that does not know its own.
const USUAL: Size = Size { width: 80, height: 24 };

/// More cells than any screen has: each takes memory, and a terminal may be told to have 65535 by 65535.
const MOST_CELLS: u32 = 1 << 20;

/// The size of the terminal.
pub(in crate::runtime) fn size() -> io::Result<Size> {
    told_size().map(drawn)
}

/// The size that is drawn of one that was told. A serial line, or a connection that has just been made, says 0.
fn drawn(told: Size) -> Size {
    let or = |told, usual| if told == 0 { usual } else { told };
    let width = or(told.width, USUAL.width);
    let most = u16::try_from(MOST_CELLS / u32::from(width)).unwrap_or(u16::MAX);
    Size { width, height: or(told.height, USUAL.height).min(most) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u37_a_size_that_no_terminal_has_is_one_that_can_be_drawn() {
        for (told, width, height) in [
            ((0, 0), 80, 24),
            ((0, 50), 80, 50),
            ((120, 0), 120, 24),
            ((1280, 540), 1280, 540),
            ((65535, 1), 65535, 1),
            ((1, 65535), 1, 65535),
            ((65535, 65535), 65535, 16),
        ] {
            assert_eq!(drawn(Size::new(told.0, told.1)), Size { width, height }, "{told:?}");
        }
    }
}
