//! When the program wakes by itself: for work that is due, and for animations and countdowns.

use std::time::Duration;

use super::state::{Stage, State};
use super::workspace::Workspace;
use crate::app::kit::appearance::Pace;
use crate::session::{Countdown, Phase};

/// How often a spinner turns.
const SPIN: Duration = Duration::from_millis(100);

/// How often the countdown is drawn without the focus.
const UNFOCUSED: Duration = MINUTE;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

impl State {
    /// How long nothing on the screen or in the session moves by itself; none when nothing ever does.
    pub fn wake_in(&self) -> Option<Duration> {
        let leaving = self.leaving.and_then(|leaving| Some(leaving.until?.saturating_sub(self.now.mono)));
        let workspace = match &self.stage {
            Stage::Workspace(workspace) => self.workspace_wakes_in(workspace),
            Stage::Setup(_) => None,
        };
        let held = self.burst.due_in(self.now);
        [leaving, workspace, held, self.notices.ends_in(self.now)].into_iter().flatten().min()
    }

    fn workspace_wakes_in(&self, workspace: &Workspace) -> Option<Duration> {
        let due = workspace.session.due_in(self.now);
        let focused = self.presence.is_focused();
        let refreshes = focused && workspace.session.is_live();
        let refresh = workspace.refresher.due_at().filter(|_| refreshes);
        let retry = workspace.due_at(focused).into_iter().chain(refresh).min();
        let retry = retry.map(|at| at.saturating_sub(self.now.mono));
        let changes =
            self.picture_changes_in(workspace).map(|left| left.max(self.presence.busy_for(self.now)));
        let shown = if focused { changes } else { Some(UNFOCUSED) };
        [due, retry, shown].into_iter().flatten().min()
    }

    /// When the next step of a countdown or of a spinner shows.
    fn picture_changes_in(&self, workspace: &Workspace) -> Option<Duration> {
        // Without animation, a list that does not come is still to be reported.
        let spin = if self.look.accessible { SECOND } else { SPIN };
        let waits = matches!(workspace.session.phase(), Phase::Exchanging { .. })
            || workspace.login.fetching
            || workspace.is_loading();
        let counts = match (workspace.is_signing_in(), workspace.session.view(self.now).countdown) {
            (_, Countdown::Renewing | Countdown::Queued { .. }) => return Some(spin),
            (true, _) => workspace.login.code_left(self.now).filter(|left| !left.is_zero()),
            (
                _,
                Countdown::Fresh(left)
                | Countdown::Renewed(left)
                | Countdown::TwoStep { left }
                | Countdown::Blocked { left, .. },
            ) => left,
            (_, Countdown::Retrying { retry, .. }) => Some(retry),
            (_, Countdown::SignedOut(_)) => None,
        };
        let step = if self.look.pace() == Pace::Seconds { SECOND } else { MINUTE };
        let clock = workspace.screen().clock(self.now.mono);
        // It goes up: what is left of its step is as much as has not passed of it.
        let ticks = clock.map(|spent| step.saturating_sub(spent.saturating_sub(whole(step, spent))));
        if waits { Some(spin) } else { counts.map(|left| to_next(step, left)).into_iter().chain(ticks).min() }
    }
}

/// How long until a countdown that goes by whole steps shows another one.
fn to_next(step: Duration, left: Duration) -> Duration {
    match left.saturating_sub(whole(step, left)) {
        Duration::ZERO => step,
        part => part,
    }
}

/// The whole steps of a span.
fn whole(step: Duration, span: Duration) -> Duration {
    Duration::from_secs(span.as_secs() / step.as_secs() * step.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_shows_its_next_step_when_it_comes() {
        let ms = Duration::from_millis;
        for (step, left, next) in [
            (SECOND, 5000, 1000),
            (SECOND, 5001, 1),
            (MINUTE, 120_000, 60_000),
            (MINUTE, 119_999, 59_999),
            (MINUTE, 0, 60_000),
        ] {
            assert_eq!(to_next(step, ms(left)), ms(next), "{left}");
        }
    }
}
