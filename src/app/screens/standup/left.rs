//! The standups that were left: one goes on where it was.

use jiff::civil::Date;

use super::screen::Standup;
use crate::app::core::screen::{Screen, StandupOf};
use crate::tower::model::Team;

/// The standups that were left, in the order in which they were.
#[derive(Debug, Default)]
pub struct LeftStandups(Vec<Standup>);

impl LeftStandups {
    /// This one was left.
    pub(in crate::app) fn put(&mut self, standup: Standup) {
        if standup.has_begun() {
            self.0.push(standup);
        }
    }

    /// The one of these people on this day, to go on with.
    pub(in crate::app) fn take(&mut self, team: &Team, of: &StandupOf, today: Date) -> Option<Standup> {
        let at = self.0.iter().position(|left| left.goes_on(team, of, today))?;
        Some(self.0.remove(at))
    }

    /// All of them.
    pub(in crate::app) fn iter(&self) -> impl Iterator<Item = &Standup> {
        self.0.iter()
    }

    /// They, to change.
    pub(in crate::app) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Standup> {
        self.0.iter_mut()
    }

    /// A file was written, or was not.
    pub(in crate::app) fn exported(&mut self, written: bool) {
        self.0.iter_mut().for_each(|standup| standup.exported(written));
    }
}
