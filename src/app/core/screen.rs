//! What a screen is: a value that says what it wants of Tower and where its parts are, and does what only it can do.

use std::time::Duration;

use crossterm::event::KeyEvent;

use super::context::Context;
use super::outbox::Outbox;
use crate::app::data::changes::ChangedRow;
use crate::app::data::resource::Want;
use crate::app::keys::table::{Action, Mode, Visit};
use crate::app::kit::cursor::Motion;
use crate::app::kit::layout::Areas;
use crate::app::search::Filter;
use crate::base::text::SafeText;
use crate::tower::model::{MemberId, ProjectId, Team};
use crate::tower::project::Project;
use crate::tower::todo_address::TodoAddress;
use crate::tower::work::Period;

/// A screen of the workspace. The router knows no more of one than this: it moves, filters, refreshes, gives up and
/// goes back for all of them alike, and hands on what is left.
pub trait Screen {
    /// Where its keys are looked up.
    fn mode(&self, cx: &Context<'_>) -> Mode;

    /// Where its parts are.
    fn areas(&self, cx: &Context<'_>) -> Areas;

    /// What of Tower the screen shows, the most urgent first.
    fn wants(&self, cx: &Context<'_>) -> Vec<Want>;

    /// Works out anew what shows, after data, filter, day or size have changed. The selection stays on what it is on.
    fn refit(&mut self, cx: &Context<'_>);

    /// The team whose screen it is.
    fn team(&self) -> Option<&Team> {
        None
    }

    /// Moves in the list that has the keys, or scrolls what is read.
    fn go(&mut self, _motion: Motion, _cx: &Context<'_>) {}

    /// Selects a row of the list that has the keys, counted from its first.
    fn select(&mut self, _row: usize, _cx: &Context<'_>) {}

    /// The first row of the list that shows.
    fn first_row(&self) -> usize {
        0
    }

    /// How many rows there are to pick by their number.
    fn rows(&self, _cx: &Context<'_>) -> usize {
        0
    }

    /// What is typed to find something.
    fn filter(&self) -> Option<&Filter> {
        None
    }

    /// That field, to type into.
    fn filter_mut(&mut self) -> Option<&mut Filter> {
        None
    }

    /// What is typed has changed: what fits it best is selected, where something does.
    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
    }

    /// What is selected was looked for, and stays selected whatever shows.
    fn keep_found(&mut self, _cx: &Context<'_>) {}

    /// Nothing is looked for any more: what was selected before is again.
    fn forget_found(&mut self) {}

    /// Goes on writing the term that is being typed.
    fn complete(&mut self, _cx: &Context<'_>) {}

    /// A key that is text.
    fn type_key(&mut self, key: KeyEvent, cx: &Context<'_>) {
        if let Some(filter) = self.filter_mut() {
            filter.press(key);
            self.find(cx);
        }
    }

    /// Pasted text.
    fn paste(&mut self, text: &str, cx: &Context<'_>) {
        if let Some(filter) = self.filter_mut().filter(|filter| filter.editing) {
            filter.insert(text);
            self.find(cx);
        }
    }

    /// Does what only this screen does.
    fn act(&mut self, _action: Action, _cx: &Context<'_>, _out: &mut Outbox) -> Flow {
        Flow::Done
    }

    /// Whether the person is in something of the screen, such as a detail or a menu, that is closed before the screen
    /// itself is left.
    fn is_inside(&self) -> bool {
        false
    }

    /// Closes that.
    fn close(&mut self, _cx: &Context<'_>) {}

    /// The person asks for the next page, or stops waiting for it.
    fn waits(&mut self, _waits: bool, _cx: &Context<'_>) {}

    /// A file was written, or was not.
    fn exported(&mut self, _written: bool) {}

    /// What of the rows that show can be marked as changed.
    fn in_view(&self, _cx: &Context<'_>) -> Vec<ChangedRow> {
        Vec::new()
    }

    /// Keeps what a person has chosen here for the next screen of the kind.
    fn leave(&mut self, _habits: &mut Habits) {}

    /// What a clock says that shows here and runs, where it is `now` on the monotonic clock.
    fn clock(&self, _now: Duration) -> Option<Duration> {
        None
    }

    /// Whether there is nothing here that an action could be done to.
    fn lacks(&self, _action: Action, _cx: &Context<'_>) -> bool {
        false
    }
}

/// What a person has chosen on a screen that holds for the next of its kind.
#[derive(Debug)]
pub struct Habits {
    /// What was typed to find a team.
    pub team_filter: Filter,
    /// The selected to-do stands beside its list where there is room.
    pub todo_detail: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { team_filter: Filter::default(), todo_detail: true }
    }
}

/// Who takes part in a standup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandupOf {
    /// Everybody in the team.
    Everybody,
    /// Everybody in this group of it.
    Group(SafeText),
    /// These, by their names.
    These(Vec<(MemberId, SafeText)>),
}

/// A standup that was asked for at the start.
#[derive(Clone, Debug)]
pub struct StandupAsked {
    /// The id of the team, or its name or a part of that; none for the one that opens by itself.
    pub team: Option<String>,
    /// The group; none for everybody.
    pub group: Option<SafeText>,
}

/// Where an action leads.
#[derive(Clone, Debug)]
pub enum Flow {
    /// Nowhere else.
    Done,
    /// To another screen, from which the way back leads here.
    Open(Destination),
    /// To another screen in place of this one, from which the way back leads to where it led from here.
    Swap(Destination),
}

/// What a feed of what happened is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// The open team.
    Team,
    /// One of its members, by this name: what they did.
    Member(MemberId, SafeText),
    /// One of its projects, by this name.
    Project(ProjectId, SafeText),
}

/// A screen to go to.
#[derive(Clone, Debug)]
pub enum Destination {
    /// One that a key leads to.
    Visit(Visit),
    /// A team, in place of the one that is open.
    Team(Team),
    /// The members of the open team.
    Members {
        /// What is typed to find one.
        filter: String,
    },
    /// A project of the open team.
    Project(Project),
    /// How much each member of the open team has to do.
    Workload {
        /// What is typed to find a member.
        filter: String,
        /// Members who no longer take part show too.
        show_inactive: bool,
    },
    /// The to-dos of a member.
    Todos {
        /// Whose.
        member: MemberId,
        /// Their name.
        name: SafeText,
        /// The last of their lists shows, and not the first.
        last: bool,
    },
    /// What happened.
    Activity(FeedOf),
    /// The report of a member of the open team.
    Report {
        /// Whose.
        member: MemberId,
        /// Their name.
        name: SafeText,
        /// The week.
        week: Period,
    },
    /// A standup in the open team.
    Standup(StandupOf),
    /// The to-do that somebody named.
    Todo(TodoAddress),
}
