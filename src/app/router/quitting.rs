//! Quitting: at once where nothing is lost by it; where a token or notes would be lost, only after a question.

use std::time::Duration;

use super::leaving::{AfterLeaving, Leaving};
use super::state::{Stage, State};
use super::workspace::Workspace;
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::session::Fact;

/// How long leaving waits for a token that is under way.
const GRACE: Duration = Duration::from_secs(3);

impl State {
    /// Leaves at a person's wish. If that would lose a token that could not be stored, or notes, it asks first.
    pub(super) fn leave(&mut self, then: AfterLeaving) -> Vec<Effect> {
        let first = then.is_for_good() && self.leaving.is_none();
        if first && self.has_unkept_notes() {
            self.leaving = Some(Leaving { until: None, then });
            self.notices.show(Notice::LeavesNotes, self.now);
            return Vec::new();
        }
        let unsaved = match &self.stage {
            Stage::Workspace(workspace) => workspace.session.unsaved().cloned(),
            Stage::Setup(_) => None,
        };
        let Some(fault) = unsaved.filter(|_| first && !self.may_leave()) else {
            return self.leave_in_time(then);
        };
        self.leaving = Some(Leaving { until: None, then });
        self.notices.show(Notice::LeavesUnsaved(fault), self.now);
        self.in_workspace(|workspace, at, out| workspace.on_fact(Fact::Leaving, at, out))
    }

    fn has_unkept_notes(&self) -> bool {
        matches!(&self.stage, Stage::Workspace(workspace) if workspace.has_unkept_notes())
    }

    /// Whether the person has been asked whether to leave without notes.
    pub(super) fn is_asked_for_notes(&self) -> bool {
        self.is_asked_to_leave() && self.has_unkept_notes()
    }

    pub(super) fn is_asked_to_leave(&self) -> bool {
        self.leaving.is_some_and(|leaving| leaving.until.is_none())
    }

    /// The person does something else.
    pub(super) fn stay(&mut self) -> Vec<Effect> {
        self.leaving = None;
        self.in_workspace(|workspace, at, out| workspace.on_fact(Fact::Stayed, at, out))
    }

    /// Gives up the terminal: at once where nothing can be lost or when asked twice, else as soon as the token
    /// that is under way has come and is stored.
    pub(super) fn leave_in_time(&mut self, then: AfterLeaving) -> Vec<Effect> {
        let asked_twice =
            self.leaving.is_some_and(|leaving| leaving.then.is_for_good()) && then.is_for_good();
        let mut effects = self.in_workspace(|workspace, at, out| workspace.on_fact(Fact::Leaving, at, out));
        effects.extend(self.save_draft());
        if asked_twice || self.may_leave() {
            effects.push(self.gone(then));
        } else {
            self.leaving = Some(Leaving { until: Some(self.now.mono + GRACE), then });
            effects.extend(matches!(self.stage, Stage::Workspace(_)).then_some(Effect::StepOut));
        }
        effects
    }

    /// The program goes on after it was stopped.
    pub(super) fn come_back(&mut self) -> Vec<Effect> {
        if !std::mem::take(&mut self.stopped) {
            return Vec::new();
        }
        self.in_workspace(|workspace, at, out| workspace.on_fact(Fact::Stayed, at, out))
    }

    pub(super) fn gone(&mut self, then: AfterLeaving) -> Effect {
        match then {
            AfterLeaving::Quit => Effect::Quit,
            AfterLeaving::GoOn(at) => {
                self.goes_on = Some(at);
                Effect::Quit
            }
            AfterLeaving::Suspend => {
                self.leaving = None;
                self.stopped = true;
                Effect::Suspend
            }
        }
    }

    /// Whether leaving now loses nothing.
    pub fn may_leave(&self) -> bool {
        match &self.stage {
            Stage::Setup(_) => !self.saving,
            Stage::Workspace(workspace) => workspace.session.may_leave() && !workspace.writes_minutes(),
        }
    }

    /// The system ends the program: there is nobody to ask, and what would be lost is written.
    pub(super) fn terminate(&mut self) -> Vec<Effect> {
        let mut effects = self.in_workspace(Workspace::write_minutes);
        effects.extend(self.leave_in_time(AfterLeaving::Quit));
        effects
    }
}
