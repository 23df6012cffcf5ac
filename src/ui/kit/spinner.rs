//! The spinner, the only animation. For a screen reader there is none, since it would be read out.

use std::time::Duration;

use crate::app::State;

/// The spinner's frame at this moment, and a space; nothing without animation. Braille, because it is one cell wide in
/// every locale.
pub(in crate::ui) fn spinner(state: &State) -> &'static str {
    const FRAMES: [&str; 10] = ["⠋ ", "⠙ ", "⠹ ", "⠸ ", "⠼ ", "⠴ ", "⠦ ", "⠧ ", "⠇ ", "⠏ "];
    if state.look.accessible {
        return "";
    }
    let turn = state.now.mono.as_millis() / 100;
    let frame = usize::try_from(turn % 10).unwrap_or(0);
    FRAMES.get(frame).copied().unwrap_or("")
}

/// How long something has taken, as it is shown: to the second, or without animation to the minute.
pub(in crate::ui) fn waited(state: &State, span: Duration) -> Duration {
    if state.look.accessible { Duration::from_secs(span.as_secs() / 60 * 60) } else { span }
}

/// How long something will still take, to the second, or without animation to the minute; a started one counts whole.
pub(in crate::ui) fn left(state: &State, span: Duration) -> Duration {
    if state.look.accessible { Duration::from_secs(span.as_secs().div_ceil(60) * 60) } else { span }
}
