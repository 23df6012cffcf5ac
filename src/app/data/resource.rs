//! Resources: what can be asked of Tower, and how urgently.

use std::time::Duration;

use jiff::civil::Date;

use super::standup;
use crate::tower::call::Call;
use crate::tower::event::Feed;
use crate::tower::model::{MemberId, ProjectId, TeamId};
use crate::tower::todo::{TodoId, Which};
use crate::tower::todo_address::TodoAddress;
use crate::tower::work::Period;

/// Something at Tower that a screen can show.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// The account.
    Account,
    /// Its teams.
    Teams,
    /// The members of a team: all pages.
    Members(TeamId),
    /// Which of them is the account's own.
    OwnMember(TeamId),
    /// A list of a member's: as many pages as are wanted.
    Todos(MemberId, Which),
    /// One to-do with all that belongs to it.
    Todo(TodoId),
    /// What happened in a team: as much as is wanted.
    Events(TeamId, Feed),
    /// What the report of a member of a team is made of: four lists, each as far back as the period goes.
    Report(TeamId, MemberId, Period),
    /// The to-do that somebody named, sought in this team.
    Named(TodoAddress, TeamId),
    /// The comments of a to-do: as many pages as are wanted.
    Comments(TodoId),
    /// What a standup tells of a member: two lists, what was done as far back as this day.
    Standup(MemberId, Date),
    /// What the account was told in a team: as many pages as are wanted.
    Notifications(TeamId),
    /// The projects of a team.
    Projects(TeamId),
    /// The lists of a project, with the to-dos in them.
    Todolists(ProjectId),
    /// The people of a project: all pages.
    ProjectMembers(ProjectId),
}

/// What a message says was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The account.
    Account,
    /// Its teams.
    Teams,
    /// The members of a team.
    Members,
    /// To-dos of one of them.
    Todos,
    /// What happened.
    Events,
    /// What a report is made of.
    Report,
    /// What was written below one.
    Comments,
    /// What the account was told.
    Notifications,
    /// The projects of a team, or something of one.
    Projects,
}

impl Resource {
    /// The call that brings it, or a page of it, counted from 1; of what is asked for otherwise, its beginning.
    pub fn call(&self, page: u32) -> Call {
        match self.clone() {
            Self::Account => Call::User,
            Self::Teams => Call::Teams,
            Self::Members(team) => Call::Members { team, page },
            Self::OwnMember(team) => Call::OwnMember(team),
            Self::Todos(member, which) => Call::Todos { member, which, page },
            Self::Todo(todo) => Call::Todo(todo),
            Self::Events(team, feed) => Call::Events { team, feed, after: None },
            Self::Report(_, member, _) => Call::Todos { member, which: Which::Done, page },
            Self::Named(address, team) => address.call(&team),
            Self::Comments(todo) => Call::Comments { todo, page },
            Self::Standup(member, _) => standup::call(&member, page),
            Self::Notifications(team) => Call::Notifications { team, page },
            Self::Projects(team) => Call::Projects(team),
            Self::Todolists(project) => Call::Todolists(project),
            Self::ProjectMembers(project) => Call::ProjectMembers { project, page },
        }
    }

    /// What a message names when it did not come; none where its failure is not reported.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Account => Some(Subject::Account),
            Self::Teams => Some(Subject::Teams),
            Self::Members(_) => Some(Subject::Members),
            // Where it is not found, its own screen says so.
            Self::OwnMember(_) | Self::Named(..) => None,
            Self::Todos(..) | Self::Todo(_) | Self::Standup(..) => Some(Subject::Todos),
            Self::Events(..) => Some(Subject::Events),
            Self::Report(..) => Some(Subject::Report),
            Self::Comments(_) => Some(Subject::Comments),
            Self::Notifications(_) => Some(Subject::Notifications),
            Self::Projects(_) | Self::Todolists(_) | Self::ProjectMembers(_) => Some(Subject::Projects),
        }
    }

    /// How long what has come is not asked for again where somebody comes back to it.
    pub fn fresh_for(&self) -> Duration {
        match self {
            Self::Account | Self::Teams | Self::Members(_) => Duration::ZERO,
            Self::Todos(..)
            | Self::Todo(_)
            | Self::Named(..)
            | Self::Comments(_)
            | Self::Notifications(_)
            | Self::Projects(_)
            | Self::Todolists(_)
            | Self::ProjectMembers(_)
            | Self::Events(..)
            | Self::Report(..) => Duration::from_secs(60),
            // Nobody's turn is read twice.
            Self::Standup(..) => Duration::from_secs(8 * 3600),
            // It stays the same for as long as there is a team.
            Self::OwnMember(_) => Duration::MAX,
        }
    }
}

/// When a request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is small and part of every picture: it does not wait for a place among those on the wire.
    AtOnce,
    /// Once there is a place on the wire.
    Queued,
    /// The same, as one of many of its kind: while it is fresh it is not asked for anew even where a person wants that,
    /// and where Tower cannot be reached or wants fewer calls, those that are not on the wire yet wait for the next try.
    OfMany,
    /// The same, for what no screen is about: where it fails nobody is told.
    Aside,
}

impl Turn {
    /// Whether it is one of many of its kind.
    pub fn is_of_many(self) -> bool {
        matches!(self, Self::OfMany | Self::Aside)
    }
}

/// A resource that is wanted, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// What.
    pub resource: Resource,
    /// How many of its pages, where it comes in pages as they are wanted.
    pub pages: u32,
    /// Not before the selection has rested on it.
    pub rests: bool,
    /// When it is sent.
    pub turn: Turn,
    /// It is not asked for anew by itself: only where a person wants that.
    pub once: bool,
    /// Nobody waits for it: it gets no spinner and no word in the status bar while it comes.
    pub quiet: bool,
}

impl Want {
    /// It is wanted now, as soon as there is a place on the wire.
    pub fn of(resource: Resource) -> Self {
        Self { resource, pages: 1, rests: false, turn: Turn::Queued, once: false, quiet: false }
    }

    /// So many of its pages.
    #[must_use]
    pub fn pages(self, pages: u32) -> Self {
        Self { pages, ..self }
    }

    /// Once the selection has rested on it: whoever scrolls past two hundred people asks for nothing.
    #[must_use]
    pub fn rested(self) -> Self {
        Self { rests: true, ..self }
    }

    /// Without waiting for a place on the wire.
    #[must_use]
    pub fn at_once(self) -> Self {
        Self { turn: Turn::AtOnce, ..self }
    }

    /// As one of many of its kind.
    #[must_use]
    pub fn of_many(self) -> Self {
        Self { turn: Turn::OfMany, ..self }
    }

    /// After all that a screen shows, and without a word.
    #[must_use]
    pub fn aside(self) -> Self {
        Self { turn: Turn::Aside, ..self.rested().quiet() }
    }

    /// Not anew by itself.
    #[must_use]
    pub fn once(self) -> Self {
        Self { once: true, ..self }
    }

    /// Without a word while it comes.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self { quiet: true, ..self }
    }
}
