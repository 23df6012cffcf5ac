//! Every screen of the workspace by name: the one place of `app` that knows them all.

use jiff::civil::Date;

use super::activity::Activity;
use super::members::defaults::Table;
use super::members::screen::Members;
use super::my_day::screen::MyDay;
use super::notifications::Notifications;
use super::projects::{OneProject, Projects};
use super::report::MemberReport;
use super::standup::Standup;
use super::teams::Teams;
use super::todos::{OneTodo, Tab, Todos};
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
    /// What happened.
    Activity(Activity),
    /// A member's report.
    Report(MemberReport),
    /// What the account has to do.
    MyDay(MyDay),
    /// A team's workload.
    Workload(TeamWorkload),
    /// A to-do that somebody named.
    Todo(OneTodo),
    /// What the account was told.
    Notifications(Notifications),
    /// A standup.
    Standup(Standup),
    /// A team's projects.
    Projects(Projects),
    /// One of them.
    Project(OneProject),
}

impl AnyScreen {
    /// The screen that a way leads to; none where it leads to another team.
    pub(in crate::app) fn at(
        to: Destination,
        team: Option<&Team>,
        table: &Table,
        today: Date,
        habits: &mut Habits,
    ) -> Option<Self> {
        Some(match to {
            Destination::Visit(Visit::Teams) => {
                Self::Teams(Teams::at(team.map(|team| team.id.clone()), habits))
            }
            Destination::Todos { member, name, last } => {
                Self::Todos(Todos::of(team.cloned(), member, name, Tab::at_the_end(last), habits))
            }
            Destination::Members { filter } => Self::Members(Members::found(team?.clone(), table, &filter)),
            Destination::Visit(Visit::Notifications) => Self::Notifications(Notifications::of(team.cloned())),
            Destination::Visit(Visit::Projects) => Self::Projects(Projects::of(team?.clone())),
            Destination::Standup(of) => Self::Standup(Standup::of(team?.clone(), of, today)),
            Destination::Project(project) => Self::Project(OneProject::of(team?.clone(), project)),
            Destination::Activity(of) => Self::Activity(Activity::of(team?.clone(), of)),
            Destination::Report { member, name, week } => {
                Self::Report(MemberReport::of(team?.clone(), member, name, week))
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
            Self::Activity(screen) => screen,
            Self::Report(screen) => screen,
            Self::MyDay(screen) => screen,
            Self::Workload(screen) => screen,
            Self::Todo(screen) => screen,
            Self::Notifications(screen) => screen,
            Self::Standup(screen) => screen,
            Self::Projects(screen) => screen,
            Self::Project(screen) => screen,
        }
    }

    /// The screen, to change.
    pub(in crate::app) fn screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::Teams(screen) => screen,
            Self::Members(screen) => screen,
            Self::Todos(screen) => screen,
            Self::Activity(screen) => screen,
            Self::Report(screen) => screen,
            Self::MyDay(screen) => screen,
            Self::Workload(screen) => screen,
            Self::Todo(screen) => screen,
            Self::Notifications(screen) => screen,
            Self::Standup(screen) => screen,
            Self::Projects(screen) => screen,
            Self::Project(screen) => screen,
        }
    }
}
