//! The only thing that moves: the spinner.

use crate::base::time::Now;

/// The spinner's picture at a moment. Braille, because it is one cell wide in every locale.
pub(super) fn spinner(now: Now) -> &'static str {
    const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
    let turn = now.mono.as_millis() / 100;
    let frame = usize::try_from(turn % 10).unwrap_or(0);
    FRAMES.get(frame).copied().unwrap_or("")
}
