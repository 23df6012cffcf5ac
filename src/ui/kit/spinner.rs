//! The only thing that moves: the spinner. Where a screen reader listens nothing does, or it would be read out.

use std::time::Duration;

use crate::app::State;

/// What stands before a word on something that goes on: the spinner's picture at this moment, and a space; nothing
/// where nothing moves. Braille, because it is one cell wide in every locale.
pub(in crate::ui) fn spinner(state: &State) -> &'static str {
    const FRAMES: [&str; 10] = ["⠋ ", "⠙ ", "⠹ ", "⠸ ", "⠼ ", "⠴ ", "⠦ ", "⠧ ", "⠇ ", "⠏ "];
    if state.look.accessible {
        return "";
    }
    let turn = state.now.mono.as_millis() / 100;
    let frame = usize::try_from(turn % 10).unwrap_or(0);
    FRAMES.get(frame).copied().unwrap_or("")
}

/// How long something has gone on, as it is told: to the second, or where nothing moves, to the minute.
pub(in crate::ui) fn waited(state: &State, span: Duration) -> Duration {
    if state.look.accessible { Duration::from_secs(span.as_secs() / 60 * 60) } else { span }
}

/// How long is left of something, likewise; a started minute counts whole.
pub(in crate::ui) fn left(state: &State, span: Duration) -> Duration {
    if state.look.accessible { Duration::from_secs(span.as_secs().div_ceil(60) * 60) } else { span }
}
