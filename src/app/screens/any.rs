//! Every screen of the workspace by name: the one place of `app` that knows them all.

use super::members::screen::Members;
use super::my_day::screen::MyDay;
use super::teams::Teams;
use super::todos::{OneTodo, Todos};
use super::workload::screen::TeamWorkload;
use crate::app::core::screen::{Destination, Habits, Screen};
use crate::app::keys::table::Visit;
use crate::tower::model::Team;

/// One of the screens.
#[derive(Debug)]
pub enum AnyScreen {
    /// The team picker.
    Teams(Teams),
    /// A team's members.
    Members(Members),
    /// A member's to-dos.
    Todos(Todos),
    /// What the account has to do.
    MyDay(MyDay),
    /// A team's workload.
    Workload(TeamWorkload),
    /// A to-do that somebody named.
    Todo(OneTodo),
}

impl AnyScreen {
    /// The screen that a way leads to; none where it leads to another team.
    pub(in crate::app) fn at(to: Destination, team: Option<&Team>, habits: &mut Habits) -> Option<Self> {
        Some(match to {
            Destination::Visit(Visit::Teams) => {
                Self::Teams(Teams::at(team.map(|team| team.id.clone()), habits))
            }
            Destination::Todos { member, name } => {
                Self::Todos(Todos::of(team.cloned(), member, name, habits))
            }
            Destination::Workload { filter, show_inactive } => {
                Self::Workload(TeamWorkload::of(team.cloned()?, &filter, show_inactive))
            }
            Destination::Visit(Visit::MyDay) => Self::MyDay(MyDay::of(team.cloned(), habits)),
            Destination::Todo(address) => Self::Todo(OneTodo::of(team.cloned(), address)),
            Destination::Team(_) => return None,
        })
    }

    /// The screen, whichever it is.
    pub fn screen(&self) -> &dyn Screen {
        match self {
            Self::Teams(screen) => screen,
            Self::Members(screen) => screen,
            Self::Todos(screen) => screen,
            Self::MyDay(screen) => screen,
            Self::Workload(screen) => screen,
            Self::Todo(screen) => screen,
        }
    }

    /// The screen, to change.
    pub(in crate::app) fn screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::Teams(screen) => screen,
            Self::Members(screen) => screen,
            Self::Todos(screen) => screen,
            Self::MyDay(screen) => screen,
            Self::Workload(screen) => screen,
            Self::Todo(screen) => screen,
        }
    }
}
