//! The teams left in this run: going back to one shows it as it was left.

use super::screen::Members;
use crate::tower::model::Team;

/// How many are kept.
const MOST: usize = 8;

/// Teams as they were left, the one left last at the end.
#[derive(Debug, Default)]
pub(in crate::app) struct RecentTeams(Vec<Members>);

impl RecentTeams {
    /// Keeps a team that was left, in place of the one left longest ago where there are too many.
    pub(in crate::app) fn put(&mut self, members: Members) {
        self.0.push(members);
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// Takes a team back, under the name it has now.
    pub(in crate::app) fn take(&mut self, team: &Team) -> Option<Members> {
        let at = self.0.iter().position(|members| members.team.id == team.id)?;
        let mut members = self.0.remove(at);
        members.team = team.clone();
        members.zoomed = false;
        Some(members)
    }
}
